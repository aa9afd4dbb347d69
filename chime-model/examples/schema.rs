//! The one command for the folder `schema/`: `cargo run --example schema --features schemars -- write`. The list of operations
//! and what their documents show live here; how documents are made is the library's.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chime_model::schema::{Documents, Examples, text};
use chime_model::{
    BadRequestException, CreateRoom, CreateRoomError, CreateRoomRequest, CreateRoomResponse, ErrorCode, ForbiddenException,
    NotFoundException, ResourceLimitExceededException, Room, SERVICE, ServiceFailureException, ServiceUnavailableException,
    ThrottledClientException, Timestamp, UnauthorizedClientException,
};
use serde_json::{Value, json};
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
            // Whoever reads may stop before the end.
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
        ["print", name] => Ok(text(files.get(*name).ok_or_else(|| format!("no such file: {name}"))?)),
        _ => Err(HELP.into()),
    }
}

/// Every file of the folder, by its path in it.
pub(crate) fn files() -> Result<BTreeMap<String, Value>, Box<dyn Error>> {
    let documents = Documents::new(SERVICE, env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_LICENSE")).operation(Some(create_room()?))?;
    let folder = documents.folder();
    let mut files: BTreeMap<String, Value> = documents.files().into_iter().map(|(name, file)| (format!("{folder}/{name}"), file)).collect();
    let hashes: BTreeMap<&String, String> = files.iter().map(|(name, file)| (name, sha256(&text(file)))).collect();
    let manifest = json!({
        "description": "The files of this folder with the SHA-256 of each, the service and API version that they describe, and the package that exported them.",
        "package": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "service": { "id": SERVICE.id, "apiVersion": SERVICE.api_version },
        "files": hashes,
    });
    files.insert("manifest.json".to_owned(), manifest);
    Ok(files)
}

/// What the documents show of CreateRoom.
fn create_room() -> Result<Examples<CreateRoom>, Box<dyn Error>> {
    let account = "12345678-90ab-cdef-1234-567890abcdef";
    let created: Timestamp = "2018-10-25T20:44:16.837Z".parse()?;
    let room = Room::default()
        .room_id("7f1c3ad2-0000-4000-8000-5a2b8c9d0e1f")
        .name("Team room")
        .account_id(account)
        .created_by("0a1b2c3d-0000-4000-8000-4e5f60718293")
        .created_timestamp(created)
        .updated_timestamp(created);
    Ok(Examples {
        input: CreateRoomRequest::new(account, "Team room").client_request_token("3f2b0c1e-9d4a-4c55-8a64-1f0d9be7a210"),
        output: CreateRoomResponse::default().room(room),
        errors: errors(),
    })
}

fn errors() -> Vec<CreateRoomError> {
    vec![
        BadRequestException::default().code(ErrorCode::BadRequest).message("The request is not valid.").into(),
        ForbiddenException::default().code(ErrorCode::Forbidden).message("Your account may not do this.").into(),
        NotFoundException::default().code(ErrorCode::NotFound).message("There is no such account.").into(),
        ResourceLimitExceededException::default()
            .code(ErrorCode::ResourceLimitExceeded)
            .message("The account has all the rooms it may have.")
            .into(),
        ServiceFailureException::default().code(ErrorCode::ServiceFailure).message("The service failed.").into(),
        ServiceUnavailableException::default().code(ErrorCode::ServiceUnavailable).message("The service is not available now.").into(),
        ThrottledClientException::default().code(ErrorCode::Throttled).message("Too many requests: try again later.").into(),
        UnauthorizedClientException::default().code(ErrorCode::Unauthorized).message("Your credentials are not valid.").into(),
    ]
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

pub(crate) fn write(files: &BTreeMap<String, Value>) -> Result<String, Box<dyn Error>> {
    for (name, file) in files {
        let path = Path::new(FOLDER).join(name);
        fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
        fs::write(path, text(file))?;
    }
    for name in present(Path::new(FOLDER))?.iter().filter(|name| !files.contains_key(*name)) {
        fs::remove_file(Path::new(FOLDER).join(name))?;
    }
    Ok(format!("wrote {} files\n", files.len()))
}

/// Compares what the files mean, not their bytes.
pub(crate) fn check(files: &BTreeMap<String, Value>) -> Result<String, Box<dyn Error>> {
    let mut problems = Vec::new();
    for (name, file) in files {
        match fs::read(Path::new(FOLDER).join(name)) {
            Ok(bytes) if serde_json::from_slice::<Value>(&bytes).is_ok_and(|found| found == *file) => {}
            Ok(_) => problems.push(format!("stale: {name}")),
            Err(_) => problems.push(format!("missing: {name}")),
        }
    }
    let extra = present(Path::new(FOLDER))?.into_iter().filter(|name| !files.contains_key(name));
    problems.extend(extra.map(|name| format!("extra: {name}")));
    if problems.is_empty() {
        return Ok(format!("{} files are fresh\n", files.len()));
    }
    Err(format!("{}\nrun: cargo run --example schema --features schemars -- write", problems.join("\n")).into())
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
                names.push(path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"));
            }
        }
    }
    names.sort();
    Ok(names)
}
