"""Brings what the two sides write and read into forms that can be compared: bodies, headers and
values."""

import base64
import json
import re

from documented import differences

PAYLOAD_TYPES = {"string": "text/plain", "blob": "application/octet-stream"}  # rule C4
OF_THE_MESSAGE = ("content-length", "x-amzn-errortype")


def shortened(text):
    """Text or bytes of botocore with our fractional digits. botocore writes six or none, and we may
    also write three (rule T2)."""
    if isinstance(text, bytes):
        return re.sub(rb"(\d\.\d{3})000Z", rb"\1Z", text)
    return re.sub(r"(\d\.\d{3})000Z", r"\1Z", text)


def bodies(payload: str | None, want: bytes, got: bytes) -> list[str]:
    """Where two bodies differ. They are compared as bytes if the payload is a string or a blob, and
    otherwise as JSON."""
    if want == got:
        return []
    if payload in ("string", "blob") or not want or not got:
        return [f"body: expected {want[:200]!r}, got {got[:200]!r}"]
    return differences(None, json.loads(want), json.loads(got), "body ")


def payload_type(shape) -> str | None:
    """The type of the member that is the whole body, if there is one."""
    name = shape.serialization.get("payload") if shape is not None else None
    return name and shape.members[name].type_name


def headers(shape, want: dict, got: list) -> list[str]:
    """Where two sets of headers differ. White space after the commas of a list and white space in
    JSON do not count."""
    kinds = {}
    for name, member in (shape.members if shape is not None else {}).items():
        if member.serialization.get("location") == "header":
            kinds[member.serialization.get("name", name).lower()] = member

    def meaning(pairs):
        return {
            n.lower(): header(kinds.get(n.lower()), v)
            for n, v in pairs
            if n.lower() != "content-length"
        }

    return differences(None, meaning(want.items()), meaning(got), "headers ")


def header(member, value: str):
    if member is not None and member.serialization.get("jsonvalue"):
        return json.loads(base64.b64decode(value))
    if member is not None and member.type_name == "list":
        return re.sub(r",\s*", ",", value)
    return value


def settled(shape, value, status: int | None = None):
    """The values of a message without those that look absent on the wire, and with the status,
    which each side always knows."""
    if shape is None:
        return None
    kept = {
        name: own_keys(shape, name, item)
        for name, item in value.items()
        if not reads_more(shape, name)
    }
    kept = {name: item for name, item in kept.items() if not is_nothing(shape, name, item)}
    return kept | {name: status for name in status_members(shape) if status is not None}


def is_nothing(shape, name: str, item) -> bool:
    """Whether the other side cannot distinguish a value from an absent one: an empty list in a
    header, or the usual Content-Type."""
    place, key = place_of(shape, name)
    if place == "header" and key.lower() == "content-type" and item in PAYLOAD_TYPES.values():
        return True
    if shape.serialization.get("payload") == name:
        return item in ([], {}, "")
    return place in ("header", "headers", "querystring") and item in ([], {})


def own_keys(shape, name: str, item):
    """A map of the query without the keys of the other members, which it reads as well (rule Q3);
    other values as they are."""
    if shape.members[name].type_name != "map" or place_of(shape, name)[0] != "querystring":
        return item
    beside = {
        key
        for place, key in (place_of(shape, other) for other in shape.members if other != name)
        if place == "querystring"
    }
    return {key: value for key, value in item.items() if key not in beside}


def reads_more(shape, name: str) -> bool:
    """Whether a member also reads headers that it did not send: a map of all headers, or a header
    that the message itself sets."""
    place, key = place_of(shape, name)
    return (place == "headers" and not key) or (place == "header" and key.lower() in OF_THE_MESSAGE)


def has_body(shape, value: dict) -> bool:
    """Whether a value has a member in the body of its message."""
    payload = shape.serialization.get("payload")
    return any(
        (name == payload and value[name] != "") if payload else place_of(shape, name)[0] == "body"
        for name in value
    )


def place_of(shape, name: str) -> tuple[str, str]:
    """The place of a member, and its key there."""
    said = shape.members[name].serialization
    return said.get("location", "body"), said.get("name", name)


def status_members(shape) -> list[str]:
    """The members that hold the status of a response: one or none."""
    return [name for name in shape.members if place_of(shape, name)[0] == "statusCode"]


def same(what: str, shape, want, got) -> list[str]:
    """Where a value of ours differs from the one it was made from."""
    return differences(shape, want, got, what + " ")


def is_document_payload(shape) -> bool:
    """Whether the whole body is any JSON."""
    return shape.members[shape.serialization["payload"]].is_document_type
