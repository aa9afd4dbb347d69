//! Documentation as schemas have it.

/// A text whose paragraphs are a line each, since a description has no width. What could be more
/// than a paragraph keeps its lines.
#[must_use]
pub fn unwrapped(text: &str) -> String {
    let (mut joined, mut is_code, mut is_paragraph) = (String::new(), false, false);
    for line in text.trim().lines().map(str::trim_end) {
        let words = line.trim_start();
        let is_fence = words.starts_with("```");
        let continues = !is_code
            && !is_fence
            && words.starts_with(|c: char| !c.is_ascii_digit() && !"-*+#>|".contains(c));
        if !joined.is_empty() {
            joined.push(if is_paragraph && continues { ' ' } else { '\n' });
        }
        joined += if is_paragraph && continues { words } else { line };
        is_code ^= is_fence;
        is_paragraph = !(words.is_empty() || is_code || is_fence || words.starts_with(['#', '|']));
    }
    joined
}

/// The documentation of what has this name; documentation that is only the name says nothing.
#[must_use]
pub fn said<'d>(name: &str, docs: &'d str) -> &'d str {
    if docs.trim_matches('`') == name { "" } else { docs }
}

#[cfg(test)]
mod tests {
    use super::unwrapped;

    #[test]
    fn paragraphs_are_lines() {
        for (text, expected) in [
            ("One\ntwo\n\nthree\nfour", "One two\n\nthree four"),
            ("One:\n\n- two\n  three\n- four\n1. five", "One:\n\n- two three\n- four\n1. five"),
            ("# One\ntwo\n```\na\nb\n```\nc", "# One\ntwo\n```\na\nb\n```\nc"),
            ("| a |\n|---|\n| b |", "| a |\n|---|\n| b |"),
        ] {
            assert_eq!(unwrapped(text), expected);
        }
    }
}
