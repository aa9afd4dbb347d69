"""The pydantic classes that datamodel-code-generator generates from every schema read the table.

The first argument is the draft, the second the folder for the generated code.
"""

import importlib
import subprocess
import sys

from table import SCHEMA, judge

draft, folder = sys.argv[1:]
sys.path.insert(0, folder)


def generate(source, target):
    """Generates one module from one schema, without the timestamp in its header."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "datamodel_code_generator",
            "--input",
            source,
            "--input-file-type",
            "jsonschema",
            "--output",
            target,
            "--output-model-type",
            "pydantic_v2.BaseModel",
            "--target-python-version",
            "3.11",
            "--snake-case-field",
            "--use-annotated",
            "--formatters",
            "builtin",
            "--disable-timestamp",
        ],
        check=True,
    )


for path in sorted((SCHEMA / draft).iterdir()):
    generate(str(path), f"{folder}/{path.stem}.py")


def read(type_name, message):
    """Pydantic's errors are ValueErrors."""
    model = getattr(importlib.import_module(type_name), type_name)
    value = model.model_validate(message)
    again = value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if model.model_validate(again) != value:
        raise ValueError("what it wrote differs from what it read")


judge(read)
