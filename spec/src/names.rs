//! Converts the names of a description to Rust names.

use std::borrow::Cow;

/// The name of a type: the first letter of each part in upper case, the rest as the service spells
/// it.
pub(crate) fn type_name(name: &str) -> String {
    let name = pascal(name, capitalize);
    if name == "Self" { "Self_".to_owned() } else { name }
}

/// The name of a variant: like that of a type, but `NOT_FOUND` becomes `NotFound`. A value without
/// an ASCII letter or digit has the names of its characters.
pub(crate) fn variant_name(value: &str) -> String {
    let name = pascal(value, |part| {
        let is_shout = part.len() > 1 && !part.contains(|c: char| c.is_ascii_lowercase());
        if is_shout { capitalize(&part.to_ascii_lowercase()) } else { capitalize(part) }
    });
    match name.as_str() {
        "" if value.is_empty() => "Empty".to_owned(),
        "" => value.chars().map(character_name).collect(),
        "Self" => "Self_".to_owned(),
        _ => name,
    }
}

/// The name of a character that is neither a letter nor a digit of ASCII, such as `Equals` or
/// `U00E9`.
fn character_name(c: char) -> Cow<'static, str> {
    let known = CHARACTERS.iter().find(|(character, _)| *character == c);
    known.map_or_else(|| format!("U{:04X}", u32::from(c)).into(), |(_, name)| (*name).into())
}

const CHARACTERS: [(char, &str); 33] = [
    (' ', "Space"),
    ('!', "Exclamation"),
    ('"', "Quote"),
    ('#', "Hash"),
    ('$', "Dollar"),
    ('%', "Percent"),
    ('&', "Ampersand"),
    ('\'', "Apostrophe"),
    ('(', "LeftParenthesis"),
    (')', "RightParenthesis"),
    ('*', "Asterisk"),
    ('+', "Plus"),
    (',', "Comma"),
    ('-', "Hyphen"),
    ('.', "Dot"),
    ('/', "Slash"),
    (':', "Colon"),
    (';', "Semicolon"),
    ('<', "Less"),
    ('=', "Equals"),
    ('>', "Greater"),
    ('?', "Question"),
    ('@', "At"),
    ('[', "LeftBracket"),
    ('\\', "Backslash"),
    (']', "RightBracket"),
    ('^', "Caret"),
    ('_', "Underscore"),
    ('`', "Backtick"),
    ('{', "LeftBrace"),
    ('|', "Bar"),
    ('}', "RightBrace"),
    ('~', "Tilde"),
];

/// The name of a field: in `snake_case`, and raw if it is a keyword.
pub(crate) fn field_name(member: &str) -> String {
    let mut name = words(member).join("_").to_ascii_lowercase();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, '_');
    }
    match name.as_str() {
        // The first three cannot be raw identifiers. Types have constructors with the last two
        // names.
        "self" | "super" | "crate" | "new" | "default" => name + "_",
        word if KEYWORDS.contains(&word) => format!("r#{word}"),
        _ => name,
    }
}

fn pascal(name: &str, part: impl Fn(&str) -> String) -> String {
    let mut converted = String::new();
    for piece in name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|piece| !piece.is_empty())
    {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        // Without an underscore between digits, `1.10` and `11.0` would be the same.
        if is_digit(converted.chars().last()) && is_digit(piece.chars().next()) {
            converted.push('_');
        }
        converted += &part(piece);
    }
    if converted.starts_with(|c: char| c.is_ascii_digit()) {
        converted.insert(0, 'V');
    }
    converted
}

fn capitalize(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        .unwrap_or_default()
}

/// Splits `SIPMediaApplicationARNs` into `SIP`, `Media`, `Application`, `ARNs`.
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (at, letter) in letters.iter().copied().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1).copied();
        let starts_word = letter.is_ascii_uppercase()
            && match before {
                Some(before) if before.is_ascii_uppercase() => {
                    // The last letter of a run of capitals belongs to the next word, unless that is
                    // only a plural.
                    let is_plural = after == Some('s')
                        && letters.get(at + 2).is_none_or(|c| !c.is_ascii_lowercase());
                    after.is_some_and(|c| c.is_ascii_lowercase()) && !is_plural
                }
                before => before.is_some(),
            };
        if starts_word {
            words.push(String::new());
        }
        words.last_mut().expect("there is a first word").push(letter);
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The keywords of all editions that an identifier can be when it is raw.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_where_a_reader_would() {
        for (member, field) in [
            ("AccountId", "account_id"),
            ("SIPMediaApplicationARNs", "sip_media_application_arns"),
            ("E164PhoneNumber", "e164_phone_number"),
            ("nextToken", "next_token"),
            ("max-results", "max_results"),
            ("OtaaV1_0_x", "otaa_v1_0_x"),
            ("IDs", "ids"),
            ("type", "r#type"),
            ("Self", "self_"),
            ("2fa", "_2fa"),
        ] {
            assert_eq!(field_name(member), field);
        }
        for (value, variant) in [
            ("NOT_FOUND", "NotFound"),
            ("us-east-1", "UsEast1"),
            ("0.5", "V0_5"),
            ("BadRequest", "BadRequest"),
            ("", "Empty"),
            ("=", "Equals"),
            ("--", "HyphenHyphen"),
            ("é", "U00E9"),
            ("😀", "U1F600"),
        ] {
            assert_eq!(variant_name(value), variant);
        }
    }
}
