//! Writes examples as code for documentation, which rustdoc also runs as tests.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::code::{Code, WIDTH};
use super::convert::from_text;
use crate::example::{Example, Value};
use crate::model::Model;
use crate::names;

/// The examples of a model, by the Rust names of operations and types.
pub(crate) struct Sections<'m> {
    model: &'m Model,
    operations: HashMap<&'m str, &'m Example>,
    /// The first value of each type in an example, and its name in code.
    values: HashMap<&'m str, (&'m Value, String)>,
}

impl<'m> Sections<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        let list = &model.examples.list;
        let inputs = list.iter().filter_map(|example| example.input.as_ref());
        let outputs = list.iter().filter_map(|example| example.output.as_ref());
        let errors = list.iter().flat_map(|example| &example.errors);
        let messages: Vec<(&Value, &str)> = (inputs.map(|value| (value, "input")))
            .chain(outputs.map(|value| (value, "output")))
            .chain(errors.map(|value| (value, "error")))
            .collect();
        let mut values = HashMap::new();
        for (value, name) in &messages {
            if let Value::Structure { ty, .. } = value {
                values.entry(ty.as_str()).or_insert_with(|| (*value, (*name).to_owned()));
            }
        }
        let mut open: VecDeque<&Value> = messages.into_iter().map(|(value, _)| value).collect();
        while let Some(value) = open.pop_front() {
            if let Value::Structure { ty, .. } = value {
                values.entry(ty).or_insert_with(|| (value, names::field_name(ty)));
            }
            open.extend(value.parts());
        }
        let operations = list.iter().map(|example| (example.operation.as_str(), example)).collect();
        Self { model, operations, values }
    }

    /// The section of an operation: its messages, encoded and decoded. Empty without an example.
    pub(crate) fn operation(&self, ident: &str) -> String {
        let Some(example) = self.operations.get(ident) else { return String::new() };
        let mut writer = Writer::new(self.model);
        writer.own.insert(ident.to_owned());
        writer.others.insert("Operation as _");
        let mut statements = String::new();
        let sides = [("input", "request", &example.input), ("output", "response", &example.output)];
        for (name, message, value) in sides {
            let Some(value) = value else { continue };
            let decoded = Code::Plain(format!("{ident}::decode_{message}(&{message})?"));
            let equal = Code::call("assert_eq!(", vec![decoded, Code::Plain(name.to_owned())], ")");
            statements += &format!(
                "\n{}let {message} = {ident}::encode_{message}(&{name})?;\n{};\n",
                writer.assignment(name, value),
                equal.lines(0, 0, 1)
            );
        }
        if statements.is_empty() {
            return String::new();
        }
        section(&example.title, &(writer.imports() + &statements), true)
    }

    /// The section of a type: a value of it. Empty without an example.
    pub(crate) fn ty(&self, ident: &str) -> String {
        let Some((value, name)) = self.values.get(ident) else { return String::new() };
        let mut writer = Writer::new(self.model);
        let statement = writer.assignment(name, value);
        let can_fail = statement.contains(")?");
        section("", &format!("{}\n{statement}", writer.imports()), can_fail)
    }
}

fn section(title: &str, code: &str, can_fail: bool) -> String {
    let title = match from_text(title) {
        title if title.is_empty() => title,
        title => format!("{}\n\n", title.trim_end_matches('.').to_owned() + ":"),
    };
    let end = if can_fail { "# Ok::<(), Box<dyn std::error::Error>>(())\n" } else { "" };
    format!("# Examples\n\n{title}```\n{code}{end}```")
}

/// Writes values, and collects the names that they need.
struct Writer<'m> {
    model: &'m Model,
    /// The generated types.
    own: BTreeSet<String>,
    /// The names of `chime_model`.
    others: BTreeSet<&'static str>,
}

impl<'m> Writer<'m> {
    fn new(model: &'m Model) -> Self {
        Self { model, own: BTreeSet::new(), others: BTreeSet::new() }
    }

    fn assignment(&mut self, name: &str, value: &Value) -> String {
        let start = format!("let {name} = ");
        let code = self.exact(value).lines(start.len(), 0, 1);
        format!("{start}{code};\n")
    }

    fn imports(&self) -> String {
        let module = &self.model.examples.module;
        let mut own: Vec<&str> = self.own.iter().map(String::as_str).collect();
        let mut others: Vec<&str> = self.others.iter().copied().collect();
        if module == "chime_model" {
            own.append(&mut others);
            own.sort_unstable();
        }
        let uses = [(module.as_str(), own), ("chime_model", others)];
        uses.iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(path, names)| import(path, names))
            .collect()
    }

    /// An argument of a constructor or a setter, which accepts any value that converts into its
    /// type.
    fn argument(&mut self, value: &Value) -> Code {
        match value {
            Value::String(text) => Code::Text(text.clone()),
            Value::Sensitive(inner) => match &**inner {
                Value::String(text) => Code::Text(text.clone()),
                inner => self.exact(inner),
            },
            Value::Boxed(inner) => self.exact(inner),
            value => self.exact(value),
        }
    }

    /// A value of exactly its type.
    fn exact(&mut self, value: &Value) -> Code {
        match value {
            Value::String(text) => method(Code::Text(text.clone()), ".to_owned(", vec![], ")"),
            Value::Boolean(value) => Code::Plain(value.to_string()),
            Value::Number(literal) => Code::Plain(literal.clone()),
            Value::Timestamp(text) => self.parsed(text, "Timestamp"),
            Value::Document(text) => self.parsed(&minified(text), "Document"),
            Value::JsonValue(text) => {
                let document = self.parsed(&minified(text), "Document");
                Code::call(self.other("JsonValue") + "(", vec![document], ")")
            }
            Value::Blob(bytes) => {
                let bytes = Code::Plain(format!("b\"{}\".to_vec()", bytes.escape_ascii()));
                Code::call(self.other("Blob") + "::from(", vec![bytes], ")")
            }
            Value::Enumeration { ty, variant, text } => match (self.own(ty), variant) {
                (ty, Some(variant)) => Code::Plain(format!("{ty}::{variant}")),
                (ty, None) => {
                    Code::call(format!("{ty}::from("), vec![Code::Text(text.clone())], ")")
                }
            },
            Value::Structure { ty, has_new, arguments, setters } => {
                let constructor = if *has_new { "new" } else { "default" };
                let open = format!("{}::{constructor}(", self.own(ty));
                let arguments = arguments.iter().map(|value| self.argument(value)).collect();
                let start = Code::call(open, arguments, ")");
                if setters.is_empty() {
                    return start;
                }
                let mut calls = Vec::new();
                for (name, value) in setters {
                    let argument = self.argument(value);
                    calls.push(Code::call(format!(".{name}("), vec![argument], ")"));
                }
                Code::Chain { start: Box::new(start), calls }
            }
            Value::Union { ty, variant, value } => {
                let open = format!("{}::{variant}(", self.own(ty));
                Code::call(open, vec![self.exact(value)], ")")
            }
            Value::List(elements) => {
                let elements = elements.iter().map(|value| self.exact(value)).collect();
                Code::call("vec![", elements, "]")
            }
            Value::Map(entries) => {
                let mut pairs = Vec::new();
                for (key, value) in entries {
                    pairs.push(Code::call("(", vec![self.exact(key), self.exact(value)], ")"));
                }
                let entries = Code::call("[", pairs, "]");
                Code::call("std::collections::BTreeMap::from(", vec![entries], ")")
            }
            Value::Null => Code::Plain("None".to_owned()),
            Value::Some(inner) => Code::call("Some(", vec![self.exact(inner)], ")"),
            Value::Sensitive(inner) => {
                Code::call(self.other("Sensitive") + "::from(", vec![self.exact(inner)], ")")
            }
            Value::Boxed(inner) => {
                Code::call("std::boxed::Box::new(", vec![self.exact(inner)], ")")
            }
        }
    }

    fn parsed(&mut self, text: &str, ty: &'static str) -> Code {
        let open = format!(".parse::<{}>(", self.other(ty));
        method(Code::Text(text.to_owned()), &open, vec![], ")?")
    }

    /// The name of a generated type.
    fn own(&mut self, ty: &str) -> String {
        self.own.insert(ty.to_owned());
        ty.to_owned()
    }

    /// A name of `chime_model`, or its path if a shape has that name.
    fn other(&mut self, name: &'static str) -> String {
        if self.model.shadowed.iter().any(|shadowed| shadowed == name) {
            return format!("chime_model::{name}");
        }
        self.others.insert(name);
        name.to_owned()
    }
}

fn method(start: Code, open: &str, arguments: Vec<Code>, close: &'static str) -> Code {
    Code::Chain { start: Box::new(start), calls: vec![Code::call(open, arguments, close)] }
}

/// An import in lines of the width of code.
fn import(path: &str, names: &[&str]) -> String {
    let joined = names.join(", ");
    let flat = match names {
        [name] => format!("use {path}::{name};\n"),
        _ => format!("use {path}::{{{joined}}};\n"),
    };
    if flat.len() <= WIDTH + 1 || names.len() == 1 {
        return flat;
    }
    let mut lines = vec![String::new()];
    for name in names {
        let last = lines.last_mut().expect("there is a first line");
        if !last.is_empty() && 4 + last.len() + 2 + name.len() > WIDTH {
            lines.push(format!("{name},"));
        } else {
            *last += if last.is_empty() { "" } else { " " };
            *last += &format!("{name},");
        }
    }
    format!("use {path}::{{\n    {}\n}};\n", lines.join("\n    "))
}

/// JSON without the blanks between its tokens.
fn minified(json: &str) -> String {
    let (mut is_text, mut is_escaped) = (false, false);
    let kept = json.chars().filter(|c| {
        let is_kept = is_text || !c.is_whitespace();
        is_text ^= *c == '"' && !is_escaped;
        is_escaped = is_text && *c == '\\' && !is_escaped;
        is_kept
    });
    kept.collect()
}
