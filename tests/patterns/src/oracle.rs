//! Whether our matchers say the same as ECMAScript, on generated texts.

use chime_model::__private::pattern as runtime;
use chime_model_spec::pattern::Pattern;
use regress::Regex;

use crate::texts::Writer;

/// What was compared.
#[derive(Default)]
pub struct Compared {
    pub texts: usize,
    pub matching: usize,
}

/// Compares a pattern with the other engine's.
pub fn compare(source: &str, pattern: &Pattern, ours: &runtime::Pattern, count: usize) -> Result<Compared, String> {
    let theirs = Regex::with_flags(&format!("^(?:{})$", pattern.portable), "u").map_err(|error| format!("not portable: {error}"))?;
    let anchored = Regex::with_flags(&pattern.anchored, "u").map_err(|error| format!("not portable when anchored: {error}"))?;
    // As it is in the description, in whichever mode takes it.
    let whole = format!("^(?:{source})$");
    let original = Regex::with_flags(&whole, "u").ok().or_else(|| Regex::new(&whole).ok().filter(|_| !is_java(source)));
    let mut writer = Writer::new(pattern, 1);
    let mut compared = Compared::default();
    for index in 0..count {
        let text = if index % 3 == 0 { writer.matching() } else { writer.nearly() };
        let start = std::time::Instant::now();
        let expected = theirs.find(&text).is_some();
        if start.elapsed().as_millis() > 500 { eprintln!("SLOW {source} {text:?}"); }
        let found = ours.matches(&text).is_match;
        if found != Some(expected) {
            return Err(format!("{found:?}, should be {expected}, for {text:?}"));
        }
        if anchored.find(&text).is_some() != expected {
            return Err(format!("{:?} says otherwise for {text:?}", pattern.anchored));
        }
        if original.as_ref().is_some_and(|original| original.find(&text).is_some() != expected) {
            return Err(format!("as described it says otherwise for {text:?}"));
        }
        compared.texts += 1;
        compared.matching += usize::from(expected);
    }
    Ok(compared)
}

/// Whether it has what ECMAScript without Unicode mode takes for other than was meant: there `\p{L}` is a `p` and more.
fn is_java(source: &str) -> bool {
    ["\\p{", "\\P{", "\\A", "\\z", "\\x{"].iter().any(|escape| source.contains(escape))
}
