"""Starts each client, and reads the lines that it prints."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
INSTALLED = Path(os.environ["CLIENTS"])
RUST = INSTALLED / "rust/debug/chime-model-clients"

COMMANDS = {
    "ours": [RUST, "ours"],
    "boto3": [sys.executable, HERE / "python/client.py"],
    "js": ["node", INSTALLED / "js/client.mjs"],
    "rust": [RUST, "sdk"],
}
NAMES = list(COMMANDS)
OFFICIAL = NAMES[1:]


def title(name):
    """The client's name and its pinned version."""
    if name == "boto3":
        return pinned(HERE / "python/requirements.txt", "boto3==")
    if name == "js":
        version = json.loads((HERE / "js/package.json").read_text())["dependencies"][
            "@aws-sdk/client-chime"
        ]
        return f"@aws-sdk/client-chime {version}"
    if name == "rust":
        return pinned(HERE / "rust/Cargo.toml", 'aws-sdk-chime = { version = "=')
    return name


def pinned(file, key):
    line = next(line for line in file.read_text("utf-8").splitlines() if line.startswith(key))
    return f"{key.split('=')[0].strip()} {line[len(key) :].split(chr(34))[0].strip()}"


def ask(name, endpoint, questions):
    """Lets the client send all requests in turn. Returns how it reads each response."""
    with questions_file({"cases": questions}) as file:
        readings = lines([*COMMANDS[name], "--endpoint", endpoint, "--file", file])
    asked, read = [one["case"] for one in questions], [one["case"] for one in readings]
    assert asked == read, f"{name} responded to other cases: {read}"
    return readings


def requests(recorded):
    """What our types read from recorded requests."""
    with questions_file({"requests": recorded}) as file:
        return lines([RUST, "requests", "--file", file])


@contextmanager
def questions_file(content):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(content, file)
        file.flush()
        yield file.name


def lines(command):
    ran = subprocess.run([str(part) for part in command], capture_output=True, timeout=300)
    if ran.returncode != 0:
        raise SystemExit(f"{command[0]} failed: {ran.stderr.decode(errors='replace')}")
    return [json.loads(line) for line in ran.stdout.splitlines()]
