//! Errors of a derive cause no further errors, not even where the type is used.
use chime_model::{Operation, OperationError, SERVICE, Structure};

#[derive(Clone, PartialEq, Structure)]
#[sensitive]
struct Broken {
    #[http(cookie = "id")]
    id: String,
    #[constraint(length(min = 9, max = 8))]
    name: String,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum NoErrors {}

#[derive(Operation)]
#[operation(input = Broken, error = NoErrors, service = SERVICE)]
#[http(method = "GET", uri = "/")]
struct Use;

fn main() {
    let _ = Use::encode_request;
}
