//! [`Flag`]: a fact about an operation, with its names in descriptions, in attributes and in Rust.

/// A fact about an operation that has no value: it holds or it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// A client has to send a checksum of the body.
    NeedsChecksum,
    /// Sending the same request twice has the same effect as sending it once.
    Idempotent,
    /// It changes nothing.
    Readonly,
    /// A client does not sign.
    NoAuth,
    /// The signature leaves out the body.
    UnsignedPayload,
}

impl Flag {
    /// Every flag.
    pub const ALL: [Self; 5] = [
        Self::NeedsChecksum,
        Self::Idempotent,
        Self::Readonly,
        Self::NoAuth,
        Self::UnsignedPayload,
    ];

    /// The key in descriptions. Whether a client signs is in lists of schemes, and has no key.
    #[must_use]
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::NeedsChecksum => Some("httpChecksumRequired"),
            Self::Idempotent => Some("idempotent"),
            Self::Readonly => Some("readonly"),
            Self::NoAuth => None,
            Self::UnsignedPayload => Some("unsignedPayload"),
        }
    }

    /// The key in the attribute `#[operation(…)]`.
    #[must_use]
    pub fn attribute(self) -> &'static str {
        match self {
            Self::NeedsChecksum => "needs_checksum",
            Self::Idempotent => "idempotent",
            Self::Readonly => "readonly",
            Self::NoAuth => "no_auth",
            Self::UnsignedPayload => "unsigned_payload",
        }
    }

    /// The constant of an operation in Rust, and its value if the flag holds.
    #[must_use]
    pub fn constant(self) -> (&'static str, bool) {
        match self {
            Self::NeedsChecksum => ("NEEDS_CHECKSUM", true),
            Self::Idempotent => ("IDEMPOTENT", true),
            Self::Readonly => ("READONLY", true),
            Self::NoAuth => ("NEEDS_AUTH", false),
            Self::UnsignedPayload => ("UNSIGNED_PAYLOAD", true),
        }
    }
}
