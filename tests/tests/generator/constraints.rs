//! Both a shape and a member can declare constraints, and only a member in a header can be JSON
//! inside a string.

use chime_model_spec::generate;

/// The generated fields of an input with these members. `shapes` are added to the description.
fn input(members: &str, shapes: &str) -> String {
    let text = format!(
        r#"{{
            "metadata": {{ "apiVersion": "1", "endpointPrefix": "a", "protocol": "rest-json", "serviceId": "A" }},
            "operations": {{ "Put": {{ "http": {{ "method": "POST", "requestUri": "/" }}, "input": {{ "shape": "In" }} }} }},
            "shapes": {{
                "In": {{ "type": "structure", "members": {{ {members} }} }},
                "Text": {{ "type": "string" }},
                "Word": {{ "type": "string", "min": 2, "max": 8, "pattern": "[a-z]*" }},
                {shapes}
            }}
        }}"#
    );
    let generated = generate("d.json", &text).unwrap_or_else(|problems| panic!("{problems}"));
    let (_, input) = generated.split_once("pub struct In {\n").expect("the input");
    input.split_once("\n}").expect("its end").0.to_owned()
}

#[test]
fn each_constraint_of_a_member_overrides_that_of_its_shape() {
    let input = input(
        r#""arn": { "shape": "Text", "pattern": "^arn:.+:bridge.+$" },
           "word": { "shape": "Word", "max": 4 },
           "plain": { "shape": "Word" },
           "count": { "shape": "Count", "min": 1, "max": 5 },
           "words": { "shape": "Words", "max": 3, "uniqueItems": true }"#,
        r#""Count": { "type": "integer", "min": 0 },
           "Words": { "type": "list", "member": { "shape": "Word" }, "uniqueItems": true }"#,
    );
    let constraints: Vec<&str> =
        input.lines().filter_map(|line| line.trim().strip_prefix("#[constraint(")).collect();
    let expected = [
        r#"pattern = "^arn:.+:bridge.+$")]"#,
        r#"length(min = 2, max = 4), pattern = "[a-z]*")]"#,
        r#"length(min = 2, max = 8), pattern = "[a-z]*")]"#,
        "range(min = 1, max = 5))]",
        r#"length(max = 3), unique, each(length(min = 2, max = 8), pattern = "[a-z]*"))]"#,
    ];
    assert_eq!(constraints, expected, "{input}");
}

#[test]
fn json_in_a_string_is_for_headers_alone() {
    let input = input(
        r#""header": { "shape": "Text", "jsonvalue": true, "location": "header", "locationName": "x-json" },
           "secret": { "shape": "Secret", "jsonvalue": true, "location": "header", "locationName": "x-secret" },
           "texts": { "shape": "List", "jsonvalue": true, "location": "header", "locationName": "x-texts" },
           "query": { "shape": "Text", "jsonvalue": true, "location": "querystring", "locationName": "q" },
           "body": { "shape": "Text", "jsonvalue": true },
           "list": { "shape": "List" },
           "map": { "shape": "Map" }"#,
        r#""Secret": { "type": "string", "sensitive": true },
           "List": { "type": "list", "member": { "shape": "Text", "jsonvalue": true } },
           "Map": { "type": "map", "key": { "shape": "Text" }, "value": { "shape": "Text", "jsonvalue": true } }"#,
    );
    let fields: Vec<&str> =
        input.lines().filter_map(|line| line.trim().strip_prefix("pub ")).collect();
    let expected = [
        "header: Option<JsonValue>,",
        "secret: Option<Sensitive<JsonValue>>,",
        "texts: Option<Vec<String>>,",
        "query: Option<String>,",
        "body: Option<String>,",
        "list: Option<Vec<String>>,",
        "map: Option<BTreeMap<String, String>>,",
    ];
    assert_eq!(fields, expected, "{input}");
}

#[test]
fn bounds_at_the_limits_of_a_type_are_kept() {
    let input = input(
        r#""a": { "shape": "Integer" }, "b": { "shape": "Long" }, "c": { "shape": "Float" }, "d": { "shape": "Whole" }"#,
        r#""Integer": { "type": "integer", "min": -2147483648, "max": 2147483646 },
           "Long": { "type": "long", "min": -9223372036854775807, "max": 9223372036854775807 },
           "Float": { "type": "float", "min": -3.4028235e38, "max": 0 },
           "Whole": { "type": "integer", "min": 1E1, "max": 20.0 }"#,
    );
    let constraints: Vec<&str> =
        input.lines().filter_map(|line| line.trim().strip_prefix("#[constraint(")).collect();
    let expected = [
        "range(max = 2_147_483_646))]",
        "range(min = -9_223_372_036_854_775_807))]",
        "range(min = -3.4028235e38, max = 0.0))]",
        "range(min = 10, max = 20))]",
    ];
    assert_eq!(constraints, expected, "{input}");
}
