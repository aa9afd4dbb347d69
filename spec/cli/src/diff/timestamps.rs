//! Compares the formats of timestamps in messages. The member, its shape and its location decide
//! the format together (rule T1). A difference is placed at the member or the shape.

use chime_model_spec::description::{self, Member, Shape};
use chime_model_spec::model;
use chime_model_vocabulary::TimestampFormat;

use super::comparison::Comparison;
use super::difference::Kind;
use super::uses::Uses;

impl<'d> Comparison<'_, 'd> {
    /// Compares the format of the timestamps in a member. Another location is another difference.
    pub(super) fn timestamp_format(
        &mut self,
        (old, before): (&Shape<'d>, &'d Member<'d>),
        (new, after): (&Shape<'d>, &'d Member<'d>),
        uses: Uses,
    ) {
        let was = self.members.0.get(old, before).and_then(format);
        let is = self.members.1.get(new, after).and_then(format);
        let declared =
            |member: &Member<'d>| member.timestamp.as_ref().map(|(name, _)| name.clone());
        let has_changed = match (was, is) {
            (Some((was_by_default, was)), Some((is_by_default, is))) => {
                was_by_default == is_by_default && was != is
            }
            _ => false,
        };
        let shape = (self.timestamp(&before.shape, true), self.timestamp(&after.shape, false));
        if declared(before) != declared(after) || has_changed && shape.0 != shape.1 {
            let cursor = after
                .timestamp
                .as_ref()
                .or(before.timestamp.as_ref())
                .map_or(&after.cursor, |(_, cursor)| cursor);
            match (has_changed, was, is) {
                (true, Some((_, was)), Some((_, is))) => {
                    let message = format!(
                        "timestamps are written as {}, were written as {}{}",
                        is.name(),
                        was.name(),
                        uses.direction()
                    );
                    self.add(Kind::TimestampFormatChanged, cursor, uses.disagreed(), message);
                }
                _ => self.add(
                    Kind::DetailChanged,
                    cursor,
                    [],
                    "the timestampFormat is declared differently, without effect",
                ),
            }
        } else if let (true, Some(shape)) = (has_changed, shape.1) {
            let known = self.formats.entry(shape).or_default();
            *known = known.and(uses);
        }
    }

    /// Compares the formats that shapes declare, after all members: without a member that depends
    /// on it, a format has no effect.
    pub(super) fn timestamp_formats(&mut self) {
        let pairs = self.pairs;
        for (before, after) in pairs.keys().filter(|(before, after)| before == after) {
            let old = self.old.shape(before);
            let new = self.new.shape(after);
            let (
                description::Kind::Timestamp { format: was },
                description::Kind::Timestamp { format: is },
            ) = (&old.kind, &new.kind)
            else {
                continue;
            };
            let name = |format: &Option<(String, _)>| format.as_ref().map(|(name, _)| name.clone());
            if name(was) != name(is) {
                let message = super::details::changed(
                    "timestampFormat",
                    name(was).as_deref(),
                    name(is).as_deref(),
                );
                let cursor = is.as_ref().or(was.as_ref()).map_or(&new.cursor, |(_, cursor)| cursor);
                match self.formats.get(after).copied() {
                    Some(uses) => {
                        self.add(
                            Kind::TimestampFormatChanged,
                            cursor,
                            uses.disagreed(),
                            format!("{message}{}", uses.direction()),
                        );
                    }
                    None => self.add(
                        Kind::DetailChanged,
                        cursor,
                        [],
                        format!("{message}, without effect"),
                    ),
                }
            }
        }
    }

    /// The timestamp shape of a shape or of its elements.
    fn timestamp(&self, name: &'d str, is_old: bool) -> Option<&'d str> {
        let side = if is_old { self.old } else { self.new };
        let mut name = name;
        loop {
            name = match &side.shape(name).kind {
                description::Kind::List { member, .. } => &member.shape,
                description::Kind::Map { value, .. } => &value.shape,
                description::Kind::Timestamp { .. } => return Some(name),
                _ => return None,
            };
        }
    }
}

/// The default format of the location, and the format of the member.
fn format(member: &model::Member) -> Option<(TimestampFormat, TimestampFormat)> {
    member
        .ty
        .holds_timestamp()
        .then(|| (member.location.timestamp_format(), member.timestamp_format()))
}
