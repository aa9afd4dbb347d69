"""Checks the pages that people read first: their length, the width of their code, their links, and
the code that they share with another file. It also checks the width of code in doc comments.

A code block after the comment `<!-- From FILE: -->` is a part of that file, which a run compiles.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parents[2]
# The most words of a page, without code and tables.
WORDS = {"README.md": 400, "chime-model/README.md": 1200, "spec/README.md": 400}
PAGES = [
    *WORDS,
    "COMPARE.md",
    "SECURITY.md",
    "chime-model/FORMS.md",
    "chime-model/RECIPES.md",
    "chime-model/RULES.md",
    "chime-model-derive/README.md",
    "spec/cli/README.md",
    "spec/pattern/README.md",
    "spec/schema/README.md",
    "spec/vocabulary/README.md",
    "tests/README.md",
    *(str(page.relative_to(ROOT)) for page in sorted(ROOT.glob("docs/*.md"))),
]
WIDTH = 80
BLOCK = re.compile(r"^```(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FROM = re.compile(r"<!-- From (\S+): -->\n+```\S*\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def prose(text: str) -> str:
    lines = BLOCK.sub("", text).splitlines()
    return "\n".join(
        line for line in lines if not line.startswith("|") and not re.match(r"\[.*\]: ", line)
    )


def shown(code: str) -> str:
    """The lines of a code block that rustdoc shows."""
    return "".join(line for line in code.splitlines(True) if not line.startswith("# "))


def first_screen(page: str) -> str:
    return shown(read(page).split("cargo test")[0])


def anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", BLOCK.sub("", text), re.MULTILINE)
    named = re.findall(r'<a id="([^"]*)">', text)
    return {*named, *(re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads)}


def tokens(code: str) -> str:
    """Code without its white space and trailing commas, which depend on the width of lines."""
    return re.sub(r",(?=[)}\]])", "", re.sub(r"\s+", "", code))


def problems(page: str):
    text = read(page)
    words = len(prose(text).split())
    if words > WORDS.get(page, words):
        yield f"has {words} words, and may have {WORDS[page]}"
    for _, code in BLOCK.findall(text):
        too_long = [line for line in shown(code).splitlines() if len(line) > WIDTH]
        if too_long:
            yield f"has code that scrolls sideways: {too_long[0]}"
    for target in re.findall(
        r"\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$", BLOCK.sub("", text), re.MULTILINE
    ):
        path, _, anchor = "".join(target).partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        if "://" in path:
            continue
        if not file.exists():
            yield f"has a link to {path}, which does not exist"
        elif anchor and anchor not in anchors(file.read_text("utf-8")):
            yield f"has a link to #{anchor}, which does not exist"
    for file, code in FROM.findall(text):
        if tokens(code) not in tokens(read(file)):
            yield f"has code that is not in {file}: {code.splitlines()[0]}"


def wide_comments(file: pathlib.Path):
    """The lines of code in documentation comments that rustdoc shows and that scroll sideways."""
    is_code = False
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        comment = re.match(r"\s*//[/!] ?(.*)$", line)
        text = comment[1] if comment else ""
        is_fence = text.startswith("```")
        is_code = comment is not None and is_code != is_fence
        if is_code and not is_fence and len(text) > WIDTH and not text.startswith("# "):
            yield f"{file.relative_to(ROOT)}:{number} is code that scrolls sideways: {text}"


def main() -> int:
    found = [f"{page} {problem}" for page in PAGES for problem in problems(page)]
    for folder in ("chime-model/src", "chime-model-derive/src", "spec"):
        for file in sorted(ROOT.glob(f"{folder}/**/*.rs")):
            found += wide_comments(file)
    if first_screen("README.md") != first_screen("chime-model/README.md"):
        found.append("README.md and chime-model/README.md begin differently")
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(PAGES)} pages, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
