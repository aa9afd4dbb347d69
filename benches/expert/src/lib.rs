//! CreateRoom as an expert would write it by hand for speed: the types and the results of
//! `bench_hand`, proven by `tests/equal.rs`. What is rare takes the way of `bench_hand`.
//!
//! There are two levels, which differ in the [`Bodies`] alone: [`Derived`] uses serde's derive, and
//! [`Scanned`] a scanner for plain objects of strings, with [`Derived`] for everything else.

#![allow(
    missing_docs,
    clippy::missing_errors_doc,
    reason = "the functions are those of bench_hand, which chime-model documents"
)]

pub mod client;
mod date_time;
mod derived;
mod message;
mod plain;
mod scanned;
pub mod server;

use bench_hand::{CreateRoomRequest, CreateRoomResponse, ListRoomsResponse, Reason};
use serde_json::Error;

pub use self::derived::Derived;
pub use self::scanned::Scanned;

/// How bodies are read and written.
pub trait Bodies {
    fn read_response(body: &[u8]) -> Result<CreateRoomResponse, Error>;
    fn read_list(body: &[u8]) -> Result<ListRoomsResponse, Error>;
    fn read_reason(body: &[u8]) -> Result<Reason, Error>;
    /// Reads what is in the body: the account is in the path.
    fn read_request(body: &[u8]) -> Result<CreateRoomRequest, Error>;
    fn write_request(input: &CreateRoomRequest) -> Vec<u8>;
    fn write_response(output: &CreateRoomResponse) -> Vec<u8>;
    fn write_reason(reason: &Reason) -> Vec<u8>;
}
