//! Keeps the folder `schema/` fresh: what is stale is written anew, and the test fails once.
#![cfg(feature = "schemars")]

#[path = "../examples/schema.rs"]
#[allow(dead_code, missing_docs)]
mod export;

#[test]
fn the_exported_schema_is_fresh() {
    let files = export::files().expect("the examples can be sent");
    if let Err(problems) = export::check(&files) {
        export::write(&files).expect("the folder can be written");
        panic!("the folder schema/ has been written anew; look at the change and commit it\n{problems}");
    }
}
