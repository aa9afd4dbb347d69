//! Finds what no longer compiles: compares the names, the types and the constructors of the items
//! that are generated from the two descriptions.

use std::collections::HashMap;
use std::fmt;

use chime_model_spec::description::{Kind, Shape};
use chime_model_spec::model::{Item, Member, Named, Operation, Structure, Type};

use super::side::Side;

/// Something that no longer compiles.
pub(super) struct Breakage<'d> {
    pub(super) cause: Cause,
    pub(super) owner: Owner,
    /// The key in the owner that holds it, as the end of a path.
    pub(super) key: &'static str,
    /// The value or the error that the cause is about, if it is about one.
    pub(super) part: Option<String>,
    /// The shapes that make up a type.
    pub(super) shapes: Vec<&'d str>,
    pub(super) message: String,
}

/// Something with a place in a description, by name.
#[derive(Clone)]
pub(super) enum Owner {
    Operations,
    Operation(String),
    Shape(String),
    Member(String, String),
}

/// The kind of differences that can be the cause.
#[derive(Clone, Copy)]
pub(super) enum Cause {
    /// Something is gone.
    Gone,
    /// A type has changed.
    Type,
    /// A member has become required or optional.
    Required,
    /// No other difference.
    Other,
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operations => f.write_str("operations"),
            Self::Operation(name) => write!(f, "operations.{name}"),
            Self::Shape(name) => write!(f, "shapes.{name}"),
            Self::Member(owner, name) => write!(f, "shapes.{owner}.members.{name}"),
        }
    }
}

/// Everything that compiles with the old items but not with the new ones.
pub(super) fn find<'d>(old: &Side<'d>, new: &Side<'d>) -> Vec<Breakage<'d>> {
    let mut search = Search { old, new, found: Vec::new() };
    let items: HashMap<&str, &Item> =
        new.model.items.iter().map(|item| (item.named().ident.as_str(), item)).collect();
    for item in &old.model.items {
        let ident = &item.named().ident;
        match items.get(ident.as_str()) {
            Some(new) => search.item(item, new),
            None => {
                search.add(Cause::Gone, &owner(item), format!("the type `{ident}` is gone"));
            }
        }
    }
    let before = &old.model.route;
    let after = &new.model.route;
    search.renamed("the enum of the operations", before, after, &Owner::Operations);
    search.found
}

struct Search<'c, 'd> {
    old: &'c Side<'d>,
    new: &'c Side<'d>,
    found: Vec<Breakage<'d>>,
}

impl<'d> Search<'_, 'd> {
    fn add(&mut self, cause: Cause, owner: &Owner, message: String) -> &mut Breakage<'d> {
        let owner = owner.clone();
        let found = Breakage { cause, owner, key: "", part: None, shapes: Vec::new(), message };
        self.found.push(found);
        self.found.last_mut().expect("it has just been added")
    }

    fn item(&mut self, old: &Item, new: &Item) {
        const UNKNOWN: &str = "the variant of what is not modeled";
        let at = owner(old);
        match (old, new) {
            (Item::Operation(old), Item::Operation(new)) => self.operation(old, new, &at),
            (Item::Structure(old), Item::Structure(new)) => {
                if old.exception.is_some() && new.exception.is_none() {
                    let message = format!("`{}` is no longer an error", new.named.ident);
                    self.add(Cause::Type, &at, message);
                }
                self.equality(&new.named, [old.has_float, new.has_float], &at);
                self.fields(&new.named, &old.members, &new.members);
                self.constructor(old, new);
            }
            (Item::Union(old), Item::Union(new)) => {
                self.equality(&new.named, [old.has_float, new.has_float], &at);
                self.fields(&new.named, &old.members, &new.members);
                self.renamed(UNKNOWN, &old.unknown, &new.unknown, &at);
            }
            (Item::Enumeration(old), Item::Enumeration(new)) => {
                let is_gone = |ident: &String| new.values.iter().all(|value| value.ident != *ident);
                for value in old.values.iter().filter(|value| is_gone(&value.ident)) {
                    let message = format!("the variant `{}` is gone", value.ident);
                    let breakage = self.add(Cause::Gone, &at, message);
                    breakage.key = ".enum";
                    breakage.part = Some(value.name.clone());
                }
                self.renamed(UNKNOWN, &old.unknown, &new.unknown, &at);
            }
            _ => {
                let message = format!("`{}` is an item of another kind", new.named().ident);
                self.add(Cause::Type, &at, message);
            }
        }
    }

    fn operation(&mut self, old: &Operation, new: &Operation, at: &Owner) {
        for (key, before, after) in
            [(".input", &old.input, &new.input), (".output", &old.output, &new.output)]
        {
            if before != after {
                self.add(Cause::Type, at, format!("the {} is another type", &key[1..])).key = key;
            }
        }
        self.renamed("the enum of the errors", &old.error, &new.error, at);
        for error in old.errors.iter().filter(|error| !new.errors.contains(error)) {
            let mut items = self.old.model.items.iter().map(Item::named);
            let part = items.find(|named| named.ident == *error).map(|named| named.name.clone());
            let breakage = self.add(Cause::Gone, at, format!("the variant `{error}` is gone"));
            breakage.key = ".errors";
            breakage.part = part;
        }
        self.equality(&new.named, [old.has_float, new.has_float], at);
    }

    /// Compares the fields of a structure, or the variants of a union.
    fn fields(&mut self, owner: &Named, old: &[Member], new: &[Member]) {
        let fields: HashMap<&str, &Member> =
            new.iter().map(|member| (member.named.ident.as_str(), member)).collect();
        for before in old {
            let at = Owner::Member(owner.name.clone(), before.named.name.clone());
            let field = format!("`{}` of `{}`", before.named.ident, owner.ident);
            let Some(after) = fields.get(before.named.ident.as_str()) else {
                self.add(Cause::Gone, &at, format!("{field} is gone"));
                continue;
            };
            if before.ty != after.ty {
                let mut shapes = chain(self.old, &owner.name, &before.named.name);
                shapes.extend(chain(self.new, &owner.name, &after.named.name));
                let [is, was] = [rust(&after.ty), rust(&before.ty)];
                let message = format!("{field} is of the type `{is}`, was of `{was}`");
                self.add(Cause::Type, &at, message).shapes = shapes;
            }
            if before.is_required != after.is_required {
                let message = format!("{field} has become an `Option`, or is no longer one");
                self.add(Cause::Required, &at, message);
            }
        }
    }

    /// Compares the arguments of `new`: the required members in the order of the file, except a
    /// token.
    fn constructor(&mut self, old: &Structure, new: &Structure) {
        let arguments = |structure: &Structure| -> Vec<String> {
            let required =
                structure.members.iter().filter(|member| member.is_required && !member.is_token);
            required.map(|member| member.named.name.clone()).collect()
        };
        let Named { ident, name: shape, .. } = &new.named;
        let before = arguments(old);
        let after = arguments(new);
        let missing = before.iter().filter(|name| !after.contains(name));
        for name in missing.chain(after.iter().filter(|name| !before.contains(name))) {
            let member = Owner::Member(shape.clone(), name.clone());
            self.add(Cause::Required, &member, format!("`{ident}::new` takes other members"));
        }
        let kept = |names: &[String], others: &[String]| {
            names.iter().filter(|name| others.contains(name)).cloned().collect::<Vec<_>>()
        };
        if kept(&before, &after) != kept(&after, &before) {
            let [is, was] = [after.join(", "), before.join(", ")];
            let message = format!("`{ident}::new` takes its members in the order {is}, was {was}");
            self.add(Cause::Other, &Owner::Shape(shape.clone()), message);
        }
    }

    fn equality(&mut self, named: &Named, has_float: [bool; 2], at: &Owner) {
        if has_float == [false, true] {
            let ident = &named.ident;
            let message = format!("`{ident}` is no longer `Eq` and `Hash`, since it holds a float");
            self.add(Cause::Other, at, message);
        }
    }

    fn renamed(&mut self, what: &str, before: &str, after: &str, at: &Owner) {
        if before != after {
            self.add(Cause::Other, at, format!("{what} is `{after}`, was `{before}`"));
        }
    }
}

/// The shapes that a member's type is made of, down to the first structure.
fn chain<'d>(side: &Side<'d>, owner: &str, member: &str) -> Vec<&'d str> {
    let owner = side.shapes.get(owner).map(|shape: &&Shape<'d>| &shape.kind);
    let Some(Kind::Structure(structure)) = owner else { return Vec::new() };
    let member = structure.members.iter().find(|known| known.name == member);
    let mut next = member.map(|member| member.shape.as_str());
    let mut shapes = Vec::new();
    while let Some(name) = next {
        shapes.push(name);
        next = match &side.shape(name).kind {
            Kind::List { member, .. } => Some(&member.shape),
            Kind::Map { key, value, .. } => {
                shapes.push(&key.shape);
                Some(&value.shape)
            }
            _ => None,
        };
    }
    shapes
}

fn owner(item: &Item) -> Owner {
    let name = item.named().name.clone();
    if matches!(item, Item::Operation(_)) { Owner::Operation(name) } else { Owner::Shape(name) }
}

/// A type in Rust.
fn rust(ty: &Type) -> String {
    match ty {
        Type::Structure(name) | Type::Union(name) | Type::Enumeration(name) => name.clone(),
        Type::List(inner) => format!("Vec<{}>", rust(inner)),
        Type::Map(key, inner) => {
            format!("BTreeMap<{}, {}>", key.as_deref().unwrap_or("String"), rust(inner))
        }
        Type::Nullable(inner) => format!("Option<{}>", rust(inner)),
        Type::Sensitive(inner) => format!("Sensitive<{}>", rust(inner)),
        Type::Boxed(inner) => format!("Box<{}>", rust(inner)),
        Type::Boolean => "bool".to_owned(),
        Type::Integer => "i32".to_owned(),
        Type::Long => "i64".to_owned(),
        Type::Float => "f32".to_owned(),
        Type::Double => "f64".to_owned(),
        Type::String | Type::Timestamp | Type::Blob | Type::Document | Type::JsonValue => {
            format!("{ty:?}")
        }
    }
}
