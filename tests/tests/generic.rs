//! Code for any operation, with the single bound `O: Operation`: a queue that outlives the process,
//! and a test double of a service.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use chime_model::http::{Request, Response};
use chime_model::{
    CreateRoom, CreateRoomError, CreateRoomRequest, CreateRoomResponse, Empty, NotFoundException,
    Operation, OperationError, ResponseError, Room, Validate as _,
};

/// Inputs that wait to be sent, saved as JSON.
struct Queue<O: Operation>(VecDeque<O::Input>);

impl<O: Operation> Queue<O> {
    /// Adds an input, unless the queue has an equal one. An input that breaks a constraint is an
    /// error.
    fn push(&mut self, input: &O::Input) -> Result<(), String> {
        input.validate().map_err(|violations| format!("{}: {violations}", O::NAME))?;
        if !self.0.contains(input) {
            self.0.push_back(input.clone());
        }
        Ok(())
    }

    fn save(&self) -> String {
        serde_json::to_string(&self.0).expect("JSON")
    }

    fn load(saved: &str) -> Self {
        Self(serde_json::from_str(saved).expect("what was saved"))
    }
}

/// A service that gives its responses in order and keeps the inputs that it gets.
struct Double<O: Operation> {
    responses: VecDeque<Result<O::Output, O::Error>>,
    inputs: Vec<O::Input>,
}

impl<O: Operation> Double<O> {
    fn respond(&mut self, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
        match O::decode_request(request) {
            Ok(input) => self.inputs.push(input),
            Err(rejection) => return rejection.to_response(&O::SERVICE.protocol),
        }
        match self.responses.pop_front().expect("a response is left") {
            Ok(output) => O::encode_response(&output).expect("a response"),
            Err(error) => O::encode_error(&error).expect("a response"),
        }
    }
}

/// Sends every queued input from another thread, and returns the outcomes.
fn drain<O: Operation>(
    queue: Queue<O>,
    double: &Arc<Mutex<Double<O>>>,
) -> Vec<Result<O::Output, ResponseError<O::Error>>> {
    let double = Arc::clone(double);
    let send = move |input: O::Input| {
        let request = O::encode_request(&input).expect("a request");
        O::decode_response(&double.lock().expect("no panic").respond(&request))
    };
    std::thread::spawn(move || queue.0.into_iter().map(send).collect()).join().expect("no panic")
}

/// Pushes each input twice, saves and loads the queue, sends its inputs, and checks that the
/// service got each input once and that each outcome is the response that it gave.
fn check<O: Operation>(inputs: &[O::Input], responses: &[Result<O::Output, O::Error>]) {
    let mut queue = Queue::<O>(VecDeque::new());
    for input in inputs.iter().chain(inputs) {
        queue.push(input).expect("a valid input");
    }
    let queue = Queue::<O>::load(&queue.save());
    let double = Arc::new(Mutex::new(Double {
        responses: responses.iter().cloned().collect(),
        inputs: Vec::new(),
    }));
    let outcomes: Vec<_> = drain(queue, &double)
        .into_iter()
        .map(|outcome| outcome.map_err(|error| error.modeled().cloned()))
        .collect();
    assert_eq!(double.lock().expect("no panic").inputs, inputs);
    assert_eq!(
        outcomes,
        responses.iter().cloned().map(|response| response.map_err(Some)).collect::<Vec<_>>()
    );
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum NoErrors {}

#[derive(Operation)]
#[operation(error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/ping")]
struct Ping;

#[test]
fn an_operation_needs_no_further_bounds() {
    let created = CreateRoomResponse::default().room(Room::default().name("Team room"));
    let missing = CreateRoomError::from(NotFoundException::default().message("No such account."));
    let inputs =
        ["12345678", "87654321"].map(|account| CreateRoomRequest::new(account, "Team room"));
    check::<CreateRoom>(&inputs, &[Ok(created), Err(missing)]);
    check::<Ping>(&[Empty], &[Ok(Empty)]);
}

#[test]
fn a_queue_refuses_what_breaks_a_constraint() {
    let refused =
        Queue::<CreateRoom>(VecDeque::new()).push(&CreateRoomRequest::new(" ", "Team room"));
    let expected = "CreateRoom: AccountId must contain a match of the pattern \\S";
    assert_eq!(refused, Err(expected.to_owned()));
}

#[test]
fn empty_is_an_object_without_members() {
    assert_eq!(serde_json::to_string(&Empty).expect("JSON"), "{}");
    assert_eq!(serde_json::from_str::<Empty>("{}").expect("the value"), Empty);
    assert_eq!(serde_json::from_str::<Empty>(r#"{"Unknown":1}"#).expect("the value"), Empty);
    let other = serde_json::from_str::<Empty>("[1]").expect_err("not an object");
    assert!(other.to_string().contains("must be an object, not an array"), "{other}");
}
