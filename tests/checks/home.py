"""Lists where the placeholder of the repository's address is, or replaces it everywhere.

home.py                  lists the places; fails if there is one and a package may be published
home.py URL              replaces the placeholder by the URL, and allows publishing
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
# In two parts, so that this file does not contain it.
PLACEHOLDER = "https://example.com/" + "chime-model"
UNPUBLISHED = re.compile(r"^# Placeholders, until.*\n(#.*\n)*publish = false\n", re.MULTILINE)


def places() -> list[pathlib.Path]:
    command = ["git", "grep", "--files-with-matches", "--fixed-strings", PLACEHOLDER]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in found.stdout.splitlines()]


def may_be_published() -> list[str]:
    """The manifests of the packages and of the workspace that do not forbid publishing."""
    names = subprocess.run(
        ["git", "ls-files", "Cargo.toml", "chime-model*/Cargo.toml", "spec/**Cargo.toml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    forbids = re.compile(r"^publish(\.workspace = true| = false)$", re.MULTILINE)
    return [name for name in names if not forbids.search((ROOT / name).read_text("utf-8"))]


def replace(url: str):
    for path in places():
        path.write_text(path.read_text("utf-8").replace(PLACEHOLDER, url.rstrip("/")), "utf-8")
    manifest = ROOT / "Cargo.toml"
    manifest.write_text(UNPUBLISHED.sub("publish = true\n", manifest.read_text("utf-8")), "utf-8")


def main() -> int:
    if sys.argv[1:]:
        replace(sys.argv[1])
        return 0
    found = places()
    for path in found:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if PLACEHOLDER in line:
                print(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    published = may_be_published() if found else []
    for name in published:
        print(f"{name} does not forbid publishing")
    return 1 if published else 0


if __name__ == "__main__":
    sys.exit(main())
