"""Measures what a user pays: clean builds of a client, its size, compiling the whole of Chime, and the generator.

    cost.py FOLDER

CPU seconds are those of cargo and all that it starts, so that they are valid on a busy machine too.
"""

import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys

from tables import Tables

HERE = pathlib.Path(__file__).parent

PROFILES = {"dev": [], "release": ["--release"]}


def cargo(target: pathlib.Path, *arguments: str, **environment: str) -> float:
    """Runs cargo, and returns the CPU seconds that it took."""

    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before = used()
    subprocess.run(["cargo", *arguments, "--quiet", "--target-dir", target], cwd=HERE, env={**os.environ, **environment}, check=True)
    return used() - before


def client(folder: pathlib.Path, peer: str) -> dict[str, float]:
    """The seconds of a clean build in each profile, the least of three times, the KB of the stripped binary, and those of its parts."""
    found, target = {}, folder / "clean"
    for profile, flags in PROFILES.items():
        times = []
        for _ in range(3):
            shutil.rmtree(target, ignore_errors=True)
            times.append(cargo(target, "build", "--package", f"client-{peer}", *flags))
        found[profile] = min(times)
    stripped, program = folder / "stripped", target / "release" / f"client-{peer}"
    subprocess.run(["strip", "-o", stripped, program], check=True)
    size = stripped.stat().st_size
    parts = held(program)
    shutil.rmtree(target)
    return found | {"size": size / 1000, **parts, REST: size / 1000 - sum(parts.values())}


# What a function or a table of a program belongs to, by the first of these that is in its name.
PARTS = [
    ("lexical", "exact floats of serde_json"),
    ("chime_model", "the messages"),
    ("client_", "the messages"),
    ("bench_hand", "the messages"),
    ("serde_", "the rest of serde_json"),
    ("jiff", "jiff"),
    ("http::", "http"),
    ("", "the standard library and other crates"),
]
REST = "what has no name, such as tables for unwinding and relocation"


def held(program: pathlib.Path) -> dict[str, float]:
    """The KB of each part of a program."""
    names = subprocess.run(["nm", "--demangle", "--print-size", "--size-sort", program], capture_output=True, text=True, check=True)
    found = {part: 0.0 for _, part in PARTS}
    for line in names.stdout.splitlines():
        _, size, _, name = line.split(None, 3)
        part = next(part for start, part in PARTS if start in name)
        found[part] += int(size, 16) / 1000
    return found


def official(folder: pathlib.Path) -> dict[str, float]:
    """The official client, which is built again only where it has changed."""
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, check=True).stdout
    key = hashlib.sha256((HERE / "Cargo.lock").read_bytes() + rustc + pathlib.Path(__file__).read_bytes()).hexdigest()
    cache = folder / "sdk.json"
    if not cache.exists() or (found := json.loads(cache.read_text())).pop("key") != key:
        found = client(folder, "sdk")
        cache.write_text(json.dumps(found | {"key": key}))
    return found


def clients(folder: pathlib.Path, tables: Tables):
    found = {"ours": client(folder, "ours"), "by hand": client(folder, "hand"), "aws-sdk-chime": official(folder)}
    rows = [
        ("clean build, dev, CPU seconds", "dev", 1),
        ("clean build, release, CPU seconds", "release", 1),
        ("stripped release binary, KB", "size", 0),
    ]
    cells = [
        [text, *(f"{peer[what]:,.{digits}f}" for peer in found.values()), f"{found['ours'][what] / found['by hand'][what]:.2f}"]
        for text, what, digits in rows
    ]
    tables.add(["a client that encodes and decodes CreateRoom", *found, "ours / by hand"], cells)
    peers = ["ours", "by hand"]
    parts = [*dict.fromkeys(part for _, part in PARTS), REST]
    tables.add(["what its binary holds, KB", *peers], [[part, *(f"{found[peer][part]:,.0f}" for peer in peers)] for part in parts])


def whole_chime(folder: pathlib.Path, tables: Tables):
    """Compiling the generated code alone, and what is in it: the least of three times."""
    target, rows = folder / "chime", []
    parts = [
        ("the structures and enumerations, with the standard derives", "chime-shapes", "standard"),
        ("the same with serde's derives", "chime-shapes", "serde"),
        ("the same with ours", "chime-shapes", "ours"),
        ("all that is generated, with operations and their errors", "chime", ""),
    ]
    commands = [["check"], ["build"], ["build", "--release"]]
    seconds = [[compiled(target, package, command, derives) for command in commands] for _, package, derives in parts]
    serde = seconds[1]
    for (text, *_), found in zip(parts, seconds):
        rows.append([text, *(f"{time:.2f}" for time in found), *(f"{time / base:.2f}" for time, base in zip(found, serde))])
    names = ["cargo check", "cargo build", "cargo build --release"]
    head = ["compiling the whole of Chime, CPU seconds", *names, "check / serde", "build / serde", "release / serde"]
    tables.add(head, rows)


def compiled(target: pathlib.Path, package: str, command: list[str], derives: str) -> float:
    # Else the second time would only look at what has changed, which is nothing.
    environment = {"CARGO_INCREMENTAL": "0", "DERIVES": derives}
    build, times = [*command, "--package", f"bench-{package}"], []
    cargo(target, *build, **environment)
    for _ in range(3):
        os.utime(HERE / package / "src/lib.rs")
        times.append(cargo(target, *build, **environment))
    return min(times)


def generator(folder: pathlib.Path, tables: Tables):
    target, cells = folder / "generator", []
    for profile, flags in PROFILES.items():
        cargo(target, "build", "--package", "bench-generator", *flags)
        program = target / ("debug" if profile == "dev" else profile) / "bench-generator"
        ran = subprocess.run([program, os.environ["CHIME"]], capture_output=True, text=True, check=True)
        cells.append(f"{float(ran.stdout) * 1000:.0f}")
    tables.add(["the generator on the whole of Chime, ms", *PROFILES], [["", *cells]])


def main(folder: str):
    subprocess.run(["cargo", "fetch", "--quiet"], cwd=HERE, check=True)
    tables = Tables("benches/run cost")
    for part in (clients, whole_chime, generator):
        part(pathlib.Path(folder), tables)
    tables.keep()


if __name__ == "__main__":
    main(*sys.argv[1:])
