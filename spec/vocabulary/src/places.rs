//! [`Places`]: finds two members that have the same place in a message, so that one would be read
//! as the other.

use std::collections::HashMap;

use crate::location::Location;

/// The places in a message that the members of a structure or a union have.
#[derive(Debug, Default)]
pub struct Places {
    taken: HashMap<(&'static str, String), String>,
    /// The prefixes of maps of headers, in lower case, and their members.
    prefixes: Vec<(String, String)>,
}

impl Places {
    /// Takes the place of a member with this documented name.
    ///
    /// # Errors
    /// The message of the problem, if another member has the place already.
    // Only generators and derives call this. Inline, so that no other program compiles it.
    #[inline]
    pub fn take(&mut self, member: &str, location: &Location<String>) -> Result<(), String> {
        let words = location.words();
        let mut name = location.name().cloned().unwrap_or_default();
        if let Location::Header(_) | Location::PrefixHeaders(_) = location {
            name.make_ascii_lowercase();
        }
        let shown = if name.is_empty() { words.to_owned() } else { format!("{words} {name:?}") };
        if let Location::PrefixHeaders(_) = location {
            let begins = |(prefix, _): &&(String, String)| {
                prefix.starts_with(&name) || name.starts_with(prefix.as_str())
            };
            let overlapping = self.prefixes.iter().find(begins).cloned();
            self.prefixes.push((name, member.to_owned()));
            return match overlapping {
                Some((prefix, other)) => {
                    Err(format!("the {shown} overlaps with the {words} {prefix:?} of {other:?}"))
                }
                None => Ok(()),
            };
        }
        match self.taken.insert((words, name), member.to_owned()) {
            Some(other) => Err(format!("has the same location, the {shown}, as {other:?}")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_that_meet_are_found() {
        let header = |name: &str| Location::Header(name.to_owned());
        let prefix = |name: &str| Location::PrefixHeaders(name.to_owned());
        let body = |name: &str| Location::Body(name.to_owned());
        let cases = [
            (header("X-A"), header("x-a"), "has the same location, the header \"x-a\", as \"a\""),
            (body("k"), body("k"), "has the same location, the body key \"k\", as \"a\""),
            (Location::Status, Location::Status, "has the same location, the status, as \"a\""),
            (
                prefix("x-"),
                prefix("X-Meta-"),
                "the header prefix \"x-meta-\" overlaps with the header prefix \"x-\" of \"a\"",
            ),
            (
                prefix("x-"),
                prefix(""),
                "the header prefix overlaps with the header prefix \"x-\" of \"a\"",
            ),
        ];
        for (first, second, error) in cases {
            let mut places = Places::default();
            assert_eq!(places.take("a", &first), Ok(()));
            assert_eq!(places.take("b", &second), Err(error.to_owned()));
        }
        let mut places = Places::default();
        for location in [
            header("x-a"),
            header("x-b"),
            prefix("x-a"),
            prefix("x-b"),
            body("x-a"),
            body("X-A"),
            Location::Label("x-a".to_owned()),
            Location::Query("x-a".to_owned()),
            Location::QueryMap,
            Location::Status,
        ] {
            assert_eq!(places.take("a", &location), Ok(()));
        }
    }
}
