"""Ten clients with the worst known inputs run beside ten honest ones.

No honest request may fail, and the signal to stop must still work.
"""

import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from endpoint import MIB, Response, head, request, running

CLIENTS = 10
SECONDS = 20
#: How long a hostile client waits before it drops its connection and comes again.
IMPATIENCE = 5


def body(content):
    return head(f"Content-Length: {len(content)}") + content


INPUTS = {
    "a long account": request(account="x" * 65_000),
    "a path of blanks": request(account="%20" * 21_000),
    "a path of slashes": request(account="/" * 60_000),
    "a path that is not encoded": request(account="%" * 60_000),
    "a long token": request(token="-_" * 500_000),
    "a long token that ends badly": request(token="a" * 1_000_000 + "!"),
    "a long name of controls": request(name="\0" * 170_000),
    "deep arrays": body(b"[" * MIB),
    "deep objects": body(b'{"Name":' * 131_000),
    "a deep unknown member": body(b'{"Name":"n","Other":' + b"[" * 500_000 + b"]" * 500_000 + b"}"),
    "one member many times": body(b"{" + b",".join([b'"Name":5'] * 100_000) + b"}"),
    "many members": body(b"{" + b",".join(b'"%d":5' % number for number in range(90_000)) + b"}"),
    "a long key over wrong elements": body(
        b'{"' + b"k" * 120_000 + b'":[' + b",".join([b"{}"] * 200_000) + b"]}"
    ),
    "wrong elements under a name": body(b'{"Name":[' + b",".join([b"5"] * 400_000) + b"]}"),
    "a number of a million digits": body(b'{"Name":' + b"9" * 1_000_000 + b"}"),
    "half an escape": body(b'{"Name":"' + b"\\ud800" * 170_000 + b'"}'),
    "bytes that are not UTF-8": body(b'{"Name":"' + b"\xff" * 1_000_000 + b'"}'),
    "many queries": request(account="a/rooms?" + "&".join(["a=%41"] * 10_000) + "#"),
}


class Hostile(unittest.TestCase):
    def test_honest_clients_beside_hostile_ones(self):
        end = threading.Event()
        with running() as emulator, ThreadPoolExecutor(2 * CLIENTS) as pool:
            hostile = [pool.submit(attack, emulator, number, end) for number in range(CLIENTS)]
            honest = [pool.submit(create, emulator, number) for number in range(CLIENTS)]
            try:
                slowest = max(seconds for client in honest for seconds in client.result())
                code = emulator.stop()
            finally:
                end.set()
            counts = [client.result() for client in hostile]
        self.assertEqual(code, 0)
        self.assertTrue(all(counts), f"hostile clients sent {counts}")
        print(
            f"{sum(counts)} hostile requests; the slowest honest one took {slowest:.2f} s ... ",
            end="",
        )

    def test_each_input_has_a_response(self):
        with running() as emulator:
            for what, sent in INPUTS.items():
                with self.subTest(what), emulator.connect(30) as connection:
                    connection.sendall(sent)
                    self.assertIn(Response.read(connection).status, (400, 404, 201))


def create(emulator, client):
    """Creates rooms one after another. Returns how many seconds each took."""
    start, times = time.monotonic(), []
    while time.monotonic() < start + SECONDS:
        began, name = time.monotonic(), f"Room {len(times)} of {client}"
        room = emulator.create_room(
            account=f"honest-{client}", token=f"token-{len(times)}", name=name
        ).room
        assert (room["Name"], room["AccountId"]) == (name, f"honest-{client}"), "rooms are mixed up"
        times.append(time.monotonic() - began)
    return times


def attack(emulator, client, end):
    """Sends the inputs in turn until the end. Returns how many were sent.

    Each client begins at another input.
    """
    sent, inputs = 0, list(INPUTS.values())
    while not end.is_set():
        try:
            with emulator.connect(IMPATIENCE) as connection:
                connection.sendall(inputs[(client * 7 + sent) % len(inputs)])
                sent += 1
                Response.read(connection)
        except OSError:
            time.sleep(0.01)
    return sent
