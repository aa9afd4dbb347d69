"""The client that openapi-python-client generates from the OpenAPI file calls the emulator.

The arguments are the folder for the generated code, the address of the emulator, and the accounts,
each of which gets one call.
"""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

folder, address, *accounts = sys.argv[1:]
package = Path(folder) / "generated_client"
shutil.rmtree(package, ignore_errors=True)
subprocess.run(
    [
        Path(sys.executable).parent / "openapi-python-client",
        "generate",
        "--meta",
        "none",
        "--fail-on-warning",
        "--path",
        os.environ["OPENAPI"],
        "--output-path",
        package,
    ],
    check=True,
    stdout=sys.stderr,
    env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
)
sys.path.insert(0, folder)

from generated_client import Client  # noqa: E402
from generated_client.models import CreateRoomRequestContent  # noqa: E402

create_room = importlib.import_module("generated_client.api.chime.create_room")
client = Client(base_url=address)
for account in accounts:
    response = create_room.sync_detailed(
        account, client=client, body=CreateRoomRequestContent(name="Team room")
    )
    if response.status_code == 201:
        print(account, 201, response.parsed.room.name, sep="\t")
    else:
        kind = response.headers.get("x-amzn-errortype", "")
        print(account, int(response.status_code), kind, response.parsed.code, sep="\t")
