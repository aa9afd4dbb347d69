//! Generates the types of each service, of the description `service.json` in its folder.
//! `tests/interop/ecosystem/run` sets the variables.

use std::{env, fs};

fn main() {
    for (name, variable) in [("bedrock", "BEDROCK"), ("lambda", "LAMBDA"), ("logs", "LOGS")] {
        println!("cargo::rerun-if-env-changed={variable}");
        let file =
            env::var(variable).expect("tests/interop/ecosystem/run sets it") + "/service.json";
        println!("cargo::rerun-if-changed={file}");
        let text = fs::read_to_string(&file).expect("a file");
        let out = format!("{}/{name}.rs", env::var("OUT_DIR").unwrap());
        match chime_model_spec::generate("service.json", &text) {
            Ok(code) => fs::write(out, code).unwrap(),
            Err(problems) => {
                problems.iter().for_each(|problem| println!("cargo::error={problem}"));
            }
        }
    }
}
