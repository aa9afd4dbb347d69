"""Two small servers that work with bytes: one records requests and forwards them, the other sends
given responses."""

import socket
import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass
class Message:
    """One HTTP message: its start line, its headers in order, its body."""

    start: str
    headers: list
    body: bytes
    raw: bytes

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name), None)


def read_message(stream, body_expected=True):
    """Reads one message, or None if the other side has finished."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return None
        head += line
    start, *lines = head.decode("latin-1").split("\r\n")[:-2]
    headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines]
    message = Message(start, headers, b"", head)
    message.body = stream.read(int(message.header("content-length") or 0)) if body_expected else b""
    message.raw += message.body
    return message


@contextmanager
def serving(converse):
    """Calls `converse` with both directions of each connection to a free port, and yields the
    URL."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            try:
                converse(self.rfile, self.wfile)
            except ConnectionError:
                pass  # a client may disconnect at any time

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


@contextmanager
def recording(endpoint):
    """A server that forwards every request to `endpoint` unchanged, and keeps each request with its
    response."""
    pairs = []
    target = urlsplit(endpoint)

    def converse(requests, responses):
        with socket.create_connection((target.hostname, target.port), timeout=30) as onward:
            backward = onward.makefile("rb")
            while request := read_message(requests):
                onward.sendall(request.raw)
                response = read_message(backward)
                pairs.append((request, response))
                responses.write(response.raw)

    with serving(converse) as url:
        yield url, pairs


@contextmanager
def responding(responses):
    """A server that responds to the n-th connection with the n-th of these responses, which are
    bytes."""
    remaining = iter(responses)

    def converse(requests, responses):
        if read_message(requests):
            responses.write(next(remaining))

    with serving(converse) as url:
        yield url
