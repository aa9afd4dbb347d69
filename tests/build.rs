//! Writes the types of a description whose names are as odd as names can be, which the tests then compile and use.

use std::{env, fs, path::Path};

const FILE: &str = "descriptions/odd.json";

fn main() {
    println!("cargo::rerun-if-changed={FILE}");
    let text = fs::read_to_string(FILE).expect("a description");
    match chime_model_spec::generate(FILE, &text) {
        Ok(code) => fs::write(Path::new(&env::var_os("OUT_DIR").expect("cargo sets it")).join("odd.rs"), code).expect("a folder"),
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
}
