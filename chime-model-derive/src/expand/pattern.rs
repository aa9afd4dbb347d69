//! A compiled pattern as a constant of the runtime.

use chime_model_pattern::{Matcher, Pattern};
use chime_model_vocabulary::{CompiledSet, Op, Program};
use proc_macro2::TokenStream;
use quote::quote;

/// The pattern as an expression for a constant. The compiler merges equal ones.
pub(crate) fn pattern(pattern: &Pattern) -> TokenStream {
    let text = &pattern.portable;
    let is_search = pattern.is_search;
    let Program { min, max, subprograms, sets, slots } = &pattern.program;
    let max = max.map_or_else(|| quote!(__::None), |max| quote!(__::Some(#max)));
    let subprograms = list(subprograms.iter().map(|code| list(code.iter().map(|op| step(*op)))));
    let sets = list(sets.iter().map(set));
    let matcher = match pattern.matcher {
        Matcher::ClassOnly => quote!(class_only),
        Matcher::Forward => quote!(forward),
        Matcher::Backward => quote!(backward),
        Matcher::Backtrack => quote!(backtrack),
    };
    quote! {
        {
            use __::pattern::Op as O;
            __::pattern::Pattern {
                text: #text,
                is_search: #is_search,
                program: __::pattern::Program {
                    min: #min,
                    max: #max,
                    subprograms: #subprograms,
                    sets: #sets,
                    slots: #slots,
                },
                matcher: __::pattern::#matcher,
            }
        }
    }
}

fn list(elements: impl Iterator<Item = TokenStream>) -> TokenStream {
    quote!(__::Cow::Borrowed(&[#(#elements),*]))
}

fn set(CompiledSet { ascii, others }: &CompiledSet) -> TokenStream {
    let others = list(others.iter().map(|(from, to)| quote!((#from, #to))));
    quote!(__::pattern::CompiledSet { ascii: #ascii, others: #others })
}

fn step(op: Op) -> TokenStream {
    match op {
        Op::Char(c) => quote!(O::Char(#c)),
        Op::Set(set) => quote!(O::Set(#set)),
        Op::Jump(target) => quote!(O::Jump(#target)),
        Op::Split(target) => quote!(O::Split(#target)),
        Op::CountedLoop(target, most) => quote!(O::CountedLoop(#target, #most)),
        Op::AssertStart => quote!(O::AssertStart),
        Op::AssertEnd => quote!(O::AssertEnd),
        Op::Boundary(expected) => quote!(O::Boundary(#expected)),
        Op::Lookaround { subprogram, is_behind, is_negated } => quote! {
            O::Lookaround {
                subprogram: #subprogram,
                is_behind: #is_behind,
                is_negated: #is_negated,
            }
        },
        Op::Save(slot) => quote!(O::Save(#slot)),
        Op::ClearGroup(slot) => quote!(O::ClearGroup(#slot)),
        Op::BackReference(slot) => quote!(O::BackReference(#slot)),
        Op::Match => quote!(O::Match),
    }
}
