//! A handler takes the state and the input of its operation, returns its output or its error, and
//! can move between threads. Each error is about the signature and points at the handler.
use std::rc::Rc;
use std::sync::Arc;

use chime_model::client::Client;
use chime_model::server::Router;
use chime_model::{
    CreateRoom, CreateRoomError, CreateRoomRequest, CreateRoomResponse, NotFoundException, Room,
};

#[derive(Clone)]
struct App;

impl App {
    async fn wrong_input(&self, _: Room) -> Result<CreateRoomResponse, CreateRoomError> {
        todo!()
    }

    async fn wrong_output(&self, _: CreateRoomRequest) -> Result<Room, CreateRoomError> {
        todo!()
    }

    async fn wrong_error(
        &self,
        _: CreateRoomRequest,
    ) -> Result<CreateRoomResponse, NotFoundException> {
        todo!()
    }

    async fn not_send(&self, _: CreateRoomRequest) -> Result<CreateRoomResponse, CreateRoomError> {
        let count = Rc::new(1);
        std::future::ready(()).await;
        drop(count);
        Ok(CreateRoomResponse::default())
    }

    fn not_async(&self, _: CreateRoomRequest) -> Result<CreateRoomResponse, CreateRoomError> {
        todo!()
    }
}

fn router() -> Router<App> {
    Router::with_state(Arc::new(App))
}

fn refuse(_: &chime_model::Rejection) -> Option<Room> {
    None
}

fn main() {
    let _ = router().on(CreateRoom, App::wrong_input);
    let _ = router().on(CreateRoom, App::wrong_output);
    let _ = router().on(CreateRoom, App::wrong_error);
    let _ = router().on(CreateRoom, App::not_send);
    let _ = router().on(CreateRoom, App::not_async);
    let _ = router().on(CreateRoom, async |_, input| Ok(input.account_id));
    let _ = router().on(CreateRoom, async |_, _| Err(NotFoundException::default()));
    let _ = router().on(CreateRoom, 5);
    let _ = router().on_sync(CreateRoom, App::wrong_output);
    let _ = router().on_with_head(CreateRoom, async |_, _| Ok(CreateRoomResponse::default()));
    let _ = router().on(App, async |_, _| Ok(CreateRoomResponse::default()));
    let _ = router().refuse_with(refuse);
    let client = Client::new(App, "http://localhost".parse().unwrap());
    let _ = client.call(CreateRoom, &CreateRoomRequest::new("1", "Team room"));
}
