//! Converts a compiled pattern to the form of the runtime, which the derives write out as a
//! constant.

use chime_model::__private::pattern as runtime;
use chime_model_spec::pattern::{Matcher, Op, Pattern, Set};

/// The pattern for the runtime. It is leaked, to live as long as a constant.
pub(crate) fn compile(pattern: &Pattern) -> &'static runtime::Pattern {
    let program = &pattern.program;
    let parts: Vec<&[runtime::Op]> =
        program.parts.iter().map(|part| &*part.iter().map(op).collect::<Vec<_>>().leak()).collect();
    let sets: Vec<runtime::Set> = program.sets.iter().map(set).collect();
    Box::leak(Box::new(runtime::Pattern {
        text: pattern.portable.clone().leak(),
        min: program.min,
        max: program.max,
        program: runtime::Program { parts: parts.leak(), sets: sets.leak(), slots: program.slots },
        matcher: match program.matcher {
            Matcher::Characters => runtime::characters,
            Matcher::Forward => runtime::forward,
            Matcher::Backward => runtime::backward,
            Matcher::Bounded => runtime::bounded,
        },
    }))
}

fn set(set: &Set) -> runtime::Set {
    runtime::Set { ascii: set.ascii(), others: set.others().collect::<Vec<_>>().leak() }
}

fn op(op: &Op) -> runtime::Op {
    match *op {
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
