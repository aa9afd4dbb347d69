//! Which protocol the messages of a service have, and whether it is supported.

use crate::cursor::{Cursor, Object};
use crate::error::expected_one_of;

/// The names of protocols in descriptions, in the order in which botocore prefers them, with
/// Smithy's names.
const PROTOCOLS: [(&str, &str); 6] = [
    ("json", "awsJson"),
    (SUPPORTED, "restJson1"),
    ("rest-xml", "restXml"),
    ("smithy-rpc-v2-cbor", "Smithy RPC v2 CBOR"),
    ("query", "AWS Query"),
    ("ec2", "EC2 Query"),
];

const SUPPORTED: &str = "rest-json";

/// Whether the rest of the description can be read. It cannot if it has another protocol, which is
/// then the only problem.
///
/// `protocols` decides if the file has it, and `protocol` otherwise.
pub(super) fn is_supported(metadata: &mut Object<'_>) -> bool {
    let all = metadata.take("protocols");
    let listed = all.as_ref().map(Cursor::strings).unwrap_or_default();
    let (name, cursor) = if let Some(all) = all.filter(|_| !listed.is_empty()) {
        metadata.take("protocol");
        let is_listed = |name: &str| listed.iter().any(|(listed, _)| listed == name);
        match PROTOCOLS.iter().find(|(name, _)| is_listed(name)) {
            Some((name, _)) => ((*name).to_owned(), all),
            None => listed.into_iter().next().expect("the list is not empty"),
        }
    } else {
        let Some(one) = metadata.require_text("protocol") else { return true };
        one
    };
    if name == SUPPORTED {
        return true;
    }
    let Some((_, full_name)) = PROTOCOLS.iter().find(|(known, _)| *known == name) else {
        let hint = expected_one_of(&name, &[SUPPORTED]);
        cursor.problem(format!("unknown protocol {name:?}{hint}"));
        return true;
    };
    cursor.problem(format!(
        "the protocol {name:?} ({full_name}) is not supported, only {SUPPORTED:?} (restJson1) is; call this service with one of the AWS SDKs"
    ));
    false
}
