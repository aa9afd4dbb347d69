//! The messages about streams of events.

use super::errors::check;
use crate::expand::{EVENT_STREAM, OPERATION, OPERATION_ERROR, STRUCTURE};

#[test]
fn a_stream_of_events() {
    check(
        EVENT_STREAM,
        &[
            ("struct S { a: u8 }", &[("S", "`EventStream` can only be derived for an enum")]),
            (
                "enum E { A(A), #[unknown] Unknown(M) }",
                &[("E", "missing `#[event_stream(error = …)]`")],
            ),
            (
                "#[event_stream(error = X, name = Y)] enum E { A(A), #[unknown] Unknown(M) }",
                &[("name", "expected `error`")],
            ),
            (
                "#[event_stream(error = X)] enum E { #[constraint(length(min = 1))] A(A), #[http(timestamp = \"date-time\")] B(B), #[unknown] Unknown(M) }",
                &[
                    ("A", "an event has no constraints and no format of its own"),
                    ("B", "an event has no constraints and no format of its own"),
                ],
            ),
        ],
    );
}

#[test]
fn a_message_with_a_stream() {
    check(
        STRUCTURE,
        &[
            (r#"#[event_stream] struct S { #[http(header = "a")] a: u8 }"#, &[]),
            (
                "#[event_stream] struct S { a: u8, #[http(payload)] b: u8 }",
                &[
                    (
                        "a",
                        "the payload is the whole body, so every other member must have a location outside it",
                    ),
                    ("b", "the body is a stream of events, so it has no payload"),
                ],
            ),
            (
                "#[event_stream(a)] struct S {}",
                &[("event_stream(a)", "`#[event_stream]` takes no arguments")],
            ),
        ],
    );
    check(
        OPERATION,
        &[(
            r#"#[operation(input_events = I, output_events = O, error = E, service = S)] #[http(method = "GET", uri = "/")] struct Op;"#,
            &[],
        )],
    );
    check(
        OPERATION_ERROR,
        &[(
            r#"enum E { #[serde(rename = "a")] A(A), #[serde(rename = "a")] B(B) }"#,
            &[("B", "duplicate name `a`")],
        )],
    );
}
