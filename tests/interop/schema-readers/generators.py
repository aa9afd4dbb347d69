"""Generators of clients accept the documents of `traps.json`, in both versions of OpenAPI, and the
clients compile."""

import os
import shutil
import subprocess

from install import PYTHON, TARGET, TRAPS

BIN, NODE = PYTHON.parent, TARGET / "node_modules" / ".bin"
TSC = [
    NODE / "tsc",
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--target",
    "es2022",
    "--module",
    "es2022",
    "--moduleResolution",
    "bundler",
    "--lib",
    "es2022,dom,dom.iterable",
]
COMPILE = [PYTHON, "-m", "compileall", "-q"]


def check():
    out = TARGET / "generators"
    environment = {
        **os.environ,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    shutil.rmtree(out, ignore_errors=True)
    for document in sorted(TRAPS.glob("openapi-*.json")):
        folder = out / document.stem
        folder.mkdir(parents=True)
        for command in commands(document, folder):
            done = subprocess.run(
                command,
                cwd=TARGET,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=300,
            )
            if done.returncode != 0:
                raise RuntimeError(
                    f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
                )
    return "openapi-typescript, hey-api, openapi-python-client, openapi-generator"


def commands(document, folder):
    yield [NODE / "openapi-typescript", document, "-o", folder / "api.ts"]
    yield [NODE / "openapi-ts", "--input", document, "--output", folder / "hey", "--silent"]
    yield [*TSC, folder / "api.ts", folder / "hey" / "index.ts"]
    yield [
        BIN / "openapi-python-client",
        "generate",
        "--meta",
        "none",
        "--fail-on-warning",
        "--path",
        document,
        "--output-path",
        folder / "python",
    ]
    yield [
        BIN / "openapi-generator-cli",
        "generate",
        "--generator-name",
        "python",
        "--input-spec",
        document,
        "--output",
        folder / "generator",
    ]
    yield [*COMPILE, folder / "python", folder / "generator"]
