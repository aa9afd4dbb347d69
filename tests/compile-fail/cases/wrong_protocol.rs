//! The protocol of a service decides which attributes its operations and their members have.
use chime_model::{BadRequestException, Exception, Operation, OperationError, Service, Structure};

const REST: Service = Service::new("Shop", "Shop", "2024-01-01", "shop", "shop");
const JSON: Service = REST.aws_json_1_1("Shop_20240101");

#[derive(Clone, Debug, PartialEq, Structure)]
struct Head {
    #[http(header = "etag")]
    etag: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 404)]
struct Gone {
    #[http(status)]
    status: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum BadError {
    Bad(BadRequestException),
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum GoneError {
    Gone(Gone),
}

#[derive(Operation)]
#[operation(error = BadError, service = REST)]
struct WithoutUri;

#[derive(Operation)]
#[operation(error = BadError, service = JSON)]
#[http(method = "GET", uri = "/")]
struct WithUri;

#[derive(Operation)]
#[operation(output = Head, error = BadError, service = JSON)]
struct WithHeader;

#[derive(Operation)]
#[operation(error = GoneError, service = JSON)]
struct WithStatus;

#[derive(Operation)]
#[operation(name = "With.Dot", error = BadError, service = JSON)]
struct WithDot;

const NAMED: Service = JSON.error_namespace("com.amazonaws.shop");
const QUERIED: Service = REST.query_compatible();

fn main() {
    assert_ne!(NAMED, QUERIED);
}
