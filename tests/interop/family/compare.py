"""Encodes and decodes random messages with our code and with botocore's, and prints every
difference in meaning.

    compare.py HARNESS FOLDER COUNT    the built harness, the folder of its descriptions, and how
                                       many random messages it makes of each kind
"""

import base64
import json
import pathlib
import sys
import time
from urllib.parse import urlsplit

import botocore.parsers
import botocore.serialize
from botocore.awsrequest import HeadersDict, prepare_request_dict
from botocore.model import ServiceModel

import messages
import patterns
import wire
from documented import documented
from ours import Harness, Refused

PROTOCOLS = ("json", "rest-json")
SERIALIZERS = {
    name: botocore.serialize.create_serializer(name, include_validation=False) for name in PROTOCOLS
}
PARSERS = {name: botocore.parsers.create_parser(name) for name in PROTOCOLS}
ENDPOINT = "endpoint"


def came_back(harness: Harness, operation, act: str, **fields) -> dict:
    """The message that the harness writes. Refused if the harness cannot read it back."""
    reply = harness.ask(operation, act, **fields)
    if "lost" in reply:
        raise Refused(f"{act}: it is not read back: {reply['lost']}")
    return reply


def botocore_request(operation, values) -> dict:
    """What botocore sends for these values."""
    made = SERIALIZERS[operation.service_model.resolved_protocol].serialize_to_request(
        values, operation
    )
    prepare_request_dict(made, f"https://{ENDPOINT}")
    host = urlsplit(made["url"]).netloc
    made["uri"] = wire.shortened(made["url"].removeprefix(f"https://{host}")).rstrip("?&")
    made["host"] = host
    made["body"] = (
        wire.shortened(bytes(made["body"]))
        if wire.payload_type(operation.input_shape) != "blob"
        else made["body"]
    )
    return made


def check_request(harness: Harness, operation, values) -> list[str]:
    """Our request equals botocore's, it round-trips through HTTP and JSON, and our server reads
    botocore's."""
    shape, payload = operation.input_shape, wire.payload_type(operation.input_shape)
    want = documented(shape, values) if shape is not None else {}
    ours = came_back(
        harness, operation, "encode_request", endpoint=f"https://{ENDPOINT}", input=want
    )
    found = wire.same("typed", shape, want, ours["typed"])
    found += wire.same("back", shape, wire.settled(shape, want), wire.settled(shape, ours["back"]))
    if payload == "structure" and wire.is_document_payload(shape):
        return found  # botocore writes such a body as {"null": …}
    theirs = botocore_request(operation, values)
    for part in ("method", "uri", "host"):
        if theirs[part] != ours[part]:
            found.append(f"{part}: expected {theirs[part]!r}, got {ours[part]!r}")
    expected = {name.lower(): text for name, text in theirs["headers"].items()}
    if payload in wire.PAYLOAD_TYPES and values.get(shape.serialization["payload"]):
        expected.setdefault("content-type", wire.PAYLOAD_TYPES[payload])  # botocore sends none
    found += wire.headers(shape, expected, ours["headers"])
    found += wire.bodies(payload, theirs["body"], base64.b64decode(ours["body"]))
    sent = {
        "method": theirs["method"],
        "uri": theirs["uri"],
        "headers": [[k, str(v)] for k, v in theirs["headers"].items()],
    }
    read = harness.ask(
        operation, "decode_request", body=base64.b64encode(theirs["body"]).decode(), **sent
    )
    if read["route"].lower() not in (operation.name.lower(), operation.name.lower() + "operation"):
        found.append(f"route: expected {operation.name}, got {read['route']}")
    return found + wire.same(
        "read", shape, wire.settled(shape, want), wire.settled(shape, read["input"])
    )


def botocore_reads(operation, shape, ours: dict) -> dict:
    """What botocore reads from our response."""
    parser = PARSERS[operation.service_model.resolved_protocol]
    body = base64.b64decode(ours["body"])
    if wire.payload_type(shape) == "blob":
        body = bytearray(body)  # botocore does not decode this as text
    return parser.parse(
        {"status_code": ours["status"], "headers": HeadersDict(ours["headers"]), "body": body},
        shape,
    )


def members(shape, parsed: dict):
    """The members of what botocore has read, in the documented form."""
    return wire.settled(
        shape,
        documented(shape, {name: value for name, value in parsed.items() if name in shape.members}),
    )


def check_response(harness: Harness, operation, values) -> list[str]:
    """Our response round-trips through HTTP and JSON, and botocore reads the same values from
    it."""
    shape = operation.output_shape
    want = documented(shape, values) if shape is not None else {}
    ours = came_back(harness, operation, "encode_response", output=want)
    expected = wire.settled(shape, want, ours["status"])
    found = wire.same("typed", shape, want, ours["typed"])
    found += wire.same("back", shape, expected, wire.settled(shape, ours["back"]))
    if shape is None:
        return found
    modeled = operation.http.get("responseCode", 200)
    modeled = 200 if modeled == 204 and wire.has_body(shape, want) else modeled  # rule C1
    status = next((want[name] for name in wire.status_members(shape) if name in want), modeled)
    found += wire.same("status", None, status, ours["status"])
    return found + wire.same(
        "botocore", shape, expected, members(shape, botocore_reads(operation, shape, ours))
    )


def check_error(harness: Harness, operation, shape, values) -> list[str]:
    """Our error round-trips, and botocore reads the same error and the same values from it."""
    want = documented(shape, values)
    ours = harness.ask(operation, "encode_error", name=shape.name, error=want)
    modeled = shape.metadata.get("error", {}).get(
        "httpStatusCode", 500 if shape._shape_model.get("fault") else 400
    )
    expected = {"kind": "modeled", "name": shape.name, "status": modeled}
    back = ours["back"]
    found = wire.same("typed", shape, want, ours["typed"])
    found += wire.same("back", None, expected, {key: back.get(key) for key in expected})
    is_head = operation.http["method"] == "HEAD"
    if is_head:  # its response has no body (rule C11)
        want = {
            name: value for name, value in want.items() if wire.place_of(shape, name)[0] != "body"
        }
    found += wire.same(
        "back", shape, wire.settled(shape, want), wire.settled(shape, back.get("error", {}))
    )
    if is_head and modeled >= 500:
        return (
            found  # botocore attributes a 5xx without a body to a proxy, whatever its headers are
        )
    code = botocore_reads(operation, operation.output_shape, ours)["Error"]["Code"]
    if code != error_code(operation, shape):
        return found + [f"botocore reads {shape.name} as {code}"]
    return found + wire.same(
        "botocore",
        shape,
        wire.settled(shape, want),
        members(shape, botocore_reads(operation, shape, ours)),
    )


def error_code(operation, shape) -> str:
    """The code that botocore reports for an error: the code of AWS Query if the service sends it
    (rule X7)."""
    if operation.service_model.is_query_compatible:
        return shape.metadata.get("error", {}).get("code", shape.name)
    return shape.name


class Comparison:
    """Counts what passes and prints what does not."""

    def __init__(self, program: str, count: int):
        self.harness, self.count = Harness(program), count
        self.passed = self.failed = 0

    def service(self, model: ServiceModel):
        start, before = time.monotonic(), (self.passed, self.failed)
        for name in model.operation_names:
            operation = model.operation_model(name)
            self.all(operation, "request", operation.input_shape, False, check_request)
            self.all(operation, "response", operation.output_shape, True, check_response)
            for shape in operation.error_shapes:

                def check(harness, operation, values, shape=shape):
                    return check_error(harness, operation, shape, values)

                self.all(operation, shape.name, shape, True, check)
        passed, failed = self.passed - before[0], self.failed - before[1]
        spent = time.monotonic() - start
        print(
            f"{model.service_name}: {len(model.operation_names)} operations, {passed} passed, "
            f"{failed} failed, {spent:.1f} s",
            flush=True,
        )

    def all(self, operation, what: str, shape, is_response: bool, check):
        """One message of every variant; the name of the case is its seed."""
        for variant, chance in messages.variants(self.count):
            seed = f"{operation.service_model.service_name}.{operation.name} {what} {variant}"
            try:
                found = check(
                    self.harness,
                    operation,
                    messages.Maker(seed, chance, is_response).message(shape),
                )
            except (Refused, patterns.NoText) as refusal:
                found = [str(refusal)]
            except (
                Exception
            ) as surprise:  # a bug on either side is a finding, and does not end the run
                found = [f"{type(surprise).__name__}: {surprise}"]
            self.passed, self.failed = self.passed + (not found), self.failed + bool(found)
            for difference in found:
                print(f"FAILED {seed}: {difference}", flush=True)


def main(program: str, folder: str, count: str) -> int:
    comparison = Comparison(program, int(count))
    for file in sorted(pathlib.Path(folder).glob("*.json")):
        comparison.service(ServiceModel(json.loads(file.read_text()), file.stem))
    print(f"{comparison.passed} passed, {comparison.failed} failed")
    return 1 if comparison.failed or not comparison.passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
