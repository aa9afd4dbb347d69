//! The calls of the official client.

use bench_calls::{ACCOUNT, NAME, Setup, TOKEN, call, run};
use bench_sdk::chime::operation::create_room::{
    CreateRoom, CreateRoomError, CreateRoomInput, CreateRoomOutput,
};
use bench_sdk::chime::operation::list_rooms::{ListRooms, ListRoomsOutput};
use bench_sdk::{Operation, response};

const ROWS: &[(&str, Setup)] = &[
    ("encode-request", || {
        let mut operation = Operation::new(CreateRoom::new());
        let input = CreateRoomInput::builder()
            .account_id(ACCOUNT)
            .name(NAME)
            .client_request_token(TOKEN)
            .build()
            .expect("an input");
        // The serializer consumes its input; making the input is not part of its work.
        let mut inputs: Vec<_> = (0..1000).map(|_| bench_sdk::erase(input.clone())).collect();
        call(move || operation.encode_request(inputs.pop().expect("no more than a thousand calls")))
    }),
    ("decode-201", || {
        let (operation, response) =
            (Operation::new(CreateRoom::new()), response(bench_calls::created()));
        call(move || {
            operation
                .decode_response(&response)
                .expect("a room")
                .downcast::<CreateRoomOutput>()
                .expect("a room")
        })
    }),
    ("decode-404", || {
        let (operation, response) =
            (Operation::new(CreateRoom::new()), response(bench_calls::not_found()));
        call(move || match operation.decode_response(&response) {
            Ok(_) => panic!("an error"),
            Err(error) => error
                .as_operation_error()
                .and_then(|error| error.downcast_ref::<CreateRoomError>())
                .expect("an error")
                .is_not_found_exception(),
        })
    }),
    ("decode-list", || {
        let (operation, response) =
            (Operation::new(ListRooms::new()), response(bench_calls::rooms()));
        call(move || {
            operation
                .decode_response(&response)
                .expect("a list")
                .downcast::<ListRoomsOutput>()
                .expect("a list")
        })
    }),
    ("decode-unknown", || {
        let (operation, response) =
            (Operation::new(CreateRoom::new()), response(bench_calls::unknown()));
        call(move || {
            operation
                .decode_response(&response)
                .expect("a room")
                .downcast::<CreateRoomOutput>()
                .expect("a room")
        })
    }),
];

fn main() {
    run(ROWS);
}
