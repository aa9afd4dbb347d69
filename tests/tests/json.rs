//! Compares the JSON reader and the JSON writer of bodies with those of serde_json, on the kinds of
//! texts that public suites for JSON parsers have, and on generated texts.
//! `COUNT=100000000 cargo test --release -p chime-model-tests --test json` generates more of them.

use chime_model::Reason;
use chime_model_tests::json::{compare, read, write};
use chime_model_tests::random::{Random, count};

#[test]
fn valid_texts_are_read_and_written() {
    for text in [
        "[]",
        "{}",
        " [ ] ",
        "\t{\n}\r",
        "[[],{}]",
        "0",
        "-0",
        "-1",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890",
        "0.0",
        "-0.0",
        "0e1",
        "0E+1",
        "1e-1",
        "1E22",
        "1.5e+10",
        "123.456e-7",
        "5e-324",
        "2.2250738585072014e-308",
        "1.7976931348623157e308",
        "0.1",
        "1e-400",
        "1e16",
        "1e15",
        "123456789012345680",
        "0.00001",
        "0.0001",
        "true",
        "false",
        "null",
        "\"\"",
        "\"a\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0000\\u001f\\u007f\\u0080\"",
        "\"\\uD83D\\uDE00\"",
        "\"\\uDBFF\\uDFFF\"",
        "\"\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10ffff}\"",
        "\"12345678\\n12345678\\n\"",
        "\"1234567\\\"12345678901234567890123456789012345678901234567890123456789012345\"",
        "{\"\":0}",
        "{\"a\":{\"b\":[1,2,{\"c\":null}]},\"d\":\"e\"}",
        "[1,\n2 ,3]",
        "{\"a\\u0062\":1,\"c\" : 2}",
        "[1e1,1E1,1e+1]",
    ] {
        assert!(compare(text.as_bytes()), "{text}");
    }
}

#[test]
fn texts_that_are_not_json_are_refused() {
    for text in [
        "[",
        "]",
        "{",
        "}",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1,,2]",
        "[1}",
        "{]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{\"a\":1]",
        "{null:1}",
        "{[]:1}",
        "1 2",
        "[] []",
        "[]x",
        "tru",
        "truee",
        "True",
        "nul",
        "nulll",
        "fals",
        "NaN",
        "Infinity",
        "-Infinity",
        "+1",
        "-",
        "--1",
        "01",
        "-01",
        "00",
        "1.",
        ".1",
        "1.e1",
        "1e",
        "1e+",
        "1e-",
        "1e1.5",
        "0x1",
        "1_000",
        "1a",
        "\"",
        "\"a",
        "\"\\",
        "\"\\\"",
        "\"\\a\"",
        "\"\\x41\"",
        "\"\\u\"",
        "\"\\u12\"",
        "\"\\u123g\"",
        "\"\\uD83D",
        "\"\\uD83D\\",
        "\"\\uD83D\\u\"",
        "\"\\uD83D\\uDE0\"",
        "\"a\nb\"",
        "\"\t\"",
        "\"\u{0}\"",
        "\"\u{1f}\"",
        "'a'",
        "/**/1",
        "[1]//",
        "\u{feff}1",
        "\u{a0}1",
        "1\u{b}",
        "\u{2028}1",
        "[\"a\",\n\"b\"",
        "{\"a\":\"b\",\"c\":[}",
    ] {
        assert!(!compare(text.as_bytes()), "{text}");
        assert!(
            matches!(read(text.as_bytes()), Err(reasons) if matches!(reasons[..], [Reason::Syntax { .. }])),
            "{text}"
        );
    }
    for text in
        [b"\"\xff\"".as_slice(), b"\"\xc3\"", b"[\"\xed\xa0\x80\"]", b"\xff", b"{\"a\":1}\xff"]
    {
        assert!(!compare(text), "{text:?}");
    }
}

/// A string with half of a surrogate pair is valid JSON, but not Unicode. Each such string is
/// reported, and reading goes on after it.
#[test]
fn every_string_with_half_a_surrogate_pair_is_reported() {
    let cases = [
        ("\"\\uD83D\"", 1),
        ("\"\\uDE00\"", 1),
        ("\"\\uDE00\\uD83D\"", 1),
        ("\"\\uD83D\\uD83D\\uDE00\"", 1),
        ("\"a\\uD83Db\"", 1),
        ("[\"\\uD83D\",\"\\uDE00\",1]", 2),
        ("{\"\\uD83D\":1,\"b\":\"\\uD83D\"}", 2),
    ];
    for (text, broken) in cases {
        assert!(!compare(text.as_bytes()), "{text}");
        let reasons = read(text.as_bytes()).expect_err(text);
        assert_eq!(reasons.len(), broken, "{text}");
    }
}

/// serde_json passes values between its own types under private keys. In a body these keys have no
/// special meaning.
#[test]
fn private_keys_of_a_library_mean_nothing() {
    for key in ["$serde_json::private::RawValue", "$serde_json::private::Number"] {
        for value in ["\"true\"", "\"1\"", "1", "{}", "\"{\\\"a\\\":1}\""] {
            for text in
                [format!("{{\"{key}\":{value}}}"), format!("[{{\"{key}\":{value},\"a\":1}}]")]
            {
                let read = read(text.as_bytes()).expect("a value");
                let map = read.as_object().or_else(|| read[0].as_object()).expect("an object");
                assert!(map.contains_key(key), "{text}");
                assert_eq!(write(&read), text.as_bytes());
            }
        }
    }
}

#[test]
fn depth_is_bounded() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        assert!(read(nested(120).as_bytes()).is_ok());
        assert_eq!(read(nested(121).as_bytes()), Err(vec![Reason::TooDeep]));
        assert_eq!(read(nested(1_000_000).as_bytes()), Err(vec![Reason::TooDeep]));
        let cut = &nested(1_000_000)[..2_000_000];
        assert!(matches!(read(cut.as_bytes()), Err(reasons) if reasons.len() == 1));
    }
}

/// A text that is JSON or nearly so.
fn text(random: &mut Random) -> Vec<u8> {
    let mut text = String::new();
    value(random, &mut text, 0);
    let mut text = text.into_bytes();
    if random.below(2) == 0 {
        for _ in 0..=random.below(3) {
            let at = random.below(text.len() + 1);
            let byte = random.one_of(b"{}[]:,\"\\ntfu0159-+.eE \n\x00\x1f\x80\xc3\xff dDaA8");
            match random.below(4) {
                0 => text.insert(at, byte),
                1 if at < text.len() => text[at] = byte,
                2 if at < text.len() => drop(text.remove(at)),
                _ => text.truncate(at),
            }
        }
    }
    // An empty body has no value.
    if text.is_empty() { b" ".to_vec() } else { text }
}

fn value(random: &mut Random, text: &mut String, depth: usize) {
    blank(random, text);
    match random.below(if depth > 3 { 6 } else { 9 }) {
        0 => text.push_str(random.one_of(&["true", "false", "null"])),
        1 | 2 => number(random, text),
        3..6 => string(random, text),
        kind => {
            let is_array = kind == 6;
            text.push(if is_array { '[' } else { '{' });
            for index in 0..random.below(4) {
                if index > 0 {
                    text.push(',');
                }
                if !is_array {
                    blank(random, text);
                    string(random, text);
                    blank(random, text);
                    text.push(':');
                }
                value(random, text, depth + 1);
            }
            blank(random, text);
            text.push(if is_array { ']' } else { '}' });
        }
    }
    blank(random, text);
}

fn blank(random: &mut Random, text: &mut String) {
    if random.below(8) == 0 {
        text.push(random.one_of(&[' ', '\n', '\r', '\t']));
    }
}

fn digits(random: &mut Random, text: &mut String, most: usize) {
    for _ in 0..=random.below(most) {
        text.push(random.one_of(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']));
    }
}

fn number(random: &mut Random, text: &mut String) {
    text.push_str(random.one_of(&["", "", "-"]));
    if random.below(3) == 0 {
        text.push('0');
    } else {
        text.push(random.one_of(&['1', '5', '9']));
        if random.below(2) == 0 {
            digits(random, text, 22);
        }
    }
    if random.below(3) == 0 {
        text.push('.');
        digits(random, text, 20);
    }
    if random.below(3) == 0 {
        text.push_str(random.one_of(&["e", "E", "e+", "e-"]));
        digits(random, text, 3);
    }
}

fn string(random: &mut Random, text: &mut String) {
    text.push('"');
    for _ in 0..random.below(12) {
        text.push_str(match random.below(12) {
            0 => random.one_of(&["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t"]),
            1 => random.one_of(&[
                "\\u0041",
                "\\u0000",
                "\\uD83D\\uDE00",
                "\\ud800",
                "\\uDC00",
                "\\uFFFF",
                "\\u00e9",
            ]),
            2 => random.one_of(&["é", "\u{ffff}", "😀", "\u{7f}"]),
            3 => "0123456789abcdefghijklmnop",
            _ => random.one_of(&["a", "b", "c", " ", "X", ".", ":", ",", "{", "}", "[", "]"]),
        });
    }
    text.push('"');
}

#[test]
fn generated_texts_mean_the_same_to_serde_json() {
    let mut random = Random::new(1);
    let (mut read, count) = (0_u64, count(100_000));
    for _ in 0..count {
        read += u64::from(compare(&text(&mut random)));
    }
    assert!(read > count / 4, "only {read} of {count} texts are valid: the generator is broken");
}
