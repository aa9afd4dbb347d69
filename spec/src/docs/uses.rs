//! Finds which operations use each type, and writes that as a section with links.

use std::collections::{HashMap, HashSet};

use crate::model::{Item, Model, Operation, Type, Union};

/// How many operations a section lists.
const LISTED: usize = 30;

/// The operations that use each type, by its name, in the order of the description.
pub(crate) struct Uses<'m> {
    operations: usize,
    by_type: HashMap<&'m str, Vec<&'m str>>,
}

impl<'m> Uses<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        let items: HashMap<&str, &Item> =
            model.items.iter().map(|item| (item.named().ident.as_str(), item)).collect();
        let mut uses = Self { operations: 0, by_type: HashMap::new() };
        for item in &model.items {
            let Item::Operation(operation) = item else { continue };
            uses.operations += 1;
            for ty in types(operation, &items) {
                uses.by_type.entry(ty).or_default().push(&operation.named.ident);
            }
        }
        uses
    }

    /// The section of a type; empty if no operation uses it.
    pub(crate) fn section(&self, ty: &str) -> String {
        let Some(operations) = self.by_type.get(ty) else { return String::new() };
        if operations.len() == self.operations && operations.len() > LISTED {
            return "# Used by\n\nEvery operation.".to_owned();
        }
        // Each operation has a line of its own in the source. Together they are one paragraph.
        let listed: Vec<String> =
            operations.iter().take(LISTED).map(|name| format!("[`struct@{name}`]")).collect();
        let more = match operations.len().saturating_sub(LISTED) {
            0 => String::new(),
            count => format!(",\nand {count} more"),
        };
        format!("# Used by\n\n{}{more}.", listed.join(",\n"))
    }
}

/// The types of the messages of an operation, and those that they hold.
fn types<'m>(operation: &'m Operation, items: &HashMap<&str, &'m Item>) -> HashSet<&'m str> {
    let messages = operation.input.iter().chain(&operation.output).chain(&operation.errors);
    let events = operation.input_events.iter().chain(&operation.output_events);
    let mut open: Vec<&str> = messages.chain(events).map(String::as_str).collect();
    let mut found = HashSet::new();
    while let Some(ty) = open.pop() {
        if !found.insert(ty) {
            continue;
        }
        if let Some(Item::Union(Union { events: Some(events), .. })) = items.get(ty) {
            open.extend(events.errors.iter().map(|error| error.ty.as_str()));
        }
        let members = items.get(ty).map_or(&[][..], |item| item.members());
        for member in members {
            named(&member.ty, &mut open);
        }
    }
    found
}

/// Adds the names of the types that a type is made of.
fn named<'m>(ty: &'m Type, names: &mut Vec<&'m str>) {
    match ty.plain() {
        Type::Structure(name) | Type::Union(name) | Type::Enumeration(name) => names.push(name),
        Type::List(element) => named(element, names),
        Type::Map(key, value) => {
            names.extend(key.as_deref());
            named(value, names);
        }
        _ => {}
    }
}
