//! The arguments of the command and the texts of its help.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

/// Checks, slices and compares descriptions of AWS restJson1 and awsJson services in botocore's
/// service-2.json format, and generates code and schemas from them
#[derive(Parser)]
#[command(name = env!("CARGO_BIN_NAME"), version, styles = STYLES, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 success, 1 problems in the description, 2 anything else";

const DIFF_EXIT_CODES: &str = "\
Some programs use the old description while others use the new one. A difference breaks
  callers      if a new server refuses or misreads the requests of old callers, or if old callers
               misread its responses
  servers      if an old server refuses or misreads the requests of new callers, or if new callers
               misread its responses
  readers      if a new reader refuses a document of the old description, or loses a part of it
  validators   if the exported schema of one description refuses what the limits of the other allow
  Rust users   if programs with the old types do not compile with the new ones

An operation that cannot be generated, in one description or in both, is shown as not compared.

Exit codes: 0 nothing breaks, 1 something breaks, 2 anything else, such as a description with problems";

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Report everything in a description that is wrong or not supported
    Check {
        #[command(flatten)]
        description: Description,
    },
    /// List the operations of a description, and say which of them can be generated
    Operations {
        /// The description; - is the standard input
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// How operations are shown
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// Print the Rust types of a description
    Rust {
        #[command(flatten)]
        description: Description,
        /// Examples to show in the documentation, as botocore has them in examples-1.json
        #[arg(long, value_name = "FILE", requires = "module", value_hint = ValueHint::FilePath)]
        examples: Option<PathBuf>,
        /// The path of the module for the types, which the code of the examples imports
        #[arg(long, value_name = "PATH", requires = "examples")]
        module: Option<String>,
    },
    /// Print the description of some operations with the shapes that they need
    Slice {
        #[command(flatten)]
        description: Description,
        /// The operations to keep
        #[arg(required_unless_present = "without", value_name = "OPERATION")]
        operations: Vec<String>,
        /// Keep all operations but these
        #[arg(long, num_args = 1.., conflicts_with = "operations", value_name = "OPERATION")]
        without: Vec<String>,
    },
    /// Write JSON Schema and OpenAPI of a description
    Schema(#[command(flatten)] Schema),
    /// Compare two descriptions and say whom each difference breaks
    #[command(after_help = DIFF_EXIT_CODES)]
    Diff {
        /// The old description; - is the standard input
        #[arg(value_hint = ValueHint::FilePath)]
        old: PathBuf,
        /// The new description
        #[arg(value_hint = ValueHint::FilePath)]
        new: PathBuf,
        /// How differences are shown; as text, differences of documentation are only counted
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// Print the completions for a shell
    Completions {
        /// The shell that will read them
        shell: Shell,
    },
}

/// The description that a command is about.
#[derive(Args)]
pub(crate) struct Description {
    /// The description; - is the standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// How its problems are shown on the standard error
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// The documents that are to be written.
#[derive(Args)]
pub(crate) struct Schema {
    #[command(flatten)]
    pub(crate) description: Description,
    /// The folder for the files; other files in it are left alone
    #[arg(long, value_name = "DIR", default_value = "schema", value_hint = ValueHint::DirPath)]
    pub(crate) out: PathBuf,
    /// The version of the documents
    #[arg(long, value_name = "VERSION", default_value = "0.1.0")]
    pub(crate) doc_version: String,
    /// The license of the documents, an SPDX expression; by default that of botocore's descriptions
    #[arg(long, value_name = "LICENSE", default_value = "Apache-2.0")]
    pub(crate) license: String,
    /// Examples to show, as botocore has them in examples-1.json, with "errors" beside "input" and
    /// "output"
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) examples: Option<PathBuf>,
    /// What the $id of each schema begins with, a URN or a URL
    #[arg(long, value_name = "PREFIX", default_value = "urn:schema")]
    pub(crate) id: String,
    /// The repository that the packages of npm and PyPI link to
    #[arg(long, value_name = "URL")]
    pub(crate) repository: Option<String>,
    /// A file with the text of a license, for the packages of npm and PyPI; may be given again
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) license_file: Vec<PathBuf>,
}

/// How problems are shown.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the line of the file and a mark under the place
    #[default]
    Human,
    /// One line each, FILE:LINE:COLUMN: PATH: MESSAGE
    Short,
    /// One JSON object on each line, for editors
    Json,
}

/// How operations and differences are shown.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// One line each, then a line with the count
    #[default]
    Text,
    /// One JSON object on each line
    Json,
}

impl ListFormat {
    /// How to show the problems of a description that cannot be listed or compared.
    pub(crate) fn of_problems(self) -> Format {
        if self == Self::Json { Format::Json } else { Format::Human }
    }
}
