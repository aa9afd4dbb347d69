//! What is wrong with a message, and where. A violation holds names and constraints, never a value.

use std::fmt;

/// One violation: the place of the value, and what was expected there.
///
/// ```
/// use chime_model::{CreateRoomRequest, Reason, Validate as _};
///
/// let input = CreateRoomRequest::new("", "Team room");
/// let violations = input.validate().unwrap_err();
/// let violation = violations.iter().next().unwrap();
/// assert_eq!(violation.path(), "AccountId");
/// assert_eq!(violation.reason(), &Reason::Search("\\S"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Violation {
    path: String,
    is_key: bool,
    reason: Reason,
}

impl Violation {
    pub(crate) fn new(path: String, is_key: bool, reason: Reason) -> Self {
        Self { path, is_key, reason }
    }

    /// The path to the member, of documented names, such as `Room.Name` or `Tags[2].Key`; empty for
    /// the message itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the violation is in a key of the map at that path (rule [V6](crate::rules#v6)).
    #[must_use]
    pub fn is_key(&self) -> bool {
        self.is_key
    }

    /// What is wrong there.
    #[must_use]
    pub fn reason(&self) -> &Reason {
        &self.reason
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the message" } else { &self.path };
        let key = if self.is_key { ": a key" } else { "" };
        write!(f, "{path}{key} {}", self.reason)
    }
}

/// What is wrong with a value. Its text names what was expected and never shows the value, which
/// may be sensitive.
///
/// ```
/// use chime_model::Reason;
///
/// let reason = Reason::Length { min: 2, max: Some(64) };
/// assert!(reason.is_constraint());
/// assert_eq!(reason.to_string(), "must have a length from 2 to 64");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// A required member is absent or null.
    Missing,
    /// A value has another type or form than the modeled one.
    Expected {
        /// what was expected, such as `an integer of 32 bits`
        expected: &'static str,
        /// what was found instead, such as `a string`, if that says more
        found: Option<&'static str>,
    },
    /// Shorter than `min` or longer than `max`: in characters for a string, bytes for a blob,
    /// elements for a list or a map.
    Length {
        /// the least length
        min: u64,
        /// the greatest length
        max: Option<u64>,
    },
    /// A number outside its range.
    Range {
        /// the least value, as the description writes it
        min: Option<&'static str>,
        /// the greatest value, as the description writes it
        max: Option<&'static str>,
    },
    /// A string that does not match its pattern as a whole.
    Pattern(&'static str),
    /// A string without a match of its pattern, which may match a part of it (rule
    /// [V5](crate::rules#v5)).
    Search(&'static str),
    /// Matching a string takes more steps than the bound. Only a pattern with a back-reference, or
    /// with both a look-ahead and a look-behind, has a bound.
    PatternTooCostly(&'static str),
    /// An element of a list that equals an earlier one (rule [V7](crate::rules#v7)).
    Repeated,
    /// A string that is not one of the modeled values of its enumeration.
    Enumeration,
    /// A key that occurs more than once.
    Duplicate,
    /// A text that is not JSON, with the place of the first error.
    Syntax {
        /// counted from 1
        line: usize,
        /// in bytes, counted from 1
        column: usize,
    },
    /// A label that would change the path: empty, `.` or `..`.
    InvalidLabel,
    /// A header value with a character that headers do not allow.
    InvalidHeaderValue,
    /// Percent-encoding that is malformed or does not decode to UTF-8.
    InvalidPercentEncoding,
    /// More than one member of a union is set, or none, or one that is not modeled.
    UnionMemberCount,
    /// A value that is nested more deeply than the limit.
    TooDeep,
}

impl Reason {
    /// Whether this is a broken constraint or a missing required member, and not a value that
    /// cannot be read (rule [C10](crate::rules#c10)).
    #[must_use]
    pub fn is_constraint(&self) -> bool {
        match self {
            Reason::Missing
            | Reason::Length { .. }
            | Reason::Range { .. }
            | Reason::Pattern(_)
            | Reason::Search(_)
            | Reason::PatternTooCostly(_)
            | Reason::Repeated
            | Reason::Enumeration => true,
            Reason::Expected { .. }
            | Reason::Duplicate
            | Reason::Syntax { .. }
            | Reason::InvalidLabel
            | Reason::InvalidHeaderValue
            | Reason::InvalidPercentEncoding
            | Reason::UnionMemberCount
            | Reason::TooDeep => false,
        }
    }

    /// Bytes that should be a text.
    pub(crate) const NOT_TEXT: Self = Reason::Expected { expected: "UTF-8 text", found: None };

    /// A JSON string with a lone surrogate.
    pub(crate) const NOT_UNICODE: Self =
        Reason::Expected { expected: "made of Unicode characters", found: None };

    /// Something else was expected.
    pub(crate) const fn expected(expected: &'static str) -> Self {
        Reason::Expected { expected, found: None }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Missing => f.write_str("is required"),
            Reason::Expected { expected, found: Some(found) } => {
                write!(f, "must be {expected}, not {found}")
            }
            Reason::Expected { expected, found: None } => write!(f, "must be {expected}"),
            Reason::Length { min, max: Some(max) } if min == max => {
                write!(f, "must have a length of {min}")
            }
            Reason::Length { min: 0, max: Some(max) } => {
                write!(f, "must have a length of at most {max}")
            }
            Reason::Length { min, max: Some(max) } => {
                write!(f, "must have a length from {min} to {max}")
            }
            Reason::Length { min, max: None } => write!(f, "must have a length of at least {min}"),
            Reason::Range { min: Some(min), max: Some(max) } => {
                write!(f, "must be from {min} to {max}")
            }
            Reason::Range { min: Some(min), max: None } => write!(f, "must be at least {min}"),
            Reason::Range { min: None, max } => {
                write!(f, "must be at most {}", max.unwrap_or("anything"))
            }
            Reason::Pattern(pattern) => write!(f, "must match the pattern {pattern}"),
            Reason::Search(pattern) => write!(f, "must contain a match of the pattern {pattern}"),
            Reason::PatternTooCostly(pattern) => {
                write!(f, "takes too many steps to be matched with the pattern {pattern}")
            }
            Reason::Repeated => f.write_str("must not equal an earlier element of the list"),
            Reason::Enumeration => f.write_str("must be one of the modeled values"),
            Reason::Duplicate => f.write_str("is a duplicate key"),
            Reason::Syntax { line, column } => {
                write!(f, "is not valid JSON at line {line} column {column}")
            }
            Reason::InvalidLabel => {
                f.write_str("must not be empty, \".\" or \"..\": it is a part of the path")
            }
            Reason::InvalidHeaderValue => {
                f.write_str("must be visible ASCII, since it is in a header")
            }
            Reason::InvalidPercentEncoding => f.write_str("must be percent-encoded UTF-8"),
            Reason::UnionMemberCount => f.write_str("must have exactly one modeled member"),
            Reason::TooDeep => f.write_str("is nested too deeply"),
        }
    }
}

/// The violations of one value, found in one pass: the first 100, and the number of the others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Violations {
    first: Vec<Violation>,
    omitted: usize,
    /// Whether an omitted violation is a value that could not be read.
    omitted_unreadable: bool,
}

impl Violations {
    pub(crate) fn new(first: Vec<Violation>, omitted: usize, omitted_unreadable: bool) -> Self {
        Self { first, omitted, omitted_unreadable }
    }

    /// A single violation.
    pub(crate) fn of(path: &str, reason: Reason) -> Self {
        Self::new(vec![Violation::new(path.to_owned(), false, reason)], 0, false)
    }

    /// Whether all of them, listed or not, are broken constraints (rule [C10](crate::rules#c10)).
    pub(crate) fn are_constraints(&self) -> bool {
        !self.omitted_unreadable && self.iter().all(|violation| violation.reason().is_constraint())
    }

    /// The number of violations that are not listed.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.omitted
    }
}

impl std::ops::Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.first
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.first.iter()
    }
}

/// The most bytes in the text of a report. As JSON, even with every character escaped, the text has
/// less than 64 KB.
const MAX_REPORT: usize = 30_000;

/// The text between two violations.
const SEPARATOR: &str = "; ";

/// Shows the violations that fit into 30,000 bytes, and counts the others.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = 0;
        let mut length = 0;
        for violation in self {
            let text = violation.to_string();
            length += text.len() + SEPARATOR.len();
            if length > MAX_REPORT {
                break;
            }
            f.write_str(if shown > 0 { SEPARATOR } else { "" })?;
            f.write_str(&text)?;
            shown += 1;
        }
        match self.len() - shown + self.omitted {
            0 => Ok(()),
            more => write!(f, "{}{more} more", if shown > 0 { "; and " } else { "" }),
        }
    }
}

impl std::error::Error for Violations {}
