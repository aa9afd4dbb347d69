"""Large bodies and rooms share a bounded amount of memory."""

import unittest
from concurrent.futures import ThreadPoolExecutor

from endpoint import MIB, NAME, Response, head, running


class Memory(unittest.TestCase):
    def test_slow_bodies_share_little_memory(self):
        """60 clients hold back the last byte of 16 MB. Honest ones are served meanwhile, even one
        with a large body."""
        length = 16 * MIB
        with running() as emulator, ThreadPoolExecutor(60) as pool:
            clients = [pool.submit(hold_back, emulator, length) for _ in range(60)]
            for name in (NAME, "x" * 800_000):
                response = emulator.create_room(name=name)
                self.assertEqual((response.status, response.room["Name"]), (201, name))
            for client in clients:
                client.result()
            self.assertLess(emulator.memory(), 100)

    def test_rooms_share_little_memory(self):
        """After 120 rooms of 1 MB, the emulator remembers the token of the last one, and has
        forgotten the first."""
        with running() as emulator:
            rooms = [
                emulator.create_room(token=f"token-{number}", name="x" * 1_000_000).room
                for number in range(120)
            ]
            self.assertLess(emulator.memory(), 100)
            self.assertEqual(
                emulator.create_room(token="token-119", name="x" * 1_000_000).room, rooms[-1]
            )
            self.assertEqual(emulator.create_room(token="token-119").status, 400)
            self.assertNotEqual(
                emulator.create_room(token="token-0").room["RoomId"], rooms[0]["RoomId"]
            )


def hold_back(emulator, length):
    """Sends a body without its last byte, or as much of it as the emulator reads, and waits for a
    response."""
    with emulator.connect() as connection:
        try:
            connection.sendall(head(f"Content-Length: {length}") + b"x" * (length - 1))
            return Response.read(connection)
        except OSError:
            return None
