//! Every response: a room, the eight errors on demand, and what is wrong with a request.

use chime_model::http::header::CONTENT_TYPE;
use chime_model::http::{HeaderValue, Response, StatusCode};
use chime_model::{
    BadRequestException, CreateRoom, CreateRoomError, CreateRoomResponse, EncodeError, ErrorCode,
    ForbiddenException, NotFoundException, Operation, Rejection, ResourceLimitExceededException,
    ServiceError, ServiceFailureException, ServiceUnavailableException, ThrottledClientException,
    UnauthorizedClientException,
};

use crate::body::Unreadable;
use crate::limits::{BODY, PATIENCE};
use crate::store::TokenInUse;

/// A response, and its name in the log.
pub(crate) struct Reply {
    pub(crate) name: &'static str,
    pub(crate) response: Response<Vec<u8>>,
}

impl Reply {
    /// A room.
    pub(crate) fn success(output: &CreateRoomResponse) -> Self {
        Self::encoded("Room", CreateRoom::encode_response(output))
    }

    /// An error that the operation models.
    pub(crate) fn error(error: &CreateRoomError) -> Self {
        Self::encoded(error.name(), CreateRoom::encode_error(error))
    }

    /// A request that is not `CreateRoom`'s, or breaks its contract.
    pub(crate) fn rejection(rejection: &Rejection) -> Self {
        Self { name: rejection.error_type(), response: rejection.to_response() }
    }

    /// A request whose body cannot be had: it has the type of what cannot be read (rule C10), under
    /// the status that says why.
    pub(crate) fn unreadable(why: Unreadable) -> Self {
        let (status, text) = match why {
            Unreadable::TooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, format!("the body is larger than {BODY} bytes"))
            }
            Unreadable::TooSlow => (
                StatusCode::REQUEST_TIMEOUT,
                format!("the body took more than {} seconds", PATIENCE.as_secs()),
            ),
            Unreadable::Broken => (
                StatusCode::BAD_REQUEST,
                "the body breaks off or its chunks are malformed".to_owned(),
            ),
        };
        let name = "SerializationException";
        let mut response =
            Response::new(serde_json::json!({ "message": text }).to_string().into_bytes());
        *response.status_mut() = status;
        response.headers_mut().insert("x-amzn-errortype", HeaderValue::from_static(name));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Self { name, response }
    }

    /// The emulator itself failed.
    pub(crate) fn failure() -> Self {
        let mut response = Response::default();
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        Self { name: "failure", response }
    }

    fn encoded(name: &'static str, encoded: Result<Response<Vec<u8>>, EncodeError>) -> Self {
        encoded.map_or_else(|_| Self::failure(), |response| Self { name, response })
    }
}

/// `CreateRoom` models no conflict. What comes nearest is the error for a request that can never
/// succeed as it is; its `Code` says the rest.
impl From<TokenInUse> for CreateRoomError {
    fn from(_: TokenInUse) -> Self {
        BadRequestException::default()
            .code(ErrorCode::Conflict)
            .message("ClientRequestToken was used for another request")
            .into()
    }
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
