//! The examples of a service: reads a file, checks it against the shapes, and converts the examples
//! to the form of HTTP bodies.

use std::collections::BTreeMap;
use std::fmt;

use chime_model_vocabulary::media::JSON;
use chime_model_vocabulary::{Location, TimestampFormat, did_you_mean};
use jiff::{Timestamp, fmt::rfc2822};
use serde_json::{Map, Value};

use crate::data::{Kind, Member, Operation, Shape, Shapes, Type};
use crate::message::{Content, Message};

/// An example of one operation.
#[derive(Default)]
pub(crate) struct Example {
    /// The members of the input, in their documented form.
    pub(crate) members: Option<Value>,
    /// The body of the request, if it is JSON.
    pub(crate) request: Option<Value>,
    /// The body of the response, if it is JSON.
    pub(crate) response: Option<Value>,
    /// The bodies of errors, by their names.
    pub(crate) errors: BTreeMap<String, Value>,
}

/// What is wrong with a file of examples, each with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleProblems(Vec<String>);

impl fmt::Display for ExampleProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for ExampleProblems {}

pub(crate) fn read(
    text: &str,
    operations: &[Operation],
    shapes: &Shapes,
) -> Result<BTreeMap<String, Example>, ExampleProblems> {
    let file: Value =
        serde_json::from_str(text).map_err(|error| ExampleProblems(vec![error.to_string()]))?;
    let Some(all) = file.get("examples").and_then(Value::as_object) else {
        return Err(ExampleProblems(vec![
            "expected an object with the key \"examples\", an object with a list for each operation".to_owned(),
        ]));
    };
    let mut reader = Reader { shapes, problems: Vec::new() };
    let mut examples = BTreeMap::new();
    for (name, list) in all {
        match (operations.iter().find(|operation| operation.name == *name), list.as_array()) {
            (Some(operation), Some(list)) => {
                let read: Vec<Example> = list
                    .iter()
                    .enumerate()
                    .map(|(at, example)| {
                        reader.example(operation, &format!("{name}[{at}]"), example)
                    })
                    .collect();
                examples.extend(read.into_iter().next().map(|first| (name.clone(), first)));
            }
            (None, _) => {
                let hint =
                    did_you_mean(name, operations.iter().map(|operation| operation.name.as_str()));
                reader.problems.push(format!("no operation named {name:?}{hint}"));
            }
            (_, None) => reader.problems.push(format!("{name}: expected a list of examples")),
        }
    }
    if reader.problems.is_empty() { Ok(examples) } else { Err(ExampleProblems(reader.problems)) }
}

struct Reader<'d> {
    shapes: &'d Shapes,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn example(&mut self, operation: &Operation, path: &str, example: &Value) -> Example {
        let mut read = Example::default();
        if let Some(input) = example.get("input") {
            self.check_message(operation.input.as_ref(), &format!("{path}.input"), input);
            read.request = self.body(operation.input.as_ref(), input);
            read.members = Some(input.clone());
        }
        if let Some(output) = example.get("output") {
            self.check_message(operation.output.as_ref(), &format!("{path}.output"), output);
            read.response = self.body(operation.output.as_ref(), output);
        }
        for (name, error) in example.get("errors").and_then(Value::as_object).into_iter().flatten()
        {
            if !operation.errors.iter().any(|error| error.shape == *name) {
                let hint =
                    did_you_mean(name, operation.errors.iter().map(|error| error.shape.as_str()));
                self.problems.push(format!(
                    "{path}.errors: the operation has no error named {name:?}{hint}"
                ));
                continue;
            }
            self.check_message(Some(name), &format!("{path}.errors.{name}"), error);
            read.errors.extend(self.body(Some(name), error).map(|body| (name.clone(), body)));
        }
        read
    }

    /// The body of a message with these members, if it is JSON.
    fn body(&self, name: Option<&String>, value: &Value) -> Option<Value> {
        let message = Message::new(self.shapes, name);
        match message.content {
            Content::Members => Some(self.http_object(message.members, value)),
            Content::Payload(payload, JSON) => {
                Some(self.http(&payload.ty, payload.timestamp, value.get(&payload.name)?))
            }
            Content::Absent | Content::Nothing | Content::Events(_) | Content::Payload(..) => None,
        }
    }

    /// The members of a body, under their keys.
    fn http_object(&self, members: &[Member], value: &Value) -> Value {
        let entry = |member: &Member| {
            let Location::Body(key) = &member.location else { return None };
            Some((key.clone(), self.http(&member.ty, member.timestamp, value.get(&member.name)?)))
        };
        members.iter().filter_map(entry).collect::<Map<_, _>>().into()
    }

    /// A value in the form of HTTP bodies.
    fn http(&self, ty: &Type, timestamps: TimestampFormat, value: &Value) -> Value {
        match (ty, value) {
            (Type::Timestamp, Value::String(text)) => {
                timestamp(text, timestamps).unwrap_or_else(|| value.clone())
            }
            (Type::JsonValue, _) => value.to_string().into(),
            (Type::Shape(name), Value::Object(_)) => match self.shapes.get(name) {
                Some(shape) => self.http_object(shape.members(), value),
                None => value.clone(),
            },
            (Type::List(element), Value::Array(list)) => {
                list.iter().map(|value| self.http(element, timestamps, value)).collect()
            }
            (Type::Map(element), Value::Object(map)) => map
                .iter()
                .map(|(key, value)| (key.clone(), self.http(element, timestamps, value)))
                .collect::<Map<_, _>>()
                .into(),
            (Type::Nullable(inner), _) if !value.is_null() => self.http(inner, timestamps, value),
            (Type::Sensitive(inner), _) => self.http(inner, timestamps, value),
            _ => value.clone(),
        }
    }

    fn check_message(&mut self, name: Option<&String>, path: &str, value: &Value) {
        match name.and_then(|name| self.shapes.get(name)) {
            Some(shape) => self.check_shape(shape, path, value),
            None => self.problems.push(format!("{path}: the operation has no such message")),
        }
    }

    fn check_shape(&mut self, shape: &Shape, path: &str, value: &Value) {
        if let Kind::Enumeration(_) = shape.kind {
            return self.expect(value.is_string(), path, "a string");
        }
        let Some(object) = value.as_object() else { return self.expect(false, path, "an object") };
        let members = shape.members();
        for (name, value) in object {
            match members.iter().find(|member| member.name == *name) {
                Some(member) => self.check(&member.ty, &format!("{path}.{name}"), value),
                None => {
                    let hint =
                        did_you_mean(name, members.iter().map(|member| member.name.as_str()));
                    self.problems.push(format!("{path}: no member named {name:?}{hint}"));
                }
            }
        }
        if let Kind::Structure(_) = shape.kind {
            for member in members
                .iter()
                .filter(|member| member.required && !object.contains_key(&member.name))
            {
                self.problems
                    .push(format!("{path}: the required member {:?} is missing", member.name));
            }
        } else {
            self.expect(object.len() == 1, path, "an object with one member");
        }
    }

    fn check(&mut self, ty: &Type, path: &str, value: &Value) {
        match ty {
            Type::Boolean => self.expect(value.is_boolean(), path, "true or false"),
            Type::Integer => {
                let is_within = value.as_i64().is_some_and(|number| i32::try_from(number).is_ok());
                self.expect(is_within, path, "an integer of 32 bits");
            }
            Type::Long => self.expect(value.is_i64(), path, "an integer of 64 bits"),
            Type::Float | Type::Double => {
                let names = ["NaN", "Infinity", "-Infinity"];
                let is_named = value.as_str().is_some_and(|name| names.contains(&name));
                let expected = "a number, \"NaN\", \"Infinity\" or \"-Infinity\"";
                self.expect(value.is_number() || is_named, path, expected);
            }
            Type::String | Type::Blob => self.expect(value.is_string(), path, "a string"),
            Type::Timestamp => {
                let is_time = value.as_str().is_some_and(|text| text.parse::<Timestamp>().is_ok());
                self.expect(is_time, path, "a date-time such as \"2018-10-25T20:44:16Z\"");
            }
            Type::Shape(name) => match self.shapes.get(name) {
                Some(shape) => self.check_shape(shape, path, value),
                None => self.expect(value.is_object(), path, "an object"),
            },
            Type::List(element) => match value.as_array() {
                Some(list) => {
                    for (at, value) in list.iter().enumerate() {
                        self.check(element, &format!("{path}[{at}]"), value);
                    }
                }
                None => self.expect(false, path, "a list"),
            },
            Type::Map(element) => match value.as_object() {
                Some(map) => {
                    for (key, value) in map {
                        self.check(element, &format!("{path}[{key:?}]"), value);
                    }
                }
                None => self.expect(false, path, "an object"),
            },
            Type::Sensitive(inner) => self.check(inner, path, value),
            Type::Nullable(inner) if !value.is_null() => self.check(inner, path, value),
            Type::Document | Type::JsonValue | Type::Nullable(_) => {}
        }
    }

    fn expect(&mut self, condition: bool, path: &str, expected: &str) {
        if !condition {
            self.problems.push(format!("{path}: expected {expected}"));
        }
    }
}

/// A documented timestamp in the format of a message.
fn timestamp(text: &str, format: TimestampFormat) -> Option<Value> {
    let time: Timestamp = text.parse().ok()?;
    match format {
        TimestampFormat::DateTime => Some(text.into()),
        TimestampFormat::HttpDate => {
            rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&time).ok().map(Value::from)
        }
        TimestampFormat::EpochSeconds if time.subsec_nanosecond() == 0 => {
            Some(time.as_second().into())
        }
        TimestampFormat::EpochSeconds => {
            let nanoseconds = time.as_nanosecond();
            let sign = if nanoseconds < 0 { "-" } else { "" };
            let seconds = nanoseconds.unsigned_abs() / 1_000_000_000;
            let rest = nanoseconds.unsigned_abs() % 1_000_000_000;
            serde_json::from_str(format!("{sign}{seconds}.{rest:09}").trim_end_matches('0')).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::timestamp;
    use chime_model_vocabulary::TimestampFormat::{DateTime, EpochSeconds, HttpDate};

    #[test]
    fn timestamps_have_the_format_of_their_member() {
        for (text, format, expected) in [
            ("2018-10-25T20:44:16.837Z", DateTime, json!("2018-10-25T20:44:16.837Z")),
            ("2018-10-25T20:44:16.837Z", EpochSeconds, json!(1_540_500_256.837)),
            ("2018-10-25T20:44:16Z", EpochSeconds, json!(1_540_500_256)),
            ("1969-12-31T23:59:59.5Z", EpochSeconds, json!(-0.5)),
            ("2018-10-25T20:44:16Z", HttpDate, json!("Thu, 25 Oct 2018 20:44:16 GMT")),
        ] {
            assert_eq!(timestamp(text, format), Some(expected));
        }
        assert_eq!(timestamp("yesterday", EpochSeconds), None::<Value>);
    }
}
