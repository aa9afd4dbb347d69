"""Checks what each case of a suite requires of a client and of a server, and returns where
generated code differs."""

import base64
import datetime
import json
import struct
from urllib.parse import parse_qsl, urlsplit

import wire
from documented import documented
from ours import Harness

ENDPOINT = "https://example.com"
TOKEN = "00000000-0000-4000-8000-000000000000"


def client_writes(harness: Harness, suite, case: dict):
    """A client writes the request that the case expects for its values."""
    operation, want = suite.operation(case), case["serialized"]
    shape, endpoint = operation.input_shape, suite.content.get("clientEndpoint", ENDPOINT)
    ours = harness.ask(
        operation, "encode_request", endpoint=endpoint, input=sent(shape, case["params"])
    )
    found = [
        f"{part}: expected {want[part]!r}, got {ours[part]!r}"
        for part in ("method", "uri")
        if want[part] != ours[part]
    ]
    host = urlsplit("//" + want.get("host", "example.com")).netloc
    if host != ours["host"]:
        found.append(f"host: expected {host!r}, got {ours['host']!r}")
    headers = {name.lower(): text for name, text in ours["headers"]}
    found += unequal_headers(want.get("headers", {}), headers)
    found += [
        f"no header {name}"
        for name in want.get("requireHeaders", [])
        if name.lower() not in headers
    ]
    found += [
        f"a header {name}" for name in want.get("forbidHeaders", []) if name.lower() in headers
    ]
    if "body" in want:
        found += wire.bodies(
            wire.payload_type(shape), want["body"].encode(), base64.b64decode(ours["body"])
        )
    return found


def server_reads(harness: Harness, suite, case: dict):
    """A server reads the values from the request that the case expects."""
    operation, want = suite.operation(case), case["serialized"]
    if "body" not in want:
        return None
    shape, base = (
        operation.input_shape,
        urlsplit(suite.content.get("clientEndpoint", ENDPOINT)).path,
    )
    uri, headers = want["uri"].removeprefix(base), list(want.get("headers", {}).items())
    body = base64.b64encode(want["body"].encode()).decode()
    read = harness.ask(
        operation, "decode_request", method=want["method"], uri=uri, headers=headers, body=body
    )
    if shape is None:
        return []
    expected = sent(shape, case["params"])
    for name in query_maps(shape):
        expected[name] = pairs(shape.members[name], uri)
    return wire.same("read", shape, settled(shape, expected), settled(shape, read["input"]))


def client_reads(harness: Harness, suite, case: dict):
    """A client reads the values, or the error, from the response of the case."""
    operation, given = suite.operation(case), case["response"]
    headers, body = (
        list(given.get("headers", {}).items()),
        base64.b64encode(given.get("body", "").encode()).decode(),
    )
    read = harness.ask(
        operation, "decode_response", status=given["status_code"], headers=headers, body=body
    )
    if "error" not in case:
        if "output" not in read:
            return [read["error"]]
        shape = operation.output_shape
        return wire.same(
            "read",
            shape,
            settled(shape, native(shape, case["result"])),
            settled(shape, read["output"]),
        )
    shape = error_shape(operation, case)
    if shape is None:
        return (
            []
            if (read["kind"], read.get("name")) == ("unknown", case["errorCode"])
            else [f"expected an unknown error, got {read}"]
        )
    if (read["kind"], read.get("name")) != ("modeled", shape.name):
        return [f"expected {shape.name}, got {read}"]
    found = wire.same(
        "read", shape, settled(shape, native(shape, case["error"])), settled(shape, read["error"])
    )
    if "query_error" in read and read["query_error"] != case["errorCode"]:
        found.append(f"expected the code {case['errorCode']}, got {read['query_error']}")
    return found


def server_writes(harness: Harness, suite, case: dict):
    """A server writes the response that the case expects for its values, and a client reads the
    same values from it."""
    operation, want = suite.operation(case), case["response"]
    if "error" in case:
        if error_shape(operation, case) is None:
            return None
        shape, values = (
            error_shape(operation, case),
            native(error_shape(operation, case), case["error"]),
        )
        ours = harness.ask(operation, "encode_error", name=shape.name, error=values)
        back = ours["back"].get("error", {})
    else:
        shape, values = operation.output_shape, native(operation.output_shape, case["result"])
        ours = harness.ask(operation, "encode_response", output=values)
        back = ours.get("back")
    if "lost" in ours:
        return [f"it is not read back: {ours['lost']}"]
    found = wire.same("back", shape, settled(shape, values), settled(shape, back))
    if want["status_code"] != ours["status"]:
        found.append(f"status: expected {want['status_code']}, got {ours['status']}")
    found += unequal_headers(
        want.get("headers", {}), {name.lower(): text for name, text in ours["headers"]}
    )
    if "body" in want:
        found += wire.bodies(
            wire.payload_type(shape), want["body"].encode(), base64.b64decode(ours["body"])
        )
    return found


CHECKS = {
    "input": {"client writes": client_writes, "server reads": server_reads},
    "output": {"client reads": client_reads, "server writes": server_writes},
}


def sent(shape, params: dict):
    """The documented form of an input, with its idempotency token. Only constructors fill a token,
    and JSON does not call them."""
    if shape is None:
        return {}
    tokens = [
        name for name, member in shape.members.items() if member.metadata.get("idempotencyToken")
    ]
    return native(shape, dict.fromkeys(tokens, TOKEN) | params)


def native(shape, given):
    """The documented form of a case's values, in which times are numbers of seconds, blobs are
    texts, and JSON in a header is text."""
    return {} if shape is None else documented(shape, typed(shape, given))


def typed(shape, given):
    """A case's value in the form of botocore."""
    kind = shape.type_name
    if given is None or getattr(shape, "is_document_type", False):
        return given
    if shape.serialization.get("jsonvalue"):
        if shape.serialization.get("location") == "header":
            return json.loads(given)
        return (
            given if isinstance(given, str) else json.dumps(given, separators=(",", ":"))
        )  # rule A11
    if kind == "structure":
        return {name: typed(shape.members[name], item) for name, item in given.items()}
    if kind == "list":
        return [typed(shape.member, item) for item in given]
    if kind == "map":
        return {key: typed(shape.value, item) for key, item in given.items()}
    if kind == "timestamp":
        return datetime.datetime.fromtimestamp(given, datetime.timezone.utc)
    if kind == "float":
        return struct.unpack("f", struct.pack("f", float(given)))[0]
    return float(given) if kind == "double" else given


def query_maps(shape) -> list[str]:
    """The members that read the whole query."""
    return [
        name
        for name, member in shape.members.items()
        if member.type_name == "map" and wire.place_of(shape, name)[0] == "querystring"
    ]


def pairs(shape, uri: str) -> dict:
    """A query as the value of a map: rule Q3."""
    found = {}
    for key, text in parse_qsl(urlsplit(uri).query, keep_blank_values=True):
        found.setdefault(key, []).append(text)
    return (
        found
        if shape.value.type_name == "list"
        else {key: texts[0] for key, texts in found.items()}
    )


def settled(shape, values):
    """Values without those that the wire cannot distinguish from absent ones."""
    if shape is None:
        return None
    return {name: item for name, item in values.items() if not wire.is_nothing(shape, name, item)}


def error_shape(operation, case: dict):
    """The error of a case by its name or by its code; `None` for one that the operation does not
    list."""
    codes = (
        (shape, {shape.name, shape.metadata.get("error", {}).get("code")})
        for shape in operation.error_shapes
    )
    return next((shape for shape, names in codes if case["errorCode"] in names), None)


def unequal_headers(want: dict, got: dict) -> list[str]:
    """The headers that a case names and that differ."""
    return [
        f"{name}: expected {text!r}, got {got.get(name.lower())!r}"
        for name, text in want.items()
        if got.get(name.lower()) != text
    ]
