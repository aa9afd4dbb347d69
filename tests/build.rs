//! Generates the types of a description with edge cases in names and constraints, which the tests
//! then compile and use.

use std::{env, fs, path::Path};

const FILE: &str = "descriptions/edge_cases.json";

fn main() {
    println!("cargo::rerun-if-changed={FILE}");
    let text = fs::read_to_string(FILE).expect("a description");
    match chime_model_spec::generate(FILE, &text) {
        Ok(code) => fs::write(
            Path::new(&env::var_os("OUT_DIR").expect("cargo sets it")).join("edge_cases.rs"),
            code,
        )
        .expect("a folder"),
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
}
