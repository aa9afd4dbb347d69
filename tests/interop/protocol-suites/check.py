"""Runs the cases of botocore's protocol suites through generated code. Prints a table, and every
case that fails with its reason.

    check.py HARNESS SDIST    the harness built with the suites' descriptions, and the source
                              package that has the cases

Exits with 1 after a failure that contradictions.toml does not list, and after a listed case that
passes.
"""

import collections
import pathlib
import sys
import tomllib

HERE = pathlib.Path(__file__).parent

from cases import CHECKS  # noqa: E402
from ours import Harness, Refused  # noqa: E402
from suites import suites  # noqa: E402


# The kinds of listed cases. The first lines of contradictions.toml describe them.
KINDS = ("client", "removed", "limit", "incomplete", "contradiction")


def listed() -> dict[tuple[str, str], dict]:
    """The entries of contradictions.toml, by check and case."""
    entries = tomllib.loads((HERE / "contradictions.toml").read_text("utf-8"))["listed"]
    unknown = {entry["kind"] for entry in entries} - set(KINDS)
    if unknown:
        sys.exit(f"contradictions.toml has {unknown}, and not one of {KINDS}")
    found = [((entry["check"], case), entry) for entry in entries for case in entry["cases"]]
    twice = [
        key for key, count in collections.Counter(key for key, _ in found).items() if count > 1
    ]
    if twice:
        sys.exit(f"contradictions.toml lists {twice} twice")
    return dict(found)


def outcome(check, harness: Harness, suite, case: dict) -> list[str] | None:
    """The differences, which are empty if the case passes; `None` if the case does not cover this
    check."""
    try:
        return check(harness, suite, case)
    except Refused as refusal:
        return [str(refusal)]


def main(program: str, sdist: str) -> int:
    harness, known = Harness(program), listed()
    table = collections.defaultdict(collections.Counter)
    for suite in suites(sdist):
        for case in suite.content["cases"]:
            for name, check in CHECKS[suite.kind].items():
                found, entry = (
                    outcome(check, harness, suite, case),
                    known.pop((name, case["id"]), None),
                )
                verdict = "skipped" if found is None else "failed" if found else "passed"
                if entry and verdict == "failed":
                    verdict = "listed"
                    because = f"{entry['kind']}: {entry['rule']}: {entry['why']}"
                    print(f"listed  {name}: {case['id']}: {'; '.join(found)}; {because}")
                elif entry or verdict == "failed":
                    print(
                        f"FAILED  {name}: {case['id']}: "
                        f"{'; '.join(found or ['listed, and does not fail'])}"
                    )
                    verdict = "failed"
                table[name][verdict] += 1
    for name, case in known:
        print(f"FAILED  {name}: {case}: listed, and there is no such case")
    print(f"\n{'':<14}{'cases':>7}{'passed':>8}{'listed':>8}{'skipped':>8}{'failed':>8}")
    for name, counts in table.items():
        print(
            f"{name:<14}{counts.total():>7}"
            + "".join(
                f"{counts[verdict]:>8}" for verdict in ("passed", "listed", "skipped", "failed")
            )
        )
    return 1 if known or not table or any(counts["failed"] for counts in table.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
