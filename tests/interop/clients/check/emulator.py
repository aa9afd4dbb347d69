"""Starts and stops the emulator as a person would."""

import os
import signal
import subprocess
import tempfile
import threading
from contextlib import contextmanager

EMULATOR = os.environ["EMULATOR"]


@contextmanager
def running(log=None):
    """Runs the emulator on a free port, and yields its URL. The lines that it prints go to
    `log`."""
    with tempfile.TemporaryFile() as complaints:
        command = [EMULATOR, "--port", "0"]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, text=True, encoding="utf-8"
        )
        first = process.stdout.readline()
        reader = threading.Thread(target=collect, args=(process.stdout, [] if log is None else log))
        reader.start()
        try:
            yield first.removeprefix("listening on ").strip()
        finally:
            code = stop(process, signal.SIGINT)
            reader.join()
            process.stdout.close()
        complaints.seek(0)
        complaint = complaints.read().decode(errors="replace")
    if code != 0 or complaint:
        raise SystemExit(f"the emulator ended with {code} and said: {complaint}")


def collect(lines, log):
    log.extend(line.rstrip("\n") for line in lines)


def stop(process, by):
    """Sends a signal, and returns the exit code."""
    process.send_signal(by)
    try:
        return process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
