//! A server and a client that share the types of this crate exchange CreateRoom over a loopback
//! socket. Every step is printed: the request, the response, the typed room, a modeled error, and a
//! request that the server refuses.

use std::error::Error;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use chime_model::http::{self, Response, StatusCode, header};
use chime_model::{
    BadRequestException, CreateRoom, CreateRoomError, CreateRoomRequest, CreateRoomResponse,
    Endpoint, ErrorCode, NotFoundException, Operation, ResponseError, Room, ServiceError as _,
    Timestamp,
};

fn main() -> Result<(), Box<dyn Error>> {
    let endpoint = start_server()?;

    title("A room is created");
    let room = CreateRoomRequest::new("12345678-1234-1234-1234-123456789012", "Team room");
    match send(&endpoint, &room)? {
        Ok(output) => println!("{:#?}", output.room),
        Err(error) => println!("{error}"),
    }

    title("An error that the operation models");
    let room = CreateRoomRequest::new("no-such-account", "Team room");
    match send(&endpoint, &room)? {
        Err(ResponseError::Modeled {
            error: CreateRoomError::NotFoundException(error),
            status,
            ..
        }) => {
            println!("{status}, {:?}, retryable: {}", error.code, error.is_retryable());
        }
        other => println!("{other:?}"),
    }

    title("A request that breaks the contract");
    let room = CreateRoomRequest::new(" ", "Team room").client_request_token("?");
    match send(&endpoint, &room)? {
        Err(ResponseError::Modeled {
            error: CreateRoomError::BadRequestException(error), ..
        }) => {
            error
                .message
                .unwrap_or_default()
                .split("; ")
                .for_each(|violation| println!("- {violation}"));
        }
        other => println!("{other:?}"),
    }
    Ok(())
}

// The client: `encode_request`, any HTTP client, `decode_response`.

type Outcome = Result<CreateRoomResponse, ResponseError<CreateRoomError>>;

fn send(endpoint: &Endpoint, room: &CreateRoomRequest) -> Result<Outcome, Box<dyn Error>> {
    let request = endpoint.resolve(CreateRoom::encode_request(room)?)?;
    show(&format!("{} {}", request.method(), request.uri()), request.headers(), request.body());

    // Errors are responses too, and `decode_response` tells them apart.
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let (parts, mut body) = agent.run(request)?.into_parts();
    let response = Response::from_parts(parts, body.read_to_vec()?);
    show(&response.status().to_string(), response.headers(), response.body());
    Ok(CreateRoom::decode_response(&response))
}

// The server: `decode_request`, some logic, `encode_response` or `encode_error`.

static ROOMS: AtomicU32 = AtomicU32::new(0);

async fn serve(request: Request) -> Result<Response<axum::body::Body>, StatusCode> {
    let (parts, body) = request.into_parts();
    let body: Bytes = to_bytes(body, 64 * 1024).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let request = http::Request::from_parts(parts, body);
    let response = match CreateRoom::decode_request(&request) {
        Ok(input) => create(input).map_or_else(
            |error| CreateRoom::encode_error(&error),
            |output| CreateRoom::encode_response(&output),
        ),
        Err(rejection) => {
            let error = BadRequestException::default()
                .code(ErrorCode::BadRequest)
                .message(rejection.to_string());
            CreateRoom::encode_error(&error.into())
        }
    };
    Ok(response.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?.map(axum::body::Body::from))
}

fn create(input: CreateRoomRequest) -> Result<CreateRoomResponse, CreateRoomError> {
    if input.account_id == "no-such-account" {
        return Err(NotFoundException::default()
            .code(ErrorCode::NotFound)
            .message("there is no such account")
            .into());
    }
    let number = ROOMS.fetch_add(1, Ordering::Relaxed) + 1;
    let now = Timestamp::now();
    let room = Room::default()
        .room_id(format!("room-{number}"))
        .name(input.name)
        .account_id(input.account_id)
        .created_timestamp(now)
        .updated_timestamp(now);
    Ok(CreateRoomResponse::default().room(room))
}

/// Starts the server on a free port, on its own threads, and returns its endpoint.
fn start_server() -> Result<Endpoint, Box<dyn Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let endpoint = format!("http://{}", listener.local_addr()?).parse()?;
    std::thread::spawn(move || {
        runtime.block_on(async { axum::serve(listener, axum::Router::new().fallback(serve)).await })
    });
    Ok(endpoint)
}

fn title(text: &str) {
    println!("\n== {text}\n");
}

fn show(first_line: &str, headers: &http::HeaderMap, body: &[u8]) {
    println!("{first_line}");
    for name in [&header::CONTENT_TYPE, &header::HeaderName::from_static("x-amzn-errortype")] {
        headers.get_all(name).iter().for_each(|value| println!("{name}: {value:?}"));
    }
    println!("\n{}\n", String::from_utf8_lossy(body));
}
