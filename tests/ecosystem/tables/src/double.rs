//! Tables in memory: PutItem, GetItem and Query, for clients that expect DynamoDB.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chime_model::server::Router;

use crate::{
    AttributeValue, GetItem, GetItemError, GetItemInput, GetItemOutput, PutItem, PutItemError,
    PutItemInput, PutItemOutput, Query, QueryError, QueryInput, QueryOutput,
    ResourceNotFoundException,
};

type Item = BTreeMap<String, AttributeValue>;

/// A table with a partition key and a sort key, both of them strings.
struct Table {
    keys: [&'static str; 2],
    items: BTreeMap<[String; 2], Item>,
}

#[derive(Default)]
struct Tables(Mutex<BTreeMap<&'static str, Table>>);

/// A double with these tables, each with the names of its keys.
pub fn router<const N: usize>(
    tables: [(&'static str, [&'static str; 2]); N],
) -> Router<impl Sized> {
    let table = |keys| Table { keys, items: BTreeMap::new() };
    let tables = tables.into_iter().map(|(name, keys)| (name, table(keys)));
    Router::with_state(Arc::new(Tables(Mutex::new(tables.collect()))))
        .on_sync(PutItem, Tables::put)
        .on_sync(GetItem, Tables::get)
        .on_sync(Query, Tables::query)
}

impl Tables {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, Table>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, input: PutItemInput) -> Result<PutItemOutput, PutItemError> {
        let mut tables = self.lock();
        let table = tables.get_mut(&*input.table_name).ok_or_else(no_table)?;
        let key = table.key(&input.item);
        let before = table.items.insert(key, input.item);
        let mut output = PutItemOutput::default();
        let wants_old = input.return_values.is_some_and(|values| values.as_str() == "ALL_OLD");
        output.attributes = before.filter(|_| wants_old);
        Ok(output)
    }

    fn get(&self, input: GetItemInput) -> Result<GetItemOutput, GetItemError> {
        let tables = self.lock();
        let table = tables.get(&*input.table_name).ok_or_else(no_table)?;
        let mut output = GetItemOutput::default();
        output.item = table.items.get(&table.key(&input.key)).cloned();
        Ok(output)
    }

    fn query(&self, input: QueryInput) -> Result<QueryOutput, QueryError> {
        let tables = self.lock();
        let table = tables.get(&*input.table_name).ok_or_else(no_table)?;
        let start = input.exclusive_start_key.as_ref().map(|key| table.key(key));
        let limit = input.limit.and_then(|limit| usize::try_from(limit).ok());
        let mut rest = table.items.iter().filter(|(key, item)| {
            start.as_ref().is_none_or(|start| *key > start) && matches(&input, item)
        });
        let page: Vec<Item> =
            rest.by_ref().take(limit.unwrap_or(usize::MAX)).map(|(_, item)| item.clone()).collect();
        let mut output =
            QueryOutput::default().count(i32::try_from(page.len()).unwrap_or(i32::MAX));
        output.last_evaluated_key = rest.next().and(page.last()).map(|item| {
            let is_key = |(name, _): &(&String, _)| table.keys.contains(&name.as_str());
            item.iter().filter(is_key).map(|(name, value)| (name.clone(), value.clone())).collect()
        });
        Ok(output.items(page))
    }
}

impl Table {
    fn key(&self, item: &Item) -> [String; 2] {
        self.keys.map(|name| item.get(name).and_then(|value| value.s.clone()).unwrap_or_default())
    }
}

fn no_table() -> ResourceNotFoundException {
    ResourceNotFoundException::default().message("Requested resource not found")
}

/// Whether an item has the keys of a query: `a = :x`, and also `b = :y` or `begins_with(b, :y)`.
fn matches(input: &QueryInput, item: &Item) -> bool {
    let expression = input.key_condition_expression.as_deref().unwrap_or_default();
    let names = input.expression_attribute_names.as_ref();
    let values = input.expression_attribute_values.as_ref();
    let text = |name: &str, value: &str| {
        let name = names.and_then(|names| names.get(name.trim())).map_or(name.trim(), |name| name);
        let text = |value: &AttributeValue| value.s.clone();
        item.get(name).and_then(text).zip(values.and_then(|values| text(values.get(value.trim())?)))
    };
    let expression =
        expression.strip_prefix('(').and_then(|e| e.strip_suffix(')')).unwrap_or(expression);
    expression.split(" AND ").all(|condition| {
        let start = condition.trim().strip_prefix("begins_with(");
        let parts = match start {
            Some(parts) => parts.trim_end_matches(')').split_once(','),
            None => condition.split_once('='),
        };
        let texts = parts.and_then(|(name, value)| text(name, value));
        texts.is_some_and(
            |(has, wants)| if start.is_some() { has.starts_with(&wants) } else { has == wants },
        )
    })
}
