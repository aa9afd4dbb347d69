//! The text of a value without some of its entries. The rest is unchanged.

use std::collections::HashSet;

use crate::json::{Kind, Value};

/// The text of a value without the entries whose values start at these offsets. `text` is the file.
pub(crate) fn without(value: &Value<'_>, text: &str, left_out: &HashSet<usize>) -> String {
    let mut excerpt = String::new();
    write(value, text, left_out, &mut excerpt);
    excerpt
}

fn write(value: &Value<'_>, text: &str, left_out: &HashSet<usize>, excerpt: &mut String) {
    let values = value.values();
    let mut end = value.range.start + 1;
    let mut is_first = true;
    if values.is_empty() {
        excerpt.push_str(&text[value.range.clone()]);
        return;
    }
    excerpt.push_str(&text[value.range.start..end]);
    for inner in values {
        // The comma, the key and the colon, with the white space around them.
        let before = &text[end..inner.range.start];
        end = inner.range.end;
        if matches!(value.kind, Kind::Object(_)) && left_out.contains(&inner.range.start) {
            continue;
        }
        match before.trim_start().strip_prefix(',') {
            Some(rest) if is_first => excerpt.push_str(rest),
            _ => excerpt.push_str(before),
        }
        is_first = false;
        write(inner, text, left_out, excerpt);
    }
    excerpt.push_str(&text[end..value.range.end]);
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::json::parse;

    #[test]
    fn an_entry_leaves_no_comma_behind() {
        let text = r#"{ "a": 1, "b,": [ {"c": 2 } , 3 ],
  "d": {} , "e" : "f" }"#;
        let root = parse(text).ok().unwrap();
        let at = |part: &str| text.find(part).unwrap();
        let one = at("1");
        let two = at("2");
        let last = at("\"f\"");
        for (left_out, expected) in [
            (vec![], text),
            (vec![one], "{ \"b,\": [ {\"c\": 2 } , 3 ],\n  \"d\": {} , \"e\" : \"f\" }"),
            (vec![two, last], "{ \"a\": 1, \"b,\": [ { } , 3 ],\n  \"d\": {} }"),
            (vec![one, at("[")], "{\n  \"d\": {} , \"e\" : \"f\" }"),
            (vec![one, at("["), at("{}"), last], "{ }"),
            // An element of an array is not an entry, so it is kept.
            (vec![at("3")], text),
        ] {
            let left_out: HashSet<usize> = left_out.into_iter().collect();
            assert_eq!(super::without(&root, text, &left_out), expected);
        }
    }
}
