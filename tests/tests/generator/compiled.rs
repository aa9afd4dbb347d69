//! Names with a meaning in Rust, and shapes that contain themselves, must become types that compile
//! and that mean the same as the description.

use chime_model::http::Request;
use chime_model::{Operation, Routing as _};
use edge_cases::{Box as OddBox, Error, Expression, Keywords, NotFound, Prelude, Tree, Type};

#[deny(warnings, missing_docs)]
#[allow(dead_code, unreachable_pub, reason = "a test has no users outside itself")]
#[allow(clippy::unreadable_literal, reason = "bounds are printed as the description writes them")]
pub(crate) mod edge_cases {
    //! Generated from `descriptions/edge_cases.json`.
    include!(concat!(env!("OUT_DIR"), "/edge_cases.rs"));
}

/// Writes a value and reads it back, in both forms.
fn round_trip<O: Operation>(input: &O::Input) {
    let request = O::encode_request(input).expect("a request");
    assert_eq!(&O::decode_request(&request).expect("the value"), input);
    let documented = serde_json::to_string(input).expect("JSON");
    assert_eq!(&serde_json::from_str::<O::Input>(&documented).expect("the value"), input);
}

#[test]
fn keywords_are_members() {
    let keywords = Keywords::new("a/b", "c/d", "f", "n")
        .r#async("1")
        .r#gen("2")
        .union("3")
        .super_("4")
        .crate_("5")
        .default_("6");
    let keywords = keywords
        ._2fa("7")
        .max_results(8)
        .x_y("9")
        .say_hi("10")
        .clone("11")
        .value("12")
        .context("13")
        .message("14");
    let keywords = keywords.object("15").map("16").index("17").read("18");
    assert_eq!(
        (keywords.self_.as_str(), keywords.r#type.as_str(), keywords.new_.as_str()),
        ("a/b", "c/d", "n")
    );

    let request = Type::encode_request(&keywords).expect("a request");
    assert_eq!(request.uri(), "/odd/a%2Fb/c/d?kind=odd&2fa=7&max-results=8");
    assert_eq!(request.headers()["x.y"], "9");
    let body: serde_json::Value = serde_json::from_slice(request.body()).expect("JSON");
    assert_eq!(
        (&body["fn"], &body["Super"], &body["say \"hi\" \\ é"]),
        (&"f".into(), &"4".into(), &"10".into())
    );
    assert_eq!(edge_cases::OperationRoute::of(&request), Ok(edge_cases::OperationRoute::Type));
    round_trip::<Type>(&keywords);
}

#[test]
fn shapes_may_have_the_names_of_the_prelude() {
    let prelude = Prelude::default()
        .text("t")
        .texts(vec!["a".to_owned()])
        .nullable(vec![None, Some("n".to_owned())])
        .text_map([("k".to_owned(), "v".to_owned())])
        .secret("s".to_owned())
        .secrets(vec!["s".to_owned().into()])
        .when(chime_model::Timestamp::UNIX_EPOCH)
        .bytes(vec![1, 2, 3])
        .weight(0.5)
        .weights(vec![f64::NEG_INFINITY])
        .ratio(0.25)
        .word(edge_cases::String::Unknown)
        .option(edge_cases::Option::default().r#box(OddBox::default()))
        .vec(edge_cases::Vec::default())
        .r#box(OddBox::default().r#box(OddBox::default()).when(chime_model::Timestamp::UNIX_EPOCH))
        .result(edge_cases::Result::new("ok").err(Error::default().message("m").source("s")))
        .document(edge_cases::Document::default())
        .sensitive(edge_cases::Sensitive::default().secret("s".to_owned()))
        .expression(Expression::Not(Box::new(Expression::And(vec![Expression::Weight(1.5)]))))
        .letters(
            edge_cases::Letters::default()
                .a(edge_cases::A::default())
                .d(edge_cases::D::default())
                .r(edge_cases::R::default())
                .visitor(edge_cases::Visitor::default()),
        );
    let response = Type::encode_response(&prelude).expect("a response");
    assert_eq!(Type::decode_response(&response).expect("the value"), prelude);
    let documented = serde_json::to_string(&prelude).expect("JSON");
    assert_eq!(serde_json::from_str::<Prelude>(&documented).expect("the value"), prelude);
}

#[test]
fn shapes_that_contain_themselves_round_trip() {
    let leaf = || {
        Tree::default().hen(
            edge_cases::Hen::default()
                .egg(edge_cases::Egg::new("e").hen(edge_cases::Hen::default())),
        )
    };
    let tree = Tree::default().left(leaf()).right(leaf().left(leaf())).children(vec![leaf()]);
    let tree = tree.by_name(std::collections::BTreeMap::from([("n".to_owned(), vec![leaf()])]));
    round_trip::<edge_cases::TreeOperation>(&tree);
}

#[test]
fn values_keep_an_odd_spelling() {
    use edge_cases::String as Word;
    let values = [
        "Unknown",
        "Unrecognized",
        "",
        "1.10",
        "11.0",
        "NOT_FOUND",
        "notFound2",
        "self",
        "a \"b\"",
        "é-x",
        "us-east-1",
    ];
    assert_eq!(Word::VALUES[..11], values);
    for value in Word::VALUES {
        let word = Word::from(*value);
        assert!(!matches!(word, Word::Unrecognized_(_)), "{value}");
        assert_eq!(word.as_str(), *value);
    }
    assert_eq!(Word::from("new"), Word::Unrecognized_("new".to_owned()));
}

#[test]
fn errors_are_sent_under_their_own_names() {
    let error = NotFound::default().message("hidden".to_owned()).tree(Tree::default());
    let response =
        Type::encode_error(&edge_cases::TypeError::from(error.clone())).expect("a response");
    assert_eq!(
        (response.status().as_u16(), &response.headers()["x-amzn-errortype"]),
        (404, &"not-found".parse().expect("a header"))
    );
    let read = Type::decode_response(&response).expect_err("an error");
    assert_eq!(read.to_string(), "not-found");
    assert_eq!(read.modeled(), Some(&edge_cases::TypeError::NotFound(error)));
}

#[test]
fn values_of_one_name_are_distinguished_by_a_number() {
    use edge_cases::Color;
    assert_eq!(
        [Color::Red, Color::Red3, Color::Red2].map(|color| color.as_str().to_owned()),
        ["red", "RED", "Red2"]
    );
    assert_eq!(["red", "RED", "Red2"].map(Color::from), [Color::Red, Color::Red3, Color::Red2]);
}

#[test]
fn keys_of_maps_are_enumerations_and_checked() {
    use edge_cases::{Color, Colors, Large};
    let texts = |color: Color| [(color, "t".to_owned())];
    let colors = Colors::default()
        .names(texts(Color::Red))
        .query(texts(Color::Red3))
        .headers(texts(Color::Red2));
    let request = Large::encode_request(&colors).expect("a request");
    assert_eq!(
        (request.uri(), &request.headers()["x-color-red2"]),
        (&"/large?RED=t".parse().expect("a URI"), &"t".parse().expect("text"))
    );
    assert_eq!(request.body(), br#"{"Names":{"red":"t"}}"#);
    assert_eq!(
        serde_json::from_str::<Colors>(&serde_json::to_string(&colors).expect("JSON"))
            .expect("the value"),
        colors
    );

    // Header names are case-insensitive: the key is read in lower case, which is not a value of the
    // enumeration.
    let refused = Large::decode_request(&request).expect_err("a key").to_string();
    assert_eq!(refused, "Headers: a key must be one of the modeled values");
    let unknown =
        Colors::default().names(texts(Color::from("blue"))).query(texts(Color::from("green")));
    let refused = Large::decode_request(&Large::encode_request(&unknown).expect("a request"))
        .expect_err("two keys")
        .to_string();
    assert_eq!(
        refused,
        "Names: a key must be one of the modeled values; \
         Query: a key must be one of the modeled values"
    );
}

#[test]
fn an_operation_states_its_checksum_and_compression() {
    assert_eq!(
        (edge_cases::Large::NEEDS_CHECKSUM, edge_cases::Large::COMPRESSION),
        (true, &["gzip"][..])
    );
    assert_eq!((Type::NEEDS_CHECKSUM, Type::COMPRESSION), (false, &[][..]));
}

#[test]
fn an_error_that_is_listed_twice_is_generated_once() {
    assert_eq!(<edge_cases::LargeError as chime_model::OperationError>::SHAPES.len(), 1);
}

#[test]
fn operations_may_have_the_names_of_other_things() {
    let routes = [
        ("GET", "/none", edge_cases::OperationRoute::None),
        ("GET", "/service", edge_cases::OperationRoute::SERVICEOperation),
    ];
    for (method, uri, route) in routes {
        let request = Request::builder().method(method).uri(uri).body(()).expect("a request");
        assert_eq!(edge_cases::OperationRoute::of(&request), Ok(route));
    }
    assert_eq!(
        (edge_cases::SERVICEOperation::NAME, Type::NAME, edge_cases::TreeOperation::NAME),
        ("SERVICE", "type", "Tree")
    );
}

#[test]
fn values_without_letters_or_digits_have_the_names_of_their_characters() {
    use edge_cases::{SelfError, SelfOperation, Sign, Signs};
    let signs = [Sign::Equals, Sign::HyphenHyphen, Sign::U00E9, Sign::U0000, Sign::LessEquals];
    assert_eq!(signs.each_ref().map(Sign::as_str), ["=", "--", "é", "\0", "<="]);
    let selves = [Sign::Self_, Sign::Self2, Sign::Self3];
    assert_eq!(selves.each_ref().map(Sign::as_str), ["Self", "self", "SELF"]);
    for sign in signs.into_iter().chain(selves) {
        round_trip::<SelfOperation>(&Signs::default().sign(sign));
    }
    let error = SelfError::from(Error::default());
    assert_eq!(SelfOperation::encode_error(&error).expect("a response").status(), 500);
}
