"""Prints the results of `harness/measure`: how many descriptions generate, how many do not, and
why.

    measure.py [FOLDER]    with the descriptions in the folder, the counts of the crate's README too

Reads the lines of JSON of that program from standard input. Fails if a description was refused,
made the generator panic, or became invalid Rust.
"""

import collections
import json
import pathlib
import re
import sys


def reason(problem: str) -> str:
    """A problem without its place and its names, so that equal ones can be counted."""
    text = problem.split(": ", 2)[-1]
    text = re.sub(r"; (did you mean|to leave out) .*", "", text)
    return re.sub(r'"[^"]*"', "…", text)


def counted(folder: str) -> str:
    """How many descriptions have event streams, and how many operations those of Chime have."""
    files = pathlib.Path(folder).glob("*.json")
    descriptions = {file.stem: json.loads(file.read_text("utf-8")) for file in files}
    chime = [found for name, found in descriptions.items() if name.startswith("chime")]
    operations = sum(len(found["operations"]) for found in chime)
    streams = sum(
        any(shape.get("eventstream") for shape in found["shapes"].values())
        for found in descriptions.values()
    )
    return f"{streams} have event streams; {len(chime)} of Chime have {operations} operations"


def main(*folder: str) -> int:
    results = [json.loads(line) for line in sys.stdin]
    verdicts = collections.Counter(result["verdict"] for result in results)
    files, places = collections.Counter(), collections.Counter()
    for result in results:
        found = collections.Counter(map(reason, result["problems"]))
        places.update(found)
        files.update(found.keys())
    print(f"{'descriptions':>12}  verdict")
    for verdict, count in verdicts.most_common():
        print(f"{count:>12}  {verdict}")
    print(
        f"{len(results):>12}  in all, {sum(result['bytes'] for result in results) / 1e6:.1f} MB "
        "of Rust,"
        f" {sum(result['seconds'] for result in results):.1f} s"
    )
    print(*map(counted, folder))
    if files:
        print(f"\n{'descriptions':>12}  {'places':>6}  reason")
        for text, count in files.most_common():
            print(f"{count:>12}  {places[text]:>6}  {text}")
    print()
    for result in results:
        if result["verdict"] != "generated":
            print(f"{result['verdict']}: {result['file']}: {result['problems'][:1]}"[:170])
    return 1 if verdicts.keys() - {"generated"} or not results else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
