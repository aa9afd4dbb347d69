//! Generates the types of `service.json` for the example `own_description`, as a separate package
//! would.

fn main() {
    println!("cargo::rerun-if-changed=service.json");
    match chime_model_spec::generate("service.json", include_str!("service.json")) {
        Ok(code) => std::fs::write(
            format!("{}/service.rs", std::env::var("OUT_DIR").expect("cargo sets it")),
            code,
        )
        .expect("a file"),
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
    }
}
