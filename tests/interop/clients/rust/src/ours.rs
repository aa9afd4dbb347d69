//! A client of a dozen lines over our types and a blocking HTTP library, run on every case.

use std::error::Error;
use std::time::Duration;

use chime_model::{
    CreateRoom, CreateRoomError, CreateRoomRequest, CreateRoomResponse, Operation, ResponseError,
    Sensitive,
};
use http::{Response, Uri};
use ureq::Agent;

use crate::case::{Case, Reading, Room, print};

pub fn run(endpoint: &str, cases: &[Case]) -> Result<(), Box<dyn Error>> {
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(Duration::from_secs(20)))
        .build()
        .into();
    cases.iter().try_for_each(|case| print(case, &ask(&agent, endpoint, case)?))
}

fn ask(agent: &Agent, endpoint: &str, case: &Case) -> Result<Reading, Box<dyn Error>> {
    let mut request = match CreateRoom::encode_request(&input(case)) {
        Ok(request) => request,
        Err(error) => {
            return Ok(Reading {
                kind: "refused",
                text: Some(error.to_string()),
                ..Reading::default()
            });
        }
    };
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    *request.uri_mut() = format!("{endpoint}{path}").parse::<Uri>()?;
    let (head, mut body) = agent.run(request)?.into_parts();
    let response = Response::from_parts(head, body.read_to_vec()?);
    Ok(match CreateRoom::decode_response(&response) {
        Ok(output) => success(output, response.status().as_u16()),
        Err(error) => failure(&error),
    })
}

fn input(case: &Case) -> CreateRoomRequest {
    let input = CreateRoomRequest::new(&case.account_id, case.name.as_str());
    match &case.token {
        Some(token) => input.client_request_token(token.as_str()),
        None => input,
    }
}

fn success(output: CreateRoomResponse, status: u16) -> Reading {
    let room = output.room.map(|room| Room {
        room_id: room.room_id,
        name: room.name.map(Sensitive::into_inner),
        account_id: room.account_id,
        created_by: room.created_by,
        created_timestamp: room.created_timestamp.map(|time| time.to_string()),
        updated_timestamp: room.updated_timestamp.map(|time| time.to_string()),
    });
    Reading { kind: "room", status: Some(status), room, ..Reading::default() }
}

fn failure(error: &ResponseError<CreateRoomError>) -> Reading {
    let reading = Reading {
        status: Some(error.status().as_u16()),
        request_id: error.request_id().map(str::to_owned),
        ..Reading::default()
    };
    match error {
        ResponseError::Modeled { error, .. } => modeled(error, reading),
        ResponseError::Unknown(error) => Reading {
            kind: "unknown",
            error_type: error.name.clone(),
            code: error.code.clone(),
            message: error.message.clone(),
            ..reading
        },
        error => Reading { kind: "malformed", text: Some(error.to_string()), ..reading },
    }
}

fn modeled(error: &CreateRoomError, reading: Reading) -> Reading {
    macro_rules! members {
        ($($name:ident),+) => {
            match error {
                $(CreateRoomError::$name(error) => (Some(stringify!($name)), &error.code, &error.message),)+
                _ => (None, &None, &None),
            }
        };
    }
    let (name, code, message) = members!(
        NotFoundException,
        BadRequestException,
        ForbiddenException,
        UnauthorizedClientException,
        ResourceLimitExceededException,
        ThrottledClientException,
        ServiceUnavailableException,
        ServiceFailureException
    );
    Reading {
        kind: "modeled",
        error_type: name.map(str::to_owned),
        code: code.as_ref().map(|code| code.as_str().to_owned()),
        message: message.clone(),
        ..reading
    }
}
