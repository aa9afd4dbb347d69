#!/usr/bin/env bash
# tool.sh NAME VERSION: builds a tool of this version once, and prints the folder that has it.
# Tools are not optimized: they run for seconds.
set -euo pipefail
cd "$(dirname "$0")/../.."
tools=${CARGO_TARGET_DIR:-$PWD/target}/tools
cargo install --quiet --debug --locked --version "$2" --root "$tools" "$1" >&2
cd "$tools/bin" && pwd
