//! Code that the Rust readers share: it reads the table of messages, and prints verdicts.

use std::{env, fmt::Display, fs, path::Path};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

#[derive(Deserialize)]
struct Table {
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    types: Vec<String>,
    instances: Vec<Instance>,
}

#[derive(Deserialize)]
struct Instance {
    name: String,
    json: Value,
}

/// Prints, for every message of the table, whether `read` accepts it as its type.
pub fn judge<E: Display>(mut read: impl FnMut(&str, &Value) -> Result<(), E>) {
    let table: Table =
        serde_json::from_str(&file("INSTANCES", "")).expect("the table has the expected form");
    for Group { types, instances } in table.groups {
        for type_name in &types {
            for Instance { name, json } in &instances {
                match read(type_name, json) {
                    Ok(()) => println!("accepts\t{type_name}/{name}"),
                    Err(why) => println!(
                        "refuses\t{type_name}/{name}\t{}",
                        why.to_string().replace('\n', " ")
                    ),
                }
            }
        }
    }
}

/// The schema of a type in one of the drafts.
pub fn schema(draft: &str, type_name: &str) -> Value {
    serde_json::from_str(&file("SCHEMA", &format!("{draft}/{type_name}.json")))
        .expect("a schema is JSON")
}

/// What serde reads from `text`.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn file(variable: &str, place: &str) -> String {
    let mut path = env::var(variable).expect("the run sets the variable");
    if !place.is_empty() {
        path = Path::new(&path).join(place).display().to_string();
    }
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
