//! A pattern as the derives give it to the runtime.

use chime_model::__private::pattern as runtime;
use chime_model_pattern::{Matcher, Pattern};

pub(crate) fn compile(pattern: &Pattern) -> runtime::Pattern {
    runtime::Pattern {
        text: pattern.portable.clone().leak(),
        is_search: pattern.is_search,
        program: pattern.program.clone(),
        matcher: match pattern.matcher {
            Matcher::ClassOnly => runtime::class_only,
            Matcher::Forward => runtime::forward,
            Matcher::Backward => runtime::backward,
            Matcher::Backtrack => runtime::backtrack,
        },
    }
}
