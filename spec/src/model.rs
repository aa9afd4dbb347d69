//! [`Model`]: a description in terms of Rust. It can hold only what the emitter can write. Its
//! order is that of the file.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use chime_model_pattern::Pattern;
use chime_model_vocabulary::{Flag, Location, Protocol, Service, TimestampFormat};

use crate::error::Problem;
use crate::example::Examples;

/// A whole description.
pub struct Model {
    pub source: String,
    pub service: Service,
    pub protocol: Protocol,
    pub items: Vec<Item>,
    /// The name of the enum of the operations.
    pub route: String,
    /// Prelude names that a shape shadows; the emitter writes these with a full path.
    pub shadowed: Vec<String>,
    /// The unknown keys that were ignored.
    pub ignored_keys: Vec<Problem>,
    pub examples: Examples,
}

impl Model {
    /// The paths of the unknown keys that were ignored, each once, with `*` for the name of an
    /// operation.
    pub(crate) fn ignored_paths(&self) -> BTreeSet<String> {
        let operations: HashSet<&str> = self
            .items
            .iter()
            .filter(|item| matches!(item, Item::Operation(_)))
            .map(|item| item.named().name.as_str())
            .collect();
        let general = |path: &str| {
            let rest = path.strip_prefix("operations.")?;
            // The name of an operation may itself contain a dot.
            let mut ends = rest.match_indices('.').map(|(end, _)| end);
            let end = ends.find(|end| operations.contains(&rest[..*end]))?;
            Some(format!("operations.*{}", &rest[end..]))
        };
        let paths = self.ignored_keys.iter().map(Problem::path);
        paths.map(|path| general(path).unwrap_or_else(|| path.to_owned())).collect()
    }
}

pub enum Item {
    Operation(Operation),
    Structure(Structure),
    Union(Union),
    Enumeration(Enumeration),
}

impl Item {
    #[must_use]
    pub fn named(&self) -> &Named {
        match self {
            Self::Operation(Operation { named, .. })
            | Self::Structure(Structure { named, .. })
            | Self::Union(Union { named, .. })
            | Self::Enumeration(Enumeration { named, .. }) => named,
        }
    }

    /// The members of a structure or a union.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match self {
            Self::Structure(Structure { members, .. }) | Self::Union(Union { members, .. }) => {
                members
            }
            Self::Operation(_) | Self::Enumeration(_) => &[],
        }
    }
}

/// The facts that every item, member and value has.
pub struct Named {
    /// The name in Rust.
    pub ident: String,
    /// The name in the description.
    pub name: String,
    /// The documentation, in Markdown.
    pub docs: String,
    /// The reason for its deprecation, if it is deprecated.
    pub deprecated: Option<String>,
}

pub struct Operation {
    pub named: Named,
    pub method: String,
    pub uri: String,
    pub code: u16,
    /// The target by which a server finds it in awsJson, where it has no URI.
    pub target: Option<String>,
    pub host_prefix: Option<String>,
    pub flags: Vec<Flag>,
    pub compression: Vec<String>,
    pub input: Option<String>,
    pub output: Option<String>,
    /// The names of the unions of events, where the input or the output has a stream of them.
    pub input_events: Option<String>,
    pub output_events: Option<String>,
    /// The name of the enum of its errors, and the names of these.
    pub error: String,
    pub errors: Vec<String>,
    pub pages: Option<Box<Pages>>,
    /// Whether one of its errors contains a float.
    pub has_float: bool,
}

/// How an operation responds page by page. The names are those of fields in Rust.
pub struct Pages {
    pub input_token: String,
    pub output_token: String,
    /// The boolean that says whether there is another page.
    pub more_results: Option<String>,
    /// The items of a page; `None` if a page itself is the item.
    pub items: Option<Items>,
}

pub struct Items {
    pub field: String,
    /// A list, or a map, whose items are its entries.
    pub ty: Type,
}

pub struct Structure {
    pub named: Named,
    pub members: Vec<Member>,
    /// The name of the union of events, if the body of its message is a stream of them.
    pub stream: Option<String>,
    pub exception: Option<Exception>,
    /// Whether its value must not be shown.
    pub is_sensitive: bool,
    /// Whether it contains a float at any depth.
    pub has_float: bool,
}

pub struct Exception {
    pub status: u16,
    pub is_fault: bool,
    pub is_retryable: bool,
    pub is_throttling: bool,
    /// The code in AWS Query, if clients expect one and it differs from the name.
    pub query_code: Option<String>,
    /// The first error with the same members, whose reader this one shares.
    pub reads_as: Option<String>,
}

pub struct Union {
    pub named: Named,
    pub members: Vec<Member>,
    /// Whether its value must not be shown.
    pub is_sensitive: bool,
    /// Whether it contains a float at any depth.
    pub has_float: bool,
    /// The name of the variant for members or values that are not modeled.
    pub unknown: String,
    /// The additional facts of a union of events.
    pub events: Option<Events>,
}

/// The errors that may end a stream of events.
pub struct Events {
    /// The name of the enum of them.
    pub error: String,
    pub errors: Vec<StreamError>,
}

pub struct StreamError {
    /// The name of the variant.
    pub ident: String,
    /// The name of the member, which the error has in the stream (rule M6).
    pub name: String,
    /// The name of its structure.
    pub ty: String,
}

pub struct Enumeration {
    pub named: Named,
    pub values: Vec<Value>,
    /// The name of the variant for members or values that are not modeled.
    pub unknown: String,
}

pub struct Value {
    pub ident: String,
    pub name: String,
}

pub struct Member {
    pub named: Named,
    pub ty: Type,
    pub is_required: bool,
    pub location: Location<String>,
    /// The format of its timestamps, if that is not the default of its location (rule T1).
    pub timestamp: Option<TimestampFormat>,
    pub constraints: Constraints,
    pub is_token: bool,
    pub is_host_label: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Type {
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
    /// The name of the enumeration of its keys, if they have one, and the type of its values.
    Map(Option<String>, Box<Type>),
    /// An element that may be null.
    Nullable(Box<Type>),
    Sensitive(Box<Type>),
    /// Breaks a cycle of structures.
    Boxed(Box<Type>),
}

/// Constraints. The bounds of a range are Rust literals.
pub type Constraints = chime_model_vocabulary::Constraints<String, Rc<Pattern>>;

impl Member {
    /// The format of its timestamps in an HTTP message (rule T1).
    #[must_use]
    pub fn timestamp_format(&self) -> TimestampFormat {
        self.timestamp.unwrap_or(self.location.timestamp_format())
    }
}

impl Type {
    /// Whether it is a timestamp, or a list or a map of timestamps at any depth.
    #[must_use]
    pub fn holds_timestamp(&self) -> bool {
        match self.plain() {
            Type::Timestamp => true,
            Type::List(inner) | Type::Map(_, inner) => inner.holds_timestamp(),
            _ => false,
        }
    }

    /// The type without wrappers of a single value.
    #[must_use]
    pub fn plain(&self) -> &Type {
        match self {
            Type::Sensitive(inner) | Type::Boxed(inner) | Type::Nullable(inner) => inner.plain(),
            plain => plain,
        }
    }

    /// Whether a value outside a body is one text.
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
        match self.plain() {
            Type::List(element) => element.is_text() && !matches!(**element, Type::Nullable(_)),
            _ => false,
        }
    }
}
