//! [`Pattern`]: a pattern in each of its forms.

use chime_model_vocabulary::Program;

use crate::compile::{self, Compiled, Matcher};
use crate::error::Error;
use crate::node::Node;
use crate::parse;

/// A pattern that matches a text as a whole.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The pattern as ECMAScript has it in Unicode mode.
    pub portable: String,
    /// `portable` anchored with `^…$`, for engines that search.
    pub anchored: String,
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
        Ok(Self { anchored: anchored(&portable, &node), portable, node, matcher, program, size })
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
