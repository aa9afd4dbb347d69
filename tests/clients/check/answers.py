"""Gives every client the same answers, byte for byte, and writes down how each reads them."""

import json
from http import HTTPStatus

from . import clients, report, wire
from .results import difference, shown

DATA = clients.HERE / "answers.json"
PAGE = clients.HERE / "ANSWERS.md"
OURS = "ours"


def run(tally):
    answers = json.loads(DATA.read_text("utf-8"))["cases"]
    questions = [{"case": one["case"], "AccountId": "a-1", "Name": "Team room"} for one in answers]
    columns = {name: read(name, answers, questions) for name in clients.NAMES}
    for one in answers:
        wrong = columns[OURS][one["case"]]
        tally.check(not wrong, f"answer “{one['case']}”: ours reads {wrong}")
    report.check_page(tally, PAGE, page(answers, columns))


def read(name, answers, questions):
    """How the client differs from what was meant, by case."""
    with wire.answering([message(one) for one in answers]) as url:
        readings = clients.ask(name, url, questions)
    return {
        one["case"]: difference(one["meant"], reading, strict=name == OURS)
        for one, reading in zip(answers, readings, strict=True)
    }


def message(answer):
    """The bytes of an answer."""
    content = body(answer)
    status = answer["status"]
    headers = {"Content-Type": "application/json", **answer.get("headers", {}), "Connection": "close"}
    if status != HTTPStatus.NO_CONTENT:
        headers["Content-Length"] = str(len(content))
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase if status in set(HTTPStatus) else 'Other'}"]
    lines += [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join([*lines, "", ""]).encode() + content


def body(answer):
    if "hex" in answer:
        return bytes.fromhex(answer["hex"])
    if "text" in answer:
        return answer["text"].encode()
    return json.dumps(answer["json"], ensure_ascii=False).encode()


def page(answers, columns):
    titles = [clients.title(name) for name in columns]
    lines = [
        "# How clients read the same answers",
        "",
        f"Written by `tests/clients/run`: {len(answers)} answers of `answers.json`, each given to every client byte for byte.",
        "A tick: read as meant. Else the cell says what the client made of it.",
        "",
        "| rule | answer | status | meant | " + " | ".join(titles) + " |",
        "|---|---|---|---|" + "---|" * len(titles),
    ]
    counts = [sum(not words for words in column.values()) for column in columns.values()]
    lines.append("| | **read as meant** | | | " + " | ".join(f"**{n} of {len(answers)}**" for n in counts) + " |")
    for one in answers:
        cells = [column[one["case"]] or "✓" for column in columns.values()]
        lines.append(report.row([one["rule"], one["case"], str(one["status"]), meaning(one["meant"]), *cells]))
    return "\n".join(lines) + "\n"


def meaning(meant):
    if meant["kind"] == "malformed":
        return "malformed"
    if meant["kind"] == "room":
        return "room " + shown(meant["room"])
    members = [f"{key} `{meant[key]}`" for key in ("code", "message", "request_id") if meant.get(key)]
    name = meant["type"] or "unknown error"
    return " ".join([name if meant["kind"] == "modeled" or not meant["type"] else f"unknown error {name}", *members])
