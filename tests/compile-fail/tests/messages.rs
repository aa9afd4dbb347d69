//! The compiler's messages for wrong uses: one message for each mistake, on the tokens that are
//! wrong.
//!
//! `TRYBUILD=overwrite cargo test -p chime-model-compile-fail` regenerates the messages.

use std::process::Command;

/// The compiler whose messages are in `cases/`. Other versions word their messages differently.
const MESSAGES_OF: &str = "rustc 1.95.";

#[test]
fn a_wrong_use_has_one_message() {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let version = Command::new(rustc).arg("--version").output().expect("the compiler runs");
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    if version.starts_with(MESSAGES_OF) {
        trybuild::TestCases::new().compile_fail("cases/*.rs");
    } else {
        println!("skipped: the messages are those of {MESSAGES_OF}*, and this is {version}");
    }
}
