//! Generates the types of `service.json` in the folder `TABLES`, which `tests/ecosystem/run` cuts
//! out of botocore's description of DynamoDB.

use std::{env, fs};

use chime_model_spec::Generator;

fn main() {
    println!("cargo::rerun-if-env-changed=TABLES");
    let path = env::var("TABLES").expect("tests/ecosystem/run sets it") + "/service.json";
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).expect("a description");
    let generator = Generator::new("service.json", &text);
    match generator.error_namespace("com.amazonaws.dynamodb.v20120810").generate() {
        Ok(code) => fs::write(env::var("OUT_DIR").unwrap() + "/tables.rs", code).unwrap(),
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
}
