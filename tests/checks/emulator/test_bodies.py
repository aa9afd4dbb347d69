"""Bodies that the emulator refuses. A refusal is an error of Chime, or one that rule C10 has for
it."""

import json
import unittest

from endpoint import MIB, Response, head, request, running


class Bodies(unittest.TestCase):
    def test_malformed_chunks(self):
        for chunks in (b"zz\r\n", b"5\r\nabcdeX\r\n0\r\n\r\n", b"ffffffffffffffffff\r\n"):
            response = self.response(head("Transfer-Encoding: chunked") + chunks)
            self.assertEqual((response.status, response.type), (400, "SerializationException"))
            self.assertIn("whole", json.loads(response.body)["message"])

    def test_one_host_is_named(self):
        """HTTP/1.1 needs exactly one Host, and HTTP/1.0 needs none."""
        whole = request()
        none, two = (
            whole.replace(b"Host: emulator\r\n", b""),
            whole.replace(b"Host", b"Host: other\r\nHost"),
        )
        for sent, status in (
            (none, 400),
            (two, 400),
            (none.replace(b"HTTP/1.1", b"HTTP/1.0"), 201),
            (whole, 201),
        ):
            self.assertEqual(self.response(sent).status, status, sent)

    def test_a_body_that_breaks_off(self):
        response = self.response(head("Content-Length: 100") + b'{"Name":', end=True)
        # hyper decides whether it still sends a response. It must not say that the body is too
        # long.
        self.assertNotIn(b"longer", response.body if response else b"")

    def test_large_bodies(self):
        for length, status in ((MIB, 201), (MIB + 1, 413), (3_000_000, 413)):
            name = "x" * (length - len(b'{"Name": ""}'))
            response = self.response(request(name=name))
            self.assertEqual(response.status, status, length)
            self.assertEqual(
                response.type, None if status == 201 else "RequestEntityTooLargeException"
            )

    def test_a_body_larger_than_what_is_read(self):
        length = 64 * MIB
        with running() as emulator, emulator.connect() as connection:
            try:
                connection.sendall(head(f"Content-Length: {length}") + b"x" * length)
                response = Response.read(connection)
            except OSError:
                response = None
            self.assertTrue(response is None or response.status == 413)
            self.assertLess(emulator.memory(), 50)

    def test_refusals_are_those_of_the_service_or_of_the_rules(self):
        cases = {
            "path": (
                b"POST /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                404,
                "UnknownOperationException",
            ),
            "method": (
                b"GET /accounts/a/rooms HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                405,
                "UnknownOperationException",
            ),
            "type": (
                request().replace(b"application/json", b"text/plain"),
                415,
                "UnsupportedMediaTypeException",
            ),
            "accepted types": (
                request().replace(b"Host", b"Accept: text/plain\r\nHost"),
                406,
                "NotAcceptableException",
            ),
            "JSON": (head("Content-Length: 1") + b"{", 400, "BadRequestException"),
            "type of a member": (
                head("Content-Length: 10") + b'{"Name":5}',
                400,
                "BadRequestException",
            ),
            "missing": (head("Content-Length: 2") + b"{}", 400, "BadRequestException"),
            "short token": (request(token="x"), 400, "BadRequestException"),
            "long token": (request(token="x" * 65), 400, "BadRequestException"),
            "pattern": (request(token="x y"), 400, "BadRequestException"),
        }
        for what, (sent, status, error) in cases.items():
            with self.subTest(what):
                response = self.response(sent)
                self.assertEqual((response.status, response.type), (status, error))
                self.assertEqual(response.headers.get("allow"), "POST" if status == 405 else None)

    def response(self, sent, end=False):
        with running() as emulator, emulator.connect() as connection:
            connection.sendall(sent)
            if end:
                connection.shutdown(1)
            response = Response.read(connection)
            self.assertEqual(emulator.create_room().status, 201)
            return response
