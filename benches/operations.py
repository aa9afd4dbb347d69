"""Writes the operations of every rest-json description that botocore ships: a line for each, with its name, method and URI template.

    operations.py FILE
"""

import json
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parent.parent / "tests" / "family"))
from descriptions import shipped  # noqa: E402


def main(file: str):
    with open(file, "w") as out:
        for _, text in shipped():
            for name, operation in json.loads(text)["operations"].items():
                print(name, operation["http"]["method"], operation["http"]["requestUri"], file=out)


if __name__ == "__main__":
    main(*sys.argv[1:])
