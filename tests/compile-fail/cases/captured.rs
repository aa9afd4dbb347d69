//! An async closure cannot use what it captures, since its future would borrow from it.
use chime_model::server::Router;
use chime_model::{CreateRoom, CreateRoomResponse};

fn main() {
    let name = String::new();
    let _ = Router::new().on(CreateRoom, async move |_, _| {
        drop(name.clone());
        Ok(CreateRoomResponse::default())
    });
}
