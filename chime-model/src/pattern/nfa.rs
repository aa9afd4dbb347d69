//! Matcher that simulates an NFA: reads a text once and keeps every instruction that its pattern
//! can be at, so it takes time that is linear in the text.
//!
//! A lookbehind is a subprogram restarted at every position of a forward scan; a lookahead is the
//! same in a backward scan.

use std::str::Chars;

use chime_model_vocabulary::{Op, Program};

use super::outcome::{Outcome, is_word};

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
    let mut subprograms: Vec<Subprogram<'_>> =
        program.subprograms.iter().map(|code| Subprogram::new(code)).collect();
    let found = vec![false; subprograms.len()];
    let mut place = Place { index: 1, read: None, coming: next(&mut rest), found };
    let mut steps = 0;
    let main = subprograms.len() - 1;
    subprograms[main].threads.push(Thread::default());
    loop {
        for (index, subprogram) in subprograms.iter_mut().enumerate() {
            if index < main {
                subprogram.threads.push(Thread::default());
            }
            place.found[index] = subprogram.advance(&place, program, &mut steps);
        }
        // A match that ends before the end of the text is enough for a search.
        let is_over = place.coming.is_none() || subprograms[main].threads.is_empty();
        if place.found[main] || is_over {
            return Outcome { is_match: Some(place.found[main]), steps };
        }
        place.index += 1;
        place.read = place.coming;
        place.coming = next(&mut rest);
    }
}

/// A position between two characters.
struct Place {
    /// Counted from 1.
    index: usize,
    read: Option<char>,
    coming: Option<char>,
    /// Which subprograms match from here.
    found: Vec<bool>,
}

/// A subprogram with the instructions that it can be at.
struct Subprogram<'p> {
    code: &'p [Op],
    /// The threads at the next place.
    threads: Vec<Thread>,
    /// For each instruction, the last place where it was reached, and the fewest iterations that it
    /// was reached with there.
    reached: Vec<(usize, u32)>,
    reading: Vec<u16>,
}

/// An instruction that has been reached, with the iterations of the loop around it that have ended.
#[derive(Clone, Copy, Default)]
struct Thread {
    step: u16,
    iterations: u32,
}

impl<'p> Subprogram<'p> {
    fn new(code: &'p [Op]) -> Self {
        Self { code, threads: Vec::new(), reached: vec![(0, 0); code.len()], reading: Vec::new() }
    }

    /// Follows the threads to the instructions that read, and over the next character. Returns
    /// whether the subprogram matches here.
    fn advance(&mut self, place: &Place, program: &Program, steps: &mut usize) -> bool {
        let mut is_match = false;
        while let Some(Thread { step, iterations }) = self.threads.pop() {
            *steps += 1;
            let index = usize::from(step);
            let (last, fewest) = self.reached[index];
            // A thread with fewer iterations matches all that the others match.
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
                Op::CountedLoop(target, most) => {
                    if iterations + 1 < most {
                        self.threads.push(Thread { step: target, iterations: iterations + 1 });
                    }
                    self.threads.push(Thread { step: step + 1, iterations: 0 });
                    false
                }
                Op::AssertStart => place.index == 1,
                Op::AssertEnd => place.coming.is_none(),
                Op::Boundary(expected) => {
                    (is_word(place.read) != is_word(place.coming)) == expected
                }
                Op::Lookaround { subprogram, is_negated, .. } => {
                    place.found[usize::from(subprogram)] != is_negated
                }
                Op::Match => {
                    is_match = true;
                    false
                }
                Op::Save(_) | Op::ClearGroup(_) | Op::BackReference(_) => {
                    unreachable!("back-references are for the backtracking matcher")
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
            let is_read = place.coming.is_some_and(|c| match self.code[usize::from(step)] {
                Op::Char(expected) => c == expected,
                Op::Set(set) => program.sets[usize::from(set)].contains(c),
                _ => false,
            });
            if is_read {
                self.threads
                    .push(Thread { step: step + 1, iterations: self.reached[usize::from(step)].1 });
            }
        }
    }
}
