"""Installs everything that the readers need into target/schema-readers, at the pinned versions, and
reports those versions.

Only Debian's packages (a browser, a Java compiler, a JSON library for it) are installed on the
machine itself, if they are missing.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TARGET = ROOT / "target" / "schema-readers"
PYTHON = TARGET / "venv" / "bin" / "python"
#: The documents of `traps.json`, which the command writes.
TRAPS = TARGET / "traps" / "traps" / "2020-01-01"
#: Whether serde_json gets the features that another crate in a user's dependency graph may turn on.
FEATURES = bool(os.environ.get("SERDE_JSON_FEATURES"))
WORKSPACE_FEATURES = (
    ["--package", "chime-model-tests", "--features", "chime-model-tests/serde-json-features"]
    if FEATURES
    else []
)
READER_FEATURES = ["--features", "serde-json-features"] if FEATURES else []

DEBIAN = {
    "chromium": Path("/usr/bin/chromium"),
    "default-jdk-headless": Path("/usr/bin/javac"),
    "libjackson2-annotations-java": Path("/usr/share/java/jackson-annotations.jar"),
    "libjackson2-core-java": Path("/usr/share/java/jackson-core.jar"),
    "libjackson2-databind-java": Path("/usr/share/java/jackson-databind.jar"),
}


def install(environment):
    """Installs everything in parallel, since package managers mostly wait and cargo mostly
    compiles."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        jobs = [
            pool.submit(debian),
            pool.submit(npm),
            pool.submit(pip),
            pool.submit(cargo, environment),
        ]
        for job in jobs:
            job.result()


def run(command, **options):
    """Runs a command; its output is shown if it fails."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout[-8000:]}")


def debian():
    missing = [package for package, file in DEBIAN.items() if not file.exists()]
    if missing:
        run(["apt-get", "update", "--option", "DPkg::Lock::Timeout=300"])
        run(
            [
                "apt-get",
                "install",
                "--yes",
                "--option",
                "DPkg::Lock::Timeout=300",
                "--no-install-recommends",
                *missing,
            ]
        )


def npm():
    # Node resolves packages in the folders above a module, so the readers are copied below the
    # packages.
    shutil.rmtree(TARGET / "js", ignore_errors=True)
    shutil.copytree(HERE / "js", TARGET / "js")
    files = ["package.json", "package-lock.json", ".npmrc"]
    with Fresh("npm", *(HERE / name for name in files)) as is_fresh:
        if not is_fresh:
            for name in files:
                shutil.copy(HERE / name, TARGET)
            run(["npm", "ci"], cwd=TARGET)


def pip():
    requirements, constraints = HERE / "requirements.txt", HERE / "constraints.txt"
    with Fresh("venv", requirements, constraints) as is_fresh:
        if not is_fresh:
            run([sys.executable, "-m", "venv", "--clear", TARGET / "venv"])
            run(
                [
                    PYTHON,
                    "-m",
                    "pip",
                    "install",
                    "--disable-pip-version-check",
                    "--requirement",
                    requirements,
                    "--constraint",
                    constraints,
                ]
            )


def cargo(environment):
    """Builds the emulator and the documents, and then the Rust readers. Two builds at once would
    compete for the same cores."""
    run(
        [
            "cargo",
            "build",
            "--locked",
            "--package",
            "chime-model",
            "--example",
            "emulator",
            *WORKSPACE_FEATURES,
        ],
        cwd=ROOT,
    )
    shutil.rmtree(TARGET / "traps", ignore_errors=True)
    run(
        [
            "cargo",
            "run",
            "--locked",
            "--package",
            "chime-model-cli",
            "--",
            "schema",
            HERE / "traps.json",
            "--out",
            TARGET / "traps",
        ],
        cwd=ROOT,
    )
    run(
        ["cargo", "build", "--locked", *READER_FEATURES],
        cwd=HERE / "rust",
        env={**environment, "CARGO_TARGET_DIR": str(TARGET / "rust")},
    )


class Fresh:
    """Tells whether an installation was made from the present content of these files, and records
    it after a success."""

    def __init__(self, name, *files):
        self.stamp = TARGET / f"{name}.installed"
        self.hash = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    def __enter__(self):
        return self.stamp.exists() and self.stamp.read_text() == self.hash

    def __exit__(self, failure, *_):
        if failure is None:
            self.stamp.write_text(self.hash)


def versions():
    """The pinned version of every package, by its source."""
    found = {}
    for package, about in json.loads((HERE / "package.json").read_text())[
        "devDependencies"
    ].items():
        found["npm", package] = about
    for package, version in re.findall(
        r"^([\w-]+)==(.+)$", (HERE / "requirements.txt").read_text(), flags=re.MULTILINE
    ):
        found["pip", package] = version
    for package in tomllib.loads((HERE / "rust" / "Cargo.lock").read_text())["package"]:
        found["cargo", package["name"]] = package["version"]
    return found
