//! The client that progenitor generates from the OpenAPI file calls the emulator, once for each
//! account it is given.

use std::{env, error::Error};

use progenitor_client::Error::{CommunicationError, ErrorResponse};

#[allow(clippy::all, dead_code)]
mod api {
    progenitor::generate_api!("../../../../chime-model/schema/chime/2018-05-01/openapi-3.0.json");
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let client = api::Client::new(&arguments.next().ok_or("the address of the emulator")?);
    for account in arguments {
        let body = api::types::CreateRoomRequestContent {
            name: "Team room".into(),
            client_request_token: None,
        };
        match client.create_room(&account.as_str().try_into()?, &body).await {
            Ok(answer) => {
                let status = answer.status().as_u16();
                let name = answer.into_inner().room.and_then(|room| room.name).unwrap_or_default();
                println!("{account}\t{status}\t{name}");
            }
            Err(ErrorResponse(answer)) => {
                let kind = answer
                    .headers()
                    .get("x-amzn-errortype")
                    .map_or("", |value| value.to_str().unwrap_or(""));
                println!(
                    "{account}\t{}\t{kind}\t{}",
                    answer.status().as_u16(),
                    answer.code.clone().unwrap_or_default()
                );
            }
            Err(CommunicationError(error)) => return Err(error.into()),
            Err(error) => println!("{account}\t\t{error}"),
        }
    }
    Ok(())
}
