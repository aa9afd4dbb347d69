//! Searches for texts that take long: repeats that grow by doubling, and characters that keep most steps alive. Counts steps, not time.

use chime_model::__private::pattern as runtime;
use chime_model_spec::pattern::{Matcher, Pattern};

use crate::texts::{Writer, repeats};

/// The text of a pattern that takes the most steps for each byte.
#[derive(Clone, Debug, Default)]
pub struct Worst {
    pub per_byte: usize,
    pub text: String,
}

/// Searches one pattern. An error if steps grow faster than the text.
pub fn search(pattern: &Pattern, ours: &runtime::Pattern) -> Result<Worst, String> {
    let mut worst = Worst::default();
    let mut writer = Writer::new(pattern, 2);
    for repeat in 0..repeats(&pattern.node) {
        let [before, unit, after] = writer.around(repeat);
        if unit.is_empty() {
            continue;
        }
        for after in [after.as_str(), "", "\u{1}", "\u{1}\u{1}"] {
            grow(ours, &mut worst, |count| format!("{before}{}{after}", unit.repeat(count)))?;
        }
    }
    for seed in ["", &writer.matching(), &worst.text.clone()] {
        let text = climb(pattern, ours, &writer.alphabet, seed);
        let tail: String = { let chars: Vec<char> = text.chars().collect(); chars[chars.len().saturating_sub(8)..].iter().collect() };
        grow(ours, &mut worst, |count| format!("{text}{}", tail.repeat(count - 1)))?;
        grow(ours, &mut worst, |count| text.repeat(count))?;
    }
    Ok(worst)
}

/// Doubles the text a few times.
fn grow(ours: &runtime::Pattern, worst: &mut Worst, text: impl Fn(usize) -> String) -> Result<(), String> {
    let mut last: Option<usize> = None;
    for doubling in 3..12 {
        let text = text(1 << doubling);
        if text.len() > 16_000 {
            break;
        }
        let steps = ours.matches(&text).steps;
        if last.is_some_and(|last| steps > last * 2 + last / 4 + 4000) {
            return Err(format!("{steps} steps after {last:?} for twice the text of {} bytes, which starts with {:?}", text.len(), text.chars().take(80).collect::<String>()));
        }
        last = Some(steps);
        worst.take(&text, steps);
    }
    Ok(())
}

impl Worst {
    fn take(&mut self, text: &str, steps: usize) {
        if text.len() >= 32 && steps / text.len() > self.per_byte {
            *self = Self { per_byte: steps / text.len(), text: text.to_owned() };
        }
    }
}

/// A text that grows where the matcher comes last, each time by the character that costs most.
fn climb(pattern: &Pattern, ours: &runtime::Pattern, alphabet: &[char], start: &str) -> String {
    let is_backward = pattern.program.matcher == Matcher::Backward;
    let cost = |text: &str| (ours.matcher)(&ours.program, text).steps;
    let mut text: String = start.chars().take(48).collect();
    let longest = ours.max.unwrap_or(96).min(96) as usize;
    while text.chars().count() < longest {
        let longer = alphabet.iter().filter(|char| char.is_ascii()).take(40).map(|char| if is_backward { format!("{char}{text}") } else { format!("{text}{char}") });
        match longer.max_by_key(|text| cost(text)) {
            Some(longer) => text = longer,
            None => break,
        }
    }
    text
}
