//! Code that the examples share: a server for the clients, a client for the servers, and the three
//! calls that each of them makes or serves.

use std::error::Error;

use chime_model::client::{CallError, Client, Sender};
use chime_model::server::Router;
use chime_model::{
    BadRequestException, CreateRoom, CreateRoomError, CreateRoomRequest, CreateRoomResponse,
    Endpoint, ErrorCode, NotFoundException, Operation, Rejection, ResponseError, Room, http,
};

/// The result of anything that can fail.
pub type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

/// The result of an operation: its output, or the error of the response.
pub type Outcome<O> = Result<<O as Operation>::Output, ResponseError<<O as Operation>::Error>>;

/// What every server here does: it creates a room for every account but one.
pub fn create(input: CreateRoomRequest) -> Result<CreateRoomResponse, CreateRoomError> {
    if input.account_id == "no-such-account" {
        return Err(NotFoundException::default()
            .code(ErrorCode::NotFound)
            .message("no such account")
            .into());
    }
    Ok(CreateRoomResponse::default()
        .room(Room::default().room_id("room-1").name(input.name).account_id(input.account_id)))
}

/// The error for a request that breaks the contract.
pub fn bad_request(rejection: &Rejection) -> Option<BadRequestException> {
    let is_bad = matches!(rejection, Rejection::Invalid(_) | Rejection::Unreadable(_));
    let error = BadRequestException::default().code(ErrorCode::BadRequest);
    is_bad.then(|| error.message(rejection.to_string()))
}

/// The response of every server here to a request that it rejects: the modeled error if there is
/// one.
pub fn refuse(rejection: &Rejection) -> http::Response<Vec<u8>> {
    let error = bad_request(rejection).map(|error| CreateRoom::encode_error(&error.into()));
    error
        .and_then(Result::ok)
        .unwrap_or_else(|| rejection.to_response(&chime_model::SERVICE.protocol))
}

/// The server as a router.
pub fn router() -> Router {
    Router::new().on_sync(CreateRoom, |(), input| create(input)).refuse_with(bad_request)
}

/// Starts a server for the clients on a free port, and returns its endpoint.
pub fn serve() -> Result<Endpoint> {
    serve_router(axum::Router::new().fallback_service(router()))
}

/// Starts a server with axum on a free port, and returns its endpoint.
pub fn serve_router(router: axum::Router) -> Result<Endpoint> {
    let runtime = tokio::runtime::Runtime::new()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let endpoint = format!("http://{}/", listener.local_addr()?).parse()?;
    std::thread::spawn(move || runtime.block_on(async { axum::serve(listener, router).await }));
    Ok(endpoint)
}

/// One call of a client.
pub async fn call(
    client: &Client<impl Sender>,
    input: &CreateRoomRequest,
) -> Result<Outcome<CreateRoom>> {
    match client.call(CreateRoom, input).await {
        Ok(output) => Ok(Ok(output)),
        Err(CallError::Response(error)) => Ok(Err(error)),
        Err(error) => Err(error.into()),
    }
}

/// Sends a request with an absolute URI. This is the client for the servers.
pub fn send(request: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>> {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let (parts, mut body) = agent.run(request)?.into_parts();
    Ok(http::Response::from_parts(parts, body.read_to_vec()?))
}

/// Calls three times: the first response has a room, the second an error of the operation, the
/// third the error for an invalid request.
pub fn exercise(
    mut call: impl FnMut(&CreateRoomRequest) -> Result<Outcome<CreateRoom>>,
) -> Result<()> {
    let output = call(&CreateRoomRequest::new("account-1", "Team room"))??;
    let room = output.room.expect("a room");
    assert_eq!(
        (room.room_id.as_deref(), room.name.as_ref().map(|name| name.as_str())),
        (Some("room-1"), Some("Team room"))
    );

    let not_found =
        call(&CreateRoomRequest::new("no-such-account", "Team room"))?.expect_err("an error");
    assert!(
        matches!(not_found.modeled(), Some(CreateRoomError::NotFoundException(_))),
        "{not_found:?}"
    );

    let bad = call(&CreateRoomRequest::new("account-1", "Team room").client_request_token("?"))?
        .expect_err("an error");
    let Some(CreateRoomError::BadRequestException(bad)) = bad.modeled() else { panic!("{bad:?}") };
    let message = bad.message.as_deref().unwrap_or_default();
    assert_eq!(message, "ClientRequestToken must have a length from 2 to 64");
    println!("a room, a modeled error and a bad request: as expected");
    Ok(())
}

/// Calls a server in the same way, and sends it a request for no operation.
pub fn exercise_server(endpoint: &Endpoint) -> Result<()> {
    exercise(|room| {
        Ok(CreateRoom::decode_response(&send(
            endpoint.resolve(CreateRoom::encode_request(room)?)?,
        )?))
    })?;
    let other = send(endpoint.resolve(http::Request::get("/nothing").body(Vec::new())?)?)?;
    assert_eq!(other.status(), 404, "a path of no operation");
    Ok(())
}
