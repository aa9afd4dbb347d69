#!/usr/bin/env bash
# Runs the commands of the README that no other part of .ci/run runs.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo run --quiet --example create_room
cargo run --quiet -p chime-model --example schema --features schemars -- check
cargo run --quiet -p chime-model-cli -- check spec/chime.json
