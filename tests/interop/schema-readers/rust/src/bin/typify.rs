//! The types that typify generates from every schema read the table.

use schema_readers::judge;

#[allow(dead_code, non_snake_case)]
mod types {
    include!(concat!(env!("OUT_DIR"), "/typify.rs"));
}

fn main() {
    judge(|type_name, json| types::read(type_name, &json.to_string()));
}
