//! Generates the types of the description with planted code, under a file name that ends a line
//! comment.

fn main() {
    let text = std::fs::read_to_string("planted.json").expect("the description");
    match chime_model_spec::generate("planted.json\ncompile_error!(\"planted\");", &text) {
        Ok(code) => std::fs::write(format!("{}/planted.rs", std::env::var("OUT_DIR").expect("a folder")), code).expect("a file"),
        Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={}", problem.to_string().escape_debug())),
    }
}
