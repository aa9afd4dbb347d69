#!/usr/bin/env bash
# Checks that the documentation builds without a warning, with the default features and with all.
# Its pages must link to every rule that they name, and no code in them may scroll sideways.
set -euo pipefail
cd "$(dirname "$0")/../.."
export RUSTDOCFLAGS=${LINTS--D warnings}
cargo doc --workspace --no-deps
cargo doc --workspace --no-deps --all-features
python3 tests/checks/rendered.py "${CARGO_TARGET_DIR:-target}/doc"
