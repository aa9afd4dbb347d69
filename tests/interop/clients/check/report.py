"""Counts what passed and failed, and keeps the checked-in pages up to date."""

import os
from pathlib import Path


class Tally:
    def __init__(self):
        self.passed = 0
        self.failures = []

    def check(self, holds, failure):
        if holds:
            self.passed += 1
        else:
            self.failures.append(failure)
            print(f"FAILED {failure}", flush=True)

    def close(self):
        """Prints the closing line, and returns the exit code."""
        print(f"{self.passed} passed, {len(self.failures)} failed")
        return 1 if self.failures else 0


def check_page(tally, page: Path, text: str):
    """Checks that the page is up to date; with `UPDATE_FILES=1` writes it first."""
    if os.environ.get("UPDATE_FILES"):
        page.write_text(text, "utf-8")
    tally.check(
        page.exists() and page.read_text("utf-8") == text,
        f"{page.name} is stale; UPDATE_FILES=1 regenerates it",
    )


def row(cells):
    """A row of a Markdown table."""
    return "| " + " | ".join(visible(cell) for cell in cells) + " |"


def visible(cell):
    """One line of Markdown, whatever the text holds."""
    plain = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cell)
    return plain.replace("|", "\\|")
