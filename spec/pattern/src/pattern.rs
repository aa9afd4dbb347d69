//! [`Pattern`]: a pattern in each of its forms.

use chime_model_vocabulary::Program;

use crate::compile::{self, Compiled, Matcher};
use crate::error::Error;
use crate::node::Node;
use crate::parse;
use crate::ranges;

/// A pattern that matches a text as a whole, or a part of it.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The pattern in the syntax of ECMAScript's Unicode mode.
    pub portable: String,
    /// Whether a match may be a part of the text.
    pub is_search: bool,
    /// Its syntax tree.
    pub node: Node,
    /// Which matcher of the runtime runs the program.
    pub matcher: Matcher,
    /// Its compiled form.
    pub program: Program,
    /// How many instructions and ranges of characters the program has.
    pub size: usize,
}

impl Pattern {
    /// Parses and compiles a pattern that matches a text as a whole: ECMAScript over code points,
    /// with the escapes that its Unicode mode refuses, and with the syntax of Java that
    /// descriptions of botocore use.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn new(text: &str) -> Result<Self, Error> {
        Self::compile(text, false)
    }

    /// Parses and compiles a pattern that searches: a text matches if any part of it does, as with
    /// ECMAScript's `RegExp.prototype.test`. `^` and `$` are the ends of the text.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn search(text: &str) -> Result<Self, Error> {
        Self::compile(text, true)
    }

    pub(crate) fn compile(text: &str, is_search: bool) -> Result<Self, Error> {
        let (portable, node) = parse::parse(text)?;
        let Compiled { matcher, program, size } = compile::compile(&node, is_search)?;
        Ok(Self { portable, is_search, node, matcher, program, size })
    }

    /// The pattern for engines of other languages. They search, so a pattern that matches a text as
    /// a whole gets the anchors `^…$`. Classes that only some engines know become ranges of
    /// characters. A class such as `\p{L}` has hundreds of ranges.
    #[must_use]
    pub fn anchored(&self) -> String {
        let portable = ranges::with_ranges(&self.portable);
        if self.is_search { portable } else { anchored(&portable, &self.node) }
    }
}

fn anchored(portable: &str, node: &Node) -> String {
    if matches!(node, Node::Choice(_)) {
        return format!("^(?:{portable})$");
    }
    let (has_start, has_end) = node.anchors();
    let start = if has_start { "" } else { "^" };
    let end = if has_end { "" } else { "$" };
    format!("{start}{portable}{end}")
}
