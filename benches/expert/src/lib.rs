//! CreateRoom as an expert would write it by hand for speed, with the types of `bench_hand`. Rare
//! cases call `bench_hand`. `tests/equal.rs` shows that the results are the same.
//!
//! There are two levels, which differ only in their [`Bodies`]: [`Derived`] uses serde's derive,
//! and [`Scanned`] uses a scanner for plain objects of strings, and [`Derived`] for everything
//! else.

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
    /// Reads the members in the body. The account is in the path.
    fn read_request(body: &[u8]) -> Result<CreateRoomRequest, Error>;
    fn write_request(input: &CreateRoomRequest) -> Vec<u8>;
    fn write_response(output: &CreateRoomResponse) -> Vec<u8>;
    fn write_reason(reason: &Reason) -> Vec<u8>;
}
