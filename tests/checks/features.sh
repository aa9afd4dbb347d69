#!/usr/bin/env bash
# Every combination of features compiles, each package by itself: `cargo test` joins the features of
# the whole workspace.
set -euo pipefail
cd "$(dirname "$0")/../.."
PATH=$(tests/checks/tool.sh cargo-hack 0.6.46):$PATH
cargo hack clippy --feature-powerset --workspace \
    --exclude chime-model-tests --exclude chime-model-compile-fail -- ${LINTS--D warnings}
