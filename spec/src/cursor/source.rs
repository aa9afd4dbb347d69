//! [`Source`]: a file, and the problems and unknown keys that have been found in it.

use std::cell::{OnceCell, RefCell};

use super::Cursor;
use crate::error::{Problem, Problems, Severity};
use crate::foreign;
use crate::json::{self, Value};
use crate::lines::Lines;

/// A file, and what has been found in it so far.
pub struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    lines: OnceCell<Lines>,
    /// `None` if the file is not a description, which is a problem already.
    root: Option<Value<'a>>,
    pub(super) problems: RefCell<Vec<Problem>>,
    pub(super) unknown: RefCell<Vec<UnknownKey>>,
}

/// The value of a file, or why it is not JSON.
type Parsed<'a> = Result<Value<'a>, json::SyntaxError>;

/// A key that is unknown.
#[derive(Clone)]
pub struct UnknownKey {
    pub(super) key: String,
    /// A warning if the key was ignored.
    pub(super) problem: Problem,
    /// Where its value starts.
    pub offset: usize,
}

impl UnknownKey {
    /// The path to its value.
    #[must_use]
    pub fn path(&self) -> &str {
        self.problem.path()
    }

    /// Whether the key was ignored. If not, it is a problem.
    #[must_use]
    pub fn is_ignored(&self) -> bool {
        self.problem.severity() == Severity::Warning
    }

    /// The warning that a result does not have the key.
    #[must_use]
    pub fn left_out(&self) -> Problem {
        let message = format!("left out the unknown key {:?}", self.key);
        self.problem.clone().into_warning(message)
    }
}

impl<'a> Source<'a> {
    /// Parses a description. A byte order mark is not part of the JSON. A file of another kind has
    /// one problem, which says what it is.
    #[must_use]
    pub fn new(name: &'a str, text: &'a str) -> Self {
        let description = |parsed: &Parsed<'_>| match parsed {
            Ok(root) => foreign::json(root).map(|message| (0, message)),
            Err(_) => foreign::text(text).map(|message| (0, message.to_owned())),
        };
        Self::parsed(name, text, description)
    }

    /// Parses a file beside a description.
    pub(crate) fn beside(name: &'a str, text: &'a str) -> Self {
        Self::parsed(name, text, |_| None)
    }

    fn parsed(
        name: &'a str,
        text: &'a str,
        foreign: impl FnOnce(&Parsed<'_>) -> Option<(usize, String)>,
    ) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let parsed = json::parse(text);
        let broken = |error: &json::SyntaxError| (error.offset, error.message.clone());
        let problem = foreign(&parsed).or_else(|| parsed.as_ref().err().map(broken));
        let mut source = Self {
            name,
            text,
            lines: OnceCell::new(),
            root: parsed.ok().filter(|_| problem.is_none()),
            problems: RefCell::default(),
            unknown: RefCell::default(),
        };
        if let Some((offset, message)) = problem {
            let problem = source.problem(offset, "", message);
            source.problems.get_mut().push(problem);
        }
        source
    }

    /// The value of the whole file; `None` if the file is not a description.
    #[must_use]
    pub fn root(&'a self) -> Option<Cursor<'a>> {
        Some(Cursor { source: self, value: self.root.as_ref()?, path: String::new() })
    }

    #[must_use]
    pub fn has_problems(&self) -> bool {
        !self.problems.borrow().is_empty()
    }

    /// The result, if there is one and no source has a problem; otherwise, the problems of all.
    ///
    /// # Errors
    /// The problems.
    pub fn finish<T, const N: usize>(sources: [Self; N], result: Option<T>) -> Result<T, Problems> {
        let mut problems = Vec::new();
        let mut warnings = Vec::new();
        for source in sources {
            warnings.extend(source.warnings());
            problems.append(&mut source.problems.into_inner());
        }
        let problems = Problems::new(problems, warnings);
        match result {
            Some(result) if problems.iter().len() == 0 => Ok(result),
            _ => Err(problems),
        }
    }

    /// The unknown keys of the parts that have been read, in the order of the file.
    #[must_use]
    pub fn unknown_keys(&self) -> Vec<UnknownKey> {
        let mut unknown = self.unknown.borrow().clone();
        unknown.sort_by_key(|key| key.offset);
        unknown
    }

    /// A warning for each key that was ignored.
    pub(crate) fn warnings(&self) -> Vec<Problem> {
        let unknown = self.unknown_keys().into_iter();
        unknown.filter(UnknownKey::is_ignored).map(|key| key.problem).collect()
    }

    pub(super) fn problem(&self, offset: usize, path: &str, message: String) -> Problem {
        let place = self.lines.get_or_init(|| Lines::new(self.text)).locate(self.text, offset);
        Problem::new(self.name, place, path, message)
    }
}
