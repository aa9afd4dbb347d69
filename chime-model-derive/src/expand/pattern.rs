//! A compiled pattern as data of the runtime.

use chime_model_spec::pattern::{Matcher, Op, Pattern, Set};
use proc_macro2::TokenStream;
use quote::quote;

/// The pattern as an expression for a constant. The compiler makes equal ones one.
pub(crate) fn pattern(pattern: &Pattern) -> TokenStream {
    let (text, program) = (&pattern.portable, &pattern.program);
    let (min, slots) = (program.min, program.slots);
    let max = program.max.map_or_else(|| quote!(__::None), |max| quote!(__::Some(#max)));
    let parts = program.parts.iter().map(|part| {
        let ops = part.iter().map(|op| step(*op));
        quote!(&[#(#ops),*])
    });
    let sets = program.sets.iter().map(set);
    let matcher = match program.matcher {
        Matcher::Characters => quote!(characters),
        Matcher::Forward => quote!(forward),
        Matcher::Backward => quote!(backward),
        Matcher::Bounded => quote!(bounded),
    };
    quote! {
        {
            use __::pattern::Op as O;
            __::pattern::Pattern {
                text: #text,
                min: #min,
                max: #max,
                program: __::pattern::Program { parts: &[#(#parts),*], sets: &[#(#sets),*], slots: #slots },
                matcher: __::pattern::#matcher,
            }
        }
    }
}

fn set(set: &Set) -> TokenStream {
    let ascii = set.ascii();
    let others = set.others().map(|(from, to)| quote!((#from, #to)));
    quote! { __::pattern::Set { ascii: #ascii, others: &[#(#others),*] } }
}

fn step(op: Op) -> TokenStream {
    match op {
        Op::Char(char) => quote!(O::Char(#char)),
        Op::Set(set) => quote!(O::Set(#set)),
        Op::Jump(step) => quote!(O::Jump(#step)),
        Op::Split(step) => quote!(O::Split(#step)),
        Op::Again(step, most) => quote!(O::Again(#step, #most)),
        Op::First => quote!(O::First),
        Op::Last => quote!(O::Last),
        Op::Boundary(expected) => quote!(O::Boundary(#expected)),
        Op::Look { part, turns, is_negated } => {
            quote!(O::Look { part: #part, turns: #turns, is_negated: #is_negated })
        }
        Op::Save(slot) => quote!(O::Save(#slot)),
        Op::Reset(slot) => quote!(O::Reset(#slot)),
        Op::Repeat(slot) => quote!(O::Repeat(#slot)),
        Op::Match => quote!(O::Match),
    }
}
