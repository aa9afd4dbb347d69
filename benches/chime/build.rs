//! Generates the types of the description in `$CHIME`.

use std::path::Path;
use std::{env, fs};

fn main() {
    let file = env::var("CHIME").expect("CHIME names the description, as benches/run sets it");
    println!("cargo::rerun-if-env-changed=CHIME");
    println!("cargo::rerun-if-changed={file}");
    let text = fs::read_to_string(&file).expect("the description is a text");
    let code = chime_model_spec::generate("chime.json", &text)
        .unwrap_or_else(|problems| panic!("{problems}"));
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("chime.rs"), code).expect("OUT_DIR can be written");
}
