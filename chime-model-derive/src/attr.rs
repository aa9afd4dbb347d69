//! Reads attributes. Each error is on the token that is wrong.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use chime_model_pattern::{Cache, Pattern};
use chime_model_vocabulary::{Bounds, Location, TimestampFormat};
use proc_macro2::Span;
use quote::ToTokens as _;
use syn::meta::ParseNestedMeta;
use syn::parse::Parse;
use syn::{Attribute, Expr, LitInt, LitStr, Meta};

use crate::report::Report;

/// The attribute `#[http(…)]` of a member.
#[derive(Default)]
pub(crate) struct Http {
    /// The location that the attribute declares, if the member is outside the body.
    pub(crate) declared: Option<(Location<LitStr>, Span)>,
    /// The key in the body, if it is not the documented name.
    pub(crate) body: Option<LitStr>,
    pub(crate) timestamp: Option<TimestampFormat>,
    pub(crate) host_label: Option<Span>,
}

/// The attribute `#[constraint(…)]` of a member, or the part for its elements or keys.
pub(crate) type Constraints = chime_model_vocabulary::Constraints<Expr, Rc<Pattern>>;

impl Http {
    pub(crate) fn read(attributes: &[Attribute], report: &mut Report) -> Self {
        let mut http = Self::default();
        read(attributes, "http", report, |meta| http.read_one(meta));
        http
    }

    /// The location of a member with this documented name (rule J6).
    pub(crate) fn location(&self, name: &str) -> Location<String> {
        match &self.declared {
            Some((location, _)) => location.map(LitStr::value),
            None => {
                Location::Body(self.body.as_ref().map_or_else(|| name.to_owned(), LitStr::value))
            }
        }
    }

    fn read_one(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        match key(meta)?.as_str() {
            "host_label" => self.host_label = Some(span(meta)),
            "timestamp" => self.timestamp = Some(timestamp_format(&text(meta)?)?),
            "body" => self.body = Some(text(meta)?),
            attribute => {
                let mut known = Location::ALL.into_iter();
                let Some(location) = known.find(|known| known.attribute() == attribute) else {
                    let known = Location::ALL.map(|known| format!("`{}`", known.attribute()));
                    return Err(meta.error(format!(
                        "expected {}, `timestamp` or `host_label`",
                        known.join(", ")
                    )));
                };
                let location = location.try_map(|()| text(meta))?;
                if self.declared.is_some() {
                    return Err(meta.error("a member can have only one location"));
                }
                self.declared = Some((location, span(meta)));
            }
        }
        Ok(())
    }
}

fn timestamp_format(name: &LitStr) -> syn::Result<TimestampFormat> {
    let text = name.value();
    let mut known = TimestampFormat::ALL.into_iter();
    known.find(|known| known.name() == text).ok_or_else(|| {
        let known = TimestampFormat::ALL.map(TimestampFormat::name);
        syn::Error::new(name.span(), format!("expected one of {}", known.join(", ")))
    })
}

/// The constraints of a member.
pub(crate) fn constraints(attributes: &[Attribute], report: &mut Report) -> Constraints {
    let mut constraints = Constraints::default();
    read(attributes, "constraint", report, |meta| constraint(&mut constraints, meta));
    constraints
}

fn constraint(constraints: &mut Constraints, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    match key(meta)?.as_str() {
        "length" => constraints.length = Some(length(meta)?),
        "range" => constraints.range = Some(range(meta)?),
        key @ ("pattern" | "search") => {
            let compiled = pattern(&text(meta)?, key == "search")?;
            if constraints.pattern.replace(compiled).is_some() {
                return Err(meta.error("a value has either a `pattern` or a `search`"));
            }
        }
        "unique" => constraints.unique = true,
        "each" => {
            let each = constraints.each.get_or_insert_default();
            read_nested(meta, |meta| constraint(each, meta))?;
        }
        "keys" => {
            let keys = constraints.keys.get_or_insert_default();
            read_nested(meta, |meta| constraint(keys, meta))?;
        }
        _ => {
            let known =
                "expected `length`, `range`, `pattern`, `search`, `unique`, `each` or `keys`";
            return Err(meta.error(known));
        }
    }
    Ok(())
}

fn length(meta: &ParseNestedMeta<'_>) -> syn::Result<Bounds<u64>> {
    let Bounds { min, max } = bounds::<LitInt>(meta)?;
    let number = |bound: Option<LitInt>| bound.map(|bound| bound.base10_parse()).transpose();
    let bounds = Bounds { min: number(min)?, max: number(max)? };
    if let Bounds { min: Some(min), max: Some(max) } = bounds
        && min > max
    {
        let message = format!("the minimum length, {min}, is greater than the maximum, {max}");
        return Err(syn::Error::new(span(meta), message));
    }
    Ok(bounds)
}

/// The bounds of a range, which are numbers: a name could hide one that is not, such as `f64::NAN`.
fn range(meta: &ParseNestedMeta<'_>) -> syn::Result<Bounds<Expr>> {
    let bounds = bounds::<Expr>(meta)?;
    let number = |bound: &Expr| {
        let text = bound.to_token_stream().to_string().replace(' ', "");
        let digits = text.replace('_', "");
        digits.parse::<f64>().ok().filter(|_| !digits.ends_with(|c: char| c.is_alphabetic()))
    };
    let mut numbers = [None, None];
    for (number_of, bound) in numbers.iter_mut().zip([&bounds.min, &bounds.max]) {
        let Some(bound) = bound else { continue };
        *number_of = number(bound);
        if number_of.is_none() {
            return Err(syn::Error::new_spanned(bound, "expected a number, such as `-1` or `2.5`"));
        }
    }
    match numbers {
        [Some(min), Some(max)] if min > max => {
            let message = format!("the minimum, {min}, is greater than the maximum, {max}");
            Err(syn::Error::new(span(meta), message))
        }
        _ => Ok(bounds),
    }
}

/// `(min = …, max = …)`, either of which may be missing.
fn bounds<T: Parse>(meta: &ParseNestedMeta<'_>) -> syn::Result<Bounds<T>> {
    let mut bounds = Bounds { min: None, max: None };
    read_nested(meta, |bound| {
        match key(bound)?.as_str() {
            "min" => bounds.min = Some(bound.value()?.parse()?),
            "max" => bounds.max = Some(bound.value()?.parse()?),
            _ => return Err(bound.error("expected `min` or `max`")),
        }
        Ok(())
    })?;
    Ok(bounds)
}

thread_local! {
    static PATTERNS: RefCell<Cache> = RefCell::default();
}

/// A compiled pattern. All items share one cache.
fn pattern(text: &LitStr, is_search: bool) -> syn::Result<Rc<Pattern>> {
    let compiled = PATTERNS.with_borrow_mut(|patterns| {
        let text = text.value();
        if is_search { patterns.search(&text) } else { patterns.compile(&text) }
    });
    compiled.map_err(|error| syn::Error::new(text.span(), format!("invalid pattern: {error}")))
}

/// The documented name of `#[serde(rename = "…")]`, the only attribute of serde that the derives
/// accept: they implement serde's traits themselves.
pub(crate) fn rename(attributes: &[Attribute], report: &mut Report) -> Option<LitStr> {
    let mut rename = None;
    read(attributes, "serde", report, |meta| {
        if meta.path.is_ident("rename") && meta.input.peek(syn::Token![=]) {
            rename = Some(text(meta)?);
            return Ok(());
        }
        let name = meta.path.to_token_stream();
        Err(meta.error(format!("`{name}` is not supported: the derive implements serde's traits and takes only `rename = \"…\"`")))
    });
    rename
}

/// Reads the content of every attribute with this name. Each key can have one value.
pub(crate) fn read(
    attributes: &[Attribute],
    name: &str,
    report: &mut Report,
    mut read: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<()>,
) {
    let mut keys = Keys::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        let mut is_empty = true;
        report.take(attribute.parse_nested_meta(|meta| {
            is_empty = false;
            keys.take(&meta)?;
            read(&meta)
        }));
        // An attribute without parentheses is already reported.
        if is_empty && matches!(&attribute.meta, Meta::List(list) if list.tokens.is_empty()) {
            report.error(&attribute.meta, format!("`#[{name}()]` has no effect"));
        }
    }
}

/// The keys that an attribute has had. A second value would silently replace the first.
#[derive(Default)]
struct Keys(HashSet<String>);

impl Keys {
    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let key = meta.path.to_token_stream().to_string();
        if self.0.contains(&key) {
            return Err(meta.error(format!("duplicate `{key}`")));
        }
        self.0.insert(key);
        Ok(())
    }
}

/// Reads what is in the parentheses of a key.
fn read_nested(
    meta: &ParseNestedMeta<'_>,
    mut read: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let mut keys = Keys::default();
    meta.parse_nested_meta(|inner| {
        keys.take(&inner)?;
        read(&inner)
    })
}

/// Whether there is an attribute with this name, which takes no arguments.
pub(crate) fn flag(attributes: &[Attribute], name: &str, report: &mut Report) -> bool {
    let mut flags = attributes.iter().filter(|attribute| attribute.path().is_ident(name));
    let Some(first) = flags.next() else { return false };
    if first.meta.require_path_only().is_err() {
        report.error(&first.meta, format!("`#[{name}]` takes no arguments"));
    }
    if let Some(second) = flags.next() {
        report.error(&second.meta, format!("duplicate `#[{name}]`"));
    }
    true
}

/// Refuses attributes that have no effect here, and says where they belong.
pub(crate) fn refuse(attributes: &[Attribute], names: &[&str], why: &str, report: &mut Report) {
    for attribute in attributes {
        if let Some(name) = names.iter().find(|name| attribute.path().is_ident(name)) {
            report.error(&attribute.meta, format!("`#[{name}]` has no effect here: {why}"));
        }
    }
}

/// The text of a doc comment.
pub(crate) fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(
        |attribute| match &attribute.meta {
            Meta::NameValue(pair) => match &pair.value {
                Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
    );
    let lines: Vec<String> =
        lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned()).collect();
    lines.join("\n")
}

/// A name as inline code in documentation. No name can end the code.
pub(crate) fn shown(name: &str) -> String {
    let is_plain = |c: char| !c.is_control() && c != '`';
    let shown: String = name
        .chars()
        .map(|c| if is_plain(c) { c.to_string() } else { c.escape_unicode().to_string() })
        .collect();
    format!("`{shown}`")
}

/// Whether there is an attribute with this name.
pub(crate) fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

pub(crate) fn key(meta: &ParseNestedMeta<'_>) -> syn::Result<String> {
    meta.path
        .get_ident()
        .map(ToString::to_string)
        .ok_or_else(|| meta.error("expected a name without `::`"))
}

/// The span of a key without `::`.
fn span(meta: &ParseNestedMeta<'_>) -> Span {
    meta.path.get_ident().map_or_else(Span::call_site, syn::Ident::span)
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
