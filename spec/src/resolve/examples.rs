//! Resolves the examples of a file against the model: each value gets its type in Rust.

use std::collections::HashMap;

use crate::cursor::Cursor;
use crate::description;
use crate::error::Hints;
use crate::example::{Example, Value};
use crate::model::{Enumeration, Item, Member, Model, Operation, Type};

/// The examples of the operations that the model has. Problems are recorded in the source of the
/// examples.
pub(crate) fn resolve(examples: &description::Examples<'_>, model: &Model) -> Vec<Example> {
    let resolver = Resolver {
        items: model.items.iter().map(|item| (item.named().ident.as_str(), item)).collect(),
        hints: Hints::default(),
    };
    let examples = examples.iter().filter_map(|(name, example)| {
        let operation = model.items.iter().find_map(|item| match item {
            Item::Operation(operation) if operation.named.name == *name => Some(operation),
            _ => None,
        })?;
        Some(resolver.example(operation, example))
    });
    examples.collect()
}

struct Resolver<'m> {
    items: HashMap<&'m str, &'m Item>,
    hints: Hints,
}

impl<'m> Resolver<'m> {
    fn example(&self, operation: &Operation, example: &description::Example<'_>) -> Example {
        // A message with events is left out, since the value of its structure is only a part of it.
        let message =
            |ty: &Option<String>, events: &Option<String>, cursor: &Option<Cursor<'_>>| {
                let cursor = cursor.as_ref().filter(|_| events.is_none())?;
                match ty {
                    Some(ident) => self.item(ident, cursor),
                    // The clients of AWS show an empty input or output as an empty object.
                    None if cursor.entries().is_empty() => None,
                    None => {
                        cursor.problem(format!("{} has no such message", operation.named.name));
                        None
                    }
                }
            };
        let errors = example.errors.iter().filter_map(|(name, cursor)| {
            let name_of =
                |ident: &&String| self.items.get(ident.as_str()).map(|item| &*item.named().name);
            match operation.errors.iter().find(|ident| name_of(ident) == Some(name)) {
                Some(ident) => self.item(ident, cursor),
                None => {
                    let known = operation.errors.iter().filter_map(|ident| name_of(&ident));
                    let hint = self.hints.did_you_mean(name, known);
                    cursor.problem(format!(
                        "{} has no error named {name:?}{hint}",
                        operation.named.name
                    ));
                    None
                }
            }
        });
        Example {
            operation: operation.named.ident.clone(),
            title: example.title.clone().unwrap_or_default(),
            errors: errors.collect(),
            input: message(&operation.input, &operation.input_events, &example.input),
            output: message(&operation.output, &operation.output_events, &example.output),
        }
    }

    /// The value of a type with a name.
    fn item(&self, ident: &str, cursor: &Cursor<'_>) -> Option<Value> {
        match self.items.get(ident)? {
            Item::Operation(_) => None,
            Item::Structure(structure) => self.structure(ident, &structure.members, cursor),
            Item::Union(union) => {
                let entries = cursor.read_entries()?;
                let [(name, value)] = &entries[..] else {
                    cursor.problem("expected an object with one member");
                    return None;
                };
                let member = self.member(ident, &union.members, name, value)?;
                let value = Box::new(self.value(&member.ty, value)?);
                Some(Value::Union {
                    ty: ident.to_owned(),
                    variant: member.named.ident.clone(),
                    value,
                })
            }
            Item::Enumeration(enumeration) => Some(word(enumeration, cursor.string()?)),
        }
    }

    fn structure(&self, ident: &str, members: &'m [Member], cursor: &Cursor<'_>) -> Option<Value> {
        let entries = cursor.read_entries()?;
        for (name, value) in &entries {
            self.member(ident, members, name, value);
        }
        let (mut arguments, mut setters, mut is_whole) = (Vec::new(), Vec::new(), true);
        let is_argument = |member: &Member| member.is_required && !member.is_token;
        for member in members {
            let name = &member.named.name;
            let Some((_, found)) = entries.iter().find(|(key, _)| key == name) else {
                if is_argument(member) {
                    cursor.problem(format!("the required member {name:?} is missing"));
                    is_whole = false;
                }
                continue;
            };
            match self.value(&member.ty, found) {
                Some(value) if is_argument(member) => arguments.push(value),
                Some(value) => setters.push((member.named.ident.clone(), value)),
                None => is_whole = false,
            }
        }
        let has_new = members.iter().any(is_argument);
        is_whole.then(|| Value::Structure { ty: ident.to_owned(), has_new, arguments, setters })
    }

    fn member(
        &self,
        ident: &str,
        members: &'m [Member],
        name: &str,
        cursor: &Cursor<'_>,
    ) -> Option<&'m Member> {
        let member = members.iter().find(|member| member.named.name == name);
        if member.is_none() {
            let known = members.iter().map(|member| member.named.name.as_str());
            let hint = self.hints.did_you_mean(name, known);
            cursor.problem(format!("{ident} has no member {name:?}{hint}"));
        }
        member
    }

    fn value(&self, ty: &Type, cursor: &Cursor<'_>) -> Option<Value> {
        let boxed = |inner: &Type| self.value(inner, cursor).map(Box::new);
        match ty {
            Type::Structure(ident) | Type::Union(ident) | Type::Enumeration(ident) => {
                self.item(ident, cursor)
            }
            Type::List(element) => {
                let elements = cursor
                    .array()
                    .iter()
                    .map(|cursor| self.value(element, cursor))
                    .collect::<Option<_>>();
                elements.map(Value::List)
            }
            Type::Map(key, value) => {
                let entry = |(name, cursor): &(String, Cursor<'_>)| {
                    let key = match key.as_ref().and_then(|key| self.items.get(key.as_str())) {
                        Some(Item::Enumeration(keys)) => word(keys, name.clone()),
                        _ => Value::String(name.clone()),
                    };
                    Some((key, self.value(value, cursor)?))
                };
                cursor.read_entries()?.iter().map(entry).collect::<Option<_>>().map(Value::Map)
            }
            Type::Nullable(_) if cursor.text() == "null" => Some(Value::Null),
            Type::Nullable(inner) => boxed(inner).map(Value::Some),
            Type::Sensitive(inner) => boxed(inner).map(Value::Sensitive),
            Type::Boxed(inner) => boxed(inner).map(Value::Boxed),
            Type::String => cursor.string().map(Value::String),
            Type::Boolean => Some(Value::Boolean(cursor.boolean())),
            Type::Document => Some(Value::Document(cursor.text().to_owned())),
            Type::JsonValue => Some(Value::JsonValue(cursor.text().to_owned())),
            Type::Integer | Type::Long | Type::Float | Type::Double => number(ty, cursor),
            Type::Blob => decoded(cursor),
            Type::Timestamp => {
                let text = cursor.string()?;
                if !is_date_time(&text) {
                    cursor.problem("expected a date-time such as \"2018-10-25T20:44:16Z\"");
                    return None;
                }
                Some(Value::Timestamp(text))
            }
        }
    }
}

/// A value of an open enumeration.
fn word(enumeration: &Enumeration, text: String) -> Value {
    let variant = enumeration.values.iter().find(|value| value.name == text);
    let variant = variant.map(|value| value.ident.clone());
    Value::Enumeration { ty: enumeration.named.ident.clone(), variant, text }
}

/// A number as a literal whose type does not depend on its place.
fn number(ty: &Type, cursor: &Cursor<'_>) -> Option<Value> {
    let text = cursor.number()?;
    let float = |suffix: &str| {
        let point = if text.contains(['.', 'e', 'E']) { "" } else { ".0" };
        format!("{text}{point}{suffix}")
    };
    let literal = match ty {
        Type::Integer => text.parse::<i32>().is_ok().then(|| text.clone()),
        Type::Long => text.parse::<i64>().is_ok().then(|| format!("{text}_i64")),
        Type::Float => Some(float("_f32")),
        _ => Some(float("")),
    };
    if literal.is_none() {
        let bits = if *ty == Type::Integer { 32 } else { 64 };
        cursor.problem(format!("expected an integer of {bits} bits"));
    }
    literal.map(Value::Number)
}

/// Bytes, which are a string of base64.
fn decoded(cursor: &Cursor<'_>) -> Option<Value> {
    let text = cursor.string()?;
    let bytes = base64(text.as_bytes());
    if bytes.is_none() {
        cursor.problem("expected a string of base64");
    }
    bytes.map(Value::Blob)
}

/// The bytes of padded base64.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    if !text.len().is_multiple_of(4) || padding > 2 {
        return None;
    }
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for byte in &text[..text.len() - padding] {
        let digit = ALPHABET.iter().position(|known| known == byte)?;
        bits = (bits << 6 | u32::try_from(digit).ok()?) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// Whether a text has the form of a date-time with a time zone. The test of the example shows
/// whether the day exists.
fn is_date_time(text: &str) -> bool {
    let form = "0000-00-00T00:00:00";
    let Some((start, rest)) = text.split_at_checked(form.len()) else { return false };
    let mut pairs = start.bytes().zip(form.bytes());
    let zone = rest
        .strip_prefix('.')
        .map_or(rest, |fraction| fraction.trim_start_matches(|c: char| c.is_ascii_digit()));
    pairs.all(|(byte, form)| if form == b'0' { byte.is_ascii_digit() } else { byte == form })
        && (zone == "Z" || zone.len() == 6 && zone.starts_with(['+', '-']))
}
