//! The characters of names that are sent in a header beside other text.

/// Whether a text is not empty and has only visible ASCII characters, none of which is `refused`.
#[must_use]
pub const fn is_visible(text: &str, refused: &[u8]) -> bool {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        let mut other = 0;
        while other < refused.len() && refused[other] != text[at] {
            other += 1;
        }
        if !text[at].is_ascii_graphic() || other < refused.len() {
            return false;
        }
        at += 1;
    }
    !text.is_empty()
}

/// Whether a reader finds an error by this name (rule [E2]).
///
/// [E2]: https://docs.rs/chime-model/latest/chime_model/rules/#e2
#[must_use]
pub fn is_error_name(name: &str) -> bool {
    is_visible(name, b":#")
}

/// Whether a text can be the code of an error in AWS Query (rule [X7]).
///
/// [X7]: https://docs.rs/chime-model/latest/chime_model/rules/#x7
#[must_use]
pub fn is_query_code(code: &str) -> bool {
    is_visible(code, b";")
}

#[cfg(test)]
mod tests {
    use super::{is_error_name, is_query_code, is_visible};

    #[test]
    fn characters() {
        assert!(is_visible("a.b;~!", b"") && is_visible("a", b"."));
        assert!(is_error_name("NotFound") && is_query_code("AWS.Service.NotFound"));
        for text in ["", " a", "a\u{7f}", "é", "a\n"] {
            assert!(!is_visible(text, b""), "{text:?}");
        }
        assert!(!is_visible("a.b", b".") && !is_visible("b.", b".,"));
        assert!(!is_error_name("a#b") && !is_error_name(":") && !is_query_code("a;"));
    }
}
