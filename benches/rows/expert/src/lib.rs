//! The calls of the expert's code, with one of its two kinds of [`Bodies`].

use bench_calls::{ACCOUNT, MESSAGE, NAME, TOKEN, call};
use bench_expert::{Bodies, client, server};
use bench_hand::{CreateRoomError, CreateRoomRequest, ErrorCode, Reason};

/// Makes the calls that the arguments name.
///
/// # Panics
/// Without these arguments.
pub fn run<B: Bodies>() {
    bench_calls::run(&[
        ("encode-request", || {
            let input = CreateRoomRequest {
                account_id: ACCOUNT.into(),
                name: NAME.into(),
                client_request_token: Some(TOKEN.into()),
            };
            call(move || client::encode_request::<B>(&input).expect("it can be sent"))
        }),
        ("decode-201", || {
            let response = bench_calls::created();
            call(move || client::decode_response::<B>(&response).expect("a room"))
        }),
        ("decode-404", || {
            let response = bench_calls::not_found();
            call(move || client::decode_response::<B>(&response).expect_err("an error"))
        }),
        ("encode-201", || {
            let response = bench_calls::created();
            let output = client::decode_response::<B>(&response).expect("a room");
            call(move || server::encode_response::<B>(&output).expect("it can be sent"))
        }),
        ("decode-request", || {
            let request = bench_calls::request();
            call(move || server::decode_request::<B>(&request).expect("a request"))
        }),
        ("encode-error", || {
            let error = CreateRoomError::NotFound(Reason {
                code: Some(ErrorCode::NotFound),
                message: Some(MESSAGE.into()),
            });
            call(move || server::encode_error::<B>(&error).expect("it can be sent"))
        }),
        ("decode-list", || {
            let response = bench_calls::rooms();
            call(move || client::decode_list::<B>(&response).expect("a list"))
        }),
        ("decode-unknown", || {
            let response = bench_calls::unknown();
            call(move || client::decode_response::<B>(&response).expect("a room"))
        }),
    ]);
}
