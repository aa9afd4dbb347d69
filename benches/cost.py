"""Measures what a user pays: clean builds of a client and its size, compiling whole services and
large structures, and the generator.

    cost.py FOLDER

CPU seconds are those of cargo and all that it starts, so that they are valid on a busy machine too.
The least of several runs counts.
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
RUNS = 3
PROFILES = {"dev": [], "release": ["--release"]}


def cargo(target: pathlib.Path, *arguments: str, **environment: str) -> float:
    """Runs cargo, and returns the CPU seconds that it took."""

    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before = used()
    command = ["cargo", *arguments, "--quiet", "--target-dir", target]
    subprocess.run(command, cwd=HERE, env={**os.environ, **environment}, check=True)
    return used() - before


def clean_build(target: pathlib.Path, peer: str, flags: list[str], **environment: str) -> float:
    """The seconds of a clean build of a client. A user's packages come from a registry, and cargo
    builds none of those incrementally."""
    shutil.rmtree(target, ignore_errors=True)
    build = ["build", "--package", f"client-{peer}", *flags]
    return cargo(target, *build, CARGO_INCREMENTAL="0", **environment)


def clients(folder: pathlib.Path, peers: list[str]) -> dict[str, dict[str, float]]:
    """For each peer the seconds of a clean build in each profile, the KB of the stripped binary,
    and those of its parts. The peers take turns, so that other load on the machine affects all."""
    found: dict[str, dict[str, float]] = {peer: {} for peer in peers}
    target, stripped = folder / "clean", folder / "stripped"
    for profile, flags in PROFILES.items():
        for _ in range(RUNS):
            for peer in peers:
                seconds = clean_build(target, peer, flags)
                found[peer][profile] = min(seconds, found[peer].get(profile, seconds))
                if profile == "dev" or "size" in found[peer]:
                    continue
                program = target / profile / f"client-{peer}"
                subprocess.run(["strip", "-o", stripped, program], check=True)
                size, parts = stripped.stat().st_size / 1000, held(program)
                found[peer] |= {"size": size, **parts, REST: size - sum(parts.values())}
    shutil.rmtree(target)
    return found


# The parts of a build, and the crates of each.
CRATES = {
    "the generator, with patterns and vocabulary": {
        "chime_model_pattern",
        "chime_model_spec",
        "chime_model_vocabulary",
        "json_event_parser",
    },
    "the derives": {"chime_model_derive", "serde", "serde_derive"},
    "syn, quote and proc-macro2": {"proc_macro2", "quote", "syn", "unicode_ident"},
    "the runtime and the client": {"bench_hand", "chime_model", "client_hand", "client_ours"},
    "jiff": {"jiff", "jiff_core"},
    "serde_json": {"memchr", "serde_json", "zmij"},
}
OTHERS = "other crates and build scripts"


def profile(folder: pathlib.Path, peer: str, flags: list[str]) -> dict[str, float]:
    """The CPU seconds of each part of a clean build."""
    target, notes = folder / "clean", folder / "notes"
    wrapper = {"NOTES": str(notes), "RUSTC_WRAPPER": str(HERE / "rustc.py")}
    found: dict[str, float] = {}
    for _ in range(RUNS):
        notes.write_text("")
        clean_build(target, peer, flags, **wrapper)
        times = dict.fromkeys([*CRATES, OTHERS], 0.0)
        for line in notes.read_text().splitlines():
            seconds, name = line.split()
            times[next((part for part in CRATES if name in CRATES[part]), OTHERS)] += float(seconds)
        found = {part: min(time, found.get(part, time)) for part, time in times.items()}
    shutil.rmtree(target)
    return found


def show_profile(folder: pathlib.Path, tables: Tables):
    ours, hand = (profile(folder, peer, PROFILES["release"]) for peer in ("ours", "hand"))
    tables.add(
        ["a clean build in release, CPU seconds of rustc", "ours", "by hand"],
        [[part, f"{ours[part]:.1f}", f"{hand[part]:.1f}"] for part in ours],
    )


# The part of a program that a function or a table belongs to: that of the first text in its name.
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
    command = ["nm", "--demangle", "--print-size", "--size-sort", program]
    names = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {part: 0.0 for _, part in PARTS}
    for line in names.stdout.splitlines():
        _, size, _, name = line.split(None, 3)
        part = next(part for start, part in PARTS if start in name)
        found[part] += int(size, 16) / 1000
    return found


def official(folder: pathlib.Path) -> dict[str, float]:
    """The figures of the official client, which is built again only if its inputs have changed."""
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, check=True).stdout
    inputs = (HERE / "Cargo.lock").read_bytes() + rustc + pathlib.Path(__file__).read_bytes()
    key, cache = hashlib.sha256(inputs).hexdigest(), folder / "sdk.json"
    if not cache.exists() or (found := json.loads(cache.read_text())).pop("key") != key:
        found = clients(folder, ["sdk"])["sdk"]
        cache.write_text(json.dumps(found | {"key": key}))
    return found


def show_clients(folder: pathlib.Path, tables: Tables):
    built = clients(folder, ["ours", "hand"])
    ours, hand, sdk = built["ours"], built["hand"], official(folder)
    rows = [
        ("clean build, dev, CPU seconds", "dev", 1),
        ("clean build, release, CPU seconds", "release", 1),
        ("stripped release binary, KB", "size", 0),
    ]
    ratio = {what: ours[what] / hand[what] for _, what, _ in rows}
    peers = {"ours": ours, "by hand": hand, "aws-sdk-chime": sdk}
    tables.add(
        ["a client that encodes and decodes CreateRoom", *peers, "ours / by hand"],
        [
            [text, *(f"{peer[what]:,.{digits}f}" for peer in peers.values()), f"{ratio[what]:.2f}"]
            for text, what, digits in rows
        ],
    )
    parts = [*dict.fromkeys(part for _, part in PARTS), REST]
    tables.add(
        ["what its binary holds, KB", "ours", "by hand"],
        [[part, f"{ours[part]:,.0f}", f"{hand[part]:,.0f}"] for part in parts],
    )
    for profile in PROFILES:
        what = f"CPU seconds of a clean build of a client in {profile}, by hand = 1"
        tables.goal(what, 1.2, ratio[profile], 2)
    tables.goal("KB of the stripped binary of a client", 700, ours["size"])


COMMANDS = {
    "cargo check": ["check"],
    "cargo build": ["build"],
    "cargo build --release": ["build", "--release"],
}


class Shapes:
    """The code that is generated for a description, or a part of it, in a target folder of its own:
    so several can take turns, and nothing is generated again in between."""

    def __init__(self, folder: pathlib.Path, description: pathlib.Path, part: str, uses: str = ""):
        self.target = folder / f"shapes-{part}"
        # An incremental build would find that nothing has changed.
        self.environment = {"DESCRIPTION": str(description), "PART": part, "USES": uses}
        self.environment["CARGO_INCREMENTAL"] = "0"

    def build(self, command: str) -> float:
        build = [*COMMANDS[command], "--package", "bench-shapes"]
        return cargo(self.target, *build, **self.environment)

    def compile(self, command: str) -> float:
        """The seconds of compiling the code, whose dependencies have been built."""
        os.utime(HERE / "shapes/src/lib.rs")
        return self.build(command)


def compiled(all_shapes: list[Shapes], command: str) -> list[float]:
    """The seconds of compiling each. They take turns, so that other load affects all."""
    for shapes in all_shapes:
        shapes.build(command)
    turns = [[shapes.compile(command) for shapes in all_shapes] for _ in range(RUNS)]
    return [min(times) for times in zip(*turns)]


def services(folder: pathlib.Path, tables: Tables):
    """Measures compiling all that is generated for a service, and parts of it."""
    parts = {
        "the structures and enumerations, with the standard derives": "standard",
        "the same with serde's derives": "serde",
        "the same with ours": "ours",
        "all that is generated, with operations and their errors": "whole",
    }
    for service, name in {"chime": "Chime", "medialive": "MediaLive"}.items():
        file = folder / "data" / f"{service}.json"
        all_shapes = [Shapes(folder, file, part) for part in parts.values()]
        times = [compiled(all_shapes, command) for command in COMMANDS]
        found = dict(zip(parts.values(), zip(*times)))
        rows = []
        for text, part in parts.items():
            ratio = [time / base for time, base in zip(found[part], found["serde"])]
            rows.append([text, *(f"{figure:.2f}" for figure in [*found[part], *ratio])])
        against = [f"{command.split(' ')[-1].strip('-')} / serde" for command in COMMANDS]
        tables.add([f"compiling the whole of {name}, CPU seconds", *COMMANDS, *against], rows)
        for part, what in {"ours": "the structures and enumerations of", "whole": "all of"}.items():
            worst = max(time / base for time, base in zip(found[part], found["serde"]))
            what = f"CPU seconds of compiling {what} {name}, with serde's derives = 1"
            tables.goal(what, 0.8, worst, 2)


# The kinds of members that a structure has in turn: whether one is required, and its shape.
KINDS = {
    "all are optional strings": [(False, "String")],
    "of five types, every second is required": [
        (is_required, shape)
        for shape in ["String", "Integer", "Boolean", "Timestamp", "Strings"]
        for is_required in [False, True]
    ],
}


def large(members: int, types: list[tuple[bool, str]]) -> str:
    """The description of an operation whose output is a structure of that many members."""
    chosen = {f"Member{at:04}": types[at % len(types)] for at in range(members)}
    structure = {
        "type": "structure",
        "members": {name: {"shape": shape} for name, (_, shape) in chosen.items()},
        "required": [name for name, (is_required, _) in chosen.items() if is_required],
    }
    operation = {
        "name": "GetLarge",
        "http": {"method": "GET", "requestUri": "/large"},
        "output": {"shape": "Large"},
    }
    metadata = {
        "apiVersion": "2000-01-01",
        "endpointPrefix": "large",
        "protocol": "rest-json",
        "serviceFullName": "Large",
        "serviceId": "Large",
    }
    simple = ["String", "Integer", "Boolean", "Timestamp"]
    shapes = {name: {"type": name.lower()} for name in simple} | {
        "Strings": {"type": "list", "member": {"shape": "String"}},
        "Large": structure,
    }
    operations = {"GetLarge": operation}
    return json.dumps({"metadata": metadata, "operations": operations, "shapes": shapes})


def structures(folder: pathlib.Path, tables: Tables):
    """Measures compiling the code that reads and writes one large structure. The time must be
    proportional to the number of its members."""
    file, release = folder / "large.json", "cargo build --release"

    def seconds(size: int, types: list[tuple[bool, str]], uses: str = "ours") -> float:
        file.write_text(large(size, types), "utf-8")
        shapes = Shapes(folder, file, "serde" if uses == "serde" else "whole", uses)
        return compiled([shapes], release)[0]

    sizes, rows = [300, 1000, 2000], []
    for text, types in KINDS.items():
        small, *found = (seconds(size, types) for size in [1, *sizes])
        rows.append([text, *(f"{time:.2f}" for time in found)])
        each = [(time - small) / size for time, size in zip(found, sizes)]
        what = f"CPU seconds for each of 2,000 members, for each of 300 = 1: {text}"
        tables.goal(what, 1.2, each[-1] / each[0], 2)
    # With more members, compiling serde's derives takes minutes.
    by_serde = seconds(sizes[0], next(iter(KINDS.values())), "serde")
    rows.insert(1, ["the same with serde's derives", f"{by_serde:.2f}", "-", "-"])
    head = [f"{size:,} members" for size in sizes]
    tables.add(["compiling one structure in release, CPU seconds", *head], rows)


def generator(folder: pathlib.Path, tables: Tables):
    target, found = folder / "generator", {}
    for profile, flags in PROFILES.items():
        cargo(target, "build", "--package", "bench-generator", *flags)
        program = target / ("debug" if profile == "dev" else profile) / "bench-generator"
        command = [program, os.environ["CHIME"]]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        found[profile] = float(ran.stdout) * 1000
    cells = [f"{milliseconds:.0f}" for milliseconds in found.values()]
    tables.add(["the generator on the whole of Chime, ms", *PROFILES], [["", *cells]])
    tables.goal("ms of the generator on the whole of Chime, in dev", 50, found["dev"])


def main(folder: str):
    subprocess.run(["cargo", "fetch", "--quiet"], cwd=HERE, check=True)
    tables = Tables("benches/run cost")
    for part in (show_clients, show_profile, services, structures, generator):
        part(pathlib.Path(folder), tables)
    tables.finish(writes=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
