#!/usr/bin/env bash
# The documentation builds without a warning, with the default features and with all. Its pages link to
# every rule that they name, and no code in them scrolls sideways.
set -euo pipefail
cd "$(dirname "$0")/../.."
export RUSTDOCFLAGS=${LINTS--D warnings}
cargo doc --workspace --no-deps
cargo doc --workspace --no-deps --all-features
python3 tests/checks/rendered.py "${CARGO_TARGET_DIR:-target}/doc"
