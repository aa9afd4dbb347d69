#!/usr/bin/env python3
"""Runs rustc, and notes the CPU seconds that it took: cargo runs this for `cost.py`.

    rustc.py RUSTC ARGUMENT...

Appends a line with the seconds and the name of the crate to the file NOTES of the environment.
"""

import os
import resource
import subprocess
import sys

# The file descriptors of cargo's job server stay open.
code = subprocess.run(sys.argv[1:], close_fds=False).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
names = [name for flag, name in zip(sys.argv, sys.argv[1:]) if flag == "--crate-name"]
with open(os.environ["NOTES"], "a") as notes:
    notes.write(f"{used.ru_utime + used.ru_stime} {' '.join(names) or '-'}\n")
sys.exit(code)
