//! The names in an operation agree with those in its structures, and no two of them collide.
use chime_model::{Exception, Operation, OperationError, SERVICE, Structure};

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 400)]
struct Lost {}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 404)]
#[serde(rename = "Lost")]
struct Gone {}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum SameName {
    Lost(Lost),
    Gone(Gone),
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Place {
    #[http(label = "id")]
    id: String,
    #[http(query = "op")]
    op: Option<String>,
    #[http(host_label)]
    account: String,
}

#[derive(Operation)]
#[operation(input = Place, error = Lost, service = SERVICE, host_prefix = "{account}.")]
#[http(method = "GET", uri = "/{id}?kind=a&o%70=b")]
struct LiteralQuery;

#[derive(Operation)]
#[operation(input = Place, error = Lost, service = SERVICE)]
#[http(method = "GET", uri = "/places")]
struct NoSuchLabel;

#[derive(Operation)]
#[operation(error = Lost, service = SERVICE)]
#[http(method = "GET", uri = "/places/{id}")]
struct NoMember;

#[derive(Operation)]
#[operation(input = Place, error = Lost, service = SERVICE, host_prefix = "{other}.")]
#[http(method = "GET", uri = "/{id}")]
struct NoHostLabel;

#[derive(Operation)]
#[operation(output = Place, error = Lost, service = SERVICE)]
#[http(method = "GET", uri = "/places")]
struct LabelOfOutput;

#[derive(Clone, Debug, PartialEq, Structure)]
struct Answer {
    #[http(status)]
    status: Option<i32>,
}

#[derive(Operation)]
#[operation(input = Answer, error = Lost, service = SERVICE)]
#[http(method = "GET", uri = "/places")]
struct StatusOfInput;

/// A valid operation, which has no error.
#[derive(Operation)]
#[operation(input = Place, output = Answer, error = Lost, service = SERVICE)]
#[http(method = "GET", uri = "/places/{id+}?kind=op&p")]
struct Right;

fn main() {}
