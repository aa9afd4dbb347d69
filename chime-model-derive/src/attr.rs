//! Reads attributes: what each can say, with an error on the token that says something else.

use chime_model_pattern::Pattern;
use proc_macro2::Span;
use quote::ToTokens as _;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, LitInt, LitStr};

use crate::report::Report;

/// What `#[http(…)]` says of a member.
#[derive(Default)]
pub(crate) struct Http {
    pub(crate) place: Option<(Place, Span)>,
    /// The key in the body, where it is not the documented name.
    pub(crate) body: Option<LitStr>,
    pub(crate) timestamp: Option<(Timestamp, Span)>,
    pub(crate) host_label: bool,
}

/// The location of a member that is not in the body.
pub(crate) enum Place {
    Label(LitStr),
    Query(LitStr),
    QueryMap,
    Header(LitStr),
    PrefixHeaders(LitStr),
    Status,
    Payload,
}

/// The format of a timestamp.
#[derive(Clone, Copy)]
pub(crate) enum Timestamp {
    DateTime,
    HttpDate,
    EpochSeconds,
}

/// What `#[constraint(…)]` says of a member, or inside of it of its elements or keys.
#[derive(Default)]
pub(crate) struct Constraints {
    pub(crate) length: Option<Bounds<LitInt>>,
    pub(crate) range: Option<Bounds<Expr>>,
    pub(crate) pattern: Option<Pattern>,
    pub(crate) each: Option<Box<Constraints>>,
    pub(crate) keys: Option<Box<Constraints>>,
}

/// `(min = …, max = …)`, either of which may be missing.
pub(crate) struct Bounds<T> {
    pub(crate) min: Option<T>,
    pub(crate) max: Option<T>,
    pub(crate) span: Span,
}

impl Http {
    pub(crate) fn read(attributes: &[Attribute], report: &mut Report) -> Self {
        let mut http = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("http")) {
            report.take(attribute.parse_nested_meta(|meta| http.read_one(&meta)));
        }
        http
    }

    /// The key in the body of a member with that documented name; `None` for a member outside of
    /// the body (rule J6).
    pub(crate) fn key(&self, name: &str) -> Option<String> {
        self.place
            .is_none()
            .then(|| self.body.as_ref().map_or_else(|| name.to_owned(), LitStr::value))
    }

    /// The format of the timestamps in a member: its own, or else that of its location (rule T1).
    pub(crate) fn timestamp(&self) -> Timestamp {
        let of_place = match &self.place {
            None | Some((Place::Payload | Place::Status, _)) => Timestamp::EpochSeconds,
            Some((Place::Label(_) | Place::Query(_) | Place::QueryMap, _)) => Timestamp::DateTime,
            Some((Place::Header(_) | Place::PrefixHeaders(_), _)) => Timestamp::HttpDate,
        };
        self.timestamp.map_or(of_place, |(format, _)| format)
    }

    fn read_one(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let place = match key(meta)?.as_str() {
            "label" => Place::Label(text(meta)?),
            "query" => Place::Query(text(meta)?),
            "query_map" => Place::QueryMap,
            "header" => Place::Header(text(meta)?),
            "prefix_headers" => Place::PrefixHeaders(text(meta)?),
            "status" => Place::Status,
            "payload" => Place::Payload,
            "host_label" => {
                self.host_label = true;
                return Ok(());
            }
            "body" => {
                self.body = Some(text(meta)?);
                return Ok(());
            }
            "timestamp" => {
                let format = text(meta)?;
                self.timestamp = Some((Timestamp::read(&format)?, format.span()));
                return Ok(());
            }
            _ => {
                return Err(meta.error(
                    "expected `label`, `query`, `query_map`, `header`, `prefix_headers`, `status`, `payload`, `body`, `timestamp` or \
                     `host_label`",
                ));
            }
        };
        if self.place.is_some() {
            return Err(meta.error("a member can have only one location"));
        }
        self.place =
            Some((place, meta.path.get_ident().map_or_else(Span::call_site, syn::Ident::span)));
        Ok(())
    }
}

impl Timestamp {
    fn read(format: &LitStr) -> syn::Result<Self> {
        match format.value().as_str() {
            "date-time" => Ok(Timestamp::DateTime),
            "http-date" => Ok(Timestamp::HttpDate),
            "epoch-seconds" => Ok(Timestamp::EpochSeconds),
            _ => Err(syn::Error::new(
                format.span(),
                "expected \"date-time\", \"http-date\" or \"epoch-seconds\"",
            )),
        }
    }
}

impl Constraints {
    pub(crate) fn read(attributes: &[Attribute], report: &mut Report) -> Self {
        let mut constraints = Self::default();
        for attribute in
            attributes.iter().filter(|attribute| attribute.path().is_ident("constraint"))
        {
            report.take(attribute.parse_nested_meta(|meta| constraints.read_one(&meta)));
        }
        constraints
    }

    fn read_one(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        match key(meta)?.as_str() {
            "length" => self.length = Some(Bounds::read(meta)?),
            "range" => self.range = Some(Bounds::read(meta)?),
            "pattern" => self.pattern = Some(pattern(&text(meta)?)?),
            "each" => {
                meta.parse_nested_meta(|meta| self.each.get_or_insert_default().read_one(&meta))?;
            }
            "keys" => {
                meta.parse_nested_meta(|meta| self.keys.get_or_insert_default().read_one(&meta))?;
            }
            _ => return Err(meta.error("expected `length`, `range`, `pattern`, `each` or `keys`")),
        }
        Ok(())
    }

    /// Whether there is nothing to check.
    pub(crate) fn is_empty(&self) -> bool {
        self.length.is_none()
            && self.range.is_none()
            && self.pattern.is_none()
            && self.each.is_none()
            && self.keys.is_none()
    }

    /// These constraints and all inside of them.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Constraints)) {
        visit(self);
        for inner in [&self.each, &self.keys].into_iter().flatten() {
            inner.walk(visit);
        }
    }
}

fn pattern(text: &LitStr) -> syn::Result<Pattern> {
    Pattern::new(&text.value())
        .map_err(|error| syn::Error::new(text.span(), format!("invalid pattern: {error}")))
}

impl<T: syn::parse::Parse> Bounds<T> {
    fn read(meta: &ParseNestedMeta<'_>) -> syn::Result<Self> {
        let span = meta.path.get_ident().map_or_else(Span::call_site, syn::Ident::span);
        let mut bounds = Self { min: None, max: None, span };
        meta.parse_nested_meta(|bound| {
            match key(&bound)?.as_str() {
                "min" => bounds.min = Some(bound.value()?.parse()?),
                "max" => bounds.max = Some(bound.value()?.parse()?),
                _ => return Err(bound.error("expected `min` or `max`")),
            }
            Ok(())
        })?;
        Ok(bounds)
    }
}

/// What `#[serde(…)]` says: only the documented name, since the derives implement serde's traits.
#[derive(Default)]
pub(crate) struct Serde {
    pub(crate) rename: Option<LitStr>,
}

impl Serde {
    pub(crate) fn read(attributes: &[Attribute], report: &mut Report) -> Self {
        let mut serde = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            report.take(attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("rename") && meta.input.peek(syn::Token![=]) {
                    serde.rename = Some(text(&meta)?);
                    return Ok(());
                }
                let name = meta.path.to_token_stream();
                Err(meta.error(format!("`{name}` is not supported: the derive implements serde's traits and takes only `rename = \"…\"`")))
            }));
        }
        serde
    }
}

/// The text of a doc comment, for the schema's descriptions.
pub(crate) fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(
        |attribute| match &attribute.meta {
            syn::Meta::NameValue(pair) => match &pair.value {
                Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
    );
    let lines: Vec<String> =
        lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned()).collect();
    chime_model_spec::unwrapped(&lines.join("\n"))
}

/// A name as documentation shows it: no name can become more than code in a line.
pub(crate) fn shown(name: &str) -> String {
    let is_plain = |c: char| !c.is_control() && c != '`';
    let shown: String = name
        .chars()
        .map(|c| if is_plain(c) { c.to_string() } else { c.escape_unicode().to_string() })
        .collect();
    format!("`{shown}`")
}

/// Whether there is an attribute of that name.
pub(crate) fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

pub(crate) fn key(meta: &ParseNestedMeta<'_>) -> syn::Result<String> {
    meta.path
        .get_ident()
        .map(ToString::to_string)
        .ok_or_else(|| meta.error("expected a name without `::`"))
}

pub(crate) fn text(meta: &ParseNestedMeta<'_>) -> syn::Result<LitStr> {
    meta.value()?.parse()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_name_ends_no_line_and_no_code() {
        assert_eq!(shown("Room"), "`Room`");
        assert_eq!(shown("a\n```\n\"é\""), "`a\\u{a}\\u{60}\\u{60}\\u{60}\\u{a}\"é\"`");
    }
}
