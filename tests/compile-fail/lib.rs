//! Empty: this package exists for the programs in `cases/`.
