//! A router is a Lambda function, and a client calls it through events of API Gateway. No socket is
//! opened.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chime_model::client::Client;
use chime_model::{Body, http};
use chime_model_ecosystem::{Result, call, exercise, router};
use lambda_http::lambda_runtime::{Context, LambdaEvent};
use lambda_http::{Adapter, Service as _};
use serde_json::{Value, json};
use tower::service_fn;

/// The `main` of a Lambda function.
#[allow(dead_code, reason = "it runs in Lambda alone")]
async fn function() -> std::result::Result<(), lambda_http::Error> {
    lambda_http::run(router()).await
}

/// The event of API Gateway for a request.
fn event(request: &http::Request<Body>) -> Value {
    let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        (name.to_string(), Value::from(value.to_str().unwrap_or_default()))
    };
    let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": request.headers().iter().map(header).collect::<serde_json::Map<_, _>>(),
        "requestContext": {
            "accountId": "1", "apiId": "a", "stage": "$default", "requestId": "r", "timeEpoch": 0,
            "http": {
                "method": request.method().as_str(), "path": path, "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1", "userAgent": "test",
            },
        },
        "body": STANDARD.encode(request.body()),
        "isBase64Encoded": true,
    })
}

/// The response in the result of the function.
fn response(result: &Value) -> Result<http::Response<Body>> {
    let status = result["statusCode"].as_u64().and_then(|status| u16::try_from(status).ok());
    let mut response = http::Response::builder().status(status.unwrap_or_default());
    for (name, value) in result["headers"].as_object().into_iter().flatten() {
        response = response.header(name, value.as_str().unwrap_or_default());
    }
    let body = result["body"].as_str().unwrap_or_default();
    let is_base64 = result["isBase64Encoded"] == true;
    let body = if is_base64 { STANDARD.decode(body)? } else { body.as_bytes().to_vec() };
    Ok(response.body(Body::from(body))?)
}

fn main() -> Result<()> {
    let sender = service_fn(|request: http::Request<Body>| {
        let event = event(&request);
        async move {
            let mut function = Adapter::from(router());
            let event = LambdaEvent::new(serde_json::from_value(event)?, Context::default());
            let result = serde_json::to_value(function.call(event).await?)?;
            response(&result)
        }
    });
    let client = Client::new(sender, "http://localhost".parse()?);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    exercise(|room| runtime.block_on(call(&client, room)))
}
