//! The command `chime-model-spec`, for people with a description: checks it, shows its Rust.
fn main() {}
