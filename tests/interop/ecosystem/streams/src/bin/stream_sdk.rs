//! The AWS SDK for Rust, over HTTP/2 with prior knowledge and with signed events: `stream_sdk
//! http://127.0.0.1:PORT`.

use aws_sdk_bedrockruntime::config::retry::RetryConfig;
use aws_sdk_bedrockruntime::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_bedrockruntime::primitives::Blob;
use aws_sdk_bedrockruntime::types::error::InvokeModelWithBidirectionalStreamOutputError;
use aws_sdk_bedrockruntime::types::{
    BidirectionalInputPayloadPart, InvokeModelWithBidirectionalStreamInput,
    InvokeModelWithBidirectionalStreamOutput,
};
use aws_sdk_bedrockruntime::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use chime_model_streams::{KEY_ID, SECRET};
use futures_util::stream;
use hyper_util::client::legacy::connect::HttpConnector as Tcp;
use hyper_util::rt::TokioExecutor;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// Sends with HTTP/2 alone, without TLS.
#[derive(Clone, Debug)]
struct PriorKnowledge(hyper_util::client::legacy::Client<Tcp, SdkBody>);

impl HttpConnector for PriorKnowledge {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let client = self.0.clone();
        HttpConnectorFuture::new(async move {
            let other = |error: Error| ConnectorError::other(error, None);
            let request = request.try_into_http1x().map_err(|error| other(error.into()))?;
            let response = client.request(request).await.map_err(|error| other(error.into()))?;
            assert_eq!(response.version(), chime_model::http::Version::HTTP_2);
            let response = response.map(SdkBody::from_body_1_x);
            HttpResponse::try_from(response).map_err(|error| other(error.into()))
        })
    }
}

impl HttpClient for PriorKnowledge {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

fn client(endpoint: &str) -> Client {
    let hyper = hyper_util::client::legacy::Client::builder(TokioExecutor::new())
        .http2_only(true)
        .build_http();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new(KEY_ID, SECRET, None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .http_client(PriorKnowledge(hyper))
        .build();
    Client::from_conf(config)
}

/// What the server echoes of some texts, and the error that ends the stream.
async fn talk(
    client: &Client,
    texts: &[&str],
) -> Result<(Vec<String>, Option<InvokeModelWithBidirectionalStreamOutputError>), Error> {
    let part = |text: &&str| {
        let part = BidirectionalInputPayloadPart::builder().bytes(Blob::new(*text)).build();
        Ok(InvokeModelWithBidirectionalStreamInput::Chunk(part))
    };
    let parts: Vec<_> = texts.iter().map(part).collect();
    let call = client.invoke_model_with_bidirectional_stream().model_id("amazon.nova-sonic-v1:0");
    let mut output = call.body(stream::iter(parts).into()).send().await?;
    let mut echoed = Vec::new();
    loop {
        match output.body.recv().await {
            Ok(Some(InvokeModelWithBidirectionalStreamOutput::Chunk(part))) => {
                let bytes = part.bytes.ok_or("no bytes")?.into_inner();
                echoed.push(String::from_utf8(bytes)?);
            }
            Ok(Some(other)) => return Err(format!("{other:?}").into()),
            Ok(None) => return Ok((echoed, None)),
            Err(error) => {
                let error = error.into_service_error();
                return Ok((echoed, Some(error)));
            }
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let endpoint = std::env::args().nth(1).ok_or("usage: stream_sdk ENDPOINT")?;
    let client = client(&endpoint);
    let (echoed, error) = talk(&client, &["one", "two", "thrée"]).await?;
    assert_eq!(echoed, ["one", "two", "thrée"]);
    assert!(error.is_none(), "{error:?}");
    let (echoed, error) = talk(&client, &["one", "fail", "three"]).await?;
    assert_eq!(echoed, ["one"]);
    match error {
        Some(InvokeModelWithBidirectionalStreamOutputError::ModelTimeoutException(error)) => {
            assert_eq!(error.message(), Some("slow"));
        }
        other => return Err(format!("expected an error of the model, got {other:?}").into()),
    }
    println!("signed events both ways over HTTP/2 by the AWS SDK for Rust: as expected");
    Ok(())
}
