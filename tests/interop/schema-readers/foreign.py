"""Writes the schema documents of botocore's descriptions with the command, and checks that
validators accept them."""

import shutil
import subprocess

from install import PYTHON, ROOT, TARGET

#: Services of botocore with labels, headers, payloads, unions, documents and errors that share a
#: status; and `protocol`, the tour of the protocol.
SERVICES = ["appmesh", "glacier", "iot-data", "kafka", "protocol", "signer", "xray"]


def check():
    descriptions, out = TARGET / "descriptions", TARGET / "foreign"
    shutil.rmtree(out, ignore_errors=True)
    run(
        [PYTHON, ROOT / "tests" / "interop" / "family" / "descriptions.py", descriptions, *SERVICES]
    )
    command = [
        "cargo",
        "run",
        "--locked",
        "--quiet",
        "--package",
        "chime-model-cli",
        "--",
        "schema",
    ]
    for service in SERVICES:
        run([*command, descriptions / f"{service}.json", "--out", out / service])
    openapi = sorted(out.rglob("openapi-*.json"))
    for document in openapi:
        run([PYTHON.parent / "openapi-spec-validator", document])
    count = run(["node", TARGET / "js" / "foreign.mjs", out]).strip()
    return f"{count} documents of {len(SERVICES)} services, {len(openapi)} of them OpenAPI"


def run(command):
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise RuntimeError(
            f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return done.stdout
