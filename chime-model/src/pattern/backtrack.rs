//! Backtracking matcher with a step limit; back-references need it.

use chime_model_vocabulary::{Op, Program};

use super::outcome::{Outcome, is_word};

/// The most steps that a match may take for each byte of the text. It may take the steps of 100
/// more bytes, so that a short text has enough.
const STEPS_PER_BYTE: usize = 100;
/// A match may take at most this many steps.
const MOST_STEPS: usize = 1_000_000;

/// Matches a text, unless that takes more steps than the limit.
#[must_use]
pub fn backtrack(program: &Program, text: &str) -> Outcome {
    let limit = (STEPS_PER_BYTE * (text.len() + STEPS_PER_BYTE)).min(MOST_STEPS);
    let mut matcher =
        Backtracker { program, text, slots: vec![None; program.slots.into()], left: limit };
    let is_match = matcher.run(program.subprograms.len() - 1, 0, false);
    Outcome { is_match, steps: limit - matcher.left }
}

struct Backtracker<'t> {
    program: &'t Program,
    text: &'t str,
    slots: Vec<Option<usize>>,
    /// How many steps may still be taken.
    left: usize,
}

/// A branch that is still to be tried.
enum Branch {
    /// Continue at this instruction and this position, with the iterations of the loop around it
    /// that have ended.
    Go { step: usize, at: usize, iterations: u32 },
    /// Restore the position in a slot.
    Restore { slot: usize, at: Option<usize> },
}

impl Backtracker<'_> {
    /// Whether a subprogram matches from here; `None` if the limit is reached first.
    fn run(&mut self, subprogram: usize, at: usize, is_backward: bool) -> Option<bool> {
        let code: &[Op] = &self.program.subprograms[subprogram];
        let mut branches = vec![Branch::Go { step: 0, at, iterations: 0 }];
        while let Some(branch) = branches.pop() {
            let (mut step, mut at, mut iterations) = match branch {
                Branch::Go { step, at, iterations } => (step, at, iterations),
                Branch::Restore { slot, at } => {
                    self.slots[slot] = at;
                    continue;
                }
            };
            loop {
                let op = code[step];
                self.left = self.left.checked_sub(1 + self.repeated(op).len())?;
                step += 1;
                match op {
                    Op::Char(_) | Op::Set(_) | Op::BackReference(_) => {
                        match self.read(op, at, is_backward) {
                            Some(next) => at = next,
                            None => break,
                        }
                    }
                    Op::Jump(target) => step = target.into(),
                    Op::Split(target) => {
                        branches.push(Branch::Go { step: target.into(), at, iterations });
                    }
                    Op::CountedLoop(target, most) => {
                        if iterations + 1 < most {
                            branches.push(Branch::Go {
                                step: target.into(),
                                at,
                                iterations: iterations + 1,
                            });
                        }
                        iterations = 0;
                    }
                    Op::Save(slot) => branches.push(self.set(slot.into(), Some(at))),
                    Op::ClearGroup(slot) => {
                        branches.extend([slot, slot + 1].map(|slot| self.set(slot.into(), None)));
                    }
                    Op::AssertStart | Op::AssertEnd | Op::Boundary(_) => {
                        if !self.holds(op, at) {
                            break;
                        }
                    }
                    Op::Lookaround { subprogram, is_behind, is_negated } => {
                        let saved = self.slots.clone();
                        let found = self.run(subprogram.into(), at, is_behind)?;
                        self.slots = saved;
                        if found == is_negated {
                            break;
                        }
                    }
                    Op::Match => return Some(true),
                }
            }
        }
        Some(false)
    }

    /// Sets or clears a slot. Returns the branch that restores it.
    fn set(&mut self, slot: usize, at: Option<usize>) -> Branch {
        Branch::Restore { slot, at: std::mem::replace(&mut self.slots[slot], at) }
    }

    /// The text a back-reference must repeat; empty if its group did not participate.
    fn repeated(&self, op: Op) -> &str {
        let Op::BackReference(slot) = op else { return "" };
        let slot = usize::from(slot);
        self.slots[slot].zip(self.slots[slot + 1]).map_or("", |(from, to)| &self.text[from..to])
    }

    /// The position after what the instruction reads, if the text has that here.
    fn read(&self, op: Op, at: usize, is_backward: bool) -> Option<usize> {
        let (before, after) = self.text.split_at(at);
        if let Op::BackReference(_) = op {
            let repeated = self.repeated(op);
            return if is_backward {
                before.strip_suffix(repeated).map(str::len)
            } else {
                after.strip_prefix(repeated).map(|rest| self.text.len() - rest.len())
            };
        }
        let c = if is_backward { before.chars().next_back() } else { after.chars().next() }?;
        let is_read = match op {
            Op::Char(expected) => c == expected,
            Op::Set(set) => self.program.sets[usize::from(set)].contains(c),
            _ => false,
        };
        let length = c.len_utf8();
        is_read.then_some(if is_backward { at.wrapping_sub(length) } else { at + length })
    }

    fn holds(&self, op: Op, at: usize) -> bool {
        let (before, after) = self.text.split_at(at);
        match op {
            Op::Boundary(expected) => {
                (is_word(before.chars().next_back()) != is_word(after.chars().next())) == expected
            }
            Op::AssertStart => before.is_empty(),
            _ => after.is_empty(),
        }
    }
}
