//! [`Input`]: a description that the command reads; and [`Failure`], why it fails.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use chime_model_spec::{Problems, STDIN};

use crate::arguments::{Description, Format};

/// A description, and how its problems are shown.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) format: Format,
}

/// Why a command has no result.
pub(crate) enum Failure {
    /// The description has problems.
    Problems(Problems, Input),
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
        let (name, read) = if file == Path::new("-") {
            let mut text = String::new();
            (STDIN.to_owned(), io::stdin().read_to_string(&mut text).map(|_| text))
        } else {
            (file.display().to_string(), fs::read_to_string(file))
        };
        match read {
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
            Err(problems) => Err(Failure::Problems(problems, self)),
        }
    }
}
