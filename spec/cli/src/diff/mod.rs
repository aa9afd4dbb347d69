//! Compares two descriptions: every difference, with its place and whom it breaks. `uses` finds
//! what to compare and where its values flow; `operations`, `shapes`, `references`, `members`,
//! `constraints`, `timestamps` and `details` compare; `breakages` finds what no longer compiles,
//! and `rust` attributes that to the differences that cause it. `rest` leaves out what cannot be
//! generated.

mod breakages;
mod comparison;
mod constraints;
mod details;
mod difference;
mod holders;
mod members;
mod operations;
mod references;
mod rest;
mod rust;
mod shapes;
mod side;
mod timestamps;
mod uses;

use std::collections::BTreeMap;

use chime_model_spec::Problems;
use chime_model_spec::cursor::Source;
use chime_model_spec::{description, resolve};

pub use self::difference::{Audience, Difference, Kind};

use self::comparison::Comparison;
use self::side::{Members, Side};

/// Every difference between two descriptions, each given as the name of its file and its text:
/// those that break somebody first, then in the order of their paths. The order of keys, members
/// and elements is not a difference, unless it changes the Rust types.
///
/// A difference breaks those who keep the old description while others use the new one; see
/// [`Audience`]. An addition breaks nobody, since those who use it know that it is new. Changes are
/// judged strictly, by the direction in which data flows:
///
/// | difference | in requests | in responses | in stored documents |
/// |---|---|---|---|
/// | less is allowed: a required member, no null, a narrower type | callers | servers | readers |
/// | more is allowed: an optional member, null, a wider type | servers | callers | - |
/// | a tighter length, range or pattern | callers and validators | validators | validators |
/// | a looser length, range or pattern | servers and validators | validators | validators |
/// | both sides have to agree: method, URI, status, location, type, format | callers and servers | callers and servers | readers, by the type |
/// | gone: an operation, a member | callers | callers | readers |
///
/// Enumerations are open: a value that is gone breaks callers that send it, and a new one breaks
/// nobody.
///
/// An operation that cannot be generated, in one description or in both, is not compared. Neither
/// are the shapes that only such operations need. A separate difference says so.
///
/// # Errors
/// If no operation is left to compare, the problems of both descriptions, as
/// [`generate`](chime_model_spec::generate) reports them. Also two descriptions that have too
/// little in common.
///
/// ```
/// let old = chime_model_spec::CHIME;
/// let new = old.replace("\"max\": 64", "\"max\": 32");
/// let differences = chime_model_cli::diff(("old.json", old), ("new.json", &new))?;
/// assert_eq!(differences[0].path(), "shapes.ClientRequestToken.max");
/// assert_eq!(differences[0].message(), "the max is 32, was 64 in requests");
/// # Ok::<(), chime_model_spec::Problems>(())
/// ```
pub fn diff(old: (&str, &str), new: (&str, &str)) -> Result<Vec<Difference>, Problems> {
    whole(old, new).or_else(|problems| rest::compare(old, new).ok_or(problems))
}

/// The differences between two descriptions that can be generated completely.
fn whole(old: (&str, &str), new: (&str, &str)) -> Result<Vec<Difference>, Problems> {
    let sources = [Source::new(old.0, old.1), Source::new(new.0, new.1)];
    let differences = compare(&sources[0], &sources[1], [old.0, new.0]);
    Source::finish(sources, differences)
}

fn compare<'s>(
    old: &'s Source<'s>,
    new: &'s Source<'s>,
    [old_name, new_name]: [&str; 2],
) -> Option<Vec<Difference>> {
    let descriptions = (description::read(old), description::read(new));
    let old_description = descriptions.0.as_ref()?;
    let new_description = descriptions.1.as_ref()?;
    let models =
        (resolve::resolve(old_name, old_description), resolve::resolve(new_name, new_description));
    if old.has_problems() || new.has_problems() {
        return None;
    }
    let old_side = Side::new(old_description, models.0);
    let new_side = Side::new(new_description, models.1);
    let Some(pairs) = uses::pairs(&old_side, &new_side) else {
        new.root()?.problem(format!("has too little in common with {old_name} to be compared"));
        return None;
    };
    let mut comparison = Comparison {
        members: (Members::new(&old_side.model), Members::new(&new_side.model)),
        old: &old_side,
        new: &new_side,
        holders: holders::holders(&old_side, &new_side, &pairs),
        pairs: &pairs,
        root: new.root()?,
        note: String::new(),
        replaced: BTreeMap::new(),
        formats: BTreeMap::new(),
        found: Vec::new(),
    };
    comparison.service(&old.root()?, &new.root()?);
    comparison.operations();
    comparison.shapes();
    comparison.timestamp_formats();
    comparison.rust();
    let mut found = comparison.found;
    sort(&mut found);
    Some(found)
}

/// Sorts differences: those that break somebody first, then in the order of their paths.
fn sort(found: &mut [Difference]) {
    found.sort_by(|a, b| {
        let order = |difference: &Difference| difference.breaks.is_empty();
        order(a)
            .cmp(&order(b))
            .then_with(|| a.path().cmp(b.path()))
            .then_with(|| a.kind.cmp(&b.kind))
            .then_with(|| a.place.cmp(&b.place))
    });
}
