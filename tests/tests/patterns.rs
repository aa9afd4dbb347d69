//! Verdicts of V8 on texts, which ours once differed from. `tests/patterns` looks for more.

#[path = "../patterns/src/runtime.rs"]
mod runtime;

use chime_model_pattern::Pattern;

/// Whether the pattern matches each text as a whole.
#[track_caller]
fn check<const N: usize>(pattern: &str, verdicts: [(&str, bool); N]) {
    let compiled = runtime::compile(&Pattern::new(pattern).expect("a pattern"));
    for (text, expected) in verdicts {
        assert_eq!(compiled.matches(text).is_match, Some(expected), "{pattern} on {text:?}");
    }
}

#[test]
fn an_anchor_in_a_look_is_an_end_of_the_text_in_any_matcher() {
    // A lookbehind by itself is for the automaton that reads from the start.
    check(r"a(?<=^)", [("a", false)]);
    check(r"(?<=^)a", [("a", true)]);
    check(r"a(?<=^)b", [("ab", false)]);
    check(r"a(?<=^a)b", [("ab", true), ("aab", false)]);
    check(r"(a|b)+(?<!^a)b", [("ab", false), ("bb", true), ("aab", true)]);
    check(r"a(?<!$)", [("a", false)]);
    check(r"a(?<!$)b", [("ab", true)]);
    check(r"a(?<=$)", [("a", true)]);
    // A lookahead by itself is for the one that reads from the end.
    check(r"(?=^a)[ab]+", [("ab", true), ("ba", false)]);
    check(r"a(?=^)b", [("ab", false)]);
    check(r"a(?=b$)[bc]+", [("ab", true), ("abc", false)]);
    check(r"a(?!$)b?", [("a", false), ("ab", true)]);
    // Both are for backtracking.
    check(r"(?=a)a(?<=^a)b", [("ab", true)]);
    check(r"(?=a$)a(?<=^a$)", [("a", true)]);
    check(r"(?=a)a(?<!$)b(?<=$)", [("ab", true)]);
    check(r"(?=a)a(?<=^)b", [("ab", false)]);
    check(r"(a)(?<=^\1)b(?=$)", [("ab", true), ("aab", false)]);
}

#[test]
fn a_lookbehind_reads_in_the_order_of_the_text() {
    check(r"ab(?<=ab)c", [("abc", true)]);
    check(r"[ab]+(?<=ab)c", [("abc", true), ("bac", false)]);
    check(r"[ab]+(?<!ab)c", [("abc", false), ("bac", true)]);
    check(r"(?=[ab])[ab]+(?<=ab)c", [("abc", true), ("bac", false)]);
    check(r"\p{L}(?<!(?<=(a*\b)))x", [("ax", true), ("bx", true)]);
    check(r"\x{61}(?<=^[\s\S](?!){0,1}+)", [("a", true)]);
}

#[test]
fn what_is_repeated_no_times_has_no_length() {
    check(r"a(b*){0}", [("a", true), ("aaa", false), ("ab", false)]);
    check(r"a(b*){0,0}c", [("ac", true), ("abc", false)]);
    check(r"(a*){0}", [("", true), ("a", false)]);
    check(r"((a+){0}b){2}", [("bb", true), ("abb", false)]);
    check(r"(a)\1(\1x){0}", [("aa", true), ("aaax", false)]);
}
