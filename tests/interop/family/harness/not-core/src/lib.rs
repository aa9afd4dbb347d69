//! An empty crate, which a user could call `core`.
