//! Why: every answer that is not a room: the eight errors on demand, and what is wrong with a request.

use axum::http::header::ALLOW;
use axum::http::{HeaderValue, Response, StatusCode};
use chime_model::{
    BadRequestException, CreateRoom, CreateRoomError, EncodeError, ErrorCode, ForbiddenException, NotFoundException, Operation, Rejection,
    ResourceLimitExceededException, ServiceError, ServiceFailureException, ServiceUnavailableException, ThrottledClientException,
    UnauthorizedClientException,
};

use crate::store::TokenInUse;

/// An error of the operation, and the status that it goes out with, which may tell more than the modeled one.
pub(crate) struct Refusal {
    error: CreateRoomError,
    status: StatusCode,
}

impl Refusal {
    /// A request whose body is larger than `limit` bytes.
    pub(crate) fn too_large(limit: usize) -> Self {
        let error = bad_request(ErrorCode::BadRequest, format!("the body is larger than {limit} bytes"));
        Self { error, status: StatusCode::PAYLOAD_TOO_LARGE }
    }

    /// The type of the error.
    pub(crate) fn name(&self) -> &'static str {
        self.error.name()
    }

    /// The answer.
    pub(crate) fn encode(&self) -> Result<Response<Vec<u8>>, EncodeError> {
        let mut answer = CreateRoom::encode_error(&self.error)?;
        *answer.status_mut() = self.status;
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            answer.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
        }
        Ok(answer)
    }
}

impl From<CreateRoomError> for Refusal {
    fn from(error: CreateRoomError) -> Self {
        let status = error.status();
        Self { error, status }
    }
}

/// A request that is none, or breaks a constraint: its text names the members and holds none of their values.
impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        let (status, text) = (rejection.status(), rejection.to_string());
        let error = match rejection {
            Rejection::Path => NotFoundException::default().code(ErrorCode::NotFound).message(text).into(),
            _ => bad_request(ErrorCode::BadRequest, text),
        };
        Self { error, status }
    }
}

/// `CreateRoom` models no conflict. What comes nearest is the error for a request that can never succeed as it is; its `Code`
/// says the rest.
impl From<TokenInUse> for Refusal {
    fn from(_: TokenInUse) -> Self {
        bad_request(ErrorCode::Conflict, "ClientRequestToken was used for another request".to_owned()).into()
    }
}

fn bad_request(code: ErrorCode, text: String) -> CreateRoomError {
    BadRequestException::default().code(code).message(text).into()
}

/// The error that an `AccountId` asks for by its name.
pub(crate) fn on_demand(account_id: &str) -> Option<CreateRoomError> {
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
