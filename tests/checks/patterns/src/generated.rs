//! Compares generated patterns of every construct with V8, each from a seed of its own.

use std::time::{Duration, Instant};

use chime_model_pattern::Pattern;

use crate::compared::Comparison;
use crate::runtime;
use crate::texts::{self, Random};

/// How many patterns a run without a time compares.
const PATTERNS: u64 = 10_000;
/// Parts of our error messages for patterns that ECMAScript allows and we refuse.
const LIMITS: [&str; 4] = [
    "with a back-reference",
    "inside the lookaround",
    "lookaround has a group",
    "instructions and character ranges",
];
/// How many disagreements are shown.
const SHOWN: usize = 20;
/// How deep groups nest.
const DEPTH: usize = 3;
/// How many characters a text has at most: V8 backtracks.
const LONGEST: usize = 12;
/// The characters of the short texts that every pattern is tried on.
const SHORT: [char; 5] = ['a', 'b', 'x', '\n', '😀'];

/// Whether V8 agrees on all generated patterns: [`PATTERNS`], or as many as fit into the time.
pub(crate) fn run(time: Option<Duration>) -> bool {
    let start = Instant::now();
    let mut comparison = Comparison::new();
    let mut failures = Vec::new();
    let mut refused = 0;
    let mut seeds = 0;
    while failures.len() < SHOWN && time.map_or(seeds < PATTERNS, |time| start.elapsed() < time) {
        let mut random = Random::new(seeds);
        let text = pattern(&mut random);
        let compile = [Pattern::new, Pattern::search][random.below(2)];
        let failure = match std::panic::catch_unwind(|| compile(&text)) {
            Ok(Ok(pattern)) => {
                let compiled = runtime::compile(&pattern);
                comparison.generated(&text, &pattern, &compiled, &mut random)
            }
            Ok(Err(error)) => {
                refused += 1;
                let message = error.to_string();
                let is_limit = LIMITS.iter().any(|limit| message.contains(limit));
                (!is_limit && comparison.is_ecmascript(&text))
                    .then(|| format!("{text:?}: {message}, and V8 accepts it"))
            }
            Err(_) => Some(format!("{text:?}: a panic")),
        };
        failures.extend(failure.map(|failure| format!("seed {seeds}: {failure}")));
        seeds += 1;
    }
    println!("{seeds} generated patterns, {refused} refused; compared: {comparison}");
    for failure in &failures {
        println!("FAILED {failure}");
    }
    failures.is_empty()
}

fn pattern(random: &mut Random) -> String {
    let mut writer = Writer { random, text: String::new(), groups: 0 };
    writer.choice(DEPTH);
    writer.text
}

/// Every text of up to two characters, and others that the pattern matches or nearly matches.
pub(crate) fn texts(pattern: &Pattern, random: &mut Random) -> Vec<String> {
    let mut all = vec![String::new()];
    all.extend(SHORT.map(String::from));
    all.extend(SHORT.iter().flat_map(|first| SHORT.map(|second| format!("{first}{second}"))));
    let alphabet = texts::alphabet(pattern);
    for _ in 0..12 {
        let sample = texts::sample(pattern, random);
        all.push(texts::spoilt(&sample, &alphabet, random));
        all.push(texts::surrounded(&sample, &SHORT, random));
        all.push(sample);
        all.push(texts::noise(&alphabet, random));
    }
    all.into_iter().map(|text| text.chars().take(LONGEST).collect()).collect()
}

struct Writer<'r> {
    random: &'r mut Random,
    text: String,
    /// How many groups have been opened.
    groups: usize,
}

impl Writer<'_> {
    fn choice(&mut self, depth: usize) {
        self.sequence(depth);
        for _ in 0..[0, 0, 0, 1, 2][self.random.below(5)] {
            self.text.push('|');
            self.sequence(depth);
        }
    }

    fn sequence(&mut self, depth: usize) {
        for _ in 0..self.random.below(4) {
            self.atom(depth);
            self.quantifier();
        }
    }

    fn atom(&mut self, depth: usize) {
        match self.random.below(if depth == 0 { 11 } else { 20 }) {
            0..=3 => self.one_of(&["a", "b", "a", "b", "x", "é", "😀", "-", "\\n", "\\x{61}"]),
            4 => self.one_of(&[".", "[\\s\\S]"]),
            5 => self.one_of(&["\\d", "\\D", "\\w", "\\W", "\\s", "\\S"]),
            6 => {
                self.one_of(&["\\p{L}", "\\P{L}", "\\p{Lu}", "\\p{Alpha}", "\\P{Alnum}", "\\p{LD}"])
            }
            7 | 8 => self.class(),
            9 => self.one_of(&["^", "$", "\\b", "\\B", "^", "$", "\\A", "\\z"]),
            10 if self.groups > 0 => {
                let group = self.random.below(self.groups) + 1;
                self.text += &format!("\\{group}");
                // Without the empty group, a digit that follows would belong to the number.
                self.one_of(&["", "(?:)"]);
            }
            10 => self.one_of(&["(?i)", "(?s)", "\\000", "\\x61", "\\u0062", "\\u{1f600}"]),
            11..=13 => self.group("(", depth),
            14 => self.group("(?:", depth),
            15 => {
                let opening = self.random.below(4);
                self.group(["(?<name>", "(?i:", "(?s:", "(?:"][opening], depth);
            }
            _ => {
                let opening = self.random.below(4);
                self.group(["(?=", "(?!", "(?<=", "(?<!"][opening], depth);
            }
        }
    }

    fn group(&mut self, opening: &str, depth: usize) {
        if matches!(opening, "(" | "(?<name>") {
            self.groups += 1;
        }
        // The name of a group must be unique.
        self.text += &opening.replace("name", &format!("name{}", self.groups));
        self.choice(depth - 1);
        self.text.push(')');
    }

    fn class(&mut self) {
        self.one_of(&["[", "[", "[", "[^"]);
        for _ in 0..self.random.below(4) {
            self.one_of(&[
                "a",
                "b",
                "a-c",
                "a-\\d",
                "x",
                "-",
                "\\d",
                "\\W",
                "\\s",
                "\\p{L}",
                "\\P{Lu}",
                "😀-😎",
                "é",
                "\\n",
                "\\-",
                "\\b",
                "\\000-\\037",
                "^",
                "&&",
                ".",
            ]);
        }
        self.text.push(']');
    }

    fn quantifier(&mut self) {
        if self.random.below(5) < 3 {
            return;
        }
        self.one_of(&[
            "*", "+", "?", "*", "+", "?", "{0}", "{1}", "{2}", "{0,1}", "{0,2}", "{1,3}", "{2,}",
            "{0,0}", "{3,9}", "{2}{2}",
        ]);
        self.one_of(&["", "", "", "", "", "", "?", "+"]);
    }

    fn one_of(&mut self, all: &[&str]) {
        self.text.push_str(self.random.of::<&str>(all));
    }
}
