"""Turns values into the documented form, and says where two such forms differ."""

import base64
import datetime
import math


def documented(shape, value):
    """The documented form of what botocore takes or gives: the JSON that our types read and
    write."""
    if shape is None or value is None or is_json(shape):
        return value
    kind = shape.type_name
    if kind == "structure":
        return {
            n: documented(shape.members[n], v)
            for n, v in value.items()
            if v is not None and n in shape.members
        }
    if kind == "list":
        return [documented(shape.member, v) for v in value]
    if kind == "map":
        return {k: documented(shape.value, v) for k, v in value.items()}
    if kind == "blob":
        return base64.b64encode(value.encode() if isinstance(value, str) else value).decode()
    if kind == "timestamp":
        return value.astimezone(datetime.timezone.utc).isoformat().replace("+00:00", "Z")
    if kind in ("float", "double") and isinstance(value, str):
        return value  # botocore keeps the text of a float that is not finite
    if kind in ("float", "double") and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def is_json(shape) -> bool:
    """Whether any JSON may be here: a document, or a header that carries JSON (rule J4)."""
    in_header = shape.serialization.get("location") == "header"
    return bool(
        shape.metadata.get("document") or in_header and shape.serialization.get("jsonvalue")
    )


def differences(shape, want, got, path: str = "") -> list[str]:
    """Every place where two documented forms of one shape differ; timestamps count as instants."""
    if shape is not None and not is_json(shape) and want is not None and got is not None:
        if shape.type_name == "timestamp":
            return unequal(path, moment(want), moment(got))
    if isinstance(want, dict) and isinstance(got, dict):
        found = []
        for name in sorted(want.keys() | got.keys()):
            inner, here = part(shape, name), f"{path}.{name}"
            if name in want and name in got:
                found += differences(inner, want[name], got[name], here)
            else:
                found.append(f"{here}: {'only' if name in want else 'not'} expected")
        return found
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        inner = part(shape, 0)
        return [
            d
            for n, (a, b) in enumerate(zip(want, got))
            for d in differences(inner, a, b, f"{path}[{n}]")
        ]
    return unequal(path, want, got)


def part(shape, name):
    """The shape of a member, element or value; None inside plain JSON."""
    if shape is None or is_json(shape):
        return None
    if shape.type_name == "structure":
        return shape.members.get(name)
    return {"list": "member", "map": "value"}.get(shape.type_name) and getattr(
        shape, {"list": "member", "map": "value"}[shape.type_name]
    )


def moment(text):
    try:
        return datetime.datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return text


def unequal(path: str, want, got) -> list[str]:
    """One difference or none; `true` is not 1, but 1.0 is."""
    if want == got and isinstance(want, bool) == isinstance(got, bool):
        return []
    return [f"{path or '.'}: expected {str(want)[:200]!r}, got {str(got)[:200]!r}"]
