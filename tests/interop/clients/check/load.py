"""1,000 requests at the same moment: none lost, none mixed up, and no token creates two rooms."""

import asyncio
import json
from urllib.parse import urlsplit

from . import emulator

COUNT = 1000
CROWD = 10  # rooms that 1,000 requests create together
CROWDED = [COUNT + n % CROWD for n in range(COUNT)]
LIMIT = 120  # seconds


def run(tally):
    with emulator.running() as endpoint:
        first = fire(endpoint, range(COUNT))
        again = fire(endpoint, range(COUNT))
        crowd = fire(endpoint, CROWDED)
    for numbers, rooms in ((range(COUNT), first), (CROWDED, crowd)):
        mixed = [
            n
            for n, room in zip(numbers, rooms)
            if (room.get("Name"), room.get("AccountId")) != (name(n), account(n))
        ]
        tally.check(not mixed, f"load: mixed up or lost {mixed}")
    tally.check(len(ids(first)) == COUNT, "load: two rooms share an id")
    tally.check(first == again, "load: the same tokens gave other rooms when they were sent again")
    tally.check(
        len(ids(crowd)) == CROWD,
        f"load: {CROWD} tokens gave {len(ids(crowd))} rooms when they were sent together",
    )


def ids(rooms):
    return {room.get("RoomId") for room in rooms}


def fire(endpoint, numbers):
    return asyncio.run(asyncio.wait_for(volley(endpoint, numbers), LIMIT))


async def volley(endpoint, numbers):
    """Opens all connections, then sends on all of them, then reads."""
    place = urlsplit(endpoint)
    ready = asyncio.Barrier(len(numbers))
    return await asyncio.gather(*(create(place, n, ready) for n in numbers))


async def create(place, n, ready):
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    await ready.wait()
    body = json.dumps({"Name": name(n), "ClientRequestToken": f"token-{n}"}).encode()
    head = (
        f"POST /accounts/{account(n)}/rooms HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: "
        "close\r\n"
    )
    writer.write(
        f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    await writer.drain()
    response = await reader.read()
    writer.close()
    head, _, body = response.partition(b"\r\n\r\n")
    return json.loads(body)["Room"] if b" 201 " in head.split(b"\r\n")[0] else {}


def name(n):
    return f"Room {n} of the volley"


def account(n):
    return f"account-{n % 7}"
