"""Lists the long files and functions of the published packages, without tests, and counts their
code.

A file of more than 350 lines or a function of more than 60 is listed: split it, or say in the first
lines of the file why it is one. Beyond the hard limits the check fails. Functions of `expand/`,
which are templates of emitted code, may have any length.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parents[2]
PACKAGES = (
    "chime-model",
    "chime-model-derive",
    "spec",
    "spec/cli",
    "spec/pattern",
    "spec/schema",
    "spec/vocabulary",
)
FILE, FUNCTION = 350, 60
HARD_FILE, HARD_FUNCTION = 450, 75
TEXT = re.compile(
    r"""r(#*)"(?:.|\n)*?"\1|b?'(?:\\[^']+|[^'\\])'|"(?:\\(?:.|\n)|[^"\\])*"|//.*""", re.MULTILINE
)
TESTS = re.compile(r"^#\[cfg\(test\)\]\nmod \w+ \{\n.*?^\}\n", re.DOTALL | re.MULTILINE)
FUNCTION_HEAD = re.compile(r"( *)(?:pub(?:\([^)]*\))? )?(?:const )?(?:async )?fn (\w+)")


def code(text: str) -> str:
    """The code without comments, and with its literals as one character; as many lines."""

    def blank(match: re.Match) -> str:
        return ("" if match[0].startswith("//") else "_") + "\n" * match[0].count("\n")

    return TESTS.sub("", TEXT.sub(blank, text))


def functions(text: str):
    """Each function that has a body of several lines: its line, its name and its length."""
    lines = text.splitlines()
    for start, line in enumerate(lines):
        if head := FUNCTION_HEAD.match(line):
            for end in range(start + 1, len(lines)):
                if lines[end].rstrip() == head[1] + "}":
                    yield start + 1, head[2], end - start + 1
                    break
                if FUNCTION_HEAD.match(lines[end]) and lines[end].startswith(head[1] + "fn"):
                    break


def main() -> int:
    total, failed = 0, False
    for package in PACKAGES:
        for file in sorted((ROOT / package / "src").rglob("*.rs")):
            if "tests" in file.parts or file.name == "tests.rs":
                continue
            name = file.relative_to(ROOT)
            text = file.read_text("utf-8")
            total += sum(1 for line in code(text).splitlines() if line.strip())
            if (length := TESTS.sub("", text).count("\n")) > FILE:
                print(f"{name}: {length} lines")
                failed |= length > HARD_FILE
            for line, function, length in functions(code(text)):
                if length > FUNCTION and "expand" not in file.parts:
                    print(f"{name}:{line}: {function} has {length} lines")
                    failed |= length > HARD_FUNCTION
    print(f"{total} lines of code in the published packages, without comments and tests")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
