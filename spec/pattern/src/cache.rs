//! [`Cache`]: patterns that have been compiled.

use std::collections::HashMap;
use std::rc::Rc;

use crate::error::Error;
use crate::pattern::Pattern;

/// How many patterns a cache keeps. A service has fewer, so that each is compiled once.
const CAPACITY: usize = 1_000;

/// Patterns that have been compiled, by their texts and whether they search: many members have the
/// same pattern.
#[derive(Default)]
pub struct Cache(HashMap<(String, bool), Result<Rc<Pattern>, Error>>);

impl Cache {
    /// The same as [`Pattern::new`], without compiling a pattern a second time.
    ///
    /// # Errors
    /// What is wrong with the pattern, and where.
    pub fn compile(&mut self, text: &str) -> Result<Rc<Pattern>, Error> {
        self.get(text, false)
    }

    /// The same as [`Pattern::search`], without compiling a pattern a second time.
    ///
    /// # Errors
    /// What is wrong with the pattern, and where.
    pub fn search(&mut self, text: &str) -> Result<Rc<Pattern>, Error> {
        self.get(text, true)
    }

    fn get(&mut self, text: &str, is_search: bool) -> Result<Rc<Pattern>, Error> {
        let key = (text.to_owned(), is_search);
        if let Some(compiled) = self.0.get(&key) {
            return compiled.clone();
        }
        if self.0.len() == CAPACITY {
            self.0.clear();
        }
        let compiled = Pattern::compile(text, is_search).map(Rc::new);
        self.0.insert(key, compiled.clone());
        compiled
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{CAPACITY, Cache};

    #[test]
    fn a_pattern_is_compiled_once_and_a_cache_does_not_grow_without_end() {
        let mut cache = Cache::default();
        let first = cache.compile("[a-z]*").unwrap();
        assert!(Rc::ptr_eq(&first, &cache.compile("[a-z]*").unwrap()));
        assert!(!Rc::ptr_eq(&first, &cache.search("[a-z]*").unwrap()));
        assert_eq!(cache.compile("(").unwrap_err(), cache.compile("(").unwrap_err());
        for index in 0..3 * CAPACITY {
            cache.compile(&index.to_string()).unwrap();
            assert!(cache.0.len() <= CAPACITY);
        }
    }
}
