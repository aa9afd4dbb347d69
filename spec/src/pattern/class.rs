//! Reads what matches one character: escapes, classes in brackets, and the named ones.

use super::error::Error;
use super::node::Node;
use super::parser::Parser;
use super::set::Set;
use super::unicode;

type Result<T> = std::result::Result<T, Error>;

/// What an escape means, or an element of a class.
enum Item {
    /// A code point, which may be a surrogate: those match nothing, but may end a range.
    Point(u32),
    Set(Set),
    /// What is not a character.
    Other(Node),
}

impl Parser {
    /// What follows a backslash outside of a class.
    pub(super) fn escape(&mut self) -> Result<Node> {
        let start = self.out.len();
        match self.escaped(false)? {
            Item::Other(node) => Ok(node),
            item => Ok(Node::Set(self.with_case(item.set(), start))),
        }
    }

    /// The set, in both cases where case is ignored. Its portable form begins at `start`.
    pub(super) fn with_case(&mut self, set: Set, start: usize) -> Set {
        let folded = if self.flags.ignores_case { set.ignore_case() } else { set.clone() };
        if folded != set {
            self.out.truncate(start);
            self.out += &format!("[{}]", folded.items());
        }
        folded
    }

    /// A class in brackets.
    pub(super) fn class(&mut self) -> Result<Node> {
        let (opened, start) = (self.at, self.out.len());
        self.out.push('[');
        let is_negated = self.eat("^");
        if is_negated {
            self.out.push('^');
        }
        let mut sets = Vec::new();
        while !self.eat("]") {
            let first = self.element(opened)?;
            let at = self.out.len();
            if !self.range_follows() {
                sets.push(first.set());
                continue;
            }
            self.out.push('-');
            match (first, self.element(opened)?) {
                (Item::Point(from), Item::Point(to)) if from <= to => {
                    sets.push(Set::of([(from, to)]));
                }
                (Item::Point(_), Item::Point(_)) => {
                    return Err(self.error_before("the range ends before its start"));
                }
                // A hyphen between what is not two characters is a hyphen, as in `[\w-.]`.
                (first, second) => {
                    self.out.insert(at, '\\');
                    sets.extend([first.set(), Set::of([(0x2D, 0x2D)]), second.set()]);
                }
            }
        }
        self.out.push(']');
        let listed = Set::union(sets);
        let folded = self.with_case(listed, start);
        if is_negated && !self.out[start..].starts_with("[^") {
            self.out.insert(start + 1, '^');
        }
        Ok(Node::Set(if is_negated { folded.complement() } else { folded }))
    }

    /// Past a hyphen that is neither the last thing in a class.
    fn range_follows(&mut self) -> bool {
        let is_range =
            self.peek() == Some('-') && self.rest().nth(1).is_some_and(|next| next != ']');
        is_range && self.eat("-")
    }

    /// One element of the class that was opened there.
    fn element(&mut self, opened: usize) -> Result<Item> {
        match self.next() {
            None => Err(Error { message: "`[` is not closed".to_owned(), at: Some(opened) }),
            Some('\\') => self.escaped(true),
            Some(char) => {
                self.out.push(char);
                Ok(Item::Point(char.into()))
            }
        }
    }

    /// What follows a backslash.
    fn escaped(&mut self, in_class: bool) -> Result<Item> {
        let Some(char) = self.next() else { return Err(self.error("nothing follows `\\`")) };
        let set = match char {
            'd' => Some(Set::digits()),
            'D' => Some(Set::digits().complement()),
            'w' => Some(Set::word()),
            'W' => Some(Set::word().complement()),
            's' => Some(Set::space()),
            'S' => Some(Set::space().complement()),
            'p' | 'P' => return self.property(char == 'P', in_class),
            _ => None,
        };
        if let Some(set) = set {
            self.out.extend(['\\', char]);
            return Ok(Item::Set(set));
        }
        if let Some(node) = self.assertion(char, in_class)? {
            return Ok(Item::Other(node));
        }
        let start = self.at - 2;
        let point = match char {
            't' => 0x09,
            'n' => 0x0A,
            'v' => 0x0B,
            'f' => 0x0C,
            'r' => 0x0D,
            'b' => 0x08,
            '0' if !self.peek().is_some_and(|next| next.is_ascii_digit()) => 0,
            'x' | 'u' => return self.number(char),
            '-' if in_class => 0x2D,
            _ if "^$\\.*+?()[]{}|/".contains(char) => char.into(),
            // An escape that Unicode mode refuses, since it does nothing.
            _ if !char.is_ascii_alphanumeric() => {
                self.out.push(char);
                return Ok(Item::Point(char.into()));
            }
            _ => return Err(self.error_before(format!("unknown escape `\\{char}`"))),
        };
        self.keep_from(start);
        Ok(Item::Point(point))
    }

    /// An escape that matches no character.
    fn assertion(&mut self, char: char, in_class: bool) -> Result<Option<Node>> {
        let (portable, node) = match char {
            _ if in_class => return Ok(None),
            'b' => ("\\b", Node::Boundary(true)),
            'B' => ("\\B", Node::Boundary(false)),
            // Java's.
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
                return Ok(Some(Node::Reference(group)));
            }
            _ => return Ok(None),
        };
        self.out += portable;
        Ok(Some(node))
    }

    /// `\x2e`, `\u002e`, `\u{2e}` and Java's `\x{2e}`.
    fn number(&mut self, char: char) -> Result<Item> {
        let (start, in_braces) = (self.at - 2, self.eat("{"));
        let unit = match (in_braces, char) {
            (true, _) => self
                .until('}')
                .and_then(|digits| u32::from_str_radix(&digits, 16).ok())
                .filter(|point| *point <= 0x0010_FFFF),
            (false, 'x') => self.hex(2),
            (false, _) => self.hex(4),
        };
        let Some(mut point) = unit else {
            return Err(self.error_before(format!("`\\{char}` without its number")));
        };
        if (0xD800..0xDC00).contains(&point) && !in_braces && self.eat("\\u") {
            match self.hex(4) {
                Some(low @ 0xDC00..=0xDFFF) => {
                    point = 0x1_0000 + ((point - 0xD800) << 10) + (low - 0xDC00);
                }
                low => self.at -= 2 + 4 * usize::from(low.is_some()),
            }
        }
        match (in_braces, char) {
            (true, 'x') => self.out += &format!("\\u{{{point:x}}}"),
            _ => drop(self.keep_from(start)),
        }
        Ok(Item::Point(point))
    }

    /// A number of so many hexadecimal digits; nothing is read if there are not as many.
    fn hex(&mut self, digits: usize) -> Option<u32> {
        let text: String = self.rest().take(digits).collect();
        let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_number.then(|| {
            self.at += digits;
            u32::from_str_radix(&text, 16).unwrap_or_default()
        })
    }

    /// `\p{…}`, or `\P{…}` for its complement.
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
        self.out += &match portable {
            Some(name) => format!("\\{}{{{name}}}", if is_negated { 'P' } else { 'p' }),
            None if in_class => set.items(),
            None => format!("[{}]", set.items()),
        };
        Ok(Item::Set(set))
    }
}

impl Item {
    fn set(self) -> Set {
        match self {
            Item::Point(point) => Set::of([(point, point)]),
            Item::Set(set) => set,
            Item::Other(_) => Set::default(),
        }
    }
}
