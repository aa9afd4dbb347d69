//! The documented form round-trips through every serde format, or the format refuses to write it.

use std::collections::BTreeMap;
use std::fmt::Debug;

use chime_model::{
    Blob, CreateRoomRequest, Document, Empty, Enumeration, JsonValue, Room, Sensitive, Structure,
    Timestamp, Union, UnknownMember,
};
use chime_model_tests::{seeds, strategy};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Every kind of member, absent or present.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Everything {
    required: String,
    flag: Option<bool>,
    integer: Option<i32>,
    long: Option<i64>,
    float: Option<f32>,
    double: Option<f64>,
    blob: Option<Blob>,
    time: Option<Timestamp>,
    color: Option<Color>,
    secret: Option<Sensitive<Vec<String>>>,
    document: Option<Document>,
    json: Option<JsonValue>,
    choice: Option<Choice>,
    list: Option<Vec<f64>>,
    sparse_list: Option<Vec<Option<Timestamp>>>,
    map: Option<BTreeMap<String, i64>>,
    by_color: Option<BTreeMap<Color, Vec<Blob>>>,
    sparse_map: Option<BTreeMap<String, Option<f32>>>,
    nested: Option<Box<Everything>>,
    nothing: Option<Nothing>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Nothing {}

#[derive(Clone, Debug, Enumeration)]
enum Color {
    Red,
    #[unknown]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Union)]
enum Choice {
    Number(i32),
    Times(Vec<Timestamp>),
    #[unknown]
    Unknown(UnknownMember),
}

/// A document that every format can hold. Larger integers than those of 64 bits with a sign are
/// tested separately.
fn document() -> impl Strategy<Value = Document> {
    let number = any::<f64>().prop_filter("finite, as in JSON", |number| number.is_finite());
    let leaf = prop_oneof![
        any::<bool>().prop_map(Document::from),
        any::<i64>().prop_map(Document::from),
        number.prop_map(Document::from),
        strategy::text().prop_map(Document::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Document::from),
            btree_map(strategy::text(), inner, 0..4)
                .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

fn choice() -> impl Strategy<Value = Choice> {
    let unknown =
        (strategy::text(), document()).prop_filter_map("not a modeled name", |(name, value)| {
            (!matches!(name.as_str(), "Number" | "Times"))
                .then_some(Choice::Unknown(UnknownMember { name, value }))
        });
    prop_oneof![
        any::<i32>().prop_map(Choice::Number),
        vec(strategy::time(), 0..3).prop_map(Choice::Times),
        unknown
    ]
}

fn color() -> impl Strategy<Value = Color> {
    prop_oneof![Just(Color::Red), strategy::text().prop_map(Color::from)]
}

/// A float, often one of those that are special.
fn float<T: Debug + Copy + From<f32> + Arbitrary + 'static>() -> impl Strategy<Value = T> {
    let special = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -0.0].map(T::from);
    prop_oneof![2 => any::<T>(), 1 => proptest::sample::select(special.to_vec())]
}

fn bytes() -> impl Strategy<Value = Blob> {
    vec(any::<u8>(), 0..8).prop_map(Blob::from)
}

fn everything() -> impl Strategy<Value = Everything> {
    let scalars = (
        strategy::text(),
        option::of(any::<bool>()),
        option::of(any::<i32>()),
        option::of(any::<i64>()),
    );
    let floats = (
        option::of(float::<f32>()),
        option::of(float::<f64>()),
        option::of(bytes()),
        option::of(strategy::time()),
    );
    let texts = (
        option::of(color()),
        option::of(vec(strategy::text(), 0..3)),
        option::of(document()),
        option::of(document()),
    );
    let lists = (
        option::of(choice()),
        option::of(vec(float(), 0..3)),
        option::of(vec(option::of(strategy::time()), 0..3)),
    );
    let maps = (
        option::of(btree_map(strategy::text(), any::<i64>(), 0..3)),
        option::of(btree_map(color(), vec(bytes(), 0..3), 0..3)),
        option::of(btree_map(strategy::text(), option::of(float()), 0..3)),
        option::of(Just(Nothing {})),
    );
    let flat =
        (scalars, floats, texts, lists, maps).prop_map(|(scalars, floats, texts, lists, maps)| {
            Everything {
                required: scalars.0,
                flag: scalars.1,
                integer: scalars.2,
                long: scalars.3,
                float: floats.0,
                double: floats.1,
                blob: floats.2,
                time: floats.3,
                color: texts.0,
                secret: texts.1.map(Into::into),
                document: texts.2,
                json: texts.3.map(JsonValue),
                choice: lists.0,
                list: lists.1,
                sparse_list: lists.2,
                map: maps.0,
                by_color: maps.1,
                sparse_map: maps.2,
                nested: None,
                nothing: maps.3,
            }
        });
    flat.prop_recursive(2, 4, 1, |inner| {
        (inner.clone(), inner).prop_map(|(mut outer, nested)| {
            outer.nested = Some(Box::new(nested));
            outer
        })
    })
}

/// Compares what has been read with what was written. `Debug` shows what `==` does not tell of a
/// float: the sign of a zero, and NaN.
fn assert_same<T: PartialEq + Debug>(read: &T, value: &T, text: &str) {
    assert_eq!(format!("{read:?}"), format!("{value:?}"), "{text}");
    #[expect(clippy::eq_op, reason = "a value with a NaN is not equal to itself")]
    let has_nan = value != value;
    assert!(read == value || has_nan, "{read:?} instead of {value:?}: {text}");
}

/// Writes and reads a value in each format.
fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_vec(value).expect("JSON");
    assert_same(&serde_json::from_slice::<T>(&json).expect("JSON"), value, "");
    let json = serde_json::to_value(value).expect("a JSON value");
    assert_same(&serde_json::from_value::<T>(json).expect("a JSON value"), value, "");

    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).expect("CBOR");
    assert_same(&ciborium::from_reader::<T, _>(cbor.as_slice()).expect("CBOR"), value, "");

    let arrays = rmp_serde::to_vec(value).expect("MessagePack");
    assert_same(&rmp_serde::from_slice::<T>(&arrays).expect("MessagePack"), value, "");
    let maps = rmp_serde::to_vec_named(value).expect("MessagePack with names");
    assert_same(&rmp_serde::from_slice::<T>(&maps).expect("MessagePack with names"), value, "");

    let postcard = postcard::to_stdvec(value).expect("postcard");
    assert_same(&postcard::from_bytes::<T>(&postcard).expect("postcard"), value, "");

    let bincode = bincode1::serialize(value).expect("bincode 1");
    assert_same(&bincode1::deserialize::<T>(&bincode).expect("bincode 1"), value, "");
    let bincode =
        bincode2::serde::encode_to_vec(value, bincode2::config::standard()).expect("bincode 2");
    let (read, _) =
        bincode2::serde::decode_from_slice::<T, _>(&bincode, bincode2::config::standard())
            .expect("bincode 2");
    assert_same(&read, value, "");

    let yaml = serde_yaml_ng::to_string(value).expect("YAML");
    assert_same(&serde_yaml_ng::from_str::<T>(&yaml).expect("YAML"), value, &yaml);

    let ron = ron::to_string(value).expect("RON");
    assert_same(
        &ron::from_str::<T>(&ron).unwrap_or_else(|error| panic!("{error}: {ron}")),
        value,
        &ron,
    );

    // TOML has no null, so a sparse list or map that has one is not written.
    if let Ok(text) = toml::to_string(value) {
        assert_same(&toml::from_str::<T>(&text).expect("TOML"), value, &text);
    }
}

proptest! {
    #![proptest_config(seeds::config())]

    #[test]
    fn generated_values_round_trip(request in strategy::request(), response in strategy::response()) {
        comes_back(&request);
        comes_back(&response);
    }

    #[test]
    fn every_kind_of_value_round_trips(value in everything()) {
        comes_back(&value);
    }
}

fn empty() -> Everything {
    Everything::new("r")
}

#[test]
fn toml_refuses_what_it_would_drop() {
    assert!(toml::to_string(&empty().sparse_list(vec![Some(Timestamp::UNIX_EPOCH)])).is_ok());
    let dropped = [
        empty().sparse_list(vec![None]),
        empty().sparse_map([("a".to_owned(), None)]),
        empty().document(serde_json::json!([null])),
    ];
    for value in dropped {
        assert!(toml::to_string(&value).is_err(), "{value:?}");
    }
    comes_back(&empty().document(u64::MAX));
}

#[test]
fn an_empty_structure_and_an_absent_one_differ() {
    comes_back(&empty().nothing(Nothing {}));
    comes_back(&empty());
    assert_ne!(ron::to_string(&empty().nothing(Nothing {})), ron::to_string(&empty()));
}

#[test]
fn forms_of_formats_that_are_not_human_readable() {
    let value = empty()
        .time(Timestamp::UNIX_EPOCH)
        .blob(&[1_u8, 2][..])
        .double(0.5)
        .document(serde_json::json!({"a": [1]}));
    let mut cbor = Vec::new();
    ciborium::into_writer(&value, &mut cbor).expect("CBOR");
    let cbor: ciborium::Value = ciborium::from_reader(cbor.as_slice()).expect("CBOR");
    let members = cbor.as_map().expect("a map");
    let member =
        |name: &str| &members.iter().find(|(key, _)| key.as_text() == Some(name)).expect(name).1;
    assert_eq!(members.len(), 20, "every member is written");
    assert_eq!(member("time").as_text(), Some("1970-01-01T00:00:00Z"));
    assert_eq!(member("blob").as_bytes().map(Vec::as_slice), Some(&[1, 2][..]));
    assert_eq!(member("double").as_float(), Some(0.5));
    assert_eq!(member("document").as_text(), Some(r#"{"a":[1]}"#));
    assert!(member("flag").is_null());
}

#[test]
fn the_depth_limit_holds_in_every_format() {
    let nested =
        |depth: usize| (0..depth).fold(empty(), |inner, _| empty().nested(Box::new(inner)));
    assert!(
        serde_json::to_string(&nested(100))
            .is_ok_and(|text| serde_json::from_str::<Everything>(&text).is_ok())
    );
    assert!(
        postcard::to_stdvec(&nested(100))
            .is_ok_and(|bytes| postcard::from_bytes::<Everything>(&bytes).is_ok())
    );
    let deep = nested(200);
    assert!(
        serde_json::to_string(&deep).is_err()
            && postcard::to_stdvec(&deep).is_err()
            && rmp_serde::to_vec(&deep).is_err()
    );
    assert!(
        ron::to_string(&deep).is_err()
            && serde_yaml_ng::to_string(&deep).is_err()
            && toml::to_string(&deep).is_err()
    );
    // Bytes that another program may have written: 10,000 structures, each in the member `nested`
    // of the one before.
    let mut bytes = Vec::new();
    for _ in 0..10_000 {
        bytes.extend([0_u8; 18]);
        bytes.push(1);
    }
    assert!(postcard::from_bytes::<Everything>(&bytes).is_err());
}

#[test]
fn human_readable_formats_do_not_read_lists_as_structures() {
    for text in ["[]", r#"["a","n",null]"#] {
        assert!(serde_json::from_str::<CreateRoomRequest>(text).is_err(), "{text}");
        assert!(serde_yaml_ng::from_str::<Room>(text).is_err(), "{text}");
    }
}

/// A list whose elements take no bytes. In a binary format it has only the bytes of its length.
#[derive(Clone, Debug, PartialEq, Structure)]
struct List {
    list: Vec<Weightless>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Weightless {
    inner: Empty,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Lists {
    lists: Vec<Vec<Weightless>>,
}

#[test]
fn a_length_alone_cannot_claim_any_number_of_elements() {
    let few = List::new(vec![Weightless::new(Empty); 65_536]);
    let bytes = postcard::to_stdvec(&few).expect("postcard");
    assert_eq!(bytes.len(), 3);
    assert_eq!(postcard::from_bytes::<List>(&bytes).expect("postcard"), few);
    // A length of 2 ^ 63.
    let many = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01];
    postcard::from_bytes::<List>(&many).expect_err("too many elements");
    let length = (1_u64 << 40).to_le_bytes();
    bincode1::deserialize::<List>(&length).expect_err("too many elements");
    // The bound is for all lists together. Otherwise ten kilobytes could claim 200 million
    // elements.
    let lists = |length| Lists::new(vec![vec![Weightless::new(Empty); length]; 4]);
    let bytes = postcard::to_stdvec(&lists(16_384)).expect("postcard");
    assert_eq!(postcard::from_bytes::<Lists>(&bytes).expect("postcard"), lists(16_384));
    let bytes = postcard::to_stdvec(&lists(16_385)).expect("postcard");
    postcard::from_bytes::<Lists>(&bytes).expect_err("too many elements");
}
