"""The Python client that openapi-generator makes from the OpenAPI file calls the emulator.

The arguments are the folder for the generated code, the address of the emulator, and the accounts,
each of which gets one call.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

folder, address, *accounts = sys.argv[1:]
out = Path(folder) / "generated"
shutil.rmtree(out, ignore_errors=True)
subprocess.run(
    [
        Path(sys.executable).parent / "openapi-generator-cli",
        "generate",
        "--generator-name",
        "python",
        "--input-spec",
        os.environ["OPENAPI"],
        "--output",
        out,
        "--package-name",
        "generated_client",
    ],
    check=True,
    stdout=sys.stderr,
)
sys.path.insert(0, str(out))

import generated_client  # noqa: E402

with generated_client.ApiClient(generated_client.Configuration(host=address)) as client:
    chime = generated_client.ChimeApi(client)
    for account in accounts:
        try:
            response = chime.create_room_with_http_info(
                account, generated_client.CreateRoomRequestContent(Name="Team room")
            )
            print(account, response.status_code, response.data.room.name, sep="\t")
        except generated_client.ApiException as error:
            print(
                account,
                error.status,
                error.headers.get("x-amzn-errortype", ""),
                error.data.code,
                sep="\t",
            )
