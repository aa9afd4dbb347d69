//! Snapshots and properties; see `tests/`.
