//! The parts of a message outside a JSON body: labels, query, headers and status; and the
//! negotiation of the body's type. It knows values and no structure.

mod body;
mod head;
mod headers;
mod negotiation;
mod parts;
mod query;
mod template;
mod uri;

pub use self::body::Content;
pub(crate) use self::body::describe_body;
pub use self::head::Head;
pub(crate) use self::head::MemberStatus;
pub(crate) use self::headers::first_header;
pub(crate) use self::negotiation::{accepts, check_content_type};
pub use self::parts::Message;
pub(crate) use self::query::parse_query;
pub(crate) use self::template::{Path, Segment, Template};
