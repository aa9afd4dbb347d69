#!/usr/bin/env bash
# Checks the licences, sources and versions of dependencies, and their advisories where the database
# can be fetched.
set -euo pipefail
cd "$(dirname "$0")/../.."
PATH=$(tests/checks/tool.sh cargo-deny 0.20.2):$PATH
cargo deny --locked check licenses bans sources
if timeout 60 cargo deny fetch db >/dev/null 2>&1; then
    cargo deny --locked check advisories
else
    echo "advisories are not checked: their database cannot be reached from here"
fi
