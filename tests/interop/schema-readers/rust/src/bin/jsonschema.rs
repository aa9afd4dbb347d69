//! The crate jsonschema judges the table, in the draft that its argument names.

use std::collections::HashMap;

use schema_readers::{judge, schema};

fn main() {
    let draft = std::env::args().nth(1).expect("the draft");
    let mut validators = HashMap::new();
    judge(|type_name, json| {
        let validator = validators.entry(type_name.to_owned()).or_insert_with(|| {
            jsonschema::options()
                .should_validate_formats(true)
                .build(&schema(&draft, type_name))
                .expect("the schema is valid")
        });
        validator.validate(json).map_err(|error| error.to_string())
    });
}
