//! Generates the types of this crate from the description, or reports each problem of it as an
//! error of cargo.

use std::{env, fs, path::Path};

use chime_model_spec::{CHIME, EXAMPLES, Generator};

fn main() {
    let generator = Generator::new("spec/chime.json", CHIME);
    match generator.examples("chime_model", "spec/examples.json", EXAMPLES).generate() {
        Ok(code) => {
            let out = env::var_os("OUT_DIR").expect("cargo sets it for build scripts");
            fs::write(Path::new(&out).join("chime.rs"), code).expect("cargo has made the folder");
        }
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
}
