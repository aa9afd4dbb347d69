//! A server with actix-web, whose messages are of version 0.2 of the `http` crate. Their parts are
//! copied as bytes.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes};
use actix_web::{App, FromRequest, HttpRequest, HttpResponse, HttpServer, Responder};
use chime_model::{CreateRoom, Operation, Rejection, http};
use chime_model_ecosystem::{Result, create, exercise_server, refuse};

/// Converts a request from version 0.2 to version 1.
fn to_v1(request: &HttpRequest, body: Bytes) -> Result<http::Request<Bytes>, http::Error> {
    let mut builder =
        http::Request::builder().method(request.method().as_str()).uri(request.uri().to_string());
    for (name, value) in request.headers() {
        builder = builder.header(name.as_str(), value.as_bytes());
    }
    builder.body(body)
}

/// Converts a response from version 1 to version 0.2.
fn from_v1(response: http::Response<Vec<u8>>) -> HttpResponse {
    let (parts, body) = response.into_parts();
    let mut builder = HttpResponse::build(
        StatusCode::from_u16(parts.status.as_u16()).expect("both versions take the same statuses"),
    );
    for (name, value) in &parts.headers {
        builder.append_header((name.as_str(), value.as_bytes()));
    }
    builder.body(body)
}

/// Extracts the input of an operation.
struct Input<O: Operation>(O::Input);

impl<O: Operation> FromRequest for Input<O> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        // Respects the limit of `web::PayloadConfig`, 256 KB by default.
        let (request, body) = (request.clone(), Bytes::from_request(request, payload));
        Box::pin(async move {
            let request =
                to_v1(&request, body.await?).map_err(actix_web::error::ErrorBadRequest)?;
            O::decode_request(&request).map(Self).map_err(|rejection| {
                let response = from_v1(refuse(&rejection));
                actix_web::error::InternalError::from_response(rejection, response).into()
            })
        })
    }
}

/// Responds with the result of an operation.
struct Outcome<O: Operation>(Result<O::Output, O::Error>);

impl<O: Operation> Responder for Outcome<O> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let response = self
            .0
            .map_or_else(|error| O::encode_error(&error), |output| O::encode_response(&output));
        response.map_or_else(|_| HttpResponse::InternalServerError().finish(), from_v1)
    }
}

async fn create_room(room: Input<CreateRoom>) -> Outcome<CreateRoom> {
    Outcome(create(room.0))
}

#[actix_web::main]
async fn main() -> Result<()> {
    let server = HttpServer::new(|| {
        let not_found = || async { from_v1(refuse(&Rejection::UnknownOperation)) };
        // A route has the syntax of a URI template, except that `{name+}` is `{name:.+}`.
        App::new()
            .route(CreateRoom::URI, web::post().to(create_room))
            .default_service(web::to(not_found))
    });
    let server = server.workers(1).bind("127.0.0.1:0")?;
    let endpoint = format!("http://{}", server.addrs()[0]).parse()?;
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    actix_web::rt::task::spawn_blocking(move || exercise_server(&endpoint)).await??;
    handle.stop(false).await;
    Ok(())
}
