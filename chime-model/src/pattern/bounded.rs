//! Tries one possibility after the other, which back-references need; stops at a bound.

use super::program::{Op, Outcome, Program, is_word};

/// How many steps a match may take: so many for each byte of the text and for as many bytes more.
const STEPS_PER_BYTE: usize = 100;
/// How many steps a match may take at most.
const MOST_STEPS: usize = 1_000_000;

/// Matches up to a bound.
#[must_use]
pub fn bounded(program: &Program, text: &str) -> Outcome {
    let bound = (STEPS_PER_BYTE * (text.len() + STEPS_PER_BYTE)).min(MOST_STEPS);
    let mut matcher =
        Bounded { program, text, slots: vec![None; program.slots.into()], left: bound };
    let is_match = matcher.run(program.parts.len() - 1, 0, false);
    Outcome { is_match, steps: bound - matcher.left }
}

struct Bounded<'t> {
    program: &'t Program,
    text: &'t str,
    slots: Vec<Option<usize>>,
    /// How many steps may still be taken.
    left: usize,
}

/// What is left to be tried.
enum Branch {
    /// From this step at this place, with the iterations of the repeat around it that have ended.
    Go { step: usize, at: usize, iterations: u32 },
    /// Without this place kept.
    Restore { slot: usize, at: Option<usize> },
}

impl Bounded<'_> {
    /// Whether a part matches from here, unless the bound is reached first.
    fn run(&mut self, part: usize, at: usize, is_backward: bool) -> Option<bool> {
        let code = self.program.parts[part];
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
                self.left = self.left.checked_sub(1 + self.again(op).len())?;
                step += 1;
                match op {
                    Op::Char(_) | Op::Set(_) | Op::Repeat(_) => {
                        match self.read(op, at, is_backward) {
                            Some(next) => at = next,
                            None => break,
                        }
                    }
                    Op::Jump(target) => step = target.into(),
                    Op::Split(target) => {
                        branches.push(Branch::Go { step: target.into(), at, iterations });
                    }
                    Op::Again(target, most) => {
                        if iterations + 1 < most {
                            branches.push(Branch::Go {
                                step: target.into(),
                                at,
                                iterations: iterations + 1,
                            });
                        }
                        iterations = 0;
                    }
                    Op::Save(slot) => branches.push(self.keep(slot.into(), Some(at))),
                    Op::Reset(slot) => {
                        branches.extend([slot, slot + 1].map(|slot| self.keep(slot.into(), None)));
                    }
                    Op::First | Op::Last | Op::Boundary(_) => {
                        if !self.holds(op, at, is_backward) {
                            break;
                        }
                    }
                    Op::Look { part, turns, is_negated } => {
                        let kept = self.slots.clone();
                        let found = self.run(part.into(), at, is_backward != turns)?;
                        self.slots = kept;
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

    /// Keeps a place, or none. What restores the one from before.
    fn keep(&mut self, slot: usize, at: Option<usize>) -> Branch {
        Branch::Restore { slot, at: std::mem::replace(&mut self.slots[slot], at) }
    }

    /// What a back-reference reads: nothing where its group has not matched.
    fn again(&self, op: Op) -> &str {
        let Op::Repeat(slot) = op else { return "" };
        let slot = usize::from(slot);
        self.slots[slot].zip(self.slots[slot + 1]).map_or("", |(from, to)| &self.text[from..to])
    }

    /// Where the text goes on after what is read, if that is there.
    fn read(&self, op: Op, at: usize, is_backward: bool) -> Option<usize> {
        let (before, after) = self.text.split_at(at);
        if let Op::Repeat(_) = op {
            let again = self.again(op);
            return match is_backward {
                true => before.strip_suffix(again).map(str::len),
                false => after.strip_prefix(again).map(|rest| self.text.len() - rest.len()),
            };
        }
        let char = if is_backward { before.chars().next_back() } else { after.chars().next() }?;
        let is_read = match op {
            Op::Char(expected) => char == expected,
            Op::Set(set) => self.program.sets[usize::from(set)].contains(char),
            _ => false,
        };
        let length = char.len_utf8();
        is_read.then_some(if is_backward { at.wrapping_sub(length) } else { at + length })
    }

    fn holds(&self, op: Op, at: usize, is_backward: bool) -> bool {
        let (before, after) = self.text.split_at(at);
        match op {
            Op::Boundary(expected) => {
                (is_word(before.chars().next_back()) != is_word(after.chars().next())) == expected
            }
            Op::First => (if is_backward { after } else { before }).is_empty(),
            _ => (if is_backward { before } else { after }).is_empty(),
        }
    }
}
