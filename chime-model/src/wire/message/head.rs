//! [`Head`]: the parts of a message outside its body, while they are being written.

use chime_model_vocabulary::{TimestampFormat, is_of_message};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::headers;
use super::template::Template;
use super::uri::UriWriter;
use crate::violation::{Reason, Violations};
use crate::wire::context::Context;
use crate::wire::form::Form;
use crate::wire::table::Member;
use crate::wire::value::{Status, TextMap, Texts};
#[cfg(feature = "event-stream")]
use crate::wire::value::{Value, write_event_header};

/// Labels, query, headers and status of a message, and the members that cannot be sent.
pub struct Head<'m> {
    /// `None` for a response, which has no labels and no query.
    uri: Option<UriWriter>,
    host_prefix: String,
    headers: &'m mut HeaderMap,
    status: Option<MemberStatus>,
    #[cfg(feature = "event-stream")]
    event_headers: Vec<(String, crate::event_stream::HeaderValue)>,
    context: Context,
}

impl<'m> Head<'m> {
    /// The head of a request with these headers.
    pub(crate) fn of_request(
        headers: &'m mut HeaderMap,
        template: &'static Template,
        host_prefix: &str,
    ) -> Self {
        let uri = Some(UriWriter::new(template));
        Self { uri, host_prefix: host_prefix.to_owned(), ..Self::of_response(headers) }
    }

    /// The head of a response with these headers.
    pub(crate) fn of_response(headers: &'m mut HeaderMap) -> Self {
        let context = Context::new(Form::Client);
        Self {
            uri: None,
            host_prefix: String::new(),
            headers,
            status: None,
            #[cfg(feature = "event-stream")]
            event_headers: Vec::new(),
            context,
        }
    }

    /// Reports why a member cannot be sent.
    fn check(&mut self, member: &'static Member, sent: Result<(), Reason>) {
        if let Err(reason) = sent {
            self.context.member(member, |context| context.report(reason));
        }
    }

    /// A label of the path.
    pub fn label<T: Texts>(&mut self, member: &'static Member, label: &'static str, value: &T) {
        let Some(uri) = &mut self.uri else { return };
        let mut is_sent = false;
        let written = value.each_text(member.format, |text| is_sent = uri.label(label, text));
        self.check(member, written.and(if is_sent { Ok(()) } else { Err(Reason::InvalidLabel) }));
    }

    /// A label of the host prefix: letters, digits and hyphens, as a part of a host name is. The
    /// member may be in the body too (rule A12).
    pub fn host_label(&mut self, member: &'static Member, value: &impl Texts) {
        let mut is_label = false;
        let written = value.each_text(member.format, |text| {
            is_label = (1..=63).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            self.host_prefix = self.host_prefix.replace(&format!("{{{}}}", member.name), text);
        });
        let expected = Reason::expected("a label of a host name");
        self.check(member, written.and(if is_label { Ok(()) } else { Err(expected) }));
    }

    /// A key of the query, once for each value (rule Q2).
    pub fn query<T: Texts>(&mut self, member: &'static Member, key: &str, value: &T) {
        let Some(uri) = &mut self.uri else { return };
        let written = value.each_text(member.format, |text| uri.query(key, text));
        self.check(member, written);
    }

    /// A map of query keys. A named member has been written before and takes precedence over the
    /// same key in the map (rule Q3).
    pub fn query_map<M: TextMap>(&mut self, member: &'static Member, map: &M) {
        let Some(uri) = &mut self.uri else { return };
        let mut written = Ok(());
        uri.query_map(|pair| {
            map.entries(|key, value| {
                let each = value.each_text(member.format, |text| pair(key.as_ref(), text));
                written = written.clone().and(each);
            });
        });
        self.check(member, written);
    }

    /// A header; a list is joined (rule H2).
    pub fn header<T: Texts>(&mut self, member: &'static Member, name: &'static str, value: &T) {
        let mut line: Option<String> = None;
        let mut put = Ok(());
        let are_dates = T::DATE && member.format == TimestampFormat::HttpDate;
        let written = value.each_text(member.format, |text| {
            if T::LIST {
                headers::append(&mut line, text, are_dates);
            } else {
                put = append(self.headers, name, text, T::SENSITIVE);
            }
        });
        if let Some(line) = line {
            put = append(self.headers, name, &line, T::SENSITIVE);
        }
        self.check(member, written.and(put));
    }

    /// A map of headers whose names share a prefix. A named member has been written before and
    /// takes precedence over the same name in the map (rule H4).
    pub fn prefix_headers<M: TextMap>(
        &mut self,
        member: &'static Member,
        prefix: &'static str,
        map: &M,
    ) {
        let Self { headers, context, .. } = self;
        let named: Vec<HeaderName> = headers.keys().cloned().collect();
        let is_sensitive = M::SENSITIVE || M::Value::SENSITIVE;
        map.entries(|key, value| {
            let key = key.as_ref();
            let name = format!("{prefix}{key}");
            if named.iter().any(|other| name.eq_ignore_ascii_case(other.as_str())) {
                return;
            }
            let sent = if is_of_message(&name) {
                Err(Reason::expected("a header that does not frame, route or type the message"))
            } else if headers.contains_key(&name) {
                Err(Reason::Duplicate)
            } else {
                let mut put = Ok(());
                let written = value.each_text(member.format, |text| {
                    put = append(headers, &name, text, is_sensitive);
                });
                written.and(put)
            };
            let Err(reason) = sent else { return };
            let report = |context: &mut Context| context.entry(key, |entry| entry.report(reason));
            context.member(member, |context| {
                if M::SENSITIVE { context.sensitive(report) } else { report(context) }
            });
        });
    }

    /// The status of a response, if it is set.
    pub fn status<T: Status>(&mut self, member: &'static Member, value: &T) {
        let mut sent = Ok(());
        let written = value.each_text(member.format, |text| match text.parse() {
            Ok(code @ 100..1000) => self.status = Some(MemberStatus { code, member: member.name }),
            _ => sent = Err(Reason::expected(T::EXPECTED)),
        });
        self.check(member, written.and(sent));
    }

    /// A header of an event, if it is set (rule M5).
    #[cfg(feature = "event-stream")]
    pub fn event_header<T: Value>(
        &mut self,
        member: &'static Member,
        name: &'static str,
        value: &T,
    ) {
        let written = write_event_header(value);
        let put = |value| self.event_headers.push((name.to_owned(), value));
        let written = written.map(|value| value.map_or((), put));
        self.check(member, written);
    }

    /// The headers of an event, or every member that cannot be sent.
    #[cfg(feature = "event-stream")]
    pub(crate) fn into_event_headers(
        self,
    ) -> Result<Vec<(String, crate::event_stream::HeaderValue)>, Violations> {
        self.context.finish(Some(self.event_headers))
    }

    /// The URI and the host prefix of a request, or every member that cannot be sent.
    pub(crate) fn into_uri(self) -> Result<(String, String), Violations> {
        let uri = self.uri.map(UriWriter::finish).unwrap_or_default();
        self.context.finish(Some((uri, self.host_prefix)))
    }

    /// The status of a response, if a member sets it, or every member that cannot be sent.
    pub(crate) fn into_status(self) -> Result<Option<MemberStatus>, Violations> {
        self.context.finish(Some(self.status))
    }
}

/// A status and the member that sets it.
pub(crate) struct MemberStatus {
    pub(crate) code: u16,
    pub(crate) member: &'static str,
}

/// Appends a header line (rule H5).
fn append(
    headers: &mut HeaderMap,
    name: &str,
    text: &str,
    is_sensitive: bool,
) -> Result<(), Reason> {
    let is_visible = text.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte));
    match (HeaderName::try_from(name), HeaderValue::try_from(text)) {
        (Ok(name), Ok(mut value)) if is_visible => {
            value.set_sensitive(is_sensitive);
            // `HeaderMap` holds at most 32,768 entries.
            let appended = headers.try_append(name, value);
            appended.map(drop).map_err(|_| {
                Reason::expected("left out, since a message can have at most 32,768 headers")
            })
        }
        _ => Err(Reason::InvalidHeaderValue),
    }
}
