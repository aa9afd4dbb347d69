//! The rules for descriptions of awsJson, K1 to K5, and rules A7, X2 and X8 where the generator
//! decides.

use chime_model_spec::{Generator, generate};
use serde_json::{Value, json};

use crate::foreign::only_problem;

/// A description with these metadata, operations and shapes. Facts that every service needs are
/// added to the metadata.
fn of_json(metadata: &Value, operations: &Value, shapes: &Value) -> String {
    let mut facts = json!({ "apiVersion": "1", "endpointPrefix": "a", "serviceId": "A" });
    let metadata = metadata.as_object().expect("an object").clone();
    facts.as_object_mut().expect("an object").extend(metadata);
    json!({ "metadata": facts, "operations": operations, "shapes": shapes }).to_string()
}

#[test]
fn k1_json_is_chosen_whatever_the_other_protocols_are() {
    let json = json!({ "jsonVersion": "1.0", "targetPrefix": "A_1" });
    for protocols in [
        json!({ "protocol": "json" }),
        json!({ "protocol": "smithy-rpc-v2-cbor", "protocols": ["smithy-rpc-v2-cbor", "json"] }),
        json!({ "protocol": "query", "protocols": ["query", "json"] }),
        json!({ "protocol": "rest-json", "protocols": ["rest-json", "json"] }),
    ] {
        let mut metadata = json.clone();
        let protocols = protocols.as_object().expect("an object").clone();
        metadata.as_object_mut().expect("an object").extend(protocols);
        let code = generate("d", &of_json(&metadata, &json!({}), &json!({}))).expect("types");
        assert!(code.contains(".aws_json_1_0(\"A_1\");"), "{code}");
    }
}

#[test]
fn k3_json_needs_a_version_and_a_target_prefix() {
    let messages = |metadata: Value, operations: Value| {
        let problems = generate("d", &of_json(&metadata, &operations, &json!({})));
        let problems = problems.expect_err("problems");
        problems.iter().map(|problem| problem.message().to_owned()).collect::<Vec<_>>()
    };
    let missing = messages(json!({ "protocol": "json" }), json!({}));
    assert_eq!(missing, ["missing key \"jsonVersion\"", "missing key \"targetPrefix\""]);
    let metadata = json!({ "protocol": "json", "jsonVersion": "1.2", "targetPrefix": "A 1" });
    let unknown = "unknown version \"1.2\"";
    let not_visible = "sent in a header, so it can have only visible ASCII characters";
    let found = messages(metadata, json!({}));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with(unknown), "{found:?}");
    assert!(found[1].contains(not_visible), "{found:?}");
    // Rule A1: botocore would send this method to another path.
    let metadata = json!({ "protocol": "json", "jsonVersion": "1.1", "targetPrefix": "A" });
    let operation = json!({ "http": { "method": "GET", "requestUri": "/a", "responseCode": 201 } });
    let found = messages(metadata, json!({ "Get.It": operation }));
    assert_eq!(
        found,
        [
            "the name is what comes after the last dot of a target, so it cannot contain a dot",
            "an operation of awsJson is POST, not \"GET\"",
            "an operation of awsJson has the path \"/\", not \"/a\"",
            "a success of awsJson has the status 200, not 201",
        ]
    );
}

#[test]
fn k4_keys_of_other_protocols_and_of_endpoints_are_ignored() {
    let metadata = json!({
        "awsQueryCompatible": {}, "jsonVersion": "1.0", "protocol": "json", "targetPrefix": "A",
        "xmlNamespace": "http://a.example",
    });
    let operations = json!({ "Get": {
        "http": { "method": "POST", "requestUri": "/" },
        "output": { "shape": "Out", "resultWrapper": "GetResult" },
        "endpointdiscovery": {}, "endpointoperation": true,
        "operationContextParams": { "A": { "path": "a" } },
    } });
    let shapes = json!({
        "Out": {
            "type": "structure", "xmlOrder": ["a"], "wrapper": true,
            "members": { "a": { "shape": "List", "flattened": true } },
        },
        "List": { "type": "list", "member": { "shape": "Text", "jsonvalue": true } },
        "Text": { "type": "string" },
    });
    let mut description: Value =
        serde_json::from_str(&of_json(&metadata, &operations, &shapes)).expect("JSON");
    description["clientContextParams"] = json!({});
    let code = generate("d", &description.to_string()).expect("types");
    assert!(!code.contains("were ignored"), "{code}");
    assert!(code.contains("pub a: Option<Vec<String>>,"), "{code}");
}

#[test]
fn a_token_can_be_a_map_and_a_flag_can_announce_more_pages() {
    let metadata = json!({ "jsonVersion": "1.0", "protocol": "json", "targetPrefix": "A" });
    let operations = json!({ "Scan": {
        "http": { "method": "POST", "requestUri": "/" },
        "input": { "shape": "In" }, "output": { "shape": "Out" },
    } });
    let shapes = json!({
        "In": { "type": "structure", "members": { "Start": { "shape": "Key" } } },
        "Out": { "type": "structure", "members": {
            "Last": { "shape": "Key" }, "Other": { "shape": "Same" }, "More": { "shape": "Flag" },
        } },
        "Key": { "type": "map", "key": { "shape": "Text" }, "value": { "shape": "Text" } },
        "Same": { "type": "map", "key": { "shape": "Text" }, "value": { "shape": "Text" } },
        "Flag": { "type": "boolean" },
        "Text": { "type": "string" },
    });
    let text = of_json(&metadata, &operations, &shapes);
    let generated = |last: &str, more: &str| {
        let scan = json!({ "input_token": "Start", "output_token": last, "more_results": more });
        let file = json!({ "pagination": { "Scan": scan } }).to_string();
        let generated = Generator::new("d", &text).paginators("p", &file).generate();
        generated.map_err(|problems| problems.to_string())
    };
    let code = generated("Last", "More").expect("types");
    let pages = "#[paginated(input_token = start, output_token = last, more_results = more)]";
    assert!(code.contains(pages), "{code}");
    let code = generated("Inner.List[-1].Id", "Inner.More").expect("types without pages");
    assert!(!code.contains("paginated"), "{code}");
    let problem = generated("Other", "Last").expect_err("two problems");
    assert!(problem.contains(r#""Other" has another type than "Start""#), "{problem}");
    assert!(problem.contains(r#""Last" must be a boolean"#), "{problem}");
}

#[test]
fn k5_operations_are_told_apart_by_their_targets() {
    let metadata = json!({ "jsonVersion": "1.0", "protocol": "json", "targetPrefix": "A" });
    let operation = json!({ "http": { "method": "POST", "requestUri": "/" } });
    let operations = json!({ "Get": operation, "Put": operation });
    let code = generate("d", &of_json(&metadata, &operations, &json!({}))).expect("types");
    assert!(code.contains("/// `POST /` with the target `A.Put`"), "{code}");
    assert!(!code.contains("#[http("), "{code}");
}

#[test]
fn x8_codes_of_query_and_the_namespace_come_from_the_user() {
    let error = json!({ "type": "structure", "exception": true, "members": {} });
    let with = |metadata: Value, codes, namespace| {
        let shapes = json!({ "Gone": error });
        let text = of_json(&metadata, &json!({}), &shapes);
        let generator = Generator::new("d", &text).query_codes(codes);
        let generated = match namespace {
            Some(namespace) => generator.error_namespace(namespace).generate(),
            None => generator.generate(),
        };
        generated.map_err(|problems| {
            problems
                .iter()
                .map(|problem| problem.message().to_owned())
                .collect::<Vec<_>>()
                .join("\n")
        })
    };
    let json = json!({ "jsonVersion": "1.0", "protocol": "json", "targetPrefix": "A" });
    let mut query = json.clone();
    query["awsQueryCompatible"] = json!({});
    let code = with(query.clone(), &[("Gone", "A.Gone")], Some("com.a")).expect("types");
    assert!(code.contains(".aws_json_1_0(\"A\").query_compatible().error_namespace(\"com.a\");"));
    assert!(code.contains("query_code = \"A.Gone\""), "{code}");
    for (metadata, codes, namespace, expected) in [
        (json.clone(), &[("Gone", "A")][..], None, "for services with the key"),
        (query.clone(), &[("Gon", "A")], None, "did you mean \"Gone\"?"),
        (query.clone(), &[("Gone", "a;b")], None, "cannot contain a semicolon"),
        (query.clone(), &[], Some("a#b"), "cannot contain `#` or `:`"),
        (json!({ "protocol": "rest-json" }), &[], Some("a"), "is for awsJson 1.0"),
    ] {
        let message = with(metadata, codes, namespace).expect_err(expected);
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn x2_no_member_of_an_error_has_the_key_of_its_type() {
    let metadata = json!({ "jsonVersion": "1.0", "protocol": "json", "targetPrefix": "A" });
    let text = json!({ "shape": "Text" });
    let shapes = json!({
        "Gone": { "type": "structure", "exception": true, "members": { "__type": text } },
        "Text": { "type": "string" },
    });
    let message = only_problem(&of_json(&metadata, &json!({}), &shapes));
    assert_eq!(message, "the key `__type` of an error is for its type, not for a member");
}

#[test]
fn a7_locations_mean_nothing_in_json() {
    let metadata = json!({ "jsonVersion": "1.0", "protocol": "json", "targetPrefix": "A" });
    let operations = json!({ "Get": {
        "http": { "method": "POST", "requestUri": "/" },
        "input": { "shape": "In" }, "output": { "shape": "In" },
    } });
    let shapes = json!({
        "In": { "type": "structure", "payload": "a", "members": {
            "a": { "shape": "Text" },
            "b": { "shape": "Text", "location": "uri", "locationName": "B" },
            "c": { "shape": "Text", "location": "statusCode" },
        } },
        "Text": { "type": "string" },
    });
    let code = generate("d", &of_json(&metadata, &operations, &shapes)).expect("types");
    // Rule A8: the name in its location is the key.
    assert!(code.contains("#[serde(rename = \"b\")]\n    #[http(body = \"B\")]"), "{code}");
    assert_eq!(code.matches("#[http(").count(), 1, "{code}");
}
