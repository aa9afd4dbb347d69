"""A standard output that nobody reads, or that is closed, does not block the emulator."""

import os
import subprocess
import unittest

from endpoint import BINARY, Response, request, running

COUNT = 3_000  # far more lines than a pipe holds and the emulator keeps


class Output(unittest.TestCase):
    def test_a_log_that_nobody_reads(self):
        with running(stdout=subprocess.PIPE) as emulator:
            self.fill(emulator)
            self.assertEqual(emulator.stop(), 0)

    def test_lines_that_had_no_room_are_counted(self):
        with running(stdout=subprocess.PIPE) as emulator:
            self.fill(emulator)
            emulator.process.send_signal(15)
            lines = emulator.process.stdout.read().decode().splitlines()
            self.assertEqual(emulator.process.wait(), 0)
        left_out = [line for line in lines if line.endswith(" lines left out")]
        shown = [line for line in lines if line.endswith(" 201 CreateRoom")]
        self.assertTrue(left_out)
        self.assertEqual(len(shown) + sum(int(line.split()[0]) for line in left_out), COUNT)

    def test_a_pipe_whose_reader_is_gone(self):
        reader, writer = os.pipe()
        os.close(reader)
        with running(stdout=writer) as emulator:
            os.close(writer)
            self.assertEqual(emulator.create_room().status, 201)
            self.assertEqual(emulator.stop(), 0)

    def test_a_closed_output(self):
        with running(command=["sh", "-c", 'exec "$0" "$@" >&-', BINARY]) as emulator:
            self.assertEqual(emulator.create_room().status, 201)
            self.assertEqual(emulator.stop(), 0)

    def test_help_for_nobody(self):
        reader, writer = os.pipe()
        os.close(reader)
        ended = subprocess.run(
            [BINARY, "--help"], stdout=writer, stderr=subprocess.PIPE, timeout=10
        )
        os.close(writer)
        self.assertEqual((ended.returncode, ended.stderr), (0, b""))

    def fill(self, emulator):
        """Causes more lines of the log than the pipe and the emulator keep."""
        with emulator.connect() as connection:
            for number in range(COUNT):
                connection.sendall(request(close=False))
                self.assertEqual(Response.read(connection).status, 201, f"request {number}")
