//! `schema`: writes the documents of a description.

use std::fs;
use std::path::Path;

use chime_model_cli::documents;
use sha2::{Digest as _, Sha256};

use crate::arguments::Schema;
use crate::input::{Failure, Input};

const NO_OPENAPI: &str = "no OpenAPI: every operation of awsJson is `POST /`, and OpenAPI has one operation for a method and a path\n";

/// Writes every file, and says how many.
pub(crate) fn run(arguments: &Schema) -> Result<String, Failure> {
    let version = arguments.doc_version.clone();
    let license = arguments.license.clone();
    let input = arguments.description.read()?;
    let (mut documents, _) = input.through(|file, text| documents(file, text, version, license))?;
    if let Some(file) = &arguments.examples {
        let unusable = |problem: &dyn std::fmt::Display| {
            Failure::Unusable(format!("{}: {problem}", file.display()))
        };
        let examples = Input::read(file, arguments.description.format)?;
        documents = documents.examples(&examples.text).map_err(|problems| unusable(&problems))?;
    }
    let files = documents.folder_files(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"), sha256);
    for (name, text) in &files {
        let path = arguments.out.join(name);
        write(&path, text)
            .map_err(|error| Failure::Unusable(format!("{}: {error}", path.display())))?;
    }
    let without = if documents.has_openapi() { "" } else { NO_OPENAPI };
    Ok(format!("wrote {} files to {}\n{without}", files.len(), arguments.out.display()))
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    fs::write(path, text)
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
