"""Our side of a comparison: the harness, which knows the operations that it was built with."""

import json
import subprocess


class Refused(Exception):
    """Our side did not do what it was asked."""


class Harness:
    """Our side, in a separate process."""

    def __init__(self, program: str):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, operation, act: str, **fields) -> dict:
        command = {"service": operation.service_model.service_name, "operation": operation.name, "act": {act: fields}}
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        reply = json.loads(self.process.stdout.readline() or '{"error": "it is gone"}')
        if reply.keys() == {"error"}:
            raise Refused(f"{act}: {reply['error']}")
        return reply
