//! Rooms in PostgreSQL, through `postgres`: a `jsonb` column holds the documented form, and the
//! database finds members by their names. The connection is that of `DATABASE_URL`.

use chime_model::{ErrorCode, NotFoundException, Room, Timestamp};
use chime_model_ecosystem::Result;
use postgres::types::Json;
use postgres::{Client, NoTls};

fn store(client: &mut Client, room: &Room) -> Result<()> {
    let insert = "INSERT INTO rooms (room) VALUES ($1)";
    client.execute(insert, &[&Json(room)])?;
    Ok(())
}

fn find(client: &mut Client, name: &str) -> Result<Vec<Room>> {
    let select = "SELECT room FROM rooms WHERE room ->> 'Name' = $1";
    let rows = client.query(select, &[&name])?;
    Ok(rows.iter().map(|row| row.get::<_, Json<Room>>(0).0).collect())
}

fn main() -> Result<()> {
    let url = std::env::var("DATABASE_URL")?;
    let mut client = Client::connect(&url, NoTls)?;
    client.batch_execute("CREATE TEMPORARY TABLE rooms (room jsonb NOT NULL)")?;
    let created = Timestamp::from_millisecond(1_540_500_256_837)?;
    let room = Room::default().room_id("room-1").name("Team room").created_timestamp(created);
    store(&mut client, &room)?;
    store(&mut client, &Room::default().room_id("room-2").name("Another \u{1f600} room"))?;

    assert_eq!(find(&mut client, "Team room")?, [room]);
    assert_eq!(find(&mut client, "no room")?, []);
    // The documented form of a timestamp is one that the database can read.
    let select = "SELECT count(*) FROM rooms WHERE (room ->> 'CreatedTimestamp')::timestamptz > '2018-01-01'";
    assert_eq!(client.query_one(select, &[])?.get::<_, i64>(0), 1);

    // An unknown member of a stored error is ignored, and a code of a later version keeps its text.
    let select = r#"SELECT '{"Code": "AddedLater", "Hint": 5}'::jsonb"#;
    let error = client.query_one(select, &[])?.get::<_, Json<NotFoundException>>(0).0;
    assert_eq!(error.code, Some(ErrorCode::Unknown("AddedLater".to_owned())));
    let written = client.query_one("SELECT $1::jsonb ->> 'Code'", &[&Json(&error)])?;
    assert_eq!(written.get::<_, String>(0), "AddedLater");
    println!("two rooms written, found by a member and read back");
    Ok(())
}
