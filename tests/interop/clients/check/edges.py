"""Tests the emulator with what no client sends on purpose: wrong paths and bodies, requests that
break off, and signals."""

import signal
import socket
import struct
import subprocess
import sys
from urllib.parse import urlsplit

from botocore.exceptions import ClientError

from . import emulator
from .clients import HERE

sys.path.insert(0, str(HERE / "python"))
from client import client  # noqa: E402

PLAIN = {"AccountId": "a-1", "Name": "Team room"}
SECRET = "Very secret name"


def run(tally):
    log = []
    with emulator.running(log) as endpoint:
        refusals(tally, endpoint)
        vanishing(tally, endpoint)
    tally.check(not any(SECRET in line for line in log), "the log shows a room's name")
    signals(tally)


def refusals(tally, endpoint):
    """Requests that the emulator must reject. boto3 sends each, changed just before it is signed,
    and must read the error."""
    secret = f'"{SECRET}"'.encode()
    large = b'{"Name":"' + b"x" * 3_000_000 + b'"}'
    unknown, media_type = "UnknownOperationException", "UnsupportedMediaTypeException"
    too_large, bad = "RequestEntityTooLargeException", "BadRequestException"
    expect(tally, endpoint + "/nowhere", "an unknown path", 404, unknown)
    expect(tally, endpoint, "another method", 405, unknown, method="PUT")
    expect(
        tally,
        endpoint,
        "another Accept",
        406,
        "NotAcceptableException",
        headers={"Accept": "text/html"},
    )
    expect(
        tally,
        endpoint,
        "another Content-Type",
        415,
        media_type,
        headers={"Content-Type": "text/plain"},
    )
    expect(tally, endpoint, "no Content-Type", 415, media_type, headers={"Content-Type": ""})
    expect(tally, endpoint, "a body that is too large", 413, too_large, data=large)
    expect(tally, endpoint, "a body that is not JSON", 400, bad, data=secret + b"!")
    expect(tally, endpoint, "a body that is not an object", 400, bad, data=secret)
    expect(
        tally,
        endpoint,
        "a body with more after it",
        400,
        bad,
        data=b'{"Name":' + secret + b"} more",
    )
    expect(tally, endpoint, "an empty body", 400, bad, data=b"")
    expect(tally, endpoint, "a name of another type", 400, bad, data=b'{"Name":[' + secret + b"]}")
    expect(tally, endpoint, "no name", 400, bad, data=b"{}")


def expect(tally, endpoint, what, status, error, **changes):
    chime = client(endpoint)

    def change(request, **_):
        for key, value in changes.items():
            if key == "headers":
                for name, text in value.items():
                    del request.headers[name]
                    request.headers[name] = text
            else:
                setattr(request, key, value)

    chime.meta.events.register("before-sign.chime.CreateRoom", change)
    try:
        chime.create_room(**PLAIN)
        got = "a room"
    except ClientError as caught:
        facts = caught.response["ResponseMetadata"]
        got = (facts["HTTPStatusCode"], caught.response["Error"]["Code"])
        told = caught.response["Error"]["Message"]
        tally.check(told and SECRET not in told, f"{what}: the message is {told!r}")
        tally.check(facts.get("RequestId"), f"{what}: no request id")
    tally.check(got == (status, error), f"{what}: got {got}, not {(status, error)}")


def vanishing(tally, endpoint):
    """Clients that are killed in mid-request, at every stage, and then one that sends a whole
    request."""
    body = b'{"Name":"%s"}' % SECRET.encode()
    head = (
        b"POST /accounts/a-1/rooms HTTP/1.1\r\nHost: x\r\nContent-Type: "
        b"application/json\r\nContent-Length: %d\r\n\r\n"
    )
    whole = head % len(body) + body
    place = urlsplit(endpoint)
    for reset in (False, True):
        for length in range(0, len(whole) + 1, 7):
            with socket.create_connection((place.hostname, place.port)) as connection:
                connection.sendall(whole[:length])
                if reset:  # as when a process is killed: no orderly close
                    connection.setsockopt(
                        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                    )
    room = client(endpoint).create_room(**PLAIN)["Room"]
    tally.check(
        room["Name"] == PLAIN["Name"], "the emulator does not respond after clients have vanished"
    )


def signals(tally):
    """Stops an emulator that has an idle client and one in mid-request."""
    for by in (signal.SIGINT, signal.SIGTERM):
        process = subprocess.Popen(
            [emulator.EMULATOR, "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        place = urlsplit(process.stdout.readline().removeprefix("listening on ").strip())
        address = (place.hostname, place.port)
        with socket.create_connection(address), socket.create_connection(address) as busy:
            busy.sendall(
                b"POST /accounts/a-1/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"
            )
            code = emulator.stop(process, by)
        last = process.stdout.read().splitlines()[-1:]
        process.stdout.close()
        tally.check(
            code == 0 and last == ["stopped"],
            f"{by.name} ends the emulator with {code}, after {last}",
        )
