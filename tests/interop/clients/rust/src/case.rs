//! The cases of the shared file, and the form in which the reading of a response is printed.

use std::error::Error;

use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct File {
    cases: Vec<Case>,
}

/// One case: which room to create.
#[derive(Deserialize)]
pub struct Case {
    pub case: String,
    #[serde(rename = "AccountId")]
    pub account_id: String,
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "ClientRequestToken")]
    pub token: Option<String>,
}

pub fn read(file: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let text = std::fs::read_to_string(file)?;
    Ok(serde_json::from_str::<File>(&text)?.cases)
}

/// How a client read a response, with the same keys as the programs in other languages print.
#[derive(Default, Serialize)]
pub struct Reading {
    pub kind: &'static str,
    pub status: Option<u16>,
    pub request_id: Option<String>,
    pub room: Option<Room>,
    #[serde(rename = "type")]
    pub error_type: Option<String>,
    pub code: Option<String>,
    pub message: Option<String>,
    pub text: Option<String>,
}

/// The members of a room that a response held.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Room {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_timestamp: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_timestamp: Option<String>,
}

pub fn print(case: &Case, reading: &Reading) -> Result<(), Box<dyn Error>> {
    #[derive(Serialize)]
    struct Line<'a> {
        case: &'a str,
        #[serde(flatten)]
        reading: &'a Reading,
    }
    println!("{}", serde_json::to_string(&Line { case: &case.case, reading })?);
    Ok(())
}
