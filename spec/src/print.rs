//! From tokens to text that reads as if a person had typed it: a printer for items without bodies, and for nothing else.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Prints a file, with a blank line between its items.
pub(crate) fn file(source: &str, items: &[TokenStream]) -> String {
    let items = items.iter().map(|item| Printer::default().item(item.clone()));
    let head = format!("// Generated from {source} by chime-model-spec: change the description, not this file.\n");
    std::iter::once(head).chain(items).collect::<Vec<_>>().join("\n")
}

#[derive(Default)]
struct Printer {
    text: String,
    depth: usize,
}

impl Printer {
    fn item(mut self, tokens: TokenStream) -> String {
        self.lines(tokens);
        self.text
    }

    /// Prints attributes, fields, variants or items, each on a line of its own.
    fn lines(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        let mut line = TokenStream::new();
        // A comma between the parameters of a type ends no line.
        let mut parameters = 0_usize;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' && line.is_empty() => {
                    if let Some(TokenTree::Group(attribute)) = tokens.next() {
                        self.attribute(&attribute);
                    }
                }
                TokenTree::Punct(punct) if parameters == 0 && matches!(punct.as_char(), ';' | ',') => {
                    let head = inline(std::mem::take(&mut line));
                    self.line(&format!("{head}{punct}"));
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let head = inline(std::mem::take(&mut line));
                    if group.stream().is_empty() {
                        self.line(&format!("{head} {{}}"));
                        continue;
                    }
                    self.line(&format!("{head} {{"));
                    self.depth += 1;
                    self.lines(group.stream());
                    self.depth -= 1;
                    self.line("}");
                }
                token => {
                    match &token {
                        TokenTree::Punct(punct) if punct.as_char() == '<' => parameters += 1,
                        TokenTree::Punct(punct) if punct.as_char() == '>' => parameters -= 1,
                        _ => {}
                    }
                    line.extend([token]);
                }
            }
        }
    }

    fn attribute(&mut self, attribute: &Group) {
        let text = inline(attribute.stream());
        match doc_text(attribute.stream()) {
            Some(doc) => self.line(&format!("///{doc}")),
            None => self.line(&format!("#[{text}]")),
        }
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}{line}", "    ".repeat(self.depth));
    }
}

/// The text of `doc = "…"`.
fn doc_text(attribute: TokenStream) -> Option<String> {
    let mut tokens = attribute.into_iter();
    let is_doc = matches!(tokens.next(), Some(TokenTree::Ident(word)) if word == "doc");
    let Some(TokenTree::Literal(text)) = tokens.nth(1).filter(|_| is_doc) else { return None };
    // The literal is one of ours: a string, which JSON's escapes are not enough to read.
    let literal = text.to_string();
    Some(unescape(literal.strip_prefix('"')?.strip_suffix('"')?))
}

/// Reads the escapes that proc-macro2 writes into a string literal.
fn unescape(literal: &str) -> String {
    let mut text = String::new();
    let mut characters = literal.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('0') => text.push('\0'),
            Some('u') => {
                let code: String = characters.by_ref().skip(1).take_while(|c| *c != '}').collect();
                text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            Some(other) => text.push(other),
            None => {}
        }
    }
    text
}

/// Prints tokens in one line, spaced as rustfmt does.
fn inline(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut glue = true;
    for token in tokens {
        let (piece, before, after) = match &token {
            TokenTree::Group(group) => {
                let inner = inline(group.stream());
                let piece = match group.delimiter() {
                    Delimiter::Parenthesis => format!("({inner})"),
                    Delimiter::Bracket => format!("[{inner}]"),
                    Delimiter::Brace => format!("{{ {inner} }}"),
                    Delimiter::None => inner,
                };
                (piece, true, false)
            }
            TokenTree::Punct(punct) => {
                let (before, after) = spacing(punct.as_char(), punct.spacing(), &text);
                (punct.to_string(), before, after)
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => (token.to_string(), false, false),
        };
        if !(glue || before || text.is_empty()) {
            text.push(' ');
        }
        text += &piece;
        glue = after;
    }
    text
}

/// Whether a mark sticks to what is before it, and to what is behind it.
fn spacing(mark: char, spacing: Spacing, before: &str) -> (bool, bool) {
    match mark {
        // A path: `::` sticks to both sides, unless it starts one behind a word such as `use`.
        ':' if spacing == Spacing::Joint => (!is_keyword_or_mark(before), true),
        ':' if before.ends_with(':') => (true, true),
        ',' | ';' | ':' | '>' | '*' | '&' => (true, false),
        '<' => (true, true),
        '-' => (false, true),
        _ => (false, false),
    }
}

fn is_keyword_or_mark(before: &str) -> bool {
    before.ends_with("use") || before.ends_with([':', '=', ','])
}
