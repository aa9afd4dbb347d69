//! Cases that no operation of this crate has: members in every place, and types with special
//! keywords in JSON Schema.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::documents;
use crate::wire::Content;
use crate::{Blob, Exception, Operation, OperationError, Routing, Service, Structure, Timestamp};

const SERVICE: Service = Service::new("Toy Box", "Toy Box", "2020-01-01", "toys", "toys");

/// Paints a toy.
#[derive(Operation)]
#[operation(input = PaintInput, output = PaintOutput, error = PaintError, service = SERVICE)]
#[http(method = "PUT", uri = "/toys/{path+}?operation=paint", code = 202)]
struct Paint;

#[derive(Clone, Debug, PartialEq, Structure)]
struct PaintInput {
    /// Which toy.
    #[http(label = "path")]
    path: String,
    #[http(query = "coat")]
    #[constraint(length(max = 3), each(pattern = "red|blue"))]
    coats: Option<Vec<String>>,
    #[http(header = "X-Since")]
    since: Option<Timestamp>,
    #[http(prefix_headers = "x-meta-")]
    meta: Option<BTreeMap<String, String>>,
    #[http(body = "layers")]
    #[constraint(range(min = 1, max = 9))]
    layer_count: i32,
    #[http(body = "dried")]
    dried_at: Option<Timestamp>,
    weight: Option<i64>,
    #[constraint(range(min = 0.0))]
    gloss: Option<f32>,
    #[constraint(keys(length(min = 1)))]
    spots: Option<BTreeMap<String, Spot>>,
    #[http(body = "coatedAt")]
    coated_at: Option<Vec<Option<Timestamp>>>,
    sheens: Option<BTreeMap<String, Option<f32>>>,
    shapes: Option<Vec<Option<Spot>>>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Spot {
    #[http(body = "size")]
    spot_size: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct PaintOutput {
    #[http(header = "X-Colour")]
    colour: Option<String>,
    #[http(payload)]
    picture: Option<Blob>,
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 409)]
struct StillWet {
    minutes: Option<i32>,
    colour: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 409)]
struct NoPaint {
    minutes: Option<String>,
    colour: Option<String>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum PaintError {
    StillWet(StillWet),
    NoPaint(NoPaint),
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Toy {
    /// Which toy.
    #[http(label = "path")]
    path: String,
}

/// An operation on the same path, told apart by its query alone.
#[derive(Operation)]
#[operation(input = Toy, error = PaintError, service = SERVICE)]
#[http(method = "PUT", uri = "/toys/{path+}?operation=strip")]
struct Strip;

/// An operation on the same path, without a query.
#[derive(Operation)]
#[operation(input = Toy, error = PaintError, service = SERVICE)]
#[http(method = "PUT", uri = "/toys/{path+}")]
struct Put;

/// The operations of the toy box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Routing)]
enum Toys {
    Paint,
    Strip,
    Put,
}

fn files() -> BTreeMap<String, Value> {
    let files = documents::<Toys>(SERVICE, "1.2.3", "MIT").files();
    files
        .into_iter()
        .map(|(name, file)| {
            (name.strip_prefix("toy-box/2020-01-01/").expect("the folder").to_owned(), file)
        })
        .collect()
}

#[test]
fn members_stand_in_their_places() {
    let document = &files()["openapi-3.1.json"];
    let named = |path: &str| document["paths"][path]["put"]["operationId"].clone();
    assert_eq!(
        [
            named("/toys/{path}"),
            named("/toys/{path}?operation=paint"),
            named("/toys/{path}?operation=strip")
        ],
        ["Put", "Paint", "Strip"]
    );
    let operation = &document["paths"]["/toys/{path}?operation=paint"]["put"];
    let places: Vec<(&str, &str)> = operation["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|parameter| Some((parameter["in"].as_str()?, parameter["name"].as_str()?)))
        .collect();
    assert_eq!(places, [("path", "path"), ("query", "coat"), ("header", "X-Since")]);
    assert_eq!(
        operation["parameters"][1]["schema"],
        json!({ "type": "array", "maxItems": 3, "items": { "type": "string", "pattern": "^(?:red|blue)$" } })
    );
    assert_eq!(
        operation["responses"]["202"]["headers"]["X-Colour"]["schema"],
        json!({ "type": "string" })
    );
    assert_eq!(
        operation["responses"]["202"]["content"],
        json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } })
    );
}

#[test]
fn bodies_have_the_form_of_http_and_documents_the_documented_one() {
    let files = files();
    let schemas = &files["openapi-3.1.json"]["components"]["schemas"];
    let body = &schemas["PaintRequestContent"];
    assert_eq!(body["required"], json!(["layers"]));
    assert_eq!(
        body["properties"]["layers"],
        json!({ "type": "integer", "format": "int32", "minimum": 1, "maximum": 9 })
    );
    assert_eq!(
        body["properties"]["weight"],
        json!({ "type": "integer", "format": "int64", "minimum": i64::MIN, "maximum": i64::MAX })
    );
    assert_eq!(
        body["properties"]["gloss"],
        json!({ "anyOf": [
            { "type": "number", "minimum": 0.0, "maximum": 3.402_823_5e38 },
            { "type": "string", "enum": ["Infinity"] },
        ] })
    );
    assert_eq!(body["properties"]["dried"]["type"], "number");
    assert_eq!(body["properties"]["spots"]["propertyNames"], json!({ "minLength": 1 }));
    assert!(
        files["openapi-3.0.json"]["components"]["schemas"]["PaintRequestContent"]["properties"]["spots"].get("propertyNames").is_none()
    );
    assert!(schemas["Spot"]["properties"]["size"]["anyOf"].is_array());

    let documented = &files["draft-07/PaintInput.json"];
    assert_eq!(documented["required"], json!(["path", "layer_count"]));
    assert_eq!(
        documented["properties"]["dried_at"],
        json!({ "type": "string", "format": "date-time" })
    );
    assert!(documented["definitions"]["Spot"]["properties"]["spot_size"].is_object());
}

#[test]
fn sparse_lists_and_maps_take_null() {
    let files = files();
    let member = |name: &str| files["2020-12/PaintInput.json"]["properties"][name].clone();
    assert_eq!(
        member("coated_at")["items"],
        json!({ "type": ["string", "null"], "format": "date-time" })
    );
    assert_eq!(
        member("sheens")["additionalProperties"],
        json!({ "anyOf": [
            { "type": ["number", "null"], "minimum": -3.402_823_5e38, "maximum": 3.402_823_5e38 },
            { "type": "string", "enum": ["NaN", "Infinity", "-Infinity"] },
        ] })
    );
    assert_eq!(
        member("shapes")["items"],
        json!({ "anyOf": [{ "$ref": "#/$defs/Spot" }, { "type": "null" }] })
    );
    let body = &files["openapi-3.1.json"]["components"]["schemas"]["PaintRequestContent"];
    assert_eq!(
        body["properties"]["coatedAt"]["items"],
        json!({ "type": ["number", "null"], "description": "Seconds since 1970." })
    );
}

#[test]
fn errors_share_one_body() {
    let error = &files()["openapi-3.0.json"]["components"]["schemas"]["ErrorContent"];
    assert_eq!(error["properties"], json!({ "minutes": {}, "colour": { "type": "string" } }));
    assert_eq!(error.get("required"), None);
}

#[test]
fn the_refusals_of_a_server_are_documented() {
    let files = files();
    let statuses = |path: &str| {
        let responses = &files["openapi-3.1.json"]["paths"][path]["put"]["responses"];
        responses
            .as_object()
            .into_iter()
            .flat_map(|responses| responses.keys().cloned())
            .collect::<Vec<_>>()
    };
    // None can respond with 406: the response to `Paint` is a blob, which may have any type, and
    // `Strip` and `Put` have no output.
    assert_eq!(
        statuses("/toys/{path}?operation=paint"),
        ["202", "400", "404", "405", "409", "415"]
    );
    assert_eq!(statuses("/toys/{path}"), ["200", "400", "404", "405", "409", "415"]);
    let responses = &files["openapi-3.0.json"]["paths"]["/toys/{path}"]["put"]["responses"];
    assert_eq!(responses["405"]["headers"]["Allow"]["example"], "PUT");
    assert_eq!(
        responses["400"]["headers"]["x-amzn-ErrorType"]["example"],
        "SerializationException"
    );
    assert_eq!(responses["409"]["headers"]["x-amzn-ErrorType"]["example"], "StillWet");
}

/// The runtime and the builder each know the media type of a payload (rule C4).
#[test]
fn the_media_type_of_a_payload_is_that_of_its_message() {
    macro_rules! check {
        ($($module:ident: $ty:ty,)*) => {$(
            mod $module {
                use super::*;

                #[derive(Clone, Debug, PartialEq, Structure)]
                pub(super) struct Input {
                    #[http(payload)]
                    payload: Option<$ty>,
                }

                #[derive(Operation)]
                #[operation(input = Input, error = PaintError, service = SERVICE)]
                #[http(method = "PUT", uri = "/")]
                pub(super) struct Put;

                #[derive(Clone, Copy, Debug, PartialEq, Eq, Routing)]
                pub(super) enum Route {
                    Put,
                }
            }

            let Content::Payload { content_type, .. } = <$module::Input as crate::wire::Structure>::CONTENT else { panic!("a payload") };
            let files = documents::<$module::Route>(SERVICE, "1.2.3", "MIT").files();
            let content = &files["toy-box/2020-01-01/openapi-3.1.json"]["paths"]["/"]["put"]["requestBody"]["content"];
            let documented = content.as_object().and_then(|content| content.keys().next());
            assert_eq!(documented.map(String::as_str), Some(content_type));
        )*};
    }
    check! {
        text: String,
        blob: Blob,
        secret: crate::Sensitive<Blob>,
        document: crate::Document,
        structure: Spot,
        enumeration: Colour,
        union_: Shape,
    }
}

#[derive(Clone, Debug, crate::Enumeration)]
enum Colour {
    Red,
    #[unknown]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, crate::Union)]
enum Shape {
    Spot(Spot),
    #[unknown]
    Unknown(crate::UnknownMember),
}
