//! Generates the types of the tour of the protocol, a description with every kind of member in
//! every location.

use std::path::Path;
use std::{env, fs};

const FILE: &str = "../../interop/family/protocol.json";

fn main() {
    println!("cargo::rerun-if-changed={FILE}");
    let text = fs::read_to_string(FILE).expect("the description can be read");
    match chime_model_spec::generate(FILE, &text) {
        Ok(code) => fs::write(
            Path::new(&env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("tour.rs"),
            code,
        )
        .expect("OUT_DIR can be written"),
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
}
