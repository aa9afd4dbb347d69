//! Why: the rooms, in memory, and which token made which.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chime_model::{CreateRoomRequest, Room, Sensitive, Timestamp};

/// A token that made another room than the one that is asked for.
pub(crate) struct TokenInUse;

#[derive(Default)]
pub(crate) struct Store(Mutex<Rooms>);

#[derive(Default)]
struct Rooms {
    all: Vec<Room>,
    /// The place of the room that an account's token made.
    by_token: HashMap<(String, String), usize>,
}

impl Store {
    /// A new room, or the one that the same request made before.
    pub(crate) fn create(&self, request: CreateRoomRequest) -> Result<Room, TokenInUse> {
        // A thread that panicked has left whole rooms behind: each change below is one push or one insert.
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let CreateRoomRequest { account_id, name, client_request_token, .. } = request;
        let Some(token) = client_request_token.map(Sensitive::into_inner) else {
            return Ok(rooms.add(account_id, name));
        };
        let key = (account_id.clone(), token);
        match rooms.by_token.get(&key).map(|&place| &rooms.all[place]) {
            Some(room) if room.name.as_ref() == Some(&name) => Ok(room.clone()),
            Some(_) => Err(TokenInUse),
            None => {
                let room = rooms.add(account_id, name);
                let place = rooms.all.len() - 1;
                rooms.by_token.insert(key, place);
                Ok(room)
            }
        }
    }
}

impl Rooms {
    fn add(&mut self, account_id: String, name: Sensitive<String>) -> Room {
        let now = now();
        let room = Room::default()
            .room_id(format!("00000000-0000-4000-8000-{:012x}", self.all.len() + 1))
            .name(name)
            .account_id(account_id)
            .created_by("emulator")
            .created_timestamp(now)
            .updated_timestamp(now);
        self.all.push(room.clone());
        room
    }
}

/// The time, in whole milliseconds like the service's, which every client can hold.
pub(crate) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}
