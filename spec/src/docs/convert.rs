//! Converts the HTML and the names of a description to Markdown. A description is data, so none of
//! it may become more than text: no code block, which rustdoc would compile, no markup of its own,
//! no invisible character.

use super::html::{self, Piece};
use super::markdown::{Mark, Markdown};

/// Converts HTML to Markdown. A tag without a meaning in Markdown is dropped, and its text is kept.
pub(crate) fn from_html(html: &str) -> String {
    let mut markdown = Markdown::default();
    for piece in html::pieces(html) {
        match piece {
            Piece::Text(text) => markdown.text(&html::decode(text)),
            Piece::Open { name, attributes } => open(&mut markdown, &name, attributes),
            Piece::Close { name } => close(&mut markdown, &name),
        }
    }
    markdown.finish()
}

fn open(markdown: &mut Markdown, tag: &str, attributes: &str) {
    match tag {
        "ul" => markdown.open_list(false),
        "ol" => markdown.open_list(true),
        "li" => markdown.item(),
        "code" => markdown.open(Mark::Code),
        "b" | "strong" => markdown.open(Mark::Strong),
        "i" | "em" => markdown.open(Mark::Emphasis),
        "a" => {
            if let Some(target) = html::link(attributes) {
                markdown.open(Mark::Link(target));
            }
        }
        _ if html::is_block(tag) => markdown.end_paragraph(),
        _ => {}
    }
}

fn close(markdown: &mut Markdown, tag: &str) {
    match tag {
        "ul" | "ol" => markdown.close_list(),
        "code" => markdown.close(&Mark::Code),
        "b" | "strong" => markdown.close(&Mark::Strong),
        "i" | "em" => markdown.close(&Mark::Emphasis),
        "a" => markdown.close(&Mark::Link(String::new())),
        _ if html::is_block(tag) => markdown.end_paragraph(),
        _ => {}
    }
}

/// Converts HTML to plain text on one line, for attributes.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::new();
    for piece in html::pieces(html) {
        match piece {
            Piece::Text(piece) => text += &html::decode(piece),
            // The space keeps the words of two paragraphs or items apart.
            Piece::Open { name, .. } | Piece::Close { name } if html::is_block(&name) => {
                text.push(' ');
            }
            Piece::Open { .. } | Piece::Close { .. } => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Converts plain text to Markdown.
pub(crate) fn from_text(text: &str) -> String {
    let mut markdown = Markdown::default();
    markdown.text(text);
    markdown.finish()
}

/// Shows a name as code in Markdown.
pub(crate) fn code(name: &str) -> String {
    let mut markdown = Markdown::default();
    markdown.code(if name.is_empty() { "\"\"" } else { name });
    markdown.finish()
}

#[cfg(test)]
mod tests {
    use super::{code, from_html, from_text, plain};

    #[test]
    fn html_becomes_one_line() {
        for (html, expected) in [
            ("Use <code>None</code>.", "Use None."),
            ("<p>One</p><p>two &amp; <b>three</b></p>", "One two & three"),
            ("Plain\n text", "Plain text"),
            ("1 < 2 <3", "1 < 2 <3"),
            ("", ""),
        ] {
            assert_eq!(plain(html), expected);
        }
    }

    #[test]
    fn html_becomes_markdown() {
        for (html, expected) in [
            ("<p>The room name.</p>", "The room name."),
            ("<p>One <b>two</b>.</p> <p>Three</p>", "One **two**.\n\nThree"),
            ("<B>a</B> <i> b </i>c<em></em>", "**a** *b* c"),
            (
                "See <a href=\"https://example.com/a_b\">the guide</a>.",
                "See [the guide](<https://example.com/a_b>).",
            ),
            (
                "See <a href='ftp://x'>it</a>, <a>this</a>, <a href=\"https://x.y\"></a>!",
                "See it, this, !",
            ),
            ("Look!<a href=\"https://x.y\">here</a>", "Look\\![here](<https://x.y>)"),
            (
                "An [array] of a_b, _c_ &lt;T&gt;, 1 < 2 &amp;amp; R&D",
                "An \\[array\\] of a_b, \\_c\\_ \\<T>, 1 < 2 \\&amp; R&D",
            ),
            (
                "At https://example.com/x. (http://a.b/`c`)",
                "At <https://example.com/x>. (<http://a.b/%60c%60>)",
            ),
            ("<code>a</code><code>b</code> <code>`c` - d</code>", "`ab` `'c' - d`"),
            ("&#169; &#x201C;a&rdquo; &mdash; &unknown; &#0;", "© “a” — \\&unknown; \\&#0;"),
            ("An <arn>-<code>x</code>", "An \\<arn>-`x`"),
            ("a\u{200b}b \u{202e}c\u{1}", "ab \\\\u{202e}c\\\\u{1}"),
        ] {
            assert_eq!(from_html(html), expected);
        }
    }

    #[test]
    fn lists_have_no_blank_lines_between_their_items() {
        for (html, expected) in [
            (
                "<p>x</p> <ul> <li> <p>a</p> </li> <li> <p> <code>b_c</code> d</p> </li> </ul> <p>y</p>",
                "x\n\n- a\n- `b_c` d\n\ny",
            ),
            (
                "<ol><li>a<ul><li>b</li><li>c<p>d</p></li></ul>e</li><li>f</li></ol>",
                "1. a\n   - b\n   - c\n\n     d\n\n   e\n2. f",
            ),
            ("<ul><li></li><li>a</li></ul>", "- a"),
            ("<li>a</li>", "- a"),
        ] {
            assert_eq!(from_html(html), expected);
        }
    }

    #[test]
    fn lines_are_wrapped_and_none_starts_a_block() {
        let words =
            ["-", "+", "=", "==", "---", "#", "##", ">", "1.", "23)", "|", "||", ":-:", "~~~"];
        for word in words {
            let text = from_text(&format!("{} {word} {}", "word ".repeat(18), "more ".repeat(30)));
            assert!(
                text.lines().count() > 2 && text.lines().all(|line| line.len() <= 92),
                "{text}"
            );
            assert_ne!(
                text.lines().nth(1).map(|line| line.starts_with(word)),
                Some(true),
                "{text}"
            );
        }
    }

    #[test]
    fn names_are_shown_whole() {
        for (name, expected) in [
            ("Room", "`Room`"),
            ("", "`\"\"`"),
            ("a  b - c", "`a  b - c`"),
            ("```rust", "\\`\\`\\`rust"),
            ("a\r\n\u{202e}b", "`a\\r\\n\\u{202e}b`"),
        ] {
            assert_eq!(code(name), expected);
        }
    }
}
