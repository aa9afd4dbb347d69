//! Our own types read the table and check their constraints. Their verdicts must be those of the
//! schema.

use chime_model::{Reason, Validate};
use schema_readers::judge;

mod types {
    use super::check;
    include!(concat!(env!("OUT_DIR"), "/serde.rs"));
}

fn main() {
    judge(|type_name, json| types::read(type_name, &json.to_string()));
}

/// Enumerations and unions are open, to readers and in the schema; only `validate` reports a new
/// value or member.
fn check(value: impl Validate) -> Result<(), String> {
    let Err(violations) = value.validate() else { return Ok(()) };
    let broken: Vec<String> = violations
        .iter()
        .filter(|violation| {
            !matches!(violation.reason(), Reason::Enumeration | Reason::UnionMemberCount)
        })
        .map(ToString::to_string)
        .collect();
    if broken.is_empty() { Ok(()) } else { Err(broken.join("; ")) }
}
