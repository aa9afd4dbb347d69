//! Parses a pattern: alternatives, groups and quantifiers. Writes its portable form as it goes.

use crate::char_set::CharSet;
use crate::error::Error;
use crate::node::Node;
use crate::parser::Parser;

type Result<T> = std::result::Result<T, Error>;

/// The most characters of a pattern. This bounds the time and the memory that a hostile pattern can
/// take.
const MAX_LENGTH: usize = 10_000;
/// How deep groups may nest. This bounds the stack.
const MAX_DEPTH: usize = 100;

/// The portable form of a pattern, and its syntax tree.
pub(crate) fn parse(text: &str) -> Result<(String, Node)> {
    let chars: Vec<char> = text.chars().take(MAX_LENGTH + 1).collect();
    if chars.len() > MAX_LENGTH {
        return Err(Error::whole(format!("it is longer than {MAX_LENGTH} characters")));
    }
    let mut parser = Parser { chars, ..Parser::default() };
    let node = parser.choice()?;
    if parser.at < parser.chars.len() {
        return Err(parser.error("`)` without `(`"));
    }
    let groups = parser.groups;
    let is_unknown = |node: &Node| matches!(node, Node::BackReference(group) if *group > groups);
    if node.has(&is_unknown) {
        return Err(Error::whole(format!(
            "a back-reference to a group that does not exist; there are {groups} groups"
        )));
    }
    Ok((parser.out, node))
}

impl Parser {
    fn choice(&mut self) -> Result<Node> {
        let flags = self.flags;
        let mut all = vec![self.sequence()?];
        while self.eat("|") {
            self.out.push('|');
            all.push(self.sequence()?);
        }
        self.flags = flags;
        Ok(if all.len() == 1 { all.remove(0) } else { Node::Choice(all) })
    }

    fn sequence(&mut self) -> Result<Node> {
        let mut all = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            let start = self.out.len();
            if let Some(node) = self.atom()? {
                all.push(self.quantified(node, start)?);
            }
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Node::Sequence(all) })
    }

    /// Parses what a quantifier can follow. `None` for flags, which change what comes next.
    fn atom(&mut self) -> Result<Option<Node>> {
        let Some(c) = self.next() else { return Err(self.error("unexpected end")) };
        let node = match c {
            '(' => return self.group(),
            '^' => self.keep("^", Node::Start),
            '$' => self.keep("$", Node::End),
            '[' => self.class()?,
            '.' if self.flags.dot_is_any => self.keep("[\\s\\S]", Node::Set(CharSet::any())),
            '.' => self.keep(".", Node::Set(CharSet::dot())),
            '\\' => self.escape()?,
            '*' | '+' | '?' => return Err(self.error_before("nothing to repeat")),
            // ECMAScript without its Unicode mode reads these as literals if they open or close
            // nothing.
            '{' if self.counts().is_some() => return Err(self.error_before("nothing to repeat")),
            '{' | '}' | ']' => {
                self.out.push('\\');
                self.literal(c)
            }
            c => self.literal(c),
        };
        Ok(Some(node))
    }

    fn keep(&mut self, portable: &str, node: Node) -> Node {
        self.out += portable;
        node
    }

    /// A character that means itself.
    fn literal(&mut self, c: char) -> Node {
        let start = self.out.len();
        self.out.push(c);
        Node::Set(self.with_case(CharSet::of(&[(c.into(), c.into())]), start))
    }

    fn group(&mut self) -> Result<Option<Node>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error_before(format!("groups are nested deeper than {MAX_DEPTH}")));
        }
        let opened = self.at;
        let flags = self.flags;
        let node = match self.opening()? {
            Opening::Flags => None,
            Opening::Plain => Some(self.choice()?),
            Opening::Capture => {
                self.groups += 1;
                let index = self.groups;
                Some(Node::Group(index, Box::new(self.choice()?)))
            }
            Opening::Lookaround { is_behind, is_negated } => {
                Some(Node::Lookaround { is_behind, is_negated, node: Box::new(self.choice()?) })
            }
        };
        self.depth -= 1;
        if node.is_some() {
            self.flags = flags;
            if !self.eat(")") {
                return Err(Error { message: "`(` is not closed".to_owned(), at: Some(opened) });
            }
            self.out.push(')');
        }
        Ok(node)
    }

    /// What follows the parenthesis that opens a group.
    fn opening(&mut self) -> Result<Opening> {
        const LOOKS: [(&str, bool, bool); 4] =
            [("?=", false, false), ("?!", false, true), ("?<=", true, false), ("?<!", true, true)];
        if let Some((text, is_behind, is_negated)) =
            LOOKS.into_iter().find(|(text, ..)| self.eat(text))
        {
            self.out += "(";
            self.out += text;
            return Ok(Opening::Lookaround { is_behind, is_negated });
        }
        if self.eat("?<") {
            // The name is dropped, since nothing can refer to it.
            self.until('>').ok_or_else(|| self.error("expected `>` after the name of a group"))?;
            self.out.push('(');
            return Ok(Opening::Capture);
        }
        if !self.eat("?") {
            self.out.push('(');
            return Ok(Opening::Capture);
        }
        loop {
            match self.next() {
                Some('i') => self.flags.ignores_case = true,
                Some('s') => self.flags.dot_is_any = true,
                Some(':') => {
                    self.out += "(?:";
                    return Ok(Opening::Plain);
                }
                Some(')') => return Ok(Opening::Flags),
                _ => {
                    return Err(self.error_before("unknown group; expected `(?:`, `(?=`, `(?!`, `(?<=`, `(?<!`, `(?i)` or `(?s)`,"));
                }
            }
        }
    }

    /// Adds the quantifier that follows the node, if one does. The portable form of the node begins
    /// at `start`.
    fn quantified(&mut self, node: Node, start: usize) -> Result<Node> {
        let from = self.at;
        let Some((min, max)) = self.quantifier()? else { return Ok(node) };
        if matches!(node, Node::Start | Node::End | Node::Boundary(_) | Node::Lookaround { .. }) {
            return self.repeated_assertion(node, min, start);
        }
        if self.eat("+") {
            return self.possessive(node, min, max, start);
        }
        self.eat("?");
        self.keep_from(from);
        let node = Node::Repeat { node: Box::new(node), min, max };
        let from = self.at;
        if self.peek() != Some('{') {
            return Ok(node);
        }
        // Java repeats a repeat, as in `a{2}{3}`.
        let Some((min, max)) = self.quantifier()? else { return Ok(node) };
        self.out.insert_str(start, "(?:");
        self.out.push(')');
        self.keep_from(from);
        Ok(Node::Repeat { node: Box::new(node), min, max })
    }

    /// Parses a quantifier, if one comes next.
    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>> {
        let from = self.at;
        let counts = match self.next() {
            Some('*') => Some((0, None)),
            Some('+') => Some((1, None)),
            Some('?') => Some((0, Some(1))),
            Some('{') => self.counts(),
            _ => None,
        };
        match counts {
            Some((min, Some(max))) if max < min => {
                Err(self
                    .error_before(format!("the greatest count, {max}, is below the least, {min},")))
            }
            None => {
                self.at = from;
                Ok(None)
            }
            counts => Ok(counts),
        }
    }

    /// Parses counts such as `2,64}`, if they come next.
    fn counts(&mut self) -> Option<(u32, Option<u32>)> {
        let from = self.at;
        let min = self.count();
        let max = if self.eat(",") { self.count() } else { min };
        if min.is_none() || !self.eat("}") {
            self.at = from;
            return None;
        }
        Some((min?, max))
    }

    fn count(&mut self) -> Option<u32> {
        let digits: String = self.rest().take_while(char::is_ascii_digit).collect();
        self.at += digits.len();
        // A greater count is cut to 32 bits, since no text is longer than that.
        (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX))
    }

    /// Parses the quantifier of an assertion, which has no effect unless it makes the assertion
    /// optional: Java's `${2,64}` and ECMAScript's `(?!\.)+`.
    fn repeated_assertion(&mut self, node: Node, min: u32, start: usize) -> Result<Node> {
        if !self.eat("?") {
            self.eat("+");
        }
        if min > 0 {
            return Ok(node);
        }
        if node.has(&|node| matches!(node, Node::Group(..))) {
            return Err(self.error_before("an optional lookaround has a group"));
        }
        self.out.truncate(start);
        Ok(self.keep("(?:)", Node::EMPTY))
    }

    /// Java's possessive quantifiers, for one character.
    fn possessive(&mut self, node: Node, min: u32, max: Option<u32>, start: usize) -> Result<Node> {
        if !matches!(node, Node::Set(_)) {
            return Err(
                self.error_before("a possessive quantifier follows more than one character")
            );
        }
        let atom = self.out.split_off(start);
        let none_left =
            Node::Lookaround { is_behind: false, is_negated: true, node: Box::new(node.clone()) };
        let repeat = |min, max| Node::Repeat { node: Box::new(node.clone()), min, max };
        let Some(max) = max else {
            self.out += &format!("{atom}{{{min},}}(?!{atom})");
            return Ok(Node::Sequence(vec![repeat(min, None), none_left]));
        };
        let full = repeat(max, Some(max));
        if min == max {
            self.out += &format!("{atom}{{{max}}}");
            return Ok(full);
        }
        let fewer = if max == 1 { String::new() } else { format!("{atom}{{{min},{}}}", max - 1) };
        self.out += &format!("(?:{atom}{{{max}}}|{fewer}(?!{atom}))");
        Ok(Node::Choice(vec![full, Node::Sequence(vec![repeat(min, Some(max - 1)), none_left])]))
    }
}

enum Opening {
    Plain,
    Capture,
    Lookaround { is_behind: bool, is_negated: bool },
    Flags,
}
