//! Generates types with typify from every exported schema, and from every schema of the description
//! of traps. Our generator writes the types of that description too. The folders give the list of
//! types.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

use typify::{TypeSpace, TypeSpaceSettings};

fn main() -> Result<(), Box<dyn Error>> {
    let [schemas, traps_schemas, traps] =
        ["SCHEMA", "TRAPS_SCHEMA", "TRAPS"].map(|name| env::var(name).unwrap_or_default());
    for name in ["SCHEMA", "TRAPS_SCHEMA", "TRAPS"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    for path in [&schemas, &traps_schemas, &traps] {
        println!("cargo::rerun-if-changed={path}");
    }
    let (mut modules, mut typify, mut serde) = (String::new(), String::new(), String::new());
    for (folder, owner) in [(&schemas, "chime_model"), (&traps_schemas, "traps")] {
        for (name, schema) in documents(Path::new(folder))? {
            let mut types = TypeSpace::new(&TypeSpaceSettings::default());
            types.add_root_schema(serde_json::from_str(&schema)?)?;
            writeln!(modules, "pub mod {name} {{ {} }}", types.to_stream())?;
            writeln!(
                typify,
                "{name:?} => schema_readers::parse::<{name}::{name}>(text).map(drop),"
            )?;
            writeln!(serde, "{name:?} => check(schema_readers::parse::<{owner}::{name}>(text)?),")?;
        }
    }
    let traps = chime_model_spec::generate("traps.json", &fs::read_to_string(traps)?)?;
    let out = env::var("OUT_DIR")?;
    fs::write(format!("{out}/typify.rs"), dispatch(&modules, &typify))?;
    fs::write(format!("{out}/serde.rs"), dispatch(&format!("mod traps {{ {traps} }}"), &serde))?;
    Ok(())
}

/// A function from a type's name and a message to the reader's verdict.
fn dispatch(items: &str, arms: &str) -> String {
    format!(
        "{items}\npub fn read(name: &str, text: &str) -> Result<(), String> {{
            match name {{ {arms} _ => panic!(\"the table names {{name}}, which has no schema\") }}
        }}"
    )
}

/// Every schema of the folder with its name, in order of names.
fn documents(folder: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder.join("draft-07"))? {
        let path = entry?.path();
        let name =
            path.file_stem().and_then(|stem| stem.to_str()).ok_or("a file without a name")?;
        all.push((name.to_owned(), fs::read_to_string(&path)?));
    }
    all.sort();
    Ok(all)
}
