//! [`Message`]: the parts of a message from which members outside a JSON body are read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chime_model_vocabulary::{TimestampFormat, is_of_message};
use http::HeaderMap;

use super::{headers, query};
use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::value::{Status, TextMap, Texts};
#[cfg(feature = "event-stream")]
use crate::wire::value::{Value, read_event_header};

/// The parts of a message.
#[derive(Default)]
pub struct Message<'a> {
    /// The labels of the path, still percent-encoded.
    pub labels: Vec<(&'a str, &'a str)>,
    /// The pairs of the query, decoded.
    pub query: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The headers.
    pub headers: Option<&'a HeaderMap>,
    /// The status of a response.
    pub status: Option<u16>,
    /// The headers of an event.
    #[cfg(feature = "event-stream")]
    pub event_headers: &'a [(String, crate::event_stream::HeaderValue)],
    /// The body.
    pub body: &'a [u8],
}

/// Each method reads one member. The context is at that member already.
impl Message<'_> {
    /// A label of the path.
    pub fn label<T: Texts>(
        &self,
        label: &str,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<T> {
        let encoded = self.labels.iter().find(|(name, _)| *name == label);
        match encoded.map(|(_, text)| query::decode(text)) {
            None => context.refuse(Reason::Missing),
            Some(None) => context.refuse(Reason::InvalidPercentEncoding),
            Some(Some(text)) => T::from_texts(&[text], format, context),
        }
    }

    /// A key of the query.
    pub fn query<T: Texts>(
        &self,
        key: &str,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<T> {
        let values = self.query.iter().filter(|(name, _)| name == key);
        let texts: Vec<Cow<'_, str>> = values.map(|(_, text)| Cow::from(&**text)).collect();
        T::from_texts(&texts, format, context)
    }

    /// All keys of the query as a map (rule Q3).
    pub fn query_map<M: TextMap>(
        &self,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<M> {
        let mut keys: BTreeMap<&str, Vec<Cow<'_, str>>> = BTreeMap::new();
        for (key, value) in &self.query {
            keys.entry(key).or_default().push(Cow::from(&**value));
        }
        let entries = keys.into_iter().map(|(key, texts)| (key.to_owned(), Ok(texts)));
        M::from_entries(entries, format, context)
    }

    /// A header.
    pub fn header<T: Texts>(
        &self,
        name: &str,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<T> {
        let texts = match self.headers {
            None => Ok(Vec::new()),
            Some(headers) if T::LIST => headers::elements(headers, name, T::DATE),
            Some(headers) => headers::first_header(headers, name)
                .into_iter()
                .map(|text| text.map(Cow::from))
                .collect(),
        };
        match texts {
            Ok(texts) => T::from_texts(&texts, format, context),
            Err(_) => context.refuse(Reason::NOT_TEXT),
        }
    }

    /// All headers with a prefix as a map, whose keys do not have it (rule H4).
    pub fn prefix_headers<M: TextMap>(
        &self,
        prefix: &str,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<M> {
        // A map does not get a header that it could not send (rule H6).
        let headers = self
            .headers
            .into_iter()
            .flat_map(HeaderMap::keys)
            .filter(|name| !is_of_message(name.as_str()));
        let entries = headers.filter_map(|name| {
            let (start, key) = name.as_str().split_at_checked(prefix.len())?;
            let text = headers::first_header(self.headers?, name.as_str())?;
            start
                .eq_ignore_ascii_case(prefix)
                .then(|| (key.to_owned(), text.map(|text| vec![text.into()])))
        });
        M::from_entries(entries, format, context)
    }

    /// A header of an event (rule M5).
    #[cfg(feature = "event-stream")]
    pub fn event_header<T: Value>(
        &self,
        name: &str,
        is_required: bool,
        context: &mut Context,
    ) -> Option<T> {
        match self.event_headers.iter().find(|(known, _)| known == name) {
            Some((_, value)) => read_event_header(value, context),
            None if is_required => context.refuse(Reason::Missing),
            None => None,
        }
    }

    /// The status of a response.
    pub fn status<T: Status>(&self, format: TimestampFormat, context: &mut Context) -> Option<T> {
        let text = self.status.map(|status| status.to_string().into());
        T::from_texts(text.as_slice(), format, context)
    }
}
