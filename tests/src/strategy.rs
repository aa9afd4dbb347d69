//! proptest strategies for values of Chime's types, with texts and times that break careless code.

use chime_model::jiff::SignedDuration;
use chime_model::{
    CreateRoomError, CreateRoomRequest, CreateRoomResponse, ErrorCode, Room, Timestamp,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::sample;

/// Any text; often one with escapes, surrogate pairs, combining or invisible characters.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), select(ODD).prop_map(str::to_owned), "[a-z0-9 ]{0,40}"]
}

const ODD: &[&str] = &[
    "",
    " ",
    "\0",
    "\"\\/\u{8}\u{c}\n\r\t",
    "\u{2028}\u{feff}",
    "e\u{301}",
    "\u{202e}abc",
    "\u{10ffff}",
    "👩‍👩‍👧",
    "%2F+&=?#",
    "..",
    "/",
];

/// Any text that can be a label.
pub fn label() -> impl Strategy<Value = String> {
    text().prop_filter("a part of the path", |text| !matches!(text.as_str(), "" | "." | ".."))
}

/// The first second of the year 0. A date-time has no earlier year.
pub const YEAR_0: i64 = -62_167_219_200;

/// Any timestamp that a date-time can have, often one with few digits.
///
/// # Panics
/// Never: the seconds are in range.
pub fn time() -> impl Strategy<Value = Timestamp> {
    let seconds = prop_oneof![YEAR_0..Timestamp::MAX.as_second(), 0..2_000_000_000_i64];
    let nanos = prop_oneof![
        Just(0),
        (0..1_000_i64).prop_map(|n| n * 1_000_000),
        (0..1_000_000_i64).prop_map(|n| n * 1_000),
        0..1_000_000_000_i64
    ];
    (seconds, nanos).prop_map(|(seconds, nanos)| {
        let whole = Timestamp::from_second(seconds).expect("a second in range");
        whole + SignedDuration::from_nanos(nanos)
    })
}

/// Any request that a server accepts.
pub fn request() -> impl Strategy<Value = CreateRoomRequest> {
    (text(), text(), option::of("[-_a-zA-Z0-9]{2,64}")).prop_map(|(account, name, token)| {
        // The pattern requires a character that is not white space.
        let mut request = CreateRoomRequest::new(format!("{account}x"), name);
        request.client_request_token = token.map(Into::into);
        request
    })
}

/// Any request that a client can send, whether or not a server accepts it.
pub fn unchecked_request() -> impl Strategy<Value = CreateRoomRequest> {
    (label(), text(), option::of(text())).prop_map(|(account, name, token)| {
        let mut request = CreateRoomRequest::new(account, name);
        request.client_request_token = token.map(Into::into);
        request
    })
}

/// Any room.
pub fn room() -> impl Strategy<Value = Room> {
    let texts = (option::of(text()), option::of(text()), option::of(text()), option::of(text()));
    (texts, option::of(time()), option::of(time())).prop_map(
        |((id, name, account, by), created, updated)| {
            let mut room = Room::default();
            room.room_id = id;
            room.name = name.map(Into::into);
            room.account_id = account;
            room.created_by = by;
            room.created_timestamp = created;
            room.updated_timestamp = updated;
            room
        },
    )
}

/// Any output.
pub fn response() -> impl Strategy<Value = CreateRoomResponse> {
    option::of(room()).prop_map(|room| {
        let mut response = CreateRoomResponse::default();
        response.room = room;
        response
    })
}

/// Any code, modeled or not.
pub fn error_code() -> impl Strategy<Value = ErrorCode> {
    prop_oneof![
        select(ErrorCode::VALUES).prop_map(ErrorCode::from),
        text().prop_map(ErrorCode::from)
    ]
}

/// Any error.
pub fn error() -> impl Strategy<Value = CreateRoomError> {
    (0..sample::errors().len(), option::of(error_code()), option::of(text())).prop_map(
        |(index, code, message)| {
            let mut error = sample::empty_errors().swap_remove(index);
            let (its_code, its_message) = members(&mut error);
            *its_code = code;
            *its_message = message;
            error
        },
    )
}

fn members(error: &mut CreateRoomError) -> (&mut Option<ErrorCode>, &mut Option<String>) {
    match error {
        CreateRoomError::NotFoundException(error) => (&mut error.code, &mut error.message),
        CreateRoomError::BadRequestException(error) => (&mut error.code, &mut error.message),
        CreateRoomError::ForbiddenException(error) => (&mut error.code, &mut error.message),
        CreateRoomError::UnauthorizedClientException(error) => {
            (&mut error.code, &mut error.message)
        }
        CreateRoomError::ResourceLimitExceededException(error) => {
            (&mut error.code, &mut error.message)
        }
        CreateRoomError::ThrottledClientException(error) => (&mut error.code, &mut error.message),
        CreateRoomError::ServiceUnavailableException(error) => {
            (&mut error.code, &mut error.message)
        }
        CreateRoomError::ServiceFailureException(error) => (&mut error.code, &mut error.message),
        _ => unreachable!("an error without a strategy"),
    }
}
