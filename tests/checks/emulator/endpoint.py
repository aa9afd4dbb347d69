"""Runs the emulator as a process, and exchanges messages with it as bytes."""

import json
import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

BINARY = os.environ["EMULATOR"]
NAME = "Team room"
MIB = 1024 * 1024
#: How many seconds the emulator waits for a head, a body or a client that does not read, and how
#: many a busy machine may add.
PATIENCE, MARGIN = 10, 15
#: How many seconds a stop may take: 2 for open exchanges, 2 for the log, and the margin.
STOP = 4 + MARGIN


class Emulator:
    def __init__(self, process, port):
        self.process, self.port, self.own_sockets = process, port, 0
        self.own_sockets = self.connections()

    def connect(self, timeout=PATIENCE + MARGIN):
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def create_room(self, **members):
        """The response to a well-formed request on a connection of its own."""
        with self.connect(60) as connection:
            connection.sendall(request(**members))
            return Response.read(connection)

    def memory(self):
        """The most memory that it has used so far, in MB."""
        return int(self.status("VmHWM")) // 1000

    def connections(self):
        """How many sockets it has open, without those that it had before the first client."""
        return sum(name.startswith("socket:") for name in files(self.process)) - self.own_sockets

    def has_read(self, connection):
        """Whether it has accepted a connection and read everything that was sent on it."""
        ends = [f"{port:04X}" for port in (self.port, connection.getsockname()[1])]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            local, remote, _, queues = line.split()[1:5]
            if [end.partition(":")[2] for end in (local, remote)] == ends:
                return self.connections() == 1 and queues.endswith(":00000000")
        return False

    def status(self, key):
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(line for line in lines if line.startswith(key + ":")).split()[1]

    def stop(self, by=signal.SIGTERM):
        """Sends a signal. Returns the exit code, or a text if the process does not end."""
        self.process.send_signal(by)
        try:
            return self.process.wait(STOP)
        except subprocess.TimeoutExpired:
            return "still running"


@contextmanager
def running(stdout=subprocess.DEVNULL, command=(BINARY,)):
    """An emulator on a free port that it chooses."""
    process = subprocess.Popen([*command, "--port", "0"], stdout=stdout)
    try:
        wait(lambda: process.poll() is not None or listening(process), "the emulator listens")
        if process.poll() is not None:
            raise AssertionError(f"the emulator ended with {process.returncode}")
        yield Emulator(process, listening(process))
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def listening(process):
    """The port that a process listens on, or None.

    It is not read from the log, since some of the tests close the log.
    """
    sockets = {name.removeprefix("socket:[").removesuffix("]") for name in files(process)}
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        local, state, inode = (line.split()[index] for index in (1, 3, 9))
        if state == "0A" and inode in sockets:
            return int(local.partition(":")[2], 16)
    return None


def files(process):
    """The targets of the file descriptors of a process."""
    return [read_link(file) for file in Path(f"/proc/{process.pid}/fd").iterdir()]


def read_link(file):
    try:
        return os.readlink(file)
    except OSError:
        return ""


def wait(condition, what, seconds=30):
    """Waits until a condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"after {seconds} s still not: {what}")
        time.sleep(0.05)


def request(account="a-1", token=None, name=NAME, close=True):
    members = {"Name": name} if token is None else {"Name": name, "ClientRequestToken": token}
    body = json.dumps(members).encode()
    return head(f"Content-Length: {len(body)}", account=account, close=close) + body


def head(*headers, account="a-1", close=True):
    lines = [
        f"POST /accounts/{account}/rooms HTTP/1.1",
        "Host: emulator",
        "Content-Type: application/json",
        *headers,
    ]
    lines += ["Connection: close"] * close
    return "\r\n".join([*lines, "", ""]).encode()


class Response:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @classmethod
    def read(cls, connection):
        """The next response on a connection; None if it ends before one."""
        with connection.makefile("rb") as stream:
            first = stream.readline()
            if not first:
                return None
            headers = dict(iter(lambda: header(stream.readline()), None))
            body = stream.read(int(headers.get("content-length", 0)))
        return cls(int(first.split()[1]), headers, body)

    @property
    def type(self):
        return self.headers.get("x-amzn-errortype")

    @property
    def room(self):
        return json.loads(self.body)["Room"]

    def __repr__(self):
        return f"<{self.status} {self.headers} {self.body[:200]}>"


def header(line):
    name, separator, value = line.decode().partition(":")
    return (name.lower(), value.strip()) if separator else None
