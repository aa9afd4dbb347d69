//! [`Message`]: the parts of a message from which members outside of a JSON body are read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use http::HeaderMap;

use super::context::Context;
use super::entries::Entries;
use super::headers;
use super::text::Texts;
use super::uri;
use crate::violation::Reason;

/// A message in its parts.
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
    /// The body.
    pub body: &'a [u8],
}

/// Each method reads one member. The context is at that member already.
impl Message<'_> {
    /// A label of the path.
    pub fn label<T: Texts>(&self, label: &str, context: &mut Context) -> Option<T> {
        let encoded = self.labels.iter().find(|(name, _)| *name == label);
        match encoded.map(|(_, text)| uri::decode(text)) {
            None => context.refuse(Reason::Missing),
            Some(None) => context.refuse(Reason::Encoding),
            Some(Some(text)) => T::from_texts(&[text], context),
        }
    }

    /// A key of the query.
    pub fn query<T: Texts>(&self, key: &str, context: &mut Context) -> Option<T> {
        let texts: Vec<Cow<'_, str>> = self
            .query
            .iter()
            .filter(|(name, _)| name == key)
            .map(|(_, text)| Cow::from(&**text))
            .collect();
        T::from_texts(&texts, context)
    }

    /// All keys of the query as a map (rule Q3).
    pub fn query_map<M: Entries>(&self, context: &mut Context) -> Option<M> {
        let mut keys: BTreeMap<&str, Vec<Cow<'_, str>>> = BTreeMap::new();
        for (key, value) in &self.query {
            keys.entry(key).or_default().push(Cow::from(&**value));
        }
        M::from_entries(keys.into_iter().map(|(key, texts)| (key.to_owned(), Ok(texts))), context)
    }

    /// A header.
    pub fn header<T: Texts>(&self, name: &str, context: &mut Context) -> Option<T> {
        let texts = match self.headers {
            None => Ok(Vec::new()),
            Some(headers) if T::LIST => headers::elements(headers, name, T::DATE),
            Some(headers) => {
                headers::first(headers, name).into_iter().map(|text| text.map(Cow::from)).collect()
            }
        };
        match texts {
            Ok(texts) => T::from_texts(&texts, context),
            Err(_) => context.refuse(Reason::NOT_TEXT),
        }
    }

    /// All headers with a prefix as a map, without it (rule H4).
    pub fn prefix_headers<M: Entries>(&self, prefix: &str, context: &mut Context) -> Option<M> {
        // What a map cannot set is not for a map to get: it would not be sent again (rule H6).
        let headers = self
            .headers
            .into_iter()
            .flat_map(HeaderMap::keys)
            .filter(|name| !headers::is_reserved(name.as_str()));
        let entries = headers.filter_map(|name| {
            let (start, key) = name.as_str().split_at_checked(prefix.len())?;
            let text = headers::first(self.headers?, name.as_str())?;
            start
                .eq_ignore_ascii_case(prefix)
                .then(|| (key.to_owned(), text.map(|text| vec![text.into()])))
        });
        M::from_entries(entries, context)
    }

    /// The status of a response.
    pub fn status<T: Texts>(&self, context: &mut Context) -> Option<T> {
        let texts: Vec<Cow<'_, str>> =
            self.status.map(|status| status.to_string().into()).into_iter().collect();
        T::from_texts(&texts, context)
    }
}
