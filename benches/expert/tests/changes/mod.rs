//! Messages of Chime, each changed in one place.

use bench_calls::{ACCOUNT, ROOM};
use http::{HeaderValue, Request, Response};

/// Bytes that have a meaning in JSON or in a date-time, and some that have none.
const BYTES: &[u8] = b"\"\\{}[],: \n\0\x01\x7F\x80\xC3\xFF0159.-+TZztnuex/";

/// Values that take the place of a string.
const VALUES: &[&str] = &[
    "null",
    "true",
    "5",
    "-0.5e3",
    "[]",
    "{}",
    r#"["a"]"#,
    r#""""#,
    r#""\u00e9\ud83d\ude00\n""#,
    r#""\ud800""#,
    r#""\x""#,
    "\"\u{1f600}\u{2028}\"",
    r#""a text that is longer than sixty-four bytes, so that the scanner reads it word by word to its end""#,
    "\"tab\tin it\"",
];

const LIST: &str = concat!(
    r#"{"Rooms":[{"RoomId":"a","CreatedTimestamp":"2018-10-25T20:44:16.837Z"},"#,
    r#"{"Name":"b"},{}],"NextToken":"next"}"#
);

/// A body with one byte removed, replaced or added, or cut off at a place.
fn with_a_byte(body: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let changed = move |at: usize, removed: usize, added: &[u8]| {
        [&body[..at], added, &body[at + removed..]].concat()
    };
    (0..body.len()).flat_map(move |at| {
        let of_bytes =
            BYTES.iter().flat_map(move |byte| [changed(at, 0, &[*byte]), changed(at, 1, &[*byte])]);
        of_bytes.chain([changed(at, 1, &[]), body[..at].to_vec()])
    })
}

/// A body in which another value takes the place of a string, or a member comes twice.
fn with_a_value(body: &str) -> impl Iterator<Item = Vec<u8>> {
    let quotes: Vec<usize> = body.match_indices('"').map(|(at, _)| at).collect();
    let strings: Vec<(usize, usize)> =
        quotes.chunks_exact(2).map(|ends| (ends[0], ends[1] + 1)).collect();
    strings.into_iter().flat_map(move |(start, end)| {
        let repeated = format!("{}{},{}", &body[..end], r#":"first""#, &body[start..]);
        let values = VALUES.iter().map(move |value| [&body[..start], value, &body[end..]].concat());
        values.chain([repeated]).map(String::into_bytes)
    })
}

fn response(status: u16, error: Option<&str>, body: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::builder().status(status).header("x-amzn-requestid", " the id ");
    if let Some(error) = error {
        response = response.header("x-amzn-errortype", error);
    }
    response.body(body).expect("the parts are valid")
}

fn changed(body: &str) -> impl Iterator<Item = Vec<u8>> {
    with_a_byte(body.as_bytes()).chain(with_a_value(body)).chain([body.into()])
}

pub(crate) fn responses() -> Vec<Response<Vec<u8>>> {
    let spread = format!("\n{{ \"Room\" : {} }}\r\n\t", ROOM.replace(",", "\n , "));
    let created = [format!(r#"{{"Room":{ROOM}}}"#), spread, r#"{"Room":null}"#.into(), "{}".into()];
    let mut responses: Vec<_> = created
        .iter()
        .flat_map(|body| changed(body).map(|body| response(201, None, body)))
        .collect();
    let unknown = format!(r#"{{"New":[1,{{}}],"Room":{ROOM}}}"#);
    responses.push(response(200, None, unknown.into_bytes()));
    let reason = r#"{"Code":"NotFound","Message":"there is no such account"}"#;
    let typed = r#"{"code":"ForbiddenException","message":"it is closed"}"#;
    let named = r#"{"__type":"com.amazon#ThrottledClientException","errorMessage":"slowly"}"#;
    let names = [" NotFoundException ", "a#BadRequestException:b#ForbiddenException:c", "New"];
    for name in names.into_iter().map(Some).chain([None]) {
        for body in [reason, typed, named, "<html>", ""] {
            responses.extend(changed(body).map(|body| response(404, name, body)));
        }
    }
    let mut odd = response(500, None, reason.into());
    let name = HeaderValue::from_bytes(b"NotFound\xE9").expect("a header can have such bytes");
    odd.headers_mut().insert("x-amzn-errortype", name);
    responses.push(odd);
    responses
}

pub(crate) fn lists() -> impl Iterator<Item = Response<Vec<u8>>> {
    let rooms = format!(r#"{{"NextToken":"","Rooms":[ {ROOM},{ROOM} ]}}"#);
    let bodies: Vec<_> = [LIST, &rooms, r#"{"Rooms":[]}"#].into_iter().flat_map(changed).collect();
    bodies.into_iter().map(|body| response(200, None, body))
}

pub(crate) fn requests() -> Vec<Request<Vec<u8>>> {
    let path = format!("/accounts/{ACCOUNT}/rooms");
    let body = r#"{"Name":"Team room","ClientRequestToken":"5f9f3ecb-3b3b-4c8e_9d0a"}"#;
    let json = "application/json";
    let request = |method: &str, path: &[u8], content_type: &str, body: &[u8]| {
        let mut request = Request::builder().method(method).uri(path);
        if !content_type.is_empty() {
            request = request.header("content-type", content_type);
        }
        // Some changes make the URI invalid.
        request.body(body.to_vec()).ok()
    };
    let paths = ["/accounts/a%2Fb%C3%A9/rooms", "/accounts/%20/rooms", "/accounts/%0A/rooms"];
    let paths = paths.into_iter().chain([path.as_str()]).flat_map(|path| {
        with_a_byte(path.as_bytes())
            .filter_map(|path| request("POST", &path, json, body.as_bytes()))
    });
    let bodies = changed(body).filter_map(|body| request("POST", path.as_bytes(), json, &body));
    let lengths = (0..70).filter_map(|length| {
        let body = format!(r#"{{"Name":"","ClientRequestToken":"{}"}}"#, "é".repeat(length));
        request("POST", path.as_bytes(), json, body.as_bytes())
    });
    let types = ["", "text/plain", "Application/JSON; charset=utf-8", "application/json,", " "];
    let types = types
        .into_iter()
        .filter_map(|content_type| request("POST", path.as_bytes(), content_type, body.as_bytes()));
    let method = request("PUT", path.as_bytes(), json, body.as_bytes());
    paths.chain(bodies).chain(lengths).chain(types).chain(method).collect()
}

/// Responses with every date of some years, and with dates that do not exist.
pub(crate) fn dates() -> impl Iterator<Item = Response<Vec<u8>>> {
    let years = [0, 1, 1969, 1970, 1972, 1999, 2000, 2023, 2024, 2100, 2400, 9998, 9999];
    let times = [
        "T00:00:00Z",
        "T23:59:59.999999999Z",
        "T23:59:60Z",
        "T20:44:16.837Z",
        "T20:44:16.1Z",
        "T20:44:16.000100Z",
        "T09:08:07.0Z",
        "T24:00:00Z",
        "T12:60:00Z",
        "T12:00:00+01:30",
        "t12:00:00z",
        " 12:00:00Z",
        "T12:00:00.0123456789Z",
        "T12:00:00.Z",
        "T12:00:00",
        "T12:00Z",
        "",
    ];
    let dates = years
        .into_iter()
        .flat_map(|year| (0..14).flat_map(move |month| (0..33).map(move |day| (year, month, day))));
    // Each date has a time that is plain, and one of the others.
    let others = (0..times.len()).cycle();
    let texts = dates.zip(others).flat_map(move |((year, month, day), other)| {
        [0, other].map(|time| format!("{year:04}-{month:02}-{day:02}{}", times[time]))
    });
    texts.map(|text| {
        let body = format!(r#"{{"Room":{{"CreatedTimestamp":"{text}"}}}}"#);
        response(201, None, body.into_bytes())
    })
}
