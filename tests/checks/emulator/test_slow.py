"""Slow and idle clients, and those that never read, are closed; a bounded number of them is open."""

import socket
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

from endpoint import MARGIN, MIB, PATIENCE, head, request, running, wait


class Slow(unittest.TestCase):
    def test_what_never_ends_is_ended(self):
        """A head, a body and a chunk that never come, at once or a byte at a time; and a connection between two requests."""
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
        """48 clients that send two thirds of a large body and no more, before one that sends the whole of a smaller one."""
        hostile = head(f"Content-Length: {MIB}") + b"x" * (MIB * 2 // 3)
        with running() as emulator, ExitStack() as opened, ThreadPoolExecutor(48) as pool:
            crowd = [opened.enter_context(emulator.connect()) for _ in range(48)]
            list(pool.map(lambda connection: connection.sendall(hostile), crowd[:16]))
            # The others may wait for room, and their kernel for them.
            waiting = [pool.submit(connection.sendall, hostile) for connection in crowd[16:]]
            began = time.monotonic()
            self.assertEqual(emulator.create_room(name="x" * 70_000).status, 201)
            self.assertLess(time.monotonic() - began, 2)
            for connection in crowd:
                self.assertIn(b" 408 ", connection.recv(65_536))
            for sent in waiting:
                sent.exception()

    def test_idle_connections_are_bounded(self):
        """2,000 connections that say nothing, and an honest client after them."""
        with running() as emulator:
            crowd = []
            # In steps that fit into the queue of the listener: the kernel drops what does not, and
            # tries again seconds later.
            for _ in range(20):
                crowd += [open_without_waiting(emulator.port) for _ in range(100)]
                wait(lambda: emulator.connections() >= min(len(crowd), 900), "the first of the crowd are taken")
            self.assertLessEqual(emulator.connections(), 1_030)
            self.assertEqual(emulator.create_room().status, 201)
            wait(lambda: emulator.connections() == 0, "the emulator has closed all of them", 4 * PATIENCE + MARGIN)
            for connection in crowd:
                connection.close()

    def test_responses_that_nobody_reads(self):
        """A client that sends and sends and never reads is closed, once there is no room for another response."""
        with running() as emulator, socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(1)
            connection.connect(("127.0.0.1", emulator.port))
            many = request(close=False) * 100
            wait(lambda: is_closed(connection, many), "the emulator closes it", 120)
            self.assertEqual(emulator.connections(), 0)


def is_closed(connection, more):
    """Whether the emulator has closed a connection: sends, since a read would make room."""
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
            # What came before the end can be read after it, when sending fails already.
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
