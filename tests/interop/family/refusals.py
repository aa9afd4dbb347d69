"""Breaks a valid request of each operation in every way that its shapes allow, and checks how our
server rejects it (rules C8, C10, J9).

    refusals.py HARNESS FILE    the built harness, and the description of a service in it

Values of a wrong type come from the shapes, for each member in the body, in a header, in the query
and in the path.
"""

import base64
import json
import pathlib
import re
import sys
from urllib.parse import quote

from botocore.model import ServiceModel

import messages
import wire
from documented import documented, is_json
from ours import Harness, Refused

UNREADABLE, INVALID = (400, "SerializationException"), (400, "ValidationException")
UNKNOWN, MEDIA, ACCEPT = (
    "UnknownOperationException",
    (415, "UnsupportedMediaTypeException"),
    (406, "NotAcceptableException"),
)
# Values that are invalid for a type: JSON for a body, and texts for other locations.
BAD = {
    "string": [1, True, [], {}],
    "boolean": [0, "true", [], {}],
    "integer": ["1", 1.5, 2**31, True, [], {}],
    "long": ["1", 1.5, 2**63, True, [], {}],
    "float": ["1", "nan", True, [], {}],
    "double": ["1", "infinity", True, [], {}],
    "timestamp": ["yesterday", True, [], {}],
    "blob": [1, "YQ", "Y Q=", "YR==", True, [], {}],
    "list": [{}, 1, "[]", True],
    "map": [[], 1, "{}", True],
    "structure": [[], 1, "{}", True],
}
BAD_TEXTS = {
    "boolean": ["True", "1", "yes"],
    "integer": ["x", "1.5", "2147483648", "0x1"],
    "long": ["x", "1.5", "9223372036854775808"],
    "float": ["x", "nan", "1,5"],
    "double": ["x", "infinity", "1.5x"],
    "timestamp": ["yesterday", "2024-13-01T00:00:00Z", "Mon, 32 Jan 2024 00:00:00 GMT"],
}


def bad_values(shape, seen: tuple = ()):
    """JSON that is invalid for this shape, with the status and type of the rejection. A shape
    inside itself is not visited again."""
    if is_json(shape):
        return
    yield from ((value, UNREADABLE) for value in BAD[shape.type_name])
    if shape.type_name == "timestamp":
        yield (
            (
                "2024-01-01T00:00:00Z"
                if shape.serialization.get("timestampFormat", "unixTimestamp") == "unixTimestamp"
                else 1
            ),
            UNREADABLE,
        )
    if getattr(shape, "enum", None):
        yield "no such value", INVALID
    if shape.name in seen:
        return
    seen += (shape.name,)
    if shape.type_name in ("list", "map"):
        inner = shape.member if shape.type_name == "list" else shape.value
        around = (
            (lambda value: [value])
            if shape.type_name == "list"
            else (lambda value: {key_of(shape): value})
        )
        yield from ((around(value), kind) for value, kind in bad_values(inner, seen))
        if not shape._shape_model.get("sparse") and not is_json(inner):
            yield around(None), UNREADABLE
    if shape.type_name == "structure":
        yield from ((value, kind) for value, kind in bad_members(shape, seen))


def bad_members(shape, seen: tuple):
    if shape.is_tagged_union:
        (first, one), (second, two) = list(shape.members.items())[:2]
        whole = {key(first, one): "a", key(second, two): 1}
        yield from (
            (value, UNREADABLE)
            for value in ({}, whole, {key(first, one): None}, {"no such member": 1})
        )
    for name, member in shape.members.items():
        yield from (({key(name, member): value}, kind) for value, kind in bad_values(member, seen))


def key(name: str, member) -> str:
    return member.serialization.get("name", name)


def key_of(shape) -> str:
    return (shape.key.enum or ["k0"])[0]


class Refusals:
    """Counts the requests that are rejected as expected, and prints the others."""

    def __init__(self, harness: Harness):
        self.harness, self.passed, self.failed = harness, 0, 0

    def expect(self, operation, what: str, request: dict, wanted: tuple[int, str]):
        sent = {part: request[part] for part in ("method", "uri", "headers", "body")}
        try:
            response = self.harness.ask(operation, "refuse_request", **sent)
            headers = {name.lower(): text for name, text in response["headers"]}
            found = (response["status"], headers.get("x-amzn-errortype"))
            if wanted[0] == 405 and not headers.get("allow"):
                found += ("without Allow",)
        except Refused as refusal:
            found = str(refusal)
        self.passed, self.failed = self.passed + (found == wanted), self.failed + (found != wanted)
        if found != wanted:
            print(f"FAILED {operation.name}: {what}: expected {wanted}, got {found}", flush=True)

    def operation(self, operation):
        shape = operation.input_shape
        values = messages.Maker(f"{operation.name} refused", 0, False).message(shape)
        whole = documented(shape, values) if shape is not None else {}
        good = self.harness.ask(
            operation, "encode_request", endpoint="https://endpoint", input=whole
        )
        self.harness.ask(
            operation,
            "decode_request",
            **{part: good[part] for part in ("method", "uri", "headers", "body")},
        )
        self.heads(operation, good)
        if shape is None:
            return
        for name, member in shape.members.items():
            place = member.serialization.get("location")
            if place is None and shape.serialization.get("payload") in (None, name):
                self.body(operation, name, member, good)
            elif place in ("header", "querystring", "uri"):
                self.text(operation, name, member, place, good)
            if member.serialization.get("hostLabel"):
                self.host_label(operation, name, whole)

    def heads(self, operation, good: dict):
        """Another path, another method, an unexpected Content-Type, and an Accept for what is not
        produced."""
        self.expect(
            operation,
            "another path",
            good | {"uri": "/no/such/path/at/all/of/any/operation/there"},
            (404, UNKNOWN),
        )
        self.expect(operation, "another method", good | {"method": "OPTIONS"}, (405, UNKNOWN))
        payload = wire.payload_type(operation.input_shape)
        others = [[name, text] for name, text in good["headers"] if name.lower() != "content-type"]
        filled = good | {"body": good["body"] or base64.b64encode(b"{}").decode()}
        if payload != "blob":
            for text in ("image/jpeg", "application/xml", "application/jsonp"):
                self.expect(
                    operation,
                    f"a body of the type {text}",
                    filled | {"headers": others + [["content-type", text]]},
                    MEDIA,
                )
        if payload != "blob" and good["body"]:
            self.expect(operation, "a body of no type", good | {"headers": others}, MEDIA)
        output = operation.output_shape
        is_empty = (
            operation.http.get("responseCode") == 204 and output is not None and not output.members
        )  # rule C1
        if output is not None and not is_empty and wire.payload_type(output) != "blob":
            for text in ("image/jpeg", "image/*", "application/json;q=0, text/plain;q=0"):
                self.expect(
                    operation,
                    f"accept: {text}",
                    good | {"headers": good["headers"] + [["accept", text]]},
                    ACCEPT,
                )

    def body(self, operation, name: str, member, good: dict):
        is_payload = operation.input_shape.serialization.get("payload") == name
        if is_payload and member.type_name in ("string", "blob"):
            return
        for value, wanted in bad_values(member):
            broken = (
                value
                if is_payload
                else json.loads(base64.b64decode(good["body"])) | {key(name, member): value}
            )
            body = base64.b64encode(json.dumps(broken).encode()).decode()
            self.expect(
                operation,
                f"{name}: {json.dumps(value)}",
                good | {"body": body, "headers": typed(good)},
                wanted,
            )
        for text in (b"{", b"{} {}", b"\xff", b"{'a': 1}", b'{"a": 1,}'):
            self.expect(
                operation,
                repr(text),
                good | {"body": base64.b64encode(text).decode(), "headers": typed(good)},
                UNREADABLE,
            )

    def text(self, operation, name: str, member, place: str, good: dict):
        if is_json(member):
            cases = [(text, UNREADABLE) for text in ("!", base64.b64encode(b"{").decode())]
        else:
            element = member.member if member.type_name == "list" else member
            cases = [(text, UNREADABLE) for text in BAD_TEXTS.get(element.type_name, [])]
            cases += [("no-such-value", INVALID)] if getattr(element, "enum", None) else []
        wire_name = key(name, member)
        for text, wanted in cases:
            if place == "header":
                others = [
                    [header, value]
                    for header, value in good["headers"]
                    if header.lower() != wire_name.lower()
                ]
                request = good | {"headers": others + [[wire_name, text]]}
            elif place == "querystring":
                parts = [
                    part
                    for part in re.split("[?&]", good["uri"])[1:]
                    if part.split("=")[0] != wire_name
                ]
                request = good | {
                    "uri": good["uri"].split("?")[0]
                    + "?"
                    + "&".join([*parts, f"{wire_name}={quote(text, safe='')}"])
                }
            else:
                segments, template = (
                    good["uri"].split("?")[0].split("/"),
                    operation.http["requestUri"].split("?")[0].split("/"),
                )
                if f"{{{wire_name}}}" not in template:
                    continue
                segments[template.index(f"{{{wire_name}}}")] = quote(text, safe="")
                request = good | {"uri": "/".join(segments)}
            self.expect(operation, f"{name}: {text}", request, wanted)

    def host_label(self, operation, name: str, whole: dict):
        """Checks that a label that no host name can have is not sent."""
        for text in ("", "a b", "a/b", "a.b", "ä", "a@b", "a:1"):
            try:
                self.harness.ask(
                    operation,
                    "encode_request",
                    endpoint="https://endpoint",
                    input=whole | {name: text},
                )
                self.failed += 1
                print(
                    f"FAILED {operation.name}: the host label {name}: {text!r} was sent", flush=True
                )
            except Refused:
                self.passed += 1


def typed(good: dict) -> list:
    """The headers of a body that is JSON, whether the good request has one or not."""
    return [[name, text] for name, text in good["headers"] if name.lower() != "content-type"] + [
        ["content-type", "application/json"]
    ]


def main(program: str, file: str) -> int:
    refusals, path = Refusals(Harness(program)), pathlib.Path(file)
    model = ServiceModel(json.loads(path.read_text()), path.stem)
    for name in model.operation_names:
        refusals.operation(model.operation_model(name))
    print(f"refusals of {path.stem}: {refusals.passed} passed, {refusals.failed} failed")
    return 1 if refusals.failed or not refusals.passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
