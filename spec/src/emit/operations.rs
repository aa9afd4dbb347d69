//! Writes the service, its operations, and the enums of their errors.

use chime_model_vocabulary::{AwsJsonVersion, Protocol, Service};

use super::{Emitter, traits};
use crate::docs;
use crate::model::{Item, Model, Operation, Pages, Union};
use crate::print::list;

impl Emitter<'_> {
    pub(super) fn service(&mut self, service: &Service, protocol: &Protocol) {
        let Service { id, full_name, api_version, endpoint_prefix, signing_name } = service;
        let ty = self.name("Service");
        let protocol = calls(protocol);
        self.out.blank_line();
        self.out.docs(&docs::from_text(&format!("{full_name}, version {api_version} of its API.")));
        self.out.line(format_args!(
            "pub const SERVICE: {ty} = {ty}::new({id:?}, {full_name:?}, {api_version:?}, {endpoint_prefix:?}, {signing_name:?}){protocol};"
        ));
    }

    /// The enum of the operations. A server finds the operation of a request with it.
    pub(super) fn route(&mut self, model: &Model) {
        self.out.blank_line();
        self.out.docs(&docs::from_text(&format!(
            "The operations of {}, to find the one that a request is for.",
            model.service.full_name
        )));
        self.out.line(format_args!("#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Routing)]"));
        self.out.line(format_args!("#[non_exhaustive]"));
        self.out.open(format_args!("pub enum {}", model.route));
        for operation in model
            .items
            .iter()
            .filter_map(|item| if let Item::Operation(found) = item { Some(found) } else { None })
        {
            self.out.docs(&format!("See [`struct@{}`].", operation.named.ident));
            self.out.line(format_args!("{},", operation.named.ident));
        }
        self.out.close();
    }

    pub(super) fn operation(&mut self, operation: &Operation) {
        let Operation { named, method, uri, code, .. } = operation;
        let facts = list([
            (named.ident != named.name).then(|| format!("name = {:?}", named.name)),
            operation.input.as_ref().map(|input| format!("input = {input}")),
            operation.output.as_ref().map(|output| format!("output = {output}")),
            operation.input_events.as_ref().map(|events| format!("input_events = {events}")),
            operation.output_events.as_ref().map(|events| format!("output_events = {events}")),
            Some(format!("error = {}", operation.error)),
            operation.host_prefix.as_ref().map(|prefix| format!("host_prefix = {prefix:?}")),
            (!operation.flags.is_empty()).then(|| {
                operation.flags.iter().map(|flag| flag.attribute()).collect::<Vec<_>>().join(", ")
            }),
            (!operation.compression.is_empty())
                .then(|| format!("compression = {:?}", operation.compression)),
            Some("service = SERVICE".to_owned()),
        ]);
        let code = if *code == 200 { String::new() } else { format!(", code = {code}") };
        self.out.blank_line();
        self.out.docs(&docs::operation(operation));
        self.section(&self.examples.operation(&named.ident));
        self.deprecated(named);
        self.out.line(format_args!("#[derive(Clone, Copy, Debug, Operation)]"));
        self.out.line(format_args!("#[operation({facts})]"));
        if operation.target.is_none() {
            self.out.line(format_args!("#[http(method = {method:?}, uri = {uri:?}{code})]"));
        }
        if let Some(pages) = &operation.pages {
            self.pages(pages);
        }
        self.out.line(format_args!("pub struct {};", named.ident));
    }

    fn pages(&mut self, pages: &Pages) {
        let Pages { input_token, output_token, more_results, items } = pages;
        let facts = list([
            Some(format!("input_token = {input_token}, output_token = {output_token}")),
            more_results.as_ref().map(|field| format!("more_results = {field}")),
            items
                .as_ref()
                .map(|items| format!("items = {}, item = {}", items.field, self.item(&items.ty))),
        ]);
        self.out.line(format_args!("#[paginated({facts})]"));
    }

    pub(super) fn errors(&mut self, operation: &Operation) {
        self.out.blank_line();
        self.out.docs(&format!("The errors of [`{}`].", operation.named.ident));
        self.out.line(format_args!(
            "#[derive({}, OperationError)]",
            traits(false, operation.has_float)
        ));
        self.out.line(format_args!("#[non_exhaustive]"));
        self.out.open(format_args!("pub enum {}", operation.error));
        for error in &operation.errors {
            let docs = self.errors.get(error.as_str()).map(|structure| docs::error(structure));
            self.out.docs(&docs.unwrap_or_default());
            self.out.line(format_args!("{error}({error}),"));
        }
        self.out.close();
    }

    /// The enum of the errors that may end a stream of events.
    pub(super) fn stream_errors(&mut self, union: &Union) {
        let Some(events) = &union.events else { return };
        self.out.blank_line();
        self.out.docs(&format!("The errors that may end a stream of [`{}`].", union.named.ident));
        let traits = traits(false, union.has_float);
        self.out.line(format_args!("#[derive({traits}, OperationError)]"));
        self.out.line(format_args!("#[non_exhaustive]"));
        self.out.open(format_args!("pub enum {}", events.error));
        for error in &events.errors {
            let docs = self.errors.get(error.ty.as_str()).map(|structure| docs::error(structure));
            self.out.docs(&docs.unwrap_or_default());
            if error.ident != error.name {
                self.out.line(format_args!("#[serde(rename = {:?})]", error.name));
            }
            self.out.line(format_args!("{}({}),", error.ident, error.ty));
        }
        self.out.close();
    }
}

/// The calls that say which protocol a service speaks.
fn calls(protocol: &Protocol) -> String {
    let Protocol::AwsJson(json) = protocol else { return String::new() };
    let version = match json.version {
        AwsJsonVersion::V1_0 => "aws_json_1_0",
        AwsJsonVersion::V1_1 => "aws_json_1_1",
    };
    let query = if json.is_query_compatible { ".query_compatible()" } else { "" };
    let namespace = json.error_namespace.as_ref();
    let namespace = namespace.map(|name| format!(".error_namespace({name:?})"));
    format!(".{version}({:?}){query}{}", json.target_prefix, namespace.unwrap_or_default())
}
