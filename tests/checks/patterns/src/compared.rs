//! Compares the matches of a pattern with those of two ECMAScript engines: V8 and `regress`.

use std::fmt;

use chime_model::__private::pattern as runtime;
use chime_model_pattern::{Matcher, Pattern};
use regress::Regex;

use crate::generated;
use crate::texts::{self, Random};
use crate::v8::V8;

/// How many texts of each kind a pattern of a description is tried on.
const TEXTS: usize = 40;

/// Names that mean ASCII sets in Java and larger sets in ECMAScript.
const JAVA: [&str; 3] = ["{Alpha}", "{Lower}", "{Upper}"];

/// Compares patterns with both engines, and counts the results.
pub(crate) struct Comparison {
    v8: V8,
    as_written: usize,
    portable: usize,
    matched: usize,
    refused: usize,
    /// Texts that take too many steps, with our matcher or with an engine.
    undecided: usize,
}

impl Comparison {
    pub(crate) fn new() -> Self {
        let v8 = V8::start();
        Self { v8, as_written: 0, portable: 0, matched: 0, refused: 0, undecided: 0 }
    }

    /// Compares a pattern of a description with both engines. Returns the first disagreement.
    pub(crate) fn described(
        &mut self,
        text: &str,
        pattern: &Pattern,
        compiled: &runtime::Pattern,
    ) -> Option<String> {
        let mut random = Random::new(text.len() as u64);
        let alphabet = texts::alphabet(pattern);
        let mut tried = Vec::new();
        for _ in 0..TEXTS {
            let sample = texts::sample(pattern, &mut random);
            tried.push(texts::spoilt(&sample, &alphabet, &mut random));
            tried.push(texts::noise(&alphabet, &mut random));
            if pattern.is_search {
                tried.push(texts::surrounded(&sample, &alphabet, &mut random));
            }
            tried.push(sample);
        }
        // Backtracking is exponential for some patterns.
        let tried: Vec<String> =
            tried.into_iter().map(|text| text.chars().take(24).collect()).collect();
        self.with_v8(text, pattern, compiled, &tried)
            .or_else(|| self.with_regress(text, pattern, compiled, &tried))
    }

    /// Compares a generated pattern with V8. Returns the first disagreement.
    pub(crate) fn generated(
        &mut self,
        text: &str,
        pattern: &Pattern,
        compiled: &runtime::Pattern,
        random: &mut Random,
    ) -> Option<String> {
        self.with_v8(text, pattern, compiled, &generated::texts(pattern, random))
    }

    /// Whether V8 takes a pattern as it is written.
    pub(crate) fn is_ecmascript(&mut self, text: &str) -> bool {
        self.v8.search(&[text.to_owned()], &[])[0].is_some()
    }

    fn with_v8(
        &mut self,
        text: &str,
        pattern: &Pattern,
        compiled: &runtime::Pattern,
        tried: &[String],
    ) -> Option<String> {
        let sources = [written(text, pattern), shown(pattern)];
        let answers = self.v8.search(&sources, tried);
        let Some(shown) = &answers[1] else {
            return Some(format!("{text:?}: V8 refuses {:?}", pattern.anchored()));
        };
        let is_java = JAVA.iter().any(|name| text.contains(name));
        let written = answers[0].as_ref().filter(|_| !is_java);
        *(if written.is_some() { &mut self.as_written } else { &mut self.portable }) += 1;
        let engines = written.into_iter().map(|verdicts| ("V8", verdicts));
        for (engine, verdicts) in engines.chain([("V8 with the portable form", shown)]) {
            let disagreement = self.judge(text, pattern, compiled, engine, tried, verdicts);
            if disagreement.is_some() {
                return disagreement;
            }
        }
        None
    }

    fn with_regress(
        &mut self,
        text: &str,
        pattern: &Pattern,
        compiled: &runtime::Pattern,
        tried: &[String],
    ) -> Option<String> {
        // A pattern that ECMAScript rejects, such as one with Java's classes, is compared in the
        // form that a schema shows.
        let engine = |text: &str| Regex::with_flags(text, "u").ok();
        let Some(engine) = engine(&written(text, pattern)).or_else(|| engine(&shown(pattern)))
        else {
            return Some(format!("{text:?}: regress refuses {:?}", pattern.anchored()));
        };
        let verdicts: Vec<_> = tried.iter().map(|text| Some(engine.find(text).is_some())).collect();
        self.judge(text, pattern, compiled, "regress", tried, &verdicts)
    }

    /// The first text on which an engine disagrees with our matcher.
    fn judge(
        &mut self,
        text: &str,
        pattern: &Pattern,
        compiled: &runtime::Pattern,
        engine: &str,
        tried: &[String],
        verdicts: &[Option<bool>],
    ) -> Option<String> {
        for (tried, theirs) in tried.iter().zip(verdicts) {
            let ours = compiled.matches(tried).is_match;
            let count = match (ours, *theirs) {
                (Some(ours), Some(theirs)) if ours == theirs && ours => &mut self.matched,
                (Some(ours), Some(theirs)) if ours == theirs => &mut self.refused,
                (None, _) if pattern.matcher == Matcher::Backtrack => &mut self.undecided,
                (Some(_), None) => &mut self.undecided,
                _ => {
                    return Some(format!(
                        "{} {text:?} on {tried:?}: {ours:?}, and {theirs:?} for {engine}",
                        if pattern.is_search { "search" } else { "pattern" }
                    ));
                }
            };
            *count += 1;
        }
        None
    }
}

/// The pattern as it is written, anchored if it must match the whole text, since an engine
/// searches.
fn written(text: &str, pattern: &Pattern) -> String {
    if pattern.is_search { anywhere(text) } else { format!("^(?:{text})$") }
}

/// The pattern as a schema shows it.
fn shown(pattern: &Pattern) -> String {
    if pattern.is_search { anywhere(&pattern.anchored()) } else { pattern.anchored() }
}

/// A pattern that searches without the search of the engine. V8's search can begin inside a
/// surrogate pair.
fn anywhere(text: &str) -> String {
    format!("^[^]*?(?:{text})")
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { as_written, portable, matched, refused, undecided, .. } = self;
        write!(
            f,
            "{as_written} patterns as they are written and {portable} in portable form, {matched} matches and {refused} \
             mismatches, {undecided} without a verdict"
        )
    }
}
