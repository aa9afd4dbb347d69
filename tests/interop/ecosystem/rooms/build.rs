//! Generates the types of each service: of the description `service.json` in its folder, and of
//! botocore's file of paginators if there is one. `tests/interop/ecosystem/run` sets the variables.

use std::{env, fs};

use chime_model_spec::Generator;

fn main() {
    generate("rooms", "ROOMS", Some("PAGINATORS"));
    generate("shadows", "SHADOWS", None);
}

fn generate(name: &str, folder: &str, paginators: Option<&str>) {
    let service = read(folder, "/service.json");
    let paginators = paginators.map(|variable| read(variable, ""));
    let mut generator = Generator::new("service.json", &service);
    if let Some(paginators) = &paginators {
        generator = generator.paginators("paginators.json", paginators);
    }
    match generator.generate() {
        Ok(code) => fs::write(format!("{}/{name}.rs", env::var("OUT_DIR").unwrap()), code).unwrap(),
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
}

fn read(variable: &str, file: &str) -> String {
    println!("cargo::rerun-if-env-changed={variable}");
    let path = env::var(variable).expect("tests/interop/ecosystem/run sets it") + file;
    println!("cargo::rerun-if-changed={path}");
    fs::read_to_string(path).expect("a file")
}
