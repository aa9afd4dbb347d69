"""Compares what a client read from a response with what was meant, and describes the difference in
a few words."""

import re

# Texts that clients report instead of a missing type or message.
NOTHING = ("", "Unknown", "UnknownError")


def difference(meant, reading, strict=False):
    """Describes how `reading` differs from `meant`. The text is empty if they agree."""
    meant, reading = normal(meant), normal(reading)
    if meant["kind"] != reading["kind"]:
        return summary(reading)
    if meant["kind"] == "malformed" and not strict:
        return ""
    words = [
        f"{key} {shown(reading.get(key))}"
        for key, value in meant.items()
        if key != "room" and reading.get(key) != value
    ]
    if "room" in meant:
        words += room_difference(meant["room"], reading["room"])
    return ", ".join(words)


def room_difference(meant, read):
    if not isinstance(meant, dict) or not isinstance(read, dict):
        return [] if meant == read else [f"room {shown(read)}"]
    return [
        f"{name} {shown(read.get(name), absent='lost')}"
        for name in sorted(meant.keys() | read.keys())
        if meant.get(name) != read.get(name)
    ]


def normal(reading):
    """The same reading, without differences that are only of notation."""
    reading = dict(reading)
    if reading["kind"] == "unknown" and reading["type"] in (*NOTHING, str(reading["status"])):
        reading["type"] = None
    if reading.get("message") in NOTHING:
        reading["message"] = None
    if isinstance(reading.get("room"), dict):
        reading["room"] = {k: time(v) for k, v in reading["room"].items() if v is not None}
    return reading


def time(value):
    """A timestamp without zeros at the end of its fraction."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", value):
        return value[:-1].rstrip("0").rstrip(".") + "Z"
    return value


def summary(reading):
    kind = reading["kind"]
    if kind == "room":
        return (
            "success, room lost"
            if not reading["room"]
            else f"success, room {shown(reading['room'])}"
        )
    if kind in ("modeled", "unknown"):
        return f"{kind} error {reading['type']}" if reading["type"] else "unknown error"
    words = {"malformed": "cannot be parsed", "refused": "not sent", "crash": "crash"}[kind]
    return words if kind == "malformed" else f"{words}: {reading['text']}"


def shown(value, absent="none"):
    if value is None:
        return absent
    if isinstance(value, dict):
        return " ".join(f"{key} {shown(one)}" for key, one in value.items()) or "empty"
    return f"`{value}`"
