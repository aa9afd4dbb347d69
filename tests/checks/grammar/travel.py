"""Encodes and decodes random values of random descriptions, in HTTP and in JSON, and prints every
value that changes.

    travel.py HARNESS FOLDER COUNT    the built harness, the folder of its descriptions, and how
                                      many random messages it makes of each kind
"""

import json
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "interop" / "family"))

from botocore.model import ServiceModel

import messages
import patterns
import wire
from compare import came_back
from documented import documented
from ours import Harness, Refused


class Maker(messages.Maker):
    """Makes one message that must survive unchanged.

    Its floats of 32 bits are exact, and a label or a header has only a value of an enumeration that
    it can carry.
    """

    def string(self, shape, place: str, depth: int) -> str:
        made = super().string(shape, place, depth)
        unsent = place in messages.HEADERS and (
            not made or not messages.is_bare(made) or set(made) & set('",\\')
        )
        if shape.enum and (unsent or place == "uri" and made in ("", ".", "..")):
            raise patterns.NoText(f"{shape.name}: {made!r} in {place}")
        return made

    def fraction(self, shape, place: str, low, high) -> float:
        made = super().fraction(shape, place, low, high)
        if shape.type_name == "double" or made != made:
            return made
        rounded = struct.unpack("f", struct.pack("f", made))[0]
        return (
            rounded
            if (low is None or rounded >= low) and (high is None or rounded <= high)
            else 0.0
        )


class Travel:
    """Counts the values that come back unchanged, and prints the differences of the others."""

    def __init__(self, program: str, count: int):
        self.harness, self.count = Harness(program), count
        self.passed = self.failed = self.impossible = 0

    def service(self, model: ServiceModel):
        for name in model.operation_names:
            operation = model.operation_model(name)
            self.all(operation, "request", operation.input_shape, False)
            self.all(operation, "response", operation.output_shape, True)
            for shape in operation.error_shapes:
                self.all(operation, shape.name, shape, True)

    def all(self, operation, what: str, shape, is_response: bool):
        for variant, chance in messages.variants(self.count):
            seed = f"{operation.service_model.service_name}.{operation.name} {what} {variant}"
            try:
                values = Maker(seed, chance, is_response).message(shape)
            except (patterns.NoText, ValueError):
                self.impossible += 1  # a text that a label or a header cannot carry
                continue
            try:
                found = self.check(operation, what, shape, values)
            except Refused as refusal:
                found = [str(refusal)]
            self.passed, self.failed = self.passed + (not found), self.failed + bool(found)
            for difference in found:
                print(f"FAILED {seed}: {difference}"[:300], flush=True)

    def check(self, operation, what: str, shape, values) -> list[str]:
        want = documented(shape, values) if shape is not None else {}
        if what == "request":
            ours = came_back(
                self.harness, operation, "encode_request", endpoint="https://endpoint", input=want
            )
        elif what == "response":
            ours = came_back(self.harness, operation, "encode_response", output=want)
        else:
            ours = self.harness.ask(operation, "encode_error", name=shape.name, error=want)
            if ours["back"].get("kind") != "modeled":
                return [str(ours["back"])]
            ours["back"] = ours["back"]["error"]
        status = ours["status"] if what == "response" else None
        found = wire.same("typed", shape, want, ours["typed"])
        return found + wire.same(
            "back", shape, wire.settled(shape, want, status), wire.settled(shape, ours["back"])
        )


def main(program: str, folder: str, count: str) -> int:
    travel = Travel(program, int(count))
    files = sorted(pathlib.Path(folder).glob("*.json"))
    for file in files:
        travel.service(ServiceModel(json.loads(file.read_text()), file.stem))
    print(
        f"{len(files)} descriptions: {travel.passed} messages came back, {travel.failed} did "
        f"not, {travel.impossible} could not be made"
    )
    return 1 if travel.failed or not travel.passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
