//! Generates every service found in `$FAMILY_DATA`, and for each a table from the names of its
//! operations to their code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use chime_model_spec::Generator;
use serde::Deserialize;

/// The parts of a description that the table needs.
#[derive(Deserialize)]
struct Description {
    operations: BTreeMap<String, Operation>,
    shapes: serde_json::Map<String, serde_json::Value>,
}

#[derive(Deserialize)]
struct Operation {
    #[serde(default)]
    errors: Vec<Reference>,
}

#[derive(Deserialize)]
struct Reference {
    shape: String,
}

fn main() {
    println!("cargo::rerun-if-env-changed=FAMILY_DATA");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let (mut modules, mut arms, mut impls, mut services) =
        (String::new(), String::new(), String::new(), String::new());
    for file in descriptions() {
        println!("cargo::rerun-if-changed={}", file.display());
        let service =
            file.file_stem().and_then(|stem| stem.to_str()).expect("a service has a name in ASCII");
        let module = service.replace(['-', '.'], "_");
        let text = fs::read_to_string(&file).expect("a description is text");
        fs::write(out.join(format!("{module}.rs")), generated(&file, service, &text))
            .expect("OUT_DIR can be written");
        let description = serde_json::from_str(&text).expect("a description is JSON");
        writeln!(
            modules,
            "/// The service `{service}`.\npub mod {module} {{\n    include!(concat!(env!(\"OUT_DIR\"), \"/{module}.rs\"));\n}}"
        )
        .expect("writing to a String cannot fail");
        table(&mut arms, &mut impls, service, &module, &description)
            .expect("writing to a String cannot fail");
        let route = route(&description);
        writeln!(services, "        {service:?} => Some(schema::documents::<{module}::{route}>({module}::SERVICE, VERSION, LICENSE)),")
            .expect("writing to a String cannot fail");
    }
    let find = format!(
        "/// The code for an operation.\n#[allow(clippy::too_many_lines, deprecated)]\npub fn find(service: &str, operation: &str) -> Option<fn(Act) -> Answer> {{\n    \
         match (service, operation) {{\n{arms}        _ => None,\n    }}\n}}\n"
    );
    let documents = format!(
        "/// The documents of a service, from its types.\n#[must_use]\npub fn documents(service: &str) -> Option<schema::Documents> {{\n    \
         match service {{\n{services}        _ => None,\n    }}\n}}\n"
    );
    fs::write(out.join("services.rs"), format!("{modules}\n{find}\n{documents}\n{impls}"))
        .expect("OUT_DIR can be written");
}

/// The descriptions in the order of their names; none without the directory, so that tools can look
/// at this crate.
fn descriptions() -> Vec<PathBuf> {
    let Some(folder) = env::var_os("FAMILY_DATA") else { return Vec::new() };
    println!("cargo::rerun-if-changed={}", Path::new(&folder).display());
    let entries = fs::read_dir(&folder).expect("FAMILY_DATA is a directory");
    let mut files: Vec<_> =
        entries.map(|entry| entry.expect("a directory can be read").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files
}

fn generated(file: &Path, service: &str, text: &str) -> String {
    let name = format!("{service}.json");
    let mut generator = Generator::new(&name, text);
    let listed = paginators(file);
    if let Some(paginators) = &listed {
        generator = generator.paginators("paginators.json", paginators);
    }
    generator.generate().unwrap_or_else(|problems| {
        for problem in problems.to_string().lines() {
            println!("cargo::error={problem}");
        }
        process::exit(1)
    })
}

/// The file of paginators of a description, if there is one.
fn paginators(file: &Path) -> Option<String> {
    let folder = format!("{}-paginators", file.parent()?.display());
    let file = Path::new(&folder).join(file.file_name()?);
    file.exists().then(|| fs::read_to_string(&file).expect("a file of paginators is text"))
}

/// An arm for every operation, and the errors of every operation with their names.
fn table(
    arms: &mut String,
    impls: &mut String,
    service: &str,
    module: &str,
    description: &Description,
) -> std::fmt::Result {
    let shapes = items(description);
    let free =
        |wanted: String, other: String| if shapes.contains(&wanted) { other } else { wanted };
    let route = route(description);
    for (name, operation) in &description.operations {
        let ident = free(upper(name), format!("{}Operation", upper(name)));
        let error = free(format!("{}Error", upper(name)), format!("{}OperationError", upper(name)));
        writeln!(
            arms,
            "        ({service:?}, {name:?}) => Some(serve::<{module}::{ident}, {module}::{route}>),"
        )?;
        write!(impls, "errors! {{ {module}::{error}")?;
        // Some descriptions list an error twice.
        let errors: BTreeSet<&str> =
            operation.errors.iter().map(|error| error.shape.as_str()).collect();
        for shape in errors {
            write!(impls, ", {shape:?} {}", upper(shape))?;
        }
        writeln!(impls, " }}")?;
    }
    Ok(())
}

/// The names of the generated types. A string or a list has none.
fn items(description: &Description) -> BTreeSet<String> {
    let is_item =
        |shape: &serde_json::Value| shape["type"] == "structure" || shape.get("enum").is_some();
    description
        .shapes
        .iter()
        .filter(|(_, shape)| is_item(shape))
        .map(|(name, _)| upper(name))
        .collect()
}

/// The name of the enum of all operations.
fn route(description: &Description) -> &'static str {
    if items(description).contains("Route") { "OperationRoute" } else { "Route" }
}

/// A name in the form of a type's name.
fn upper(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}
