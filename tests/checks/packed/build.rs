//! What a user writes to generate types from their own description.

fn main() {
    println!("cargo::rerun-if-changed=description.json");
    match chime_model_spec::generate("description.json", include_str!("description.json")) {
        Ok(code) => {
            std::fs::write(format!("{}/shelf.rs", std::env::var("OUT_DIR").unwrap()), code).unwrap()
        }
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
}
