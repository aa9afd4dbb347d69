"""Packs the exported folder for npm and for PyPI, installs both packages, and reads the documents
with their loaders."""

import json
import shutil
import subprocess

from install import PYTHON, TARGET

# An import, a line that a type checker must accept in strict mode, and a line that it must refuse.
TYPED = {
    "use.py": (
        "import chime_schema",
        "names: list[str] = chime_schema.NAMES",
        "document: int = chime_schema.load('')",
    ),
    "use.ts": (
        "import { load, names } from 'chime-schema';",
        "const all: string[] = names;",
        "const document: number = load('');",
    ),
}
JAVASCRIPT = (
    "import { load, names } from 'chime-schema'; "
    "console.log(JSON.stringify(names.map((name) => [name, load(name)])));"
)
PYTHON_CODE = (
    "import json, chime_schema; print(json.dumps([[name, chime_schema.load(name)] for "
    "name in chime_schema.NAMES]))"
)


def check(folder):
    work = TARGET / "packages"
    shutil.rmtree(work, ignore_errors=True)
    (work / "js").mkdir(parents=True)
    (work / "js" / "package.json").write_text('{"private": true, "type": "module"}')
    before = present(folder)
    run(["npm", "pack", "--silent", "--pack-destination", work], folder)
    (tarball,) = work.glob("*.tgz")
    run(["npm", "install", "--silent", tarball], work / "js")
    run([PYTHON, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", work, folder], work)
    (wheel,) = work.glob("*.whl")
    if present(folder) != before:
        raise RuntimeError(f"a build leaves {sorted(present(folder) ^ before)} in {folder}")
    # Into the environment of the type checker, which finds `py.typed` only there.
    run([PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", wheel], work)
    about = PYTHON.parent.parent.glob("lib/*/site-packages/chime_schema-*.dist-info/licenses/*")
    licensed = [*work.glob("js/node_modules/*/LICENSE-*"), *about]
    if sorted(file.name for file in licensed) != 2 * ["LICENSE-APACHE"] + 2 * ["LICENSE-MIT"]:
        raise RuntimeError(f"the licences are not in both packages: {licensed}")
    check_types(work)
    loaded = [
        json.loads(run(["node", "--input-type=module", "--eval", JAVASCRIPT], work / "js")),
        json.loads(run([PYTHON, "-c", PYTHON_CODE], work)),
    ]
    names = json.loads((folder / "manifest.json").read_text())["files"]
    expected = [[name, json.loads((folder / name).read_text())] for name in names]
    if not expected or loaded != [expected, expected]:
        raise RuntimeError("a loader returns other documents than the folder has")
    return f"{tarball.name} and {wheel.name}, {len(expected)} documents each"


def present(folder):
    return {path.relative_to(folder) for path in folder.rglob("*")}


def check_types(work):
    """Type checkers accept a right use of each loader and refuse a wrong one."""
    tsc = TARGET / "node_modules" / ".bin" / "tsc"
    checkers = {
        "use.py": [PYTHON, "-m", "mypy", "--strict", "--cache-dir", "/dev/null"],
        "use.ts": [tsc, "--noEmit", "--strict", "--module", "nodenext"],
    }
    for name, command in checkers.items():
        start, right, wrong = TYPED[name]
        file = work / "js" / name
        file.write_text(f"{start}\n{right}\n")
        run([*command, name], file.parent)
        file.write_text(f"{start}\n{wrong}\n")
        try:
            run([*command, name], file.parent)
        except RuntimeError:
            continue
        raise RuntimeError(f"{command[0]} accepts {wrong}")


def run(command, folder):
    done = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise RuntimeError(
            f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return done.stdout
