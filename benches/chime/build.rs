//! Generates the types of the description in `$CHIME`, and a list of its operations.

use std::path::Path;
use std::{env, fs};

use serde_json::Value;

fn main() {
    let file = env::var("CHIME").expect("CHIME names the description, as benches/run sets it");
    println!("cargo::rerun-if-env-changed=CHIME");
    println!("cargo::rerun-if-changed={file}");
    let text = fs::read_to_string(&file).expect("the description is a text");
    let code = chime_model_spec::generate("chime.json", &text)
        .unwrap_or_else(|problems| panic!("{problems}"));
    let description: Value = serde_json::from_str(&text).expect("the description is JSON");
    let operations = description["operations"].as_object().expect("a description has operations");
    let http = operations.iter().map(|(name, operation)| {
        format!(
            "({name:?}, {}, {}), ",
            operation["http"]["method"], operation["http"]["requestUri"]
        )
    });
    let list = format!("&[{}]", http.collect::<String>());
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("chime.rs"), code).expect("OUT_DIR can be written");
    fs::write(Path::new(&out).join("operations.rs"), list).expect("OUT_DIR can be written");
}
