"""Gives every client the same responses, byte for byte, and records how each reads them."""

import json
from http import HTTPStatus

from . import clients, report, wire
from .results import difference, shown

DATA = clients.HERE / "responses.json"
PAGE = clients.HERE / "RESPONSES.md"
OURS = "ours"


def run(tally):
    responses = json.loads(DATA.read_text("utf-8"))["cases"]
    questions = [
        {"case": one["case"], "AccountId": "a-1", "Name": "Team room"} for one in responses
    ]
    columns = {name: read(name, responses, questions) for name in clients.NAMES}
    for one in responses:
        wrong = columns[OURS][one["case"]]
        tally.check(not wrong, f"response “{one['case']}”: ours reads {wrong}")
    report.check_page(tally, PAGE, page(responses, columns))


def read(name, responses, questions):
    """How the client's readings differ from what was meant, by case."""
    with wire.responding([message(one) for one in responses]) as url:
        readings = clients.ask(name, url, questions)
    return {
        one["case"]: difference(one["meant"], reading, strict=name == OURS)
        for one, reading in zip(responses, readings, strict=True)
    }


def message(response):
    """The bytes of a response."""
    content = body(response)
    status = response["status"]
    headers = {
        "Content-Type": "application/json",
        **response.get("headers", {}),
        "Connection": "close",
    }
    if status != HTTPStatus.NO_CONTENT:
        headers["Content-Length"] = str(len(content))
    lines = [
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase if status in set(HTTPStatus) else 'Other'}"
    ]
    lines += [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join([*lines, "", ""]).encode() + content


def body(response):
    if "hex" in response:
        return bytes.fromhex(response["hex"])
    if "text" in response:
        return response["text"].encode()
    return json.dumps(response["json"], ensure_ascii=False).encode()


def page(responses, columns):
    titles = [clients.title(name) for name in columns]
    lines = [
        "# How clients read the same responses",
        "",
        f"Written by `tests/interop/clients/run`: {len(responses)} responses of "
        "`responses.json`, each given to every client byte for byte.",
        "A tick means that the client read the response as meant. Otherwise the cell says what "
        "it read.",
        "",
        "| rule | response | status | meant | " + " | ".join(titles) + " |",
        "|---|---|---|---|" + "---|" * len(titles),
    ]
    counts = [sum(not words for words in column.values()) for column in columns.values()]
    lines.append(
        "| | **read as meant** | | | "
        + " | ".join(f"**{n} of {len(responses)}**" for n in counts)
        + " |"
    )
    for one in responses:
        cells = [column[one["case"]] or "✓" for column in columns.values()]
        lines.append(
            report.row(
                [one["rule"], one["case"], str(one["status"]), meaning(one["meant"]), *cells]
            )
        )
    return "\n".join(lines) + "\n"


def meaning(meant):
    if meant["kind"] == "malformed":
        return "malformed"
    if meant["kind"] == "room":
        return "room " + shown(meant["room"])
    members = [
        f"{key} `{meant[key]}`" for key in ("code", "message", "request_id") if meant.get(key)
    ]
    name = meant["type"] or "unknown error"
    return " ".join(
        [
            name if meant["kind"] == "modeled" or not meant["type"] else f"unknown error {name}",
            *members,
        ]
    )
