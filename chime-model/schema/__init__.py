"""JSON Schema and OpenAPI documents, by their paths."""

import json
from importlib.resources import files
from typing import Any


def _read(name: str) -> Any:
    return json.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))


#: The path of every document, such as ``chime/2018-05-01/openapi-3.1.json``.
NAMES: list[str] = list(_read("manifest.json")["files"])


def load(name: str) -> dict[str, Any]:
    """The document of a path; raises ``KeyError`` if there is none."""
    if name not in NAMES:
        raise KeyError(name)
    document: dict[str, Any] = _read(name)
    return document
