"""The script that docs/emulator.md tells people to paste must print a room."""

import re
import subprocess
import sys

from . import emulator
from .clients import HERE

PAGE = HERE.parents[2] / "docs/emulator.md"
DEFAULT = "http://127.0.0.1:8010"


def run(tally):
    scripts = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    scripts = [script for script in scripts if DEFAULT in script]
    help_text = subprocess.run(
        [emulator.EMULATOR, "--help"], capture_output=True, text=True, timeout=10
    ).stdout
    tally.check(scripts, f"{PAGE.name} has no script for {DEFAULT}")
    tally.check(
        DEFAULT.rsplit(":", 1)[1] in help_text, f"the emulator's port is not that of {PAGE.name}"
    )
    with emulator.running() as endpoint:
        for script in scripts:
            pasted = [sys.executable, "-c", script.replace(DEFAULT, endpoint)]
            ran = subprocess.run(pasted, capture_output=True, text=True, timeout=60)
            tally.check(
                "RoomId" in ran.stdout, f"the script of {PAGE.name} prints {ran.stdout}{ran.stderr}"
            )
