#!/usr/bin/env bash
# The Rust of every workspace and all Python have the format of rustfmt.toml and ruff.toml.
# With UPDATE_FILES=1 the files are formatted.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=${CARGO_TARGET_DIR:-target}/format
[ -x "$work/bin/pip" ] || python3 -m venv "$work"
"$work/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6
mapfile -t python < <(
    git ls-files '*.py'
    git grep -l --max-depth=-1 '^#!.*python3$'
)
mapfile -t workspaces < <(git grep -l '^\[workspace\]' -- '*Cargo.toml')

check=(--check)
[ -z "${UPDATE_FILES:-}" ] || check=()
for manifest in "${workspaces[@]}"; do
    cargo fmt --all "${check[@]}" --manifest-path "$manifest"
done
"$work/bin/ruff" format --quiet "${check[@]}" "${python[@]}" ||
    { echo "UPDATE_FILES=1 tests/checks/format.sh formats them" && exit 1; }
"$work/bin/ruff" check --quiet "${python[@]}"
