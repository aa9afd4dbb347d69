//! [`Location`]: where a member is in an HTTP message, what attributes call that, and the format of
//! timestamps there (rules T1 and A10).

use std::convert::Infallible;

use crate::timestamp::TimestampFormat;

/// The location of a member in an HTTP message, with the member's name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location<N> {
    /// In the path.
    Label(N),
    /// In the query, under this key.
    Query(N),
    /// In the query, under the keys of the map.
    QueryMap,
    /// In a header.
    Header(N),
    /// In all headers with this prefix.
    PrefixHeaders(N),
    /// The status of the response.
    Status,
    /// The whole body, or the payload of an event.
    Payload,
    /// In a header of an event in a stream.
    EventHeader(N),
    /// In the body, under this key.
    Body(N),
}

/// What is known of a location, one line for each in [`Location::facts`].
struct Facts<'l, N> {
    variant: &'static str,
    attribute: &'static str,
    words: &'static str,
    timestamps: TimestampFormat,
    name: Option<&'l N>,
}

impl Location<()> {
    /// Every location.
    pub const ALL: [Self; 9] = [
        Self::Label(()),
        Self::Query(()),
        Self::QueryMap,
        Self::Header(()),
        Self::PrefixHeaders(()),
        Self::Status,
        Self::Payload,
        Self::EventHeader(()),
        Self::Body(()),
    ];
}

impl<N> Location<N> {
    fn facts(&self) -> Facts<'_, N> {
        use TimestampFormat::{DateTime, EpochSeconds, HttpDate};
        let (variant, attribute, words, timestamps, name) = match self {
            Self::Label(name) => ("Label", "label", "label", DateTime, Some(name)),
            Self::Query(name) => ("Query", "query", "query key", DateTime, Some(name)),
            Self::QueryMap => ("QueryMap", "query_map", "query map", DateTime, None),
            Self::Header(name) => ("Header", "header", "header", HttpDate, Some(name)),
            Self::PrefixHeaders(name) => {
                ("PrefixHeaders", "prefix_headers", "header prefix", HttpDate, Some(name))
            }
            Self::Status => ("Status", "status", "status", EpochSeconds, None),
            Self::Payload => ("Payload", "payload", "payload", EpochSeconds, None),
            Self::EventHeader(name) => {
                ("EventHeader", "event_header", "event header", DateTime, Some(name))
            }
            Self::Body(name) => ("Body", "body", "body key", EpochSeconds, Some(name)),
        };
        Facts { variant, attribute, words, timestamps, name }
    }

    /// The name of the variant, for code that is written out.
    #[must_use]
    pub fn variant(&self) -> &'static str {
        self.facts().variant
    }

    /// The key in the attribute `#[http(…)]`.
    #[must_use]
    pub fn attribute(&self) -> &'static str {
        self.facts().attribute
    }

    /// What messages call it, such as `query key`.
    #[must_use]
    pub fn words(&self) -> &'static str {
        self.facts().words
    }

    /// The format of timestamps here, where neither the member nor its shape declares one (rule
    /// T1).
    #[must_use]
    pub fn timestamp_format(&self) -> TimestampFormat {
        self.facts().timestamps
    }

    /// The name of the member here, where it has one.
    #[must_use]
    pub fn name(&self) -> Option<&N> {
        self.facts().name
    }

    /// The same location with another type of name.
    pub fn map<M>(&self, name: impl FnOnce(&N) -> M) -> Location<M> {
        let Ok(location) = self.try_map(|found| Ok::<_, Infallible>(name(found)));
        location
    }

    /// The same location with another type of name.
    ///
    /// # Errors
    /// That of `name`.
    pub fn try_map<M, E>(&self, name: impl FnOnce(&N) -> Result<M, E>) -> Result<Location<M>, E> {
        Ok(match self {
            Self::Label(found) => Location::Label(name(found)?),
            Self::Query(found) => Location::Query(name(found)?),
            Self::QueryMap => Location::QueryMap,
            Self::Header(found) => Location::Header(name(found)?),
            Self::PrefixHeaders(found) => Location::PrefixHeaders(name(found)?),
            Self::Status => Location::Status,
            Self::Payload => Location::Payload,
            Self::EventHeader(found) => Location::EventHeader(name(found)?),
            Self::Body(found) => Location::Body(name(found)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Location;
    use crate::timestamp::TimestampFormat::{DateTime, EpochSeconds, HttpDate};

    #[test]
    fn every_location_has_the_format_of_rule_t1() {
        let formats = [
            ("label", DateTime),
            ("query", DateTime),
            ("query_map", DateTime),
            ("header", HttpDate),
            ("prefix_headers", HttpDate),
            ("status", EpochSeconds),
            ("payload", EpochSeconds),
            ("event_header", DateTime),
            ("body", EpochSeconds),
        ];
        let all = Location::ALL.map(|each| (each.attribute(), each.timestamp_format()));
        assert_eq!(all, formats);
    }
}
