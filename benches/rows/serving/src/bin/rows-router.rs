//! An exchange with the router.

use std::sync::Arc;

use bench_chime::{
    CreateRoom, CreateRoomMembership, DeleteRoom, DeleteRoomMembership, GetRoom,
    ListRoomMemberships, ListRooms, UpdateRoom, UpdateRoomMembership,
};
use chime_model::server::Router;
use rows_serving::{App, body, ready, request};
use tower_service::Service as _;

fn router() -> Router<App> {
    Router::with_state(Arc::new(App))
        .on(CreateRoom, App::create_room)
        .on(GetRoom, async |_, _| todo!())
        .on(ListRooms, async |_, _| todo!())
        .on(UpdateRoom, async |_, _| todo!())
        .on(DeleteRoom, async |_, _| todo!())
        .on(CreateRoomMembership, async |_, _| todo!())
        .on(ListRoomMemberships, async |_, _| todo!())
        .on(UpdateRoomMembership, async |_, _| todo!())
        .on(DeleteRoomMembership, async |_, _| todo!())
}

fn main() {
    bench_calls::run(&[("serve", || {
        let mut router = router();
        bench_calls::call(move || {
            let Ok(response) = ready(router.call(request()));
            assert_eq!(response.status(), 201);
            ready(body(response.into_body()))
        })
    })]);
}
