//! Rooms in SQLite, through rusqlite: each row has columns to search by, and one that holds the
//! documented form as JSON.

use std::str::FromStr as _;

use chime_model::{ErrorCode, Room, Timestamp};
use chime_model_ecosystem::Result;
use rusqlite::{Connection, OptionalExtension as _, params};

struct Rooms(Connection);

impl Rooms {
    fn new() -> Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch("CREATE TABLE rooms (id TEXT PRIMARY KEY, created INTEGER, code TEXT, room TEXT NOT NULL)")?;
        Ok(Self(connection))
    }

    fn put(&self, room: &Room, code: &ErrorCode) -> Result<()> {
        let created = room.created_timestamp.map(Timestamp::as_millisecond);
        let text = serde_json::to_string(room)?;
        let row = params![room.room_id, created, code.as_str(), text];
        self.0.execute("INSERT INTO rooms VALUES (?1, ?2, ?3, ?4)", row)?;
        Ok(())
    }

    fn get(&self, id: &str) -> Result<Option<(Room, ErrorCode)>> {
        let row = self.0.query_row("SELECT room, code FROM rooms WHERE id = ?1", [id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        });
        let Some((room, code)) = row.optional()? else { return Ok(None) };
        Ok(Some((serde_json::from_str(&room)?, ErrorCode::from_str(&code)?)))
    }
}

fn main() -> Result<()> {
    let rooms = Rooms::new()?;
    let created = Timestamp::from_millisecond(1_540_500_256_837)?;
    let room = Room::default().room_id("room-1").name("Team room").created_timestamp(created);
    rooms.put(&room, &ErrorCode::NotFound)?;
    rooms
        .put(&Room::default().room_id("room-2"), &ErrorCode::from("a value of a later version"))?;

    assert_eq!(rooms.get("room-1")?, Some((room, ErrorCode::NotFound)));
    assert_eq!(
        rooms.get("room-2")?.map(|(_, code)| code),
        Some(ErrorCode::Unknown("a value of a later version".to_owned()))
    );
    assert_eq!(rooms.get("room-3")?, None);
    // SQLite's own functions find a member of the documented form by its name.
    let name: String =
        rooms.0.query_row("SELECT room ->> '$.Name' FROM rooms WHERE created > 0", [], |row| {
            row.get(0)
        })?;
    assert_eq!(name, "Team room");
    println!("two rooms written, found and read back");
    Ok(())
}
