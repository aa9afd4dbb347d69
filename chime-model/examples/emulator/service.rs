//! The service: the handler of CreateRoom, the eight errors on demand, and the responses to bad
//! requests.

use std::sync::Arc;

use chime_model::server::Router;
use chime_model::{
    BadRequestException, CreateRoom, CreateRoomError, CreateRoomRequest, CreateRoomResponse,
    ErrorCode, ForbiddenException, NotFoundException, Rejection, ResourceLimitExceededException,
    ServiceFailureException, ServiceUnavailableException, ThrottledClientException,
    UnauthorizedClientException,
};

use crate::store::{Store, TokenInUse};

pub(crate) fn router() -> Router<Store> {
    Router::with_state(Arc::new(Store::default()))
        .on_sync(CreateRoom, create_room)
        .refuse_with(refuse)
}

fn create_room(
    store: &Store,
    input: CreateRoomRequest,
) -> Result<CreateRoomResponse, CreateRoomError> {
    match on_demand(&input.account_id) {
        Some(error) => Err(error),
        None => Ok(CreateRoomResponse::default().room(store.create(input)?)),
    }
}

/// Clients of Chime do not know the protocol's own errors for a bad request and a failure.
fn refuse(rejection: &Rejection) -> Option<CreateRoomError> {
    let message = rejection.to_string();
    match rejection {
        Rejection::Unreadable(_) | Rejection::Invalid(_) => {
            let error = BadRequestException::default().code(ErrorCode::BadRequest);
            Some(error.message(message).into())
        }
        Rejection::InternalFailure => {
            let error = ServiceFailureException::default().code(ErrorCode::ServiceFailure);
            Some(error.message(message).into())
        }
        _ => None,
    }
}

/// `CreateRoom` models no conflict. The closest error is that of a request that can never succeed;
/// its `Code` tells them apart.
impl From<TokenInUse> for CreateRoomError {
    fn from(_: TokenInUse) -> Self {
        BadRequestException::default()
            .code(ErrorCode::Conflict)
            .message("ClientRequestToken was used for another request")
            .into()
    }
}

/// The error that an `AccountId` asks for by its name.
fn on_demand(account_id: &str) -> Option<CreateRoomError> {
    macro_rules! errors {
        ($($name:ident: $code:ident),+ $(,)?) => {
            match account_id {
                $(stringify!($name) => Some($name::default().code(ErrorCode::$code).message("as asked for").into()),)+
                _ => None,
            }
        };
    }
    errors! {
        NotFoundException: NotFound,
        BadRequestException: BadRequest,
        ForbiddenException: Forbidden,
        UnauthorizedClientException: Unauthorized,
        ResourceLimitExceededException: ResourceLimitExceeded,
        ThrottledClientException: Throttled,
        ServiceUnavailableException: ServiceUnavailable,
        ServiceFailureException: ServiceFailure,
    }
}
