"""Finds files of a crate that need each other, and layers that use a layer below themselves.

    layers.py CRATE...     folders of crates, each with src/

The `use` declarations of a file and the paths in its code tell which files it needs. A name that a
`mod.rs` re-exports counts for the file that defines it. The order of layers is the table in the
documentation of a `mod.rs` whose first column is headed `layer`: a layer may use those above it.
"""

import pathlib
import re
import sys


def without_noise(text: str) -> str:
    """The code without comments, string literals and tests."""
    text = re.sub(r'r#"(.|\n)*?"#', '""', text)
    text = re.sub(r'"(\\.|[^"\\])*"', '""', text)
    text = re.sub(r"//.*", "", text)
    return re.split(r"#\[cfg\(test\)\]\s*mod tests \{", text)[0]


def expand(tree: str) -> list[str]:
    """The paths of a `use` tree."""
    tree = tree.strip()
    brace = tree.find("{")
    if brace < 0:
        return [re.split(r"\s+as\s+", tree)[0].strip()]
    prefix, depth, part, parts = tree[:brace], 0, "", []
    for character in tree[brace + 1 : tree.rindex("}")]:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += character
    return [
        path for part in [*parts, part] if part.strip() for path in expand(prefix + part.strip())
    ]


class Crate:
    def __init__(self, folder: pathlib.Path):
        self.source = folder / "src"
        self.files = {}  # the path of a module, as a tuple, to its file
        root = self.source / ("lib.rs" if (self.source / "lib.rs").exists() else "main.rs")
        self.texts = {}
        self.add((), root)
        self.reexports = {module: self.read_reexports(module) for module in self.files}

    def add(self, module: tuple, file: pathlib.Path):
        self.files[module] = file
        self.texts[module] = without_noise(file.read_text("utf-8"))
        is_root = file.name in ("mod.rs", "lib.rs", "main.rs")
        home = file.parent if is_root else file.parent / file.stem
        for name in re.findall(r"^\s*(?:pub(?:\([^)]*\))? )?mod (\w+);", self.texts[module], re.M):
            for child in (home / f"{name}.rs", home / name / "mod.rs"):
                if child.exists():
                    self.add((*module, name), child)

    def read_reexports(self, module: tuple) -> dict[str, str]:
        found = {}
        for tree in re.findall(r"\bpub(?:\([^)]*\))? use ([^;]+);", self.texts[module]):
            for path in expand(tree):
                found[path.split("::")[-1]] = path
        return found

    def resolve(self, module: tuple, path: str, seen=()) -> tuple | None:
        """The module that defines what a path in a module names; None if another crate does."""
        steps = [step.strip() for step in path.split("::")]
        if steps[0] == "crate":
            at, steps = (), steps[1:]
        elif steps[0] == "self":
            at, steps = module, steps[1:]
        elif steps[0] == "super":
            at = module
            while steps and steps[0] == "super":
                at, steps = at[:-1], steps[1:]
        elif (*module, steps[0]) in self.files:
            at = module
        else:
            return None
        while steps and (*at, steps[0]) in self.files:
            at, steps = (*at, steps[0]), steps[1:]
        if steps and steps[0] in self.reexports[at] and (at, steps[0]) not in seen:
            target = "::".join([self.reexports[at][steps[0]], *steps[1:]])
            # If the name is from another crate, this returns None.
            return self.resolve(at, target, (*seen, (at, steps[0])))
        return at

    def needs(self) -> dict[tuple, set[tuple]]:
        needs = {}
        for module, text in self.texts.items():
            trees = re.findall(r"(?<!pub )(?<!\) )\buse ([^;]+);", text)
            paths = [path for tree in trees for path in expand(tree)]
            rest = re.sub(r"\b(?:pub(?:\([^)]*\))? )?use [^;]+;", "", text)
            paths += re.findall(r"\b(?:crate|super|self)(?:::\w+)+", rest)
            targets = {self.resolve(module, path) for path in paths}
            needs[module] = {target for target in targets if target is not None} - {module}
        return needs

    def layers(self) -> list[tuple[tuple, list[str]]]:
        """The modules with a table of layers, and the layers in their order."""
        found = []
        for module, file in self.files.items():
            rows = re.findall(r"^//! \|(.*?)\|", file.read_text("utf-8"), re.M)
            if rows and rows[0].strip() == "layer":
                names = [re.findall(r"`(\w+)`", row) for row in rows[1:]]
                found.append((module, [row for row in names if row]))
        return found


def cycles(needs: dict[tuple, set[tuple]]) -> list[list[tuple]]:
    """The sets of modules that need each other, by Tarjan's algorithm."""
    index, low, stack, found = {}, {}, [], []

    def visit(module):
        index[module] = low[module] = len(index)
        stack.append(module)
        for target in needs.get(module, ()):
            if target not in index:
                visit(target)
                low[module] = min(low[module], low[target])
            elif target in stack:
                low[module] = min(low[module], index[target])
        if low[module] == index[module]:
            cycle = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(cycle) > 1:
                found.append(cycle)

    sys.setrecursionlimit(10_000)
    for module in needs:
        if module not in index:
            visit(module)
    return found


def check(folder: pathlib.Path) -> list[str]:
    crate, problems = Crate(folder), []
    needs = crate.needs()

    def name(module) -> str:
        return str(crate.files[module].relative_to(folder))

    # The root has only re-exports and generated types besides its modules, so it is left out.
    inner = {module: targets - {()} for module, targets in needs.items() if module}
    for cycle in cycles(inner):
        inside = [(m, t) for m in cycle for t in inner[m] if t in cycle]
        arrows = ", ".join(f"{name(m)} -> {name(t)}" for m, t in inside)
        problems.append(f"{folder}: files need each other: {arrows}")
    for module, rows in crate.layers():
        rank = {layer: at for at, row in enumerate(rows) for layer in row}
        depth = len(module)
        for file, targets in needs.items():
            if file[:depth] != module or len(file) == depth:
                continue
            for target in targets:
                if target[:depth] != module or len(target) == depth:
                    continue
                own, other = file[depth], target[depth]
                if own not in rank or other not in rank:
                    problems.append(
                        f"{name(module)}: {own if own not in rank else other} is not in its table"
                    )
                elif rank[other] > rank[own]:
                    problems.append(f"{name(file)} uses {name(target)}, a layer below its own")
    return sorted(set(problems))


def main(*folders: str) -> int:
    problems = [problem for folder in folders for problem in check(pathlib.Path(folder))]
    print("\n".join(problems) or f"{len(folders)} crates: no cycle, and no layer uses one below it")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
