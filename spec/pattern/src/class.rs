//! Parses escapes and classes of characters.

use crate::char_set::CharSet;
use crate::error::Error;
use crate::node::Node;
use crate::parser::Parser;
use crate::unicode;

type Result<T> = std::result::Result<T, Error>;

/// An escape, or an element of a class.
enum Item {
    /// A code point. It may be a surrogate, which matches no character but may end a range.
    Point(u32),
    Set(CharSet),
    /// An assertion or a back-reference.
    Other(Node),
}

impl Parser {
    /// Parses the rest of an escape outside a class.
    pub(crate) fn escape(&mut self) -> Result<Node> {
        let start = self.out.len();
        match self.escaped(false)? {
            Item::Other(node) => Ok(node),
            item => Ok(Node::Set(self.with_case(item.set(), start))),
        }
    }

    /// The set, with both cases if case is ignored. Its portable form begins at `start`.
    pub(crate) fn with_case(&mut self, set: CharSet, start: usize) -> CharSet {
        let folded = if self.flags.ignores_case { set.ignore_case() } else { set.clone() };
        if folded != set {
            self.out.truncate(start);
            self.out += &format!("[{}]", folded.items());
        }
        folded
    }

    /// Parses a class after its opening bracket.
    pub(crate) fn class(&mut self) -> Result<Node> {
        let opened = self.at;
        let start = self.out.len();
        self.out.push('[');
        let is_negated = self.eat("^");
        if is_negated {
            self.out.push('^');
        }
        let mut sets = Vec::new();
        while !self.eat("]") {
            let first = self.element(opened)?;
            let at = self.out.len();
            let Item::Point(from) = first else {
                sets.push(first.set());
                self.escape_hyphen();
                continue;
            };
            if !self.hyphen_follows() || !self.eat("-") {
                sets.push(first.set());
                continue;
            }
            self.out.push('-');
            match self.element(opened)? {
                Item::Point(to) if from <= to => sets.push(CharSet::of(&[(from, to)])),
                Item::Point(_) => {
                    return Err(self.error_before("the range ends before its start"));
                }
                // A hyphen between a character and a set stands for itself. Java refuses it.
                second => {
                    self.out.insert(at, '\\');
                    sets.extend([first.set(), CharSet::of(&[(0x2D, 0x2D)]), second.set()]);
                    self.escape_hyphen();
                }
            }
        }
        self.out.push(']');
        let listed = CharSet::union(&sets);
        let folded = self.with_case(listed, start);
        if is_negated && !self.out[start..].starts_with("[^") {
            self.out.insert(start + 1, '^');
        }
        Ok(Node::Set(if is_negated { folded.complement() } else { folded }))
    }

    /// Escapes a hyphen after a set, as in `[\w-.]`: it is a hyphen.
    fn escape_hyphen(&mut self) {
        if self.hyphen_follows() {
            self.out.push('\\');
        }
    }

    /// Whether a hyphen comes next that is not the last character of a class.
    fn hyphen_follows(&self) -> bool {
        self.peek() == Some('-') && self.rest().nth(1).is_some_and(|next| next != ']')
    }

    /// Parses an element of the class that was opened at `opened`.
    fn element(&mut self, opened: usize) -> Result<Item> {
        match self.next() {
            None => Err(Error { message: "`[` is not closed".to_owned(), at: Some(opened) }),
            Some('\\') => self.escaped(true),
            Some(c) => {
                self.out.push(c);
                Ok(Item::Point(c.into()))
            }
        }
    }

    /// Parses the rest of an escape.
    fn escaped(&mut self, in_class: bool) -> Result<Item> {
        let Some(c) = self.next() else { return Err(self.error("nothing follows `\\`")) };
        let set = match c {
            'd' => Some(CharSet::digits()),
            'D' => Some(CharSet::digits().complement()),
            'w' => Some(CharSet::word()),
            'W' => Some(CharSet::word().complement()),
            's' => Some(CharSet::space()),
            'S' => Some(CharSet::space().complement()),
            'p' | 'P' => return self.property(c == 'P', in_class),
            _ => None,
        };
        if let Some(set) = set {
            self.out.extend(['\\', c]);
            return Ok(Item::Set(set));
        }
        if let Some(node) = self.assertion(c, in_class)? {
            return Ok(Item::Other(node));
        }
        let start = self.at - 2;
        let point = match c {
            't' => 0x09,
            'n' => 0x0A,
            'v' => 0x0B,
            'f' => 0x0C,
            'r' => 0x0D,
            'b' => 0x08,
            '0' if !self.peek().is_some_and(|next| next.is_ascii_digit()) => 0,
            '0' => return self.octal(),
            'x' | 'u' => return self.number(c),
            '-' if in_class => 0x2D,
            _ if "^$\\.*+?()[]{}|/".contains(c) => c.into(),
            // The escape has no effect, and Unicode mode refuses it, so it is dropped.
            _ if !c.is_ascii_alphanumeric() => {
                self.out.push(c);
                return Ok(Item::Point(c.into()));
            }
            _ => return Err(self.error_before(format!("unknown escape `\\{c}`"))),
        };
        self.keep_from(start);
        Ok(Item::Point(point))
    }

    /// Parses the rest of an escape that is not a character, if it is one.
    fn assertion(&mut self, c: char, in_class: bool) -> Result<Option<Node>> {
        let (portable, node) = match c {
            _ if in_class => return Ok(None),
            'b' => ("\\b", Node::Boundary(true)),
            'B' => ("\\B", Node::Boundary(false)),
            // These two anchors are Java's.
            'A' => ("^", Node::Start),
            'z' => ("$", Node::End),
            '1'..='9' => {
                let start = self.at - 2;
                while self.peek().is_some_and(|next| next.is_ascii_digit()) {
                    self.next();
                }
                let digits = self.keep_from(start)[1..].parse();
                let group = digits.map_err(|_| {
                    self.error_before("a back-reference to a group that does not exist")
                })?;
                return Ok(Some(Node::BackReference(group)));
            }
            _ => return Ok(None),
        };
        self.out += portable;
        Ok(Some(node))
    }

    /// Parses the rest of Java's octal escape: `\06`, `\056` or `\0056`, at most `\0377`.
    fn octal(&mut self) -> Result<Item> {
        let digits = self.rest().take(3).take_while(|c| matches!(c, '0'..='7'));
        let digits: Vec<u32> = digits.filter_map(|c| c.to_digit(8)).collect();
        let count = match digits[..] {
            [] => return Err(self.error("expected an octal digit")),
            // A third digit beyond `\0377` is a character of its own.
            [4..=7, _, _] => 2,
            _ => digits.len(),
        };
        self.at += count;
        let point = digits[..count].iter().fold(0, |point, digit| 8 * point + digit);
        self.out += &format!("\\x{point:02x}");
        Ok(Item::Point(point))
    }

    /// Parses the number of `\x2e`, `\u002e`, `\u{2e}` or Java's `\x{2e}`.
    fn number(&mut self, c: char) -> Result<Item> {
        let start = self.at - 2;
        let in_braces = self.eat("{");
        let unit = match (in_braces, c) {
            (true, _) => self
                .until('}')
                .and_then(|digits| u32::from_str_radix(&digits, 16).ok())
                .filter(|point| *point <= 0x0010_FFFF),
            (false, 'x') => self.hex(2),
            (false, _) => self.hex(4),
        };
        let Some(mut point) = unit else {
            return Err(self.error_before(format!("`\\{c}` without its number")));
        };
        if (0xD800..0xDC00).contains(&point) && !in_braces && self.eat("\\u") {
            match self.hex(4) {
                Some(low @ 0xDC00..=0xDFFF) => {
                    point = 0x1_0000 + ((point - 0xD800) << 10) + (low - 0xDC00);
                }
                low => self.at -= 2 + 4 * usize::from(low.is_some()),
            }
        }
        match (in_braces, c) {
            (true, 'x') => self.out += &format!("\\u{{{point:x}}}"),
            _ => drop(self.keep_from(start)),
        }
        Ok(Item::Point(point))
    }

    /// Parses a number of this many hexadecimal digits; reads none if there are fewer.
    fn hex(&mut self, digits: usize) -> Option<u32> {
        let text: String = self.rest().take(digits).collect();
        let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_number.then(|| {
            self.at += digits;
            u32::from_str_radix(&text, 16).unwrap_or_default()
        })
    }

    /// Parses the name of `\p{…}`, or of its complement `\P{…}`.
    fn property(&mut self, is_negated: bool, in_class: bool) -> Result<Item> {
        let start = self.at;
        let name = if self.eat("{") { self.until('}') } else { None };
        let Some(name) = name else {
            return Err(self.error("expected the name of a class in braces"));
        };
        let Some(unicode::Class { set, portable }) = unicode::class(&name) else {
            return Err(Error {
                message: format!("unknown class `\\p{{{name}}}`"),
                at: Some(start),
            });
        };
        let set = if is_negated { set.complement() } else { set };
        let named = |letter| portable.iter().map(move |name| format!("\\{letter}{{{name}}}"));
        self.out += &match (portable.len(), is_negated, in_class) {
            (1, true, _) => named('P').collect(),
            (1, false, _) | (2.., false, true) => named('p').collect(),
            (2.., _, false) => {
                format!("[{}{}]", if is_negated { "^" } else { "" }, named('p').collect::<String>())
            }
            (_, _, true) => set.items(),
            (_, _, false) => format!("[{}]", set.items()),
        };
        Ok(Item::Set(set))
    }
}

impl Item {
    fn set(self) -> CharSet {
        match self {
            Item::Point(point) => CharSet::of(&[(point, point)]),
            Item::Set(set) => set,
            Item::Other(_) => CharSet::default(),
        }
    }
}
