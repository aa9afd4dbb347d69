"""The exported folder as packages: packed, installed from what was packed, and read by their loaders."""

import json
import shutil
import subprocess

from install import PYTHON, TARGET

JAVASCRIPT = "import { load, names } from 'chime-schema'; console.log(JSON.stringify(names.map((name) => [name, load(name)])));"
PYTHON_CODE = "import json, chime_schema; print(json.dumps([[name, chime_schema.load(name)] for name in chime_schema.NAMES]))"


def check(folder):
    work = TARGET / "packages"
    shutil.rmtree(work, ignore_errors=True)
    # Both tools write into the folder that they pack.
    shutil.copytree(folder, work / "schema")
    (work / "js").mkdir()
    (work / "js" / "package.json").write_text('{"private": true, "type": "module"}')
    run(["npm", "pack", "--silent", "--pack-destination", work], work / "schema")
    (tarball,) = work.glob("*.tgz")
    run(["npm", "install", "--silent", tarball], work / "js")
    run([PYTHON, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", work, work / "schema"], work)
    (wheel,) = work.glob("*.whl")
    run([PYTHON, "-m", "pip", "install", "--quiet", "--target", work / "python", wheel], work)
    loaded = [
        json.loads(run(["node", "--input-type=module", "--eval", JAVASCRIPT], work / "js")),
        json.loads(run([PYTHON, "-c", PYTHON_CODE], work / "python")),
    ]
    names = json.loads((folder / "manifest.json").read_text())["files"]
    expected = [[name, json.loads((folder / name).read_text())] for name in names]
    if not expected or loaded != [expected, expected]:
        raise RuntimeError("a loader does not give what the folder has")
    return f"{tarball.name} and {wheel.name}, {len(expected)} documents each"


def run(command, folder):
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout
