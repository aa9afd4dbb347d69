#!/usr/bin/env bash
# The documentation builds without a warning, with the default features and with all.
set -euo pipefail
cd "$(dirname "$0")/../.."
export RUSTDOCFLAGS=${LINTS--D warnings}
cargo doc --workspace --no-deps
cargo doc --workspace --no-deps --all-features
