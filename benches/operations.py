"""Writes the operations of Chime and those of every rest-json description that botocore ships into
the files `chime` and `all`: a line for each operation, with its name, method and URI template.

    operations.py FOLDER
"""

import json
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parent.parent / "tests" / "interop" / "family"))
from descriptions import protocol, shipped  # noqa: E402


def lines(description: dict) -> list[str]:
    http = {name: operation["http"] for name, operation in description["operations"].items()}
    return [f"{name} {at['method']} {at['requestUri']}\n" for name, at in http.items()]


def main(folder: str):
    found = {name: json.loads(text) for name, text in shipped()}
    # In awsJson every operation is `POST /`.
    operations = {
        name: lines(description)
        for name, description in found.items()
        if protocol(description["metadata"]) == "rest-json"
    }
    files = {"chime": operations["chime"], "all": sum(operations.values(), [])}
    pathlib.Path(folder).mkdir(exist_ok=True)
    for file, text in files.items():
        (pathlib.Path(folder) / file).write_text("".join(text), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
