"""botocore's protocol test suites: each case with the description that it is for.

    suites.py SDIST FOLDER    lays out one description for each suite of the source package, as FOLDER/<suite>.json
"""

import io
import json
import pathlib
import sys
import tarfile
from dataclasses import dataclass

from botocore.model import OperationModel, ServiceModel

KINDS = ("input", "output")


@dataclass
class Suite:
    """Cases that share their shapes; most suites are of one operation."""

    kind: str
    name: str
    content: dict

    def description(self) -> dict:
        """The description that generates the code of this suite."""
        cases, operations = self.content["cases"], {}
        for case in cases:
            given = operations.setdefault(case["given"]["name"], case["given"])
            if given != case["given"]:
                sys.exit(f"{self.name}: {case['id']} is for another {case['given']['name']} than the cases before it")
        ids = dict.fromkeys(("endpointPrefix", "serviceId", "serviceFullName", "signingName"), self.name)
        metadata = self.content["metadata"] | ids | {"signatureVersion": "v4", "uid": self.name}
        return {"version": "2.0", "metadata": metadata, "operations": operations, "shapes": self.content["shapes"]}

    def operation(self, case: dict) -> OperationModel:
        """The operation of a case in the form of botocore."""
        return OperationModel(case["given"], ServiceModel(self.description(), self.name))


def suites(sdist: str):
    """Each suite of the source package, in its order."""
    with tarfile.open(sdist) as package:
        root = package.next().name.split("/")[0]
        for kind in KINDS:
            file = package.extractfile(f"{root}/tests/unit/protocols/{kind}/rest-json.json")
            for number, content in enumerate(json.load(io.TextIOWrapper(file, "utf-8"))):
                yield Suite(kind, f"{kind}-{number}", content)


def main(sdist: str, folder: str):
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    wanted = {f"{suite.name}.json": json.dumps(suite.description(), indent=1) for suite in suites(sdist)}
    for file in out.iterdir():
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        file = out / name
        if not file.exists() or file.read_text() != text:  # cargo looks at modification times
            file.write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
