//! Prints the public API of the crate whose rustdoc JSON is the argument, one item per line. It
//! leaves out what follows from the rest: blanket impls and auto traits.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let json = std::env::args().nth(1).ok_or("usage: chime-model-public-api RUSTDOC_JSON")?;
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .build()?;
    print!("{api}");
    Ok(())
}
