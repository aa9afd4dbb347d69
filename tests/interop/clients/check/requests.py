"""Our types must decode the requests of the official clients, and our client must send equal
requests."""

import json
import re

from . import clients, report
from .exchange import CASES

PAGE = clients.HERE / "COMPARISON.md"
# A UUID of version 4, and a text that is like one but has any variant bits.
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
LIKE_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
WAYS = """
## Where they differ, and what ours does

- **An account of `.` or `..`.** The three send it as it is, and a proxy may read it as another
  path. Ours refuses it before it sends anything (rule U4).
- **An empty account.** boto3 and the JavaScript client send `/accounts//rooms`, the Rust SDK
  refuses. Ours refuses (rule U4).
- **A token that is too short.** boto3 checks lengths before it sends. The others and ours leave
  that to the server, and a caller of ours can use `validate()` (rule V1). No client checks
  patterns.
- **A token that is not given.** All make one for each call. Ours is made with the value, so a
  caller that sends the value again sends the same token (rule O1).
- **The body's text.** Escapes and spaces differ, the JSON value never. Ours is UTF-8 without
  spaces.
- **All other headers** belong to the transport: signatures, counts of retries, the names of
  programs. The HTTP library that sends our request adds its own.
"""

ASPECTS = ("method", "path", "content type", "body")


def run(tally, sent):
    """Checks `sent`: the requests of each client by case."""
    for name, requests in sent.items():
        cases = [case for case in CASES if case["case"] in requests]
        readings = clients.requests([plain(requests[case["case"]]) for case in cases])
        for case, reading in zip(cases, readings, strict=True):
            wrong = judge(case, aspects(requests[case["case"]]), reading)
            tally.check(not wrong, f"request of {name}, case “{case['case']}”: {wrong}")
    for name in clients.OFFICIAL:
        for case, wrong in differing(sent[name], sent[clients.NAMES[0]]):
            tally.check(not wrong, f"{name} and ours differ in case “{case}”: {wrong}")
    report.check_page(tally, PAGE, page(sent))


def plain(request):
    """The request as our program reads it; each character of the body is one byte."""
    method, path, _ = request.start.split(" ")
    return {
        "method": method,
        "path": path,
        "headers": request.headers,
        "body": request.body.decode("latin-1"),
    }


def aspects(request):
    """The parts of a request that must be the same in all clients. The rest belongs to the
    transport."""
    method, path, _ = request.start.split(" ")
    return dict(
        zip(ASPECTS, (method, path, request.header("content-type"), json.loads(request.body)))
    )


def judge(case, wire, reading):
    """What is wrong with what our types read from this request, and with what they write for it."""
    violated = violation(case["expect"])
    if violated or "rejected" in reading:
        text = reading.get("rejected", "not rejected")
        return "" if violated and text.startswith(f"{violated} ") else text
    wrong = [
        f"{key} is {reading['input'].get(key)}"
        for key in ("AccountId", "Name")
        if reading["input"].get(key) != case[key]
    ]
    token = reading["input"].get("ClientRequestToken", "")
    if token != case.get("ClientRequestToken", token) or (
        "ClientRequestToken" not in case and not LIKE_UUID.fullmatch(token)
    ):
        wrong.append(f"the token is {token!r}")
    if "refused" in reading:
        return ", ".join(wrong) or (
            "" if clients.NAMES[0] in case.get("refused_by", []) else reading["refused"]
        )
    ours = reading["ours"]
    again = dict(
        zip(ASPECTS, (ours["method"], ours["path"], ours["content_type"], json.loads(ours["body"])))
    )
    return ", ".join(
        wrong
        + [
            f"{key} {wire[key]!r} becomes {again[key]!r}"
            for key in ASPECTS
            if wire[key] != again[key]
        ]
    )


def violation(expect):
    """The member whose constraint the case breaks."""
    return (
        expect.get("names") if isinstance(expect, dict) and expect["code"] == "BadRequest" else None
    )


def differing(theirs, ours):
    """How the two requests of each case that both sent differ. Generated tokens may differ."""
    for case in CASES:
        name = case["case"]
        if name in theirs and name in ours:
            left, right = aspects(theirs[name]), aspects(ours[name])
            if "ClientRequestToken" not in case:
                right["body"]["ClientRequestToken"] = left["body"].get("ClientRequestToken")
            yield (
                name,
                ", ".join(
                    f"{key} {left[key]!r}, ours {right[key]!r}"
                    for key in ASPECTS
                    if left[key] != right[key]
                ),
            )


def page(sent):
    names = list(sent)
    lines = [
        "# What the clients put on the wire",
        "",
        f"Written by `tests/interop/clients/run` from the requests of {len(CASES)} cases, "
        "recorded byte for byte.",
        "",
        "| | " + " | ".join(clients.title(name) for name in names) + " |",
        "|---|" + "---|" * len(names),
        report.row(["requests sent", *(str(len(sent[name])) for name in names)]),
        report.row(["cases not sent", *(unsent(sent[name]) for name in names)]),
        report.row(["`Content-Type`", *(values(sent[name], "content type") for name in names)]),
        report.row(["a token that is not given", *(tokens(sent[name]) for name in names)]),
        report.row(["body text", *(body_text(sent[name]) for name in names)]),
        report.row(["`Host` and other headers", *(header_names(sent[name]) for name in names)]),
        "",
        *differences(sent),
    ]
    return "\n".join(lines) + "\n" + WAYS


def unsent(requests):
    return ", ".join(case["case"] for case in CASES if case["case"] not in requests) or "none"


def values(requests, aspect):
    return ", ".join(sorted({f"`{aspects(request)[aspect]}`" for request in requests.values()}))


def tokens(requests):
    bare = [
        aspects(requests[c["case"]])["body"]
        for c in CASES
        if "ClientRequestToken" not in c and c["case"] in requests
    ]
    made = [body.get("ClientRequestToken", "") for body in bare]
    if all(map(UUID.fullmatch, made)):
        return "becomes a UUIDv4"
    return (
        "becomes a UUIDv4 with random variant bits"
        if all(map(LIKE_UUID.fullmatch, made))
        else "stays out"
    )


def body_text(requests):
    ascii_only = all(request.body.isascii() for request in requests.values())
    spaced = any(b'": "' in request.body for request in requests.values())
    return (
        f"{'escapes all but ASCII' if ascii_only else 'UTF-8'}, "
        f"{'a space after each colon' if spaced else 'no spaces'}"
    )


def header_names(requests):
    names = {key.lower() for request in requests.values() for key, _ in request.headers} - {
        "content-type"
    }
    return ", ".join(f"`{name}`" for name in sorted(names))


def differences(sent):
    """A sentence that the requests are equal, and a row for each path of a case in which they are
    not."""
    rows = []
    for case in CASES:
        by_path = {}
        for name, requests in sent.items():
            if case["case"] in requests:
                by_path.setdefault(aspects(requests[case["case"]])["path"], []).append(
                    clients.title(name)
                )
        if len(by_path) > 1:
            rows += [
                report.row([case["case"], f"`{path}`", ", ".join(users)])
                for path, users in by_path.items()
            ]
    same = (
        "Method, path bytes, `Content-Type` and the body's JSON value are the same wherever "
        "two of them send a case"
    )
    if not rows:
        return [f"{same}."]
    return [
        f"{same}, except for these paths:",
        "",
        "| case | path | sent by |",
        "|---|---|---|",
        *rows,
    ]
