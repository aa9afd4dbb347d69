//! The parts of a string that can be copied as they are, found eight bytes at a time.

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);

/// How many bytes come before the first quote, backslash or control character. These are the
/// bytes that end a plain part of a string, and those that a string must escape.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    if let Some((start, after)) = bytes.split_first_chunk::<64>() {
        let (words, _) = start.as_chunks::<8>();
        for (index, word) in words.iter().enumerate() {
            let found = special(u64::from_le_bytes(*word));
            if found != 0 {
                return index * 8 + found.trailing_zeros() as usize / 8;
            }
        }
        rest = after_plain_blocks(after);
    }
    bytes.len() - rest.len() + short_plain_length(rest)
}

/// `plain_length` for short strings, and near the end of the text.
fn short_plain_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        let found = special(u64::from_le_bytes(*word));
        if found != 0 {
            return bytes.len() - rest.len() + found.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    let is_plain = |byte: &&u8| **byte >= b' ' && **byte != b'"' && **byte != b'\\';
    bytes.len() - rest.len() + rest.iter().take_while(is_plain).count()
}

/// Skips the leading blocks that are plain. Each takes a few vector instructions.
#[inline(never)]
fn after_plain_blocks(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk::<32>() {
        let is_special = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
        if block.iter().fold(false, |found, byte| found | is_special(byte)) {
            break;
        }
        rest = after;
    }
    rest
}

/// Sets the high bit of the first byte that is a quote, a backslash or a control character. Bytes
/// after it may be marked by mistake, since a subtraction borrows from them.
#[inline]
fn special(word: u64) -> u64 {
    // A subtraction sets the high bit of a byte that is less than what is subtracted from it.
    let quotes = (word ^ (ONES * u64::from(b'"'))).wrapping_sub(ONES);
    let backslashes = (word ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
    let controls = word.wrapping_sub(ONES * u64::from(b' '));
    (quotes | backslashes | controls) & !word & HIGH_BITS
}

#[cfg(test)]
mod tests {
    use super::plain_length;

    #[test]
    fn every_byte_at_every_position_of_a_word() {
        for byte in 0..=u8::MAX {
            let is_plain = byte >= b' ' && !matches!(byte, b'"' | b'\\');
            for length in 1..20 {
                for at in 0..length {
                    for filler in [b' ', b'a', 0x7F, 0x80, 0xFF] {
                        let mut bytes = vec![filler; length];
                        bytes[at] = byte;
                        assert_eq!(plain_length(&bytes), if is_plain { length } else { at });
                    }
                }
            }
        }
    }
}
