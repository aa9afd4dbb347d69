//! A compiled pattern as the runtime takes it, without the derives, which write the same into source.

use chime_model::__private::pattern as runtime;
use chime_model_spec::pattern::{Matcher, Op, Pattern, Set};

/// The runtime's form of a pattern. It is kept for as long as the program runs.
pub fn load(pattern: &Pattern) -> runtime::Pattern {
    let program = &pattern.program;
    let parts: Vec<&[runtime::Op]> = program.parts.iter().map(|part| leak(part.iter().map(|op| step(*op)).collect())).collect();
    runtime::Pattern {
        text: "",
        min: program.min,
        max: program.max,
        program: runtime::Program { parts: leak(parts), sets: leak(program.sets.iter().map(set).collect()), slots: program.slots },
        matcher: match program.matcher {
            Matcher::Characters => runtime::characters,
            Matcher::Forward => runtime::forward,
            Matcher::Backward => runtime::backward,
            Matcher::Bounded => runtime::bounded,
        },
    }
}

fn set(set: &Set) -> runtime::Set {
    runtime::Set { ascii: set.ascii(), others: leak(set.others().collect()) }
}

fn step(op: Op) -> runtime::Op {
    match op {
        Op::Char(char) => runtime::Op::Char(char),
        Op::Set(set) => runtime::Op::Set(set),
        Op::Jump(step) => runtime::Op::Jump(step),
        Op::Split(step) => runtime::Op::Split(step),
        Op::Again(step, most) => runtime::Op::Again(step, most),
        Op::First => runtime::Op::First,
        Op::Last => runtime::Op::Last,
        Op::Boundary(expected) => runtime::Op::Boundary(expected),
        Op::Look { part, turns, is_negated } => runtime::Op::Look { part, turns, is_negated },
        Op::Save(slot) => runtime::Op::Save(slot),
        Op::Reset(slot) => runtime::Op::Reset(slot),
        Op::Repeat(slot) => runtime::Op::Repeat(slot),
        Op::Match => runtime::Op::Match,
    }
}

fn leak<T>(list: Vec<T>) -> &'static [T] {
    Box::leak(list.into_boxed_slice())
}
