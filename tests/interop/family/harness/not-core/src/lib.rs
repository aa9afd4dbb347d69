//! An empty crate, which a user could rename to `core`.
