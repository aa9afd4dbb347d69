//! The types that an operation refers to must be derived.
use chime_model::{Exception, Operation, OperationError, Routing, SERVICE, Structure};

#[derive(Clone, Debug, PartialEq)]
struct Plain;

#[derive(Clone, Debug, PartialEq, OperationError)]
enum NoErrors {}

#[derive(Operation)]
#[operation(input = Plain, error = NoErrors, service = SERVICE)]
#[http(method = "GET", uri = "/input")]
struct WrongInput;

#[derive(Operation)]
#[operation(error = Plain, service = SERVICE)]
#[http(method = "GET", uri = "/error")]
struct WrongError;

#[derive(Clone, Debug, PartialEq, OperationError)]
enum Errors {
    Plain(Plain),
}

#[derive(Clone, Copy, Routing)]
enum Route {
    Plain,
}

#[derive(Clone, Debug, PartialEq, Exception)]
#[exception(status = 400)]
struct NotAStructure;

#[derive(Clone, Debug, PartialEq, Structure)]
struct Page {
    token: Option<i32>,
    count: i32,
}

#[derive(Operation)]
#[operation(input = Page, output = Page, error = NoErrors, service = SERVICE)]
#[http(method = "POST", uri = "/pages")]
#[paginated(input_token = token, output_token = token, items = count, item = i32)]
struct WrongPages;

fn main() {}
