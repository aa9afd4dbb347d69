//! Finds the line and the column of an offset in constant time: a description may have thousands of
//! problems on one line.

/// How many bytes of a line are counted at most to find a column.
const STEP: usize = 1024;

/// Places in a text with their lines and columns.
pub(crate) struct Lines(Vec<Place>);

/// Where a byte is.
struct Place {
    offset: usize,
    line: usize,
    /// In characters, counted from 1 as lines are.
    column: usize,
}

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let mut known = vec![Place { offset: 0, line: 1, column: 1 }];
        let mut line = 1;
        let mut column = 1;
        let mut last = 0;
        for (offset, c) in text.char_indices() {
            if offset >= last + STEP {
                known.push(Place { offset, line, column });
                last = offset;
            }
            column += 1;
            if c == '\n' {
                (line, column, last) = (line + 1, 1, offset + 1);
                known.push(Place { offset: last, line, column });
            }
        }
        Self(known)
    }

    /// The line and the column of the character at an offset of the same text.
    pub(crate) fn locate(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset =
            (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let after = self.0.partition_point(|place| place.offset <= offset);
        let Place { offset: start, line, column } = self.0[after - 1];
        (line, column + text[start..offset].chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_the_place_that_counting_gives() {
        let long = "é".repeat(3 * STEP);
        for text in ["", "\n", "a\n\nbé\r\nc", long.as_str(), &format!("{long}\n{long}x\n")] {
            let lines = Lines::new(text);
            let mut line = 1;
            let mut column = 1;
            for (offset, c) in text.char_indices() {
                assert_eq!(lines.locate(text, offset), (line, column), "{offset}");
                (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
            assert_eq!(lines.locate(text, text.len()), (line, column));
        }
    }
}
