//! [`Context`]: where a reading or a check is, for whom, and what it has found wrong so far.

use super::side::Side;
use super::table::Member;
use super::timestamp::TimestampFormat;
use crate::violation::{Reason, Violation, Violations};

/// How deep values may nest, documents included. A few levels below the limit of `serde_json`,
/// which would end the reading.
pub(super) const MAX_DEPTH: usize = 120;

/// How many violations are kept. The rest is counted.
const MAX_VIOLATIONS: usize = 100;

/// How many characters of a map key a path shows.
const MAX_KEY: usize = 64;

/// What a null means to the value that is read next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Null {
    /// A value of the wrong type.
    Mismatch,
    /// A required member that is missing (rule J1).
    Missing,
    /// No element, unless the element can be a null (rule J8).
    NoElement,
    /// A member that is absent (rule J9).
    Absent,
}

/// A location to come back to.
#[derive(PartialEq)]
pub(super) struct Mark {
    violations: usize,
    more: usize,
    more_unreadable: usize,
    path: usize,
    depth: usize,
    sensitive: Option<usize>,
}

/// One step of a path. Plain data, since a step is taken for every value that is read.
#[derive(Clone, Copy)]
enum Segment {
    Member(&'static str),
    Index(usize),
    /// The key of an entry, by its index among the keys of the path.
    Key(usize),
}

/// The location of a reading or a check, and its findings.
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts of their own, each of them set in one place"
)]
pub struct Context {
    /// Who reads.
    pub side: Side,
    /// The format of the timestamps in the value that is read next. Whoever reads a member sets it.
    pub(super) format: TimestampFormat,
    /// What a null means to the value that is read next. Whoever reads a value sets it.
    pub(super) null: Null,
    /// Whether the body could not be read. Nothing can be said of its members then.
    pub(super) is_unreadable: bool,
    /// Whether the format is not human-readable. It may have lists of members then.
    pub(super) is_binary: bool,
    /// Whether the text is a repaired one; see `repair`.
    pub(super) is_repaired: bool,
    /// Whether a number was met whose digits are needed and are lost.
    pub(super) needs_repair: bool,
    path: Vec<Segment>,
    keys: Vec<String>,
    depth: usize,
    /// Where on the path a sensitive value begins. No key from there on is shown.
    sensitive: Option<usize>,
    violations: Vec<Violation>,
    /// How many violations there are beyond those, and how many of these are no broken constraints.
    more: usize,
    more_unreadable: usize,
}

impl Context {
    pub(crate) fn new(side: Side) -> Self {
        Self {
            side,
            format: TimestampFormat::EpochSeconds,
            null: Null::Mismatch,
            is_unreadable: false,
            is_binary: false,
            is_repaired: false,
            needs_repair: false,
            path: Vec::new(),
            keys: Vec::new(),
            depth: 0,
            sensitive: None,
            violations: Vec::new(),
            more: 0,
            more_unreadable: 0,
        }
    }

    /// Whether what is read is also checked (rule V2).
    #[must_use]
    pub fn enforces_constraints(&self) -> bool {
        self.side == Side::Server
    }

    /// Records what is wrong here.
    #[cold]
    pub fn report(&mut self, reason: Reason) {
        if self.violations.len() < MAX_VIOLATIONS {
            let path = self.path();
            self.violations.push(Violation::new(path, reason));
        } else {
            self.more += 1;
            self.more_unreadable += usize::from(!reason.is_constraint());
        }
    }

    /// Records what is wrong here, and gives no value.
    #[cold]
    pub fn refuse<T>(&mut self, reason: Reason) -> Option<T> {
        self.report(reason);
        None
    }

    /// Records that a value is of another type than the modeled one.
    #[cold]
    pub(super) fn mismatch<T>(&mut self, expected: &'static str, found: &'static str) -> Option<T> {
        self.refuse(Reason::Expected { expected, found: Some(found) })
    }

    /// Reads a null where a value was expected.
    #[cold]
    pub(super) fn no_value<T>(&mut self, expected: &'static str) -> Option<T> {
        match self.null {
            Null::Mismatch => self.mismatch(expected, "null"),
            Null::Missing => self.refuse(Reason::Missing),
            Null::NoElement | Null::Absent => None,
        }
    }

    /// Asks for a second pass over a repaired text, where the digits of a number are needed and
    /// this format has them still.
    pub(super) fn lost_digits<T>(&mut self, expected: &'static str) -> Option<T> {
        if self.side == Side::Documented || self.is_repaired {
            return self.refuse(Reason::expected(expected));
        }
        self.needs_repair = true;
        None
    }

    /// Goes to a member whose value is read next.
    #[inline]
    pub fn go_to(&mut self, member: &'static Member) {
        self.enter(member.name);
        self.format = member.format;
    }

    /// Goes to a member. The derives call this and [`leave`](Self::leave), since a closure for each
    /// member takes long to compile.
    #[inline]
    pub fn enter(&mut self, name: &'static str) {
        self.path.push(Segment::Member(name));
    }

    /// Goes back from a member.
    #[inline]
    pub fn leave(&mut self) {
        self.path.pop();
    }

    /// Goes to a member and back.
    #[inline]
    pub fn member<T>(&mut self, name: &'static str, run: impl FnOnce(&mut Self) -> T) -> T {
        self.enter(name);
        let value = run(self);
        self.leave();
        value
    }

    /// Goes to an element of a list and back.
    #[inline]
    pub fn element<T>(&mut self, index: usize, run: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Segment::Index(index));
        let value = run(self);
        self.path.pop();
        value
    }

    /// Goes to an entry of a map and back. The key is lent to the path and comes back with the
    /// value.
    pub(super) fn entry_of<T>(
        &mut self,
        key: String,
        run: impl FnOnce(&mut Self) -> T,
    ) -> (String, T) {
        self.path.push(Segment::Key(self.keys.len()));
        self.keys.push(key);
        let value = run(self);
        self.path.pop();
        (self.keys.pop().unwrap_or_default(), value)
    }

    /// Goes to an entry of a map and back.
    pub fn entry<T>(&mut self, key: &str, run: impl FnOnce(&mut Self) -> T) -> T {
        self.entry_of(key.to_owned(), run).1
    }

    /// Goes inside a sensitive value and back.
    #[inline]
    pub fn sensitive<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.sensitive;
        self.sensitive = outer.or(Some(self.path.len()));
        let value = run(self);
        self.sensitive = outer;
        value
    }

    /// Goes inside an object or an array and back, unless that is nested too deeply.
    #[inline]
    pub(super) fn nested<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth == MAX_DEPTH {
            self.report(Reason::Depth);
            return None;
        }
        self.depth += 1;
        let value = run(self);
        self.depth -= 1;
        Some(value)
    }

    /// Where the reading is and what it has found, to come back to.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            violations: self.violations.len(),
            more: self.more,
            more_unreadable: self.more_unreadable,
            path: self.path.len(),
            depth: self.depth,
            sensitive: self.sensitive,
        }
    }

    /// Goes back to an earlier location, and forgets what was found since.
    pub(super) fn rewind(&mut self, mark: &Mark) {
        self.violations.truncate(mark.violations);
        self.more = mark.more;
        self.more_unreadable = mark.more_unreadable;
        self.path.truncate(mark.path);
        self.keys.truncate(
            self.path.iter().filter(|segment| matches!(segment, Segment::Key(_))).count(),
        );
        self.depth = mark.depth;
        self.sensitive = mark.sensitive;
    }

    /// The value, if nothing was found wrong.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Violations> {
        match value {
            Some(value) if self.violations.is_empty() => Ok(value),
            _ => Err(Violations::new(self.violations, self.more, self.more_unreadable > 0)),
        }
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for (at, segment) in self.path.iter().enumerate() {
            match segment {
                Segment::Member(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Segment::Index(index) => path.push_str(&format!("[{index}]")),
                Segment::Key(_) if self.sensitive.is_some_and(|from| at >= from) => {
                    path.push_str("[\"[sensitive]\"]");
                }
                Segment::Key(index) => match self.keys[*index].char_indices().nth(MAX_KEY) {
                    None => path.push_str(&format!("[{:?}]", self.keys[*index])),
                    Some((end, _)) => path.push_str(&format!("[{:?}…]", &self.keys[*index][..end])),
                },
            }
        }
        path
    }
}
