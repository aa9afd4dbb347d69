//! The media types of bodies (rules [C4] and [S5]).
//!
//! [C4]: https://docs.rs/chime-model/latest/chime_model/rules/#c4
//! [S5]: https://docs.rs/chime-model/latest/chime_model/rules/#s5

/// Every body that is not one of the others.
pub const JSON: &str = "application/json";

/// A string or an enumeration that is the payload.
pub const TEXT: &str = "text/plain";

/// A blob that is the payload. Its bytes may be of any type.
pub const BLOB: &str = "application/octet-stream";

/// A stream of events.
pub const EVENT_STREAM: &str = "application/vnd.amazon.eventstream";
