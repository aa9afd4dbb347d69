//! CreateRoom as a person would write it for one service: serde's derives for the bodies, and a few
//! functions for the rest of a message. It does what our derives do for CreateRoom, and nothing
//! that only other operations need.

#![allow(
    missing_docs,
    clippy::missing_errors_doc,
    reason = "the shapes are those of chime-model, which documents them"
)]

pub mod client;
pub mod server;

use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateRoomRequest {
    /// In the path.
    #[serde(skip)]
    pub account_id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_request_token: Option<String>,
}

impl CreateRoomRequest {
    #[must_use]
    pub fn new(account_id: impl Into<String>, name: impl Into<String>) -> Self {
        let token = uuid::Uuid::new_v4().to_string();
        Self { account_id: account_id.into(), name: name.into(), client_request_token: Some(token) }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateRoomResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<Room>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    pub created_timestamp: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_timestamp: Option<Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListRoomsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rooms: Option<Vec<Room>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// The members of every error of the operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Reason {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<ErrorCode>,
    #[serde(skip_serializing_if = "Option::is_none", alias = "message", alias = "errorMessage")]
    pub message: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CreateRoomError {
    BadRequest(Reason),
    Forbidden(Reason),
    NotFound(Reason),
    ResourceLimitExceeded(Reason),
    ServiceFailure(Reason),
    ServiceUnavailable(Reason),
    ThrottledClient(Reason),
    UnauthorizedClient(Reason),
}

/// The code of an error; the service may add codes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "String")]
pub enum ErrorCode {
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    PreconditionFailed,
    ResourceLimitExceeded,
    ServiceFailure,
    AccessDenied,
    ServiceUnavailable,
    Throttled,
    Throttling,
    Unauthorized,
    Unprocessable,
    VoiceConnectorGroupAssociationsExist,
    PhoneNumberAssociationsExist,
    Unknown(String),
}

impl ErrorCode {
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::BadRequest => "BadRequest",
            Self::Conflict => "Conflict",
            Self::Forbidden => "Forbidden",
            Self::NotFound => "NotFound",
            Self::PreconditionFailed => "PreconditionFailed",
            Self::ResourceLimitExceeded => "ResourceLimitExceeded",
            Self::ServiceFailure => "ServiceFailure",
            Self::AccessDenied => "AccessDenied",
            Self::ServiceUnavailable => "ServiceUnavailable",
            Self::Throttled => "Throttled",
            Self::Throttling => "Throttling",
            Self::Unauthorized => "Unauthorized",
            Self::Unprocessable => "Unprocessable",
            Self::VoiceConnectorGroupAssociationsExist => "VoiceConnectorGroupAssociationsExist",
            Self::PhoneNumberAssociationsExist => "PhoneNumberAssociationsExist",
            Self::Unknown(text) => text,
        }
    }

    /// The code with a text, which is copied only if it is not modeled.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self::modeled(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
    }

    fn modeled(text: &str) -> Option<Self> {
        Some(match text {
            "BadRequest" => Self::BadRequest,
            "Conflict" => Self::Conflict,
            "Forbidden" => Self::Forbidden,
            "NotFound" => Self::NotFound,
            "PreconditionFailed" => Self::PreconditionFailed,
            "ResourceLimitExceeded" => Self::ResourceLimitExceeded,
            "ServiceFailure" => Self::ServiceFailure,
            "AccessDenied" => Self::AccessDenied,
            "ServiceUnavailable" => Self::ServiceUnavailable,
            "Throttled" => Self::Throttled,
            "Throttling" => Self::Throttling,
            "Unauthorized" => Self::Unauthorized,
            "Unprocessable" => Self::Unprocessable,
            "VoiceConnectorGroupAssociationsExist" => Self::VoiceConnectorGroupAssociationsExist,
            "PhoneNumberAssociationsExist" => Self::PhoneNumberAssociationsExist,
            _ => return None,
        })
    }
}

impl From<String> for ErrorCode {
    fn from(text: String) -> Self {
        Self::modeled(&text).unwrap_or(Self::Unknown(text))
    }
}

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
