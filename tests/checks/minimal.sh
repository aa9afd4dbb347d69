#!/usr/bin/env bash
# Checks that the lowest versions of direct dependencies that the manifests allow are enough. It
# works on a copy without tests and dev-dependencies.
set -euo pipefail
cd "$(dirname "$0")/../.."
rm -rf target/minimal/src && mkdir -p target/minimal/src
git ls-files -z -- Cargo.toml chime-model chime-model-derive spec | xargs -0 cp --parents -t target/minimal/src
cd target/minimal/src
sed -i '/^    "tests/d' Cargo.toml
sed -i '/^\[dev-dependencies\]/,/^\[/{/^\[dev-dependencies/d;/^\[/!d}' ./*/Cargo.toml spec/*/Cargo.toml
# Only the resolver gets RUSTC_BOOTSTRAP: with it, build scripts would detect a nightly compiler.
RUSTC_BOOTSTRAP=1 cargo -Z direct-minimal-versions generate-lockfile
CARGO_TARGET_DIR=../build cargo check --quiet --locked --workspace --lib --bins --all-features
