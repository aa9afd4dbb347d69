//! Documentation: from the HTML of descriptions to the Markdown of doc comments. What rustdoc would take for markup is escaped.

/// Converts the HTML of a description. Tags without a meaning in Markdown vanish, their text stays.
pub(crate) fn markdown(html: &str) -> String {
    let mut out = Markdown::default();
    let mut rest = html;
    while !rest.is_empty() {
        match rest.find('<') {
            Some(0) => rest = out.tag(rest),
            Some(at) => {
                out.text(&rest[..at]);
                rest = &rest[at..];
            }
            None => {
                out.text(rest);
                rest = "";
            }
        }
    }
    out.finish()
}

/// The text alone, in one line, for attributes.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        let is_first = text.is_empty() && !html.starts_with('<');
        let Some((tag, rest)) = piece.split_once('>').filter(|_| !is_first) else {
            text += piece;
            continue;
        };
        // What stands in a line is no end of a word; a paragraph or an item is.
        let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or("");
        if !matches!(name, "a" | "b" | "code" | "em" | "i" | "strong") {
            text.push(' ');
        }
        text += rest;
    }
    decode_entities(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Markdown {
    text: String,
    /// The targets of the links that are open.
    links: Vec<Option<String>>,
    /// One level for each open list: whether it is numbered.
    lists: Vec<bool>,
    in_code: bool,
}

impl Markdown {
    /// Reads the tag at the start of `rest`; what is no tag is text.
    fn tag<'t>(&mut self, rest: &'t str) -> &'t str {
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let Some(end) = rest.find('>').filter(|_| is_tag) else {
            self.text("<");
            return &rest[1..];
        };
        let inside = rest[1..end].trim_end_matches('/').trim();
        let name = inside.split_whitespace().next().unwrap_or("").to_ascii_lowercase();
        match name.as_str() {
            "p" | "/p" | "note" | "/note" | "important" | "/important" | "div" | "/div" | "dt" | "/dd" | "/ul" | "/ol" | "br" => {
                self.paragraph(&name);
            }
            "ul" | "ol" => self.lists.push(name == "ol"),
            "li" => self.item(),
            "code" | "/code" if !self.text.ends_with('`') || self.in_code => {
                self.text.push('`');
                self.in_code = name == "code";
            }
            "b" | "/b" | "strong" | "/strong" => self.emphasis("**", name.starts_with('/')),
            "i" | "/i" | "em" | "/em" => self.emphasis("*", name.starts_with('/')),
            "a" => self.open_link(inside),
            "/a" => self.close_link(),
            _ => {}
        }
        &rest[end + 1..]
    }

    fn text(&mut self, text: &str) {
        let text = decode_entities(text);
        for (index, word) in text.split_whitespace().enumerate() {
            let has_space = index > 0 || text.starts_with(char::is_whitespace);
            if has_space && !self.text.ends_with(['\n', ' ']) && !self.text.is_empty() {
                self.text.push(' ');
            }
            if self.in_code {
                self.text += &word.replace('`', "'");
            } else if word.starts_with("http://") || word.starts_with("https://") {
                self.text += &bare_link(word);
            } else {
                self.text.extend(word.chars().flat_map(escape));
            }
        }
        if text.ends_with(char::is_whitespace) && !self.text.is_empty() && !self.text.ends_with(['\n', ' ']) {
            self.text.push(' ');
        }
    }

    fn paragraph(&mut self, tag: &str) {
        if matches!(tag, "/ul" | "/ol") {
            self.lists.pop();
        }
        // A paragraph that opens an item goes on in the item's line.
        let opens_item = self.text.ends_with("- ") || self.text.ends_with("1. ");
        if !opens_item {
            self.blank_line();
            self.text += &"  ".repeat(self.lists.len());
        }
    }

    fn item(&mut self) {
        self.blank_line();
        self.text += &"  ".repeat(self.lists.len().saturating_sub(1));
        self.text += if self.lists.last() == Some(&true) { "1. " } else { "- " };
    }

    fn blank_line(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        if !self.text.is_empty() {
            self.text += "\n\n";
        }
    }

    fn emphasis(&mut self, mark: &str, closes: bool) {
        if closes {
            let end = self.text.trim_end().len();
            self.text.truncate(end);
        }
        if !self.in_code {
            self.text += mark;
        }
    }

    fn open_link(&mut self, tag: &str) {
        let target = tag.split_once("href=").and_then(|(_, value)| value.trim_start_matches(['"', '\'']).split(['"', '\'']).next());
        let target = target.map(str::trim).filter(|target| target.starts_with("http") && !target.contains(char::is_whitespace));
        self.links.push(target.map(str::to_owned).filter(|_| !self.in_code));
        if self.links.last().is_some_and(Option::is_some) {
            self.text.push('[');
        }
    }

    fn close_link(&mut self) {
        if let Some(Some(target)) = self.links.pop() {
            self.text.extend(["](<", &target.replace(['<', '>'], ""), ">)"]);
        }
    }

    fn finish(mut self) -> String {
        if self.in_code {
            self.text.push('`');
        }
        let lines: Vec<&str> = self.text.lines().map(str::trim_end).collect();
        lines.join("\n").trim().to_owned()
    }
}

fn bare_link(word: &str) -> String {
    let end = word.trim_end_matches(['.', ',', ';', ')', ':']).len();
    let tail: String = word[end..].chars().flat_map(escape).collect();
    format!("<{}>{tail}", word[..end].replace(['<', '>'], ""))
}

/// A character of plain text, escaped where Markdown would see more in it.
fn escape(character: char) -> impl Iterator<Item = char> {
    let is_markup = matches!(character, '[' | ']' | '<' | '>' | '*' | '_' | '`' | '\\' | '#' | '|');
    is_markup.then_some('\\').into_iter().chain([character])
}

fn decode_entities(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{markdown, plain};

    #[test]
    fn html_becomes_one_line() {
        for (html, expected) in [
            ("Use <code>None</code>.", "Use None."),
            ("<p>One</p><p>two &amp; <b>three</b></p>", "One two & three"),
            ("Plain\n text", "Plain text"),
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
            ("See <a href=\"https://example.com/a_b\">the guide</a>.", "See [the guide](<https://example.com/a_b>)."),
            ("<ul> <li> <p>a</p> </li> <li> <p> <code>b_c</code> d</p> </li> </ul>", "- a\n\n- `b_c` d"),
            ("An [array] of a_b &lt;T&gt;, 1 < 2", "An \\[array\\] of a\\_b \\<T\\>, 1 \\< 2"),
            ("At https://example.com/x.", "At <https://example.com/x>."),
        ] {
            assert_eq!(markdown(html), expected);
        }
    }
}
