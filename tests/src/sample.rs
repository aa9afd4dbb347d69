//! One value of each type with all members set, the same in every test.

use chime_model::{
    BadRequestException, CreateRoomError, CreateRoomRequest, CreateRoomResponse,
    ForbiddenException, NotFoundException, ResourceLimitExceededException, Room,
    ServiceFailureException, ServiceUnavailableException, ThrottledClientException, Timestamp,
    UnauthorizedClientException,
};

/// The account of the samples.
pub const ACCOUNT: &str = "12345678-1234-1234-1234-123456789012";

/// A request with every member.
#[must_use]
pub fn request() -> CreateRoomRequest {
    CreateRoomRequest::new(ACCOUNT, "Team room").client_request_token("token-1")
}

/// A request with only the required members.
#[must_use]
pub fn smallest_request() -> CreateRoomRequest {
    let mut request = request();
    request.client_request_token = None;
    request
}

/// A room with every member.
#[must_use]
pub fn room() -> Room {
    Room::default()
        .room_id("room-1")
        .name("Team room")
        .account_id(ACCOUNT)
        .created_by("user-1")
        .created_timestamp(time("2018-10-25T20:44:16.837Z"))
        .updated_timestamp(time("2018-10-25T20:45:00Z"))
}

/// An output with every member.
#[must_use]
pub fn response() -> CreateRoomResponse {
    CreateRoomResponse::default().room(room())
}

/// Parses a timestamp.
///
/// # Panics
/// If the text is not a timestamp.
#[must_use]
pub fn time(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

/// Each error with every member.
#[must_use]
pub fn errors() -> Vec<CreateRoomError> {
    vec![
        NotFoundException::default().code("NotFound").message("No such account.").into(),
        BadRequestException::default().code("BadRequest").message("The name is too long.").into(),
        ForbiddenException::default()
            .code("Forbidden")
            .message("Only administrators open rooms.")
            .into(),
        UnauthorizedClientException::default()
            .code("Unauthorized")
            .message("The signature does not match.")
            .into(),
        ResourceLimitExceededException::default()
            .code("ResourceLimitExceeded")
            .message("The account is full.")
            .into(),
        ThrottledClientException::default().code("Throttled").message("Slow down.").into(),
        ServiceUnavailableException::default()
            .code("ServiceUnavailable")
            .message("Back soon.")
            .into(),
        ServiceFailureException::default()
            .code("ServiceFailure")
            .message("Something broke.")
            .into(),
    ]
}

/// Each error without members.
#[must_use]
pub fn empty_errors() -> Vec<CreateRoomError> {
    vec![
        NotFoundException::default().into(),
        BadRequestException::default().into(),
        ForbiddenException::default().into(),
        UnauthorizedClientException::default().into(),
        ResourceLimitExceededException::default().into(),
        ThrottledClientException::default().into(),
        ServiceUnavailableException::default().into(),
        ServiceFailureException::default().into(),
    ]
}
