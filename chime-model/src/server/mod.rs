//! Serving the operations of a service: a [`Router`] of handlers, which is a tower service.
//!
//! A handler is an async function. It takes the router's state and the input of the operation, and
//! returns the output or an error. `?` converts every error that the operation lists.
//!
//! ```
//! use std::sync::{Arc, Mutex};
//!
//! use chime_model::server::Router;
//! use chime_model::{
//!     BadRequestException, CreateRoom, CreateRoomError, CreateRoomRequest,
//!     CreateRoomResponse, ErrorCode, NotFoundException, Rejection, Room,
//! };
//!
//! #[derive(Default)]
//! struct App {
//!     rooms: Mutex<Vec<Room>>,
//! }
//!
//! impl App {
//!     async fn create_room(
//!         &self,
//!         input: CreateRoomRequest,
//!     ) -> Result<CreateRoomResponse, CreateRoomError> {
//!         self.check(&input.account_id)?;
//!         let room = Room::default().account_id(input.account_id);
//!         let room = room.name(input.name);
//!         self.rooms.lock().unwrap().push(room.clone());
//!         Ok(CreateRoomResponse::default().room(room))
//!     }
//!
//!     fn check(&self, account: &str) -> Result<(), NotFoundException> {
//!         if account == "nobody" {
//!             return Err(NotFoundException::default().message("no account"));
//!         }
//!         Ok(())
//!     }
//! }
//!
//! /// A request that breaks the contract gets an error of the service.
//! fn refuse(rejection: &Rejection) -> Option<BadRequestException> {
//!     match rejection {
//!         Rejection::Unreadable(violations) | Rejection::Invalid(violations) => {
//!             let error = BadRequestException::default();
//!             let error = error.code(ErrorCode::BadRequest);
//!             Some(error.message(violations.to_string()))
//!         }
//!         _ => None,
//!     }
//! }
//!
//! let router = Router::with_state(Arc::new(App::default()))
//!     .on(CreateRoom, App::create_room)
//!     .refuse_with(refuse);
//! ```
//!
//! The router takes requests with any body and responds to each of them. It opens no socket and
//! needs no particular runtime: it works with axum, hyper-util, Lambda and tower's layers.
//! With axum:
//!
//! ```no_run
//! # async fn serve(router: chime_model::server::Router) -> std::io::Result<()> {
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:8010").await?;
//! axum::serve(listener, axum::Router::new().fallback_service(router)).await
//! # }
//! ```

mod endpoint;
mod handler;
mod hooks;
mod service;
#[cfg(feature = "event-stream")]
mod stream_handler;
#[cfg(feature = "event-stream")]
mod streams;
mod table;

use std::fmt;
use std::sync::Arc;

use http::request::Parts;

use self::endpoint::{Endpoint, Exchange, encode};
pub use self::handler::{Handler, HeadHandler};
pub use self::hooks::{Failure, FailureCause};
pub use self::service::ResponseFuture;
#[cfg(feature = "event-stream")]
pub use self::stream_handler::StreamHandler;
use self::table::Table;
#[cfg(doc)]
use crate::OperationShape;
use crate::{Operation, OperationError, Rejection};

/// The operations that a server has, each with its handler. See the [module](self) for an example.
///
/// It is a `tower_service::Service` that takes requests with any `http_body::Body` and never fails.
/// A request that has no handler, or that breaks the contract, gets the protocol's refusal (rule
/// [C10](crate::rules#c10)), or the error that [`refuse_with`](Self::refuse_with) sends instead. If
/// a handler panics or its output cannot be sent, the response has status 500.
///
/// Each response has the header `x-amzn-requestid`. It is a random UUID unless the handler has set
/// it. If the request was for an operation, the extensions of the response have its
/// [`OperationShape`].
///
/// A clone is cheap, and shares the state.
#[must_use = "a router has to be served"]
pub struct Router<S = ()> {
    state: Arc<S>,
    table: Arc<Table>,
}

impl Router {
    /// A router without operations, for handlers without state: each gets `&()`.
    pub fn new() -> Self {
        Self::with_state(Arc::new(()))
    }
}

impl Default for Router {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Send + Sync + 'static> Router<S> {
    /// A router without operations, whose handlers get a reference to `state`.
    pub fn with_state(state: Arc<S>) -> Self {
        Self { state, table: Arc::default() }
    }

    /// Adds an operation with an async handler: a function, a method of the state, or a closure.
    ///
    /// ```
    /// use chime_model::server::Router;
    /// use chime_model::{CreateRoom, CreateRoomResponse, Room};
    ///
    /// let router = Router::new().on(CreateRoom, async |_, input| {
    ///     Ok(CreateRoomResponse::default().room(Room::default().name(input.name)))
    /// });
    /// ```
    ///
    /// # Panics
    /// Panics if the router has an operation with the same method, path and query, or with the same
    /// target.
    #[track_caller]
    pub fn on<O: Operation, F>(self, _operation: O, handler: F) -> Self
    where
        F: AsyncFn(&S, O::Input) -> Result<O::Output, O::Error>,
        F: for<'a> Handler<'a, O, S>,
    {
        let state = self.state.clone();
        let handler = Arc::new(handler);
        self.add(Endpoint::new::<O>(move |request| {
            let input = O::decode_request(&request)?;
            let state = state.clone();
            let handler = handler.clone();
            Ok(Exchange::Running(Box::pin(async move {
                encode::<O>(Handler::<O, S>::call(&*handler, &state, input).await)
            })))
        }))
    }

    /// Adds an operation with a handler that is not async. It should not block.
    ///
    /// ```
    /// use chime_model::server::Router;
    /// use chime_model::{CreateRoom, ForbiddenException};
    ///
    /// let router = Router::new().on_sync(CreateRoom, |_, _| {
    ///     Err(ForbiddenException::default().into())
    /// });
    /// ```
    ///
    /// # Panics
    /// Panics if the router has an operation with the same method, path and query, or with the same
    /// target.
    #[track_caller]
    pub fn on_sync<O: Operation, F>(self, _operation: O, handler: F) -> Self
    where
        F: Fn(&S, O::Input) -> Result<O::Output, O::Error> + Send + Sync + 'static,
    {
        let state = self.state.clone();
        self.add(Endpoint::new::<O>(move |request| {
            Ok(Exchange::Done(encode::<O>(handler(&state, O::decode_request(&request)?))))
        }))
    }

    /// Adds an operation with an async handler that also takes the head of the request: its
    /// headers, and what layers have put into its extensions. The [`OperationShape`] is there too.
    ///
    /// ```
    /// use chime_model::server::Router;
    /// use chime_model::{CreateRoom, CreateRoomResponse, UnauthorizedClientException};
    ///
    /// let router = Router::new().on_with_head(CreateRoom, async |_, _, head| {
    ///     if !head.headers.contains_key("authorization") {
    ///         return Err(UnauthorizedClientException::default().into());
    ///     }
    ///     Ok(CreateRoomResponse::default())
    /// });
    /// ```
    ///
    /// # Panics
    /// Panics if the router has an operation with the same method, path and query, or with the same
    /// target.
    #[track_caller]
    pub fn on_with_head<O: Operation, F>(self, _operation: O, handler: F) -> Self
    where
        F: AsyncFn(&S, O::Input, &Parts) -> Result<O::Output, O::Error>,
        F: for<'a> HeadHandler<'a, O, S>,
    {
        let state = self.state.clone();
        let handler = Arc::new(handler);
        self.add(Endpoint::new::<O>(move |request| {
            let input = O::decode_request(&request)?;
            let mut head = request.into_parts().0;
            head.extensions.insert(O::SHAPE.clone());
            let state = state.clone();
            let handler = handler.clone();
            Ok(Exchange::Running(Box::pin(async move {
                encode::<O>(HeadHandler::<O, S>::call(&*handler, &state, input, &head).await)
            })))
        }))
    }

    /// Responds with an error of the service instead of the protocol's refusal, for example to a
    /// request that breaks the contract. The functions are called in the order in which
    /// they were added, until one returns an error. If none does, the protocol's refusal is sent.
    /// See the [module](self) for an example.
    pub fn refuse_with<E: OperationError>(
        mut self,
        refuse: impl Fn(&Rejection) -> Option<E> + Send + Sync + 'static,
    ) -> Self {
        self.table().hooks.refuse_with(refuse);
        self
    }

    /// Calls `hook` when the server fails: a handler panics, or its output cannot be sent. The
    /// client does not see why: [`Failure`] says what it gets.
    ///
    /// ```
    /// use chime_model::server::Router;
    ///
    /// let router = Router::new().on_failure(|failure| eprintln!("{failure}"));
    /// ```
    pub fn on_failure(mut self, hook: impl Fn(&Failure<'_>) + Send + Sync + 'static) -> Self {
        self.table().hooks.on_failure(hook);
        self
    }

    /// Sets the limit of a body, in bytes. The default is 2 MiB. A longer body is refused with
    /// status 413.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.table().limit = bytes;
        self
    }

    /// Sets the limit of a body for one operation, in bytes. The operation must have been added
    /// before.
    ///
    /// # Panics
    /// Panics if the router does not have the operation.
    #[track_caller]
    pub fn body_limit_of<O: Operation>(mut self, _operation: O, bytes: usize) -> Self {
        let endpoints = self.table().endpoints.iter_mut();
        let found: Vec<_> = endpoints.filter(|endpoint| endpoint.shape == O::SHAPE).collect();
        assert!(!found.is_empty(), "{} of {} has no handler yet", O::NAME, O::SERVICE.id);
        for endpoint in found {
            endpoint.limit = Some(bytes);
        }
        self
    }

    /// Adds the operations of another router. They keep their state, and the body limit of the
    /// other router, which is 2 MiB if it was not set. Their rejections go first to the functions
    /// of the other router's [`refuse_with`](Self::refuse_with), then to those of this router.
    /// Their failures go to the hook of the other router, or to that of this router if the other
    /// has none.
    ///
    /// # Panics
    /// Panics if both have an operation with the same method, path and query, or with the same
    /// target. [`nest`](Self::nest) tells them apart.
    #[track_caller]
    pub fn merge<T>(mut self, other: Router<T>) -> Self {
        self.table().adopt(None, &other.table);
        self
    }

    /// Adds the operations of another router under a base path such as `/voice`, as
    /// [`merge`](Self::merge) does. Its refusals also apply to requests whose path begins with the
    /// base path but belongs to no operation.
    ///
    /// Clients of the nested operations need an endpoint with that base path. Handlers see the path
    /// without it.
    ///
    /// # Panics
    /// Panics if the base path does not begin with a slash, if it ends with one, or if it has a
    /// brace, a question mark or a number sign. Panics if this router already has an operation that
    /// takes the same requests.
    #[track_caller]
    pub fn nest<T>(mut self, base: &'static str, other: Router<T>) -> Self {
        let is_path = base.starts_with('/') && !base.ends_with('/');
        assert!(
            is_path && !base.contains(['{', '}', '?', '#']),
            "a base path must be one such as /voice, not {base:?}"
        );
        self.table().adopt(Some(base), &other.table);
        self
    }

    #[track_caller]
    fn add(mut self, endpoint: Endpoint) -> Self {
        self.table().add(endpoint);
        self
    }
}

impl<S> Router<S> {
    /// The table. It is copied if a clone of the router shares it.
    fn table(&mut self) -> &mut Table {
        Arc::make_mut(&mut self.table)
    }
}

impl<S> Clone for Router<S> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), table: self.table.clone() }
    }
}

impl<S> fmt::Debug for Router<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.table.endpoints.iter().map(Endpoint::name);
        f.debug_tuple("Router").field(&names.collect::<Vec<_>>()).finish()
    }
}
