//! [`Head`]: what a message says outside of its body, while it is being written.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::context::Context;
use super::entries::Entries;
use super::headers;
use super::side::Side;
use super::table::Member;
use super::text::Texts;
use super::timestamp::TimestampFormat;
use super::uri::{Template, UriWriter};
use crate::violation::{Reason, Violations};

/// Labels, query, headers and status of a message in the making, and what cannot be sent.
pub struct Head {
    /// Without one the message is a response, whose labels and queries are not looked at.
    uri: Option<UriWriter>,
    host_prefix: String,
    headers: HeaderMap,
    status: Option<MemberStatus>,
    context: Context,
}

impl Head {
    pub(crate) fn of_request(template: &'static Template, host_prefix: &str) -> Self {
        Self {
            uri: Some(UriWriter::new(template)),
            host_prefix: host_prefix.to_owned(),
            ..Self::of_response()
        }
    }

    pub(crate) fn of_response() -> Self {
        Self {
            uri: None,
            host_prefix: String::new(),
            headers: HeaderMap::new(),
            status: None,
            context: Context::new(Side::Client),
        }
    }

    /// A label of the path.
    pub fn label<T: Texts>(&mut self, member: &'static Member, label: &'static str, value: &T) {
        let Some(uri) = &mut self.uri else { return };
        let mut is_sent = false;
        value.each_text(member.format, |text| is_sent = uri.label(label, text));
        if !is_sent {
            self.context.member(member.name, |context| context.report(Reason::Label));
        }
    }

    /// A label of the host prefix: letters, digits and hyphens, as a part of a host name is.
    pub fn host_label(&mut self, member: &'static Member, value: &impl Texts) {
        let mut is_label = false;
        value.each_text(member.format, |text| {
            is_label = (1..=63).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            self.host_prefix = self.host_prefix.replace(&format!("{{{}}}", member.name), text);
        });
        if !is_label {
            self.context.member(member.name, |context| {
                context.report(Reason::expected("a label of a host name"));
            });
        }
    }

    /// A key of the query, once for each value (rule Q2).
    pub fn query<T: Texts>(&mut self, member: &'static Member, key: &str, value: &T) {
        if let Some(uri) = &mut self.uri {
            value.each_text(member.format, |text| uri.query(key, text));
        }
    }

    /// A map of query keys. Rule Q3: a named member, written before, beats the same key in the map.
    pub fn query_map<M: Entries>(&mut self, member: &'static Member, map: &M) {
        if let Some(uri) = &mut self.uri {
            uri.query_map(|pair| {
                map.entries(|key, value| {
                    value.each_text(member.format, |text| pair(key.as_ref(), text));
                });
            });
        }
    }

    /// A header; a list is joined (rule H2).
    pub fn header<T: Texts>(&mut self, member: &'static Member, name: &'static str, value: &T) {
        let Self { headers, context, .. } = self;
        let mut put = |text: &str| {
            context.member(member.name, |context| put(headers, name, text, T::SENSITIVE, context));
        };
        if !T::LIST {
            return value.each_text(member.format, put);
        }
        let mut line: Option<String> = None;
        value.each_text(member.format, |text| {
            headers::append(&mut line, text, T::DATE && member.format == TimestampFormat::HttpDate);
        });
        if let Some(line) = line {
            put(&line);
        }
    }

    /// A map of headers whose names share a prefix. Rule H4: a named member, written before, beats
    /// the same name in the map.
    pub fn prefix_headers<M: Entries>(
        &mut self,
        member: &'static Member,
        prefix: &'static str,
        map: &M,
    ) {
        let Self { headers, context, .. } = self;
        let named: Vec<HeaderName> = headers.keys().cloned().collect();
        map.entries(|key, value| {
            let key = key.as_ref();
            let name = format!("{prefix}{key}");
            let is_name = |other: &HeaderName| name.eq_ignore_ascii_case(other.as_str());
            if named.iter().any(is_name) {
                return;
            }
            let mut put_all = |context: &mut Context| {
                if headers::is_reserved(&name) {
                    return context.report(Reason::expected(
                        "another header than those that frame, route or type the message",
                    ));
                }
                if headers.contains_key(&name) {
                    return context.report(Reason::Duplicate);
                }
                value.each_text(member.format, |text| {
                    put(headers, &name, text, M::SENSITIVE || M::Value::SENSITIVE, context);
                });
            };
            context.member(member.name, |context| match M::SENSITIVE {
                true => context.sensitive(|context| context.entry(key, &mut put_all)),
                false => context.entry(key, &mut put_all),
            });
        });
    }

    /// The status of a response, where it is set.
    pub fn status(&mut self, member: &'static Member, value: &impl Texts) {
        value.each_text(member.format, |text| match text.parse() {
            Ok(code @ 100..1000) => self.status = Some(MemberStatus { code, member: member.name }),
            _ => self.context.member(member.name, |context| {
                context.report(Reason::expected("a status of three digits"));
            }),
        });
    }

    /// The URI, the host prefix and the headers of a request, or every member that cannot be sent.
    pub(crate) fn into_request(self) -> Result<(String, String, HeaderMap), Violations> {
        let uri = self.uri.map(UriWriter::finish).unwrap_or_default();
        self.context.finish(Some((uri, self.host_prefix, self.headers)))
    }

    /// The status, where a member says it, and the headers of a response, or every member that
    /// cannot be sent.
    pub(crate) fn into_response(self) -> Result<(Option<MemberStatus>, HeaderMap), Violations> {
        self.context.finish(Some((self.status, self.headers)))
    }
}

/// A status and the member that sets it.
pub(crate) struct MemberStatus {
    pub(crate) code: u16,
    pub(crate) member: &'static str,
}

/// Adds a header line, or says why it cannot be sent (rule H5).
fn put(headers: &mut HeaderMap, name: &str, text: &str, sensitive: bool, context: &mut Context) {
    let is_visible = text.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte));
    match (HeaderName::try_from(name), HeaderValue::try_from(text)) {
        (Ok(name), Ok(mut value)) if is_visible => {
            value.set_sensitive(sensitive);
            // A map of headers takes some thirty thousand of them and no more.
            if headers.try_append(name, value).is_err() {
                context.report(Reason::expected("one of fewer headers"));
            }
        }
        _ => context.report(Reason::Header),
    }
}
