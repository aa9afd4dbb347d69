//! Generates the types of the description in the folder `$ROOMS` and of botocore's file of
//! paginators in `$PAGINATORS`. `tests/ecosystem/run` sets both.

use std::{env, fs};

use chime_model_spec::Generator;

fn main() {
    println!("cargo::rerun-if-env-changed=ROOMS");
    println!("cargo::rerun-if-env-changed=PAGINATORS");
    let read = |variable: &str, file: &str| {
        let path = env::var(variable).expect("tests/ecosystem/run sets it") + file;
        println!("cargo::rerun-if-changed={path}");
        fs::read_to_string(path).expect("a file")
    };
    let service = read("ROOMS", "/service.json");
    let paginators = read("PAGINATORS", "");
    let generator = Generator::new("service.json", &service);
    match generator.paginators("paginators.json", &paginators).generate() {
        Ok(code) => fs::write(format!("{}/rooms.rs", env::var("OUT_DIR").unwrap()), code).unwrap(),
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
}
