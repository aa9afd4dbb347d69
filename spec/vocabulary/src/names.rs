//! The hash table of names: the derives lay it out, and the runtime searches it.

/// Marks a slot without a name.
pub const EMPTY_SLOT: u16 = u16::MAX;

/// A table of up to this many names has no slots, since comparing them one by one is faster.
const FEW: usize = 8;

/// Lays out the indices of the names in slots. A `None` keeps its index and has no slot.
///
/// The number of slots is a power of two and at least twice that of the names. A search begins at
/// [`first_slot`] and continues slot by slot up to the name or an empty slot. There are no slots
/// for up to eight names.
#[must_use]
pub fn name_slots(names: &[Option<&str>]) -> Vec<u16> {
    if names.len() <= FEW {
        return Vec::new();
    }
    let mut slots = vec![EMPTY_SLOT; (names.len() * 2).next_power_of_two()];
    for (index, name) in (0..EMPTY_SLOT).zip(names) {
        let Some(name) = name else { continue };
        let mut slot = first_slot(name, slots.len());
        while slots[slot] != EMPTY_SLOT {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = index;
    }
    slots
}

/// The slot at which the search for a name begins, by its FNV-1a hash. The number of slots is a
/// power of two.
#[inline]
#[must_use]
pub fn first_slot(name: &str, slots: usize) -> usize {
    let hash = name
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize & (slots - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(slots: &[u16], names: &[Option<&str>], name: &str) -> Option<usize> {
        let first = first_slot(name, slots.len());
        let from_first = slots[first..].iter().chain(&slots[..first]);
        let taken = from_first.take_while(|slot| **slot != EMPTY_SLOT);
        taken.map(|slot| usize::from(*slot)).find(|index| names[*index] == Some(name))
    }

    #[test]
    fn every_name_is_found_and_no_other() {
        for count in [9, 16, 100, 1_000] {
            let texts: Vec<_> = (0..count).map(|index| format!("Member{index}")).collect();
            let mut names: Vec<_> = texts.iter().map(|text| Some(text.as_str())).collect();
            names[3] = None;
            let slots = name_slots(&names);
            for (index, name) in names.iter().enumerate() {
                let expected = name.map(|_| index);
                assert_eq!(find(&slots, &names, &texts[index]), expected, "{count}, {index}");
            }
            assert_eq!(find(&slots, &names, "Other"), None);
        }
    }

    #[test]
    fn a_few_names_have_no_slots() {
        assert!(name_slots(&[Some("Name"); FEW]).is_empty());
    }
}
