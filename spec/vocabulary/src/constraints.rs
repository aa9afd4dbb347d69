//! [`Constraints`]: the constraints of a value and of what it holds.

/// The constraints of a member, or of its elements or keys. `R` is the type of the bounds of a
/// range, `P` that of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraints<R, P> {
    /// The least and the greatest length.
    pub length: Option<Bounds<u64>>,
    /// The least and the greatest value.
    pub range: Option<Bounds<R>>,
    /// The pattern of a string.
    pub pattern: Option<P>,
    /// Whether the elements of a list must differ.
    pub unique: bool,
    /// The constraints of the elements of a list or the values of a map.
    pub each: Option<Box<Self>>,
    /// The constraints of the keys of a map.
    pub keys: Option<Box<Self>>,
}

/// The bounds of a length or a range, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds<T> {
    /// The least value, if there is one.
    pub min: Option<T>,
    /// The greatest value, if there is one.
    pub max: Option<T>,
}

impl<R, P> Constraints<R, P> {
    /// Whether every value meets them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { length, range, pattern, unique, each, keys } = self;
        let of_value = length.is_none() && range.is_none() && pattern.is_none() && !unique;
        of_value && each.is_none() && keys.is_none()
    }
}

impl<R, P> Default for Constraints<R, P> {
    fn default() -> Self {
        Self { length: None, range: None, pattern: None, unique: false, each: None, keys: None }
    }
}
