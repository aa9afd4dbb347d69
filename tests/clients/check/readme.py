"""The script that the README tells people to paste must print a room."""

import re
import subprocess
import sys

from . import emulator
from .clients import HERE

README = HERE.parent.parent / "chime-model/README.md"
DEFAULT = "http://127.0.0.1:8010"


def run(tally):
    scripts = [text for text in re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL) if DEFAULT in text]
    help_text = subprocess.run([emulator.EMULATOR, "--help"], capture_output=True, text=True, timeout=10).stdout
    tally.check(scripts, f"the README has no script for {DEFAULT}")
    tally.check(DEFAULT.rsplit(":", 1)[1] in help_text, "the emulator's port is not the README's")
    with emulator.running() as endpoint:
        for script in scripts:
            pasted = [sys.executable, "-c", script.replace(DEFAULT, endpoint)]
            ran = subprocess.run(pasted, capture_output=True, text=True, timeout=60)
            tally.check("RoomId" in ran.stdout, f"the README's script prints {ran.stdout}{ran.stderr}")
