"""Opens the page in headless Chromium. It must show what the OpenAPI file says.

The arguments are the page and a folder for the browser's profile and for the screenshot.
"""

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

page, folder = Path(sys.argv[1]), Path(sys.argv[2])
document = json.loads(Path(os.environ["OPENAPI"]).read_text())


def render():
    """The text of the page as the browser shows it, without a network."""
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
    ]
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        *quiet,
        f"--user-data-dir={folder / 'profile'}",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--virtual-time-budget=10000",
        "--window-size=1500,4000",
        f"--screenshot={folder / 'page.png'}",
        "--dump-dom",
        page.absolute().as_uri(),
    ]
    dom = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", dom[dom.index("<body") :], flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def paragraphs(markdown):
    """The paragraphs of a description without code. A browser shows their text unchanged."""
    return (paragraph for paragraph in markdown.split("\n\n") if "`" not in paragraph)


def facts():
    """Every text that the page must show."""
    for path, item in document["paths"].items():
        yield path
        for operation in item.values():
            yield operation["operationId"]
            yield from paragraphs(operation["description"])
            for parameter in operation.get("parameters", []):
                yield parameter["name"]
                yield from constraints(parameter["schema"])
            for status, response in operation["responses"].items():
                yield status
                yield from re.findall(r"`([^`]+)`", response["description"])
                yield from response.get("headers", {})
    for schema in document["components"]["schemas"].values():
        for name, member in schema.get("properties", {}).items():
            yield name
            yield from constraints(member)


def constraints(schema):
    if "pattern" in schema:
        yield schema["pattern"]
    if "minLength" in schema and "maxLength" in schema:
        yield f"[ {schema['minLength']} .. {schema['maxLength']} ] characters"
    if "description" in schema:
        yield from paragraphs(schema["description"])
        yield from re.findall(r"`([^`]+)`", schema["description"])


shown = render()
wanted = sorted(set(facts()))
missing = [fact for fact in wanted if fact not in shown]
if missing:
    sys.exit(f"the page does not show: {missing}")
print(f"the page shows all of {len(wanted)} facts")
