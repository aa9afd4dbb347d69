//! Operations that respond page by page: those that a file of paginators lists, those whose members
//! have the usual form, and the problems of such a file.

use chime_model::{Paginated, Sensitive};
use chime_model_spec::Generator;

use self::shop::{
    ByForm, ByFormInput, ByFormOutput, Currency, ListOrders, ListOrdersInput, ListOrdersOutput,
    ListPrices, ListPricesInput, ListPricesOutput, ListSecrets, ListSecretsInput,
    ListSecretsOutput, Nested, Order, Report, ReportInput, ReportOutput,
};

#[deny(warnings, missing_docs)]
#[allow(dead_code, unreachable_pub, reason = "a test has no users outside itself")]
mod shop {
    //! Generated from the files in `descriptions/pages`.
    include!(concat!(env!("OUT_DIR"), "/pages.rs"));
}

const SERVICE: &str = include_str!("../../descriptions/pages/service.json");
const PAGINATORS: &str = include_str!("../../descriptions/pages/paginators.json");

/// Each paginated operation, and the arguments of its attribute.
fn paginated(code: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut facts = None;
    for line in code.lines() {
        if let Some(rest) = line.strip_prefix("#[paginated(") {
            facts = rest.strip_suffix(")]");
        } else if let Some(rest) = line.strip_prefix("pub struct ")
            && let Some(facts) = facts.take()
        {
            found.push((rest.trim_end_matches(';'), facts));
        }
    }
    found
}

#[test]
fn operations_in_the_file_and_those_with_the_usual_form() {
    let generator = Generator::new("service.json", SERVICE).paginators("p.json", PAGINATORS);
    let code = generator.generate().expect("no problems");
    assert_eq!(
        paginated(&code),
        [
            (
                "ListOrders",
                "input_token = r#type, output_token = r#type, items = orders, item = Option<Order>"
            ),
            (
                "ListPrices",
                "input_token = start, output_token = next, items = prices, item = (Currency, i32)"
            ),
            (
                "ListSecrets",
                "input_token = next_token, output_token = next_token, items = secrets, item = Sensitive<String>"
            ),
            ("Report", "input_token = next_token, output_token = next_token"),
            ("Nested", "input_token = next_token, output_token = next_token"),
            (
                "ByForm",
                "input_token = next_token, output_token = next_token, items = names, item = String"
            ),
        ]
    );
}

#[test]
fn without_a_file_only_operations_with_the_usual_form() {
    let code = chime_model_spec::generate("service.json", SERVICE).expect("no problems");
    let names: Vec<&str> = paginated(&code).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["ListSecrets", "ByForm"]);
}

#[test]
fn elements_of_lists_and_entries_of_maps_are_items() {
    let page = ListOrdersOutput::new([None, Some(Order::default().id("1"))], "2");
    let next = ListOrders::next_input(&ListOrdersInput::default().limit(5), &page);
    assert_eq!(next, Some(ListOrdersInput::default().limit(5).r#type("2")));
    assert_eq!(ListOrders::items(page), [None, Some(Order::default().id("1"))]);

    let page = ListPricesOutput::default().next("b").prices([(Currency::Eur, 5)]);
    let next = ListPrices::next_input(&ListPricesInput::default().start("a"), &page);
    assert_eq!(next, Some(ListPricesInput::default().start("b")));
    assert_eq!(ListPrices::items(page), [(Currency::Eur, 5)]);

    let page = ListSecretsOutput::default().next_token("t").secrets(vec!["s".to_owned()]);
    let next = ListSecrets::next_input(&ListSecretsInput::default(), &page);
    assert_eq!(next, Some(ListSecretsInput::default().next_token("t")));
    assert_eq!(ListSecrets::items(page), [Sensitive::new("s".to_owned())]);
    assert!(ListSecrets::items(ListSecretsOutput::default()).is_empty());

    let page = ByFormOutput::default().names(["a".to_owned()]).next_token("t");
    assert_eq!(
        ByForm::next_input(&ByFormInput::default(), &page).unwrap().next_token.unwrap(),
        "t"
    );
    assert_eq!(ByForm::items(page), ["a"]);
}

#[test]
fn a_page_with_several_results_is_an_item_itself() {
    let page =
        ReportOutput::default().names(["a".to_owned()]).titles(["b".to_owned()]).next_token("t");
    let next = Report::next_input(&ReportInput::default(), &page);
    assert_eq!(next, Some(ReportInput::default().next_token("t")));
    assert_eq!(Report::items(page.clone()), std::slice::from_ref(&page));
    assert_eq!(Nested::items(page.clone()), [page]);
}

#[test]
fn the_last_page_has_no_token_or_an_empty_one() {
    for page in [ReportOutput::default(), ReportOutput::default().next_token("")] {
        assert_eq!(Report::next_input(&ReportInput::default().next_token("t"), &page), None);
    }
    let page = ListOrdersOutput::new([], "");
    assert_eq!(ListOrders::next_input(&ListOrdersInput::default(), &page), None);
}

/// Every problem of a file of paginators, one on a line.
fn problems(paginators: &str) -> String {
    let generator = Generator::new("service.json", SERVICE).paginators("p.json", paginators);
    generator.generate().expect_err("a broken file").to_string()
}

#[test]
fn every_problem_of_a_file_has_its_place() {
    let file = r#"{
  "pagination": {
    "ListOrders": { "input_token": "typo", "output_token": "Orders", "result_key": "Oders", "limit_key": "limit" },
    "ListPrices": { "input_token": ["Start", "End"], "output_token": "Next", "result_key": 5 },
    "ByForm": { "output_token": "nextToken" },
    "ListSecrets": { "input_token": "NextToken", "output_token": "NextToken || Marker", "result_key": "Secrets[0]", "more_results": "More" },
    "Nested": { "input_token": "NextToken", "output_token": "NextToken", "result_key": "Inner.Titles" },
    "RequiredToken": { "input_token": "nextToken", "output_token": "nextToken", "result_key": ["Names"] },
    "NoOutput": { "input_token": "nextToken", "output_token": "nextToken", "result_key": "Names" }
  }
}"#;
    insta::assert_snapshot!(problems(file), @r#"
p.json:3:36: pagination.ListOrders.input_token: the input of ListOrders has no member "typo"; did you mean "type"?
p.json:3:60: pagination.ListOrders.output_token: a token must be a string or a map, and "Orders" is neither
p.json:3:84: pagination.ListOrders.result_key: the output of ListOrders has no member "Oders"; did you mean "Orders"?
p.json:3:106: pagination.ListOrders.limit_key: the input of ListOrders has no member "limit"; did you mean "Limit"?
p.json:4:36: pagination.ListPrices.input_token: expected a string
p.json:4:92: pagination.ListPrices.result_key: expected a string or an array of strings
p.json:5:15: pagination.ByForm: missing key "input_token"
p.json:6:66: pagination.ListSecrets.output_token: expected the name of a member, not the expression "NextToken || Marker"
p.json:6:103: pagination.ListSecrets.result_key: expected the name of a member, not the expression "Secrets[0]"
p.json:6:133: pagination.ListSecrets.more_results: the output of ListSecrets has no member "More"
p.json:7:88: pagination.Nested.result_key: the output of Nested has no member "Titles"
p.json:8:39: pagination.RequiredToken.input_token: "nextToken" is required, but a request for the first page has no token
p.json:9:63: pagination.NoOutput.output_token: the output of NoOutput has no member "nextToken"
p.json:9:90: pagination.NoOutput.result_key: the output of NoOutput has no member "Names"
"#);
    insta::assert_snapshot!(problems("{}"), @r#"
p.json:1:1: missing key "pagination"
"#);
    insta::assert_snapshot!(problems("{ \"pagination\": [] }"), @r#"
p.json:1:17: pagination: expected an object
"#);
}

#[test]
fn the_problems_of_both_files_come_at_once() {
    let service = SERVICE.replace("\"type\": \"integer\"", "\"type\": \"number\"");
    let generator = Generator::new("service.json", &service).paginators("p.json", "{ \"a\": 1 }");
    let problems = generator.generate().expect_err("two broken files").to_string();
    insta::assert_snapshot!(problems, @r#"
p.json:1:1: missing key "pagination"
service.json:64:25: shapes.Number.type: unknown type "number"; expected one of structure, list, map, string, timestamp, boolean, integer, long, float, double, blob
"#);
}
