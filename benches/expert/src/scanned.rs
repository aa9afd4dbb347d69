//! [`Scanned`]: reads bodies with a scanner, and writes them key by key.

use bench_hand::{
    CreateRoomRequest, CreateRoomResponse, ErrorCode, ListRoomsResponse, Reason, Room,
};
use serde_json::Error;

use crate::plain::{Scanner, push_member, push_string, push_time};
use crate::{Bodies, Derived};

/// Reads plain bodies with a scanner, and the others with [`Derived`].
#[derive(Clone, Copy, Debug)]
pub struct Scanned;

impl Bodies for Scanned {
    fn read_response(body: &[u8]) -> Result<CreateRoomResponse, Error> {
        let scanned = Scanner::scan(body, |scanner| {
            let mut output = CreateRoomResponse::default();
            scanner.object(|scanner, key| match key {
                "Room" => output.room.replace(room(scanner)?).is_none().then_some(()),
                _ => None,
            })?;
            Some(output)
        });
        scanned.map_or_else(|| Derived::read_response(body), Ok)
    }

    fn read_list(body: &[u8]) -> Result<ListRoomsResponse, Error> {
        let scanned = Scanner::scan(body, |scanner| {
            let mut output = ListRoomsResponse::default();
            scanner.object(|scanner, key| match key {
                "Rooms" => output.rooms.replace(scanner.list(room)?).is_none().then_some(()),
                "NextToken" => scanner.string_into(&mut output.next_token),
                _ => None,
            })?;
            Some(output)
        });
        scanned.map_or_else(|| Derived::read_list(body), Ok)
    }

    fn read_reason(body: &[u8]) -> Result<Reason, Error> {
        let scanned = Scanner::scan(body, |scanner| {
            let mut reason = Reason::default();
            scanner.object(|scanner, key| match key {
                "Code" => {
                    let code = ErrorCode::from_text(scanner.string()?);
                    reason.code.replace(code).is_none().then_some(())
                }
                "Message" | "message" | "errorMessage" => scanner.string_into(&mut reason.message),
                _ => None,
            })?;
            Some(reason)
        });
        scanned.map_or_else(|| Derived::read_reason(body), Ok)
    }

    fn read_request(body: &[u8]) -> Result<CreateRoomRequest, Error> {
        let scanned = Scanner::scan(body, |scanner| {
            let (mut name, mut token) = (None, None);
            scanner.object(|scanner, key| match key {
                "Name" => scanner.string_into(&mut name),
                "ClientRequestToken" => scanner.string_into(&mut token),
                _ => None,
            })?;
            Some(CreateRoomRequest {
                account_id: String::new(),
                name: name?,
                client_request_token: token,
            })
        });
        scanned.map_or_else(|| Derived::read_request(body), Ok)
    }

    fn write_request(input: &CreateRoomRequest) -> Vec<u8> {
        let token = input.client_request_token.as_deref();
        let mut body = Vec::with_capacity(64 + input.name.len() + token.map_or(0, str::len));
        body.extend_from_slice(br#"{"Name":"#);
        push_string(&input.name, &mut body);
        push_member(r#","ClientRequestToken":"#, token, &mut body);
        body.push(b'}');
        body
    }

    fn write_response(output: &CreateRoomResponse) -> Vec<u8> {
        let mut body = Vec::with_capacity(512);
        body.push(b'{');
        if let Some(room) = &output.room {
            body.extend_from_slice(br#""Room":{"#);
            push_member(r#","RoomId":"#, room.room_id.as_deref(), &mut body);
            push_member(r#","Name":"#, room.name.as_deref(), &mut body);
            push_member(r#","AccountId":"#, room.account_id.as_deref(), &mut body);
            push_member(r#","CreatedBy":"#, room.created_by.as_deref(), &mut body);
            push_time(r#","CreatedTimestamp":"#, room.created_timestamp, &mut body);
            push_time(r#","UpdatedTimestamp":"#, room.updated_timestamp, &mut body);
            body.push(b'}');
        }
        body.push(b'}');
        body
    }

    fn write_reason(reason: &Reason) -> Vec<u8> {
        let mut body = Vec::with_capacity(128);
        body.push(b'{');
        let code = reason.code.as_ref().map(ErrorCode::as_str);
        push_member(r#","Code":"#, code, &mut body);
        push_member(r#","Message":"#, reason.message.as_deref(), &mut body);
        body.push(b'}');
        body
    }
}

#[inline]
fn room(scanner: &mut Scanner<'_>) -> Option<Room> {
    let mut room = Room::default();
    scanner.object(|scanner, key| match key {
        "RoomId" => scanner.string_into(&mut room.room_id),
        "Name" => scanner.string_into(&mut room.name),
        "AccountId" => scanner.string_into(&mut room.account_id),
        "CreatedBy" => scanner.string_into(&mut room.created_by),
        "CreatedTimestamp" => scanner.time_into(&mut room.created_timestamp),
        "UpdatedTimestamp" => scanner.time_into(&mut room.updated_timestamp),
        _ => None,
    })?;
    Some(room)
}
