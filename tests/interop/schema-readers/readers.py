"""The list of readers: what each is, what it reads, how it is run, and what it does not check."""

from dataclasses import dataclass

# The kinds of rule that a message of the table can break.
KINDS = {"required", "type", "null", "length", "pattern", "format", "size", "range", "union"}


@dataclass(frozen=True)
class Reader:
    """One tool, reading one form of the schema.

    `command` is run after {out} (a separate folder), {address} and the like are filled in.
    `overlooks` are the kinds of broken rules that the tool does not find. It must accept those and
    reject all others, so that the table of readers stays true.
    """

    name: str
    source: tuple[str, str]
    reads: str
    gives: str
    command: str
    task: str
    overlooks: frozenset = frozenset()


def table(name, source, reads, gives, command, *overlooks):
    """A reader that judges the table of messages."""
    assert set(overlooks) <= KINDS
    return Reader(name, source, reads, gives, command, "table", frozenset(overlooks))


def client(name, source, reads, gives, command):
    """A generated client, which creates a room on the emulator and sees every error."""
    return Reader(name, source, reads, gives, f"{command} {{address}} {{accounts}}", "client")


def document(name, source, reads, gives, command, *overlooks):
    """A reader of whole documents, which must also reject broken ones."""
    assert set(overlooks) <= {"examples"}
    return Reader(name, source, reads, gives, command, "document", frozenset(overlooks))


PYTHON, NODE, RUST = "{python} {here}/python/", "node {target}/js/", "{target}/rust/debug/"

READERS = [
    table(
        "serde",
        ("ours", "chime-model"),
        "our types",
        "values, for `validate`",
        RUST + "serde",
        "null",
    ),
    *(
        reader
        for draft in ("draft-07", "2020-12")
        for reader in (
            table(
                "jsonschema (Python)",
                ("pip", "jsonschema"),
                draft,
                "a verdict",
                PYTHON + f"validate_jsonschema.py {draft}",
            ),
            table("ajv, strict", ("npm", "ajv"), draft, "a verdict", NODE + f"ajv.mjs {draft}"),
            table(
                "jsonschema (Rust)",
                ("cargo", "jsonschema"),
                draft,
                "a verdict",
                RUST + f"jsonschema {draft}",
            ),
            table(
                "datamodel-code-generator",
                ("pip", "datamodel-code-generator"),
                draft,
                "pydantic v2 classes",
                PYTHON + f"generate_pydantic.py {draft} {{out}}",
                "null",
                "union",
            ),
            table(
                "json-schema-to-typescript",
                ("npm", "json-schema-to-typescript"),
                draft,
                "TypeScript types",
                NODE + f"json2ts.mjs {draft} {{out}}",
                "length",
                "pattern",
                "format",
                "size",
                "range",
                "union",
            ),
        )
    ),
    table(
        "fastjsonschema",
        ("pip", "fastjsonschema"),
        "draft-07",
        "a verdict",
        PYTHON + "validate_fastjsonschema.py",
    ),
    table(
        "quicktype (TypeScript)",
        ("npm", "quicktype"),
        "draft-07",
        "TypeScript converters",
        NODE + "quicktype.mjs draft-07 {out}",
        "length",
        "pattern",
        "size",
        "range",
        "union",
    ),
    table(
        "quicktype (Java)",
        ("npm", "quicktype"),
        "draft-07",
        "Java classes for Jackson",
        "sh {here}/java/read.sh {out}",
        "required",
        "null",
        "length",
        "pattern",
        "range",
        "union",
    ),
    table(
        "typify",
        ("cargo", "typify"),
        "draft-07",
        "Rust types",
        RUST + "typify",
        "null",
        "range",
        "union",
    ),
    *(
        reader
        for openapi in ("OpenAPI 3.0", "OpenAPI 3.1")
        for reader in (
            document(
                "openapi-spec-validator",
                ("pip", "openapi-spec-validator"),
                openapi,
                "a verdict",
                "{bin}/openapi-spec-validator {openapi}",
                "examples",
            ),
            document(
                "redocly lint, strict",
                ("npm", "@redocly/cli"),
                openapi,
                "a verdict",
                "{target}/node_modules/.bin/redocly lint --config {here}/redocly.yaml {openapi}",
            ),
            document(
                "swagger-parser",
                ("npm", "@apidevtools/swagger-parser"),
                openapi,
                "a verdict",
                NODE + "swagger_parser.mjs {openapi}",
                "examples",
            ),
            client(
                "openapi-typescript",
                ("npm", "openapi-typescript"),
                openapi,
                "types for an openapi-fetch client",
                NODE + "client.mjs {out}",
            ),
            client(
                "openapi-python-client",
                ("pip", "openapi-python-client"),
                openapi,
                "a Python client",
                PYTHON + "client.py {out}",
            ),
        )
    ),
    client(
        "hey-api",
        ("npm", "@hey-api/openapi-ts"),
        "OpenAPI 3.1",
        "a TypeScript client",
        NODE + "hey_api.mjs {out}",
    ),
    client(
        "openapi-generator",
        ("pip", "openapi-generator-cli"),
        "OpenAPI 3.1",
        "a Python client",
        PYTHON + "openapi_generator.py {out}",
    ),
    client(
        "prism",
        ("npm", "@stoplight/prism-cli"),
        "OpenAPI 3.1",
        "a proxy that checks messages, and a mock server",
        NODE + "prism.mjs",
    ),
    Reader(
        "schemathesis",
        ("pip", "schemathesis"),
        "OpenAPI 3.1",
        "calls of the emulator, and a verdict on its responses",
        PYTHON + "run_schemathesis.py {out} {address}",
        "calls",
    ),
    client(
        "progenitor", ("cargo", "progenitor"), "OpenAPI 3.0", "a Rust client", RUST + "progenitor"
    ),
    Reader(
        "redoc",
        ("npm", "redoc"),
        "OpenAPI 3.1",
        "a page, opened in headless Chromium",
        "sh {here}/page.sh {page} {out}",
        "page",
    ),
]
