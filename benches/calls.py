"""Measures the calls under valgrind: the difference between N calls and 2N calls, so that startup does not count.

    calls.py FOLDER [--short | --write]

Cachegrind counts instructions; DHAT counts heap blocks, where a block that grows counts once more, and the peak of heap bytes.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

from tables import Tables

HERE = pathlib.Path(__file__).parent
RATIOS = HERE / "ratios.json"
WORSE = 1.05  # how much a ratio may grow before the short form fails

OPERATIONS = len(pathlib.Path(os.environ["OPERATIONS"]).read_text().splitlines())

# The name of a row, its label, how many calls are made, and how many things one call does.
ROWS = [
    ("encode-request", "encode request", 100, 1),
    ("decode-201", "decode 201", 100, 1),
    ("decode-404", "decode 404", 100, 1),
    ("encode-201", "encode 201", 100, 1),
    ("decode-request", "decode request, with its checks", 100, 1),
    ("encode-error", "encode error", 100, 1),
    ("decode-list", "decode a list of 1,000 rooms", 1, 1),
    ("decode-unknown", "decode 1 MB of unknown members", 1, 1),
    ("decode-nested", "decode 100 KB, 100 levels down", 1, 1),
    ("route", "find the operation among Chime's 62", 1, 62),
    ("route-all", "find it among those of every service", 1, OPERATIONS),
]
LIST, ELEMENTS = "decode-list", 1000
# The rows of the official client, which has neither server calls nor a router.
SDK = {"encode-request", "decode-201", "decode-404", "decode-list", "decode-unknown"}


def build(folder: str, peers: list[str]) -> dict[str, pathlib.Path]:
    """The program of each peer; the official client's is built alone, and the others without its dependencies."""
    target = pathlib.Path(folder) / "calls"
    for packages in (["rows-ours", "rows-hand"], ["rows-sdk"] if "sdk" in peers else []):
        if packages:
            chosen = [argument for package in packages for argument in ("--package", package)]
            command = ["cargo", "build", "--quiet", "--release", *chosen, "--target-dir", target]
            subprocess.run(command, cwd=HERE, check=True)
    return {peer: target / "release" / f"rows-{peer}" for peer in peers}


def valgrind(tool: list[str], program: pathlib.Path, row: str, calls: int) -> str:
    ran = subprocess.run(["valgrind", *tool, program, row, str(calls)], capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"{program.name} {row} under valgrind:\n{ran.stderr}")
    return ran.stderr


def instructions(program: pathlib.Path, row: str, calls: int) -> int:
    text = valgrind(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"], program, row, calls)
    return int(re.search(r"I\s+refs:\s+([\d,]+)", text)[1].replace(",", ""))


def heap(program: pathlib.Path, row: str, calls: int) -> tuple[int, int]:
    """The number of blocks, and the bytes at the peak."""
    text = valgrind(["--tool=dhat", "--dhat-out-file=/dev/null"], program, row, calls)
    total = re.search(r"Total:\s+[\d,]+ bytes in ([\d,]+) blocks", text)[1]
    peak = re.search(r"At t-gmax:\s+([\d,]+) bytes", text)[1]
    return int(total.replace(",", "")), int(peak.replace(",", ""))


def measure(programs: dict[str, pathlib.Path], with_heap: bool) -> dict:
    """The instructions, the blocks and the peak of every row and peer."""

    def one(job):
        peer, (row, _, calls, parts) = job
        program = programs[peer]
        found = {"instructions": (instructions(program, row, 2 * calls) - instructions(program, row, calls)) / calls / parts}
        if with_heap:
            none, once, twice = (heap(program, row, calls) for calls in (0, 1, 2))
            found |= {"blocks": (twice[0] - once[0]) / parts, "peak": once[1] - none[1], "before": none[1]}
        return (row, peer), found

    jobs = [(peer, row) for row in ROWS for peer in programs if peer != "sdk" or row[0] in SDK]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(pool.map(one, jobs))


def ratios(found: dict) -> dict[str, float]:
    return {row: found[row, "ours"]["instructions"] / found[row, "hand"]["instructions"] for row, *_ in ROWS}


def show(found: dict, peers: list[str], tables: Tables):
    def cell(row: str, peer: str, what: str) -> str:
        if (row, peer) not in found:
            return "-"
        return f"{found[row, peer][what]:,.0f}"

    names = {"ours": "ours", "hand": "by hand", "sdk": "aws-sdk-chime"}
    ratio = ratios(found)
    head = [*(names[peer] for peer in peers)]
    tables.add(
        ["instructions", *head, "ours / by hand"],
        [[text, *(cell(row, peer, "instructions") for peer in peers), f"{ratio[row]:.2f}"] for row, text, *_ in ROWS],
    )
    if "blocks" not in found[LIST, "ours"]:
        return
    rows = [[text, *(cell(row, peer, "blocks") for peer in peers)] for row, text, *_ in ROWS]
    each = [f"{found[LIST, peer]['blocks'] / ELEMENTS:.2f}" for peer in peers]
    tables.add(["allocations", *head], [*rows, ["for each room of the list", *each]])
    # Before the call, the list's program holds the body and only a few hundred bytes more.
    peak = [
        [text, *(f"{found[row, peer]['peak'] / found[row, peer]['before']:.2f}" for peer in peers)]
        for row, text, *_ in ROWS
        if row in (LIST, "decode-unknown")
    ]
    tables.add(["peak memory in addition to the body, as a multiple of its size", *head], peak)


def main(folder: str, mode: str = "") -> int:
    peers = ["ours", "hand"] if mode else ["ours", "hand", "sdk"]
    found = measure(build(folder, peers), with_heap=not mode)
    tables = Tables("benches/run")
    show(found, peers, tables)
    if not mode:
        tables.keep()
    now = ratios(found)
    if mode == "--write":
        RATIOS.write_text(json.dumps({row: round(ratio, 3) for row, ratio in now.items()}, indent=2) + "\n")
    if mode != "--short":
        return 0
    before = json.loads(RATIOS.read_text())
    worse = [row for row in now if now[row] > before[row] * WORSE]
    for row in worse:
        print(f"{row}: {now[row]:.3f} times hand, {before[row]:.3f} in {RATIOS.name}")
    better = [row for row in now if now[row] < before[row] / WORSE]
    if better:
        print(f"better than in {RATIOS.name}: {', '.join(better)}; `benches/run --write` keeps that")
    print(f"{len(now) - len(worse)} passed, {len(worse)} failed")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
