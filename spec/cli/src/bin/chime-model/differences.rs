//! `diff`: shows the differences between two descriptions, for people or for programs.

use std::path::Path;
use std::process::ExitCode;

use chime_model_cli::{Audience, Difference, Kind, diff};
use serde::Serialize;

use crate::arguments::ListFormat;
use crate::input::{Failure, Input};
use crate::problems::printable;

/// Compares two files. If something breaks, the command has succeeded, but its exit code is 1.
pub(crate) fn run(
    old: &Path,
    new: &Path,
    format: ListFormat,
) -> Result<(String, ExitCode), Failure> {
    if old == new {
        return Err(Failure::Unusable(format!("{} is given twice", old.display())));
    }
    let old = Input::read(old, format.of_problems())?;
    let new = Input::read(new, format.of_problems())?;
    let differences = match diff((&old.name, &old.text), (&new.name, &new.text)) {
        Ok(differences) => differences,
        Err(problems) => return Err(Failure::Incomparable(problems, vec![old, new])),
    };
    let breaks = differences.iter().any(|difference| difference.breaks().next().is_some());
    let text = match format {
        ListFormat::Text => text(&differences),
        ListFormat::Json => differences.iter().map(object).collect(),
    };
    Ok((text, ExitCode::from(u8::from(breaks))))
}

fn text(differences: &[Difference]) -> String {
    let shown =
        differences.iter().filter(|difference| difference.kind() != Kind::DocumentationChanged);
    let mut text: String =
        shown.map(|difference| printable(&difference.to_string()) + "\n").collect();
    let count_of = |kind| differences.iter().filter(|difference| difference.kind() == kind).count();
    let documentation = count_of(Kind::DocumentationChanged);
    let not_compared = count_of(Kind::NotCompared);
    let mut counts = vec![match differences.len() - not_compared {
        0 => "no differences".to_owned(),
        1 => "1 difference".to_owned(),
        count => format!("{count} differences"),
    }];
    if documentation > 0 {
        counts.push(format!("{documentation} of documentation"));
    }
    if not_compared > 0 {
        counts.push(format!("{not_compared} not compared"));
    }
    for audience in Audience::ALL {
        let count = differences
            .iter()
            .filter(|difference| difference.breaks().any(|broken| broken == audience))
            .count();
        if count > 0 {
            counts.push(format!(
                "{count} {} {audience}",
                if count == 1 { "breaks" } else { "break" }
            ));
        }
    }
    text += &format!("{}\n", counts.join(", "));
    text
}

/// The most members that an object lists. A difference of a shape has every member that uses it.
const MOST_MEMBERS: usize = 100;

/// A difference for programs. Lines and columns are counted from 1, columns in characters.
#[derive(Serialize)]
struct Object<'d> {
    kind: &'d str,
    path: &'d str,
    file: &'d str,
    line: usize,
    column: usize,
    message: &'d str,
    members: Vec<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more_members: Option<usize>,
    breaks: Vec<&'d str>,
}

fn object(difference: &Difference) -> String {
    let count = difference.members().count();
    let object = Object {
        kind: difference.kind().name(),
        path: difference.path(),
        file: difference.file(),
        line: difference.line(),
        column: difference.column(),
        message: difference.message(),
        members: difference.members().take(MOST_MEMBERS).collect(),
        more_members: (count > MOST_MEMBERS).then(|| count - MOST_MEMBERS),
        breaks: difference.breaks().map(Audience::name).collect(),
    };
    serde_json::to_string(&object).expect("texts and numbers are JSON") + "\n"
}
