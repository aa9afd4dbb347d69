//! [`Examples`]: values of messages, in terms of the Rust types of a
//! [`Model`](crate::model::Model).

/// The examples of a file, for the documentation of the generated types.
#[derive(Default)]
pub struct Examples {
    /// The path of the module that includes the generated text.
    pub module: String,
    pub list: Vec<Example>,
}

/// Values of the messages of an operation.
pub struct Example {
    /// The operation, by its name in Rust.
    pub operation: String,
    pub title: String,
    pub input: Option<Value>,
    pub output: Option<Value>,
    pub errors: Vec<Value>,
}

/// A value of an example, with the Rust facts of its type.
pub enum Value {
    String(String),
    Boolean(bool),
    /// A literal whose type does not depend on its place.
    Number(String),
    Timestamp(String),
    Blob(Vec<u8>),
    /// The text of a JSON value.
    Document(String),
    JsonValue(String),
    /// A value without a variant is not modeled.
    Enumeration {
        ty: String,
        variant: Option<String>,
        text: String,
    },
    Structure {
        ty: String,
        /// Whether it has `new` for its required members. If not, it has `default`.
        has_new: bool,
        arguments: Vec<Value>,
        setters: Vec<(String, Value)>,
    },
    Union {
        ty: String,
        variant: String,
        value: Box<Value>,
    },
    List(Vec<Value>),
    Map(Vec<(Value, Value)>),
    Null,
    Some(Box<Value>),
    Sensitive(Box<Value>),
    Boxed(Box<Value>),
}

impl Value {
    /// The values that it is made of.
    pub(crate) fn parts(&self) -> Vec<&Value> {
        match self {
            Self::Structure { arguments, setters, .. } => {
                arguments.iter().chain(setters.iter().map(|(_, value)| value)).collect()
            }
            Self::List(elements) => elements.iter().collect(),
            Self::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
            Self::Union { value, .. }
            | Self::Some(value)
            | Self::Sensitive(value)
            | Self::Boxed(value) => vec![value],
            _ => Vec::new(),
        }
    }
}
