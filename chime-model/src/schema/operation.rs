//! What an operation's documents are made from: its metadata, its messages, and its examples in the HTTP form.

use std::collections::BTreeMap;

use http::Method;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use super::shape::{Docs, Error, Errors, Member, Place, Shape};
use crate::wire::{Content, Structure};
use crate::{EncodeError, Operation};

/// What a document shows of an operation, as values, so that the compiler and the wire format vouch for it.
pub struct Examples<O: Operation> {
    /// An input, with every member that is worth showing.
    pub input: O::Input,
    /// Its output.
    pub output: O::Output,
    /// Its errors.
    pub errors: Vec<O::Error>,
}

/// An operation, as documents want it.
pub(super) struct OperationDocs {
    pub(super) name: &'static str,
    pub(super) docs: &'static str,
    pub(super) method: Method,
    pub(super) uri: &'static str,
    pub(super) status: u16,
    pub(super) input: Message,
    pub(super) output: Message,
    pub(super) errors: &'static [Error],
    pub(super) examples: Option<RenderedExamples>,
}

/// Makes the document of a type.
pub(super) type Document = fn(SchemaGenerator) -> Schema;

/// An input or an output.
pub(super) struct Message {
    pub(super) docs: &'static str,
    pub(super) members: &'static [Member],
    pub(super) content: Content,
    /// The name of its type and the document of it; there is none for an operation without.
    pub(super) document: Option<(String, Document)>,
}

/// Examples in their forms.
pub(super) struct RenderedExamples {
    /// The members of the input in their documented form.
    pub(super) members: Value,
    pub(super) request: Option<Value>,
    pub(super) response: Option<Value>,
    /// The bodies of errors, by their names.
    pub(super) errors: BTreeMap<&'static str, Value>,
}

impl OperationDocs {
    pub(super) fn of<O>(examples: Option<Examples<O>>) -> Result<Self, EncodeError>
    where
        O: Operation<Input: Shape + JsonSchema + serde::Serialize, Output: Shape + JsonSchema, Error: Errors> + Docs,
    {
        Ok(Self {
            name: O::NAME,
            docs: O::DOCS,
            method: O::METHOD,
            uri: O::URI,
            status: O::CODE,
            input: Message::of::<O::Input>(),
            output: Message::of::<O::Output>(),
            errors: O::Error::ERRORS,
            examples: examples.map(RenderedExamples::of).transpose()?,
        })
    }
}

impl Message {
    fn of<T: Structure + Shape + JsonSchema>() -> Self {
        let document: Document = SchemaGenerator::into_root_schema_for::<T>;
        Self {
            docs: T::DOCS,
            members: T::MEMBERS,
            content: T::CONTENT,
            document: T::IS_MODELED.then(|| (T::schema_name().into_owned(), document)),
        }
    }
}

impl Message {
    /// The member that is the body.
    pub(super) fn payload(&self) -> Option<&'static Member> {
        self.members.iter().find(|member| member.place == Place::Payload)
    }
}

impl RenderedExamples {
    fn of<O: Operation<Input: serde::Serialize>>(examples: Examples<O>) -> Result<Self, EncodeError> {
        let body = |body: Vec<u8>| serde_json::from_slice(&body).ok();
        let mut errors = BTreeMap::new();
        for error in &examples.errors {
            errors.extend(body(O::encode_error(error)?.into_body()).map(|body| (crate::ServiceError::name(error), body)));
        }
        Ok(Self {
            members: serde_json::to_value(&examples.input).unwrap_or_default(),
            request: body(O::encode_request(&examples.input)?.into_body()),
            response: body(O::encode_response(&examples.output)?.into_body()),
            errors,
        })
    }
}
