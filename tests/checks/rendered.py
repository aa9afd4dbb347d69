"""Checks the documentation that `cargo doc` has rendered: rendered.py [FOLDER].

Each mention of a rule links to it, and no line of an example scrolls sideways.
"""

import html.parser
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parents[2]
WIDTH = 80
RULES = set(re.findall(r'<a id="([a-z]\d+)">', (ROOT / "chime-model/RULES.md").read_text("utf-8")))
# Not checked: the page of the rules, re-exported items of other crates in the prelude, and sources.
SKIPPED = re.compile(r"/(rules|prelude|src|static\.files)/")


class Page(html.parser.HTMLParser):
    """The documentation of a page: what is in elements of the class `docblock`."""

    def __init__(self):
        super().__init__()
        self.open, self.code, self.problems = [], "", []
        self.is_ours = True

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        # What follows is documentation of other crates.
        if (attributes.get("id") or "").startswith(("deref-methods", "synthetic-impl")):
            self.is_ours = False
        if tag not in ("br", "hr", "img", "input", "link", "meta", "wbr"):
            self.open.append((tag, attributes.get("class") or ""))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag == "pre" and self.code:
            wide = [line for line in self.code.splitlines() if len(line) > WIDTH]
            self.problems += [f"code that scrolls sideways: {line}" for line in wide]
            self.code = ""

    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        if not self.is_ours or not any("docblock" in classes for _, classes in self.open):
            return
        if "pre" in tags:
            self.code += data
        elif "a" not in tags and "code" not in tags:
            named = re.findall(r"\b[A-Z]\d{1,2}\b", data)
            self.problems += [f"no link to rule {name}" for name in named if name.lower() in RULES]


def problems(path: pathlib.Path) -> list[str]:
    page = Page()
    page.feed(path.read_text("utf-8"))
    return page.problems


def main() -> int:
    folder = pathlib.Path(sys.argv[1] if sys.argv[1:] else ROOT / "target/doc")
    pages = [
        path
        for path in sorted(folder.glob("chime_model*/**/*.html"))
        if not SKIPPED.search(str(path))
    ]
    found = [
        f"{path.relative_to(folder)}: {problem}" for path in pages for problem in problems(path)
    ]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(pages)} rendered pages, {len(found)} problems")
    return 1 if found or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
