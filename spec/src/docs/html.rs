//! Splits HTML into tags and the text between them, and decodes entities. Each byte is read once.

use std::borrow::Cow;

pub(crate) enum Piece<'h> {
    /// Text whose entities are not decoded yet.
    Text(&'h str),
    Open {
        name: String,
        attributes: &'h str,
    },
    Close {
        name: String,
    },
}

/// Tags that end a paragraph.
const BLOCKS: [&str; 22] = [
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "important",
    "li",
    "note",
    "ol",
    "p",
    "para",
    "pre",
    "table",
    "td",
    "tr",
    "ul",
];

/// Tags inside a paragraph. A name in neither of the two lists, such as `<region>`, is text.
const INLINES: [&str; 18] = [
    "a",
    "accessibility",
    "b",
    "code",
    "em",
    "filename",
    "fullname",
    "i",
    "link",
    "replaceable",
    "role",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "xhtml",
    "zonbook",
];

/// Entities by name: those of XML, and typographic ones.
const ENTITIES: [(&str, &str); 16] = [
    ("amp", "&"),
    ("apos", "'"),
    ("copy", "©"),
    ("gt", ">"),
    ("hellip", "…"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("reg", "®"),
    ("rsquo", "’"),
    ("trade", "™"),
];

/// The length of the longest name or number of an entity.
const ENTITY_LENGTH: usize = 8;

pub(crate) fn is_block(tag: &str) -> bool {
    BLOCKS.contains(&tag)
}

/// Splits a text at its tags.
pub(crate) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    // After the last `>` there is no tag. Without this limit, `<a<a<a` would be read again for each
    // `<`.
    let last_end = html.rfind('>').map(|at| html.len() - at);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let may_be_tag = last_end.is_some_and(|last| rest.len() >= last);
        if may_be_tag && let Some((piece, after)) = tag(rest) {
            rest = after;
            return Some(piece);
        }
        // A `<` that begins no tag is text, up to the next tag.
        let from = usize::from(rest.starts_with('<'));
        let end = rest[from..].find('<').map_or(rest.len(), |at| at + from);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}

/// The tag at the start of a text, and the rest.
fn tag(text: &str) -> Option<(Piece<'_>, &str)> {
    let inside = text.strip_prefix('<')?;
    let (inside, closes) =
        inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
    let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = inside[..length].to_ascii_lowercase();
    if !BLOCKS.contains(&name.as_str()) && !INLINES.contains(&name.as_str()) {
        return None;
    }
    let (attributes, after) = inside[length..].split_once('>')?;
    Some((if closes { Piece::Close { name } } else { Piece::Open { name, attributes } }, after))
}

/// The target of a link, if a browser opens it. Characters that would end it in Markdown are
/// percent-encoded.
pub(crate) fn link(attributes: &str) -> Option<String> {
    let (_, value) = attributes.split_once("href=")?;
    let target = value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    url(decode(target.trim()).as_ref())
}

/// A URL for angle brackets in Markdown.
pub(crate) fn url(text: &str) -> Option<String> {
    let is_web = text.starts_with("http://") || text.starts_with("https://");
    if !is_web || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let encoded = text.chars().map(|c| match c {
        '<' | '>' | '\\' | '`' | '|' => format!("%{:02X}", u32::from(c)).into(),
        _ => Cow::Owned(c.to_string()),
    });
    Some(encoded.collect())
}

/// Decodes the entities of a text. Unknown entities stay as they are.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut decoded = text[..first].to_owned();
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('&') {
        let name = after
            .bytes()
            .take(ENTITY_LENGTH)
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
            .count();
        let value = after[name..].starts_with(';').then(|| entity(&after[..name])).flatten();
        decoded += value.as_deref().unwrap_or("&");
        rest = if value.is_some() { &after[name + 1..] } else { after };
        let next = rest.find('&').unwrap_or(rest.len());
        decoded += &rest[..next];
        rest = &rest[next..];
    }
    Cow::Owned(decoded)
}

fn entity(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0').map(|c| c.to_string().into());
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into())
}
