//! Compares the names, the types and the constructors of the generated items. Attributes each
//! compile-time break to the wire difference that causes it, or adds a Rust-only difference.

use std::collections::HashMap;
use std::fmt;

use chime_model_spec::cursor::Cursor;
use chime_model_spec::description::{self, Shape};
use chime_model_spec::model::{Item, Member, Named, Operation, Structure, Type};

use super::comparison::Comparison;
use super::details;
use super::difference::{Audience, Breaks, Difference, Kind};
use super::side::Side;

/// Something that no longer compiles.
struct Broken<'d> {
    cause: Cause,
    owner: Owner,
    /// The key of the owner that it is in, as the end of a path.
    key: &'static str,
    /// The value or the error that the cause is about, if it is about one.
    part: Option<String>,
    /// The shapes that make up a type.
    shapes: Vec<&'d str>,
    message: String,
}

/// What has a place in a description, by name.
#[derive(Clone)]
enum Owner {
    Operations,
    Operation(String),
    Shape(String),
    Member(String, String),
}

/// Which differences can be the cause.
#[derive(Clone, Copy, PartialEq)]
enum Cause {
    /// Something is gone.
    Gone,
    /// A type is another.
    Type,
    /// A member has become required or optional.
    Required,
    /// Nothing that is a difference by itself.
    Other,
}

impl<'d> Comparison<'_, 'd> {
    /// Adds the Rust users to whom the differences break, and the differences that Rust alone sees.
    pub(super) fn rust(&mut self) {
        let mut broken = Vec::new();
        let items: HashMap<&str, &Item> =
            self.new.model.items.iter().map(|item| (item.named().ident.as_str(), item)).collect();
        for item in &self.old.model.items {
            match items.get(item.named().ident.as_str()) {
                None => broken.push(Broken::new(
                    Cause::Gone,
                    owner(item),
                    format!("the type `{}` is gone", item.named().ident),
                )),
                Some(new) => self.item(item, new, &mut broken),
            }
        }
        if self.old.model.route != self.new.model.route {
            let message = format!(
                "the enum of the operations is `{}`, was `{}`",
                self.new.model.route, self.old.model.route
            );
            broken.push(Broken::new(Cause::Other, Owner::Operations, message));
        }
        for broken in broken {
            self.explain(broken);
        }
    }

    fn item(&self, old: &Item, new: &Item, broken: &mut Vec<Broken<'d>>) {
        let at = owner(old);
        match (old, new) {
            (Item::Operation(old), Item::Operation(new)) => {
                operation(old, new, &self.old.model.items, &at, broken);
            }
            (Item::Structure(old), Item::Structure(new)) => {
                if old.exception.is_some() && new.exception.is_none() {
                    let message = format!("`{}` is no longer an error", new.named.ident);
                    broken.push(Broken::new(Cause::Type, at.clone(), message));
                }
                equality(&new.named, [old.has_float, new.has_float], &at, broken);
                self.fields(&new.named, &old.members, &new.members, broken);
                constructor(old, new, broken);
            }
            (Item::Union(old), Item::Union(new)) => {
                equality(&new.named, [old.has_float, new.has_float], &at, broken);
                self.fields(&new.named, &old.members, &new.members, broken);
                renamed(
                    "the variant of what is not modeled",
                    &old.unknown,
                    &new.unknown,
                    &at,
                    broken,
                );
            }
            (Item::Enumeration(old), Item::Enumeration(new)) => {
                for value in old
                    .values
                    .iter()
                    .filter(|old| new.values.iter().all(|new| new.ident != old.ident))
                {
                    let message = format!("the variant `{}` is gone", value.ident);
                    broken.push(Broken {
                        key: ".enum",
                        part: Some(value.name.clone()),
                        ..Broken::new(Cause::Gone, at.clone(), message)
                    });
                }
                renamed(
                    "the variant of what is not modeled",
                    &old.unknown,
                    &new.unknown,
                    &at,
                    broken,
                );
            }
            _ => broken.push(Broken::new(
                Cause::Type,
                at,
                format!("`{}` is an item of another kind", new.named().ident),
            )),
        }
    }

    /// The fields of a structure, or the variants of a union.
    fn fields(&self, owner: &Named, old: &[Member], new: &[Member], broken: &mut Vec<Broken<'d>>) {
        let fields: HashMap<&str, &Member> =
            new.iter().map(|member| (member.named.ident.as_str(), member)).collect();
        for before in old {
            let at = Owner::Member(owner.name.clone(), before.named.name.clone());
            let field = format!("`{}` of `{}`", before.named.ident, owner.ident);
            let Some(after) = fields.get(before.named.ident.as_str()) else {
                broken.push(Broken::new(Cause::Gone, at, format!("{field} is gone")));
                continue;
            };
            if before.ty != after.ty {
                let mut shapes = chain(self.old, &owner.name, &before.named.name);
                shapes.extend(chain(self.new, &owner.name, &after.named.name));
                let message = format!(
                    "{field} is of the type `{}`, was of `{}`",
                    rust(&after.ty),
                    rust(&before.ty)
                );
                broken.push(Broken { shapes, ..Broken::new(Cause::Type, at.clone(), message) });
            }
            if before.is_required != after.is_required {
                broken.push(Broken::new(
                    Cause::Required,
                    at,
                    format!("{field} has become an `Option`, or is none any more"),
                ));
            }
        }
    }

    /// Finds the differences that cause something not to compile, or adds one.
    fn explain(&mut self, broken: Broken<'d>) {
        let mut paths = vec![format!("{}{}", broken.owner, broken.key)];
        for shape in &broken.shapes {
            paths.extend(
                ["", ".member", ".key", ".value"].map(|key| format!("shapes.{shape}{key}")),
            );
        }
        let causes: [&[Kind]; 2] = match broken.cause {
            Cause::Gone => [&GONE, &[]],
            Cause::Type => [&TYPE, &[Kind::TargetChanged]],
            Cause::Required => [&REQUIRED, &[]],
            Cause::Other => [&[], &[]],
        };
        for kinds in causes {
            let is_cause = |difference: &Difference| {
                kinds.contains(&difference.kind)
                    && paths.iter().any(|path| path == difference.path())
                    && (broken.part.is_none() || broken.part == difference.part)
            };
            let found: Vec<&mut Difference> =
                self.found.iter_mut().filter(|difference| is_cause(difference)).collect();
            if !found.is_empty() {
                for difference in found {
                    difference.breaks.insert(Audience::RustUsers);
                }
                return;
            }
        }
        let cursor = self.cursor(&broken.owner);
        self.add(Kind::RustChanged, &cursor, Breaks::from([Audience::RustUsers]), broken.message);
    }

    /// The place of an item or of a member that both descriptions have.
    fn cursor(&self, owner: &Owner) -> Cursor<'d> {
        let shape = |name: &str| self.new.shapes.get(name).map(|shape| shape.cursor.clone());
        let cursor = match owner {
            Owner::Operations => details::value(&self.root, "operations"),
            Owner::Operation(name) => {
                self.new.operations.get(name.as_str()).map(|operation| operation.cursor.clone())
            }
            Owner::Shape(name) => shape(name),
            Owner::Member(owner, name) => {
                shape(owner).and_then(|owner| details::entries(&owner, "members").remove(name))
            }
        };
        cursor.unwrap_or_else(|| self.root.clone())
    }
}

const GONE: [Kind; 6] = [
    Kind::MemberRemoved,
    Kind::ShapeRemoved,
    Kind::OperationRemoved,
    Kind::ErrorRemoved,
    Kind::ValueRemoved,
    Kind::TypeChanged,
];
const TYPE: [Kind; 6] = [
    Kind::TypeChanged,
    Kind::SensitivityChanged,
    Kind::NullAllowed,
    Kind::NullRefused,
    Kind::InputChanged,
    Kind::OutputChanged,
];
const REQUIRED: [Kind; 7] = [
    Kind::MemberRequired,
    Kind::MemberOptional,
    Kind::MemberAdded,
    Kind::MemberRemoved,
    Kind::IdempotencyAdded,
    Kind::IdempotencyRemoved,
    Kind::LocationChanged,
];

impl Broken<'_> {
    fn new(cause: Cause, owner: Owner, message: String) -> Self {
        Self { cause, owner, key: "", part: None, shapes: Vec::new(), message }
    }
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

fn operation(
    old: &Operation,
    new: &Operation,
    items: &[Item],
    at: &Owner,
    broken: &mut Vec<Broken<'_>>,
) {
    for (key, old, new) in
        [(".input", &old.input, &new.input), (".output", &old.output, &new.output)]
    {
        if old != new {
            let message = format!("the {} is another type", &key[1..]);
            broken.push(Broken { key, ..Broken::new(Cause::Type, at.clone(), message) });
        }
    }
    renamed("the enum of the errors", &old.error, &new.error, at, broken);
    for error in old.errors.iter().filter(|error| !new.errors.contains(error)) {
        let message = format!("the variant `{error}` is gone");
        let shape = items.iter().map(Item::named).find(|named| named.ident == *error);
        broken.push(Broken {
            key: ".errors",
            part: shape.map(|named| named.name.clone()),
            ..Broken::new(Cause::Gone, at.clone(), message)
        });
    }
    equality(&new.named, [old.has_float, new.has_float], at, broken);
}

/// The arguments of `new`, which are the required members in the order of the file, but for a
/// token.
fn constructor(old: &Structure, new: &Structure, broken: &mut Vec<Broken<'_>>) {
    let arguments = |structure: &Structure| -> Vec<String> {
        let required =
            structure.members.iter().filter(|member| member.is_required && !member.is_token);
        required.map(|member| member.named.name.clone()).collect()
    };
    let (before, after) = (arguments(old), arguments(new));
    let missing = before.iter().filter(|name| !after.contains(name));
    for name in missing.chain(after.iter().filter(|name| !before.contains(name))) {
        let message = format!("`{}::new` takes other members", new.named.ident);
        broken.push(Broken::new(
            Cause::Required,
            Owner::Member(new.named.name.clone(), name.clone()),
            message,
        ));
    }
    let kept = |names: &[String], others: &[String]| {
        names.iter().filter(|name| others.contains(name)).cloned().collect::<Vec<_>>()
    };
    if kept(&before, &after) != kept(&after, &before) {
        let message = format!(
            "`{}::new` takes its members in the order {}, was {}",
            new.named.ident,
            after.join(", "),
            before.join(", ")
        );
        broken.push(Broken::new(Cause::Other, Owner::Shape(new.named.name.clone()), message));
    }
}

fn equality(named: &Named, float: [bool; 2], at: &Owner, broken: &mut Vec<Broken<'_>>) {
    if float == [false, true] {
        let message =
            format!("`{}` is no longer `Eq` and `Hash`, since it holds a float", named.ident);
        broken.push(Broken::new(Cause::Other, at.clone(), message));
    }
}

fn renamed(what: &str, old: &str, new: &str, at: &Owner, broken: &mut Vec<Broken<'_>>) {
    if old != new {
        broken.push(Broken::new(
            Cause::Other,
            at.clone(),
            format!("{what} is `{new}`, was `{old}`"),
        ));
    }
}

/// The shapes that a member's type is made of, down to the first structure.
fn chain<'d>(side: &Side<'d>, owner: &str, member: &str) -> Vec<&'d str> {
    let members = side.shapes.get(owner).map(|shape: &&Shape<'d>| &shape.kind);
    let Some(description::Kind::Structure(structure)) = members else { return Vec::new() };
    let mut next = structure
        .members
        .iter()
        .find(|known| known.name == member)
        .map(|member| member.shape.as_str());
    let mut shapes = Vec::new();
    while let Some(name) = next {
        shapes.push(name);
        next = match &side.shape(name).kind {
            description::Kind::List { member, .. } => Some(&member.shape),
            description::Kind::Map { key, value, .. } => {
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

/// A type as a reader of Rust writes it.
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
