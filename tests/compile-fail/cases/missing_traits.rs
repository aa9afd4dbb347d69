//! An input must implement the traits that every generated type has; each missing one is one error.
use chime_model::{Operation, OperationError, SERVICE, Structure};

#[derive(Structure)]
struct Bare {
    name: String,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum NoErrors {}

#[derive(Operation)]
#[operation(input = Bare, error = NoErrors, service = SERVICE)]
#[http(method = "POST", uri = "/")]
struct Use;

fn main() {}
