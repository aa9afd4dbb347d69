//! [`Difference`]: the kind of a difference, its place, and whom it breaks.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use chime_model_spec::Problem;

use super::breakages::Owner;

/// Whom a difference can break: programs that keep the old description while others use the new
/// one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Audience {
    /// Callers of the old description: a server of the new one refuses or misreads their requests,
    /// or they misread its responses.
    Callers,
    /// Servers of the old description: they refuse or misread the requests of callers of the new
    /// one, or these misread their responses.
    Servers,
    /// Readers of the new description, of documents that were stored in the documented form of the
    /// old one.
    Readers,
    /// Validators of messages or documents: the exported schema of one description refuses what the
    /// other allows. Only limits count here. The Rust types do not check the limits of responses
    /// and documents (rule [V1]), but a validator does.
    ///
    /// [V1]: https://docs.rs/chime-model/latest/chime_model/rules/#v1
    Validators,
    /// Rust programs that compile with the types of the old description.
    RustUsers,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Self; 5] =
        [Self::Callers, Self::Servers, Self::Readers, Self::Validators, Self::RustUsers];

    /// The name for programs: `callers`, `servers`, `readers`, `validators` or `rust-users`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Callers => "callers",
            Self::Servers => "servers",
            Self::Readers => "readers",
            Self::Validators => "validators",
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
            /// Every kind.
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
    /// The service has another protocol, another version of it, or another prefix of its targets.
    ProtocolChanged = "protocol-changed",
    /// An operation has another method.
    MethodChanged = "method-changed",
    /// An operation has another path or literal query, or only another name of a label.
    UriChanged = "uri-changed",
    /// An operation or the whole service has another prefix of its host.
    HostChanged = "host-changed",
    /// Requests are signed differently.
    SigningChanged = "signing-changed",
    /// A success or an error has another status code.
    StatusChanged = "status-changed",
    /// The input of an operation is new, gone or another structure.
    InputChanged = "input-changed",
    /// The output of an operation is new, gone or another structure.
    OutputChanged = "output-changed",
    /// Every request of an operation now has a body.
    RequestBodyAdded = "request-body-added",
    /// Requests of an operation no longer have a body.
    RequestBodyRemoved = "request-body-removed",
    /// An operation has a new error.
    ErrorAdded = "error-added",
    /// An error of an operation is gone.
    ErrorRemoved = "error-removed",
    /// An operation may now be repeated, or a member is now an idempotency token.
    IdempotencyAdded = "idempotency-added",
    /// An operation may no longer be repeated, or a member is no longer an idempotency token.
    IdempotencyRemoved = "idempotency-removed",
    /// A shape is new.
    ShapeAdded = "shape-added",
    /// A shape is gone.
    ShapeRemoved = "shape-removed",
    /// A value has another type.
    TypeChanged = "type-changed",
    /// A member or an element refers to another shape.
    TargetChanged = "target-changed",
    /// Values are now sensitive, or no longer.
    SensitivityChanged = "sensitivity-changed",
    /// An enumeration has a new value.
    ValueAdded = "value-added",
    /// A value of an enumeration is gone.
    ValueRemoved = "value-removed",
    /// A length, a range or a pattern allows fewer values.
    ConstraintTightened = "constraint-tightened",
    /// A length, a range or a pattern allows more values.
    ConstraintLoosened = "constraint-loosened",
    /// A pattern allows other values.
    ConstraintChanged = "constraint-changed",
    /// The elements of a list or the values of a map may be null.
    NullAllowed = "null-allowed",
    /// The elements of a list or the values of a map may no longer be null.
    NullRefused = "null-refused",
    /// A member is new.
    MemberAdded = "member-added",
    /// A member is gone.
    MemberRemoved = "member-removed",
    /// An optional member is required.
    MemberRequired = "member-required",
    /// A required member is optional.
    MemberOptional = "member-optional",
    /// A member has another location.
    LocationChanged = "location-changed",
    /// A member has another `locationName`.
    LocationNameChanged = "location-name-changed",
    /// Timestamps have another format in messages.
    TimestampFormatChanged = "timestamp-format-changed",
    /// A member is now part of the host, or no longer.
    HostLabelChanged = "host-label-changed",
    /// The generated Rust differs for no other reason in this list.
    RustChanged = "rust-changed",
    /// Something is now deprecated or no longer deprecated, or the reason has changed.
    DeprecationChanged = "deprecation-changed",
    /// Something that the contract does not depend on, such as a hint for clients.
    DetailChanged = "detail-changed",
    /// An operation or a shape is not compared, since one of its descriptions cannot be generated.
    NotCompared = "not-compared",
    /// A text for people has changed.
    DocumentationChanged = "documentation-changed",
}

/// One difference between two descriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub(super) kind: Kind,
    /// Its place and its message.
    pub(super) place: Problem,
    /// The value or the error in a list that it is about.
    pub(super) part: Option<String>,
    pub(super) breaks: Breaks,
    /// The members that reach its shape.
    pub(super) members: Option<Arc<BTreeSet<String>>>,
}

/// How many members a difference shows in its text.
const SHOWN: usize = 3;

impl Difference {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The name of its file: the new one, or the old one if something is gone.
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

    /// The path to the place in the JSON, such as `shapes.Room.members.Name`.
    #[must_use]
    pub fn path(&self) -> &str {
        self.place.path()
    }

    /// What it is, in words.
    #[must_use]
    pub fn message(&self) -> &str {
        self.place.message()
    }

    /// The members that hold values of the shape that the difference is about, directly or in lists
    /// and maps, as `Room.Name`. Empty if the difference is about a structure, a member or an
    /// operation.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.members.iter().flat_map(|members| members.iter()).map(String::as_str)
    }

    /// Whether the owner is one of these members.
    pub(super) fn is_reached_by(&self, owner: &Owner) -> bool {
        let (Some(members), Owner::Member(structure, member)) = (&self.members, owner) else {
            return false;
        };
        members.contains(&format!("{structure}.{member}"))
    }

    /// Whom it breaks, in the order of [`Audience`]. Most differences break nobody.
    pub fn breaks(&self) -> impl Iterator<Item = Audience> {
        self.breaks.iter().copied()
    }
}

impl Difference {
    /// Names the first members, unless the path names the only one.
    fn fmt_members(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.members().count();
        let is_of_a_member = self.path().contains(".members.");
        if count == 0 || count == 1 && is_of_a_member {
            return Ok(());
        }
        let shown: Vec<&str> = self.members().take(SHOWN).collect();
        write!(f, "; in {}", shown.join(", "))?;
        if count > SHOWN {
            write!(f, " and {} more", count - SHOWN)?;
        }
        Ok(())
    }
}

/// `new.json:64:16: shapes.Room.members.Name: the member is required; breaks callers and Rust
/// users`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.place.fmt(f)?;
        self.fmt_members(f)?;
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
