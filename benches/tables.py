"""The tables that the runs print; with UPDATE_FILES=1 they are also written into the README."""

import os
import pathlib

README = pathlib.Path(__file__).parent.parent / "chime-model/README.md"
END = "<!-- Until here. -->\n"


class Tables:
    """The tables of a command, such as `benches/run cost`."""

    def __init__(self, command: str):
        self.begin = f"<!-- Written by {command}: -->\n"
        self.texts = []

    def add(self, head: list[str], rows: list[list[str]]):
        lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
        self.texts.append("".join(f"| {' | '.join(line)} |\n" for line in lines))
        print(self.texts[-1])

    def keep(self):
        """Writes the tables between the marks of the command, if that is asked for."""
        if os.environ.get("UPDATE_FILES"):
            before, rest = README.read_text("utf-8").split(self.begin)
            after = rest.split(END, 1)[1]
            README.write_text(before + self.begin + "\n" + "\n".join(self.texts) + "\n" + END + after, "utf-8")
