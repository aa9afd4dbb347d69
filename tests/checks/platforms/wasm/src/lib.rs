//! A whole exchange of CreateRoom in WebAssembly, with idempotency tokens made from the host's
//! random numbers.

use chime_model::{
    CreateRoom, CreateRoomRequest, CreateRoomResponse, Operation, Room, Timestamp, Validate,
};

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    /// One random byte.
    safe fn random() -> u32;
}

/// The custom backend of getrandom, which calls this function for all random bytes.
#[unsafe(no_mangle)]
unsafe extern "Rust" fn __getrandom_v03_custom(
    start: *mut u8,
    length: usize,
) -> Result<(), getrandom::Error> {
    for index in 0..length {
        let byte = random().to_le_bytes()[0];
        // SAFETY: getrandom passes a buffer of this length.
        unsafe { start.add(index).write(byte) };
    }
    Ok(())
}

/// Returns whether a request, a room and a token round-trip. Any panic is a trap in the host.
#[unsafe(no_mangle)]
pub extern "C" fn exchange() -> bool {
    let input = CreateRoomRequest::new("account-1", "Team room");
    let request = CreateRoom::encode_request(&input).expect("a request");
    let decoded = CreateRoom::decode_request(&request).expect("an input");
    let room = Room::default().name(decoded.name.clone()).created_timestamp(Timestamp::UNIX_EPOCH);
    let output = CreateRoomResponse::default().room(room);
    let response = CreateRoom::encode_response(&output).expect("a response");
    let is_same = decoded == input && CreateRoom::decode_response(&response) == Ok(output);
    let tokens = [input, CreateRoomRequest::new("account-1", "Team room")]
        .map(|input| input.client_request_token.expect("a token"));
    is_same && decoded.validate().is_ok() && tokens[0].len() == 36 && tokens[0] != tokens[1]
}
