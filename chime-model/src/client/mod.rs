//! Calling the operations of a service: a [`Client`] over any HTTP client.
//!
//! A client encodes the input, sends the request with its [`Sender`], and decodes the response. A
//! sender is any tower service that sends requests. hyper-util's client is one, and reqwest
//! needs a short [adapter](crate::recipes#call-with-reqwest-and-a-signature). A
//! [`Router`](crate::server::Router) is one too, so a test needs no socket.
//!
//! ```
//! # #[cfg(feature = "server")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use chime_model::client::Client;
//! use chime_model::server::Router;
//! use chime_model::{CreateRoom, CreateRoomRequest, CreateRoomResponse};
//! use chime_model::{NotFoundException, Room};
//!
//! let sender = Router::new().on(CreateRoom, async |_, input| {
//!     if input.account_id == "nobody" {
//!         return Err(NotFoundException::default().into());
//!     }
//!     let room = Room::default().name(input.name);
//!     Ok(CreateRoomResponse::default().room(room))
//! });
//! let client = Client::new(sender, "http://localhost".parse()?);
//!
//! let input = CreateRoomRequest::new("12345678", "Team room");
//! let output = client.call(CreateRoom, &input).await?;
//! assert_eq!(output.room.and_then(|room| room.name).unwrap(), "Team room");
//!
//! let input = CreateRoomRequest::new("nobody", "Team room");
//! let error = client.call(CreateRoom, &input).await.unwrap_err();
//! assert_eq!(error.name(), Some("NotFoundException"));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "server"))]
//! # fn main() {}
//! ```
//!
//! Timeouts, signatures, checksums and compression are layers around the sender. They find the
//! [`OperationShape`](crate::OperationShape) in the extensions of each request.

mod attempt;
mod error;
mod pages;
mod sender;
#[cfg(feature = "event-stream")]
mod streams;

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};

pub use self::attempt::Attempt;
use self::attempt::Policy;
pub use self::error::CallError;
pub use self::pages::{Items, Pages};
pub use self::sender::Sender;
use crate::body::{Body, ReceiveError, receive};
use crate::{Endpoint, Operation, Paginated};

/// The most bytes of a response's body, unless the client has another limit.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// Calls operations: it sends requests with a [`Sender`] to an [`Endpoint`]. See the [module](self)
/// for an example.
///
/// Each call clones the sender, as is usual for tower services, so that calls can overlap.
#[derive(Clone)]
pub struct Client<T> {
    sender: T,
    endpoint: Endpoint,
    policy: Option<Arc<Policy>>,
    limit: usize,
}

impl<T> Client<T> {
    /// A client that sends to `endpoint`, and sends each request once.
    pub fn new(sender: T, endpoint: Endpoint) -> Self {
        Self { sender, endpoint, policy: None, limit: BODY_LIMIT }
    }

    /// Sends a request again after a failed attempt, if `policy` returns a future. The future is
    /// the wait before the next attempt. This crate has no clock, so the future comes from your
    /// runtime.
    ///
    /// All attempts of a call send the same request, with the same idempotency token.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use chime_model::client::{Attempt, Client};
    ///
    /// /// Three attempts, with longer waits if the service is busy.
    /// fn policy(attempt: &Attempt<'_>) -> Option<tokio::time::Sleep> {
    ///     let base = if attempt.is_throttling { 1_000 } else { 100 };
    ///     let wait = Duration::from_millis(base << attempt.number);
    ///     let is_next = attempt.is_retryable && attempt.number < 3;
    ///     is_next.then(|| tokio::time::sleep(wait))
    /// }
    ///
    /// fn with_retries<T>(client: Client<T>) -> Client<T> {
    ///     client.retry_with(policy)
    /// }
    /// ```
    #[must_use]
    pub fn retry_with<F, W>(mut self, policy: F) -> Self
    where
        F: Fn(&Attempt<'_>) -> Option<W> + Send + Sync + 'static,
        W: Future<Output = ()> + Send + 'static,
    {
        self.policy = Some(Arc::new(move |attempt| Some(Box::pin(policy(attempt)?))));
        self
    }

    /// Sets the limit of a response's body, in bytes. The default is 64 MiB. A longer body is an
    /// error.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }
}

impl<T> Client<T> {
    /// Calls an operation.
    ///
    /// # Errors
    /// Fails if the input cannot be sent, if there is no response, or if the response has no
    /// output.
    pub async fn call<O: Operation>(
        &self,
        _operation: O,
        input: &O::Input,
    ) -> Result<O::Output, CallError<O::Error>>
    where
        T: Sender,
    {
        self.send::<O>(input).await
    }

    /// Calls the operation `O`. This is for generic code, which has the type and no value.
    ///
    /// ```
    /// use chime_model::Operation;
    /// use chime_model::client::{Client, Sender};
    ///
    /// async fn is_refused<O: Operation>(
    ///     client: &Client<impl Sender>,
    ///     input: &O::Input,
    /// ) -> bool {
    ///     let result = client.send::<O>(input).await;
    ///     result.is_err_and(|error| error.modeled().is_some())
    /// }
    /// ```
    ///
    /// # Errors
    /// Fails if the input cannot be sent, if there is no response, or if the response has no
    /// output.
    pub async fn send<O: Operation>(
        &self,
        input: &O::Input,
    ) -> Result<O::Output, CallError<O::Error>>
    where
        T: Sender,
    {
        let request = O::encode_request(input)?;
        let mut request = self.endpoint.resolve(request)?.map(Body::from);
        request.extensions_mut().insert(O::SHAPE.clone());
        let Some(policy) = &self.policy else { return self.attempt::<O>(request).await };
        let mut number = 1;
        loop {
            let error = match self.attempt::<O>(request.clone()).await {
                Ok(output) => return Ok(output),
                Err(error) => error,
            };
            match policy(&Attempt::new(O::SHAPE, number, &error)) {
                Some(wait) => wait.await,
                None => return Err(error),
            }
            number = number.saturating_add(1);
        }
    }

    /// Calls an operation page by page.
    ///
    /// ```
    /// use chime_model::Paginated;
    /// use chime_model::client::{CallError, Client, Sender};
    ///
    /// async fn count<O: Paginated>(
    ///     client: &Client<impl Sender>,
    ///     operation: O,
    ///     input: O::Input,
    /// ) -> Result<usize, CallError<O::Error>> {
    ///     let mut items = client.pages(operation, input).items();
    ///     let mut count = 0;
    ///     while let Some(item) = items.next().await {
    ///         item?;
    ///         count += 1;
    ///     }
    ///     Ok(count)
    /// }
    /// ```
    pub fn pages<O: Paginated>(&self, _operation: O, input: O::Input) -> Pages<'_, O, T>
    where
        T: Sender,
    {
        Pages::new(self, input)
    }

    async fn attempt<O: Operation>(
        &self,
        request: Request<Body>,
    ) -> Result<O::Output, CallError<O::Error>>
    where
        T: Sender,
    {
        let (head, body) = self.respond::<O::Error>(request).await?.into_parts();
        let body = self.receive(body).await?;
        Ok(O::decode_response(&Response::from_parts(head, body))?)
    }

    /// Sends a request, and returns the response once it begins.
    async fn respond<E>(
        &self,
        request: Request<Body>,
    ) -> Result<Response<T::ResponseBody>, CallError<E>>
    where
        T: Sender,
    {
        let mut sender = self.sender.clone();
        let transport = |error: T::Error| CallError::Transport(error.into());
        poll_fn(|context| sender.poll_ready(context)).await.map_err(transport)?;
        sender.call(request).await.map_err(transport)
    }

    /// Receives the whole body of a response.
    async fn receive<E>(&self, body: T::ResponseBody) -> Result<Bytes, CallError<E>>
    where
        T: Sender,
    {
        receive(body, self.limit).await.map_err(|error| match error {
            ReceiveError::TooLarge => CallError::TooLarge { limit: self.limit },
            ReceiveError::Broken(error) => CallError::Body(error.into()),
        })
    }
}

/// The sender may hold keys, so it is not shown.
impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}
