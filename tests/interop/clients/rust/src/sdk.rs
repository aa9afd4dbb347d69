//! The official Rust client, run on every case with retries off.

use std::error::Error;

use aws_sdk_chime::config::retry::RetryConfig;
use aws_sdk_chime::config::timeout::TimeoutConfig;
use aws_sdk_chime::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_chime::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_chime::operation::RequestId;
use aws_sdk_chime::operation::create_room::{CreateRoomError, CreateRoomOutput};
use aws_sdk_chime::primitives::{DateTime, DateTimeFormat};
use aws_sdk_chime::{Client, Config};

use crate::case::{Case, Reading, Room, print};

pub fn run(endpoint: &str, cases: &[Case]) -> Result<(), Box<dyn Error>> {
    let client = client(endpoint);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    cases.iter().try_for_each(|case| print(case, &runtime.block_on(ask(&client, case))))
}

fn client(endpoint: &str) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("dummy", "dummy", None, None, "dummy"))
        .retry_config(RetryConfig::disabled())
        .timeout_config(
            TimeoutConfig::builder().operation_timeout(std::time::Duration::from_secs(20)).build(),
        )
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    Client::from_conf(config)
}

async fn ask(client: &Client, case: &Case) -> Reading {
    let asked = client
        .create_room()
        .account_id(&case.account_id)
        .name(&case.name)
        .set_client_request_token(case.token.clone())
        .send()
        .await;
    let reading = match &asked {
        Ok(output) => success(output),
        Err(SdkError::ServiceError(error)) => failure(error.err(), error.raw().status().as_u16()),
        Err(SdkError::ResponseError(error)) => Reading {
            kind: "malformed",
            status: Some(error.raw().status().as_u16()),
            text: Some("ResponseError".to_owned()),
            ..Reading::default()
        },
        Err(error) => {
            Reading { kind: "refused", text: Some(format!("{error:?}")), ..Reading::default() }
        }
    };
    Reading { request_id: asked.request_id().map(str::to_owned), ..reading }
}

fn success(output: &CreateRoomOutput) -> Reading {
    let text = |value: Option<&str>| value.map(str::to_owned);
    let room = output.room().map(|room| Room {
        room_id: text(room.room_id()),
        name: text(room.name()),
        account_id: text(room.account_id()),
        created_by: text(room.created_by()),
        created_timestamp: room.created_timestamp().map(timestamp),
        updated_timestamp: room.updated_timestamp().map(timestamp),
    });
    Reading { kind: "room", room, ..Reading::default() }
}

fn timestamp(time: &DateTime) -> String {
    let whole = DateTime::from_secs(time.secs())
        .fmt(DateTimeFormat::DateTime)
        .unwrap_or_else(|error| error.to_string());
    // The SDK's own formatting drops what is finer than a microsecond.
    format!("{}.{:09}Z", whole.trim_end_matches('Z'), time.subsec_nanos())
}

fn failure(error: &CreateRoomError, status: u16) -> Reading {
    macro_rules! modeled {
        ($($name:ident),+) => {
            match error {
                $(CreateRoomError::$name(error) => {
                    ("modeled", Some(stringify!($name)), error.code().map(|code| code.as_str().to_owned()))
                })+
                // The SDK has no separate error for a success that it cannot parse.
                _ if (200..300).contains(&status) => ("malformed", None, None),
                _ => ("unknown", error.meta().code(), None),
            }
        };
    }
    let (kind, error_type, code) = modeled!(
        BadRequestException,
        ForbiddenException,
        NotFoundException,
        ResourceLimitExceededException,
        ServiceFailureException,
        ServiceUnavailableException,
        ThrottledClientException,
        UnauthorizedClientException
    );
    Reading {
        kind,
        status: Some(status),
        error_type: error_type.map(str::to_owned),
        code,
        message: error.message().map(str::to_owned),
        ..Reading::default()
    }
}
