"""Runs the harness, which is our side of a comparison. It knows the operations with which it was
built."""

import json
import subprocess


class Refused(Exception):
    """The harness could not run a command."""


class Harness:
    """The harness in a process of its own."""

    def __init__(self, program: str):
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, operation, act: str, **fields) -> dict:
        command = {
            "service": operation.service_model.service_name,
            "operation": operation.name,
            "act": {act: fields},
        }
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        reply = json.loads(self.process.stdout.readline() or '{"error": "the harness has ended"}')
        if reply.keys() == {"error"}:
            raise Refused(f"{act}: {reply['error']}")
        return reply
