//! [`TimestampFormat`]: the formats of a timestamp in a message, and their names.

/// The format of a timestamp in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// `2018-10-25T20:44:16.837Z`
    DateTime,
    /// `Thu, 25 Oct 2018 20:44:16 GMT`
    HttpDate,
    /// Seconds since 1970, as a number.
    EpochSeconds,
}

impl TimestampFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::DateTime, Self::HttpDate, Self::EpochSeconds];

    /// The name in attributes, which is Smithy's.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::HttpDate => "http-date",
            Self::EpochSeconds => "epoch-seconds",
        }
    }

    /// The name in descriptions, which is botocore's.
    #[must_use]
    pub fn description_name(self) -> &'static str {
        match self {
            Self::DateTime => "iso8601",
            Self::HttpDate => "rfc822",
            Self::EpochSeconds => "unixTimestamp",
        }
    }
}
