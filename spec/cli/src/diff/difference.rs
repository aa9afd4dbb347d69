//! One difference between two descriptions: what it is, where it is, and whom it breaks.

use std::collections::BTreeSet;
use std::fmt;

use chime_model_spec::Problem;

/// Whom a difference can break: programs that stay as they are while the others go on to the new
/// description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Audience {
    /// Callers of the old description: a server of the new one refuses or misreads what they send,
    /// or they its responses.
    Callers,
    /// Servers of the old description: they refuse or misread what callers of the new one send, or
    /// those their responses.
    Servers,
    /// Readers of the new description, of documents that were stored in the documented form of the
    /// old one.
    Readers,
    /// Rust programs that compile with the types of the old description.
    RustUsers,
}

impl Audience {
    /// Every audience there is.
    pub const ALL: [Self; 4] = [Self::Callers, Self::Servers, Self::Readers, Self::RustUsers];

    /// The name for programs: `callers`, `servers`, `readers` or `rust-users`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Callers => "callers",
            Self::Servers => "servers",
            Self::Readers => "readers",
            Self::RustUsers => "rust-users",
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::RustUsers { "Rust users" } else { self.name() })
    }
}

/// The audiences that a difference breaks.
pub(super) type Breaks = BTreeSet<Audience>;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $name:literal,)*) => {
        /// What a difference is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[doc = $doc])+ $kind,)*
        }

        impl Kind {
            /// Every kind there is.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The name for programs, such as `member-removed`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

kinds! {
    /// An operation is new.
    OperationAdded = "operation-added",
    /// An operation is gone.
    OperationRemoved = "operation-removed",
    /// The method of an operation is another.
    MethodChanged = "method-changed",
    /// The path or the literal query of an operation is another, or only the name of a label.
    UriChanged = "uri-changed",
    /// The prefix of the host of an operation is another, or the prefix of all endpoints.
    HostChanged = "host-changed",
    /// How requests are signed.
    SigningChanged = "signing-changed",
    /// The status code of a success or of an error is another.
    StatusChanged = "status-changed",
    /// The input of an operation is new, gone or another structure.
    InputChanged = "input-changed",
    /// The output of an operation is new, gone or another structure.
    OutputChanged = "output-changed",
    /// Every request of an operation has a body now.
    RequestBodyAdded = "request-body-added",
    /// No request of an operation has a body any more.
    RequestBodyRemoved = "request-body-removed",
    /// An operation has an error more.
    ErrorAdded = "error-added",
    /// An operation has an error less.
    ErrorRemoved = "error-removed",
    /// An operation may be repeated, or a member is an idempotency token now.
    IdempotencyAdded = "idempotency-added",
    /// An operation may not be repeated, or a member is no idempotency token any more.
    IdempotencyRemoved = "idempotency-removed",
    /// A shape is new.
    ShapeAdded = "shape-added",
    /// A shape is gone.
    ShapeRemoved = "shape-removed",
    /// A value is of another type.
    TypeChanged = "type-changed",
    /// A member or an element refers to a shape of another name.
    TargetChanged = "target-changed",
    /// Values are sensitive now, or no longer.
    SensitivityChanged = "sensitivity-changed",
    /// An enumeration has a value more.
    ValueAdded = "value-added",
    /// An enumeration has a value less.
    ValueRemoved = "value-removed",
    /// Fewer values are allowed: a length, a range, a pattern.
    ConstraintTightened = "constraint-tightened",
    /// More values are allowed.
    ConstraintLoosened = "constraint-loosened",
    /// A pattern is another, so that other values are allowed.
    ConstraintChanged = "constraint-changed",
    /// The elements of a list or the values of a map may be null.
    NullAllowed = "null-allowed",
    /// They may no longer be null.
    NullRefused = "null-refused",
    /// A member is new.
    MemberAdded = "member-added",
    /// A member is gone.
    MemberRemoved = "member-removed",
    /// An optional member is required.
    MemberRequired = "member-required",
    /// A required member is optional.
    MemberOptional = "member-optional",
    /// A member is in another part of the message.
    LocationChanged = "location-changed",
    /// A member has another `locationName`.
    LocationNameChanged = "location-name-changed",
    /// Timestamps have another format in messages.
    TimestampFormatChanged = "timestamp-format-changed",
    /// A member has begun or ceased to be part of the host.
    HostLabelChanged = "host-label-changed",
    /// The generated Rust differs, where no other difference at that place says why.
    RustChanged = "rust-changed",
    /// Something is deprecated now, or no longer, or for another reason.
    DeprecationChanged = "deprecation-changed",
    /// Something that the contract does not depend on, such as a hint for clients.
    DetailChanged = "detail-changed",
    /// A text for people is another.
    DocumentationChanged = "documentation-changed",
}

/// One difference between two descriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub(super) kind: Kind,
    /// Where it is, and what it is in words.
    pub(super) place: Problem,
    /// The value or the error that it is about, in a list of them.
    pub(super) part: Option<String>,
    pub(super) breaks: Breaks,
}

impl Difference {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The file that it is in: the new one, or the old one for what is gone.
    #[must_use]
    pub fn file(&self) -> &str {
        self.place.file()
    }

    /// The line of that file, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.place.line()
    }

    /// The column in characters, counted from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.place.column()
    }

    /// The way to the place through the JSON, such as `shapes.Room.members.Name`.
    #[must_use]
    pub fn path(&self) -> &str {
        self.place.path()
    }

    /// What it is, in words.
    #[must_use]
    pub fn message(&self) -> &str {
        self.place.message()
    }

    /// Whom it breaks, each once, in the order of [`Audience`]; none for most differences.
    pub fn breaks(&self) -> impl Iterator<Item = Audience> {
        self.breaks.iter().copied()
    }
}

/// `new.json:64:16: shapes.Room.members.Name: the member is required; breaks callers and Rust
/// users`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.place.fmt(f)?;
        let last = self.breaks.len().saturating_sub(1);
        for (index, audience) in self.breaks.iter().enumerate() {
            let before = match index {
                0 => "; breaks ",
                index if index == last => " and ",
                _ => ", ",
            };
            write!(f, "{before}{audience}")?;
        }
        Ok(())
    }
}
