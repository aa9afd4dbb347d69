//! Where a reading or a check is, for whom, and what it has found wrong so far.

use crate::violation::{Reason, Violation, Violations};

/// Who reads: the two sides of an exchange are lenient in other places (rules J8, T3, V1 and V2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// reads what a server answered
    Client,
    /// reads what a client asked
    Server,
}

/// How deep values may nest, as in `serde_json`: it bounds the stack and the time that a hostile message can cost.
const MAX_DEPTH: usize = 128;

/// One step of a path.
enum Segment {
    Member(&'static str),
    Index(usize),
    Key(String),
}

/// The place of a reading or a check, and its findings.
pub struct Context {
    /// Whose reading this is.
    pub side: Side,
    path: Vec<Segment>,
    /// How many sensitive values this place is inside of; a key there is not shown.
    sensitive: usize,
    violations: Vec<Violation>,
}

impl Context {
    pub(crate) fn new(side: Side) -> Self {
        Self { side, path: Vec::new(), sensitive: 0, violations: Vec::new() }
    }

    /// Whether what is read is also checked: rule V2.
    #[must_use]
    pub fn enforces(&self) -> bool {
        self.side == Side::Server
    }

    /// Records what is wrong here. Gives nothing, so that a reader can end with it.
    pub fn report<T>(&mut self, reason: Reason) -> Option<T> {
        let path = self.path();
        self.violations.push(Violation::new(path, reason));
        None
    }

    /// Records that something else should stand here.
    pub fn expected<T>(&mut self, expected: &'static str) -> Option<T> {
        self.report(Reason::Expected { expected, found: None })
    }

    /// Goes to a member and back.
    pub fn member<T>(&mut self, name: &'static str, run: impl FnOnce(&mut Self) -> T) -> T {
        self.step(Segment::Member(name), run)
    }

    /// Goes to an element of a list and back.
    pub fn element<T>(&mut self, index: usize, run: impl FnOnce(&mut Self) -> T) -> T {
        self.step(Segment::Index(index), run)
    }

    /// Goes to an entry of a map and back.
    pub fn entry<T>(&mut self, key: &str, run: impl FnOnce(&mut Self) -> T) -> T {
        let key = if self.sensitive > 0 { "[sensitive]" } else { key };
        self.step(Segment::Key(key.to_owned()), run)
    }

    /// Goes inside a sensitive value and back.
    pub fn sensitive<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        self.sensitive += 1;
        let value = run(self);
        self.sensitive -= 1;
        value
    }

    /// Runs a reading whose findings do not count when it fails.
    pub(crate) fn attempt<T>(&mut self, run: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.violations.len();
        let value = run(self);
        self.violations.truncate(before);
        value
    }

    /// Whether the nesting is deeper than is read; says so once.
    pub(crate) fn is_too_deep(&mut self) -> bool {
        if self.path.len() >= MAX_DEPTH {
            self.report::<()>(Reason::Depth);
            return true;
        }
        false
    }

    /// The value, if nothing was found wrong.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Violations> {
        match value {
            Some(value) if self.violations.is_empty() => Ok(value),
            _ => Err(Violations(self.violations)),
        }
    }

    fn step<T>(&mut self, segment: Segment, run: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(segment);
        let value = run(self);
        self.path.pop();
        value
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for segment in &self.path {
            match segment {
                Segment::Member(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Segment::Index(index) => path.extend(["[", &index.to_string(), "]"]),
                Segment::Key(key) => path.extend(["[", &format!("{key:?}"), "]"]),
            }
        }
        path
    }
}
