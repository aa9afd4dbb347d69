//! A typed view of an item that borrows its tokens. It has only the rules that reading needs;
//! `valid.rs` has the others.

use chime_model_vocabulary::{Location, is_error_message};
use syn::{Attribute, Data, DeriveInput, Field, Fields, Ident, Type};

use crate::attr::{self, Constraints, Http};
use crate::report::Report;

/// A struct whose fields are members.
pub(crate) struct Structure<'a> {
    pub(crate) ident: &'a Ident,
    /// The name of the shape: serde's, or else the struct's.
    pub(crate) name: String,
    pub(crate) docs: String,
    /// Whether its `Debug` hides its value.
    pub(crate) is_sensitive: bool,
    /// Whether its message has a stream of events as the body.
    pub(crate) has_stream: bool,
    /// Whether it is a unit struct: the input or output of an operation that has none.
    pub(crate) is_unit: bool,
    pub(crate) members: Vec<Member<'a>>,
}

/// A field.
pub(crate) struct Member<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    /// `T` of an `Option<T>`, the type of a member that may be absent.
    pub(crate) inner: Option<&'a Type>,
    /// The documented name.
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) http: Http,
    pub(crate) constraints: Constraints,
    pub(crate) is_token: bool,
    pub(crate) is_deprecated: bool,
}

/// An enum.
pub(crate) struct Enum<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) docs: String,
    /// Whether its `Debug` hides its value.
    pub(crate) is_sensitive: bool,
    pub(crate) variants: Vec<Variant<'a>>,
}

/// How a member declares that it is sensitive.
const SENSITIVE_MEMBER: &str = "a sensitive member has the type `Sensitive<…>`";

/// A variant.
pub(crate) struct Variant<'a> {
    pub(crate) is_unknown: bool,
    pub(crate) ident: &'a Ident,
    pub(crate) name: String,
    pub(crate) docs: String,
    /// The field of a variant with one unnamed field.
    pub(crate) field: Option<&'a Field>,
    pub(crate) http: Http,
    pub(crate) constraints: Constraints,
}

impl<'a> Structure<'a> {
    /// A structure without members.
    pub(crate) fn without_members(ident: &'a Ident) -> Self {
        Self {
            ident,
            name: plain(ident),
            docs: String::new(),
            is_sensitive: false,
            has_stream: false,
            is_unit: true,
            members: Vec::new(),
        }
    }

    pub(crate) fn read(input: &'a DeriveInput, derive: &str, report: &mut Report) -> Option<Self> {
        refuse_generics(input, report);
        let Data::Struct(data) = &input.data else {
            report.error(&input.ident, format!("`{derive}` can only be derived for a struct"));
            return None;
        };
        let fields = match &data.fields {
            Fields::Named(fields) => fields.named.iter().collect(),
            Fields::Unit => Vec::new(),
            Fields::Unnamed(fields) => {
                report.error(fields, "a structure must have named fields");
                return None;
            }
        };
        // Other derives read the same item, so only this one reports these attributes.
        if derive == "Structure" {
            let names = ["constraint", "http", "idempotency_token"];
            attr::refuse(&input.attrs, &names, "it belongs to a member", report);
        }
        Some(Self {
            ident: &input.ident,
            name: name(&input.attrs, &input.ident, report),
            docs: attr::docs(&input.attrs),
            is_sensitive: attr::flag(&input.attrs, "sensitive", report),
            has_stream: attr::flag(&input.attrs, "event_stream", report),
            is_unit: matches!(data.fields, Fields::Unit),
            members: fields.into_iter().filter_map(|field| Member::read(field, report)).collect(),
        })
    }
}

impl<'a> Member<'a> {
    fn read(field: &'a Field, report: &mut Report) -> Option<Self> {
        let ident = field.ident.as_ref()?;
        // With its feature `full`, which another crate may turn on, syn takes `_` for a name.
        if ident == "_" {
            report.error(ident, "a member must have a name");
            return None;
        }
        refuse_trait_object(&field.ty, report);
        attr::refuse(&field.attrs, &["sensitive"], SENSITIVE_MEMBER, report);
        Some(Self {
            ident,
            ty: &field.ty,
            inner: option_inner(&field.ty),
            name: name(&field.attrs, ident, report),
            docs: attr::docs(&field.attrs),
            http: Http::read(&field.attrs, report),
            constraints: attr::constraints(&field.attrs, report),
            is_token: attr::flag(&field.attrs, "idempotency_token", report),
            is_deprecated: attr::has(&field.attrs, "deprecated"),
        })
    }

    /// The location of the member in a message.
    pub(crate) fn location(&self) -> Location<String> {
        self.http.location(&self.name)
    }

    /// Whether the member is required.
    pub(crate) fn is_required(&self) -> bool {
        self.inner.is_none()
    }

    /// Whether the message of an error fills this member (rule E3).
    pub(crate) fn is_message(&self) -> bool {
        self.http.declared.is_none() && is_error_message(&self.name)
    }

    /// The type of the value: `T` if the member is an `Option<T>`.
    pub(crate) fn value_type(&self) -> &'a Type {
        self.inner.unwrap_or(self.ty)
    }
}

impl<'a> Enum<'a> {
    pub(crate) fn read(input: &'a DeriveInput, derive: &str, report: &mut Report) -> Option<Self> {
        refuse_generics(input, report);
        let Data::Enum(data) = &input.data else {
            report.error(&input.ident, format!("`{derive}` can only be derived for an enum"));
            return None;
        };
        let variants = data.variants.iter().map(|variant| Variant::read(variant, report)).collect();
        let is_sensitive = attr::flag(&input.attrs, "sensitive", report);
        // The variants of an enum with another derive have no such attributes.
        if matches!(derive, "Union" | "Enumeration") {
            let names = ["constraint", "http", "serde", "unknown"];
            attr::refuse(&input.attrs, &names, "it belongs to a variant", report);
        }
        Some(Self { ident: &input.ident, docs: attr::docs(&input.attrs), is_sensitive, variants })
    }
}

impl<'a> Variant<'a> {
    fn read(variant: &'a syn::Variant, report: &mut Report) -> Self {
        let field = match &variant.fields {
            Fields::Unit => None,
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first(),
            fields => {
                report.error(fields, "a variant must have one unnamed field or none");
                None
            }
        };
        if let Some(field) = field {
            refuse_trait_object(&field.ty, report);
        }
        let is_unknown = attr::flag(&variant.attrs, "unknown", report);
        if is_unknown {
            let why = "the variant holds what is not modeled";
            attr::refuse(&variant.attrs, &["constraint", "http", "serde"], why, report);
        }
        attr::refuse(&variant.attrs, &["sensitive"], SENSITIVE_MEMBER, report);
        Self {
            is_unknown,
            ident: &variant.ident,
            name: name(&variant.attrs, &variant.ident, report),
            docs: attr::docs(&variant.attrs),
            field,
            http: Http::read(&variant.attrs, report),
            constraints: attr::constraints(&variant.attrs, report),
        }
    }
}

fn refuse_generics(input: &DeriveInput, report: &mut Report) {
    if !input.generics.params.is_empty() {
        report.error(&input.generics, "a shape cannot have generic parameters");
    }
}

/// A member cannot be a trait object. One without `dyn`, such as `A + B`, would not be a type in
/// the emitted code.
fn refuse_trait_object(ty: &Type, report: &mut Report) {
    let ty = option_inner(ty).unwrap_or(ty);
    if let Type::TraitObject(_) | Type::ImplTrait(_) = ty {
        report.error(ty, "a member cannot be a trait object");
    }
}

fn name(attributes: &[Attribute], ident: &Ident, report: &mut Report) -> String {
    attr::rename(attributes, report).map_or_else(|| plain(ident), |name| name.value())
}

fn plain(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").unwrap_or(&name).to_owned()
}

/// `T` of `Option<T>`, the type of an optional member. The emitted code does not compile for
/// another type with this name.
fn option_inner(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}
