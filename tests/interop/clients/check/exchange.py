"""Every client creates rooms on the emulator and gets its errors; what it reports must match what
the emulator sent."""

import json

from . import clients, emulator, wire
from .results import difference

CASES = json.loads((clients.HERE / "cases.json").read_text("utf-8"))["cases"]


def run(tally):
    """Returns the requests that each client sent, by case."""
    return {name: exchange(name, tally) for name in clients.NAMES}


def exchange(name, tally):
    log = []
    with emulator.running(log) as endpoint, wire.recording(endpoint) as (url, pairs):
        readings = clients.ask(name, url, CASES)
    sent = [one["case"] for one in readings if one["kind"] != "refused"]
    tally.check(
        len(sent) == len(pairs), f"{name}: {len(pairs)} requests went out for {len(sent)} cases"
    )
    exchanges = dict(zip(sent, pairs))
    by_case = {one["case"]: one for one in readings}
    for case in CASES:
        wrong = judge(name, case, by_case, exchanges)
        tally.check(not wrong, f"{name}, case “{case['case']}”: {wrong}")
    secrets = [
        case[key]
        for case in CASES
        for key in ("Name", "ClientRequestToken")
        if len(case.get(key, "")) > 3
    ]
    shown = [secret for secret in secrets if any(secret in line for line in log)]
    tally.check(not shown, f"the emulator's log shows {shown}")
    tally.check(
        len(log) == len(pairs) + 1, f"{name}: {len(log)} lines in the log for {len(pairs)} requests"
    )
    return {case: request for case, (request, _) in exchanges.items()}


def judge(name, case, readings, exchanges):
    """What is wrong with the client's reading of this case."""
    reading = readings[case["case"]]
    if name in case.get("refused_by", []):
        return "" if reading["kind"] == "refused" else "was sent"
    if reading["kind"] == "refused":
        return f"not sent: {reading['text']}"
    if case["case"] not in exchanges:
        return "no exchange was recorded"
    response = exchanges[case["case"]][1]
    told = json.loads(response.body)
    if case["expect"] == "room":
        return room(case, reading, told.get("Room", {}), readings)
    return error(case["expect"], reading, told, response)


def room(case, reading, told, readings):
    wrong = difference({"kind": "room", "room": told}, reading)
    asked = {key: case[key] for key in ("AccountId", "Name")}
    if {key: told.get(key) for key in asked} != asked:
        wrong += f" asked for {asked}, got {told}"
    ids = {
        one["case"]: (one["room"] or {}).get("RoomId")
        for one in readings.values()
        if one["kind"] == "room"
    }
    sharing = {other for other, id in ids.items() if id == told.get("RoomId")} - {case["case"]}
    meant = {one["case"] for one in meant_alike(case)}
    if sharing != meant:
        wrong += f" shares its room with {sharing}, not with {meant}"
    return wrong


def meant_alike(case):
    """The other cases that must get the same room."""
    root = case.get("same_room_as", case["case"])
    alike = [one for one in CASES if root in (one["case"], one.get("same_room_as"))]
    return [one for one in alike if one is not case]


def error(meant, reading, told, response):
    meant = {
        "kind": "modeled",
        "message": message(told),
        "request_id": response.header("x-amzn-requestid"),
        **meant,
    }
    member = meant.pop("names", "")
    wrong = difference(meant, reading)
    if response.header("x-amzn-errortype") != meant["type"]:
        wrong += f" the header says {response.header('x-amzn-errortype')}"
    if member and not str(message(told)).startswith(f"{member} "):
        wrong += f" the message does not name {member}: {message(told)}"
    return wrong


def message(told):
    """The message of a modeled error, or of a rejection by the protocol's rules (C10)."""
    return told.get("Message", told.get("message"))
