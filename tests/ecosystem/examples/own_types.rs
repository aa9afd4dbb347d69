//! A service of your own without a description: its types are written by hand with the derives, a
//! server routes requests with them, and a client calls any of its operations.

use std::sync::Mutex;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use chime_model::{
    Empty, Endpoint, Exception, Operation, OperationError, Routing, SERVICE, Sensitive,
    ServiceError as _, Structure, Union, UnknownMember, http,
};
use chime_model_ecosystem::{Outcome, Result, send};

/// Posts a message. A retry of the same value has the same token.
#[derive(Clone, Debug, PartialEq, Structure)]
struct PostRequest {
    #[serde(rename = "Channel")]
    #[http(label = "channel")]
    #[constraint(pattern = "[a-z]+")]
    channel: String,
    #[http(header = "x-post-token")]
    #[idempotency_token]
    token: Option<String>,
    #[serde(rename = "Content")]
    content: Content,
}

/// Exactly one of these.
#[derive(Clone, Debug, PartialEq, Union)]
enum Content {
    #[constraint(length(min = 1, max = 100))]
    Text(Sensitive<String>),
    Emoji(String),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct ListRequest {
    #[serde(rename = "Channel")]
    #[http(label = "channel")]
    channel: String,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct ListResponse {
    #[serde(rename = "Contents")]
    contents: Vec<Content>,
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 404)]
struct ChannelNotFound {
    #[serde(rename = "Message")]
    message: Option<String>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum ListError {
    ChannelNotFound(ChannelNotFound),
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum PostError {}

#[derive(Operation)]
#[operation(input = PostRequest, error = PostError, service = SERVICE)]
#[http(method = "POST", uri = "/channels/{channel}", code = 201)]
struct Post;

#[derive(Operation)]
#[operation(input = ListRequest, output = ListResponse, error = ListError, service = SERVICE)]
#[http(method = "GET", uri = "/channels/{channel}")]
struct List;

#[derive(Clone, Copy, Debug, PartialEq, Routing)]
enum Route {
    Post,
    List,
}

/// What was posted.
type Posts = Mutex<Vec<PostRequest>>;

fn post(posts: &Posts, input: PostRequest) -> Empty {
    let mut posts = posts.lock().expect("no handler panics");
    if !posts.iter().any(|post| post.token == input.token) {
        posts.push(input);
    }
    Empty
}

fn list(posts: &Posts, input: &ListRequest) -> Result<ListResponse, ListError> {
    let posts = posts.lock().expect("no handler panics");
    let contents: Vec<_> = posts
        .iter()
        .filter(|post| post.channel == input.channel)
        .map(|post| post.content.clone())
        .collect();
    if contents.is_empty() {
        return Err(ChannelNotFound::default().message("no such channel").into());
    }
    Ok(ListResponse::new(contents))
}

fn handle<O: Operation>(
    request: &http::Request<axum::body::Bytes>,
    handler: impl FnOnce(O::Input) -> Result<O::Output, O::Error>,
) -> http::Response<Vec<u8>> {
    let response = match O::decode_request(request).map(handler) {
        Ok(Ok(output)) => O::encode_response(&output),
        Ok(Err(error)) => O::encode_error(&error),
        Err(rejection) => return rejection.to_response(&O::SERVICE.protocol),
    };
    response.unwrap_or_else(|_| {
        http::Response::builder().status(500).body(Vec::new()).expect("a status alone")
    })
}

async fn serve(
    State(posts): State<&'static Posts>,
    request: Request,
) -> Result<http::Response<Body>, StatusCode> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 64 * 1024).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let request = http::Request::from_parts(parts, body);
    let response = match Route::of(&request) {
        Ok(Route::Post) => handle::<Post>(&request, |input| Ok(post(posts, input))),
        Ok(Route::List) => handle::<List>(&request, |input| list(posts, &input)),
        Err(rejection) => rejection.to_response(&SERVICE.protocol),
    };
    Ok(response.map(Body::from))
}

fn call<O: Operation>(endpoint: &Endpoint, input: &O::Input) -> Result<Outcome<O>> {
    Ok(O::decode_response(&send(endpoint.resolve(O::encode_request(input)?)?)?))
}

fn main() -> Result<()> {
    let posts: &'static Posts = Box::leak(Box::default());
    let runtime = tokio::runtime::Runtime::new()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let endpoint = format!("http://{}/", listener.local_addr()?).parse()?;
    runtime.spawn(async move {
        axum::serve(listener, axum::Router::new().fallback(serve).with_state(posts)).await
    });

    let hello = PostRequest::new("general", Content::Text("Hello".into()));
    assert_eq!(call::<Post>(&endpoint, &hello)??, Empty);
    // The same token: the message was already posted.
    assert_eq!(call::<Post>(&endpoint, &hello)??, Empty);
    assert_eq!(
        call::<Post>(&endpoint, &PostRequest::new("general", Content::Emoji("wave".to_owned())))??,
        Empty
    );
    let contents = call::<List>(&endpoint, &ListRequest::new("general"))??.contents;
    assert_eq!(contents, [Content::Text("Hello".into()), Content::Emoji("wave".to_owned())]);

    let missing = call::<List>(&endpoint, &ListRequest::new("random"))?.expect_err("an error");
    assert_eq!(missing.modeled().and_then(|error| error.message()), Some("no such channel"));
    let refused = call::<Post>(&endpoint, &PostRequest::new("UPPER", Content::Text("".into())))?
        .expect_err("an error");
    assert_eq!(
        refused.to_string(),
        "unknown error ValidationException with status 400: \
         Channel must match the pattern [a-z]+; Content.Text must have a length from 1 to 100",
    );
    println!("two operations, routed and called by types written by hand: as expected");
    Ok(())
}
