//! What a description means: names of Rust, types, places. Only what can be written out can be
//! built; the order is the file's.

/// A whole description.
pub(crate) struct Model {
    pub(crate) source: String,
    pub(crate) service: Service,
    pub(crate) items: Vec<Item>,
    /// The name of the enum that tells the operations apart.
    pub(crate) route: String,
    /// Names that shapes take from the prelude and from this project's own; whoever means those
    /// writes their path.
    pub(crate) shadowed: Vec<String>,
}

pub(crate) struct Service {
    pub(crate) id: String,
    pub(crate) full_name: String,
    pub(crate) api_version: String,
    pub(crate) endpoint_prefix: String,
    pub(crate) signing_name: String,
}

pub(crate) enum Item {
    Operation(Operation),
    Structure(Structure),
    Union(Union),
    Enumeration(Enumeration),
}

/// What every item and every part of one has.
pub(crate) struct Named {
    /// The name of Rust.
    pub(crate) ident: String,
    /// The name of the description.
    pub(crate) name: String,
    /// Markdown.
    pub(crate) docs: String,
    /// Why it is deprecated, if it is.
    pub(crate) deprecated: Option<String>,
}

pub(crate) struct Operation {
    pub(crate) named: Named,
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) code: u16,
    pub(crate) host_prefix: Option<String>,
    pub(crate) needs_checksum: bool,
    pub(crate) compression: Vec<String>,
    pub(crate) input: Option<String>,
    pub(crate) output: Option<String>,
    /// The name of the enum, and the names of its errors.
    pub(crate) error: String,
    pub(crate) errors: Vec<String>,
    /// Whether the enum holds a float.
    pub(crate) has_float: bool,
}

pub(crate) struct Structure {
    pub(crate) named: Named,
    pub(crate) members: Vec<Member>,
    pub(crate) exception: Option<Exception>,
    /// Whether nothing of it may be shown.
    pub(crate) is_sensitive: bool,
    /// Whether it holds a float, however deep.
    pub(crate) has_float: bool,
}

pub(crate) struct Exception {
    pub(crate) status: u16,
    pub(crate) is_fault: bool,
    pub(crate) is_retryable: bool,
}

pub(crate) struct Union {
    pub(crate) named: Named,
    pub(crate) members: Vec<Member>,
    /// Whether nothing of it may be shown.
    pub(crate) is_sensitive: bool,
    /// Whether it holds a float, however deep.
    pub(crate) has_float: bool,
    /// The name of the variant for what is not modeled.
    pub(crate) unknown: String,
}

pub(crate) struct Enumeration {
    pub(crate) named: Named,
    pub(crate) values: Vec<Value>,
    /// The name of the variant for what is not modeled.
    pub(crate) unknown: String,
}

pub(crate) struct Value {
    pub(crate) ident: String,
    pub(crate) name: String,
}

pub(crate) struct Member {
    pub(crate) named: Named,
    pub(crate) ty: Type,
    pub(crate) is_required: bool,
    pub(crate) place: Place,
    /// The format of its timestamps, where that is not the place's.
    pub(crate) timestamp: Option<&'static str>,
    pub(crate) constraints: Constraints,
    pub(crate) is_token: bool,
    pub(crate) is_host_label: bool,
}

pub(crate) enum Place {
    /// In the body, under another key than its name if there is one here.
    Body(Option<String>),
    Label(String),
    Query(String),
    QueryMap,
    Header(String),
    PrefixHeaders(String),
    Status,
    Payload,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    String,
    Boolean,
    Integer,
    Long,
    Float,
    Double,
    Timestamp,
    Blob,
    Document,
    JsonValue,
    Structure(String),
    Union(String),
    Enumeration(String),
    List(Box<Type>),
    /// The name of the enumeration that its keys are, if they are one, and the type of its values.
    Map(Option<String>, Box<Type>),
    /// An element that may be null.
    Nullable(Box<Type>),
    Sensitive(Box<Type>),
    /// Breaks a cycle of structures.
    Boxed(Box<Type>),
}

/// Limits, with the numbers as literals of Rust.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Constraints {
    pub(crate) length: Option<Bounds>,
    pub(crate) range: Option<Bounds>,
    pub(crate) pattern: Option<String>,
    pub(crate) each: Option<Box<Constraints>>,
    pub(crate) keys: Option<Box<Constraints>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) min: Option<String>,
    pub(crate) max: Option<String>,
}

#[cfg(any(feature = "diff", feature = "schema"))]
impl Member {
    /// The format of the timestamps in it in an HTTP message (rule T1).
    pub(crate) fn timestamps(&self) -> &'static str {
        self.timestamp.unwrap_or(self.place.timestamps())
    }
}

impl Place {
    /// The format of timestamps here, where neither the member nor its shape says one (rule T1).
    pub(crate) fn timestamps(&self) -> &'static str {
        match self {
            Place::Body(_) | Place::Payload | Place::Status => "epoch-seconds",
            Place::Label(_) | Place::Query(_) | Place::QueryMap => "date-time",
            Place::Header(_) | Place::PrefixHeaders(_) => "http-date",
        }
    }
}

impl Type {
    /// Whether it is or holds timestamps of its own, not those of a structure in it.
    pub(crate) fn holds_timestamp(&self) -> bool {
        match self.plain() {
            Type::Timestamp => true,
            Type::List(inner) | Type::Map(_, inner) => inner.holds_timestamp(),
            _ => false,
        }
    }

    /// The type without what wraps a single value.
    pub(crate) fn plain(&self) -> &Type {
        match self {
            Type::Sensitive(inner) | Type::Boxed(inner) | Type::Nullable(inner) => inner.plain(),
            plain => plain,
        }
    }

    /// Whether it is one text outside of a body.
    pub(crate) fn is_text(&self) -> bool {
        let plain = self.plain();
        !matches!(
            plain,
            Type::Blob
                | Type::Document
                | Type::Structure(_)
                | Type::Union(_)
                | Type::List(_)
                | Type::Map(..)
        )
    }

    /// Whether it is a list of texts.
    pub(crate) fn is_text_list(&self) -> bool {
        matches!(self.plain(), Type::List(element) if element.is_text() && !matches!(**element, Type::Nullable(_)))
    }
}

impl Constraints {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// These constraints for a member, unless there are none.
    pub(crate) fn boxed(self) -> Option<Box<Self>> {
        if self.is_empty() { None } else { Some(Box::new(self)) }
    }
}
