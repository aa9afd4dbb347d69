//! Fails where a file of the folder `schema/` is not what the types say. With `UPDATE_FILES=1` it
//! writes the folder first.
#![cfg(feature = "schemars")]

#[path = "../examples/schema.rs"]
#[allow(dead_code, missing_docs)]
mod export;

#[test]
fn the_exported_schema_is_fresh() {
    let files = export::files().expect("the examples can be sent");
    if std::env::var_os("UPDATE_FILES").is_some() {
        export::write(&files).expect("the folder can be written");
    }
    if let Err(problems) = export::check(&files) {
        panic!(
            "the folder schema/ is stale; run this test with UPDATE_FILES=1, look at the change and commit it\n{problems}"
        );
    }
}
