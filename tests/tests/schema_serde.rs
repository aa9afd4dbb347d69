//! Other languages rely on the JSON Schema, so it must accept exactly the values that serde
//! accepts.
//!
//! The two differ in two ways: serde takes null for an absent member, and leaves constraints to
//! `validate` (rules J1 and V1).

use chime_model::schema::schemars::JsonSchema;
use chime_model::{
    CreateRoomRequest, CreateRoomResponse, NotFoundException, Reason, Structure, Timestamp, Union,
    UnknownMember, Validate, Violation, schema,
};
use chime_model_tests::seeds;
use chime_model_tests::strategy::text;
use jsonschema::Validator;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Types that CreateRoom does not use: floats, lists, maps and a union.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Everything {
    #[serde(rename = "Float")]
    float: Option<f64>,
    #[serde(rename = "Flag")]
    flag: Option<bool>,
    #[serde(rename = "List")]
    #[constraint(length(min = 1, max = 2), each(length(max = 3)))]
    list: Option<Vec<String>>,
    #[serde(rename = "Sparse")]
    #[constraint(unique)]
    sparse: Option<Vec<Option<bool>>>,
    #[serde(rename = "Map")]
    #[constraint(keys(pattern = "[a-z]*"))]
    map: Option<BTreeMap<String, bool>>,
    #[serde(rename = "Times")]
    times: Option<Vec<Timestamp>>,
    #[serde(rename = "Choice")]
    choice: Option<Choice>,
}

/// Numbers of every type and in ranges, some open on one side.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Numbers {
    integer: Option<i32>,
    long: Option<i64>,
    single: Option<f32>,
    double: Option<f64>,
    #[constraint(range(min = -1, max = 1))]
    few: Option<i64>,
    #[constraint(range(min = 0.5))]
    at_least: Option<f64>,
    #[constraint(range(max = 0.5))]
    at_most: Option<f32>,
    #[constraint(each(range(min = 0.0, max = 1.0)))]
    shares: Option<Vec<Option<f64>>>,
}

#[derive(Clone, Debug, PartialEq, Union)]
enum Choice {
    Text(String),
    Flag(bool),
    #[unknown]
    Unknown(UnknownMember),
}

/// Every documented name, and an unknown one.
const NAMES: &[&str] = &[
    "AccountId",
    "Name",
    "ClientRequestToken",
    "Room",
    "RoomId",
    "CreatedBy",
    "CreatedTimestamp",
    "UpdatedTimestamp",
    "Code",
    "Message",
    "Float",
    "Flag",
    "List",
    "Sparse",
    "Map",
    "Times",
    "Choice",
    "Text",
    "Later",
];

/// Compares the schema of a type with serde, on values of a strategy.
fn agree<T: JsonSchema + DeserializeOwned + Validate + Debug>(
    values: impl Strategy<Value = Value>,
) {
    let schema = schema::of::<T>().to_value();
    let (all, without_constraints) = (validator(&schema), validator(&without_constraints(&schema)));
    proptest!(seeds::config(), |(value in values)| {
        let read = serde_json::from_value::<T>(value.clone());
        let present = without_nulls(&value);
        prop_assert_eq!(without_constraints.is_valid(&present), read.is_ok(), "{:?}", read);
        prop_assert_eq!(all.is_valid(&present), read.is_ok_and(|read| keeps_constraints(&read)));
    });
}

/// Compares the schema of `Numbers` with serde and `validate`, on values of a strategy. The bounds
/// of a type and those of a range have the same keywords, so the schema is not compared without
/// constraints.
fn agree_on_numbers(values: impl Strategy<Value = Value>) {
    let schema = validator(&schema::of::<Numbers>().to_value());
    proptest!(seeds::config(), |(value in values)| {
        let read = serde_json::from_value::<Numbers>(value.clone());
        prop_assert_eq!(
            schema.is_valid(&value),
            read.as_ref().is_ok_and(keeps_constraints),
            "{:?}",
            read
        );
    });
}

/// Whether a value meets all constraints. A schema does not reject a value of a later version (rule
/// V1).
fn keeps_constraints(value: &impl Validate) -> bool {
    let is_later = |violation: &Violation| {
        matches!(violation.reason(), Reason::Enumeration | Reason::UnionMemberCount)
    };
    value.validate().err().is_none_or(|violations| violations.iter().all(is_later))
}

fn validator(schema: &Value) -> Validator {
    jsonschema::options().should_validate_formats(true).build(schema).expect("a schema")
}

/// The value without the members that are null; entries of the map stay.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let present = object.iter().filter(|(_, value)| !value.is_null());
            let inside = |key: &str, value: &Value| {
                if key == "Map" { value.clone() } else { without_nulls(value) }
            };
            present.map(|(key, value)| (key.clone(), inside(key, value))).collect()
        }
        other => other.clone(),
    }
}

/// The schema without what `validate` checks. That a union has one member is not a constraint.
fn without_constraints(schema: &Value) -> Value {
    const CONSTRAINTS: [&str; 7] = [
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "uniqueItems",
        "pattern",
        "propertyNames",
    ];
    match schema {
        Value::Object(object) => {
            let kept = object.iter().filter(|(key, _)| !CONSTRAINTS.contains(&key.as_str()));
            kept.map(|(key, value)| (key.clone(), without_constraints(value))).collect()
        }
        Value::Array(list) => list.iter().map(without_constraints).collect(),
        other => other.clone(),
    }
}

/// Texts that are dates, and some that are nearly dates.
const DATES: &[&str] = &[
    "2018-10-25T20:44:16Z",
    "2018-10-25T20:44:16.837Z",
    "2018-10-25T20:44:16.1234567890123Z",
    "2018-10-25T20:44:16.1234567+02:00",
    "0000-01-01T00:00:00Z",
    "9999-12-30T22:00:00Z",
    "2018-10-25T20:44:16-00:00",
    "2018-10-25t20:44:16z",
    "2018-02-29T00:00:00Z",
    "2018-13-01T00:00:00Z",
    "2018-10-25T24:00:00Z",
    "2018-10-25",
    "2018-10-25T20:44:16",
    "2018-10-25T20:44Z",
    "2018-10-25 20:44:16Z",
    "20181025T204416Z",
    "2018-10-25T20:44:16+0200",
    "2018-10-25T20:44:16+02",
    "2018-10-25T20:44:16Z[UTC]",
    "2018-10-25T20:44:16,5Z",
    "+002018-10-25T20:44:16Z",
    "Thu, 25 Oct 2018 20:44:16 GMT",
    "1540500256",
    "",
];

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => text().prop_map(Value::from),
        2 => select(DATES).prop_map(Value::from),
        1 => "[-_a-z]{0,3}|NaN|Infinity|-Infinity".prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
    ]
}

/// Any value that is nearly one of the types.
fn near(names: &'static [&'static str]) -> impl Strategy<Value = Value> {
    leaf().prop_recursive(3, 24, 4, move |inner| {
        prop_oneof![
            4 => (subsequence(names, 0..=names.len().min(4)), vec(inner.clone(), 4)).prop_map(|(names, values)| {
                names.into_iter().map(str::to_owned).zip(values).collect::<Map<_, _>>().into()
            }),
            1 => btree_map("[a-zA-Z]{0,2}", inner.clone(), 0..3).prop_map(|map| map.into_iter().collect::<Map<_, _>>().into()),
            1 => vec(inner, 0..3).prop_map(Value::from),
        ]
    })
}

/// Any object with members of these names, each nearly right.
fn object(
    names: &'static [&'static str],
    value: impl Strategy<Value = Value>,
) -> impl Strategy<Value = Value> {
    (subsequence(names, 0..=names.len()), vec(value, names.len())).prop_map(|(names, values)| {
        names.into_iter().map(str::to_owned).zip(values).collect::<Map<_, _>>().into()
    })
}

const ROOM: &[&str] =
    &["RoomId", "Name", "AccountId", "CreatedBy", "CreatedTimestamp", "UpdatedTimestamp", "Later"];

#[test]
fn on_requests() {
    agree::<CreateRoomRequest>(object(
        &["AccountId", "Name", "ClientRequestToken", "Later"],
        leaf(),
    ));
}

#[test]
fn on_responses() {
    agree::<CreateRoomResponse>(object(ROOM, leaf()).prop_map(|room| json!({ "Room": room })));
}

#[test]
fn on_errors() {
    agree::<NotFoundException>(object(&["Code", "Message", "Later"], leaf()));
}

#[test]
fn on_any_value() {
    agree::<CreateRoomRequest>(near(NAMES));
    agree::<CreateRoomResponse>(near(NAMES));
    agree::<NotFoundException>(near(NAMES));
    agree::<Everything>(near(NAMES));
}

#[test]
fn on_lists_maps_and_unions() {
    let members = &["Float", "Flag", "List", "Sparse", "Map", "Times", "Choice"];
    agree::<Everything>(object(members, near(&["Text", "Flag", "Later"])));
}

#[test]
fn on_numbers() {
    const MEMBERS: &[&str] =
        &["integer", "long", "single", "double", "few", "at_least", "at_most", "shares"];
    let whole = prop_oneof![
        select(vec![0, 1, -1, 2, i32::MAX.into(), i32::MIN.into(), i64::MAX, i64::MIN]),
        select(vec![i64::from(i32::MAX) + 1, i64::from(i32::MIN) - 1]),
        any::<i64>(),
    ];
    let number = prop_oneof![
        3 => whole.prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        2 => select(vec![0.5, -0.5, 1.5, 3.402_823_5e38, -3.402_823_5e38, 3.5e38, -1e300]).prop_map(Value::from),
        2 => select(vec!["NaN", "Infinity", "-Infinity", "nan", "1"]).prop_map(Value::from),
    ];
    let numbers = number.boxed();
    let shares = vec(prop_oneof![numbers.clone(), Just(Value::Null)], 0..3).prop_map(Value::from);
    let members = (object(MEMBERS, numbers), proptest::option::of(shares));
    agree_on_numbers(members.prop_map(|(mut object, shares)| {
        object["shares"] = shares.unwrap_or_else(|| json!([]));
        object
    }));
}

#[test]
fn on_dates() {
    let date = || select(DATES).prop_map(Value::from);
    agree::<CreateRoomResponse>(
        date().prop_map(|date| json!({ "Room": { "CreatedTimestamp": date } })),
    );
    agree::<Everything>(date().prop_map(|date| json!({ "Times": [date] })));
}
