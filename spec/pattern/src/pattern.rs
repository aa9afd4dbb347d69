//! [`Pattern`]: a pattern in each of its forms.

use chime_model_vocabulary::Program;

use crate::compile::{self, Compiled, Matcher};
use crate::error::Error;
use crate::node::Node;
use crate::parse;
use crate::ranges;

/// A pattern that matches a text as a whole.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The pattern as ECMAScript has it in Unicode mode.
    pub portable: String,
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
    /// Parses and compiles a pattern: ECMAScript over code points, with the escapes that its
    /// Unicode mode refuses and what else shipped descriptions have of Java's.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn new(text: &str) -> Result<Self, Error> {
        let (portable, node) = parse::parse(text)?;
        let Compiled { matcher, program, size } = compile::compile(&node)?;
        Ok(Self { portable, node, matcher, program, size })
    }

    /// `portable` for the engines of other languages, which search: anchored with `^…$`, and with
    /// ranges of characters in the place of what only some of them read. A class such as `\p{L}` has
    /// hundreds of ranges.
    #[must_use]
    pub fn anchored(&self) -> String {
        anchored(&ranges::with_ranges(&self.portable), &self.node)
    }
}

fn anchored(portable: &str, node: &Node) -> String {
    let (has_start, has_end) = match node {
        Node::Start => (true, false),
        Node::End => (false, true),
        Node::Sequence(nodes) => {
            (nodes.first() == Some(&Node::Start), nodes.last() == Some(&Node::End))
        }
        Node::Choice(_) => return format!("^(?:{portable})$"),
        _ => (false, false),
    };
    let start = if has_start { "" } else { "^" };
    let end = if has_end { "" } else { "$" };
    format!("{start}{portable}{end}")
}
