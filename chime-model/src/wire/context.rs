//! [`Context`]: the state of a read or a check: its form, its depth, and the violations found so
//! far.

use super::form::Form;
use super::path::{Path, Step};
use super::table::Member;
use crate::violation::{Reason, Violation, Violations};

/// How deep values may nest, including documents. This bounds recursion.
pub(super) const MAX_DEPTH: u8 = 120;

/// The most list elements that take no bytes, over all lists of a value. In a binary format, a few
/// bytes can claim any number of such elements, and a value can hold many such lists.
const MAX_WITHOUT_BYTES: u32 = 65_536;

/// The most violations that are kept. Any others are only counted.
const MAX_VIOLATIONS: usize = 100;

/// The state of a read or a check.
///
/// It keeps no path. A violation is recorded without a path, and each enclosing value adds its step
/// afterwards. So only a violation pays for its path.
pub struct Context {
    /// The form that is read.
    pub form: Form,
    depth: u8,
    /// Whether a sensitive value is being read. No key inside it is shown.
    is_sensitive: bool,
    /// How many elements without bytes have been read.
    without_bytes: u32,
    found: Found,
    violations: Vec<(Path, Reason)>,
}

/// How many violations had been found at one point.
#[derive(Clone, Copy, PartialEq)]
pub struct Found {
    listed: usize,
    /// How many more were only counted.
    omitted: usize,
    /// How many violations are not broken constraints.
    omitted_unreadable: usize,
}

/// A state to [`rewind`](Context::rewind) to.
#[derive(Clone, Copy)]
pub(super) struct Checkpoint {
    depth: u8,
    is_sensitive: bool,
    found: Found,
}

impl Context {
    pub(crate) fn new(form: Form) -> Self {
        let found = Found { listed: 0, omitted: 0, omitted_unreadable: 0 };
        let violations = Vec::new();
        Self { form, depth: 0, is_sensitive: false, without_bytes: 0, found, violations }
    }

    /// Counts an element that took no bytes. Returns false if the limit is exceeded.
    pub(super) fn counts_no_bytes(&mut self) -> bool {
        self.without_bytes += 1;
        self.without_bytes <= MAX_WITHOUT_BYTES
    }

    /// Whether a read also checks the constraints (rule V2).
    #[must_use]
    pub fn enforces_constraints(&self) -> bool {
        self.form == Form::Server
    }

    /// Records a violation of the value.
    #[cold]
    pub fn report(&mut self, reason: Reason) {
        if self.found.listed < MAX_VIOLATIONS {
            self.found.listed += 1;
            self.violations.push((Path::default(), reason));
        } else {
            self.found.omitted += 1;
            self.found.omitted_unreadable += usize::from(!reason.is_constraint());
        }
    }

    /// Records a violation of the value, and returns `None`.
    #[cold]
    pub fn refuse<T>(&mut self, reason: Reason) -> Option<T> {
        self.report(reason);
        None
    }

    /// Records that a value has another type than the modeled one.
    #[cold]
    pub(super) fn mismatch<T>(&mut self, expected: &'static str, found: &'static str) -> Option<T> {
        self.refuse(Reason::Expected { expected, found: Some(found) })
    }

    /// The violations found so far, as an argument of [`left`](Self::left).
    #[inline]
    #[must_use]
    pub fn found(&self) -> Found {
        self.found
    }

    /// Adds a member to the paths of what was found since it was entered. The derives call this and
    /// [`found`](Self::found) instead of [`member`](Self::member): a closure for each member takes
    /// long to compile.
    #[inline]
    pub fn left(&mut self, member: &'static Member, entered: Found) {
        self.add_step(entered, |_| Step::Member(member));
    }

    #[inline]
    fn add_step(&mut self, entered: Found, step: impl FnOnce(&Self) -> Step) {
        if self.found.listed != entered.listed {
            let step = step(self);
            self.prepend(entered, &step);
        }
    }

    #[cold]
    fn prepend(&mut self, entered: Found, step: &Step) {
        for (path, _) in &mut self.violations[entered.listed..] {
            path.prepend(step.clone());
        }
    }

    /// Runs a function at a member.
    #[inline]
    pub fn member<T>(&mut self, member: &'static Member, run: impl FnOnce(&mut Self) -> T) -> T {
        let entered = self.found;
        let value = run(self);
        self.left(member, entered);
        value
    }

    /// Runs a function at an element of a list.
    #[inline]
    pub fn element<T>(&mut self, index: usize, run: impl FnOnce(&mut Self) -> T) -> T {
        let entered = self.found;
        let value = run(self);
        self.add_step(entered, |_| Step::Index(index));
        value
    }

    /// Runs a function at the value of an entry of a map.
    #[inline]
    pub fn entry<T>(&mut self, key: &str, run: impl FnOnce(&mut Self) -> T) -> T {
        let entered = self.found;
        let value = run(self);
        self.add_step(entered, |context| Step::Entry {
            key: key.to_owned(),
            is_sensitive: context.is_sensitive,
        });
        value
    }

    /// Runs a function at the key of an entry of a map (rule V6).
    #[inline]
    pub fn key<T>(&mut self, key: &str, run: impl FnOnce(&mut Self) -> T) -> T {
        let entered = self.found;
        let value = run(self);
        self.add_step(entered, |_| Step::Key(key.to_owned()));
        value
    }

    /// Runs a function inside a sensitive value, where no key is shown.
    #[inline]
    pub fn sensitive<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let is_sensitive = std::mem::replace(&mut self.is_sensitive, true);
        let value = run(self);
        self.is_sensitive = is_sensitive;
        value
    }

    /// Runs a function inside an object or an array; reports one that is nested too deeply.
    #[inline]
    pub(super) fn nested<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth == MAX_DEPTH {
            return self.refuse(Reason::TooDeep);
        }
        self.depth += 1;
        let value = run(self);
        self.depth -= 1;
        Some(value)
    }

    #[inline]
    pub(super) fn checkpoint(&self) -> Checkpoint {
        let Self { depth, is_sensitive, found, .. } = *self;
        Checkpoint { depth, is_sensitive, found }
    }

    /// Returns to a checkpoint and forgets the violations found since.
    #[cold]
    pub(super) fn rewind(&mut self, checkpoint: Checkpoint) {
        let Checkpoint { depth, is_sensitive, found } = checkpoint;
        self.violations.truncate(found.listed);
        (self.depth, self.is_sensitive, self.found) = (depth, is_sensitive, found);
    }

    /// Returns the value, or the violations if there are any. They are in the order of the members,
    /// even if a body has them in another order.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Violations> {
        match value {
            Some(value) if self.violations.is_empty() => Ok(value),
            _ => Err(self.into_violations()),
        }
    }

    #[cold]
    fn into_violations(self) -> Violations {
        // There are at most a hundred, so insertion is fast enough. A sort takes longer to compile.
        let mut sorted: Vec<(Path, Reason)> = Vec::with_capacity(self.violations.len());
        for violation in self.violations {
            let at = sorted.partition_point(|(path, _)| path.cmp(&violation.0).is_le());
            sorted.insert(at, violation);
        }
        let shown = |(path, reason): (Path, Reason)| {
            Violation::new(path.to_text(), path.is_to_key(), reason)
        };
        let Found { omitted, omitted_unreadable, .. } = self.found;
        let listed = sorted.into_iter().map(shown).collect();
        Violations::new(listed, omitted, omitted_unreadable > 0)
    }
}
