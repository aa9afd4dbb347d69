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
    """The seconds of a clean build in each profile, the least of three times, and the KB of the stripped binary."""
    found, target = {}, folder / "clean"
    for profile, flags in PROFILES.items():
        times = []
        for _ in range(3):
            shutil.rmtree(target, ignore_errors=True)
            times.append(cargo(target, "build", "--package", f"client-{peer}", *flags))
        found[profile] = min(times)
    stripped = folder / "stripped"
    subprocess.run(["strip", "-o", stripped, target / "release" / f"client-{peer}"], check=True)
    shutil.rmtree(target)
    return found | {"size": stripped.stat().st_size / 1000}


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


def whole_chime(folder: pathlib.Path, tables: Tables):
    """Compiling the generated code alone, and serde's derives on the same structures: the least of three times."""
    # Else the second time would only look at what has changed, which is nothing.
    whole = {"CARGO_INCREMENTAL": "0"}
    target, rows = folder / "chime", []
    for text, command in [("cargo check", ["check"]), ("cargo build", ["build"]), ("cargo build --release", ["build", "--release"])]:
        seconds = {}
        for package in ["chime", "chime-serde"]:
            build = [*command, "--package", f"bench-{package}"]
            cargo(target, *build, **whole)
            times = []
            for _ in range(3):
                os.utime(HERE / package / "src/lib.rs")
                times.append(cargo(target, *build, **whole))
            seconds[package] = min(times)
        ours, serde = seconds.values()
        rows.append([text, f"{ours:.2f}", f"{serde:.2f}", f"{ours / serde:.2f}"])
    tables.add(["compiling the whole of Chime, CPU seconds", "ours", "serde's derives", "ours / serde"], rows)


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
