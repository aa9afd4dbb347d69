//! The messages for attributes that would have no effect, and for names that collide or that a
//! message cannot have.

use super::errors::check;
use crate::expand::{ENUMERATION, EXCEPTION, OPERATION, STRUCTURE, UNION};

#[test]
fn sensitive_and_other_attributes_where_they_have_no_effect() {
    let sensitive =
        "`#[sensitive]` has no effect here: a sensitive member has the type `Sensitive<…>`";
    let of_member = "`#[http]` has no effect here: it belongs to a member";
    let of_variant = "`#[serde]` has no effect here: it belongs to a variant";
    let of_unknown = "`#[http]` has no effect here: the variant holds what is not modeled";
    check(
        STRUCTURE,
        &[
            ("struct S { #[sensitive] a: String }", &[("sensitive", sensitive)]),
            ("#[sensitive(x)] struct S;", &[("sensitive(x)", "`#[sensitive]` takes no arguments")]),
            ("#[sensitive] #[sensitive] struct S;", &[("sensitive", "duplicate `#[sensitive]`")]),
            (r#"#[http(label = "a")] struct S;"#, &[("http(label = \"a\")", of_member)]),
            (
                "struct S { #[http()] a: String, #[constraint()] b: String, #[serde()] c: String }",
                &[
                    ("http()", "`#[http()]` has no effect"),
                    ("constraint()", "`#[constraint()]` has no effect"),
                    ("serde()", "`#[serde()]` has no effect"),
                ],
            ),
            (
                "struct S { #[idempotency_token = 5] a: String }",
                &[("idempotency_token = 5", "`#[idempotency_token]` takes no arguments")],
            ),
            (
                "struct S { #[http(host_label)] a: Option<String> }",
                &[(
                    "Option<String>",
                    "a label is part of the host name, so it cannot be an `Option`",
                )],
            ),
        ],
    );
    check(
        UNION,
        &[
            ("enum E { #[sensitive] A(u8), #[unknown] U(M) }", &[("sensitive", sensitive)]),
            (
                r#"#[serde(rename = "F")] enum E { A(u8), #[unknown] U(M) }"#,
                &[("serde(rename = \"F\")", of_variant)],
            ),
            (
                "enum E { A(u8), #[unknown] #[http(status)] U(M) }",
                &[
                    ("http(status)", of_unknown),
                    (
                        "status",
                        "a member of a union is in the body and cannot have another location",
                    ),
                ],
            ),
            (
                "enum E { #[http(host_label)] A(u8), #[unknown] U(M) }",
                &[("host_label", "a member of a union cannot be a label of the host name")],
            ),
            (
                "enum E { A(u8), #[unknown] #[unknown] U(M) }",
                &[("unknown", "duplicate `#[unknown]`")],
            ),
        ],
    );
    check(
        ENUMERATION,
        &[(
            "#[unknown] enum E { A, #[unknown] U(M) }",
            &[("unknown", "`#[unknown]` has no effect here: it belongs to a variant")],
        )],
    );
}

#[test]
fn a_second_value_of_a_key() {
    check(
        STRUCTURE,
        &[
            (
                r#"struct S { #[serde(rename = "a")] #[serde(rename = "b")] c: u8 }"#,
                &[("rename", "duplicate `rename`")],
            ),
            (
                r#"struct S { #[constraint(pattern = "a", pattern = "b")] c: u8 }"#,
                &[("pattern", "duplicate `pattern`")],
            ),
            (
                r#"struct S { #[constraint(each(pattern = "a", pattern = "b"))] c: u8 }"#,
                &[("pattern", "duplicate `pattern`")],
            ),
            (
                "struct S { #[constraint(length(min = 1, min = 2))] c: u8 }",
                &[("min", "duplicate `min`")],
            ),
            (
                r#"struct S { #[http(body = "a", body = "b")] c: u8 }"#,
                &[("body", "duplicate `body`")],
            ),
        ],
    );
    check(
        EXCEPTION,
        &[(
            "#[exception(status = 404)] #[exception(status = 405)] struct S;",
            &[("status", "duplicate `status`")],
        )],
    );
    check(
        OPERATION,
        &[(
            r#"#[operation(error = E, error = F, service = S)] #[http(method = "GET", uri = "/")] struct O;"#,
            &[
                ("error", "duplicate `error`"),
                ("O", "missing `#[operation(error = …, service = …)]`"),
            ],
        )],
    );
}

#[test]
fn bounds_are_numbers() {
    let number = "expected a number, such as `-1` or `2.5`";
    check(
        STRUCTURE,
        &[
            ("struct S { #[constraint(range(min = -1, max = 2.5))] a: f64 }", &[]),
            ("struct S { #[constraint(range(min = f64::NAN))] a: f64 }", &[("f64::NAN", number)]),
            ("struct S { #[constraint(range(max = MAX))] a: i32 }", &[("MAX", number)]),
            ("struct S { #[constraint(range(max = 1 + 1))] a: i32 }", &[("1 + 1", number)]),
            (
                "struct S { #[constraint(range(min = 2, max = 1.5))] a: f64 }",
                &[("range", "the minimum, 2, is greater than the maximum, 1.5")],
            ),
        ],
    );
}

#[test]
fn names_that_meet() {
    let key = "has the same location, the body key \"k\", as \"A\"";
    check(
        UNION,
        &[(
            r#"enum E { #[http(body = "k")] A(u8), #[http(body = "k")] B(u8), #[unknown] U(M) }"#,
            &[("B", key)],
        )],
    );
    check(
        STRUCTURE,
        &[
            (
                r#"struct S { #[http(prefix_headers = "X-")] a: M, #[http(prefix_headers = "x-b-")] b: M }"#,
                &[(
                    "b",
                    "the header prefix \"x-b-\" overlaps with the header prefix \"x-\" of \"a\"",
                )],
            ),
            (
                r#"struct S { #[http(query = "q")] a: u8, #[serde(rename = "a")] b: u8 }"#,
                &[("b", "duplicate name `a`")],
            ),
        ],
    );
}

#[test]
fn headers_that_a_member_cannot_be() {
    let frames =
        "the header \"Transfer-Encoding\" frames or routes the message, so it cannot be a member";
    check(
        STRUCTURE,
        &[
            (
                r#"struct S { #[http(header = "Transfer-Encoding")] a: String }"#,
                &[("header", frames)],
            ),
            (
                r#"struct S { #[http(header = "a b")] a: String }"#,
                &[("header", "\"a b\" is not a header name")],
            ),
            (
                r#"struct S { #[http(prefix_headers = "a\r\n")] a: M }"#,
                &[("prefix_headers", "\"a\\r\\n\" is not the start of a header name")],
            ),
            (r#"struct S { #[http(header = "Content-Length")] a: Option<i64> }"#, &[]),
        ],
    );
    check(
        EXCEPTION,
        &[
            (
                r#"#[exception(status = 404)] struct S { #[http(header = "content-length")] a: Option<i64> }"#,
                &[("a", "only an output can have the header Content-Length")],
            ),
            (
                r#"#[exception(status = 404)] struct S { #[http(query = "q")] a: Option<i64>, #[http(query_map)] b: Option<M> }"#,
                &[
                    ("a", "a response has neither labels nor a query"),
                    ("b", "a response has neither labels nor a query"),
                ],
            ),
            (
                r#"#[exception(status = 404)] struct S { message: Option<String>, #[serde(rename = "ErrorMessage")] a: Option<String>, #[http(header = "m")] #[serde(rename = "Message")] b: Option<String> }"#,
                &[("a", "an error can have only one member for its message")],
            ),
        ],
    );
}

#[test]
fn addresses_that_lead_elsewhere() {
    let start = "\"evil.com/{A}.\" cannot be the start of a host name";
    check(
        OPERATION,
        &[
            (
                r#"#[operation(error = E, service = S, host_prefix = "evil.com/{A}.")] #[http(method = "GET", uri = "/")] struct O;"#,
                &[("\"evil.com/{A}.\"", start)],
            ),
            (
                r#"#[operation(error = E, service = S)] #[http(method = "GET", uri = "/a/../%zz?b=%zz")] struct O;"#,
                &[
                    ("\"/a/../%zz?b=%zz\"", "proxies rewrite a path with the segment \"..\""),
                    (
                        "\"/a/../%zz?b=%zz\"",
                        "the segment \"%zz\" has a percent sign without two hexadecimal digits",
                    ),
                    (
                        "\"/a/../%zz?b=%zz\"",
                        "the query \"b=%zz\" has a percent sign without two hexadecimal digits",
                    ),
                ],
            ),
        ],
    );
}
