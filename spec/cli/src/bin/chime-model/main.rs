//! The command `chime-model`: checks a description, lists its operations, prints its Rust types,
//! cuts operations out of it, writes its documents, compares two, and prints completions.

mod arguments;
mod differences;
mod input;
mod operations;
mod problems;
mod schema;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use chime_model_cli::{Selection, slice};
use chime_model_spec::{Generator, generate};
use clap::{CommandFactory as _, Parser as _};
use clap_complete::Shell;

use self::arguments::{Arguments, Command, Description, Format};
use self::input::{Failure, Input};

fn main() -> ExitCode {
    match run(Arguments::parse().command).and_then(|(text, code)| print(&text).map(|()| code)) {
        Ok(code) => code,
        Err(Failure::Problems(problems, inputs)) => {
            problems::print(&problems, &inputs);
            ExitCode::from(1)
        }
        Err(Failure::Incomparable(problems, inputs)) => {
            problems::print(&problems, &inputs);
            ExitCode::from(2)
        }
        Err(Failure::Unusable(message)) => {
            anstream::eprintln!("{}", problems::unusable(&message));
            ExitCode::from(2)
        }
    }
}

/// The output of a command and its exit code. Only warnings are printed before all of it is known.
fn run(command: Command) -> Result<(String, ExitCode), Failure> {
    let text = match command {
        Command::Check { description } => check(&description)?,
        Command::Operations { file, format } => operations::run(&file, format)?,
        Command::Rust { description, examples, module } => {
            rust(&description, examples.as_deref().zip(module.as_deref()))?
        }
        Command::Slice { description, operations, without } => {
            let selection = if without.is_empty() {
                Selection::Only(&operations)
            } else {
                Selection::Without(&without)
            };
            let (slice, input) =
                description.read()?.through(|file, text| slice(file, text, selection))?;
            problems::print_each(&slice.left_out, &input);
            slice.text
        }
        Command::Schema(arguments) => schema::run(&arguments)?,
        Command::Diff { old, new, format } => return differences::run(&old, &new, format),
        Command::Completions { shell } => completions(shell),
    };
    Ok((text, ExitCode::SUCCESS))
}

/// The Rust types. Examples, if there are any, are shown in the documentation, and import the types
/// from the module.
fn rust(description: &Description, examples: Option<(&Path, &str)>) -> Result<String, Failure> {
    let Some((file, module)) = examples else {
        return Ok(description.read()?.through(generate)?.0);
    };
    let (description, examples) = (description.read()?, Input::read(file, description.format)?);
    let generator = Generator::new(&description.name, &description.text);
    match generator.examples(module, &examples.name, &examples.text).generate() {
        Ok(code) => Ok(code),
        Err(problems) => Err(Failure::Problems(problems, vec![description, examples])),
    }
}

fn check(description: &Description) -> Result<String, Failure> {
    let (model, input) = description.read()?.through(chime_model_spec::read)?;
    problems::print_each(&model.ignored_keys, &input);
    if input.format != Format::Human {
        return Ok(String::new());
    }
    let warnings = match problems::counted(model.ignored_keys.len(), "warning") {
        Some(count) => format!(", {count}"),
        None => String::new(),
    };
    Ok(format!("{}: no problems{warnings}\n", input.name))
}

fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), env!("CARGO_BIN_NAME"), &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

fn print(text: &str) -> Result<(), Failure> {
    match io::stdout().write_all(text.as_bytes()) {
        // The reader has stopped, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => {
            written.map_err(|error| Failure::Unusable(format!("the standard output: {error}")))
        }
    }
}
