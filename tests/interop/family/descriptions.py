"""Writes the service descriptions that a run needs as files of plain JSON, as botocore ships them.

The file that lists the paginated operations of FOLDER/NAME.json, if there is one, is
FOLDER-paginators/NAME.json.

    descriptions.py FOLDER NAME...    these services; `protocol` is the file next to this program
    descriptions.py FOLDER --all      every rest-json and json description of botocore
"""

import gzip
import json
import pathlib
import sys

import botocore
from botocore.model import PRIORITY_ORDERED_SUPPORTED_PROTOCOLS

HERE = pathlib.Path(__file__).parent
DATA = pathlib.Path(botocore.__file__).parent / "data"


def protocol(metadata: dict) -> str | None:
    """The protocol that botocore takes: the first of its order that the service lists (rule K1)."""
    listed = metadata.get("protocols") or [metadata.get("protocol")]
    return next((name for name in PRIORITY_ORDERED_SUPPORTED_PROTOCOLS if name in listed), None)


def files():
    """Each rest-json and json description: its name, its file and its text.

    The name is that of the service. An older version of the service has its version in the name.
    """
    for service in sorted(folder for folder in DATA.iterdir() if folder.is_dir()):
        versions = sorted(service.glob("*/service-2.json.gz"))
        for file in versions:
            text = gzip.decompress(file.read_bytes()).decode()
            if protocol(json.loads(text)["metadata"]) in ("json", "rest-json"):
                yield (
                    service.name if file == versions[-1] else f"{service.name}.{file.parent.name}",
                    file,
                    text,
                )


def shipped():
    """Each of these descriptions with its name."""
    return ((name, text) for name, _, text in files())


def paginators():
    """Each file of paginators with the name of its description."""
    for name, file, _ in files():
        paginators = file.with_name("paginators-1.json")
        if paginators.exists():
            yield name, paginators.read_text()


def lay_out(folder: pathlib.Path, wanted: dict[str, str]):
    """Makes the folder hold exactly these files. It does not write unchanged ones, since cargo
    reads modification times."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        file = folder / name
        if not file.exists() or file.read_text() != text:
            file.write_text(text)


def main(folder: str, *names: str):
    found = dict(shipped(), protocol=(HERE / "protocol.json").read_text())
    if names == ("--all",):
        names = [name for name in found if name != "protocol"]
    unknown = [name for name in names if name not in found]
    if unknown:
        sys.exit(f"no such rest-json or json description: {', '.join(unknown)}")
    lay_out(pathlib.Path(folder), {f"{name}.json": found[name] for name in names})
    lay_out(
        pathlib.Path(f"{folder}-paginators"),
        {f"{name}.json": text for name, text in paginators() if name in names},
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
