"""Checks the words and the width of sources and pages.

A line has at most 100 characters, unless it has a string literal, an address or a table, or a run
wrote it. Phrases that read as translated are refused. `EXCEPTIONS` names the lines that need one.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
WIDTH = 100
#: A phrase, and what to write in its place.
PHRASES = {
    r"(?<![Tt]here )\bis no (?!longer\b|more\b|less\b|other\b)[a-z]+": "is not a …",
    r"what is no\b": "what is not …",
    r"nothing where": "`None` if",
    r"(?<!of )nothing for (a|an|one)\b": "`None` for",
    r"said otherwise": "declared differently",
    r"is such (a|an)?\b": "name it",
    r"by way of": "by, through",
    r"as which": "name it",
    r"\bfor who\b": "for those who",
    r"\bof such a kind\b": "name it",
    r"\bas far as it has\b": "if it has",
    r"\bwhat has none\b": "name it",
    r"\binside of\b": "inside",
    r"\boutside of\b": "outside",
    r"(?<!one )(?<!second )\b[Pp]ass(ed|es|ing)? over\b": "ignore, skip",
    r"[Hh]and(ed|s|ing)? on\b": "pass on, give",
    r"\bgoes? by the\b": "use",
    r"\bso many\b": "this many",
    r"\b(is|are) looked at\b": "is tested, is read",
    r"\blooked for\b": "searched",
    r"\bbut for (those|that)\b": "except",
    r"\bwithout a word\b": "silently",
    r"\bin the making\b": "that is being written",
    r"\bturns? down\b": "refuse",
    r"\bfor you to\b": "derive it yourself",
    r"\bput(s)? (it |that |this )?down to\b": "attribute",
    r"(?<=[a-z] )and no (?!longer\b|more\b|other\b)[a-z]+ [a-z]+ does\b": "only",
    r"^\s*(//[/!]? )?Of (a|an|the|one|these|those|equal\w*|it|them) ": "begin with the subject",
    r"^\s*//[/!]? Goes (to|into|over|back)\b": "visit, run, return",
}
#: Lines in which a phrase is right, each by a part of it.
EXCEPTIONS = (
    # The name of a case, which a run writes to a page.
    "`Code` is no type",
)
#: Files that a run or another tool writes, or that hold the phrases themselves.
SKIPPED = re.compile(
    r"^chime-model/schema/|(^|/)(printed|broken|public-api|corpus|pairs|history)/|\.snap$|\.stderr$|\.lock$"
    r"|tests/interop/clients/(COMPARISON|RESPONSES)\.md$|tests/checks/words\.py$"
)
WRITTEN = re.compile(r"<!-- Written by .*?<!-- Until here", re.DOTALL)
BLOCK = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)


def blank(match: re.Match) -> str:
    """As many lines, without their text."""
    return "\n" * match[0].count("\n")


def lines(path: str) -> list[str]:
    text = (ROOT / path).read_text("utf-8")
    if path.endswith(".md"):
        text = BLOCK.sub(blank, WRITTEN.sub(blank, text))
    return text.splitlines()


def is_too_wide(path: str, line: str) -> bool:
    if len(line) <= WIDTH or "://" in line:
        return False
    if path.endswith(".md"):
        return not line.startswith("|")
    if re.match(r"\s*//" if path.endswith((".rs", ".mjs", ".ts", ".java")) else r"\s*#", line):
        return not re.match(r"\s*//[/!] \|", line)
    # rustfmt has formatted the rest, except string literals and macros. Those in tests may be long.
    is_published = re.match(r"(chime-model(-derive)?|spec|spec/\w+)/src/(?!tests/)", path)
    return bool(is_published) and '"' not in line


def problems(path: str):
    for number, line in enumerate(lines(path), 1):
        if is_too_wide(path, line):
            yield f"{path}:{number}: {len(line)} characters"
        if any(exception in line for exception in EXCEPTIONS):
            continue
        for phrase, better in PHRASES.items():
            if found := re.search(phrase, line):
                yield f"{path}:{number}: {found[0].strip()!r}: {better}"


def main() -> int:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [
        path
        for path in listed.stdout.splitlines()
        if re.search(r"(\.(rs|md|py|sh|toml|mjs|ts|java)|(^|/)run)$", path)
        and not SKIPPED.search(path)
    ]
    found = [problem for path in files for problem in problems(path)]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(files)} files, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
