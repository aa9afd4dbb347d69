//! Properties of the JSON Schema of every type that other languages rely on. The files in
//! `chime-model/schema`, which another test keeps up to date, lock its text.

use chime_model::schema;
use chime_model::schema::schemars::JsonSchema;
use chime_model::{
    BadRequestException, CreateRoomRequest, CreateRoomResponse, ErrorCode, ForbiddenException,
    NotFoundException, ResourceLimitExceededException, Room, ServiceFailureException,
    ServiceUnavailableException, ThrottledClientException, UnauthorizedClientException,
};
use serde_json::{Value, json};

fn all() -> Vec<(String, Value)> {
    macro_rules! of {
        ($($type:ident)*) => { vec![$((stringify!($type).to_owned(), of::<$type>())),*] };
    }
    of! {
        CreateRoomRequest CreateRoomResponse Room ErrorCode NotFoundException BadRequestException ForbiddenException
        UnauthorizedClientException ResourceLimitExceededException ThrottledClientException ServiceUnavailableException
        ServiceFailureException
    }
}

fn of<T: JsonSchema>() -> Value {
    schema::of::<T>().to_value()
}

#[test]
fn patterns_match_the_whole_string_and_searches_a_part() {
    let request = of::<CreateRoomRequest>();
    assert_eq!(request["properties"]["ClientRequestToken"]["pattern"], "^[-_a-zA-Z0-9]*$");
    assert_eq!(request["properties"]["AccountId"]["pattern"], "\\S");
    let validator = jsonschema::validator_for(&request).expect("a schema");
    let is_valid = |account: &str, token: &str| {
        let value = json!({ "AccountId": account, "Name": "n", "ClientRequestToken": token });
        validator.is_valid(&value)
    };
    assert!(is_valid(" a ", "token-1"));
    assert!(is_valid("\na\u{2028}", "token-1"));
    assert!(!is_valid(" ", "token-1"));
    assert!(!is_valid("a", "token 1"));
}

#[test]
fn only_required_members_are_listed_as_required() {
    assert_eq!(of::<CreateRoomRequest>()["required"], json!(["AccountId", "Name"]));
    for (name, schema) in all().iter().filter(|(name, _)| name != "CreateRoomRequest") {
        assert!(schema.get("required").is_none(), "{name}");
    }
}

#[test]
fn no_optional_member_admits_null() {
    for (name, schema) in all() {
        let text = schema.to_string();
        assert!(!text.contains("\"null\"") && !text.contains("nullable"), "{name}");
    }
}

#[test]
fn both_timestamps_are_date_times() {
    let room = of::<Room>();
    for member in ["CreatedTimestamp", "UpdatedTimestamp"] {
        assert_eq!(
            (&room["properties"][member]["type"], &room["properties"][member]["format"]),
            (&json!("string"), &json!("date-time"))
        );
    }
}

#[test]
fn lengths_of_the_token_are_in_the_schema() {
    let token = of::<CreateRoomRequest>()["properties"]["ClientRequestToken"].clone();
    assert_eq!((&token["minLength"], &token["maxLength"]), (&json!(2), &json!(64)));
}

#[test]
fn every_schema_is_valid_and_every_member_is_described() {
    for (name, schema) in all() {
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        assert!(schema["description"].is_string(), "{name}");
        for (member, schema) in schema["properties"].as_object().into_iter().flatten() {
            assert!(
                schema["description"].is_string() || schema["$ref"].is_string(),
                "{name}.{member}"
            );
        }
    }
}

#[test]
fn an_open_enumeration_lists_its_values_and_admits_others() {
    let schema = of::<ErrorCode>();
    for value in ErrorCode::VALUES {
        assert!(
            schema["description"].as_str().is_some_and(|text| text.contains(&format!("`{value}`"))),
            "{value}"
        );
    }
    assert!(schema.get("enum").is_none());
}

/// The command writes the files of `chime-model/schema` from the description as they are written
/// from the types. `tests/interop/family/run` compares whole services.
#[test]
fn documents_of_the_description_are_those_of_the_types() {
    let (version, license) =
        (env!("CARGO_PKG_VERSION").to_owned(), env!("CARGO_PKG_LICENSE").to_owned());
    let documents =
        chime_model_cli::documents("chime.json", chime_model_spec::CHIME, version, license)
            .expect("no problems");
    let documents = documents.examples(chime_model_spec::EXAMPLES).expect("no problems");
    let files = documents.id("urn:chime-model").files();
    assert_eq!(files.len(), 22);
    for (name, document) in files {
        let file = format!("{}/../chime-model/schema/{name}", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(std::fs::read_to_string(&file).expect(&file), schema::text(&document), "{name}");
    }
}
