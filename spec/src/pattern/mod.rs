//! Patterns: read, brought into one portable form, and compiled to what the runtime matches with.
//! The generator and the derives both use this, so that a pattern means the same to both.

mod class;
mod compile;
mod error;
mod node;
mod parse;
mod parser;
mod program;
mod set;
mod unicode;

pub use compile::SIZE_LIMIT;
pub use error::Error;
pub use node::Node;
pub use program::{Matcher, Op, Program};
pub use set::Set;

/// A pattern that matches a text as a whole.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The pattern as ECMAScript has it in Unicode mode.
    pub portable: String,
    /// The same, anchored where it is not, for who searches for patterns inside of a text.
    pub anchored: String,
    /// What it means.
    pub node: Node,
    /// What the runtime matches with.
    pub program: Program,
}

impl Pattern {
    /// Understands a pattern: ECMAScript over code points, with the escapes that its Unicode mode
    /// refuses and what else shipped descriptions have of Java's.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn new(text: &str) -> Result<Self, Error> {
        let (portable, node) = parse::parse(text)?;
        let program = compile::compile(&node)?;
        Ok(Self { anchored: anchored(&portable, &node), portable, node, program })
    }
}

fn anchored(portable: &str, node: &Node) -> String {
    let ends = |node: &Node| match node {
        Node::Start => (true, false),
        Node::End => (false, true),
        Node::Sequence(nodes) => {
            (nodes.first() == Some(&Node::Start), nodes.last() == Some(&Node::End))
        }
        _ => (false, false),
    };
    match (node, ends(node)) {
        (_, (true, true)) => portable.to_owned(),
        (Node::Choice(_), _) => format!("^(?:{portable})$"),
        (_, (has_start, has_end)) => format!(
            "{}{portable}{}",
            if has_start { "" } else { "^" },
            if has_end { "" } else { "$" }
        ),
    }
}
