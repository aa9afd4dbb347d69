//! The seeds of property tests. `seeds.txt` lists those with which a property once failed, and
//! every property runs them first. A test that fails prints its seed as a line to add there.

use std::any::Any;
use std::fmt::Debug;

use proptest::test_runner::{Config, FailurePersistence, PersistedSeed};

const SEEDS: &str = include_str!("../seeds.txt");

/// The configuration of every property test.
#[must_use]
pub fn config() -> Config {
    Config { failure_persistence: Some(Box::new(Seeds)), ..Config::default() }
}

/// Prints the seed of a failure instead of writing a file, so that no test changes a checked-in
/// file.
#[derive(Clone, Copy, Debug)]
struct Seeds;

impl FailurePersistence for Seeds {
    /// Every seed is for every property, since the property that failed may have been renamed.
    fn load_persisted_failures2(&self, _: Option<&'static str>) -> Vec<PersistedSeed> {
        let lines = SEEDS
            .lines()
            .filter_map(|line| line.split('#').next())
            .map(str::trim)
            .filter(|line| !line.is_empty());
        lines
            .map(|line| line.parse().unwrap_or_else(|()| panic!("seeds.txt: not a seed: {line}")))
            .collect()
    }

    fn save_persisted_failure2(
        &mut self,
        source: Option<&'static str>,
        seed: PersistedSeed,
        _: &dyn Debug,
    ) {
        eprintln!(
            "to run this case again, add the line to tests/seeds.txt:\n{seed} # {}",
            source.unwrap_or_default()
        );
    }

    fn box_clone(&self) -> Box<dyn FailurePersistence> {
        Box::new(*self)
    }

    fn eq(&self, other: &dyn FailurePersistence) -> bool {
        other.as_any().is::<Self>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
