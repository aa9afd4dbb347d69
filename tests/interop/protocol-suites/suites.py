"""botocore's protocol test suites: each case with the description that it is for.

suites.py SDIST FOLDER    writes the description of each suite of the source package as
                          FOLDER/<suite>.json, and the namespace of its errors, if servers write
                          one, as FOLDER-namespaces/<suite>
"""

import io
import json
import pathlib
import sys
import tarfile
from dataclasses import dataclass

from botocore.model import OperationModel, ServiceModel

from descriptions import lay_out

KINDS = ("input", "output")
# The files of each kind, by the start of their suites' names.
FILES = {
    "": "{kind}/rest-json.json",
    "json-": "{kind}/json.json",
    "json10-": "{kind}/json_1_0.json",
    "json10-query-": "{kind}/json_1_0-query-compatible.json",
    "json-legacy-": "legacy/{kind}/json.json",
}
# What servers of awsJson 1.0 write before the names of errors (rule X2).
NAMESPACES = {"output-json10-": "aws.protocoltests.json10"}
# Metadata that the older cases leave out.
METADATA = {"apiVersion": "2014-01-01", "jsonVersion": "1.1", "targetPrefix": "Legacy"}


@dataclass
class Suite:
    """Cases that share their shapes. Most suites have one operation."""

    kind: str
    name: str
    content: dict

    def description(self) -> dict:
        """The description that generates the code of this suite."""
        cases, operations = self.content["cases"], {}
        for case in cases:
            given = operations.setdefault(case["given"]["name"], case["given"])
            if given != case["given"]:
                sys.exit(
                    f"{self.name}: {case['id']} is for another {case['given']['name']} than the "
                    "cases before it"
                )
        ids = dict.fromkeys(
            ("endpointPrefix", "serviceId", "serviceFullName", "signingName"), self.name
        )
        metadata = (
            METADATA | self.content["metadata"] | ids | {"signatureVersion": "v4", "uid": self.name}
        )
        shapes = {name: as_shipped(shape) for name, shape in self.content["shapes"].items()}
        return {"version": "2.0", "metadata": metadata, "operations": operations, "shapes": shapes}

    def namespace(self) -> str | None:
        return next(
            (namespace for start, namespace in NAMESPACES.items() if self.name.startswith(start)),
            None,
        )

    def operation(self, case: dict) -> OperationModel:
        """The operation of a case in the form of botocore."""
        return OperationModel(case["given"], ServiceModel(self.description(), self.name))


def as_shipped(shape: dict) -> dict:
    """The shape in the form that botocore's descriptions have.

    A document has members, a label of the host is required, only a map has a key, and a character
    is a string.
    """
    if shape["type"] != "map":
        shape = {key: value for key, value in shape.items() if key not in ("key", "value")}
    if shape["type"] == "structure":
        labels = [
            name for name, member in shape.get("members", {}).items() if member.get("hostLabel")
        ]
        return (
            {"members": {}}
            | shape
            | {"required": list(dict.fromkeys(shape.get("required", []) + labels))}
        )
    return shape | {"type": "string"} if shape["type"] == "character" else shape


def suites(sdist: str):
    """Each suite of the source package, in its order."""
    with tarfile.open(sdist) as package:
        root = package.next().name.split("/")[0]
        for kind in KINDS:
            for start, path in FILES.items():
                file = package.extractfile(f"{root}/tests/unit/protocols/{path.format(kind=kind)}")
                for number, content in enumerate(json.load(io.TextIOWrapper(file, "utf-8"))):
                    if any(shape.get("eventstream") for shape in content["shapes"].values()):
                        continue  # the harness has no command for events
                    name = f"{kind}-{start}{number}"
                    yield Suite(
                        kind,
                        name,
                        content
                        | {
                            "cases": [
                                whole(name, at, case) for at, case in enumerate(content["cases"])
                            ]
                        },
                    )


def whole(name: str, at: int, case: dict) -> dict:
    """A case with the id, the method and the path, which the older cases leave out."""
    given = {"http": {}} | case["given"]
    http = {"method": "POST", "requestUri": "/"} | given["http"]
    whole = {"id": f"{name}-{at}"} | case | {"given": given | {"http": http}}
    if "serialized" in case:
        whole["serialized"] = {"method": http["method"]} | case["serialized"]
    return whole


def main(sdist: str, folder: str):
    all_suites = list(suites(sdist))
    lay_out(
        pathlib.Path(folder),
        {f"{suite.name}.json": json.dumps(suite.description(), indent=1) for suite in all_suites},
    )
    namespaces = {suite.name: suite.namespace() for suite in all_suites if suite.namespace()}
    lay_out(pathlib.Path(f"{folder}-namespaces"), namespaces)


if __name__ == "__main__":
    main(*sys.argv[1:])
