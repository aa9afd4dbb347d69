//! Converts documentation to the descriptions of schemas.

/// The description of a shape, a member or an operation, from its doc comment; empty if that is
/// only the name. Sections such as `# Examples` are for Rust, and are left out.
#[must_use]
pub fn description(name: &str, docs: &str) -> String {
    let text = join_wrapped_lines(before_sections(docs));
    if text.trim_matches('`') == name { String::new() } else { text }
}

/// The documentation before the first heading that follows a blank line.
fn before_sections(docs: &str) -> &str {
    docs.split_once("\n\n# ").map_or(docs, |(before, _)| before)
}

/// Joins the lines of each paragraph, since a description has no width. Lists, tables and code keep
/// their lines.
fn join_wrapped_lines(text: &str) -> String {
    let mut joined = String::new();
    let mut is_code = false;
    let mut is_paragraph = false;
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

#[cfg(test)]
mod tests {
    use super::{description, join_wrapped_lines};

    #[test]
    fn sections_are_left_out() {
        for (docs, expected) in [
            ("A room.\n\n# Used by\n\n[`CreateRoom`]", "A room."),
            ("# Rooms\n\nA room.\n\n## More", "# Rooms\n\nA room.\n\n## More"),
            ("`Room`\n\n# Examples\n\n```\nlet room;\n```", ""),
        ] {
            assert_eq!(description("Room", docs), expected);
        }
    }

    #[test]
    fn paragraphs_are_lines() {
        for (text, expected) in [
            ("One\ntwo\n\nthree\nfour", "One two\n\nthree four"),
            ("One:\n\n- two\n  three\n- four\n1. five", "One:\n\n- two three\n- four\n1. five"),
            ("# One\ntwo\n```\na\nb\n```\nc", "# One\ntwo\n```\na\nb\n```\nc"),
            ("| a |\n|---|\n| b |", "| a |\n|---|\n| b |"),
        ] {
            assert_eq!(join_wrapped_lines(text), expected);
        }
    }
}
