//! Generates CreateRoom.

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let generated = chime_model_spec::generate("chime.json", chime_model_spec::CHIME);
    fs::write(out.join("chime.rs"), generated.expect("a description")).expect("a file");
}
