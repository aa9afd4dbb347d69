//! An exchange without the router: a match with one arm for each operation, in a boxed future as
//! servers need it. Like the router, it limits the body and sets the ID of the request.

use std::pin::Pin;
use std::sync::Arc;

use bench_chime::{
    CreateRoom, CreateRoomMembership, DeleteRoom, DeleteRoomMembership, GetRoom,
    ListRoomMemberships, ListRooms, Route, UpdateRoom, UpdateRoomMembership,
};
use bytes::Bytes;
use chime_model::http::{HeaderValue, Request, Response};
use chime_model::{Operation, Rejection, Routing as _, idempotency_token};
use http_body_util::{BodyExt as _, Full, Limited};
use rows_serving::{App, body, ready, request};

type Exchange = Pin<Box<dyn Future<Output = Response<Full<Bytes>>> + Send>>;

const LIMIT: usize = 2 * 1024 * 1024;

async fn serve<O: Operation>(
    request: &Request<Bytes>,
    handler: impl AsyncFnOnce(O::Input) -> Result<O::Output, O::Error>,
) -> Response<Vec<u8>> {
    let input = match O::decode_request(request) {
        Ok(input) => input,
        Err(rejection) => return rejection.to_response(&chime_model::SERVICE.protocol),
    };
    let response = match handler(input).await {
        Ok(output) => O::encode_response(&output),
        Err(error) => O::encode_error(&error),
    };
    response
        .unwrap_or_else(|_| Rejection::InternalFailure.to_response(&chime_model::SERVICE.protocol))
}

fn exchange(app: Arc<App>, request: Request<Full<Bytes>>) -> Exchange {
    Box::pin(async move {
        let (head, body) = request.into_parts();
        let Ok(body) = Limited::new(body, LIMIT).collect().await else {
            return Rejection::TooLarge { limit: LIMIT }
                .to_response(&chime_model::SERVICE.protocol)
                .map(Full::from);
        };
        let request = Request::from_parts(head, body.to_bytes());
        let mut response = match Route::of(&request) {
            Ok(Route::CreateRoom) => {
                serve::<CreateRoom>(&request, async |i| app.create_room(i).await).await
            }
            Ok(Route::GetRoom) => serve::<GetRoom>(&request, async |_| todo!()).await,
            Ok(Route::ListRooms) => serve::<ListRooms>(&request, async |_| todo!()).await,
            Ok(Route::UpdateRoom) => serve::<UpdateRoom>(&request, async |_| todo!()).await,
            Ok(Route::DeleteRoom) => serve::<DeleteRoom>(&request, async |_| todo!()).await,
            Ok(Route::CreateRoomMembership) => {
                serve::<CreateRoomMembership>(&request, async |_| todo!()).await
            }
            Ok(Route::ListRoomMemberships) => {
                serve::<ListRoomMemberships>(&request, async |_| todo!()).await
            }
            Ok(Route::UpdateRoomMembership) => {
                serve::<UpdateRoomMembership>(&request, async |_| todo!()).await
            }
            Ok(Route::DeleteRoomMembership) => {
                serve::<DeleteRoomMembership>(&request, async |_| todo!()).await
            }
            Ok(_) => Rejection::UnknownOperation.to_response(&chime_model::SERVICE.protocol),
            Err(rejection) => rejection.to_response(&chime_model::SERVICE.protocol),
        };
        let id = HeaderValue::try_from(String::from(idempotency_token())).expect("a UUID is ASCII");
        response.headers_mut().entry("x-amzn-requestid").or_insert(id);
        response.map(Full::from)
    })
}

fn main() {
    bench_calls::run(&[("serve", || {
        let app = Arc::new(App);
        bench_calls::call(move || {
            let response = ready(exchange(app.clone(), request()));
            assert_eq!(response.status(), 201);
            ready(body(response.into_body()))
        })
    })]);
}
