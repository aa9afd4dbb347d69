//! A client with ureq, which sends the requests of the `http` crate as they are.

use chime_model::{CreateRoom, Endpoint, Operation, http};
use chime_model_ecosystem::{Outcome, Result, exercise, serve};

/// The outer error is that of the connection, the inner one that of the service.
fn call<O: Operation>(
    agent: &ureq::Agent,
    endpoint: &Endpoint,
    input: &O::Input,
) -> Result<Outcome<O>> {
    let (parts, mut body) = agent.run(endpoint.resolve(O::encode_request(input)?)?)?.into_parts();
    Ok(O::decode_response(&http::Response::from_parts(parts, body.read_to_vec()?)))
}

fn main() -> Result<()> {
    // A status of 400 or more is a response too, and `decode_response` turns it into the typed
    // error.
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let endpoint = serve()?;
    exercise(|room| call::<CreateRoom>(&agent, &endpoint, room))
}
