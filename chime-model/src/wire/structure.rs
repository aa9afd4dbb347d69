//! [`Structure`]: what the derive of that name implements, and [`Message`], the parts of a message that it reads from.

use std::borrow::Cow;
use std::collections::BTreeMap;

use http::HeaderMap;

use super::body::{Body, mismatch};
use super::context::{Context, Side};
use super::head::Head;
use super::headers;
use super::json::{Json, Kind};
use super::text::Texts;
use super::write::ObjectWriter;
use crate::UnknownMember;
use crate::timestamp::TimestampFormat;
use crate::violation::Reason;

/// What stands in the body of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing: the operation has no such message (rule C1).
    Absent,
    /// Nothing: no member can (rule C1).
    Nothing,
    /// A JSON object of members (rule C2).
    Members,
    /// One member, as it is (rule C4).
    Payload {
        /// the Content-Type of it
        content_type: &'static str,
        /// what a request has where it is not set (rule C3)
        unset: &'static str,
    },
}

/// A structure, in a message or nested in a body. Derived; nothing else should implement it.
pub trait Structure: Sized {
    /// What of this structure stands in the body of a message.
    const CONTENT: Content;
    /// Whether a member is the Content-Type header, which then is whatever that says.
    const HAS_CONTENT_TYPE: bool;
    /// Whether a member is the Accept header.
    const HAS_ACCEPT: bool;

    /// Writes the members that stand outside of the body.
    fn write_head(&self, head: &mut Head);

    /// Writes the members of the body.
    fn write_members(&self, object: &mut ObjectWriter<'_>);

    /// The payload, if a member is one; nothing if that is not set.
    fn payload(&self) -> Option<Vec<u8>>;

    /// Reads all members; without a value, what is wrong has been recorded.
    fn read(message: &Message<'_>, context: &mut Context) -> Option<Self>;

    /// Records what in the members breaks a constraint.
    fn check(&self, context: &mut Context);
}

/// An operation without an input or an output.
impl Structure for () {
    const CONTENT: Content = Content::Absent;
    const HAS_CONTENT_TYPE: bool = false;
    const HAS_ACCEPT: bool = false;

    fn write_head(&self, _: &mut Head) {}

    fn write_members(&self, _: &mut ObjectWriter<'_>) {}

    fn payload(&self) -> Option<Vec<u8>> {
        None
    }

    fn read(_: &Message<'_>, _: &mut Context) -> Option<Self> {
        Some(())
    }

    fn check(&self, _: &mut Context) {}
}

/// The members of a JSON object.
pub(crate) type Members<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

/// A message in its parts. A nested structure has members alone.
#[derive(Default)]
pub struct Message<'a> {
    /// The labels of the path, decoded; nothing for one whose encoding is malformed.
    pub labels: Vec<(&'a str, Option<String>)>,
    /// The pairs of the query, decoded.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: Option<&'a HeaderMap>,
    /// The status of an answer.
    pub status: Option<u16>,
    /// The members of the body.
    pub members: Members<'a>,
    /// Whether the body could not be read, which has been recorded; of its members nothing can be said then.
    pub is_unreadable: bool,
    /// The body as a whole.
    pub payload: &'a [u8],
}

/// Reads a nested structure.
pub fn read_nested<T: Structure>(json: Json<'_>, context: &mut Context) -> Option<T> {
    if context.is_too_deep() {
        return None;
    }
    match json.members() {
        Some(members) => T::read(&Message { members, ..Message::default() }, context),
        None => mismatch(json, "an object", context),
    }
}

/// The one member of a union.
pub enum UnionMember<'a, 'k> {
    /// A modeled member, by its key.
    Known(&'k str, Json<'a>),
    /// A member that is not modeled.
    Unknown(UnknownMember),
}

/// Reads which member of a union is set (rule J9): null is not, and a client passes over `__type`.
pub fn read_union<'a, 'k>(json: Json<'a>, keys: &[&'k str], context: &mut Context) -> Option<UnionMember<'a, 'k>> {
    if context.is_too_deep() {
        return None;
    }
    let Some(members) = json.members() else { return mismatch(json, "an object", context) };
    let is_client = context.side == Side::Client;
    let mut set = members.into_iter().filter(|(key, value)| value.kind() != Kind::Null && !(is_client && key == "__type"));
    let (Some((key, value)), None) = (set.next(), set.next()) else { return context.report(Reason::Union) };
    match keys.iter().find(|known| **known == key) {
        Some(known) => Some(UnionMember::Known(known, value)),
        None if is_client => {
            let value = Body::read(value, TimestampFormat::EpochSeconds, context)?;
            Some(UnionMember::Unknown(UnknownMember { name: key.into_owned(), value }))
        }
        None => context.report(Reason::Union),
    }
}

impl<'a> Message<'a> {
    /// A member of the body that may be absent.
    pub fn optional<T: Body>(&self, key: &str, member: &'static str, format: TimestampFormat, context: &mut Context) -> Option<T> {
        let json = self.find(key, member, context)?;
        context.member(member, |context| T::read(json, format, context))
    }

    /// A member of the body that must be there (rule J1).
    pub fn required<T: Body>(&self, key: &str, member: &'static str, format: TimestampFormat, context: &mut Context) -> Option<T> {
        match self.find(key, member, context) {
            Some(json) => context.member(member, |context| T::read(json, format, context)),
            None if self.is_unreadable => None,
            None => context.member(member, |context| context.report(Reason::Missing)),
        }
    }

    /// The value of a key; a null is absent (rule J1), a second one is wrong (rule C7).
    fn find(&self, key: &str, member: &'static str, context: &mut Context) -> Option<Json<'a>> {
        let mut values = self.members.iter().filter(|(name, _)| name == key).map(|(_, value)| *value);
        let value = values.next();
        if values.next().is_some() {
            context.member(member, |context| context.report::<()>(Reason::Duplicate));
        }
        value.filter(|value| value.kind() != Kind::Null)
    }

    /// A label of the path.
    pub fn label<T: Texts>(&self, label: &str, member: &'static str, format: TimestampFormat, context: &mut Context) -> Option<T> {
        let text = self.labels.iter().find(|(name, _)| *name == label);
        context.member(member, |context| match text {
            None => context.report(Reason::Missing),
            Some((_, None)) => context.report(Reason::Encoding),
            Some((_, Some(text))) => T::from_texts(&[text.into()], format, context),
        })
    }

    /// A key of the query.
    pub fn query<T: Texts>(&self, key: &str, member: &'static str, format: TimestampFormat, context: &mut Context) -> Option<T> {
        let texts: Vec<Cow<'_, str>> = self.query.iter().filter(|(name, _)| name == key).map(|(_, text)| text.into()).collect();
        context.member(member, |context| T::from_texts(&texts, format, context))
    }

    /// All keys of the query as a map (rule Q3).
    pub fn query_map<M: FromEntries>(&self, member: &'static str, format: TimestampFormat, context: &mut Context) -> Option<M> {
        let mut keys: BTreeMap<&str, Vec<Cow<'_, str>>> = BTreeMap::new();
        for (key, value) in &self.query {
            keys.entry(key).or_default().push(value.into());
        }
        context.member(member, |context| M::from_entries(keys.into_iter().map(|(key, texts)| (key.to_owned(), texts)), format, context))
    }

    /// A header.
    pub fn header<T: Texts>(&self, name: &str, member: &'static str, format: TimestampFormat, context: &mut Context) -> Option<T> {
        let texts = match self.headers {
            None => Vec::new(),
            Some(headers) if T::LIST => headers::elements(headers, name, T::DATE),
            Some(headers) => headers::first(headers, name).map(Cow::from).into_iter().collect(),
        };
        context.member(member, |context| T::from_texts(&texts, format, context))
    }

    /// All headers with a prefix as a map, without it (rule H4).
    pub fn prefix_headers<M: FromEntries>(
        &self,
        prefix: &str,
        member: &'static str,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<M> {
        // What a map cannot set is not for a map to get: it would not be sent again (rule H6).
        let headers = self.headers.into_iter().flat_map(HeaderMap::keys).filter(|name| !headers::is_reserved(name.as_str()));
        let entries = headers.filter_map(|name| {
            let (start, key) = name.as_str().split_at_checked(prefix.len())?;
            let text = headers::first(self.headers?, name.as_str())?;
            start.eq_ignore_ascii_case(prefix).then(|| (key.to_owned(), vec![text.into()]))
        });
        context.member(member, |context| M::from_entries(entries, format, context))
    }

    /// The status of an answer.
    pub fn status<T: Texts>(&self, member: &'static str, context: &mut Context) -> Option<T> {
        let texts: Vec<Cow<'_, str>> = self.status.map(|status| status.to_string().into()).into_iter().collect();
        context.member(member, |context| T::from_texts(&texts, TimestampFormat::EpochSeconds, context))
    }

    /// The payload, where there is one.
    pub fn payload<T: Body>(&self, member: &'static str, format: TimestampFormat, context: &mut Context) -> Option<T> {
        match self.payload {
            [] => None,
            payload => context.member(member, |context| T::from_payload(payload, format, context)),
        }
    }

    /// The payload, which must be there.
    pub fn required_payload<T: Body>(&self, member: &'static str, format: TimestampFormat, context: &mut Context) -> Option<T> {
        context.member(member, |context| match self.payload {
            // A text or a blob may be empty and still be there.
            [] if T::CONTENT_TYPE == "application/json" => context.report(Reason::Missing),
            payload => T::from_payload(payload, format, context),
        })
    }
}

/// A map of texts, to write.
pub trait Entries<V> {
    /// Whether the map is sensitive as a whole, keys and all.
    const SENSITIVE: bool;

    /// Goes to each entry.
    fn entries(&self, entry: impl FnMut(&str, &V));
}

/// Records what in the entries of a map breaks a constraint.
pub fn check_entries<V: Texts, M: Entries<V>>(map: &M, context: &mut Context) {
    map.entries(|key, value| {
        let check = |context: &mut Context| context.entry(key, |context| value.check(context));
        if M::SENSITIVE { context.sensitive(check) } else { check(context) }
    });
}

/// A map of texts, to read.
pub trait FromEntries: Sized {
    /// Makes the map.
    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, Vec<Cow<'t, str>>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self>;
}

impl<V> Entries<V> for BTreeMap<String, V> {
    const SENSITIVE: bool = false;

    fn entries(&self, mut entry: impl FnMut(&str, &V)) {
        for (key, value) in self {
            entry(key, value);
        }
    }
}

impl<V: Texts> FromEntries for BTreeMap<String, V> {
    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, Vec<Cow<'t, str>>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        let mut map = BTreeMap::new();
        for (key, texts) in entries {
            let value = context.entry(&key, |context| V::from_texts(&texts, format, context));
            map.extend(value.map(|value| (key, value)));
        }
        Some(map)
    }
}

impl<V, T: Entries<V>> Entries<V> for Option<T> {
    const SENSITIVE: bool = T::SENSITIVE;

    fn entries(&self, entry: impl FnMut(&str, &V)) {
        if let Some(map) = self {
            map.entries(entry);
        }
    }
}

/// Without entries the map is absent.
impl<T: FromEntries> FromEntries for Option<T> {
    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, Vec<Cow<'t, str>>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        let mut entries = entries.peekable();
        match entries.peek() {
            None => Some(None),
            Some(_) => T::from_entries(entries, format, context).map(Some),
        }
    }
}

impl<V, T: Entries<V>> Entries<V> for crate::Sensitive<T> {
    const SENSITIVE: bool = true;

    fn entries(&self, entry: impl FnMut(&str, &V)) {
        (**self).entries(entry);
    }
}

impl<T: FromEntries> FromEntries for crate::Sensitive<T> {
    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, Vec<Cow<'t, str>>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        context.sensitive(|context| T::from_entries(entries, format, context)).map(crate::Sensitive::new)
    }
}
