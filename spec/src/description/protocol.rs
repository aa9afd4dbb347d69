//! The protocol of a service, and the facts that the description has about it.

use crate::cursor::{Cursor, Object};
use crate::error::expected_one_of;

/// The names of protocols in descriptions, in the order in which botocore prefers them (rule K1),
/// with Smithy's names.
const PROTOCOLS: [(&str, &str); 6] = [
    (AWS_JSON, "awsJson"),
    (REST_JSON, "restJson1"),
    ("rest-xml", "restXml"),
    ("smithy-rpc-v2-cbor", "Smithy RPC v2 CBOR"),
    ("query", "AWS Query"),
    ("ec2", "EC2 Query"),
];

const AWS_JSON: &str = "json";
const REST_JSON: &str = "rest-json";

/// The protocol of a service.
#[derive(Default)]
pub enum Protocol<'a> {
    #[default]
    RestJson1,
    AwsJson(AwsJson<'a>),
}

/// What a description says about a service that speaks awsJson.
pub struct AwsJson<'a> {
    pub version: (String, Cursor<'a>),
    pub target_prefix: (String, Cursor<'a>),
    /// Whether its clients expect the codes of AWS Query.
    pub is_query_compatible: bool,
}

/// The protocol. `None` if it is not supported. The rest of the description is then not read, and
/// this is the only problem.
pub(super) fn read<'a>(metadata: &mut Object<'a>) -> Option<Protocol<'a>> {
    let Some((name, cursor)) = name(metadata) else { return Some(Protocol::RestJson1) };
    match name.as_str() {
        REST_JSON => {
            // These keys are for other protocols.
            metadata.ignore(&["targetPrefix", "jsonVersion"]);
            return Some(Protocol::RestJson1);
        }
        AWS_JSON => return Some(aws_json(metadata).map_or(Protocol::RestJson1, Protocol::AwsJson)),
        _ => {}
    }
    let Some((_, full_name)) = PROTOCOLS.iter().find(|(known, _)| *known == name) else {
        let hint = expected_one_of(&name, &[AWS_JSON, REST_JSON]);
        cursor.problem(format!("unknown protocol {name:?}{hint}"));
        return Some(Protocol::RestJson1);
    };
    cursor.problem(format!(
        "the protocol {name:?} ({full_name}) is not supported, only {REST_JSON:?} (restJson1) and {AWS_JSON:?} (awsJson) are; call this service with one of the AWS SDKs"
    ));
    None
}

/// The name of the protocol and its place. `protocols` decides if the description has it, else
/// `protocol` (rule K1).
fn name<'a>(metadata: &mut Object<'a>) -> Option<(String, Cursor<'a>)> {
    let all = metadata.take("protocols");
    let listed = all.as_ref().map(Cursor::strings).unwrap_or_default();
    let Some(all) = all.filter(|_| !listed.is_empty()) else {
        return metadata.require_text("protocol");
    };
    metadata.take("protocol");
    let is_listed = |name: &str| listed.iter().any(|(listed, _)| listed == name);
    match PROTOCOLS.iter().find(|(name, _)| is_listed(name)) {
        Some((name, _)) => Some(((*name).to_owned(), all)),
        None => listed.into_iter().next(),
    }
}

/// The required and the optional keys of a service of awsJson (rule K3).
fn aws_json<'a>(metadata: &mut Object<'a>) -> Option<AwsJson<'a>> {
    let version = metadata.require_text("jsonVersion");
    let target_prefix = metadata.require_text("targetPrefix");
    let is_query_compatible = metadata.take("awsQueryCompatible").is_some();
    Some(AwsJson { version: version?, target_prefix: target_prefix?, is_query_compatible })
}
