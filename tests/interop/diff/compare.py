"""Runs `diff` on each pair of consecutive releases that differ, and compares the results with the
judgements in `pairs/`.

A judgement shows each breaking difference, and counts the others by kind. If more than twenty
breaking differences differ only in their place, it shows their count, the first place and the last.
"""

import collections
import gzip
import itertools
import json
import pathlib
import re
import subprocess
import sys
import zipfile

SERVICES = [
    "chime",
    *(
        f"chime-sdk-{name}"
        for name in ("identity", "media-pipelines", "meetings", "messaging", "voice")
    ),
]
PAIRS = pathlib.Path(__file__).parent / "pairs"


def descriptions(wheels: pathlib.Path, service: str):
    """The text of each release that has the service, by version."""
    versions = {wheel: wheel.name.split("-")[1] for wheel in wheels.glob("botocore-*.whl")}
    for wheel, version in sorted(
        versions.items(), key=lambda item: [int(part) for part in item[1].split(".")]
    ):
        with zipfile.ZipFile(wheel) as archive:
            found = sorted(
                name
                for name in archive.namelist()
                if re.fullmatch(rf"botocore/data/{service}/[^/]+/service-2\.json(\.gz)?", name)
            )
            if found:
                data = archive.read(found[-1])
                yield version, gzip.decompress(data) if found[-1].endswith(".gz") else data


def judgement(command: str, old: pathlib.Path, new: pathlib.Path) -> str:
    run = subprocess.run(
        [command, "diff", old, new, "--format", "json"], capture_output=True, text=True, check=False
    )
    if run.returncode not in (0, 1):
        sys.exit(f"{old} and {new} cannot be compared:\n{run.stderr}")
    differences = [json.loads(line) for line in run.stdout.splitlines()]
    if run.returncode != any(difference["breaks"] for difference in differences):
        sys.exit(f"{old} and {new}: exit code {run.returncode}")
    alike = collections.defaultdict(list)
    for difference in filter(lambda difference: difference["breaks"], differences):
        members, message = difference["members"], difference["message"]
        if len(members) > 1:
            message += (
                f"\n    in {len(members) + difference.get('more_members', 0)} members "
                f"from {members[0]} to {members[-1]}"
            )
        alike[f"{difference['kind']} {{}}: {' '.join(difference['breaks'])}\n    {message}"].append(
            difference["path"]
        )
    lines = []
    for line, paths in alike.items():
        shown = (
            paths if len(paths) <= 20 else [f"{len(paths)} places from {paths[0]} to {paths[-1]}"]
        )
        lines += [line.replace("{}", path, 1) for path in shown]
    others = collections.Counter(
        difference["kind"] for difference in differences if not difference["breaks"]
    )
    return (
        "\n".join(
            [*lines, *(f"breaks nobody: {count} {kind}" for kind, count in sorted(others.items()))]
        )
        + "\n"
    )


def main(command: str, work: str, *arguments: str):
    folder = pathlib.Path(work)
    seen, wrong = [], []
    for service in SERVICES:
        for (before, old), (after, new) in itertools.pairwise(
            descriptions(folder / "wheels", service)
        ):
            if json.loads(old) == json.loads(new):
                continue
            name = f"{service}-{before}-{after}.txt"
            files = folder / f"{service}-{before}.json", folder / f"{service}-{after}.json"
            for file, text in zip(files, (old, new)):
                file.write_bytes(text)
            found = judgement(command, *files)
            seen.append(name)
            if arguments == ("--write",):
                (PAIRS / name).write_text(found)
            elif not (PAIRS / name).exists() or (PAIRS / name).read_text() != found:
                wrong.append(name)
                print(f"{name} is judged differently:\n{found}")
    stale = sorted({file.name for file in PAIRS.glob("*.txt")} - set(seen))
    print(
        f"{len(seen)} pairs, {len(wrong)} judged differently, {len(stale)} judgements without a "
        "pair"
    )
    sys.exit(bool(wrong or stale or len(seen) < 20))


if __name__ == "__main__":
    main(*sys.argv[1:])
