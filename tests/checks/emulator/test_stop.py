"""A signal to stop ends the emulator, whatever its clients are doing."""

import signal
import subprocess
import unittest
from contextlib import ExitStack

from endpoint import head, request, running, wait

#: What a client has sent when the signal comes.
STATES = {
    "nothing": b"",
    "half a head": head()[:40],
    "a head": head("Content-Length: 100"),
    "half a body": head("Content-Length: 100") + b"{",
    "half a large body": head("Content-Length: 1000000") + b"x" * 500_000,
    "half a chunk": head("Transfer-Encoding: chunked") + b"100\r\nx",
    "a request and nothing more": request(close=False),
    "a long path": request(account="%20" * 21_000, close=False),
}


class Stop(unittest.TestCase):
    def test_with_one_client(self):
        for state, sent in STATES.items():
            for by in (signal.SIGTERM, signal.SIGINT):
                with (
                    self.subTest(state, by=by.name),
                    running() as emulator,
                    emulator.connect() as connection,
                ):
                    connection.sendall(sent)
                    wait(lambda: emulator.connections() == 1, "the connection is taken")
                    self.assertEqual(emulator.stop(by), 0)

    def test_with_every_kind_of_client(self):
        """Far more connections than are served, and a log that nobody reads."""
        with running(stdout=subprocess.PIPE) as emulator, ExitStack() as stack:
            for sent in [*STATES.values()] * 100:
                connection = stack.enter_context(emulator.connect())
                connection.sendall(sent)
            wait(lambda: emulator.connections() >= 500, "the first of them are taken")
            self.assertEqual(emulator.stop(), 0)

    def test_exchanges_end_before_it_does(self):
        """A client that sends the rest of its request after the signal gets its response."""
        with running(stdout=subprocess.PIPE) as emulator, emulator.connect() as connection:
            sent = request()
            connection.sendall(sent[:-5])
            wait(lambda: emulator.has_read(connection), "the start of the request is read")
            emulator.process.send_signal(signal.SIGTERM)
            connection.sendall(sent[-5:])
            self.assertIn(b" 201 ", connection.recv(65_536))
            lines = emulator.process.stdout.read().decode().splitlines()
            self.assertEqual((emulator.process.wait(), lines[-1]), (0, "stopped"))
