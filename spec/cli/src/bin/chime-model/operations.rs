//! `operations`: lists the operations of a description, for people or for programs.

use std::path::Path;

use chime_model_cli::{ListedOperation, operations};
use serde::Serialize;

use crate::arguments::ListFormat;
use crate::input::{Failure, Input};
use crate::problems::printable;

/// The widest column, in characters. A longer name shifts the rest of its line.
const WIDEST: usize = 60;

/// Lists the operations. Those that cannot be generated do not make the command fail.
pub(crate) fn run(file: &Path, format: ListFormat) -> Result<String, Failure> {
    let (operations, _) = Input::read(file, format.of_problems())?.through(operations)?;
    Ok(match format {
        ListFormat::Text => text(&operations),
        ListFormat::Json => operations.iter().map(object).collect(),
    })
}

fn text(operations: &[ListedOperation]) -> String {
    let columns = |operation: &ListedOperation| {
        // In awsJson every operation has the same URI.
        let address = operation.target().unwrap_or(operation.uri());
        [operation.name(), operation.method(), address].map(printable)
    };
    let rows: Vec<[String; 3]> = operations.iter().map(columns).collect();
    let widths = [0, 1, 2].map(|column| {
        let lengths = rows.iter().map(|row| row[column].chars().count());
        lengths.max().unwrap_or_default().min(WIDEST)
    });
    let mut text = String::new();
    for (row, operation) in rows.iter().zip(operations) {
        for (column, width) in row.iter().zip(widths) {
            text += &format!("{column:width$}  ");
        }
        text += &match operation.problem() {
            Some(problem) => format!("cannot be generated: {}\n", printable(&problem.to_string())),
            None => "can be generated\n".to_owned(),
        };
    }
    let generated = operations.iter().filter(|operation| operation.problem().is_none()).count();
    text + &format!("{generated} of {} operations can be generated\n", operations.len())
}

/// An operation for programs.
#[derive(Serialize)]
struct Object<'o> {
    name: &'o str,
    method: &'o str,
    uri: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'o str>,
    generates: bool,
    /// Left out if the operation can be generated.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem<'o>>,
}

/// Why an operation cannot be generated. The line and the column are counted from 1, the column in
/// characters.
#[derive(Serialize)]
struct Problem<'o> {
    file: &'o str,
    line: usize,
    column: usize,
    path: &'o str,
    message: &'o str,
}

fn object(operation: &ListedOperation) -> String {
    let problem = operation.problem().map(|problem| Problem {
        file: problem.file(),
        line: problem.line(),
        column: problem.column(),
        path: problem.path(),
        message: problem.message(),
    });
    let object = Object {
        name: operation.name(),
        method: operation.method(),
        uri: operation.uri(),
        target: operation.target(),
        generates: problem.is_none(),
        problem,
    };
    serde_json::to_string(&object).expect("texts and numbers are JSON") + "\n"
}
