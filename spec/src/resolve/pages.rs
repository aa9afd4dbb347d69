//! Resolves which operations respond page by page: those of a `paginators-1.json`, and those with
//! the usual form.
//!
//! An operation has that form if its input has an optional string `NextToken` or `nextToken`, and
//! its output has a string of that name and one list. The name is necessary: an operation that
//! creates something may respond with a string of its input and with a list.

use super::resolver::Resolver;
use crate::cursor::Cursor;
use crate::description::{self, Kind, Paginator, Reference, Structure};
use crate::error::Hints;
use crate::model::{Items, Pages, Type};
use crate::names;

/// The names of tokens in operations that no file lists.
const TOKENS: [&str; 2] = ["NextToken", "nextToken"];

impl<'d, 'a> Resolver<'d, 'a> {
    /// How an operation responds page by page, if it does.
    pub(super) fn pages(&self, operation: &description::Operation<'a>) -> Option<Pages> {
        let input = self.structure(operation.input.as_ref());
        let output = self.structure(operation.output.as_ref());
        match self.paginators.get(operation.name.as_str()) {
            Some(paginator) => self.listed(operation, paginator, input, output),
            None => self.by_form(input?, output?),
        }
    }

    fn structure(&self, reference: Option<&Reference<'_>>) -> Option<&'d Structure<'a>> {
        match &self.shapes.get(reference?.shape.as_str())?.kind {
            Kind::Structure(structure) => Some(structure),
            _ => None,
        }
    }

    fn by_form(&self, input: &Structure<'_>, output: &Structure<'_>) -> Option<Pages> {
        let is_token = |structure: &Structure<'_>, name: &str| {
            structure.member(name).is_some_and(|member| self.is_token(member))
        };
        let mut tokens = TOKENS.into_iter().filter(|name| {
            is_token(input, name) && is_token(output, name) && !input.is_required(name)
        });
        let (token, None) = (tokens.next()?, tokens.next()) else { return None };
        let mut lists = output.members.iter().filter(|member| self.is_list(member));
        let (list, None) = (lists.next()?, lists.next()) else { return None };
        let token = names::field_name(token);
        Some(Pages {
            input_token: token.clone(),
            output_token: token,
            more_results: None,
            items: self.items(list),
        })
    }

    /// The pages of an operation that a file lists. What the file names must be in the description.
    fn listed(
        &self,
        operation: &description::Operation<'_>,
        paginator: &Paginator<'_>,
        input: Option<&'d Structure<'a>>,
        output: Option<&'d Structure<'a>>,
    ) -> Option<Pages> {
        // The token is inside another member, as in DescribeStream of Kinesis.
        if paginator.output_token.0.contains('.') {
            return None;
        }
        let (name, cursor) = &paginator.input_token;
        let input_token = member(operation, "input", input, name, cursor);
        if let Some(member) = input_token {
            self.check_token(member, cursor);
            if input.is_some_and(|input| input.is_required(name)) {
                cursor.problem(format!(
                    "{name:?} is required, but a request for the first page has no token"
                ));
            }
        }
        let (name, cursor) = &paginator.output_token;
        let output_token = member(operation, "output", output, name, cursor);
        if let Some(member) = output_token {
            self.check_token(member, cursor);
        }
        if let (Some(given), Some(next)) = (input_token, output_token)
            && self.is_map(given)
            && given.shape != next.shape
        {
            cursor.problem(format!("{:?} has another type than {:?}", next.name, given.name));
        }
        let more_results = paginator.more_results.as_ref().and_then(|(name, cursor)| {
            let member = member(operation, "output", output, name, cursor)?;
            if !self.is_boolean(member) {
                cursor.problem(format!("{name:?} must be a boolean"));
            }
            Some(names::field_name(&member.name))
        });
        if let Some((name, cursor)) = &paginator.limit {
            member(operation, "input", input, name, cursor);
        }
        let results: Vec<_> = paginator
            .results
            .iter()
            .map(|(path, cursor)| self.result(operation, output, path, cursor))
            .collect();
        // If there are several results, or one inside another member, the pages are the items.
        let list = match (results.as_slice(), paginator.results.as_slice()) {
            ([Some(member)], [(path, _)]) if !path.contains('.') => Some(*member),
            _ => None,
        };
        Some(Pages {
            input_token: names::field_name(&input_token?.name),
            output_token: names::field_name(&output_token?.name),
            more_results,
            items: list.and_then(|list| self.items(list)),
        })
    }

    /// The member at the end of a path such as `Rooms` or `Page.Rooms`.
    fn result(
        &self,
        operation: &description::Operation<'_>,
        output: Option<&'d Structure<'a>>,
        path: &str,
        cursor: &Cursor<'_>,
    ) -> Option<&'d description::Member<'a>> {
        let mut structure = output;
        let mut found = None;
        for name in path.split('.') {
            let member = member(operation, "output", structure, name, cursor)?;
            found = Some(member);
            structure = match self.shapes.get(member.shape.as_str()).map(|shape| &shape.kind) {
                Some(Kind::Structure(inner)) => Some(inner),
                _ => None,
            };
        }
        found
    }

    fn check_token(&self, member: &description::Member<'_>, cursor: &Cursor<'_>) {
        if !self.is_token(member) && !self.is_map(member) {
            let name = &member.name;
            cursor.problem(format!("a token must be a string or a map, and {name:?} is neither"));
        }
    }

    fn is_map(&self, member: &description::Member<'_>) -> bool {
        let kind = self.shapes.get(member.shape.as_str()).map(|shape| &shape.kind);
        matches!(kind, Some(Kind::Map { .. }))
    }

    fn is_boolean(&self, member: &description::Member<'_>) -> bool {
        let kind = self.shapes.get(member.shape.as_str()).map(|shape| &shape.kind);
        matches!(kind, Some(Kind::Boolean))
    }

    fn is_token(&self, member: &description::Member<'_>) -> bool {
        let kind = self.shapes.get(member.shape.as_str()).map(|shape| &shape.kind);
        matches!(kind, Some(Kind::String { values }) if values.is_empty() && !member.is_json_value)
    }

    fn is_list(&self, member: &description::Member<'_>) -> bool {
        let kind = self.shapes.get(member.shape.as_str()).map(|shape| &shape.kind);
        matches!(kind, Some(Kind::List { .. }))
    }

    /// The items of a page, if the member is a list or a map.
    fn items(&self, member: &description::Member<'_>) -> Option<Items> {
        let ty = self.ty(&member.shape, &member.cursor)?;
        matches!(ty.plain(), Type::List(_) | Type::Map(..))
            .then(|| Items { field: names::field_name(&member.name), ty })
    }
}

/// The member with a name. The format allows any JMESPath expression, but the files of botocore
/// have only names.
fn member<'d, 'a>(
    operation: &description::Operation<'_>,
    what: &str,
    structure: Option<&'d Structure<'a>>,
    name: &str,
    cursor: &Cursor<'_>,
) -> Option<&'d description::Member<'a>> {
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        cursor.problem(format!("expected the name of a member, not the expression {name:?}"));
        return None;
    }
    let member = structure.and_then(|structure| structure.member(name));
    if member.is_none() {
        let members = structure.map_or(&[][..], |structure| &structure.members[..]);
        let known = members.iter().map(|member| member.name.as_str());
        let hint = Hints::default().did_you_mean(name, known);
        cursor.problem(format!("the {what} of {} has no member {name:?}{hint}", operation.name));
    }
    member
}
