//! Checks each distinct pattern of descriptions, as one that matches a whole text and as a search.
//! Fails if the steps of a match grow faster than the text or exceed [`STEPS_PER_BYTE`], or if
//! another engine disagrees about a text.

use std::collections::{BTreeMap, BTreeSet};

use chime_model_pattern::{Matcher, Pattern};

use crate::compared::Comparison;
use crate::runtime;
use crate::slow::{self, Cost};

/// The most steps for each byte of a text that a pattern may take; `docs/patterns.md` states it.
const STEPS_PER_BYTE: usize = 200;
/// The most milliseconds for each KB, in a release build.
const MILLISECONDS_PER_KB: f64 = 5.0;

/// The figures for the patterns of one matcher.
#[derive(Default)]
struct Row {
    patterns: usize,
    largest: usize,
    steps_per_byte: usize,
    milliseconds_per_kb: f64,
    slowest: String,
}

/// Whether the patterns of these files pass.
pub(crate) fn run(files: impl Iterator<Item = String>) -> bool {
    let mut rows: BTreeMap<(bool, Matcher), Row> = BTreeMap::new();
    let mut comparison = Comparison::new();
    let mut refused = 0;
    let mut failures = Vec::new();
    let patterns = patterns(files);
    let forms = [Pattern::new, Pattern::search];
    for (text, compile) in patterns.iter().flat_map(|text| forms.map(|form| (text, form))) {
        let pattern = match compile(text) {
            Ok(pattern) => pattern,
            Err(error) => {
                refused += 1;
                println!("refused {text:?}: {error}");
                continue;
            }
        };
        let compiled = runtime::compile(&pattern);
        let cost = slow::search(&pattern, &compiled);
        failures.extend(judge(text, &pattern, &cost));
        failures.extend(comparison.described(text, &pattern, &compiled));
        let row = rows.entry((pattern.is_search, pattern.matcher)).or_default();
        row.add(text, &pattern, &cost);
    }
    let table = table(&rows);
    print!("{table}");
    for row in rows.values() {
        println!("slowest, {:.2} ms for a KB: {}", row.milliseconds_per_kb, row.slowest);
    }
    failures.extend(stale_page(&table));
    println!("{} distinct patterns, {refused} refused; compared: {comparison}", patterns.len());
    for failure in &failures {
        println!("FAILED {failure}");
    }
    println!("{} passed, {} failed", 2 * patterns.len() - refused, failures.len());
    failures.is_empty() && 2 * patterns.len() > refused
}

/// The distinct patterns of descriptions.
fn patterns(files: impl Iterator<Item = String>) -> BTreeSet<String> {
    let mut patterns = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let description: serde_json::Value =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let shapes = description["shapes"].as_object().into_iter().flatten();
        patterns
            .extend(shapes.filter_map(|(_, shape)| shape["pattern"].as_str()).map(str::to_owned));
    }
    patterns
}

/// What is wrong with the cost of a pattern.
fn judge(text: &str, pattern: &Pattern, cost: &Cost) -> Option<String> {
    let backtracks = pattern.matcher == Matcher::Backtrack;
    // A match that backtracks may cost up to its step limit, which is linear in the text.
    if !backtracks && cost.growth > slow::GROWTH {
        return Some(format!(
            "{text:?}: twice the text takes {:.2} times the steps: {}",
            cost.growth, cost.worst
        ));
    }
    if cost.steps_per_byte > STEPS_PER_BYTE {
        return Some(format!("{text:?}: {} steps for a byte: {}", cost.steps_per_byte, cost.worst));
    }
    (!cfg!(debug_assertions) && cost.milliseconds_per_kb > MILLISECONDS_PER_KB)
        .then(|| format!("{text:?}: {:.2} ms for a KB: {}", cost.milliseconds_per_kb, cost.worst))
}

impl Row {
    fn add(&mut self, text: &str, pattern: &Pattern, cost: &Cost) {
        self.patterns += 1;
        self.largest = self.largest.max(pattern.size);
        self.steps_per_byte = self.steps_per_byte.max(cost.steps_per_byte);
        if cost.milliseconds_per_kb > self.milliseconds_per_kb {
            self.milliseconds_per_kb = cost.milliseconds_per_kb;
            self.slowest = text.to_owned();
        }
    }
}

/// The table of `docs/patterns.md`: figures that are the same in every run.
fn table(rows: &BTreeMap<(bool, Matcher), Row>) -> String {
    let mut table = "| matcher | patterns | largest compiled form | most steps for a byte |\n| --- | ---: | ---: | ---: |\n".to_owned();
    for ((is_search, matcher), row) in rows {
        let name = match matcher {
            Matcher::ClassOnly => "a set of characters",
            Matcher::Forward => "an automaton, from the start",
            Matcher::Backward => "an automaton, from the end",
            Matcher::Backtrack => "backtracking, up to a bound",
        };
        let what = if *is_search { ", as a search" } else { "" };
        table += &format!(
            "| {name}{what} | {} | {} | {} |\n",
            row.patterns, row.largest, row.steps_per_byte
        );
    }
    table
}

/// The problem, if the file that `PAGE` names does not have this table in its block. With
/// `UPDATE_FILES` the block is written.
fn stale_page(table: &str) -> Option<String> {
    const BEGIN: &str = "<!-- Written by tests/checks/patterns/run --all: -->\n\n";
    const END: &str = "\n<!-- Until here. -->";
    let file = std::env::var("PAGE").ok()?;
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let (head, rest) = text.split_once(BEGIN).expect("the block begins");
    let (was, tail) = rest.split_once(END).expect("the block ends");
    if was == table {
        return None;
    }
    if std::env::var_os("UPDATE_FILES").is_none() {
        return Some(format!("{file} is stale; UPDATE_FILES=1 regenerates its table"));
    }
    std::fs::write(&file, [head, BEGIN, table, END, tail].concat())
        .unwrap_or_else(|error| panic!("{file}: {error}"));
    None
}
