//! [`Derived`]: reads and writes bodies with serde's derive. It reads and writes timestamps with
//! `date_time`, and reads error codes without a copy.

use std::fmt;

use bench_hand::{
    CreateRoomRequest, CreateRoomResponse, ErrorCode, ListRoomsResponse, Reason, Room,
};
use jiff::Timestamp;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Error;

use crate::{Bodies, date_time};

/// Reads and writes bodies with serde's derive.
#[derive(Clone, Copy, Debug)]
pub struct Derived;

impl Bodies for Derived {
    fn read_response(body: &[u8]) -> Result<CreateRoomResponse, Error> {
        let Created { room } = read(body)?;
        Ok(CreateRoomResponse { room: room.map(|ReadRoom(room)| room) })
    }

    fn read_list(body: &[u8]) -> Result<ListRoomsResponse, Error> {
        let Listed { rooms, next_token } = read(body)?;
        let rooms = rooms.map(|rooms| rooms.into_iter().map(|ReadRoom(room)| room).collect());
        Ok(ListRoomsResponse { rooms, next_token })
    }

    fn read_reason(body: &[u8]) -> Result<Reason, Error> {
        let ReadReason(reason) = read(body)?;
        Ok(reason)
    }

    fn read_request(body: &[u8]) -> Result<CreateRoomRequest, Error> {
        read(body)
    }

    fn write_request(input: &CreateRoomRequest) -> Vec<u8> {
        write(input, 128)
    }

    fn write_response(output: &CreateRoomResponse) -> Vec<u8> {
        write(&Written { room: output.room.as_ref().map(WrittenRoom) }, 512)
    }

    fn write_reason(reason: &Reason) -> Vec<u8> {
        write(reason, 128)
    }
}

/// serde_json reads a text faster than bytes, since it checks each string in bytes for UTF-8.
#[inline]
fn read<'t, T: Deserialize<'t>>(body: &'t [u8]) -> Result<T, Error> {
    match std::str::from_utf8(body) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(body),
    }
}

#[inline]
fn write(value: &impl Serialize, capacity: usize) -> Vec<u8> {
    let mut body = Vec::with_capacity(capacity);
    serde_json::to_writer(&mut body, value).expect("strings and timestamps can be written");
    body
}

/// A remote derive of [`Room`], which reads and writes timestamps with the module `timestamp`.
#[derive(Deserialize, Serialize)]
#[serde(remote = "Room", rename_all = "PascalCase")]
struct RoomShape {
    #[serde(skip_serializing_if = "Option::is_none")]
    room_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "timestamp")]
    created_timestamp: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "timestamp")]
    updated_timestamp: Option<Timestamp>,
}

#[derive(Deserialize)]
struct ReadRoom(#[serde(with = "RoomShape")] Room);

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Created {
    room: Option<ReadRoom>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Listed {
    rooms: Option<Vec<ReadRoom>>,
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Written<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    room: Option<WrittenRoom<'r>>,
}

struct WrittenRoom<'r>(&'r Room);

impl Serialize for WrittenRoom<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RoomShape::serialize(self.0, serializer)
    }
}

mod timestamp {
    use super::{Deserializer, OptionalText, Serializer, Timestamp, date_time};

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        deserializer.deserialize_option(OptionalText(|text| {
            date_time::parse(text.as_bytes()).map_or_else(|| text.parse(), Ok)
        }))
    }

    #[expect(clippy::ref_option, reason = "serde's derive calls it")]
    pub(super) fn serialize<S: Serializer>(
        time: &Option<Timestamp>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let Some(time) = time else { return serializer.serialize_none() };
        let mut text = Vec::with_capacity(32);
        date_time::print(*time, &mut text);
        serializer.serialize_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

#[derive(Deserialize)]
#[serde(remote = "Reason", rename_all = "PascalCase")]
struct ReasonShape {
    #[serde(default, deserialize_with = "error_code")]
    code: Option<ErrorCode>,
    #[serde(alias = "message", alias = "errorMessage")]
    message: Option<String>,
}

#[derive(Deserialize)]
struct ReadReason(#[serde(with = "ReasonShape")] Reason);

fn error_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ErrorCode>, D::Error> {
    deserializer.deserialize_option(OptionalText(|text| Ok(ErrorCode::from_text(text))))
}

/// A value that may be null, from its text.
struct OptionalText<T>(fn(&str) -> Result<T, jiff::Error>);

impl<'de, T> Visitor<'de> for OptionalText<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Option<T>, E> {
        (self.0)(text).map(Some).map_err(E::custom)
    }
}
