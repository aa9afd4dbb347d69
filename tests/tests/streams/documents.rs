//! Schemas and OpenAPI of a service with streams: the description and the types give the same
//! documents, the events of a stream have the schema of a union, and OpenAPI names the media type
//! of a stream.

use chime_model::schema::{self, documents};
use serde_json::{Value, json};

use crate::service::radio;

const TEXT: &str = include_str!("../../descriptions/streams.json");

#[test]
fn documents_of_the_description_are_those_of_the_types() {
    let [version, license] = ["1", "MIT"].map(str::to_owned);
    let described =
        chime_model_cli::documents("streams.json", TEXT, version, license).expect("no problems");
    let typed = documents::<radio::Route>(radio::SERVICE, "1", "MIT");
    let (typed, described) = (typed.files(), described.files());
    for (name, document) in &typed {
        assert_eq!(document, &described[name], "{name}");
    }
    assert!(typed.keys().eq(described.keys()), "{:?}", described.keys());
}

#[test]
fn openapi_names_the_media_type_of_a_stream() {
    let files = documents::<radio::Route>(radio::SERVICE, "1", "MIT").files();
    let document = &files["radio/1/openapi-3.1.json"];
    let stream =
        |body: &Value| body["content"]["application/vnd.amazon.eventstream"]["schema"].clone();
    let paths = &document["paths"];
    let listen = &paths["/listen/{Station}"]["post"];
    let sound = json!({ "$ref": "#/components/schemas/Sound" });
    assert_eq!(stream(&listen["responses"]["200"]), sound);
    assert!(listen["requestBody"]["content"].get("application/json").is_some());
    let talk = &paths["/talk"]["post"];
    assert_eq!(stream(&talk["requestBody"]), json!({ "$ref": "#/components/schemas/Words" }));
    assert_eq!(stream(&talk["responses"]["202"]), sound);
}

#[test]
fn the_events_of_a_stream_have_the_schema_of_a_union() {
    let schema = schema::of::<radio::Sound>().to_value();
    let events = json!({
        "chunk": { "$ref": "#/$defs/Chunk" },
        "note": { "$ref": "#/$defs/Note" },
        "silence": { "$ref": "#/$defs/Silence" },
    });
    assert_eq!(schema["properties"], events);
    assert_eq!((&schema["minProperties"], &schema["maxProperties"]), (&1.into(), &1.into()));
}
