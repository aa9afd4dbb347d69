//! Writes facts of the model in words: the status of an error, and where a member is.

use chime_model_vocabulary::{IDEMPOTENCY_TOKEN, Location, SENSITIVE};

use super::markdown::Markdown;
use crate::model::{Exception, Member, Type};

/// A sentence with the status of an error and whose fault it is.
pub(super) fn exception(exception: &Exception) -> String {
    let Exception { status, is_fault, is_retryable, is_throttling, .. } = exception;
    let whose = if *is_fault { "the service's" } else { "the client's" };
    let retry = match (is_retryable, is_throttling) {
        (_, true) => " The description marks it as retryable, and as throttling.",
        (true, false) => " The description marks it as retryable.",
        (false, false) => "",
    };
    format!("Status {status}, {whose} fault.{retry}")
}

/// Writes what a member is besides its value: a token, a secret, a part of a message other than
/// a key of the body.
pub(super) fn member(markdown: &mut Markdown, member: &Member) {
    let is_sensitive = matches!(member.ty, Type::Sensitive(_));
    let notes = [(IDEMPOTENCY_TOKEN, member.is_token), (SENSITIVE, is_sensitive)];
    for (note, _) in notes.into_iter().filter(|(_, holds)| *holds) {
        markdown.text(if markdown.is_empty() { "" } else { " " });
        markdown.text(note);
    }
    let mut sentence = |before: &str, code: &str| {
        markdown.text(if markdown.is_empty() { "" } else { " " });
        markdown.text(before);
        if !code.is_empty() {
            markdown.text(" ");
            markdown.code(code);
        }
        markdown.text(".");
    };
    match &member.location {
        Location::Label(name) => sentence("In the path, as", &format!("{{{name}}}")),
        Location::Query(name) => sentence("In the query, as", name),
        Location::QueryMap => sentence("In the query, one key for each entry", ""),
        Location::Header(name) => sentence("In the header", name),
        Location::PrefixHeaders(prefix) if prefix.is_empty() => sentence("In the headers", ""),
        Location::PrefixHeaders(prefix) => sentence("In the headers with the prefix", prefix),
        Location::Status => sentence("The status of the response", ""),
        Location::Payload => sentence("The whole body", ""),
        Location::EventHeader(name) => sentence("In the event header", name),
        Location::Body(_) => {}
    }
}

/// The first sentence of documentation in Markdown, with its line breaks; empty if the
/// documentation does not begin with text.
pub(super) fn first_sentence(docs: &str) -> &str {
    let paragraph = docs.split("\n\n").next().unwrap_or_default();
    if paragraph.starts_with(|c: char| c.is_ascii_digit() || "-*+#>|".contains(c)) {
        return "";
    }
    let ends = paragraph.match_indices('.').map(|(at, _)| at + 1);
    let is_whole = |end: &usize| {
        let (sentence, rest) = paragraph.split_at(*end);
        let mut following = rest.chars();
        let is_end = following.next().is_none_or(char::is_whitespace)
            && following.next().is_none_or(char::is_uppercase);
        is_end && is_balanced(sentence)
    };
    ends.into_iter().find(is_whole).map_or(paragraph, |end| &paragraph[..end])
}

/// Whether every mark of Markdown that a text opens is closed in it.
fn is_balanced(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    ['`', '*', '_'].iter().all(|mark| count(*mark) % 2 == 0)
        && count('[') == count(']')
        && count('(') == count(')')
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_sentence_ends_at_a_stop_outside_of_marks() {
        for (docs, expected) in [
            ("", ""),
            ("One", "One"),
            ("One. Two.\n\nThree.", "One."),
            ("One\ntwo. Three", "One\ntwo."),
            ("Version 1.2 of e.g. this. Next", "Version 1.2 of e.g. this."),
            ("A `x. Y` ends. Next", "A `x. Y` ends."),
            ("See [the. Page](a.b). Next", "See [the. Page](a.b)."),
            ("- an item. Next", ""),
        ] {
            assert_eq!(first_sentence(docs), expected, "{docs}");
        }
    }
}
