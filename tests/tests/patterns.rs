//! Patterns and texts on which our matcher once differed from V8, or from Java if ECMAScript
//! refuses the pattern. `tests/checks/patterns` searches for more.

#[path = "../checks/patterns/src/runtime.rs"]
mod runtime;

use chime_model_pattern::Pattern;

/// Checks whether the pattern matches each whole text.
#[track_caller]
fn check<const N: usize>(pattern: &str, verdicts: [(&str, bool); N]) {
    let compiled = runtime::compile(&Pattern::new(pattern).expect("a pattern"));
    for (text, expected) in verdicts {
        assert_eq!(compiled.matches(text).is_match, Some(expected), "{pattern} on {text:?}");
    }
}

#[test]
fn an_anchor_in_a_lookaround_is_an_end_of_the_text_in_every_matcher() {
    // A pattern with only lookbehinds runs in the automaton that reads from the start.
    check(r"a(?<=^)", [("a", false)]);
    check(r"(?<=^)a", [("a", true)]);
    check(r"a(?<=^)b", [("ab", false)]);
    check(r"a(?<=^a)b", [("ab", true), ("aab", false)]);
    check(r"(a|b)+(?<!^a)b", [("ab", false), ("bb", true), ("aab", true)]);
    check(r"a(?<!$)", [("a", false)]);
    check(r"a(?<!$)b", [("ab", true)]);
    check(r"a(?<=$)", [("a", true)]);
    // A pattern with only lookaheads runs in the automaton that reads from the end.
    check(r"(?=^a)[ab]+", [("ab", true), ("ba", false)]);
    check(r"a(?=^)b", [("ab", false)]);
    check(r"a(?=b$)[bc]+", [("ab", true), ("abc", false)]);
    check(r"a(?!$)b?", [("a", false), ("ab", true)]);
    // A pattern with both runs in the matcher that backtracks.
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

#[test]
fn java_writes_letters_and_digits_and_octal_numbers() {
    let letters = [("é漢5٣", true), ("²", false), ("Ⅷ", false), ("_", false)];
    check(r"^(\p{LD}|\p{Punct}| )+$", [("Zoë 5_٣!", true), ("a\u{a0}b", false), ("²", false)]);
    check(r"\p{LD}+", letters);
    check(r"[\p{LD}]+", letters);
    check(r"[^\P{LD}]+", letters);
    check(r"[^\p{LD}]+", [("_²", true), ("a", false), ("5", false)]);
    check(r"\P{LD}+", [("_²", true), ("a", false), ("5", false)]);
    check(r"[\P{LD}a]+", [("_²a", true), ("b", false), ("5", false)]);
    check(
        r"[^/:|\000-\037]+",
        [("a b0", true), ("\0", false), ("\u{1f}", false), (" ", true), ("a/b", false)],
    );
    check(r"\06\056\0056\0377", [("\u{6}..ÿ", true)]);
    // `\0400` is `\040`, a space, and a zero.
    check(r"\0400", [(" 0", true), ("\u{100}", false)]);
    check(r"\0", [("\0", true)]);
    assert_eq!(
        Pattern::new(r"\08").unwrap_err().to_string(),
        "expected an octal digit at character 3"
    );
}

#[test]
fn a_hyphen_beside_a_set_is_a_hyphen() {
    check(r"[\d-.]+", [("5-.", true), ("/", false)]);
    check(r"[\d-a-c]+", [("5-abc", true), ("d", false)]);
    check(r"[\d-\000-\037]+", [("5-\u{6}", true), (" ", false)]);
    check(r"[\d--/]+", [("5-./", true), (",", false)]);
    check(r"[a-\d-f]+", [("a-5f", true), ("b", false), ("e", false)]);
    for (pattern, portable) in [
        (r"[\w-.]", r"[\w\-.]"),
        (r"[\w-]", r"[\w-]"),
        (r"[\d-a-c]", r"[\d\-a-c]"),
        (r"[a-\d-f]", r"[a\-\d\-f]"),
        (r"[a-c-_]", r"[a-c-_]"),
    ] {
        assert_eq!(Pattern::new(pattern).unwrap().portable, portable);
    }
}
