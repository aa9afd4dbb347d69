//! [`Head`]: what a message says outside of its body, while it is being written.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::context::{Context, Side};
use super::text::Texts;
use super::{headers, uri};
use crate::timestamp::TimestampFormat;
use crate::violation::{Reason, Violations};

/// Labels, query, headers and status of a message in the making, and what cannot be sent.
pub struct Head {
    labels: Vec<Label>,
    host_labels: Vec<Label>,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    status: Option<MemberStatus>,
    context: Context,
}

impl Head {
    pub(crate) fn new() -> Self {
        Self {
            labels: Vec::new(),
            host_labels: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            status: None,
            context: Context::new(Side::Client),
        }
    }

    /// A label of the path.
    pub fn label(&mut self, label: &'static str, member: &'static str, value: &impl Texts, format: TimestampFormat) {
        let text = value.to_texts(format).pop().unwrap_or_default().into_owned();
        self.labels.push(Label { name: label, member, text });
    }

    /// A label of the host prefix: letters, digits and hyphens, as a part of a host name is.
    pub fn host_label(&mut self, member: &'static str, value: &impl Texts, format: TimestampFormat) {
        let text = value.to_texts(format).pop().unwrap_or_default().into_owned();
        let is_label = (1..=63).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_label {
            self.context.member(member, |context| context.report(Reason::expected("a label of a host name")));
        }
        self.host_labels.push(Label { name: member, member, text });
    }

    /// A key of the query, once for each value (rule Q2).
    pub fn query(&mut self, key: &str, value: &impl Texts, format: TimestampFormat) {
        for text in value.to_texts(format) {
            self.query.push((key.to_owned(), text.into_owned()));
        }
    }

    /// A map of query keys. Rule Q3: a named member, written before, beats the same key in the map.
    pub fn query_map<V: Texts>(&mut self, map: &impl super::entries::Entries<V>, format: TimestampFormat) {
        let named: Vec<String> = self.query.iter().map(|(key, _)| key.clone()).collect();
        map.entries(|key, value| {
            if !named.iter().any(|name| name == key) {
                self.query(key, value, format);
            }
        });
    }

    /// A header; a list is joined (rule H2).
    pub fn header<T: Texts>(&mut self, name: &'static str, member: &'static str, value: &T, format: TimestampFormat) {
        let texts = value.to_texts(format);
        let text = match texts.as_slice() {
            [] => return,
            [text] if !T::LIST => text.to_string(),
            texts => headers::join(texts, T::DATE && format == TimestampFormat::HttpDate),
        };
        self.context.member(member, |context| put(&mut self.headers, name, &text, T::SENSITIVE, context));
    }

    /// A map of headers whose names share a prefix. Rule H4: a named member, written before, beats the same name in the map.
    pub fn prefix_headers<V: Texts, M: super::entries::Entries<V>>(
        &mut self,
        prefix: &'static str,
        member: &'static str,
        map: &M,
        format: TimestampFormat,
    ) {
        let Self { headers, context, .. } = self;
        let named: Vec<HeaderName> = headers.keys().cloned().collect();
        map.entries(|key, value| {
            let name = format!("{prefix}{key}");
            let is_name = |other: &HeaderName| name.eq_ignore_ascii_case(other.as_str());
            if named.iter().any(is_name) {
                return;
            }
            let mut put_all = |context: &mut Context| {
                if headers::is_reserved(&name) {
                    return context.report(Reason::expected("another header than those that frame, route or type the message"));
                }
                if headers.contains_key(&name) {
                    return context.report(Reason::Duplicate);
                }
                for text in value.to_texts(format) {
                    put(headers, &name, &text, M::SENSITIVE || V::SENSITIVE, context);
                }
            };
            context.member(member, |context| match M::SENSITIVE {
                true => context.sensitive(|context| context.entry(key, &mut put_all)),
                false => context.entry(key, &mut put_all),
            });
        });
    }

    /// The status of an answer, where it is set.
    pub fn status(&mut self, member: &'static str, value: &impl Texts) {
        if let Some(text) = value.to_texts(TimestampFormat::EpochSeconds).first() {
            match text.parse() {
                Ok(code @ 100..1000) => self.status = Some(MemberStatus { code, member }),
                _ => self.context.member(member, |context| context.report(Reason::expected("a status of three digits"))),
            }
        }
    }

    /// The URI, the host prefix and the headers of a request, or every member that cannot be sent.
    pub(crate) fn into_request(mut self, template: &str, host_prefix: &str) -> Result<(String, String, HeaderMap), Violations> {
        let template = uri::Template::new(template);
        for label in &self.labels {
            if label.changes_the_path(template.greedy_label() == Some(label.name)) {
                self.context.member(label.member, |context| context.report(Reason::Label));
            }
        }
        let text = |name: &str| self.labels.iter().find(|label| label.name == name).map_or("", |label| &label.text);
        let uri = template.fill(text, &self.query);
        let fill_host = |host: String, label: &Label| host.replace(&format!("{{{}}}", label.name), &label.text);
        let host = self.host_labels.iter().fold(host_prefix.to_owned(), fill_host);
        self.context.finish(Some((uri, host, self.headers)))
    }

    /// The status, where a member says it, and the headers of an answer, or every member that cannot be sent.
    pub(crate) fn into_response(self) -> Result<(Option<MemberStatus>, HeaderMap), Violations> {
        self.context.finish(Some((self.status, self.headers)))
    }
}

/// A status and the member that sets it.
pub(crate) struct MemberStatus {
    pub(crate) code: u16,
    pub(crate) member: &'static str,
}

/// A label and the member that fills it.
struct Label {
    name: &'static str,
    member: &'static str,
    text: String,
}

impl Label {
    /// Rule U4: an empty label, `.` and `..` change the path on the way; of a greedy label each segment counts.
    fn changes_the_path(&self, greedy: bool) -> bool {
        let is_dots = |segment: &str| matches!(segment, "." | "..");
        self.text.is_empty() || is_dots(&self.text) || (greedy && self.text.split('/').any(is_dots))
    }
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
        _ => {
            context.report(Reason::Header);
        }
    }
}
