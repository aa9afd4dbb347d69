//! The rules for items. Each error is on the token that causes it.

use std::collections::HashSet;

use chime_model_vocabulary::{Location, Places, check_header, is_content_length, is_error_name};

use crate::ast::{Enum, Member, Structure, Variant};
use crate::report::Report;

impl Structure<'_> {
    pub(crate) fn check(&self, report: &mut Report) {
        let mut places = Places::default();
        let mut names = HashSet::new();
        for member in &self.members {
            member.check(report);
            if !names.insert(&member.name) {
                report.error(member.ident, format!("duplicate name `{}`", member.name));
            } else if let Err(problem) = places.take(&member.name, &member.location()) {
                report.error(member.ident, problem);
            }
        }
        if self.members.iter().any(|member| member.location() == Location::Payload) {
            for member in self.members.iter().filter(|member| member.http.declared.is_none()) {
                let message = "the payload is the whole body, so every other member must have a \
                               location outside it";
                report.error(member.ident, message);
            }
        }
        if self.has_stream {
            let is_payload = |member: &&Member<'_>| member.location() == Location::Payload;
            for member in self.members.iter().filter(is_payload) {
                report.error(member.ident, "the body is a stream of events, so it has no payload");
            }
        }
        if let Some(second) = self.members.iter().filter(|member| member.is_token).nth(1) {
            report.error(second.ident, "a structure can have only one idempotency token");
        }
    }

    /// Rules for an error.
    pub(crate) fn check_exception(&self, report: &mut Report) {
        if !is_error_name(&self.name) {
            let message = "the name of an error is sent in a header, so it must consist of visible \
                           ASCII characters, without `:` and `#`";
            report.error(self.ident, message);
        }
        for member in &self.members {
            if member.is_required() {
                let message = "any member of an error may be absent from a response, so it must be \
                               an `Option`";
                report.error(member.ty, message);
            }
            if is_content_length(&member.location()) {
                report.error(member.ident, "only an output can have the header Content-Length");
            }
            if let Location::Label(_) | Location::Query(_) | Location::QueryMap = member.location()
            {
                report.error(member.ident, "a response has neither labels nor a query");
            }
        }
        if let Some(second) = self.members.iter().filter(|member| member.is_message()).nth(1) {
            report.error(second.ident, "an error can have only one member for its message");
        }
    }
}

impl Member<'_> {
    fn check(&self, report: &mut Report) {
        match &self.http.declared {
            Some((Location::Label(_), _)) if !self.is_required() => {
                report.error(self.ty, "a label is part of the path, so it cannot be an `Option`");
            }
            Some((Location::Status, _)) if self.is_required() => {
                report.error(self.ty, "the status has a default, so it must be an `Option`");
            }
            Some((_, span)) => {
                if let Err(problem) = check_header(&self.location()) {
                    report.error_at(*span, problem);
                }
            }
            None => {}
        }
        if self.http.host_label.is_some() && !self.is_required() {
            let message = "a label is part of the host name, so it cannot be an `Option`";
            report.error(self.ty, message);
        }
        if let (Some(key), Some(_)) = (&self.http.body, &self.http.declared) {
            report.error(key, "a member outside the body cannot have a key in it");
        }
    }
}

impl Enum<'_> {
    /// Rules for an enumeration of strings.
    pub(crate) fn check_enumeration(&self, report: &mut Report) {
        self.check_unknown(report);
        self.check_names(report);
        for variant in self.known() {
            if let Some(field) = variant.field {
                report.error(field, "only the variant marked `#[unknown]` can hold a value");
            }
        }
    }

    /// Rules for a union.
    pub(crate) fn check_union(&self, report: &mut Report) {
        self.check_unknown(report);
        self.check_names(report);
        let mut places = Places::default();
        for variant in &self.variants {
            if variant.field.is_none() {
                report.error(variant.ident, "a variant of a union must hold a value");
            }
            // A name that occurs twice is already reported.
            let is_first = |other: &&Variant<'_>| other.name == variant.name;
            let is_first =
                self.known().find(is_first).is_some_and(|first| first.ident == variant.ident);
            if is_first
                && let Err(problem) =
                    places.take(&variant.name, &variant.http.location(&variant.name))
            {
                report.error(variant.ident, problem);
            }
            if let Some(span) = variant.http.host_label {
                report.error_at(span, "a member of a union cannot be a label of the host name");
            }
            if let Some((_, span)) = variant.http.declared {
                report.error_at(
                    span,
                    "a member of a union is in the body and cannot have another location",
                );
            }
        }
    }

    /// Rules for a stream of events, beside those for a union.
    pub(crate) fn check_events(&self, report: &mut Report) {
        for variant in self.known() {
            if !variant.constraints.is_empty() || variant.http.timestamp.is_some() {
                report.error(variant.ident, "an event has no constraints and no format of its own");
            }
        }
    }

    /// Rules for the errors of an operation.
    pub(crate) fn check_errors(&self, report: &mut Report) {
        self.check_names(report);
        for variant in self.variants.iter().filter(|variant| variant.field.is_none()) {
            report.error(variant.ident, "a variant must hold the structure of an error");
        }
    }

    /// Rules for the operations of a service.
    pub(crate) fn check_routes(&self, report: &mut Report) {
        for variant in self.variants.iter().filter(|variant| variant.field.is_some()) {
            report.error(
                variant.ident,
                "a variant cannot hold a value: its name is the type of an operation",
            );
        }
    }

    /// The modeled variants.
    pub(crate) fn known(&self) -> impl Iterator<Item = &Variant<'_>> {
        self.variants.iter().filter(|variant| !variant.is_unknown)
    }

    /// The variant marked `#[unknown]`.
    pub(crate) fn unknown(&self) -> Option<&Variant<'_>> {
        self.variants.iter().find(|variant| variant.is_unknown)
    }

    fn check_unknown(&self, report: &mut Report) {
        let mut unknown = self.variants.iter().filter(|variant| variant.is_unknown);
        match unknown.next() {
            None => report.error(
                self.ident,
                "missing a variant marked `#[unknown]`, which holds what is not modeled",
            ),
            Some(variant) if variant.field.is_none() => {
                report.error(
                    variant.ident,
                    "the variant marked `#[unknown]` must hold what is not modeled",
                );
            }
            Some(_) => {}
        }
        if let Some(second) = unknown.next() {
            report.error(second.ident, "only one variant can be marked `#[unknown]`");
        }
    }

    fn check_names(&self, report: &mut Report) {
        let mut taken = HashSet::new();
        for variant in self.known().filter(|variant| !taken.insert(variant.name.clone())) {
            report.error(variant.ident, format!("duplicate name `{}`", variant.name));
        }
    }
}
