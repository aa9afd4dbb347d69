//! Resolves patterns (rule V5). In a Smithy model, a pattern searches. A description drops its
//! anchors and adds `.*` at an end without one: `^[a-z]+$` becomes `[a-z]+`, and `\S` becomes
//! `.*\S.*`.

use std::rc::Rc;

use chime_model_pattern::Pattern;

use super::resolver::Resolver;
use crate::cursor::Cursor;

impl Resolver<'_, '_> {
    /// The compiled pattern. `None` if there is none, or it matches every text.
    pub(super) fn pattern(&self, pattern: Option<&(String, Cursor<'_>)>) -> Option<Rc<Pattern>> {
        let (text, cursor) = pattern?;
        let mut patterns = self.patterns.borrow_mut();
        let compiled = match meaning(text) {
            Meaning::Whole => patterns.compile(text),
            Meaning::Search(search) if search.is_empty() => return None,
            Meaning::Search(search) => patterns.search(&search),
        };
        compiled
            // The place in an error is that in the description's own text.
            .or_else(|error| patterns.compile(text).and(Err(error)))
            .map_err(|error| cursor.problem(format!("the pattern cannot be compiled: {error}")))
            .ok()
    }
}

/// What a pattern of a description matches.
#[derive(Debug, PartialEq)]
enum Meaning {
    /// The whole text, with the unchanged pattern.
    Whole,
    /// A part of the text, with this pattern.
    Search(String),
}

fn meaning(text: &str) -> Meaning {
    let after = text.strip_prefix(".*").filter(|rest| !rest.starts_with(['?', '+', '*', '{']));
    let rest = after.unwrap_or(text);
    let before = rest.strip_suffix(".*").filter(|rest| !is_escaped(rest));
    let rest = before.unwrap_or(rest);
    let starts_anywhere = after.is_some();
    // In `.*`, both ends are the same.
    let ends_anywhere = before.is_some() || text == ".*";
    if !starts_anywhere && !ends_anywhere {
        return Meaning::Whole;
    }
    Meaning::Search(match (starts_anywhere, ends_anywhere) {
        (true, true) => rest.to_owned(),
        _ if has_alternatives(rest) && starts_anywhere => format!("(?:{rest})$"),
        _ if has_alternatives(rest) => format!("^(?:{rest})"),
        (true, false) => format!("{rest}$"),
        // Some descriptions keep the anchor.
        _ if rest.starts_with('^') => rest.to_owned(),
        _ => format!("^{rest}"),
    })
}

/// Whether there is a `|` outside groups and classes.
fn has_alternatives(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut in_class = false;
    let mut is_escaped = false;
    text.chars().any(|c| {
        if std::mem::take(&mut is_escaped) {
            return false;
        }
        match c {
            '\\' => is_escaped = true,
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '|' && depth == 0 && !in_class
    })
}

/// Whether a character after this text is escaped.
fn is_escaped(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::{Meaning, meaning};

    #[test]
    fn v5_a_pattern_with_an_open_end_is_a_search() {
        for (text, search) in [
            (r".*\S.*", r"\S"),
            (r".*foo", r"foo$"),
            (r"foo.*", r"^foo"),
            (r".*A|B.*", r"A|B"),
            (r".*A|B", r"(?:A|B)$"),
            (r"A|B.*", r"^(?:A|B)"),
            (r".*(A|B)[|]\|", r"(A|B)[|]\|$"),
            (r"^arn:(A|B).*", r"^arn:(A|B)"),
            (r"^a|b.*", r"^(?:^a|b)"),
            // The last dot is escaped. This pattern is in bedrock-agent.
            (r".*\.*", r"\.*$"),
            (r"a\\.*", r"^a\\"),
            (r"\.*a.*", r"^\.*a"),
            (".*", ""),
            (".*.*", ""),
            (".*|.*", "|"),
        ] {
            assert_eq!(meaning(text), Meaning::Search(search.to_owned()), "{text}");
        }
    }

    #[test]
    fn v5_another_pattern_matches_the_whole_text() {
        for text in [
            "", "[a-z]+", r"a\.*", r"a\\\.*", "(.*)", "(.*a.*)", "^.*a.*$", "a|.*b",
            // The ends of these are not the `.*` that a description adds.
            ".*?a", ".*+a", ".*{2}", ".+a.+", "[.*]",
        ] {
            assert_eq!(meaning(text), Meaning::Whole, "{text}");
        }
    }
}
