//! Examples from a file beside the description: the code that is generated from them, and the
//! problems of such a file. The doc tests of `chime_model_tests::examples` run that code.

use chime_model_spec::{CHIME, EXAMPLES, Generator};

const SERVICE: &str = include_str!("../../descriptions/examples/service.json");
const STREAMS: &str = include_str!("../../descriptions/streams.json");
const VALUES: &str = include_str!("../../descriptions/examples/examples.json");

fn generate(examples: &str) -> Result<String, String> {
    let generator = Generator::new("service.json", SERVICE);
    let generator = generator.examples("tests::examples", "examples.json", examples);
    generator.generate().map_err(|problems| problems.to_string())
}

/// The lines of the code blocks of documentation.
fn code_lines(text: &str) -> Vec<&str> {
    let mut is_code = false;
    let lines = text.lines().filter_map(|line| line.trim_start().strip_prefix("///"));
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).filter(|line| {
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        is_code && !is_fence
    });
    lines.collect()
}

#[test]
fn no_line_of_code_scrolls_sideways() {
    let chime = Generator::new("chime.json", CHIME).examples("chime_model", "e.json", EXAMPLES);
    for text in [chime.generate().expect("no problems"), generate(VALUES).expect("no problems")] {
        let lines = code_lines(&text);
        assert!(lines.len() > 50);
        for line in lines {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn types_name_the_operations_that_use_them() {
    let used_by = |text: &str, item: &str| {
        let (before, _) = text.split_once(&format!("\npub {item} {{")).expect("an item");
        let docs = before.rsplit("\n\n").next().expect("its lines");
        let (_, section) = docs.split_once("/// # Used by\n///\n").unwrap_or_default();
        section.lines().map_while(|line| line.strip_prefix("/// ")).collect::<Vec<_>>().join(" ")
    };
    let text = generate(VALUES).expect("no problems");
    for (item, expected) in [
        ("struct Values", "[`struct@PutValues`]."),
        ("struct Timestamp", "[`struct@PutValues`]."),
        ("enum Word", "[`struct@PutValues`]."),
        ("struct Refused", "[`struct@PutValues`], [`struct@Untold`]."),
    ] {
        assert_eq!(used_by(&text, item), expected, "{item}");
    }
    let text = chime_model_spec::generate("streams.json", STREAMS).expect("no problems");
    for (item, expected) in [
        ("enum Words", "[`struct@Talk`], [`struct@Send`]."),
        ("struct Chunk", "[`struct@Listen`], [`struct@Talk`]."),
        ("struct ConnectionLost", "[`struct@Listen`], [`struct@Talk`]."),
    ] {
        assert_eq!(used_by(&text, item), expected, "{item}");
    }
}

#[test]
fn messages_with_events_have_no_example() {
    let examples = r#"{"examples": {"Send": [{
        "input": {"Topic": "t", "Words": {"note": {"Text": "hi"}}}, "output": {"Count": 1}
    }]}}"#;
    let generator = Generator::new("streams.json", STREAMS);
    let code = generator.examples("radio", "e.json", examples).generate().expect("no problems");
    assert!(code.contains("let output = SendOutput::default().count(1);"));
    assert!(!code.contains("let input"));
}

#[test]
fn a_type_that_many_operations_use_lists_some_of_them() {
    let operation = |number: usize| {
        format!(
            r#""Get{number}": {{ "http": {{ "method": "GET", "requestUri": "/{number}" }}, "output": {{ "shape": "Room" }} }}"#
        )
    };
    let generate = |other: &str| {
        let operations: Vec<String> = (1..=40).map(operation).collect();
        let text = format!(
            r#"{{
                "metadata": {{ "apiVersion": "1", "endpointPrefix": "e", "protocol": "rest-json", "serviceFullName": "S", "serviceId": "S" }},
                "operations": {{ {}{other} }},
                "shapes": {{ "Room": {{ "type": "structure", "members": {{}} }} }}
            }}"#,
            operations.join(", ")
        );
        chime_model_spec::generate("many.json", &text).expect("no problems")
    };
    assert!(generate("").contains("/// # Used by\n///\n/// Every operation.\n#"));
    let other = r#", "Ping": { "http": { "method": "GET", "requestUri": "/ping" } }"#;
    assert!(generate(other).contains("/// [`struct@Get30`],\n/// and 10 more.\n#"));
}

#[test]
fn every_problem_has_its_place() {
    for (example, expected) in [
        (r#"{"input": []}"#, "examples.json:1:39: examples.PutValues[0].input: expected an object"),
        (
            r#"{"input": {"id": "a", "empty": [], "txt": ""}}"#,
            "examples.json:1:71: examples.PutValues[0].input.txt: Values has no member \"txt\"; did you mean \"text\"?",
        ),
        (
            r#"{"output": {"empty": [1]}}"#,
            "examples.PutValues[0].output.empty[0]: expected a string",
        ),
        (
            r#"{"output": {"empty": [], "choice": {}}}"#,
            "output.choice: expected an object with one member",
        ),
        (
            r#"{"output": {"empty": [], "choice": {"whens": ["yesterday"]}}}"#,
            "choice.whens[0]: expected a date-time such as \"2018-10-25T20:44:16Z\"",
        ),
        (
            r#"{"errors": {"Refusd": {}}}"#,
            "PutValues has no error named \"Refusd\"; did you mean \"Refused\"?",
        ),
        (
            r#"{"input": {"id": "", "empty": [], "text": "", "small": 2.5}}"#,
            "input.small: expected an integer of 32 bits",
        ),
        (
            r#"{"input": {"id": "", "empty": [], "text": "", "large": 1e3}}"#,
            "input.large: expected an integer of 64 bits",
        ),
        (
            r#"{"input": {"id": "", "empty": [], "text": "", "bytes": "a"}}"#,
            "input.bytes: expected a string of base64",
        ),
        (
            r#"{"input": {"id": "", "empty": [], "text": "", "double": "NaN"}}"#,
            "input.double: expected a number",
        ),
    ] {
        let text = format!(r#"{{"examples": {{"PutValues": [{example}]}}}}"#);
        let problems = generate(&text).expect_err("a problem");
        assert!(problems.contains(expected), "{expected} is not in {problems}");
    }
    let text = r#"{"examples": {"Ping": [{"input": {"a": 1}}]}}"#;
    assert!(generate(text).expect_err("a problem").contains("Ping has no such message"));
    assert!(generate("{}").expect_err("a problem").contains("missing key \"examples\""));
    assert!(generate("{").is_err());
}
