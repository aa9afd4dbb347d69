"""Makes inputs for the fuzzer from other files of the repository, so that the corpus need not
repeat them.

    seeds.py FOLDER    writes a folder for each target into FOLDER

Responses come from the cases for the official clients, descriptions from the tests, and items from
the derives' own tests.
"""

import json
import pathlib
import re
import sys

TESTS = pathlib.Path(__file__).parents[2]


def main(folder: str) -> None:
    seeds = pathlib.Path(folder)
    for number, case in enumerate(
        json.loads((TESTS / "interop/clients/responses.json").read_text())["cases"]
    ):
        write(seeds / "decode_response" / f"{number}", response(case))
    files = [
        *TESTS.glob("descriptions/**/*.json"),
        TESTS / "checks/packed/description.json",
        TESTS / "interop/ecosystem/service.json",
        TESTS / "../spec/chime.json",
    ]
    for file in files:
        write(seeds / "generator" / file.stem, file.read_bytes())
    for number, item in enumerate(
        items((TESTS / "../chime-model-derive/src/tests/errors.rs").read_text())
    ):
        write(seeds / "derives" / f"{number}", item.encode())


def response(case: dict) -> bytes:
    body = (
        bytes.fromhex(case["hex"])
        if "hex" in case
        else case["text"].encode()
        if "text" in case
        else json.dumps(case["json"]).encode()
    )
    headers = "".join(f"{name}: {value}\n" for name, value in case.get("headers", {}).items())
    return f"CreateRoom {case['status']}\n{headers}\n".encode() + body


def items(source: str):
    """The items in the derives' own tests, each after the name of its derive.

    In the source they are `(r#"…"#, …)` and `("…", …)`.
    """
    for part in source.split("check(")[1:]:
        derive = part.strip().partition(",")[0].title().replace("_", "")
        for raw, plain in re.findall(
            r'\(\s*(?:r#"(.*?)"#|"((?:[^"\\]|\\.)*)"),\s*&\[', part, re.DOTALL
        ):
            yield f"{derive} {raw or plain}"


def write(file: pathlib.Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


if __name__ == "__main__":
    main(*sys.argv[1:])
