//! Writes a request for a room, and reads the response to it: `client ACCOUNT NAME STATUS <BODY`.

use std::error::Error;
use std::io::{Read, Write};

use bench_sdk::chime::operation::create_room::{CreateRoom, CreateRoomInput, CreateRoomOutput};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, account, name, status] = arguments.as_slice() else {
        return Err("give an account, a name and a status".into());
    };
    let mut operation = bench_sdk::Operation::new(CreateRoom::new());
    let input = CreateRoomInput::builder().account_id(account).name(name).build()?;
    let request = operation.encode_request(bench_sdk::erase(input));
    println!("{} {}", request.method(), request.uri());
    std::io::stdout().write_all(request.body().bytes().unwrap_or_default())?;
    let mut body = Vec::new();
    std::io::stdin().read_to_end(&mut body)?;
    let response =
        bench_sdk::response(http::Response::builder().status(status.as_str()).body(body)?);
    let output = operation.decode_response(&response).map_err(|error| format!("{error:?}"))?;
    let output = output.downcast::<CreateRoomOutput>().map_err(|_| "another output")?;
    let room = output.room().ok_or("no room")?;
    println!("{:?} {:?}", room.room_id(), room.created_timestamp());
    Ok(())
}
