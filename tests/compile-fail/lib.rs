//! Nothing: the programs in `cases/` are what this package is for.
