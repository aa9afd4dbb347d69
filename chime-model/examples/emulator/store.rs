//! The rooms in memory, by the tokens that created them: the same token returns the same room. If
//! they take too much memory, the oldest are forgotten.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use chime_model::{CreateRoomRequest, Room, Sensitive, Timestamp};

use crate::limits::ROOMS;

/// The token has created another room than the requested one.
pub(crate) struct TokenInUse;

#[derive(Default)]
pub(crate) struct Store(Mutex<Rooms>);

/// An account and one of its tokens.
type Key = (String, String);

#[derive(Default)]
struct Rooms {
    /// How many rooms were created, with a token or without.
    made: u64,
    by_token: HashMap<Key, Room>,
    /// The keys, the oldest first.
    keys: VecDeque<Key>,
    /// About how many bytes the rooms and their keys take.
    size: usize,
}

impl Store {
    /// Creates a room, or returns the one that the same request has created before.
    pub(crate) fn create(&self, request: CreateRoomRequest) -> Result<Room, TokenInUse> {
        let CreateRoomRequest { account_id, name, client_request_token, .. } = request;
        // A panicked thread leaves the rooms consistent: nothing below can panic between two
        // changes.
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(token) = client_request_token.map(Sensitive::into_inner) else {
            return Ok(rooms.make(account_id, name));
        };
        let key = (account_id, token);
        match rooms.by_token.get(&key) {
            Some(room) if room.name.as_ref() == Some(&name) => Ok(room.clone()),
            Some(_) => Err(TokenInUse),
            None => {
                let room = rooms.make(key.0.clone(), name);
                rooms.remember(key, room.clone());
                Ok(room)
            }
        }
    }
}

impl Rooms {
    fn make(&mut self, account_id: String, name: Sensitive<String>) -> Room {
        self.made += 1;
        let now = now();
        Room::default()
            .room_id(format!("00000000-0000-4000-8000-{:012x}", self.made))
            .name(name)
            .account_id(account_id)
            .created_by("emulator")
            .created_timestamp(now)
            .updated_timestamp(now)
    }

    fn remember(&mut self, key: Key, room: Room) {
        self.size += size(&key, &room);
        self.keys.push_back(key.clone());
        self.by_token.insert(key, room);
        while self.size > ROOMS {
            let Some(oldest) = self.keys.pop_front() else { break };
            if let Some(room) = self.by_token.remove(&oldest) {
                self.size -= size(&oldest, &room);
            }
        }
    }
}

/// About how many bytes a remembered room takes: its texts, two copies of its key, and what holds
/// them.
fn size((account, token): &Key, room: &Room) -> usize {
    const REST: usize = 512;
    3 * account.len() + 2 * token.len() + room.name.as_ref().map_or(0, |name| name.len()) + REST
}

/// The time, in whole milliseconds like the service's, which every client can hold.
pub(crate) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}
