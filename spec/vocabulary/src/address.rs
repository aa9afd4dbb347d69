//! The texts of a description that become part of the head of a message: names of headers, URI
//! templates and host prefixes. A wrong one could change where a message goes or how it is read.

use crate::location::Location;

/// The headers by which HTTP frames and routes a message. They belong to the message as a whole.
const FRAMING: [&str; 9] = [
    "connection",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Whether a header frames, routes or types a message, so that a map cannot set it (rule
/// [H6]).
///
/// [H6]: https://docs.rs/chime-model/latest/chime_model/rules/#h6
#[must_use]
pub fn is_of_message(header: &str) -> bool {
    let mut names = FRAMING.iter().chain(&["content-length", "content-type"]);
    names.any(|name| header.eq_ignore_ascii_case(name))
}

/// Checks the name of a header, or the prefix of names.
///
/// # Errors
/// Why no member can have that location.
// Only generators and derives call this. Inline, so that no other program compiles it.
#[inline]
pub fn check_header(location: &Location<String>) -> Result<(), String> {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    match location {
        Location::Header(name) if name.is_empty() || !name.bytes().all(is_token) => {
            Err(format!("{name:?} is not a header name"))
        }
        Location::PrefixHeaders(prefix) if !prefix.bytes().all(is_token) => {
            Err(format!("{prefix:?} is not the start of a header name"))
        }
        Location::Header(name) if FRAMING.iter().any(|known| name.eq_ignore_ascii_case(known)) => {
            Err(format!(
                "the header {name:?} frames or routes the message, so it cannot be a member"
            ))
        }
        _ => Ok(()),
    }
}

/// Whether a location is the header Content-Length, which only an output can have: it is the length
/// of the body there, or for HEAD of the body that is not sent (rule [C11]).
///
/// [C11]: https://docs.rs/chime-model/latest/chime_model/rules/#c11
#[must_use]
pub fn is_content_length(location: &Location<String>) -> bool {
    matches!(location, Location::Header(name) if name.eq_ignore_ascii_case("content-length"))
}

/// The labels of a URI template such as `/accounts/{accountId}/rooms?operation=create`, and its
/// problems.
#[derive(Debug, Default)]
pub struct UriTemplate<'u> {
    /// The names of the labels.
    pub labels: Vec<&'u str>,
    /// Everything that is wrong.
    pub problems: Vec<String>,
}

impl<'u> UriTemplate<'u> {
    /// Reads a template. A label is a whole segment of the path, and one label may be greedy.
    // Only generators and derives call this. Inline, so that no other program compiles it.
    #[inline]
    #[must_use]
    pub fn new(uri: &'u str) -> Self {
        let mut template = Self::default();
        let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
        if !path.starts_with('/') {
            template.problems.push(format!("the template {uri:?} must start with a slash"));
        }
        let mut greedy = 0;
        for segment in path.split('/') {
            let label = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            match label {
                Some(label) => {
                    let name = label.strip_suffix('+').unwrap_or(label);
                    greedy += usize::from(name.len() < label.len());
                    template.add_label(name, segment);
                }
                None => template.problems.extend(segment_problem(segment)),
            }
        }
        if let Err(what) = check_uri(query) {
            template.problems.push(format!("the query {query:?} has {what}"));
        }
        if greedy > 1 {
            template.problems.push("a template can have only one greedy label".to_owned());
        }
        template
    }

    fn add_label(&mut self, name: &'u str, segment: &str) {
        if name.is_empty() {
            self.problems.push("a label must have a name".to_owned());
        } else if name.contains(['{', '}']) {
            self.problems.push(not_a_segment(segment));
        } else if self.labels.contains(&name) {
            self.problems.push(format!("duplicate label {{{name}}}"));
        } else {
            self.labels.push(name);
        }
    }
}

fn not_a_segment(segment: &str) -> String {
    format!("a label must be a whole segment of the path, which {segment:?} is not")
}

fn segment_problem(segment: &str) -> Option<String> {
    if segment.contains(['{', '}']) {
        return Some(not_a_segment(segment));
    }
    if is_dots(segment) {
        return Some(format!("proxies rewrite a path with the segment {segment:?}"));
    }
    check_uri(segment).err().map(|what| format!("the segment {segment:?} has {what}"))
}

/// Whether this can be the path of a URI, which no reader on the way changes.
#[must_use]
pub fn is_path(path: &str) -> bool {
    path.split('/').all(|segment| !is_dots(segment) && check_uri(segment).is_ok())
}

/// Whether a segment stands for another path. Most readers of a URI treat percent-encoded dots as
/// dots.
fn is_dots(segment: &str) -> bool {
    let mut rest = segment;
    let mut dots = 0;
    while let Some(after) = [".", "%2e", "%2E"].iter().find_map(|dot| rest.strip_prefix(dot)) {
        rest = after;
        dots += 1;
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}

/// Checks that a URI can contain a text without encoding.
fn check_uri(text: &str) -> Result<(), &'static str> {
    let is_uri = |byte: u8| byte.is_ascii_graphic() && !b"\"#<>\\^`{|}".contains(&byte);
    if !text.bytes().all(is_uri) {
        return Err("a character that a URI cannot have");
    }
    let mut escapes = text.split('%').skip(1);
    let is_hex = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if escapes.all(|rest| rest.get(..2).is_some_and(is_hex)) {
        Ok(())
    } else {
        Err("a percent sign without two hexadecimal digits")
    }
}

/// Checks a host prefix, such as `data.` or `{AccountId}.`, and returns the names of its labels.
///
/// # Errors
/// Why it cannot be the start of a host name.
pub fn host_labels(prefix: &str) -> Result<Vec<&str>, String> {
    let wrong = || format!("{prefix:?} cannot be the start of a host name");
    let mut labels = Vec::new();
    let mut rest = prefix;
    let mut name = String::new();
    while let Some((before, label)) = rest.split_once('{') {
        let (label, after) = label.split_once('}').ok_or_else(wrong)?;
        if label.is_empty() {
            return Err("a label must have a name".to_owned());
        }
        labels.push(label);
        // The text of a label has only letters, digits and hyphens, so a letter stands for it.
        name.extend([before, "x"]);
        rest = after;
    }
    name.push_str(rest);
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_label = |label: &str| label.bytes().all(is_part) && label.len() <= 63;
    let mut parts = name.split('.').collect::<Vec<_>>();
    // The text after the last dot begins the next part of the host name, so it may be empty.
    let last = parts.pop().unwrap_or_default();
    let is_start = parts.iter().all(|label| is_label(label) && !label.is_empty()) && is_label(last);
    if is_start && !name.is_empty() { Ok(labels) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        let template = UriTemplate::new("/a/{b}/%20/{c+}/...?e=%2F&f");
        assert_eq!((template.labels, template.problems), (vec!["b", "c"], vec![]));
        for (uri, problem) in [
            ("a", "the template \"a\" must start with a slash"),
            ("?a", "the template \"?a\" must start with a slash"),
            ("/{}", "a label must have a name"),
            ("/{+}", "a label must have a name"),
            ("/{a}/{a}", "duplicate label {a}"),
            ("/{a}b", "a label must be a whole segment of the path, which \"{a}b\" is not"),
            ("/{a}{b}", "a label must be a whole segment of the path, which \"{a}{b}\" is not"),
            ("/{a+}/{b+}", "a template can have only one greedy label"),
            ("/a/../b", "proxies rewrite a path with the segment \"..\""),
            ("/./b", "proxies rewrite a path with the segment \".\""),
            ("/%2e%2E/b", "proxies rewrite a path with the segment \"%2e%2E\""),
            ("/.%2e", "proxies rewrite a path with the segment \".%2e\""),
            ("/a b", "the segment \"a b\" has a character that a URI cannot have"),
            ("/%zz", "the segment \"%zz\" has a percent sign without two hexadecimal digits"),
            ("/%2", "the segment \"%2\" has a percent sign without two hexadecimal digits"),
            ("/?a=%zz", "the query \"a=%zz\" has a percent sign without two hexadecimal digits"),
            ("/?a=\r", "the query \"a=\\r\" has a character that a URI cannot have"),
        ] {
            assert_eq!(UriTemplate::new(uri).problems, [problem], "{uri}");
        }
    }

    #[test]
    fn host_prefixes() {
        assert_eq!(host_labels("data."), Ok(vec![]));
        assert_eq!(host_labels("{a}.{b}-c."), Ok(vec!["a", "b"]));
        assert_eq!(host_labels("control-"), Ok(vec![]));
        for prefix in [
            "",
            ".",
            "a..",
            "evil.com/{A}.",
            "user@",
            "a\r\nb.",
            "a b.",
            "{a",
            "a}.",
            "{}.",
            "a:1.",
            "*.",
        ] {
            assert!(host_labels(prefix).is_err(), "{prefix}");
        }
    }

    #[test]
    fn headers() {
        let header = |name: &str| check_header(&Location::Header(name.to_owned()));
        let prefix = |name: &str| check_header(&Location::PrefixHeaders(name.to_owned()));
        for name in ["x-a", "Content-Type", "content-length", "ETag"] {
            assert_eq!((header(name), prefix(name)), (Ok(()), Ok(())), "{name}");
        }
        assert_eq!(prefix(""), Ok(()));
        for name in ["", "a b", "a:", "é", "a\r\n"] {
            assert!(header(name).is_err(), "{name}");
        }
        for name in ["Transfer-Encoding", "HOST", "connection", "Upgrade"] {
            assert!(header(name).is_err(), "{name}");
            assert!(is_of_message(name), "{name}");
        }
        assert!(is_of_message("Content-Length") && is_of_message("content-type"));
        assert!(!is_of_message("content-md5"));
        assert!(prefix("a b").is_err());
    }
}
