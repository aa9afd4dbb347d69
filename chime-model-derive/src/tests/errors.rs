//! Every message of the derives, each with the tokens that it is on.

use super::derive;
use crate::expand::{Expand, enumeration, exception, operation, operation_error, routing, structure, union};

/// A source, and its errors in order.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)]);

#[track_caller]
fn check(expand: Expand, cases: &[Case<'_>]) {
    for (source, expected) in cases {
        let (errors, _) = derive(source, expand);
        let errors: Vec<(&str, &str)> = errors.iter().map(|(on, message)| (on.as_str(), message.as_str())).collect();
        assert_eq!(errors, *expected, "{source}");
    }
}

#[test]
fn what_is_no_item_of_the_kind() {
    check(
        structure,
        &[
            ("enum E { A }", &[("E", "a structure is a struct")]),
            ("union U { a: u8 }", &[("U", "a structure is a struct")]),
            ("struct S(u8, u8);", &[("(u8, u8)", "the members of a structure have names")]),
            ("struct S<T> { a: T }", &[("<T>", "a shape has no type parameters")]),
            ("fn f() {}", &[("fn", "expected one of: `struct`, `enum`, `union`")]),
        ],
    );
    check(union, &[("struct S { a: u8 }", &[("S", "a union is an enum")])]);
    check(enumeration, &[("struct S { a: u8 }", &[("S", "an enumeration is an enum")])]);
    check(operation_error, &[("struct S { a: u8 }", &[("S", "the errors of an operation is an enum")])]);
    check(routing, &[("struct S { a: u8 }", &[("S", "the operations of a service is an enum")])]);
    check(exception, &[("#[exception(status = 400)] enum E { A }", &[("E", "a structure is a struct")])]);
    check(
        operation,
        &[(
            r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/")] struct Op { a: u8 }"#,
            &[("Op", "an operation is a struct without fields")],
        )],
    );
}

#[test]
fn places() {
    let unknown = "unknown place; expected `label`, `query`, `query_map`, `header`, `prefix_headers`, `status`, `payload`, `body`, \
                   `timestamp` or `host_label`";
    check(
        structure,
        &[
            (r#"struct S { #[http(cookie = "a")] a: u8 }"#, &[("cookie", unknown)]),
            (r#"struct S { #[http(query = "a", header = "a")] a: u8 }"#, &[("header = \"a\"", "a member stands in one place")]),
            (r#"struct S { #[http(a::b = "a")] a: u8 }"#, &[("a::b", "expected a single word")]),
            ("struct S { #[http(query = 5)] a: u8 }", &[("5", "expected string literal")]),
            ("struct S { #[http(query)] a: u8 }", &[(")", "expected `=`")]),
            ("struct S { #[http] a: u8 }", &[("http", "expected attribute arguments in parentheses: #[http(...)]")]),
            (
                r#"struct S { #[http(timestamp = "iso8601")] a: u8 }"#,
                &[("\"iso8601\"", "expected \"date-time\", \"http-date\" or \"epoch-seconds\"")],
            ),
            (
                r#"struct S { #[http(body = "b", query = "q")] a: u8 }"#,
                &[("\"b\"", "a member that stands elsewhere has no key in the body")],
            ),
            (r#"struct S { #[http(label = "a")] a: Option<u8> }"#, &[("Option<u8>", "a label is a part of the path, so it is required")]),
            ("struct S { #[http(status)] a: i32 }", &[("i32", "a status has a default, so it is optional")]),
            ("struct S { #[serde(rename = 1)] a: u8 }", &[("1", "expected string literal")]),
        ],
    );
}

#[test]
fn members_beside_each_other() {
    check(
        structure,
        &[
            (r#"struct S { a: u8, #[serde(rename = "a")] b: u8 }"#, &[("b", "two members stand as body key `a`")]),
            (r#"struct S { r#type: u8, #[http(body = "type")] b: u8 }"#, &[("b", "two members stand as body key `type`")]),
            (r#"struct S { #[http(label = "l")] a: u8, #[http(label = "l")] b: u8 }"#, &[("b", "two members stand as label `l`")]),
            (r#"struct S { #[http(query = "q")] a: u8, #[http(query = "q")] b: u8 }"#, &[("b", "two members stand as query key `q`")]),
            (r#"struct S { #[http(header = "X-A")] a: u8, #[http(header = "x-a")] b: u8 }"#, &[("b", "two members stand as header `x-a`")]),
            ("struct S { #[http(query_map)] a: M, #[http(query_map)] b: M }", &[("b", "two members stand as query map")]),
            ("struct S { #[http(status)] a: Option<i32>, #[http(status)] b: Option<i32> }", &[("b", "two members stand as status")]),
            (
                r#"struct S { #[http(prefix_headers = "x-")] a: M, #[http(prefix_headers = "x-")] b: M }"#,
                &[("b", "two members stand as header prefix `x-`")],
            ),
            ("struct S { #[http(payload)] a: u8, #[http(payload)] b: u8 }", &[("b", "a structure has one payload")]),
            ("struct S { #[http(payload)] a: u8, b: u8 }", &[("b", "beside a payload a member needs a place outside of the body")]),
            (
                "struct S { #[idempotency_token] a: String, #[idempotency_token] b: String }",
                &[("b", "a structure has one idempotency token")],
            ),
        ],
    );
}

#[test]
fn constraints() {
    let unknown = "unknown constraint; expected `length`, `range`, `pattern`, `each` or `keys`";
    check(
        structure,
        &[
            ("struct S { #[constraint(size(min = 1))] a: u8 }", &[("size", unknown)]),
            ("struct S { #[constraint(each(keys(size(min = 1))))] a: u8 }", &[("size", unknown)]),
            ("struct S { #[constraint(length(least = 1))] a: u8 }", &[("least", "expected `min` or `max`")]),
            ("struct S { #[constraint(length(min = \"1\"))] a: u8 }", &[("\"1\"", "expected integer literal")]),
            ("struct S { #[constraint(length(min = 9, max = 8))] a: u8 }", &[("length", "the least length, 9, is over the greatest, 8")]),
            (
                "struct S { #[constraint(each(length(min = 2, max = 1)))] a: u8 }",
                &[("length", "the least length, 2, is over the greatest, 1")],
            ),
            (
                r#"struct S { #[constraint(pattern = "[a")] a: u8 }"#,
                &[("\"[a\"", "this pattern does not compile: `[` is not closed at character 1")],
            ),
            (
                r#"struct S { #[constraint(pattern = "\\p{Lettre}")] a: u8 }"#,
                &[("\"\\\\p{Lettre}\"", "this pattern does not compile: unknown class `\\p{Lettre}` at character 2")],
            ),
            (
                r#"struct S { #[constraint(keys(pattern = "("))] a: u8 }"#,
                &[("\"(\"", "this pattern does not compile: `(` is not closed at character 1")],
            ),
        ],
    );
}

#[test]
fn enumerations() {
    check(
        enumeration,
        &[
            ("enum E { A, B }", &[("E", "one variant marked `#[unknown]` keeps what is not modeled")]),
            ("enum E { A, #[unknown] U }", &[("U", "the unknown variant holds what is not modeled")]),
            ("enum E { #[unknown] U(String), #[unknown] V(String) }", &[("V", "one variant is marked `#[unknown]`")]),
            ("enum E { A(u8), #[unknown] U(String) }", &[("u8", "a modeled value of an enumeration holds nothing")]),
            (r#"enum E { A, #[serde(rename = "A")] B, #[unknown] U(String) }"#, &[("B", "two variants have the name `A`")]),
            ("enum E { A { a: u8 }, #[unknown] U(String) }", &[("{ a: u8 }", "a variant holds one value or none")]),
            ("enum E<'a> { #[unknown] U(&'a str) }", &[("<'a>", "a shape has no type parameters")]),
        ],
    );
}

#[test]
fn unions() {
    check(
        union,
        &[
            ("enum E { A(u8) }", &[("E", "one variant marked `#[unknown]` keeps what is not modeled")]),
            ("enum E { A, #[unknown] U(M) }", &[("A", "a member of a union holds a value")]),
            (
                "enum E { A(u8, u8), #[unknown] U(M) }",
                &[("(u8, u8)", "a variant holds one value or none"), ("A", "a member of a union holds a value")],
            ),
            (r#"enum E { A(u8), #[serde(rename = "A")] B(u8), #[unknown] U(M) }"#, &[("B", "two variants have the name `A`")]),
            (r#"enum E { #[http(header = "a")] A(u8), #[unknown] U(M) }"#, &[("header", "a member of a union stands in the body")]),
            (
                "enum E { #[constraint(length(min = 2, max = 1))] A(u8), #[unknown] U(M) }",
                &[("length", "the least length, 2, is over the greatest, 1")],
            ),
        ],
    );
}

#[test]
fn exceptions_and_their_enums() {
    check(
        exception,
        &[
            (
                "struct S { a: u8 }",
                &[
                    ("S", "an exception has a status: `#[exception(status = 404)]`"),
                    ("u8", "an error may come without any of its members, so each of them is optional"),
                ],
            ),
            (
                "#[exception(status = 404)] #[serde(rename = \"Né\")] struct S;",
                &[("S", "the name of an error travels in a header, so it is of visible ASCII")],
            ),
            ("#[exception(server)] struct S;", &[("S", "an exception has a status: `#[exception(status = 404)]`")]),
            ("#[exception(status = 200)] struct S;", &[("200", "expected the status of an error, from 300 to 599")]),
            ("#[exception(status = 99999)] struct S;", &[("99999", "expected the status of an error, from 300 to 599")]),
            ("#[exception(status = 404, fault)] struct S;", &[("fault", "expected `status`, `server` or `retryable`")]),
        ],
    );
    check(
        operation_error,
        &[
            ("enum E { A }", &[("A", "an error of an operation holds its structure")]),
            (r#"enum E { A(A), #[serde(rename = "A")] B(B) }"#, &[("B", "two variants have the name `A`")]),
        ],
    );
    check(routing, &[("enum R { A(A) }", &[("A", "a route holds nothing: its name is the type of its operation")])]);
}

#[test]
fn operations() {
    let method = "expected one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS";
    let facts = "expected `name`, `input`, `output`, `error`, `service` or `host_prefix`";
    check(
        operation,
        &[
            (
                "struct O;",
                &[
                    ("O", "an operation needs `#[operation(error = …, service = …)]`"),
                    ("O", "an operation needs `#[http(method = …, uri = …)]`"),
                ],
            ),
            (
                r#"#[operation(error = E)] #[http(method = "GET", uri = "/")] struct O;"#,
                &[("O", "an operation needs `#[operation(error = …, service = …)]`")],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(uri = "/")] struct O;"#,
                &[("O", "an operation needs `#[http(method = …, uri = …)]`")],
            ),
            (r#"#[operation(error = E, service = S, inputs = I)] #[http(method = "GET", uri = "/")] struct O;"#, &[("inputs", facts)]),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/", status = 201)] struct O;"#,
                &[("status", "expected `method`, `uri` or `code`")],
            ),
            (r#"#[operation(error = E, service = S)] #[http(method = "get", uri = "/")] struct O;"#, &[("\"get\"", method)]),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "a")] struct O;"#,
                &[("\"a\"", "a URI template starts with a slash")],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/", code = 404)] struct O;"#,
                &[("404", "expected the status of a success, from 200 to 299")],
            ),
        ],
    );
}

#[test]
fn all_errors_of_an_item_come_at_once() {
    check(
        structure,
        &[(
            r#"struct S<T> { #[http(cooky)] a: T, #[http(label = "b")] b: Option<u8>, #[constraint(pattern = "(")] b2: u8, b3: u8, #[serde(rename = "b3")] c: u8 }"#,
            &[
                ("<T>", "a shape has no type parameters"),
                (
                    "cooky",
                    "unknown place; expected `label`, `query`, `query_map`, `header`, `prefix_headers`, `status`, `payload`, `body`, `timestamp` or `host_label`",
                ),
                ("\"(\"", "this pattern does not compile: `(` is not closed at character 1"),
                ("Option<u8>", "a label is a part of the path, so it is required"),
                ("c", "two members stand as body key `b3`"),
            ],
        )],
    );
}
