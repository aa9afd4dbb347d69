"""Writes random descriptions from the grammar of the format: every location, type and constraint,
with odd names and texts.

    descriptions.py FOLDER SEED...    one description for each seed, always the same one

Most of them are valid, and the generator may refuse the others. What it accepts must compile, and
its values must survive encoding and decoding.
"""

import json
import pathlib
import random
import sys

PLAIN = [
    "Room",
    "Account",
    "Name",
    "Token",
    "Item",
    "Color",
    "Tree",
    "Page",
    "Report",
    "Key",
    "Size",
    "Owner",
    "Flag",
    "When",
    "Note",
]
# Names that Rust, its prelude, the derives or the runtime use.
TAKEN = """
    Self self SELF Option Some None Result Ok Err String Vec Box Default Clone Copy Debug
    Display PartialEq Eq Hash Ord Iterator Send Sync Sized Drop Fn From Into AsRef Error
    Structure Union Enumeration Exception Operation OperationError Routing Service SERVICE Route
    OperationRoute Unknown Unrecognized Blob Document JsonValue Sensitive Timestamp
    UnknownMember BTreeMap Empty Context Member Members Text Value Visitor Slots Key Map List
    Encoding Head Message Reason Http chime_model core std alloc crate super i32 str bool u8
    usize T S D A E R H K V M type fn async gen union macro dyn try new default message code
    value context members object slots index input output serde schemars http fmt main unsafe
    static where loop yield box name builder clone check read write finish
""".split()
ODD = [
    "2fa",
    "a-b",
    "a.b",
    "x_y_z",
    "HTTPCode",
    "IDs",
    "iPhone",
    "A1B2",
    "_under",
    "end_",
    "UPPER_CASE",
    "a b",
    "v1.10",
    "V11.0",
    "ünder",
    "E164Number",
]
VALUES = [
    "",
    "=",
    "--",
    "*",
    "é",
    "<=",
    "Self",
    "self",
    "SELF",
    "Unknown",
    "NOT_FOUND",
    "notFound",
    "1.10",
    "11.0",
    "us-east-1",
    "a b",
    '"',
    "\\",
    "new",
    "None",
    "Some",
    "Ok",
    "a\u0000b",
    "\U0001f600",
    "🏠home",
    "type",
    "0",
    "-1",
    "true",
]
DOCS = [
    None,
    "",
    "<p>A text.</p>",
    "<p>Ends in a backslash \\</p>",
    '<p>"Quotes" */ and //! signs</p>',
    "<ul><li>one<li>two</ul>",
    "```\nlet x: u8 = 1;\n```",
    "<code>#[doc]</code> &lt;T&gt; &amp; [`Room`]",
    "a\r\nb\tc\u2028d",
    "<a href='https://a.b/c?d=e&f'>link</a>",
    "# Heading\n* item",
    "{}",
    "é 漢字",
]
PATTERNS = ["[a-z]*", "[-_a-zA-Z0-9]*", "a|b", r"\d{3}", "[a-c]{1,3}", r"[\w.-]+", "(x)y?"]
FORMATS = ["iso8601", "rfc822", "unixTimestamp"]
TEXTS = ("string", "enumeration", "boolean", "integer", "long", "float", "double", "timestamp")


class Grammar:
    """One description."""

    def __init__(self, seed: str):
        self.rng = random.Random(seed)
        self.shapes, self.kinds, self.names = {}, {}, set()

    # --- Small parts ---

    def often(self, chance: float) -> bool:
        return self.rng.random() < chance

    def name(self, taken: set) -> str:
        """A name that is not similar to another one in the set, so that few descriptions are
        refused for their names."""
        while True:
            stem = self.rng.choice(self.rng.choice([PLAIN, TAKEN, ODD]))
            name = stem + self.rng.choice(["", "", str(self.rng.randint(1, 99))])
            key = "".join(c for c in name.lower() if c.isascii() and c.isalnum())
            if key not in taken:
                taken.add(key)
                return name

    def documented(self, made: dict) -> dict:
        docs = self.rng.choice(DOCS)
        if docs is not None:
            made["documentation"] = docs
        if self.often(0.1):
            made["deprecated"] = True
            if self.often(0.5):
                made["deprecatedMessage"] = self.rng.choice(
                    ["Use <code>Other</code>.", 'Say "no"\\', "\n"]
                )
        return made

    def limits(self, low: int, high: int) -> dict:
        """A min, a max, both or neither."""
        first, second = sorted([self.rng.randint(low, high), self.rng.randint(low, high)])
        return dict(pair for pair in (("min", first), ("max", second)) if self.often(0.4))

    def add(self, kind: str, shape: dict) -> str:
        name = self.name(self.names)
        self.shapes[name], self.kinds[name] = self.documented(shape), kind
        return name

    def of(self, *kinds: str) -> str | None:
        """A shape of one of these kinds, if there is one."""
        found = [name for name, kind in self.kinds.items() if kind in kinds]
        return self.rng.choice(found) if found else None

    # --- Shapes ---

    def simple(self, kind: str):
        shape = {"type": {"enumeration": "string"}.get(kind, kind)}
        if kind == "enumeration":
            shape["enum"] = self.rng.sample(VALUES, self.rng.choice([1, 3, 8, 20]))
        if kind == "string":
            if self.often(0.3):
                shape["pattern"] = self.rng.choice(PATTERNS)
            else:
                shape |= self.limits(0, 12)
        if kind == "blob":
            shape |= self.limits(0, 12)
        if kind == "integer":
            shape |= self.rng.choice(
                [{}, self.limits(-100, 100), {"min": -(2**31), "max": 2**31 - 1}, {"min": 1e1}]
            )
        if kind == "long":
            shape |= self.rng.choice(
                [{}, self.limits(-(2**40), 2**40), {"min": -(2**63), "max": 2**63 - 1}]
            )
        if kind in ("float", "double"):
            shape |= self.rng.choice(
                [{}, self.limits(-100, 100), {"min": -0.5, "max": 1e3}, {"min": 0.0}]
            )
        if kind == "float" and self.often(0.1):
            shape["max"] = 3.4028234e38
        if kind == "timestamp" and self.often(0.5):
            shape["timestampFormat"] = self.rng.choice(FORMATS)
        if self.often(0.2) and kind != "enumeration":
            shape["sensitive"] = True
        self.add(kind, shape)

    def any(self) -> str:
        """A shape of any kind that is not an input, output or error."""
        return self.of(
            *TEXTS,
            "blob",
            "list",
            "map",
            "structure",
            "union",
            "document",
            "texts",
            "text map",
            "enumeration map",
        )

    def collection(self):
        shape = (
            self.limits(0, 3)
            | ({"sparse": True} if self.often(0.3) else {})
            | ({"sensitive": True} if self.often(0.1) else {})
        )
        if self.often(0.5):
            self.add("list", shape | {"type": "list", "member": {"shape": self.any()}})
        else:
            self.add(
                "map",
                shape
                | {
                    "type": "map",
                    "key": {"shape": self.of("string", "enumeration")},
                    "value": {"shape": self.any()},
                },
            )

    def nested(self):
        """Many lists, each inside another."""
        inner = self.any()
        for _ in range(self.rng.randint(2, 30)):
            inner = self.add(
                "list",
                {"type": "list", "member": {"shape": inner}}
                | ({"sparse": True} if self.often(0.3) else {})
                | ({"sensitive": True} if self.often(0.2) else {}),
            )

    def structure(self, kind: str = "structure"):
        """A structure or a union, which may hold others and itself."""
        shape = {"type": "structure", "members": {}} | ({"union": True} if kind == "union" else {})
        if self.often(0.1):
            shape["sensitive"] = True
        self.add(kind, shape)
        taken = set()
        if kind == "union":  # if all its members were unions, it might have no finite value
            self.member(shape, taken, self.of(*TEXTS))
        for _ in range(self.rng.randint(1 if kind == "union" else 0, 8)):
            name = self.in_body(shape, taken)
            # A structure that is required in itself has no finite value.
            if (
                kind == "structure"
                and self.often(0.3)
                and self.kinds[shape["members"][name]["shape"]] not in ("structure", "union")
            ):
                shape.setdefault("required", []).append(name)

    # --- Members ---

    def member(self, shape: dict, taken: set, target: str, **place) -> str:
        name = self.name(taken)
        made = {"shape": target} | place
        kind = self.kinds[target]
        if kind == "timestamp" and self.often(0.3):
            made["timestampFormat"] = self.rng.choice(FORMATS)
        if kind == "string" and target != self.plain and self.often(0.1):
            made["pattern"] = self.rng.choice(PATTERNS)
        if kind == "integer" and self.often(0.1):
            made |= {"min": -7, "max": 2**31 - 1}
        if target == self.plain and self.often(0.2):
            made["jsonvalue"] = True
        shape["members"][name] = self.documented(made)
        return name

    def in_body(self, shape: dict, taken: set) -> str:
        return self.member(
            shape,
            taken,
            self.any(),
            **({"locationName": self.name(taken)} if self.often(0.2) else {}),
        )

    def in_head(self, shape: dict, taken: set, is_input: bool):
        """A member in a header, in the query or in the status."""
        key = {"locationName": "x-" + str(len(taken)) + self.rng.choice(["", "-Name", "_a"])}
        place = self.rng.choice(
            ["header", "headers", "querystring", "query map"]
            if is_input
            else ["header", "headers", "statusCode"]
        )
        if place == "statusCode" and "exception" in shape:  # the status could be that of a success
            return
        integers = [
            name
            for name, kind in self.kinds.items()
            if kind == "integer" and not {"min", "max"} & self.shapes[name].keys()
        ]
        if place == "headers":
            self.member(shape, taken, self.text_map, location=place, **key)
        elif place in ("query map", "statusCode"):
            # Such a member takes the whole query or the status, so there is at most one.
            place = {"query map": "querystring"}.get(place, place)
            if "whole" not in taken and (integers or is_input):
                taken.add("whole")
                target = self.text_map if is_input else self.rng.choice(integers)
                shape["members"][self.name(taken)] = {"shape": target, "location": place}
        else:
            self.member(shape, taken, self.of(*TEXTS, "texts"), location=place, **key)

    def body(self, shape: dict, taken: set):
        """Members in the body, or one that is the body."""
        if self.often(0.3) and not any(
            "hostLabel" in member for member in shape["members"].values()
        ):
            shape["payload"] = self.member(
                shape,
                taken,
                self.of("structure", "union", "document", "string", "blob", "enumeration"),
            )
            shape["members"][shape["payload"]].pop("jsonvalue", None)
            return
        for _ in range(self.rng.randint(0, 5)):
            name = self.in_body(shape, taken)
            if self.often(0.2):
                shape.setdefault("required", []).append(name)
        strings = [
            name
            for name, member in shape["members"].items()
            if self.kinds[member["shape"]] == "string" and "jsonvalue" not in member
        ]
        if strings and self.often(0.3):
            shape["members"][self.rng.choice(strings)]["idempotencyToken"] = True

    def message(self, kind: str, is_input: bool, labels: list[str]) -> str:
        shape, taken = {"type": "structure", "members": {}}, set()
        for label in labels:
            if label.startswith("host"):
                name = self.member(shape, taken, self.host)
                shape["members"][label] = {
                    "shape": shape["members"].pop(name)["shape"],
                    "hostLabel": True,
                }
                shape.setdefault("required", []).append(label)
                continue
            target = self.of("string", "enumeration") if label.endswith("+") else self.of(*TEXTS)
            name = self.member(shape, taken, target, location="uri", locationName=label.rstrip("+"))
            shape["members"][name].pop("jsonvalue", None)
            shape.setdefault("required", []).append(name)
        for _ in range(self.rng.randint(0, 4)):
            self.in_head(shape, taken, is_input)
        self.body(shape, taken)
        return self.add(kind, shape)

    def error(self) -> str:
        # The name of the message is added below.
        shape, taken = {"type": "structure", "members": {}, "exception": True}, {"message"}
        if self.often(0.7):
            shape["error"] = {"httpStatusCode": self.rng.choice([400, 404, 409, 429, 500, 503])}
        if self.often(0.3):
            shape |= {"fault": True, "retryable": {"throttling": True}}
        if self.often(0.7):
            shape["members"][self.rng.choice(["message", "Message"])] = {"shape": self.plain}
        for _ in range(self.rng.randint(0, 3)):
            self.in_body(shape, taken)
        if self.often(0.3):
            self.in_head(shape, taken, False)
        name = self.add("error", shape)
        return (
            name
            if name.isascii() and " " not in name
            else self.renamed(name, f"Error{len(self.shapes)}")
        )

    def renamed(self, old: str, new: str) -> str:
        self.shapes[new], self.kinds[new] = self.shapes.pop(old), self.kinds.pop(old)
        return new

    # --- The whole ---

    def operation(self, number: int) -> dict:
        labels = [f"l{number}" for number in range(self.rng.randint(0, 2))] + (
            ["rest+"] if self.often(0.1) else []
        )
        method = self.rng.choice(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"])
        path = "".join(f"/{{{label}}}" for label in labels)
        made = {
            "http": {
                "method": method,
                "requestUri": f"/o{number}{path}" + self.rng.choice(["", "", "?op=a%20b&flag"]),
            }
        }
        if self.often(0.4):
            made["http"]["responseCode"] = self.rng.choice([200, 201, 202, 204])
        if self.often(0.1):
            labels.append("hostLabel")
            made["endpoint"] = {"hostPrefix": "{hostLabel}.data-"}
        if method == "HEAD":  # its responses have no body
            return self.documented(
                made
                | {"errors": []}
                | ({"input": {"shape": self.message("input", True, labels)}} if labels else {})
            )
        if labels or self.often(0.8):
            made["input"] = {"shape": self.message("input", True, labels)}
        if self.often(0.8):
            made["output"] = {"shape": self.message("output", False, [])}
        made["errors"] = [
            {"shape": error}
            for error in self.rng.sample(self.errors, self.rng.randint(0, len(self.errors)))
        ]
        if self.often(0.1):
            made |= {"httpChecksumRequired": True, "requestcompression": {"encodings": ["gzip"]}}
        return self.documented(made)

    def description(self) -> dict:
        self.plain = self.add("plain", {"type": "string"})
        self.host = self.add("host", {"type": "string"})
        for kind in (*TEXTS, "blob"):
            self.simple(kind)
        for _ in range(self.rng.randint(3, 10)):
            self.simple(self.rng.choice((*TEXTS, "blob")))
        self.add("document", {"type": "structure", "members": {}, "document": True})
        self.add("texts", {"type": "list", "member": {"shape": self.of(*TEXTS)}})
        self.text_map = self.add(
            "text map",
            {"type": "map", "key": {"shape": self.plain}, "value": {"shape": self.plain}},
        )
        self.add(
            "enumeration map",
            {
                "type": "map",
                "key": {"shape": self.of("enumeration")},
                "value": {"shape": self.plain},
            },
        )
        for _ in range(self.rng.randint(3, 8)):
            self.rng.choice(
                [
                    self.structure,
                    self.structure,
                    lambda: self.structure("union"),
                    self.collection,
                    self.collection,
                ]
            )()
        self.structure()
        self.structure("union")
        if self.often(0.2):
            self.nested()
        self.errors = [self.error() for _ in range(self.rng.randint(0, 4))]
        operations = {
            self.name(self.names): self.operation(number)
            for number in range(self.rng.randint(2, 6))
        }
        metadata = {
            "apiVersion": "1",
            "endpointPrefix": "odd",
            "protocol": "rest-json",
            "serviceId": self.rng.choice(["Odd", "", 'a "b"\\']),
        }
        if self.often(0.7):
            metadata["serviceFullName"] = self.rng.choice(["Odd Service", "\n", "Ünder */"])
        return {
            "version": "2.0",
            "metadata": metadata,
            "operations": operations,
            "shapes": self.shapes,
        }


def main(folder: str, *seeds: str):
    for seed in seeds:
        (pathlib.Path(folder) / f"g{seed}.json").write_text(
            json.dumps(Grammar(seed).description(), indent=1)
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
