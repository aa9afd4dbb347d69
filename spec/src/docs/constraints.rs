//! Writes the constraints of a member in words, such as "2 to 64 characters, pattern
//! `[-_a-zA-Z0-9]*`".

use std::fmt::Display;

use chime_model_vocabulary::Bounds;

use super::markdown::Markdown;
use crate::model::{Constraints, Type};

/// Writes the limits of a member of that type, if it has any.
pub(super) fn limits(markdown: &mut Markdown, constraints: &Constraints, ty: &Type) {
    if constraints.is_empty() {
        return;
    }
    markdown.text(if markdown.is_empty() { "Limits: " } else { " Limits: " });
    let mut is_first = true;
    describe(markdown, constraints, ty, "", &mut is_first);
    markdown.text(".");
}

/// Writes the limits of a value, and of its elements and keys. `owner` names the value; for a
/// member it is empty.
fn describe(
    markdown: &mut Markdown,
    constraints: &Constraints,
    ty: &Type,
    owner: &str,
    is_first: &mut bool,
) {
    let Constraints { length, range, pattern, unique, each, keys } = constraints;
    let (unit, inner) = match ty.plain() {
        Type::Blob => ("byte", None),
        Type::List(inner) => ("element", Some(inner)),
        Type::Map(_, inner) => ("entry", Some(inner)),
        _ => ("character", None),
    };
    let limits = [
        length.as_ref().map(|length| bounds(length, unit)),
        range.as_ref().map(|range| bounds(range, "")),
        unique.then(|| "no element twice".to_owned()),
    ];
    let limits: Vec<String> = limits.into_iter().flatten().collect();
    if !limits.is_empty() || pattern.is_some() {
        let start = if std::mem::take(is_first) { "" } else { "; " };
        let colon = if owner.is_empty() { "" } else { ": " };
        let comma = if limits.is_empty() || pattern.is_none() { "" } else { ", " };
        markdown.text(&[start, owner, colon, &limits.join(", "), comma].concat());
    }
    if let Some(pattern) = pattern {
        markdown.text(if pattern.is_search { "contains a match of " } else { "pattern " });
        markdown.code(&pattern.portable);
    }
    let inside = |what: &str| {
        if owner.is_empty() { format!("each {what}") } else { format!("each {what} of {owner}") }
    };
    if let Some(keys) = keys {
        describe(markdown, keys, &Type::String, &inside("key"), is_first);
    }
    if let Some((each, inner)) = each.as_deref().zip(inner) {
        let owner = inside(if unit == "entry" { "value" } else { "element" });
        describe(markdown, each, inner, &owner, is_first);
    }
}

fn bounds(bounds: &Bounds<impl Display>, unit: &str) -> String {
    let [min, max] =
        [&bounds.min, &bounds.max].map(|bound| bound.as_ref().map(ToString::to_string));
    let (numbers, last) = match (&min, &max) {
        (Some(min), Some(max)) if min == max => (format!("exactly {min}"), min.as_str()),
        (Some(min), Some(max)) => (format!("{min} to {max}"), max.as_str()),
        (Some(min), None) => (format!("at least {min}"), min.as_str()),
        (None, Some(max)) => (format!("at most {max}"), max.as_str()),
        (None, None) => (String::new(), ""),
    };
    match (unit, last) {
        ("", _) => numbers,
        (_, "1") => format!("{numbers} {unit}"),
        ("entry", _) => format!("{numbers} entries"),
        _ => format!("{numbers} {unit}s"),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use chime_model_pattern::Pattern;
    use chime_model_vocabulary::Bounds;

    use crate::docs::markdown::Markdown;
    use crate::model::{Constraints, Type};

    #[test]
    fn limits_read_as_a_sentence() {
        let length = |min, max| Some(Bounds { min, max });
        let text = Constraints {
            length: length(Some(2), Some(64)),
            pattern: Some(Rc::new(Pattern::new("[a-z  ]*").unwrap())),
            ..Constraints::default()
        };
        let named = Constraints {
            length: length(None, Some(1)),
            keys: Some(Box::new(text.clone())),
            ..Constraints::default()
        };
        let number = Constraints {
            range: Some(Bounds { min: Some("-5".to_owned()), max: None }),
            ..Constraints::default()
        };
        let numbers = Constraints {
            length: length(Some(3), Some(3)),
            each: Some(Box::new(number.clone())),
            ..Constraints::default()
        };
        let search = Constraints {
            length: length(Some(1), None),
            pattern: Some(Rc::new(Pattern::search("\\S").unwrap())),
            ..Constraints::default()
        };
        let all = Constraints { each: Some(Box::new(numbers)), ..named.clone() };
        let map = |inner| Type::Map(None, Box::new(inner));
        for (constraints, ty, expected) in [
            (&Constraints::default(), Type::String, ""),
            (
                &text,
                Type::Sensitive(Box::new(Type::String)),
                "Limits: 2 to 64 characters, pattern `[a-z  ]*`.",
            ),
            (&search, Type::String, "Limits: at least 1 character, contains a match of `\\S`."),
            (&number, Type::Integer, "Limits: at least -5."),
            (
                &named,
                map(Type::String),
                "Limits: at most 1 entry; each key: 2 to 64 characters, pattern `[a-z  ]*`.",
            ),
            (
                &all,
                map(Type::List(Box::new(Type::Long))),
                "Limits: at most 1 entry; each key: 2 to 64 characters, pattern `[a-z  ]*`; each value:\n\
                 exactly 3 elements; each element of each value: at least -5.",
            ),
        ] {
            let mut markdown = Markdown::default();
            super::limits(&mut markdown, constraints, &ty);
            assert_eq!(markdown.finish(), expected);
        }
    }
}
