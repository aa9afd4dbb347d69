//! Reads a text once and keeps every step that its pattern can be at: linear in the text, whatever
//! the pattern.
//!
//! What looks behind is a part that begins anew at each character and has the same direction; so
//! is, from the end to the start, what looks ahead.

use std::str::Chars;

use super::program::{Op, Outcome, Program, is_word};

/// Matches from the start to the end.
pub fn forward(program: &Program, text: &str) -> Outcome {
    run(program, text.chars(), Chars::next)
}

/// Matches from the end to the start.
pub fn backward(program: &Program, text: &str) -> Outcome {
    run(program, text.chars(), Chars::next_back)
}

fn run<'t>(
    program: &Program,
    mut rest: Chars<'t>,
    next: fn(&mut Chars<'t>) -> Option<char>,
) -> Outcome {
    let mut parts: Vec<Part> = program.parts.iter().map(|code| Part::new(code)).collect();
    let mut place =
        Place { index: 1, read: None, coming: next(&mut rest), found: vec![false; parts.len()] };
    let mut steps = 0;
    let whole = parts.len() - 1;
    parts[whole].threads.push(Thread::default());
    loop {
        for (index, part) in parts.iter_mut().enumerate() {
            if index < whole {
                part.threads.push(Thread::default());
            }
            place.found[index] = part.advance(&place, program, &mut steps);
        }
        if place.coming.is_none() || parts[whole].threads.is_empty() {
            return Outcome { is_match: Some(place.found[whole]), steps };
        }
        place.index += 1;
        place.read = place.coming;
        place.coming = next(&mut rest);
    }
}

/// Between two characters.
struct Place {
    /// Counted from 1.
    index: usize,
    read: Option<char>,
    coming: Option<char>,
    /// Which parts match from here.
    found: Vec<bool>,
}

/// A part with the steps that it can be at.
struct Part {
    code: &'static [Op],
    /// At the place that comes next.
    threads: Vec<Thread>,
    /// For each step, the last place that it was reached at, and the fewest iterations that it was
    /// reached with there.
    reached: Vec<(usize, u32)>,
    reading: Vec<u16>,
}

/// A step that has been reached, with the iterations of the repeat around it that have ended.
#[derive(Clone, Copy, Default)]
struct Thread {
    step: u16,
    iterations: u32,
}

impl Part {
    fn new(code: &'static [Op]) -> Self {
        Self { code, threads: Vec::new(), reached: vec![(0, 0); code.len()], reading: Vec::new() }
    }

    /// Goes to the steps that read, and over the next character. Whether the part matches here.
    fn advance(&mut self, place: &Place, program: &Program, steps: &mut usize) -> bool {
        let mut is_match = false;
        while let Some(Thread { step, iterations }) = self.threads.pop() {
            *steps += 1;
            let index = usize::from(step);
            let (last, fewest) = self.reached[index];
            // Whoever has had fewer iterations can do all that the others can.
            if last == place.index && fewest <= iterations {
                continue;
            }
            self.reached[index] = (place.index, iterations);
            let goes_on = match self.code[index] {
                Op::Char(_) | Op::Set(_) => {
                    if last != place.index {
                        self.reading.push(step);
                    }
                    false
                }
                Op::Jump(target) => {
                    self.threads.push(Thread { step: target, iterations });
                    false
                }
                Op::Split(target) => {
                    self.threads.push(Thread { step: target, iterations });
                    true
                }
                Op::Again(target, most) => {
                    if iterations + 1 < most {
                        self.threads.push(Thread { step: target, iterations: iterations + 1 });
                    }
                    self.threads.push(Thread { step: step + 1, iterations: 0 });
                    false
                }
                Op::First => place.index == 1,
                Op::Last => place.coming.is_none(),
                Op::Boundary(expected) => {
                    (is_word(place.read) != is_word(place.coming)) == expected
                }
                Op::Look { part, is_negated, .. } => place.found[usize::from(part)] != is_negated,
                Op::Match => {
                    is_match = true;
                    false
                }
                Op::Save(_) | Op::Reset(_) | Op::Repeat(_) => {
                    unreachable!("back-references are for the bounded matcher")
                }
            };
            if goes_on {
                self.threads.push(Thread { step: step + 1, iterations });
            }
        }
        self.read(place, program, steps);
        is_match
    }

    fn read(&mut self, place: &Place, program: &Program, steps: &mut usize) {
        *steps += self.reading.len();
        for step in self.reading.drain(..) {
            let is_read = place.coming.is_some_and(|char| match self.code[usize::from(step)] {
                Op::Char(expected) => char == expected,
                Op::Set(set) => program.sets[usize::from(set)].contains(char),
                _ => false,
            });
            if is_read {
                self.threads
                    .push(Thread { step: step + 1, iterations: self.reached[usize::from(step)].1 });
            }
        }
    }
}
