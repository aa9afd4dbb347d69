"""The emulator closes the connections of slow and idle clients, and of those that never read.

It bounds how many connections are open.
"""

import socket
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

from endpoint import MARGIN, MIB, PATIENCE, head, request, running, wait


class Slow(unittest.TestCase):
    def test_a_message_that_never_ends_is_cut_off(self):
        """A head, a body or a chunk does not arrive, or arrives byte by byte; or no second request
        follows."""
        start = head("Content-Length: 1000")
        chunked = head("Transfer-Encoding: chunked")
        kinds = {
            "no head": (b"", b""),
            "half a head": (start[:40], b""),
            "a head by bytes": (start[:40], b"x"),
            "no body": (start, b""),
            "a body by bytes": (start, b"x"),
            "no chunk": (chunked, b""),
            "chunks by bytes": (chunked, b"1\r\nx\r\n"),
            "a large body that stops": (head(f"Content-Length: {MIB}") + b"x" * (MIB // 2), b""),
            "idle": (request(close=False), b""),
        }
        with running() as emulator, ThreadPoolExecutor(len(kinds)) as pool:
            endings = pool.map(lambda kind: ending(emulator, *kind), kinds.values())
            for kind, (seconds, responses) in zip(kinds, endings, strict=True):
                with self.subTest(kind):
                    self.assertLess(seconds, PATIENCE + MARGIN)
                    late = b" 408 " in responses
                    self.assertEqual(late, "body" in kind or "chunk" in kind, responses)

    def test_large_bodies_that_stop_hold_up_no_other(self):
        """48 clients send only two thirds of a large body, before one sends all of a smaller
        body."""
        hostile = head(f"Content-Length: {MIB}") + b"x" * (MIB * 2 // 3)
        with running() as emulator, ExitStack() as opened, ThreadPoolExecutor(48) as pool:
            crowd = [opened.enter_context(emulator.connect()) for _ in range(48)]
            list(pool.map(lambda connection: connection.sendall(hostile), crowd[:16]))
            # The emulator may not read from the others yet, so `sendall` may block.
            waiting = [pool.submit(connection.sendall, hostile) for connection in crowd[16:]]
            began = time.monotonic()
            self.assertEqual(emulator.create_room(name="x" * 70_000).status, 201)
            self.assertLess(time.monotonic() - began, 2)
            for connection in crowd:
                self.assertIn(b" 408 ", connection.recv(65_536))
            for sent in waiting:
                sent.exception()

    def test_idle_connections_are_bounded(self):
        """2,000 connections send nothing, and an honest client comes after them."""
        with running() as emulator:
            crowd = []
            # The steps fit into the queue of the listener. The kernel drops a connection that does
            # not fit, and tries again seconds later.
            for _ in range(20):
                crowd += [open_without_waiting(emulator.port) for _ in range(100)]
                wait(
                    lambda: emulator.connections() >= min(len(crowd), 900),
                    "the first of the crowd are taken",
                )
            self.assertLessEqual(emulator.connections(), 1_030)
            self.assertEqual(emulator.create_room().status, 201)
            wait(
                lambda: emulator.connections() == 0,
                "the emulator has closed all of them",
                4 * PATIENCE + MARGIN,
            )
            for connection in crowd:
                connection.close()

    def test_responses_that_nobody_reads(self):
        """The connection of a client that sends and never reads is closed once no further response
        fits."""
        with running() as emulator, socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(1)
            connection.connect(("127.0.0.1", emulator.port))
            many = request(close=False) * 100
            wait(lambda: is_closed(connection, many), "the emulator closes it", 120)
            self.assertEqual(emulator.connections(), 0)


def is_closed(connection, more):
    """Sends more. Returns whether the emulator has closed the connection.

    A read would tell too, but would make room for a response.
    """
    try:
        connection.send(more)
    except TimeoutError:
        return False
    except OSError:
        return True
    return False


def ending(emulator, start, more):
    """How long the emulator keeps a connection, and what it sends on it."""
    with emulator.connect(0.5) as connection:
        began, received = time.monotonic(), b""
        connection.sendall(start)
        while time.monotonic() < began + 2 * PATIENCE + MARGIN:
            # When sending fails, the bytes that came before can still be read.
            with suppress(OSError):
                connection.send(more)
            try:
                part = connection.recv(65_536)
            except TimeoutError:
                continue
            except OSError:
                part = b""
            received += part
            if not part:
                break
        return time.monotonic() - began, received


def open_without_waiting(port):
    connection = socket.socket()
    connection.setblocking(False)
    connection.connect_ex(("127.0.0.1", port))
    return connection
