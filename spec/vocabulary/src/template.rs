//! Checks of a URI template against the members of an input. They are constant functions, since the
//! compiler runs them.

/// A URI template without its query.
#[must_use]
pub const fn path(uri: &str) -> &str {
    let mut at = 0;
    while at < uri.len() && uri.as_bytes()[at] != b'?' {
        at += 1;
    }
    uri.split_at(at).0
}

/// Whether a URI template has a literal query with this key, percent-encoded or not.
#[must_use]
pub const fn has_query_key(uri: &str, key: &str) -> bool {
    let mut at = path(uri).len();
    let uri = uri.as_bytes();
    let key = key.as_bytes();
    while at < uri.len() {
        // Skips the question mark or an ampersand.
        at += 1;
        let mut found = 0;
        let mut is_same = true;
        while at < uri.len() && uri[at] != b'&' && uri[at] != b'=' {
            let (byte, length) = decoded(uri, at);
            is_same = is_same && found < key.len() && key[found] == byte;
            found += 1;
            at += length;
        }
        if is_same && found == key.len() {
            return true;
        }
        while at < uri.len() && uri[at] != b'&' {
            at += 1;
        }
    }
    false
}

/// The byte at this place, and how many bytes it takes there.
const fn decoded(text: &[u8], at: usize) -> (u8, usize) {
    if text[at] != b'%' || at + 2 >= text.len() {
        return (text[at], 1);
    }
    match (digit(text[at + 1]), digit(text[at + 2])) {
        (Some(high), Some(low)) => (high << 4 | low, 3),
        _ => (text[at], 1),
    }
}

const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Whether the labels of a template, such as `{id}` and `{path+}`, are these and no others, each of
/// them once or more.
#[must_use]
pub const fn has_labels(template: &str, names: &[&str]) -> bool {
    let template = template.as_bytes();
    let mut used = 0;
    let mut index = 0;
    while index < names.len() {
        if count_label(template, names[index].as_bytes()) == 0 {
            return false;
        }
        used += count_label(template, names[index].as_bytes());
        index += 1;
    }
    let mut labels = 0;
    let mut at = 0;
    while at < template.len() {
        if template[at] == b'{' {
            labels += 1;
        }
        at += 1;
    }
    used == labels
}

/// How often a label occurs.
const fn count_label(template: &[u8], name: &[u8]) -> usize {
    let mut count = 0;
    let mut at = 0;
    while at < template.len() {
        if template[at] == b'{' {
            let mut length = 0;
            while length < name.len()
                && at + 1 + length < template.len()
                && template[at + 1 + length] == name[length]
            {
                length += 1;
            }
            let mut end = at + 1 + length;
            if end < template.len() && template[end] == b'+' {
                end += 1;
            }
            if length == name.len() && end < template.len() && template[end] == b'}' {
                count += 1;
            }
        }
        at += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{has_labels, has_query_key};

    #[test]
    fn keys_of_the_literal_query() {
        for (uri, key) in [
            ("/a?op=create", "op"),
            ("/a?list-type=2&uploads", "uploads"),
            ("/a?uploads&b", "b"),
            ("/a?%6Fp=1", "op"),
            ("/a?a%3Db", "a=b"),
            ("/a?b=%6F&c=1", "c"),
            ("/a?=1", ""),
        ] {
            assert!(has_query_key(uri, key), "{uri} {key}");
        }
        for (uri, key) in [
            ("/op", "op"),
            ("/a?op=create", "create"),
            ("/a?operation=create", "op"),
            ("/a?o=create", "op"),
            ("/a?a=op", "op"),
            ("/a?%6", "o"),
            ("/a?a=%6F", "o"),
            ("/a", ""),
        ] {
            assert!(!has_query_key(uri, key), "{uri} {key}");
        }
    }

    #[test]
    fn labels_of_a_template() {
        assert!(has_labels("/a", &[]));
        assert!(has_labels("/{a}/b/{c+}?d", &["c", "a"]));
        assert!(has_labels("{a}-{a}.", &["a"]));
        for (template, names) in [
            ("/a", &["a"][..]),
            ("/{a}", &[]),
            ("/{ab}", &["a"]),
            ("/{a}", &["ab"]),
            ("/{a}/{b}", &["a"]),
            ("/{a}", &["a", "b"]),
            ("/{a", &["a"]),
        ] {
            assert!(!has_labels(template, names), "{template}");
        }
    }
}
