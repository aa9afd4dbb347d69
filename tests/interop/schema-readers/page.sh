# Renders the page and opens it in a browser. The arguments are the file to write and a folder for
# the browser.
set -eu
node "$TARGET/js/page.mjs" "$1"
"$TARGET/venv/bin/python" "$(dirname "$0")/python/page.py" "$1" "$2"
