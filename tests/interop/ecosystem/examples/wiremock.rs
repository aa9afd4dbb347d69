//! A test double with wiremock: its responses come from `encode_response` and `encode_error`, and a
//! client reads them.

use chime_model::{
    CreateRoom, CreateRoomRequest, CreateRoomResponse, Endpoint, NotFoundException, Operation,
    ResponseError, Room, ThrottledClientException, http,
};
use chime_model_ecosystem::{Result, send};
use wiremock::matchers::{body_partial_json, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// The response for wiremock.
fn template(response: &http::Response<Vec<u8>>) -> ResponseTemplate {
    let template =
        ResponseTemplate::new(response.status().as_u16()).set_body_bytes(response.body().clone());
    response.headers().iter().fold(template, |template, (name, value)| {
        template.append_header(name.clone(), value.clone())
    })
}

#[tokio::main]
async fn main() -> Result<()> {
    let server = MockServer::start().await;
    let output = CreateRoomResponse::default().room(Room::default().room_id("room-1"));
    let create_room =
        || Mock::given(method(CreateRoom::METHOD)).and(path("/accounts/account-1/rooms"));
    let throttled = CreateRoom::encode_error(&ThrottledClientException::default().into())?;
    create_room()
        .respond_with(template(&throttled))
        .up_to_n_times(1)
        .expect(1)
        .mount(&server)
        .await;
    let named = create_room().and(body_partial_json(serde_json::json!({ "Name": "Team room" })));
    named
        .respond_with(template(&CreateRoom::encode_response(&output)?))
        .expect(1)
        .mount(&server)
        .await;
    let not_found = CreateRoom::encode_error(&NotFoundException::default().into())?;
    Mock::given(path("/accounts/account-2/rooms"))
        .respond_with(template(&not_found))
        .expect(1)
        .mount(&server)
        .await;

    let endpoint: Endpoint = server.uri().parse()?;
    let call = move |account: &'static str| {
        let endpoint = endpoint.clone();
        tokio::task::spawn_blocking(move || {
            let request = endpoint.resolve(CreateRoom::encode_request(
                &CreateRoomRequest::new(account, "Team room"),
            )?)?;
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(CreateRoom::decode_response(&send(
                request,
            )?))
        })
    };
    assert!(
        call("account-1").await??.is_err_and(|error| error.is_retryable()),
        "the first time it is throttled"
    );
    assert_eq!(call("account-1").await??, Ok(output));
    assert!(
        matches!(call("account-2").await??, Err(ResponseError::Modeled { status, .. }) if status == 404)
    );

    // The requests that the mock received are read as a server reads them.
    for received in server.received_requests().await.unwrap_or_default() {
        let mut request =
            http::Request::builder().method(received.method.as_str()).uri(received.url.path());
        request.headers_mut().expect("parts").clone_from(&received.headers);
        assert_eq!(CreateRoom::decode_request(&request.body(received.body)?)?.name, "Team room");
    }
    println!("a throttled call, a retry and a modeled error: as expected");
    Ok(())
}
