"""Prints the tables of the runs. With UPDATE_FILES=1 it also writes them into docs/costs.md, and
the goals into CONTRIBUTING.md."""

import os
import pathlib

ROOT = pathlib.Path(__file__).parent.parent
COSTS = ROOT / "docs/costs.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
END = "<!-- Until here. -->\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


class Tables:
    """The tables of a command, such as `benches/run cost`."""

    def __init__(self, command: str):
        self.begin = f"<!-- Written by {command}: -->\n"
        self.texts: list[str] = []
        self.goals: list[list[str]] = []

    def add(self, head: list[str], rows: list[list[str]]):
        self.texts.append(table(head, rows))
        print(self.texts[-1])

    def goal(self, what: str, limit: float, measured: float, digits: int = 0):
        """A figure that has to be at most the limit."""
        figures = [f"{figure:,.{digits}f}" for figure in (limit, measured)]
        self.goals.append([what, *figures, "met" if measured <= limit else "**missed**"])

    def finish(self, writes: bool):
        """Prints the goals. With `writes` and UPDATE_FILES it writes the tables and the goals
        between the marks of the command."""
        goals = table(["what", "at most", "measured", ""], self.goals)
        print(goals)
        if not (writes and os.environ.get("UPDATE_FILES")):
            return
        for file, texts in {COSTS: self.texts, CONTRIBUTING: [goals]}.items():
            before, rest = file.read_text("utf-8").split(self.begin)
            after = rest.split(END, 1)[1]
            text = before + self.begin + "\n" + "\n".join(texts) + "\n" + END + after
            file.write_text(text, "utf-8")
