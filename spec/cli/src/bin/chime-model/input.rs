//! [`Input`]: a description that the command reads; and [`Failure`], why it fails.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use chime_model_spec::{Problems, STDIN};
use flate2::read::MultiGzDecoder;

use crate::arguments::{Description, Format};

/// A description, and how its problems are shown.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) format: Format,
}

/// Why a command has no result.
pub(crate) enum Failure {
    /// The description, or a file beside it, has problems.
    Problems(Problems, Vec<Input>),
    /// One of two descriptions has problems, so that they cannot be compared.
    Incomparable(Problems, Vec<Input>),
    /// A file cannot be read, or the result cannot be written.
    Unusable(String),
}

impl Description {
    pub(crate) fn read(&self) -> Result<Input, Failure> {
        Input::read(&self.file, self.format)
    }
}

impl Input {
    pub(crate) fn read(file: &Path, format: Format) -> Result<Self, Failure> {
        let is_stdin = file == Path::new("-");
        let name = if is_stdin { STDIN.to_owned() } else { file.display().to_string() };
        let bytes = if is_stdin {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            fs::read(file)
        };
        match bytes.and_then(text) {
            Ok(text) => Ok(Self { name, text, format }),
            Err(error) => Err(Failure::Unusable(format!("{name}: {error}"))),
        }
    }

    /// Calls a function with the description. The description comes back beside the result.
    pub(crate) fn through<T>(
        self,
        command: impl FnOnce(&str, &str) -> Result<T, Problems>,
    ) -> Result<(T, Self), Failure> {
        match command(&self.name, &self.text) {
            Ok(result) => Ok((result, self)),
            Err(problems) => Err(Failure::Problems(problems, vec![self])),
        }
    }
}

/// The text of a file, which may be compressed with gzip.
fn text(bytes: Vec<u8>) -> io::Result<String> {
    if !bytes.starts_with(&GZIP) {
        let invalid = |error| io::Error::new(io::ErrorKind::InvalidData, error);
        return String::from_utf8(bytes).map_err(invalid);
    }
    let mut text = String::new();
    let unpacked = MultiGzDecoder::new(&*bytes).take(LARGEST + 1).read_to_string(&mut text)?;
    if unpacked as u64 > LARGEST {
        return Err(io::Error::other(format!("it has more than {} MiB unpacked", LARGEST >> 20)));
    }
    Ok(text)
}

/// How a file in gzip's format starts.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// How large a compressed file may be when it is unpacked. The largest of botocore has 4 MiB.
const LARGEST: u64 = 32 << 20;
