"""Reads differences as JSON, and fails for each breaking one that the changelog does not name under
'Wire format'."""

import json
import re
import sys


def named(changelog: str) -> set[str]:
    """The texts in backticks in the section 'Wire format' of 'Unreleased'."""
    unreleased = re.search(r"^## \[Unreleased\]$(.*?)(?=^## |\Z)", changelog, re.M | re.S)
    wire = unreleased and re.search(
        r"^### Wire format$(.*?)(?=^### |\Z)", unreleased[1], re.M | re.S
    )
    return set(re.findall(r"`([^`]+)`", wire[1])) if wire else set()


def main(file: str):
    with open(file, encoding="utf-8") as changelog:
        names = named(changelog.read())
    breaking = [
        difference
        for difference in map(json.loads, filter(str.strip, sys.stdin))
        if difference["breaks"]
    ]
    missing = [difference for difference in breaking if difference["path"] not in names]
    for difference in missing:
        place = f"{difference['file']}:{difference['line']}:{difference['column']}"
        print(
            f"{place}: {difference['message']}; name `{difference['path']}` under 'Wire format' "
            f"in {file}"
        )
    print(f"{len(breaking)} breaking differences, {len(missing)} of them not named in {file}")
    sys.exit(bool(missing))


if __name__ == "__main__":
    main(*sys.argv[1:])
