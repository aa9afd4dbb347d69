//! [`Side`]: who reads.

/// Who reads. The readers are lenient in different places (rules J8, J9, T3, V1 and V2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A client reads a response.
    Client,
    /// A server reads a request.
    Server,
    /// Anybody reads the documented form, through serde.
    Documented,
}
