"""Code that the Python readers share: it reads the table of messages, and prints verdicts."""

import json
import os
from pathlib import Path

SCHEMA = Path(os.environ["SCHEMA"])


def judge(read):
    """Prints, for every message of the table, whether `read(type, message)` accepts it or
    raises."""
    for group in json.loads(Path(os.environ["INSTANCES"]).read_text())["groups"]:
        for type_name in group["types"]:
            for instance in group["instances"]:
                try:
                    read(type_name, instance["json"])
                    print(f"accepts\t{type_name}/{instance['name']}")
                except ValueError as why:
                    print(f"refuses\t{type_name}/{instance['name']}\t{' '.join(str(why).split())}")


def schema(draft, type_name):
    """The schema of a type in one of the drafts."""
    return json.loads((SCHEMA / draft / f"{type_name}.json").read_text())
