//! An endpoint makes the URI of a request absolute, with one slash between the two paths and every
//! other byte unchanged. A string that is not an endpoint is an error that says why.

use chime_model::http::{Request, Uri};
use chime_model::{CreateRoom, CreateRoomRequest, Endpoint, HostPrefix, Operation};
use proptest::prelude::*;

fn endpoint(text: &str) -> Endpoint {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The URI of a request for `/rooms?a=%2F` with this host prefix.
fn located(endpoint: &Endpoint, prefix: &str) -> String {
    let mut request = Request::get("/rooms?a=%2F").body(()).expect("a request");
    request.extensions_mut().insert(HostPrefix(prefix.to_owned()));
    endpoint.resolve(request).expect("a URI").uri().to_string()
}

#[test]
fn a_request_gets_the_base_with_one_slash() {
    let request = || {
        CreateRoom::encode_request(
            &CreateRoomRequest::new("a/b", "n").client_request_token("token-1"),
        )
        .expect("a request")
    };
    for (text, uri) in [
        ("http://127.0.0.1:8010", "http://127.0.0.1:8010/accounts/a%2Fb/rooms"),
        ("http://127.0.0.1:8010/", "http://127.0.0.1:8010/accounts/a%2Fb/rooms"),
        (
            "https://service.chime.aws.amazon.com",
            "https://service.chime.aws.amazon.com/accounts/a%2Fb/rooms",
        ),
        ("https://host/base", "https://host/base/accounts/a%2Fb/rooms"),
        ("https://host/base/", "https://host/base/accounts/a%2Fb/rooms"),
        ("https://host/a//b%20c//", "https://host/a//b%20c/accounts/a%2Fb/rooms"),
        ("HTTP://[::1]:80/x", "http://[::1]:80/x/accounts/a%2Fb/rooms"),
    ] {
        let located = endpoint(text).resolve(request()).expect(text);
        assert_eq!(located.uri(), uri);
        assert_eq!(
            (located.method(), located.headers(), located.body()),
            (request().method(), request().headers(), request().body())
        );
    }
}

#[test]
fn a_host_prefix_comes_before_a_host_that_takes_one() {
    for (text, uri) in [
        (
            "https://iot.us-east-1.amazonaws.com/x",
            "https://data.iot.us-east-1.amazonaws.com/x/rooms?a=%2F",
        ),
        ("https://localhost.example:1", "https://data.localhost.example:1/rooms?a=%2F"),
        ("http://localhost:8010", "http://localhost:8010/rooms?a=%2F"),
        ("http://LocalHost", "http://LocalHost/rooms?a=%2F"),
        ("http://127.0.0.1:8010/", "http://127.0.0.1:8010/rooms?a=%2F"),
        ("http://[::1]", "http://[::1]/rooms?a=%2F"),
    ] {
        assert_eq!(located(&endpoint(text), "data."), uri);
    }
    assert_eq!(
        located(&endpoint("https://proxy.example").without_host_prefix(), "data."),
        "https://proxy.example/rooms?a=%2F"
    );
}

#[test]
fn an_invalid_endpoint_is_an_error_that_says_why() {
    let scheme = "an endpoint must start with http:// or https://";
    let host = "the host of an endpoint must be a name or an IP address";
    let port = "the port of an endpoint must be a number from 1 to 65535";
    let uri = "an endpoint must be a URI such as https://host or http://127.0.0.1:8010/base";
    let rest = "an endpoint must have neither a query nor a fragment";
    let path = "the path of an endpoint must be percent-encoded, without the segments . and ..";
    for (text, error) in [
        ("", uri),
        ("http://", uri),
        ("http:// host", uri),
        ("http://höst", uri),
        ("127.0.0.1:8010", scheme),
        ("localhost", scheme),
        ("/base", scheme),
        ("ftp://host", scheme),
        ("https://host?a=b", rest),
        ("https://host/a#b", rest),
        ("https://name:word@host", "an endpoint must not have a user name or a password"),
        ("https://:80/", host),
        ("http://[]", host),
        ("http://[::1", uri),
        ("http://[1.2.3.4]", host),
        ("http://.", host),
        ("http://..", host),
        ("http://a..b", host),
        ("http://.a", host),
        ("http://*", host),
        ("http://a.*", host),
        ("http://a b", uri),
        ("http://a!b", host),
        ("http://a%20b", uri),
        ("http://1234567890123456789012345678901234567890123456789012345678901234", host),
        ("http://h:+80", port),
        ("http://h:-80", port),
        ("http://[::1]:+80", port),
        ("https://host:", port),
        ("https://host:0", port),
        ("https://host:65536", port),
        ("https://host/a/../b", path),
        ("https://host/.", path),
        ("https://host/%2E%2e/b", path),
        ("https://host/%zz", path),
        ("https://host/100%", path),
        ("https://host/{a}", path),
    ] {
        assert_eq!(
            text.parse::<Endpoint>().map_err(|error| error.to_string()),
            Err(error.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn a_request_that_cannot_be_located_is_an_error() {
    let resolve = |uri: &str, prefix: &str| {
        let mut request = Request::get(uri).body(()).expect("a request");
        request.extensions_mut().insert(HostPrefix(prefix.to_owned()));
        endpoint("https://host/base").resolve(request).map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(resolve("/", ""), Ok(()));
    assert_eq!(
        resolve("https://other/", ""),
        Err("the URI of the request is already absolute".to_owned())
    );
    assert_eq!(
        resolve("/", "a b"),
        Err("the host prefix of the request cannot be part of a host name".to_owned())
    );
    for prefix in
        ["u@", "u:p@", "evil.example/", "evil.example?", "a..", ".", "*.", "[", "a#", "a\r\nb."]
    {
        let error = "the host prefix of the request cannot be part of a host name";
        assert_eq!(resolve("/", prefix), Err(error.to_owned()), "{prefix:?}");
    }
    let long = format!("/{}", "a".repeat(65_530));
    assert_eq!(
        resolve(&long, ""),
        Err("the URI of the request must not be longer than 65,534 bytes".to_owned())
    );
}

proptest! {
    #![proptest_config(chime_model_tests::seeds::config())]

    /// Any endpoint is read back as it was written, and a located URI ends with the path of the
    /// request.
    #[test]
    fn endpoints_round_trip(
        host in "([a-z][a-z0-9-]{0,9}\\.){0,2}[a-z]{1,5}|127\\.0\\.0\\.1|\\[::1\\]",
        port in prop::option::of(1..=u16::MAX),
        base in "(/([A-Za-z0-9_~!$&'()*+,;=:@-]\\.?|%[0-9A-Fa-f]{2}x){0,3}){0,3}",
        path in "(/[A-Za-z0-9._~-]{0,5}){1,3}",
    ) {
        let text = format!("https://{host}{}{base}", port.map(|port| format!(":{port}")).unwrap_or_default());
        let endpoint: Endpoint = text.parse().expect("an endpoint");
        prop_assert_eq!(&endpoint.to_string().parse::<Endpoint>().expect("an endpoint"), &endpoint);
        let located = endpoint.resolve(Request::get(&path).body(()).expect("a request")).expect("a URI");
        prop_assert_eq!(located.uri().path(), format!("{}{path}", base.trim_end_matches('/')));
        let uri: Uri = text.parse().expect("a URI");
        prop_assert_eq!(located.uri().authority(), uri.authority());
    }
}
