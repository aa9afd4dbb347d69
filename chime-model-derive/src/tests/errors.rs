//! Every message of the derives, each with the tokens that it is on.

use super::derive;
use crate::expand::{
    Derive, ENUMERATION, EXCEPTION, OPERATION, OPERATION_ERROR, ROUTING, STRUCTURE, UNION,
};

/// A source, and its errors in order.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)]);

#[track_caller]
pub(super) fn check(with: Derive, cases: &[Case<'_>]) {
    for (source, expected) in cases {
        let (errors, _) = derive(source, with);
        let errors: Vec<(&str, &str)> =
            errors.iter().map(|(on, message)| (on.as_str(), message.as_str())).collect();
        assert_eq!(errors, *expected, "{source}");
    }
}

#[test]
fn what_is_no_item_of_the_kind() {
    check(
        STRUCTURE,
        &[
            ("enum E { A }", &[("E", "`Structure` can only be derived for a struct")]),
            ("union U { a: u8 }", &[("U", "`Structure` can only be derived for a struct")]),
            ("struct S(u8, u8);", &[("(u8, u8)", "a structure must have named fields")]),
            (
                "struct S { a: A +, b: Option<A + B>, c: dyn A }",
                &[
                    ("A +", "a member cannot be a trait object"),
                    ("A + B", "a member cannot be a trait object"),
                    ("dyn A", "a member cannot be a trait object"),
                ],
            ),
            ("struct S<T> { a: T }", &[("<T>", "a shape cannot have generic parameters")]),
            ("fn f() {}", &[("fn", "expected one of: `struct`, `enum`, `union`")]),
        ],
    );
    check(UNION, &[("struct S { a: u8 }", &[("S", "`Union` can only be derived for an enum")])]);
    check(
        ENUMERATION,
        &[("struct S { a: u8 }", &[("S", "`Enumeration` can only be derived for an enum")])],
    );
    check(
        OPERATION_ERROR,
        &[("struct S { a: u8 }", &[("S", "`OperationError` can only be derived for an enum")])],
    );
    check(
        ROUTING,
        &[("struct S { a: u8 }", &[("S", "`Routing` can only be derived for an enum")])],
    );
    check(
        EXCEPTION,
        &[(
            "#[exception(status = 400)] enum E { A }",
            &[("E", "`Exception` can only be derived for a struct")],
        )],
    );
    check(
        OPERATION,
        &[(
            r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/")] struct Op { a: u8 }"#,
            &[("Op", "`Operation` can only be derived for a struct without fields")],
        )],
    );
}

#[test]
fn places() {
    let unknown = "expected `label`, `query`, `query_map`, `header`, `prefix_headers`, `status`, `payload`, `event_header`, `body`, \
                   `timestamp` or `host_label`";
    check(
        STRUCTURE,
        &[
            (r#"struct S { #[http(cookie = "a")] a: u8 }"#, &[("cookie", unknown)]),
            (
                r#"struct S { #[http(query = "a", header = "a")] a: u8 }"#,
                &[("header = \"a\"", "a member can have only one location")],
            ),
            (
                r#"struct S { #[http(a::b = "a")] a: u8 }"#,
                &[("a::b", "expected a name without `::`")],
            ),
            ("struct S { #[http(query = 5)] a: u8 }", &[("5", "expected string literal")]),
            ("struct S { #[http(query)] a: u8 }", &[(")", "expected `=`")]),
            (
                "struct S { #[http] a: u8 }",
                &[("http", "expected attribute arguments in parentheses: #[http(...)]")],
            ),
            (
                r#"struct S { #[http(timestamp = "iso8601")] a: u8 }"#,
                &[("\"iso8601\"", "expected one of date-time, http-date, epoch-seconds")],
            ),
            (
                r#"struct S { #[http(body = "b", query = "q")] a: u8 }"#,
                &[("\"b\"", "a member outside the body cannot have a key in it")],
            ),
            (
                r#"struct S { #[http(label = "a")] a: Option<u8> }"#,
                &[("Option<u8>", "a label is part of the path, so it cannot be an `Option`")],
            ),
            (
                "struct S { #[http(status)] a: i32 }",
                &[("i32", "the status has a default, so it must be an `Option`")],
            ),
            ("struct S { #[serde(rename = 1)] a: u8 }", &[("1", "expected string literal")]),
        ],
    );
}

#[test]
fn members_beside_each_other() {
    check(
        STRUCTURE,
        &[
            (r#"struct S { a: u8, #[serde(rename = "a")] b: u8 }"#, &[("b", "duplicate name `a`")]),
            (
                r#"struct S { r#type: u8, #[http(body = "type")] b: u8 }"#,
                &[("b", "has the same location, the body key \"type\", as \"type\"")],
            ),
            (
                r#"struct S { #[http(label = "l")] a: u8, #[http(label = "l")] b: u8 }"#,
                &[("b", "has the same location, the label \"l\", as \"a\"")],
            ),
            (
                r#"struct S { #[http(query = "q")] a: u8, #[http(query = "q")] b: u8 }"#,
                &[("b", "has the same location, the query key \"q\", as \"a\"")],
            ),
            (
                r#"struct S { #[http(header = "X-A")] a: u8, #[http(header = "x-a")] b: u8 }"#,
                &[("b", "has the same location, the header \"x-a\", as \"a\"")],
            ),
            (
                "struct S { #[http(query_map)] a: M, #[http(query_map)] b: M }",
                &[("b", "has the same location, the query map, as \"a\"")],
            ),
            (
                "struct S { #[http(status)] a: Option<i32>, #[http(status)] b: Option<i32> }",
                &[("b", "has the same location, the status, as \"a\"")],
            ),
            (
                r#"struct S { #[http(prefix_headers = "x-")] a: M, #[http(prefix_headers = "x-")] b: M }"#,
                &[(
                    "b",
                    "the header prefix \"x-\" overlaps with the header prefix \"x-\" of \"a\"",
                )],
            ),
            (
                "struct S { #[http(payload)] a: u8, #[http(payload)] b: u8 }",
                &[("b", "has the same location, the payload, as \"a\"")],
            ),
            (
                "struct S { #[http(payload)] a: u8, b: u8 }",
                &[(
                    "b",
                    "the payload is the whole body, so every other member must have a location outside it",
                )],
            ),
            (
                "struct S { #[idempotency_token] a: String, #[idempotency_token] b: String }",
                &[("b", "a structure can have only one idempotency token")],
            ),
        ],
    );
}

#[test]
fn constraints() {
    let unknown = "expected `length`, `range`, `pattern`, `search`, `unique`, `each` or `keys`";
    check(
        STRUCTURE,
        &[
            ("struct S { #[constraint(size(min = 1))] a: u8 }", &[("size", unknown)]),
            ("struct S { #[constraint(each(keys(size(min = 1))))] a: u8 }", &[("size", unknown)]),
            (
                "struct S { #[constraint(length(least = 1))] a: u8 }",
                &[("least", "expected `min` or `max`")],
            ),
            (
                "struct S { #[constraint(length(min = \"1\"))] a: u8 }",
                &[("\"1\"", "expected integer literal")],
            ),
            (
                "struct S { #[constraint(length(min = 9, max = 8))] a: u8 }",
                &[("length", "the minimum length, 9, is greater than the maximum, 8")],
            ),
            (
                "struct S { #[constraint(each(length(min = 2, max = 1)))] a: u8 }",
                &[("length", "the minimum length, 2, is greater than the maximum, 1")],
            ),
            (
                r#"struct S { #[constraint(pattern = "[a")] a: u8 }"#,
                &[("\"[a\"", "invalid pattern: `[` is not closed at character 1")],
            ),
            (
                r#"struct S { #[constraint(pattern = "\\p{Lettre}")] a: u8 }"#,
                &[(
                    "\"\\\\p{Lettre}\"",
                    "invalid pattern: unknown class `\\p{Lettre}` at character 2",
                )],
            ),
            (
                r#"struct S { #[constraint(search = "[a")] a: u8 }"#,
                &[("\"[a\"", "invalid pattern: `[` is not closed at character 1")],
            ),
            (
                r#"struct S { #[constraint(pattern = "a", search = "b")] a: u8 }"#,
                &[("search = \"b\"", "a value has either a `pattern` or a `search`")],
            ),
            (
                r#"struct S { #[constraint(keys(pattern = "("))] a: u8 }"#,
                &[("\"(\"", "invalid pattern: `(` is not closed at character 1")],
            ),
        ],
    );
}

#[test]
fn enumerations() {
    check(
        ENUMERATION,
        &[
            (
                "enum E { A, B }",
                &[("E", "missing a variant marked `#[unknown]`, which holds what is not modeled")],
            ),
            (
                "enum E { A, #[unknown] U }",
                &[("U", "the variant marked `#[unknown]` must hold what is not modeled")],
            ),
            (
                "enum E { #[unknown] U(String), #[unknown] V(String) }",
                &[("V", "only one variant can be marked `#[unknown]`")],
            ),
            (
                "enum E { A(u8), #[unknown] U(String) }",
                &[("u8", "only the variant marked `#[unknown]` can hold a value")],
            ),
            (
                r#"enum E { A, #[serde(rename = "A")] B, #[unknown] U(String) }"#,
                &[("B", "duplicate name `A`")],
            ),
            (
                "enum E { A { a: u8 }, #[unknown] U(String) }",
                &[("{ a: u8 }", "a variant must have one unnamed field or none")],
            ),
            (
                "enum E<'a> { #[unknown] U(&'a str) }",
                &[("<'a>", "a shape cannot have generic parameters")],
            ),
        ],
    );
}

#[test]
fn unions() {
    check(
        UNION,
        &[
            (
                "enum E { A(u8) }",
                &[("E", "missing a variant marked `#[unknown]`, which holds what is not modeled")],
            ),
            ("enum E { A, #[unknown] U(M) }", &[("A", "a variant of a union must hold a value")]),
            (
                "enum E { A(u8, u8), #[unknown] U(M) }",
                &[
                    ("(u8, u8)", "a variant must have one unnamed field or none"),
                    ("A", "a variant of a union must hold a value"),
                ],
            ),
            (
                r#"enum E { A(u8), #[serde(rename = "A")] B(u8), #[unknown] U(M) }"#,
                &[("B", "duplicate name `A`")],
            ),
            (
                r#"enum E { #[http(header = "a")] A(u8), #[unknown] U(M) }"#,
                &[(
                    "header",
                    "a member of a union is in the body and cannot have another location",
                )],
            ),
            (
                "enum E { #[constraint(length(min = 2, max = 1))] A(u8), #[unknown] U(M) }",
                &[("length", "the minimum length, 2, is greater than the maximum, 1")],
            ),
        ],
    );
}

#[test]
fn exceptions_and_their_enums() {
    check(
        EXCEPTION,
        &[
            (
                r#"#[exception(status = 404, query_code = "a;b")] struct S;"#,
                &[(
                    "\"a;b\"",
                    "expected visible ASCII characters without a semicolon, since the code is sent in a header",
                )],
            ),
            (
                "struct S { a: u8 }",
                &[
                    ("S", "missing the status: `#[exception(status = 404)]`"),
                    (
                        "u8",
                        "any member of an error may be absent from a response, so it must be an `Option`",
                    ),
                ],
            ),
            (
                "#[exception(status = 404)] #[serde(rename = \"Né\")] struct S;",
                &[(
                    "S",
                    "the name of an error is sent in a header, so it must consist of visible ASCII characters, without `:` and `#`",
                )],
            ),
            (
                "#[exception(status = 404)] #[serde(rename = \"a#b\")] struct S;",
                &[(
                    "S",
                    "the name of an error is sent in a header, so it must consist of visible ASCII characters, without `:` and `#`",
                )],
            ),
            (
                "#[exception(server)] struct S;",
                &[("S", "missing the status: `#[exception(status = 404)]`")],
            ),
            (
                "#[exception(status = 200)] struct S;",
                &[("200", "expected the status of an error, from 300 to 599")],
            ),
            (
                "#[exception(status = 99999)] struct S;",
                &[("99999", "expected the status of an error, from 300 to 599")],
            ),
            (
                "#[exception(status = 404, fault)] struct S;",
                &[(
                    "fault",
                    "expected `status`, `server`, `retryable`, `throttling`, `query_code` or `reads_as`",
                )],
            ),
        ],
    );
    check(
        OPERATION_ERROR,
        &[
            ("enum E { A }", &[("A", "a variant must hold the structure of an error")]),
            (r#"enum E { A(A), #[serde(rename = "A")] B(B) }"#, &[("B", "duplicate name `A`")]),
        ],
    );
    check(
        ROUTING,
        &[(
            "enum R { A(A) }",
            &[("A", "a variant cannot hold a value: its name is the type of an operation")],
        )],
    );
}

#[test]
fn operations() {
    let method = "expected one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS";
    let facts = "expected `name`, `input`, `output`, `error`, `service`, `host_prefix`, `compression`, `input_events`, `output_events`, `needs_checksum`, `idempotent`, `readonly`, `no_auth`, `unsigned_payload`";
    check(
        OPERATION,
        &[
            ("struct O;", &[("O", "missing `#[operation(error = …, service = …)]`")]),
            (
                r#"#[operation(error = E)] #[http(method = "GET", uri = "/")] struct O;"#,
                &[("O", "missing `#[operation(error = …, service = …)]`")],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(uri = "/")] struct O;"#,
                &[("O", "missing `#[http(method = …, uri = …)]`")],
            ),
            (
                r#"#[operation(error = E, service = S, inputs = I)] #[http(method = "GET", uri = "/")] struct O;"#,
                &[("inputs", facts)],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/", status = 201)] struct O;"#,
                &[("status", "expected `method`, `uri` or `code`")],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "get", uri = "/")] struct O;"#,
                &[("\"get\"", method)],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "a")] struct O;"#,
                &[("\"a\"", "the template \"a\" must start with a slash")],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/{a}/b{c}")] struct O;"#,
                &[(
                    "\"/{a}/b{c}\"",
                    "a label must be a whole segment of the path, which \"b{c}\" is not",
                )],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/{}")] struct O;"#,
                &[("\"/{}\"", "a label must have a name")],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/{a+}/{b}/{c+}?d=e")] struct O;"#,
                &[("\"/{a+}/{b}/{c+}?d=e\"", "a template can have only one greedy label")],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/", code = 404)] struct O;"#,
                &[("404", "expected the status of a success, from 200 to 299")],
            ),
        ],
    );
}

#[test]
fn pages() {
    let with = |attribute: &str| {
        format!(
            r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/")] {attribute} struct O;"#
        )
    };
    for (attribute, expected) in [
        ("#[paginated]", "expected attribute arguments in parentheses: #[paginated(...)]"),
        ("#[paginated(input_token = a)]", "missing `input_token = …, output_token = …`"),
        (
            "#[paginated(input_token = a, output_token = b, items = c)]",
            "`items` and `item` must be given together",
        ),
        (
            "#[paginated(input_token = a, output_token = b, item = C)]",
            "`items` and `item` must be given together",
        ),
        (
            "#[paginated(token = a)]",
            "expected `input_token`, `output_token`, `more_results`, `items` or `item`",
        ),
        ("#[paginated(input_token = \"a\")]", "expected identifier"),
    ] {
        let (errors, _) = derive(&with(attribute), OPERATION);
        assert_eq!(errors[0].1, expected, "{attribute}");
    }
}

#[test]
fn all_errors_of_an_item_come_at_once() {
    check(
        STRUCTURE,
        &[(
            r#"struct S<T> { #[http(cooky)] a: T, #[http(label = "b")] b: Option<u8>, #[constraint(pattern = "(")] b2: u8, b3: u8, #[serde(rename = "b3")] c: u8 }"#,
            &[
                ("<T>", "a shape cannot have generic parameters"),
                (
                    "cooky",
                    "expected `label`, `query`, `query_map`, `header`, `prefix_headers`, `status`, `payload`, `event_header`, `body`, `timestamp` or `host_label`",
                ),
                ("\"(\"", "invalid pattern: `(` is not closed at character 1"),
                ("Option<u8>", "a label is part of the path, so it cannot be an `Option`"),
                ("c", "duplicate name `b3`"),
            ],
        )],
    );
}
