//! Whether a pattern matches what `regress`, an ECMAScript engine, matches.

use std::fmt;

use chime_model::__private::pattern as runtime;
use chime_model_pattern::{Matcher, Pattern};
use regress::Regex;

use crate::texts::{self, Random};

/// How many texts of each kind are tried.
const TEXTS: usize = 40;

/// What has been compared.
#[derive(Default)]
pub(crate) struct Comparison {
    as_written: usize,
    portable: usize,
    matched: usize,
    refused: usize,
}

impl Comparison {
    /// The first text on which the two disagree, if there is one.
    pub(crate) fn compare(
        &mut self,
        text: &str,
        pattern: &Pattern,
        compiled: &runtime::Pattern,
    ) -> Option<String> {
        // A text has to match as a whole. A pattern that ECMAScript rejects, such as one with
        // Java's classes, is compared in the form that a schema shows.
        let engine = |text: &str| Regex::with_flags(&format!("^(?:{text})$"), "u").ok();
        let engine = match engine(text) {
            Some(engine) => {
                self.as_written += 1;
                engine
            }
            None => match engine(&pattern.portable) {
                Some(engine) => {
                    self.portable += 1;
                    engine
                }
                None => {
                    return Some(format!(
                        "{text:?}: regress takes neither it nor {:?}",
                        pattern.portable
                    ));
                }
            },
        };
        let (mut random, alphabet) =
            (Random::new(text.len() as u64 * 0x9e37_79b9), texts::alphabet(pattern));
        for _ in 0..TEXTS {
            let sample = texts::sample(pattern, &mut random);
            let spoilt = texts::spoilt(&sample, &alphabet, &mut random);
            for tried in [sample, spoilt, texts::noise(&alphabet, &mut random)] {
                // Backtracking is exponential for some patterns.
                let tried: String = tried.chars().take(24).collect();
                let theirs = engine.find(&tried).is_some();
                match compiled.matches(&tried).is_match {
                    Some(ours) if ours == theirs => {
                        *(if ours { &mut self.matched } else { &mut self.refused }) += 1
                    }
                    None if pattern.matcher == Matcher::Backtrack => {}
                    ours => {
                        return Some(format!(
                            "{text:?} on {tried:?}: {ours:?}, and {theirs} for regress"
                        ));
                    }
                }
            }
        }
        None
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { as_written, portable, matched, refused } = self;
        write!(
            f,
            "compared with regress: {as_written} as they are written, {portable} in portable form, on {matched} texts that match and \
             {refused} that do not"
        )
    }
}
