"""Measures the calls under valgrind: N calls and 2N calls, whose difference has no startup in it.

    calls.py FOLDER [--short | --write]

Cachegrind counts instructions. DHAT counts heap blocks, where a block that grows counts once more,
and the peak of heap bytes.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
from typing import NamedTuple

from tables import Tables

HERE = pathlib.Path(__file__).parent
RATIOS = HERE / "ratios.json"
WORSE = 1.05  # how much a ratio may grow before the short form fails


class Row(NamedTuple):
    name: str
    text: str
    goal: int | None  # instructions
    calls: int = 1  # how many calls are made
    parts: int = 1  # how many items one call handles; the figures are those of one item
    beside: str = ""  # the row by hand to compare with, if this row has none by hand


CHIME, EVERY = (
    len((pathlib.Path(os.environ["OPERATIONS"]) / file).read_text("utf-8").splitlines())
    for file in ("chime", "all")
)
ROWS = [
    Row("encode-request", "encode request", 4300, 100),
    Row("decode-201", "decode 201", 5900, 100),
    Row("decode-404", "decode 404", 3000, 100),
    Row("encode-201", "encode 201", 5200, 100),
    Row("decode-request", "decode request, with its checks", 5000, 100),
    Row("encode-error", "encode error", 2900, 100),
    Row("decode-list", "decode a list of 1,000 rooms", 6_200_000),
    Row("decode-unknown", "decode 1 MB of unknown members", None),
    Row("decode-nested", "decode 100 KB of text, nested 100 levels deep", None),
    Row("route", f"find the operation among Chime's {CHIME}", 1100, parts=CHIME),
    Row("route-all", f"find it among the {EVERY:,} of every service", 1100, parts=EVERY),
]
# Each of these bodies has 1,000 items. An item of a large structure may not cost more than one of a
# small structure. A structure of 1,000 members is compared with one of 100 by hand, since compiling
# serde's derive for 1,000 members takes minutes.
SCALING = [
    Row("member-10", "a member out of order, one of 10", 1300, parts=1000),
    Row("member-100", "a member out of order, one of 100", 1300, parts=1000),
    Row(
        "member-1000", "a member out of order, one of 1,000", 1300, parts=1000, beside="member-100"
    ),
    Row("unknown-10", "an unknown key beside 10 members", 900, parts=1000),
    Row("unknown-100", "an unknown key beside 100 members", 900, parts=1000),
    Row(
        "unknown-1000", "an unknown key beside 1,000 members", 900, parts=1000, beside="unknown-100"
    ),
    Row("entry", "an entry of a map of 1,000", 2600, parts=1000),
]
# An exchange in process, for which there are two more programs.
SERVING = Row("serve", "serve CreateRoom in process", None, 100)
LIST, ELEMENTS = "decode-list", 1000
UNKNOWN = "decode-unknown"

CLIENT = {"encode-request", "decode-201", "decode-404", LIST, UNKNOWN}
CREATE_ROOM = CLIENT | {"encode-201", "decode-request", "encode-error"}


class Peer(NamedTuple):
    text: str
    package: str
    rows: set[str]


ALL = ROWS + SCALING
PEERS = {
    "ours": Peer("ours", "rows-ours", {row.name for row in ALL}),
    "hand": Peer("by hand", "rows-hand", {row.name for row in ALL if not row.beside}),
    "derived": Peer("expert with serde", "rows-expert", CREATE_ROOM),
    "scanned": Peer("expert with a scanner", "rows-expert", CREATE_ROOM),
    "sdk": Peer("aws-sdk-chime", "rows-sdk", CLIENT),
}
SERVERS = {
    "router": Peer("the router", "rows-serving", {SERVING.name}),
    "matched": Peer("a match by hand, with boxed futures", "rows-serving", {SERVING.name}),
}
PEERS |= SERVERS


def build(folder: str, peers: list[str]) -> dict[str, pathlib.Path]:
    """The program of each peer. Each package is built alone, so that it has its own features."""
    target = pathlib.Path(folder) / "calls"
    for package in dict.fromkeys(PEERS[peer].package for peer in peers):
        command = ["cargo", "build", "--quiet", "--release", "--package", package]
        subprocess.run([*command, "--target-dir", target], cwd=HERE, check=True)
    return {peer: target / "release" / f"rows-{peer}" for peer in peers}


def valgrind(tool: list[str], program: pathlib.Path, row: str, calls: int) -> str:
    command = ["valgrind", *tool, program, row, str(calls)]
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"{program.name} {row} under valgrind:\n{ran.stderr}")
    return ran.stderr


def number(pattern: str, text: str) -> int:
    return int(re.search(pattern, text)[1].replace(",", ""))


def instructions(program: pathlib.Path, row: str, calls: int) -> int:
    tool = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    return number(r"I\s+refs:\s+([\d,]+)", valgrind(tool, program, row, calls))


def heap(program: pathlib.Path, row: str, calls: int) -> tuple[int, int]:
    """The number of blocks, and the bytes at the peak."""
    text = valgrind(["--tool=dhat", "--dhat-out-file=/dev/null"], program, row, calls)
    blocks = number(r"Total:\s+[\d,]+ bytes in ([\d,]+) blocks", text)
    return blocks, number(r"At t-gmax:\s+([\d,]+) bytes", text)


def measure(programs: dict[str, pathlib.Path], with_heap: bool) -> dict:
    """The instructions, the blocks and the peak of every row and peer."""

    def one(job):
        peer, row = job
        program, calls = programs[peer], row.calls
        once, twice = (instructions(program, row.name, times * calls) for times in (1, 2))
        found = {"instructions": (twice - once) / calls / row.parts}
        if with_heap and row in ROWS:
            none, once, twice = (heap(program, row.name, times) for times in (0, 1, 2))
            found["blocks"] = (twice[0] - once[0]) / row.parts
            found |= {"peak": once[1] - none[1], "before": none[1]}
        return (row.name, peer), found

    rows = [*ALL, SERVING]
    jobs = [(peer, row) for row in rows for peer in programs if row.name in PEERS[peer].rows]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(pool.map(one, jobs))


def ratios(found: dict) -> dict[str, float]:
    def ratio(row: Row) -> float:
        ours, hand = found[row.name, "ours"], found[row.beside or row.name, "hand"]
        return ours["instructions"] / hand["instructions"]

    router, matched = (found[SERVING.name, peer]["instructions"] for peer in SERVERS)
    return {row.name: ratio(row) for row in ALL} | {SERVING.name: router / matched}


def show(found: dict, peers: list[str], tables: Tables):
    def head(what: str, peers: list[str]) -> list[str]:
        return [what, *(PEERS[peer].text for peer in peers)]

    def cells(row: Row, what: str, peers: list[str]) -> list[str]:
        figures = [found.get((row.name, peer), {}).get(what) for peer in peers]
        return ["-" if figure is None else f"{figure:,.0f}" for figure in figures]

    def counts(what: str, rows: list[Row], peers: list[str]):
        ratio = {name: f"{figure:.2f}" for name, figure in ratios(found).items()}
        lines = [
            [row.text, *cells(row, "instructions", peers), "-" if row.beside else ratio[row.name]]
            for row in rows
        ]
        tables.add([*head(what, peers), "ours / by hand"], lines)

    counts("instructions", ROWS, peers)
    counts("instructions for each item of a body", SCALING, ["ours", "hand"])
    line = [SERVING.text, *cells(SERVING, "instructions", [*SERVERS])]
    serving = f"{ratios(found)[SERVING.name]:.2f}"
    tables.add([*head("instructions", [*SERVERS]), "the router / by hand"], [[*line, serving]])
    if "blocks" not in found[LIST, "ours"]:
        return
    rows = [[row.text, *cells(row, "blocks", peers)] for row in ROWS]
    each = [f"{found[LIST, peer]['blocks'] / ELEMENTS:.2f}" for peer in peers]
    tables.add(head("allocations", peers), [*rows, ["for each room of the list", *each]])

    def peak(row: str, peer: str) -> str:
        # Before the call, the program holds the body and only a few hundred bytes more.
        return f"{found[row, peer]['peak'] / found[row, peer]['before']:.2f}"

    large = [row for row in ROWS if row.name in (LIST, UNKNOWN)]
    rows = [[row.text, *(peak(row.name, peer) for peer in peers)] for row in large]
    tables.add(head("peak memory beside the body, as a multiple of its size", peers), rows)


def goals(found: dict, tables: Tables):
    for row in ALL:
        if row.goal:
            figure = found[row.name, "ours"]["instructions"]
            tables.goal(f"instructions: {row.text}", row.goal, figure)
    ratio = ratios(found)[SERVING.name]
    tables.goal("serve CreateRoom with the router, a match by hand = 1", 1.05, ratio, 2)
    ratio = ratios(found)[UNKNOWN]
    tables.goal("decode 1 MB of unknown members, by hand = 1", 1.05, ratio, 2)


def compare(now: dict[str, float]) -> int:
    """Fails if a ratio is worse than it was."""
    before = json.loads(RATIOS.read_text("utf-8"))
    worse = [row for row in now if now[row] > before[row] * WORSE]
    for row in worse:
        print(f"{row}: ours / by hand is {now[row]:.3f}, was {before[row]:.3f} in {RATIOS.name}")
    better = [row for row in now if now[row] < before[row] / WORSE]
    if better:
        names = ", ".join(better)
        print(f"better than in {RATIOS.name}: {names}; `benches/run --write` keeps that")
    print(f"{len(now) - len(worse)} passed, {len(worse)} failed")
    return 1 if worse else 0


def main(folder: str, mode: str = "") -> int:
    peers = ["ours", "hand"] if mode else [peer for peer in PEERS if peer not in SERVERS]
    found = measure(build(folder, [*peers, *SERVERS]), with_heap=not mode)
    tables = Tables("benches/run")
    show(found, peers, tables)
    goals(found, tables)
    tables.finish(writes=not mode)
    now = ratios(found)
    if mode == "--write":
        rounded = {row: round(ratio, 3) for row, ratio in now.items()}
        RATIOS.write_text(json.dumps(rounded, indent=2) + "\n", "utf-8")
    return compare(now) if mode == "--short" else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
