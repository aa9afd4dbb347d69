//! The one command for the folder `schema/`: `cargo run -p chime-model --example schema --features
//! schemars -- write`. The library makes the files from the types; this program writes, checks or
//! prints them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chime_model::{Route, SERVICE, schema};
use sha2::{Digest, Sha256};

const HELP: &str = "\
usage: schema write | check | print [FILE]

write  writes every file of the folder, and removes those that do not belong there
check  fails if a file is stale, missing or not one of the folder's
print  prints a file, such as chime/2018-05-01/openapi-3.1.json; without a name, all names";

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema");

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(said) => {
            // The reader may stop before the end.
            let _ = io::stdout().write_all(said.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    let files = files()?;
    match arguments {
        ["write"] => write(&files),
        ["check"] => check(&files),
        ["print"] => Ok(files.keys().map(|name| format!("{name}\n")).collect::<Vec<_>>().concat()),
        ["print", name] => {
            Ok(files.get(*name).ok_or_else(|| format!("no such file: {name}"))?.clone())
        }
        _ => Err(HELP.into()),
    }
}

/// Every file of the folder, by its path in it.
pub(crate) fn files() -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let documents =
        schema::documents::<Route>(SERVICE, env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_LICENSE"))
            .examples(chime_model_spec::EXAMPLES)?
            .id("urn:chime-model")
            .repository(env!("CARGO_PKG_REPOSITORY"))
            .license_file("LICENSE-APACHE", include_str!("../LICENSE-APACHE"))
            .license_file("LICENSE-MIT", include_str!("../LICENSE-MIT"));
    Ok(documents.folder_files(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"), sha256))
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

pub(crate) fn write(files: &BTreeMap<String, String>) -> Result<String, Box<dyn Error>> {
    for (name, file) in files {
        let path = Path::new(FOLDER).join(name);
        fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
        fs::write(path, file)?;
    }
    for name in present(Path::new(FOLDER))?.iter().filter(|name| !files.contains_key(*name)) {
        fs::remove_file(Path::new(FOLDER).join(name))?;
    }
    Ok(format!("wrote {} files\n", files.len()))
}

/// Compares the files with those of the folder.
pub(crate) fn check(files: &BTreeMap<String, String>) -> Result<String, Box<dyn Error>> {
    let mut problems = Vec::new();
    for (name, file) in files {
        match fs::read(Path::new(FOLDER).join(name)) {
            Ok(bytes) if bytes == file.as_bytes() => {}
            Ok(_) => problems.push(format!("stale: {name}")),
            Err(_) => problems.push(format!("missing: {name}")),
        }
    }
    let extra = present(Path::new(FOLDER))?.into_iter().filter(|name| !files.contains_key(name));
    problems.extend(extra.map(|name| format!("extra: {name}")));
    if problems.is_empty() {
        return Ok(format!("{} files are fresh\n", files.len()));
    }
    Err(format!(
        "{}\nrun: cargo run -p chime-model --example schema --features schemars -- write",
        problems.join("\n")
    )
    .into())
}

/// The paths of all files in a folder, as they are named in `files`.
fn present(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let (mut names, mut folders) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).into_iter().flatten() {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                names.push(
                    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"),
                );
            }
        }
    }
    names.sort();
    Ok(names)
}
