//! Generates the types of descriptions that the tests then compile and use: edge cases in names and
//! constraints, operations that respond page by page, and examples, whose code the tests of the
//! documentation run.

use std::{env, fs, path::Path};

use chime_model_spec::{Generator, Problems};

fn main() {
    let edge_cases = read("descriptions/edge_cases.json");
    write("edge_cases.rs", chime_model_spec::generate("edge_cases.json", &edge_cases));
    let streams = read("descriptions/streams.json");
    write("streams.rs", chime_model_spec::generate("streams.json", &streams));
    let service = read("descriptions/pages/service.json");
    let paginators = read("descriptions/pages/paginators.json");
    let generator = Generator::new("service.json", &service);
    write("pages.rs", generator.paginators("paginators.json", &paginators).generate());
    let service = read("descriptions/examples/service.json");
    let examples = read("descriptions/examples/examples.json");
    let generator = Generator::new("service.json", &service);
    let module = "chime_model_tests::examples";
    write("examples.rs", generator.examples(module, "examples.json", &examples).generate());
}

fn read(file: &str) -> String {
    println!("cargo::rerun-if-changed={file}");
    fs::read_to_string(file).expect("a description")
}

fn write(file: &str, code: Result<String, Problems>) {
    let folder = env::var_os("OUT_DIR").expect("cargo sets it");
    match code {
        Ok(code) => fs::write(Path::new(&folder).join(file), code).expect("a folder"),
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
}
