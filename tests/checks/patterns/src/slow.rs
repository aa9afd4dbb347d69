//! Searches for texts that a pattern matches slowly. It tries repeats of the pattern's characters
//! and of texts that it may match, and doubles the worst ones until they are long.

use std::time::Instant;

use chime_model::__private::pattern as runtime;
use chime_model_pattern::Pattern;

use crate::texts::{self, Random};

/// By which factor the steps may grow if the text doubles. Linear growth is 2. The rest allows for
/// the text before and after the repeat.
pub(crate) const GROWTH: f64 = 2.1;

/// The length of a text in bytes, before it grows and after.
const SHORT: usize = 256;
const LONG: usize = 16 * 1024;
/// How many of the worst repeats grow.
const WORST: usize = 3;
/// How many characters of the pattern the repeats use.
const CHARACTERS: usize = 12;

/// The cost of the worst text that was found.
#[derive(Default)]
pub(crate) struct Cost {
    pub(crate) growth: f64,
    pub(crate) steps_per_byte: usize,
    pub(crate) milliseconds_per_kb: f64,
    /// How the text is made.
    pub(crate) worst: String,
}

/// A text that can have any length.
#[derive(Clone, Debug)]
struct Repeat {
    before: String,
    repeated: String,
    after: &'static str,
}

impl Repeat {
    fn text(&self, bytes: usize) -> String {
        let count =
            bytes.saturating_sub(self.before.len() + self.after.len()) / self.repeated.len();
        [&self.before, &*self.repeated.repeat(count), self.after].concat()
    }
}

/// The cost of the worst text. The matcher runs even on a text of a length that the pattern cannot
/// match.
pub(crate) fn search(pattern: &Pattern, compiled: &runtime::Pattern) -> Cost {
    let steps = |text: &str| (compiled.matcher)(&compiled.program, text).steps;
    let mut repeats: Vec<(usize, Repeat)> =
        repeats(pattern).map(|repeat| (steps(&repeat.text(SHORT)), repeat)).collect();
    repeats.sort_by_key(|(steps, _)| std::cmp::Reverse(*steps));
    let mut cost = Cost::default();
    for (_, repeat) in repeats.into_iter().take(WORST) {
        // A short text may not have reached every state of an automaton, so the last doubling is
        // what counts.
        let mut bytes = SHORT;
        let (mut before, mut now) = (0, steps(&repeat.text(bytes)));
        while bytes < LONG {
            bytes *= 2;
            (before, now) = (now, steps(&repeat.text(bytes)));
        }
        let text = repeat.text(bytes);
        let growth = now as f64 / before.max(LONG / 2) as f64;
        if growth > cost.growth || now / text.len() > cost.steps_per_byte {
            cost.worst = format!("{repeat:?}");
        }
        cost.growth = cost.growth.max(growth);
        cost.steps_per_byte = cost.steps_per_byte.max(now.div_ceil(text.len()));
        cost.milliseconds_per_kb = cost
            .milliseconds_per_kb
            .max(milliseconds(|| steps(&text)) / (text.len() as f64 / 1024.0));
    }
    cost
}

/// The least of several runs, because the machine may be busy.
fn milliseconds(mut run: impl FnMut() -> usize) -> f64 {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed().as_secs_f64() * 1e3
    });
    times.fold(f64::INFINITY, f64::min)
}

/// Every repeat of one character, of two, or of a text that the pattern may match. Each comes after
/// nothing or after such a text, and before nothing or before a line break.
fn repeats(pattern: &Pattern) -> impl Iterator<Item = Repeat> {
    let mut random = Random::new(7);
    let alphabet: Vec<char> = texts::alphabet(pattern).into_iter().take(CHARACTERS).collect();
    let mut repeated: Vec<String> = alphabet.iter().map(char::to_string).collect();
    repeated.extend(
        alphabet.iter().flat_map(|one| alphabet.iter().map(move |other| format!("{one}{other}"))),
    );
    let samples: Vec<String> = (0..8)
        .map(|_| texts::sample(pattern, &mut random))
        .filter(|sample| !sample.is_empty())
        .collect();
    repeated.extend(samples.iter().cloned());
    let starts = [String::new(), samples.first().cloned().unwrap_or_default()];
    let with_start = move |repeated: String| {
        starts.clone().into_iter().map(move |before| (before, repeated.clone()))
    };
    repeated.into_iter().flat_map(with_start).flat_map(|(before, repeated)| {
        ["", "\n"].into_iter().map(move |after| Repeat {
            before: before.clone(),
            repeated: repeated.clone(),
            after,
        })
    })
}
