//! Writes a request for a room, and reads the response to it: `client ACCOUNT NAME STATUS <BODY`.

use std::error::Error;
use std::io::{Read, Write};

use chime_model::{CreateRoom, CreateRoomRequest, Operation, http};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, account, name, status] = arguments.as_slice() else {
        return Err("give an account, a name and a status".into());
    };
    let request =
        CreateRoom::encode_request(&CreateRoomRequest::new(account.as_str(), name.as_str()))?;
    println!("{} {}", request.method(), request.uri());
    std::io::stdout().write_all(request.body())?;
    let mut body = Vec::new();
    std::io::stdin().read_to_end(&mut body)?;
    let response = http::Response::builder().status(status.as_str()).body(body)?;
    let room = CreateRoom::decode_response(&response)?.room.ok_or("no room")?;
    println!("{:?} {:?}", room.room_id, room.created_timestamp);
    Ok(())
}
