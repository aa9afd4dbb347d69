//! Generates every service found in `$FAMILY_DATA`, and for each a table from the names of its
//! operations to their code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use chime_model_spec::Generator;
use chime_model_spec::model::{Item, Model, Operation};

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
        let (generated, model) = generated(&file, service, &text);
        fs::write(out.join(format!("{module}.rs")), generated).expect("OUT_DIR can be written");
        writeln!(
            modules,
            "/// The service `{service}`.\n#[no_implicit_prelude]\npub mod {module} {{\n    ::std::include!(::std::concat!(::std::env!(\"OUT_DIR\"), \"/{module}.rs\"));\n}}"
        )
        .expect("writing to a String cannot fail");
        table(&mut arms, &mut impls, service, &module, &model)
            .expect("writing to a String cannot fail");
        let route = &model.route;
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

/// The descriptions in the order of their names. Without `FAMILY_DATA` there are none, so that
/// tools can build this crate.
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

fn generated(file: &Path, service: &str, text: &str) -> (String, Model) {
    let name = format!("{service}.json");
    let mut generator = Generator::new(&name, text);
    let listed = beside(file, "paginators", ".json");
    if let Some(paginators) = &listed {
        generator = generator.paginators("paginators.json", paginators);
    }
    let namespace = beside(file, "namespaces", "");
    if let Some(namespace) = &namespace {
        generator = generator.error_namespace(namespace);
    }
    let made = generator.generate().and_then(|generated| Ok((generated, generator.read()?)));
    made.unwrap_or_else(|problems| {
        for problem in problems.to_string().lines() {
            println!("cargo::error={problem}");
        }
        process::exit(1)
    })
}

/// The text of the file with this description's name in the folder `$FAMILY_DATA-FOLDER`, if there
/// is one.
fn beside(file: &Path, folder: &str, extension: &str) -> Option<String> {
    let folder = format!("{}-{folder}", file.parent()?.display());
    let file = Path::new(&folder).join(format!("{}{extension}", file.file_stem()?.to_str()?));
    file.exists().then(|| fs::read_to_string(&file).expect("the file is text"))
}

/// An arm for every operation, and the errors of every operation with their names.
fn table(
    arms: &mut String,
    impls: &mut String,
    service: &str,
    module: &str,
    model: &Model,
) -> std::fmt::Result {
    let route = &model.route;
    for item in &model.items {
        let Item::Operation(Operation { named, error, errors, .. }) = item else { continue };
        let (name, ident) = (&named.name, &named.ident);
        writeln!(
            arms,
            "        ({service:?}, {name:?}) => Some(serve::<{module}::{ident}, {module}::{route}>),"
        )?;
        write!(impls, "errors! {{ {module}::{error}")?;
        for ident in errors {
            write!(impls, ", {:?} {ident}", name_of(model, ident))?;
        }
        writeln!(impls, " }}")?;
    }
    Ok(())
}

/// The name in the description of the shape that became this type.
fn name_of<'m>(model: &'m Model, ident: &str) -> &'m str {
    let mut shapes = model.items.iter().filter(|item| !matches!(item, Item::Operation(_)));
    let shape = shapes.find(|item| item.named().ident == ident);
    shape.map_or("", |shape| &shape.named().name)
}
