//! Attributes each compile-time break to the wire difference that causes it, or adds a Rust-only
//! difference.

use chime_model_spec::cursor::Cursor;

use super::breakages::{self, Breakage, Cause, Owner};
use super::comparison::Comparison;
use super::details;
use super::difference::{Audience, Difference, Kind};

impl<'d> Comparison<'_, 'd> {
    /// Adds Rust users to the audiences of differences, and differences that only Rust users see.
    pub(super) fn rust(&mut self) {
        for breakage in breakages::find(self.old, self.new) {
            self.explain(breakage);
        }
    }

    /// Marks the differences that cause a breakage, or adds one.
    fn explain(&mut self, breakage: Breakage<'d>) {
        let mut paths = vec![format!("{}{}", breakage.owner, breakage.key)];
        for shape in &breakage.shapes {
            paths.extend(
                ["", ".member", ".key", ".value"].map(|key| format!("shapes.{shape}{key}")),
            );
        }
        let causes: [&[Kind]; 2] = match breakage.cause {
            Cause::Gone => [&GONE, &[]],
            Cause::Type => [&TYPE, &[Kind::TargetChanged]],
            Cause::Required => [&REQUIRED, &[]],
            Cause::Other => [&[], &[]],
        };
        for kinds in causes {
            let is_cause = |difference: &Difference| {
                let is_at = |path: &String| path == difference.path();
                kinds.contains(&difference.kind)
                    && (paths.iter().any(is_at) || difference.is_reached_by(&breakage.owner))
                    && (breakage.part.is_none() || breakage.part == difference.part)
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
        let cursor = self.cursor(&breakage.owner);
        self.add(Kind::RustChanged, &cursor, [Audience::RustUsers], breakage.message);
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
