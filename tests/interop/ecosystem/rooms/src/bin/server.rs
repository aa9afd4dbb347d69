//! Rooms and their members in memory: nine operations of Amazon Chime, called by unmodified boto3.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chime_model::{Empty, Rejection, Timestamp, server::Router};
use chime_model_rooms::{shadows, *};

#[derive(Default)]
struct App(Mutex<State>);

#[derive(Default)]
struct State {
    made: u32,
    /// By account and room.
    rooms: BTreeMap<(String, String), Room>,
    /// By room and member.
    members: BTreeMap<(String, String), RoomMembership>,
    /// By account and idempotency token.
    tokens: BTreeMap<(String, String), Room>,
}

impl App {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn create_room(&self, input: CreateRoomRequest) -> Result<CreateRoomResponse, CreateRoomError> {
        let mut state = self.state();
        state.made += 1;
        let id = format!("00000000-0000-4000-8000-{:012x}", state.made);
        let token = input.client_request_token.map_or_else(|| id.clone(), String::from);
        let key = (input.account_id.clone(), token);
        if let Some(room) = state.tokens.get(&key) {
            return Ok(CreateRoomResponse::default().room(room.clone()));
        }
        let room = Room::default().room_id(&id).name(input.name).account_id(&input.account_id);
        let room = room.created_timestamp(Timestamp::now());
        state.tokens.insert(key, room.clone());
        state.rooms.insert((input.account_id, id), room.clone());
        Ok(CreateRoomResponse::default().room(room))
    }

    fn list_rooms(&self, input: ListRoomsRequest) -> Result<ListRoomsResponse, ListRoomsError> {
        let state = self.state();
        let is_member = |room: &str| match &input.member_id {
            Some(member) => state.members.contains_key(&(room.to_owned(), member.clone())),
            None => true,
        };
        let listed = state.rooms.iter().filter(|((account, _), _)| *account == input.account_id);
        let listed = listed.map(|((_, id), room)| (id, room)).filter(|(id, _)| is_member(id));
        let mut output = ListRoomsResponse::default();
        (output.rooms, output.next_token) =
            page(listed, input.next_token.as_deref(), input.max_results);
        Ok(output)
    }
}

impl State {
    fn room(&mut self, account: &str, room: &str) -> Result<&mut Room, NotFoundException> {
        self.rooms.get_mut(&(account.to_owned(), room.to_owned())).ok_or_else(not_found)
    }
}

fn not_found() -> NotFoundException {
    NotFoundException::default().code(ErrorCode::NotFound).message("there is no such thing")
}

/// The items after the one with the key `token`, and the token of the next page.
fn page<'i, T: Clone + 'i>(
    all: impl Iterator<Item = (&'i String, &'i T)>,
    token: Option<&str>,
    max: Option<i32>,
) -> (Option<Vec<T>>, Option<String>) {
    let mut rest = all.filter(|(key, _)| token.is_none_or(|token| key.as_str() > token));
    let max = max.and_then(|max| usize::try_from(max).ok()).unwrap_or(50);
    let page: Vec<_> = rest.by_ref().take(max).collect();
    let next = rest.next().and(page.last()).map(|(key, _)| (*key).clone());
    (Some(page.into_iter().map(|(_, item)| item.clone()).collect()), next)
}

fn router() -> Router<App> {
    Router::with_state(Arc::new(App::default()))
        .on_sync(CreateRoom, App::create_room)
        .on(GetRoom, async |app, input| {
            let room = app.state().room(&input.account_id, &input.room_id)?.clone();
            Ok(GetRoomResponse::default().room(room))
        })
        .on_sync(ListRooms, App::list_rooms)
        .on_sync(UpdateRoom, |app, input| {
            let mut state = app.state();
            let room = state.room(&input.account_id, &input.room_id)?;
            room.name = input.name.or(room.name.take());
            Ok(UpdateRoomResponse::default().room(room.clone()))
        })
        .on_sync(DeleteRoom, |app, input| {
            let mut state = app.state();
            state.members.retain(|(room, _), _| *room != input.room_id);
            let removed = state.rooms.remove(&(input.account_id, input.room_id));
            removed.map(|_| Empty).ok_or_else(|| not_found().into())
        })
        .on_sync(CreateRoomMembership, |app, input| {
            let mut state = app.state();
            state.room(&input.account_id, &input.room_id)?;
            let key = (input.room_id.clone(), input.member_id.clone());
            if state.members.contains_key(&key) {
                return Err(ConflictException::default().code(ErrorCode::Conflict).into());
            }
            let member = Member::default().member_id(input.member_id).account_id(input.account_id);
            let mut membership = RoomMembership::default().room_id(input.room_id).member(member);
            membership.role = input.role;
            state.members.insert(key, membership.clone());
            Ok(CreateRoomMembershipResponse::default().room_membership(membership))
        })
        .on_sync(ListRoomMemberships, |app, input| {
            let state = app.state();
            let listed = state.members.iter().filter(|((room, _), _)| *room == input.room_id);
            let listed = listed.map(|((_, id), membership)| (id, membership));
            let mut output = ListRoomMembershipsResponse::default();
            (output.room_memberships, output.next_token) =
                page(listed, input.next_token.as_deref(), input.max_results);
            Ok(output)
        })
        .on_sync(UpdateRoomMembership, |app, input| {
            let mut state = app.state();
            let membership = state.members.get_mut(&(input.room_id, input.member_id));
            let membership = membership.ok_or_else(not_found)?;
            membership.role = input.role.or(membership.role.take());
            Ok(UpdateRoomMembershipResponse::default().room_membership(membership.clone()))
        })
        .on_sync(DeleteRoomMembership, |app, input| {
            let removed = app.state().members.remove(&(input.room_id, input.member_id));
            removed.map(|_| Empty).ok_or_else(|| not_found().into())
        })
        // A request that breaks the contract gets an error that clients of Chime know.
        .refuse_with(|rejection| {
            let is_bad = matches!(rejection, Rejection::Unreadable(_) | Rejection::Invalid(_));
            is_bad.then(|| BadRequestException::default().message(rejection.to_string()))
        })
        .merge(shadows::router())
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, axum::Router::new().fallback_service(router())).await
}
