//! [`TimestampFormat`]: the three formats of a timestamp in a message (rule T1).

/// The format of a timestamp in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// `2018-10-25T20:44:16.837Z`: in labels, in the query, and where a description says `iso8601`.
    DateTime,
    /// `Thu, 25 Oct 2018 20:44:16 GMT`: in headers.
    HttpDate,
    /// Seconds since 1970 as a JSON number: in bodies.
    EpochSeconds,
}
