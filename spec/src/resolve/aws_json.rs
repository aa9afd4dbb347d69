//! Resolves the parts that only descriptions of awsJson have: the version, the targets of
//! operations, and the codes of AWS Query.

use chime_model_vocabulary::{
    AwsJson, AwsJsonVersion, Protocol, did_you_mean, is_query_code, is_visible,
};

use crate::cursor::Cursor;
use crate::description::{self, Description, Kind, Shape};
use crate::error::expected_one_of;

/// The protocol of a service.
pub(super) fn protocol(description: &Description<'_>) -> Protocol {
    let json = match &description.metadata.protocol {
        description::Protocol::RestJson1 => {
            check_beside(description, None);
            return Protocol::RestJson1;
        }
        description::Protocol::AwsJson(json) => json,
    };
    let (version, cursor) = &json.version;
    let known = AwsJsonVersion::ALL.into_iter().find(|known| known.name() == version);
    if known.is_none() {
        let hint = expected_one_of(version, &AwsJsonVersion::ALL.map(AwsJsonVersion::name));
        cursor.problem(format!("unknown version {version:?}{hint}"));
    }
    let (target_prefix, cursor) = &json.target_prefix;
    check_visible(target_prefix, cursor);
    let json = AwsJson {
        version: known.unwrap_or(AwsJsonVersion::V1_0),
        target_prefix: target_prefix.clone(),
        error_namespace: description.beside.error_namespace.map(str::to_owned),
        is_query_compatible: json.is_query_compatible,
    };
    check_beside(description, Some(&json));
    Protocol::AwsJson(json)
}

/// Reports facts that a user adds to the description, if they have no effect.
fn check_beside(description: &Description<'_>, json: Option<&AwsJson>) {
    let Description { beside, cursor, shapes, .. } = description;
    if let Some(namespace) = beside.error_namespace {
        if json.is_none_or(|json| json.version != AwsJsonVersion::V1_0) {
            cursor
                .problem("`error_namespace` is for awsJson 1.0, which this service does not speak");
        }
        if namespace.contains(['#', ':']) {
            cursor
                .problem("the namespace of an error cannot contain `#` or `:`, which would end it");
        }
    }
    if !beside.query_codes.is_empty() && json.is_none_or(|json| !json.is_query_compatible) {
        cursor.problem("`query_codes` is for services with the key `awsQueryCompatible`");
    }
    let is_error = |shape: &&Shape<'_>| match &shape.kind {
        Kind::Structure(structure) => structure.exception.is_some(),
        _ => false,
    };
    let errors = || shapes.iter().filter(is_error).map(|shape| shape.name.as_str());
    for (name, code) in beside.query_codes {
        if !errors().any(|error| error == *name) {
            let hint = did_you_mean(name, errors());
            cursor.problem(format!("no error named {name:?}, which is in `query_codes`{hint}"));
        }
        check_code(code, cursor);
    }
}

/// Reports an operation that is not `POST /` (rule A1), or whose name cannot be in a target.
pub(super) fn check_operation(operation: &description::Operation<'_>) {
    if operation.method != "POST" {
        let message = format!("an operation of awsJson is POST, not {:?}", operation.method);
        operation.method_cursor.problem(message);
    }
    if operation.uri != "/" {
        let message =
            format!("an operation of awsJson has the path \"/\", not {:?}", operation.uri);
        operation.uri_cursor.problem(message);
    }
    if let Some((code, cursor)) = operation.code.as_ref().filter(|(code, _)| *code != 200) {
        cursor.problem(format!("a success of awsJson has the status 200, not {code}"));
    }
    check_visible(&operation.name, &operation.cursor);
    if operation.name.contains('.') {
        operation.cursor.problem(
            "the name is what comes after the last dot of a target, so it cannot contain a dot",
        );
    }
}

/// Reports a member of an error that has the key of the error's type (rule X2).
pub(super) fn check_error(structure: &description::Structure<'_>, protocol: &Protocol) {
    if *protocol == Protocol::RestJson1 {
        return;
    }
    for member in &structure.members {
        if member.location_name.as_ref().unwrap_or(&member.name) == "__type" {
            member.cursor.problem("the key `__type` of an error is for its type, not for a member");
        }
    }
}

/// The code of an error in AWS Query, if clients expect one and it differs from the name (rules X7
/// and X8). `codes` are those that the user has set.
pub(super) fn query_code(
    name: &str,
    exception: &description::Exception<'_>,
    protocol: &Protocol,
    codes: &[(&str, &str)],
) -> Option<String> {
    let Protocol::AwsJson(AwsJson { is_query_compatible: true, .. }) = protocol else {
        return None;
    };
    let code = match (codes.iter().find(|(error, _)| *error == name), &exception.code) {
        (Some((_, code)), _) => code,
        (None, Some((code, cursor))) => {
            check_code(code, cursor);
            code.as_str()
        }
        (None, None) => return None,
    };
    (code != name).then(|| code.to_owned())
}

fn check_code(code: &str, cursor: &Cursor<'_>) {
    check_visible(code, cursor);
    if is_visible(code, b"") && !is_query_code(code) {
        cursor.problem("the code cannot contain a semicolon, which ends it in its header");
    }
}

fn check_visible(text: &str, cursor: &Cursor<'_>) {
    if !is_visible(text, b"") {
        cursor.problem(format!(
            "{text:?} is sent in a header, so it can have only visible ASCII characters"
        ));
    }
}
