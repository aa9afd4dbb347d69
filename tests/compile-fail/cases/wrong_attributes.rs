//! Only a timestamp has a timestamp format, a list cannot be a label, and only an output can set
//! the length of its body.
use chime_model::{BadRequestException, Operation, OperationError, SERVICE, Structure};

#[derive(Clone, Debug, PartialEq, Structure)]
struct Formats {
    #[http(timestamp = "date-time")]
    text: String,
    #[http(timestamp = "date-time")]
    list: Option<Vec<i32>>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Labels {
    #[http(label = "list")]
    list: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Length {
    #[http(header = "Content-Length")]
    length: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum UseError {
    Bad(BadRequestException),
}

#[derive(Operation)]
#[operation(input = Length, output = Length, error = UseError, service = SERVICE)]
#[http(method = "GET", uri = "/")]
struct Use;

fn main() {}
