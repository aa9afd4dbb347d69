//! The names that the derives use, and the operations of a service as the data of its documents.

use chime_model_schema::{Documents, data, description};

pub use chime_model_schema::data::Operation as OperationData;

pub use super::member::MemberType;
pub use super::shape::{
    Bounds, Constraints, Docs, Error, Errors, Kind, Location, Member, Registry, Shape, Type, schema,
};
use crate::Operation;

/// The operations of a service. The derive [`Routing`](macro@crate::Routing) implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be documented",
    label = "expected an enum with `#[derive(Routing)]`"
)]
pub trait Operations {
    /// Each operation, in the order of the enum. Adds their shapes to the registry.
    #[doc(hidden)]
    fn operations(registry: &mut Registry) -> Vec<data::Operation>;
}

/// The data of an operation.
pub fn operation<O>(registry: &mut Registry) -> data::Operation
where
    O: Operation<Input: Shape, Output: Shape, Error: Errors> + Docs,
{
    data::Operation {
        name: O::NAME.to_owned(),
        docs: description(O::NAME, O::DOCS),
        method: O::METHOD.to_string(),
        uri: O::URI.to_owned(),
        target: O::SERVICE.protocol.target(O::NAME).map(|target| target.to_string()),
        code: O::CODE,
        input: message::<O::Input>(registry),
        output: message::<O::Output>(registry),
        input_events: O::input_events(registry),
        output_events: O::output_events(registry),
        errors: O::Error::ERRORS.iter().map(|declared| error(declared, registry)).collect(),
    }
}

/// The name of a shape; `None` if it is not modeled. Adds the shape to the registry.
pub fn message<T: Shape>(registry: &mut Registry) -> Option<String> {
    T::IS_MODELED.then(|| {
        registry.shape::<T>();
        T::schema_name().into_owned()
    })
}

fn error(error: &Error, registry: &mut Registry) -> data::Error {
    (error.ty)(registry);
    data::Error { shape: error.shape.name.to_owned(), status: error.shape.status.as_u16() }
}

pub(super) fn documents<R: Operations>(
    service: crate::Service,
    version: &str,
    license: &str,
) -> Documents {
    let mut registry = Registry::default();
    let operations = R::operations(&mut registry);
    let service = data::Service {
        id: service.id.to_owned(),
        full_name: service.full_name.to_owned(),
        api_version: service.api_version.to_owned(),
        endpoint_prefix: service.endpoint_prefix.to_owned(),
        signing_name: service.signing_name.to_owned(),
    };
    Documents::new(service, operations, registry.shapes, version.to_owned(), license.to_owned())
}
