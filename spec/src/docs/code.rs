//! [`Code`]: an expression of Rust, printed in lines of 80 columns.

/// The width of code in documentation.
pub(super) const WIDTH: usize = 80;

/// The longest chain of calls on one line.
const CHAIN: usize = 60;

pub(super) enum Code {
    /// Code that is written unchanged.
    Plain(String),
    /// A string literal of this text.
    Text(String),
    /// Arguments, and what is around them, such as `Some(` and `)`.
    Call { open: String, arguments: Vec<Code>, close: &'static str },
    /// A value and calls of its methods, whose `open` begins with a dot.
    Chain { start: Box<Code>, calls: Vec<Code> },
}

impl Code {
    pub(super) fn call(open: impl Into<String>, arguments: Vec<Self>, close: &'static str) -> Self {
        Self::Call { open: open.into(), arguments, close }
    }

    /// The code in lines: the first continues one of `column` characters, the others have this
    /// indentation, and `rest` characters follow the last.
    pub(super) fn lines(&self, column: usize, indent: usize, rest: usize) -> String {
        let flat = self.flat();
        let length = flat.chars().count();
        let is_long = matches!(self, Self::Chain { .. }) && length > CHAIN;
        if column + length + rest <= WIDTH && !is_long {
            return flat;
        }
        let inner = indent + 4;
        match self {
            Self::Plain(_) => flat,
            Self::Text(text) => broken_text(text, column, inner, rest),
            Self::Call { arguments, .. } if arguments.is_empty() => flat,
            Self::Call { open, arguments, close } => {
                // A call that is the only argument of another opens on the same line.
                if let [argument @ Self::Call { .. }] = &arguments[..] {
                    let inside = argument.lines(column + open.len(), indent, rest + close.len());
                    return format!("{open}{inside}{close}");
                }
                let mut lines = format!("{open}\n");
                for argument in arguments {
                    lines +=
                        &format!("{}{},\n", " ".repeat(inner), argument.lines(inner, inner, 1));
                }
                lines + &" ".repeat(indent) + close
            }
            Self::Chain { start, calls } => {
                if let [Self::Call { open, .. }] = &calls[..] {
                    let line = start.flat();
                    if column + line.chars().count() + open.len() <= WIDTH {
                        let call = calls[0].lines(column + line.len(), indent, rest);
                        return line + &call;
                    }
                }
                let mut lines = start.lines(column, indent, 0);
                let inner = if lines.contains('\n') { indent } else { inner };
                for call in calls {
                    lines += &format!("\n{}{}", " ".repeat(inner), call.lines(inner, inner, 1));
                }
                lines
            }
        }
    }

    /// The code on one line.
    fn flat(&self) -> String {
        match self {
            Self::Plain(code) => code.clone(),
            Self::Text(text) => format!("\"{}\"", text.chars().map(escaped).collect::<String>()),
            Self::Call { open, arguments, close } => {
                let arguments: Vec<String> = arguments.iter().map(Self::flat).collect();
                format!("{open}{}{close}", arguments.join(", "))
            }
            Self::Chain { start, calls } => {
                let calls: String = calls.iter().map(Self::flat).collect();
                start.flat() + &calls
            }
        }
    }
}

/// A character in a string literal.
fn escaped(c: char) -> String {
    if c == '\'' { c.to_string() } else { c.escape_debug().to_string() }
}

/// A string literal in several lines. Each but the first starts with a letter or a digit, so that
/// it is neither a line that rustdoc hides nor the end of the code, and no blank is lost.
fn broken_text(text: &str, column: usize, indent: usize, rest: usize) -> String {
    let mut literal = "\"".to_owned();
    let mut width = WIDTH.saturating_sub(column + rest + 2);
    let mut line = String::new();
    // Where the line can be broken: after a blank, or if there is none, anywhere.
    let (mut after_blank, mut anywhere) = (None, None);
    let mut before = None;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() && !line.is_empty() {
            anywhere = Some(line.len());
            after_blank = if before == Some(' ') { anywhere } else { after_blank };
        }
        line += &escaped(c);
        before = Some(c);
        if line.chars().count() > width
            && let Some(end) = after_blank.or(anywhere)
        {
            let following = line.split_off(end);
            literal += &format!("{line}\\\n{}", " ".repeat(indent));
            line = following;
            width = WIDTH.saturating_sub(indent + rest + 2);
            (after_blank, anywhere) = (None, None);
        }
    }
    literal + &line + "\""
}

#[cfg(test)]
mod tests {
    use super::{Code, WIDTH};

    fn text(text: &str) -> Code {
        Code::Text(text.to_owned())
    }

    #[test]
    fn long_code_is_broken_like_rustfmt_does() {
        let room = Code::Chain {
            start: Box::new(Code::call("Room::default(", vec![], ")")),
            calls: vec![
                Code::call(".room_id(", vec![text("7f1c3ad2-0000-4000-8000-5a2b8c9d0e1f")], ")"),
                Code::call(".name(", vec![text("Team room")], ")"),
            ],
        };
        let output = Code::Chain {
            start: Box::new(Code::call("CreateRoomResponse::default(", vec![], ")")),
            calls: vec![Code::call(".room(", vec![room], ")")],
        };
        assert_eq!(
            output.lines(13, 0, 1),
            "CreateRoomResponse::default().room(\n    Room::default()\n        \
             .room_id(\"7f1c3ad2-0000-4000-8000-5a2b8c9d0e1f\")\n        .name(\"Team room\"),\n)"
        );
        assert_eq!(
            Code::call("Some(", vec![text("it's\n\"\u{202e}")], ")").lines(0, 0, 0),
            "Some(\"it's\\n\\\"\\u{202e}\")"
        );
    }

    #[test]
    fn no_line_of_a_text_is_hidden_or_ends_the_code() {
        let hostile = "``` # compile_error!() \u{2028}\r\n\\".repeat(20) + &"x".repeat(200);
        let lines = Code::call("f(", vec![text(&hostile)], ")").lines(0, 0, 1);
        assert!(lines.lines().count() > 5, "{lines}");
        for line in lines.lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
            let start = line.trim_start().chars().next();
            assert!(
                start.is_some_and(|c| c.is_ascii_alphanumeric() || c == '"' || c == ')'),
                "{line}"
            );
        }
        let joined: String = lines.replace("\\\n", "").split("        ").collect();
        let flat = Code::call("f(", vec![text(&hostile)], ")").flat();
        assert_eq!(joined.replace("f(\n    ", "f(").replace(",\n)", ")"), flat);
    }
}
