//! [`Markdown`]: writes paragraphs, tight lists and balanced marks in lines of one width. Text
//! stays text.

/// The width of a line: with indentation and `///` it has at most 100 columns.
const WIDTH: usize = 92;

/// The depth at which deeper lists are written.
const MAX_DEPTH: usize = 8;

/// A blank at which no line is broken. No text has this character, since control characters are
/// escaped.
const HARD_BLANK: &str = "\u{1}";

#[derive(Clone, Debug)]
pub(crate) enum Mark {
    Code,
    Strong,
    Emphasis,
    Link(String),
}

#[derive(Default)]
pub(crate) struct Markdown {
    /// The finished blocks.
    blocks: String,
    /// Whether the last block is in a list.
    ends_in_list: bool,
    paragraph: String,
    /// Whether the next word is preceded by a blank.
    has_blank: bool,
    /// The marks that open with the next word, and the open ones.
    next: Vec<Mark>,
    open: Vec<Mark>,
    /// How many tags for code are open.
    code_depth: usize,
    /// Where in the paragraph code has ended. Code that follows there continues it.
    code_end: Option<usize>,
    lists: Vec<List>,
    /// How many lists beyond the greatest depth are open.
    too_deep: usize,
}

struct List {
    is_ordered: bool,
    /// The columns before its markers.
    indent: usize,
    items: usize,
    state: Item,
}

/// The state of the last item of a list.
#[derive(Clone, Copy)]
enum Item {
    None,
    /// Its marker is written with its first paragraph.
    Empty,
    /// The columns before its paragraphs.
    Started(usize),
}

impl Markdown {
    /// Adds words, and blanks between them.
    pub(crate) fn text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let word_start = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
            self.has_blank |= word_start > 0;
            rest = &rest[word_start..];
            let (word, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
            if !word.chars().all(is_droppable) {
                self.word(word);
            }
            rest = after;
        }
    }

    /// Adds a text as code that is never broken, blanks included. A text with backticks is added as
    /// text.
    pub(crate) fn code(&mut self, text: &str) {
        let is_shown = |c: char| c == ' ' || !(is_hidden(c) || c.is_whitespace());
        let mut shown = String::new();
        for c in text.chars() {
            if is_shown(c) {
                shown.push(c);
            } else {
                shown.extend(c.escape_default());
            }
        }
        if shown.contains('`') {
            return self.text(&shown);
        }
        self.start_word("");
        self.paragraph.extend(["`", &shown.replace(' ', HARD_BLANK), "`"]);
    }

    pub(crate) fn open(&mut self, mark: Mark) {
        if matches!(mark, Mark::Code) {
            self.code_depth += 1;
        }
        let mut others = self.open.iter().chain(&self.next);
        if !others.any(|other| matches!(other, Mark::Code) || mark.is_like(other)) {
            self.next.push(mark);
        }
    }

    pub(crate) fn close(&mut self, mark: &Mark) {
        if matches!(mark, Mark::Code) {
            self.code_depth = self.code_depth.saturating_sub(1);
            if self.code_depth > 0 {
                return;
            }
        }
        if let Some(at) = self.next.iter().position(|next| next.is_like(mark)) {
            self.next.remove(at);
        } else if let Some(at) = self.open.iter().position(|open| open.is_like(mark)) {
            self.close_from(at);
        }
    }

    pub(crate) fn end_paragraph(&mut self) {
        self.close_from(0);
        self.next.clear();
        (self.code_depth, self.code_end, self.has_blank) = (0, None, false);
        let paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.is_empty() {
            self.block(&paragraph);
        }
    }

    pub(crate) fn open_list(&mut self, is_ordered: bool) {
        self.end_paragraph();
        if self.lists.len() == MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        let indent = self.lists.last().map_or(0, |outer| {
            if let Item::Started(columns) = outer.state { columns } else { outer.indent }
        });
        self.lists.push(List { is_ordered, indent, items: 0, state: Item::None });
    }

    pub(crate) fn close_list(&mut self) {
        self.end_paragraph();
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else {
            self.lists.pop();
        }
    }

    pub(crate) fn item(&mut self) {
        self.end_paragraph();
        if self.lists.is_empty() {
            self.open_list(false);
        }
        if let Some(list) = self.lists.last_mut() {
            list.state = Item::Empty;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.paragraph.is_empty()
    }

    pub(crate) fn finish(mut self) -> String {
        self.end_paragraph();
        self.blocks
    }

    /// Adds a word or a part of one, without blanks.
    fn word(&mut self, word: &str) {
        self.start_word(word);
        let is_code = self.is_in_code();
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            let url = if is_code { None } else { self.bare_link(rest) };
            rest = url.map_or(after, |length| &rest[length..]);
            match c {
                _ if url.is_some() || is_droppable(c) => {}
                '`' if is_code => self.paragraph.push('\''),
                // In some scripts these two characters decide how letters are joined.
                '\u{200c}' | '\u{200d}' => self.paragraph.push(c),
                _ if is_hidden(c) => {
                    self.paragraph += if is_code { "" } else { "\\" };
                    self.paragraph.extend(c.escape_default());
                }
                _ if is_code => self.paragraph.push(c),
                _ => self.escape(c, after),
            }
        }
    }

    /// Adds the blank before a word and the marks that open with the word.
    fn start_word(&mut self, word: &str) {
        if std::mem::take(&mut self.has_blank) && !self.paragraph.is_empty() {
            // Code has no escapes, so only a word that starts with a letter may start a line.
            let is_glued =
                self.is_in_code() && !word.starts_with(|c: char| c.is_ascii_alphabetic());
            self.paragraph += if is_glued { HARD_BLANK } else { " " };
        }
        for mark in std::mem::take(&mut self.next) {
            match mark {
                Mark::Code if self.code_end == Some(self.paragraph.len()) => {
                    self.paragraph.pop();
                }
                // After an exclamation mark it would be an image.
                Mark::Link(_) if self.paragraph.ends_with('!') => {
                    self.paragraph.pop();
                    self.paragraph += "\\![";
                }
                _ => self.paragraph += mark.opening(),
            }
            self.open.push(mark);
        }
    }

    fn close_from(&mut self, at: usize) {
        while self.open.len() > at {
            match self.open.pop() {
                Some(Mark::Link(target)) => self.paragraph.extend(["](<", &target, ">)"]),
                Some(Mark::Code) => {
                    self.paragraph.push('`');
                    (self.code_depth, self.code_end) = (0, Some(self.paragraph.len()));
                }
                Some(mark) => self.paragraph += mark.opening(),
                None => {}
            }
        }
    }

    fn is_in_code(&self) -> bool {
        self.open.iter().any(|mark| matches!(mark, Mark::Code))
    }

    /// Adds a character of plain text, escaped if it would be markup.
    fn escape(&mut self, c: char, after: &str) {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_markup = match c {
            '*' | '[' | ']' | '\\' | '`' | '~' => true,
            // Inside a word such as `max_results` it is not markup.
            '_' => !(is_word(self.paragraph.chars().next_back()) && is_word(after.chars().next())),
            '<' => !after.is_empty(),
            '&' => after
                .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#')
                .starts_with(';'),
            _ => false,
        };
        self.paragraph += if is_markup { "\\" } else { "" };
        self.paragraph.push(c);
    }

    /// Adds the URL at the start of a text as a link, and returns its length.
    fn bare_link(&mut self, text: &str) -> Option<usize> {
        let is_url = text.starts_with("http://") || text.starts_with("https://");
        if !is_url || self.open.iter().any(|mark| matches!(mark, Mark::Link(_))) {
            return None;
        }
        let end = text
            .find(|c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"'))
            .unwrap_or(text.len());
        let url = text[..end].trim_end_matches(['.', ',', ';', ')', ':', ']', '\'', '!', '?']);
        let target = super::html::url(url)?;
        self.paragraph.extend(["<", &target, ">"]);
        Some(url.len())
    }

    /// Writes a paragraph. The first paragraph of an item has its marker.
    fn block(&mut self, paragraph: &str) {
        let mut first = String::new();
        let mut indent = 0;
        let mut is_item = false;
        if let Some(list) = self.lists.last_mut() {
            first = " ".repeat(list.indent);
            match list.state {
                Item::None => indent = list.indent,
                Item::Started(columns) => {
                    first = " ".repeat(columns);
                    indent = columns;
                }
                Item::Empty => {
                    list.items += 1;
                    first += &if list.is_ordered {
                        format!("{}. ", list.items)
                    } else {
                        "- ".to_owned()
                    };
                    (indent, is_item) = (first.len(), true);
                    list.state = Item::Started(indent);
                }
            }
        }
        if !self.blocks.is_empty() {
            self.blocks += if is_item && self.ends_in_list { "\n" } else { "\n\n" };
        }
        self.ends_in_list = !self.lists.is_empty();
        self.blocks += &first;
        self.wrap(paragraph, indent);
    }

    /// Breaks a paragraph into lines. None starts like a block of another kind.
    fn wrap(&mut self, paragraph: &str, indent: usize) {
        let width = WIDTH.saturating_sub(indent).max(WIDTH / 3);
        let mut column = 0;
        for word in paragraph.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                self.blocks.push('\n');
                self.blocks.extend(std::iter::repeat_n(' ', indent));
                column = 0;
            }
            if column > 0 {
                self.blocks.push(' ');
                column += 1;
            }
            let escape = if column == 0 { block_start(word) } else { None };
            let (before, after) = word.split_at(escape.unwrap_or(0));
            self.blocks.extend([
                before,
                if escape.is_some() { "\\" } else { "" },
                &after.replace(HARD_BLANK, " "),
            ]);
            column += length;
        }
    }
}

impl Mark {
    fn is_like(&self, other: &Mark) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    fn opening(&self) -> &'static str {
        match self {
            Mark::Code => "`",
            Mark::Strong => "**",
            Mark::Emphasis => "*",
            Mark::Link(_) => "[",
        }
    }
}

/// Where a word at the start of a line needs a backslash. Without one, it would start a quotation,
/// a table, a heading, a rule or an item.
fn block_start(word: &str) -> Option<usize> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if word.starts_with(['>', '|']) || word.bytes().all(|byte| b"-+=:#|".contains(&byte)) {
        Some(0)
    } else {
        word.strip_suffix(['.', ')']).filter(|text| is_number(text)).map(str::len)
    }
}

/// Whether the character is invisible and can be dropped.
fn is_droppable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether the character is invisible, or changes the order of others.
fn is_hidden(c: char) -> bool {
    let is_format = matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    );
    c.is_control() || is_format
}
