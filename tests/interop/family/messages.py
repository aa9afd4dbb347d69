"""Makes random messages from shapes. A server accepts them, the same seed gives the same message,
and their values are as odd as those of a client may be.

It does not make values that botocore cannot carry (our rule in brackets): - an empty label, `.` or
`..` (U4); a fraction of a second in any header, whatever its format, and in http-dates (T2); -
floats without a fraction in the query or in headers, which it writes as `1.0` (this is the same
number); - elements with a comma or quote in the header lists of responses, which it splits at every
comma, and empty ones (H2, H3); - a backslash in the header lists of requests, which it does not
escape within quotes, so that a reader loses it (H2); - nulls in sparse lists and maps in a request,
unless their values are strings; - capital letters in the keys of prefix headers, which are lower
case in HTTP/2 (H4).

It does not make values that no message can carry either: a map of all headers, which also reads the
headers of others; an empty required list in the query or in a header (Q2); a member for
Content-Length or x-amzn-ErrorType, which the message sets itself; a status member of 204 or 205
together with a body (C1).
"""

import datetime
import json
import random

import patterns
import wire

UTC = datetime.timezone.utc
DEEPEST = 4
HEADERS = ("header", "headers", "element")
SIMPLE = {"structure": 1, "list": 2, "map": 2}
RANGES = {"byte": 2**7, "short": 2**15, "integer": 2**31, "long": 2**63}


def is_bare(text: str) -> bool:
    """Whether a header carries this text as it is."""
    return text.isascii() and text.isprintable() and text.strip() == text


class Maker:
    """Makes one message. `chance` is how likely an optional member is set. `is_response` is whether
    a server sends the message."""

    def __init__(self, seed: str, chance: float, is_response: bool):
        self.rng, self.chance, self.is_response = random.Random(seed), chance, is_response

    def message(self, shape):
        """A value for an input, output or error as a whole; None for an absent one."""
        return {} if shape is None else self.structure(shape, 0)

    def structure(self, shape, depth: int):
        if shape.is_document_type:
            return self.document(depth)
        if shape.is_tagged_union:
            return self.union(shape, depth)
        made = {}
        for name, member in shape.members.items():
            place = self.place(shape, name, member)
            if wire.reads_more(shape, name):
                continue
            needed = self.needed(shape, name, member, place)
            if needed or (depth <= DEEPEST and self.rng.random() < self.chance):
                try:
                    made[name] = self.value(member, place, depth + 1)
                    if needed and made[name] == [] and place in ("querystring", "header"):
                        made[name] = [self.value(member.member, place, depth + 1)]
                except patterns.NoText:
                    if needed:
                        raise
        return made

    def place(self, shape, name: str, member) -> str:
        if shape.serialization.get("payload") == name:
            return "payload"
        if member.serialization.get("hostLabel"):
            return "host"
        return member.serialization.get("location", "body")

    def needed(self, shape, name: str, member, place: str) -> bool:
        token = (
            member.metadata.get("idempotencyToken") and not self.is_response
        )  # each side would fill it differently
        return bool(name in shape.required_members or token or place in ("uri", "host"))

    def union(self, shape, depth: int):
        names = list(shape.members)
        if depth > DEEPEST:  # the simplest one ends a recursion
            names = sorted(names, key=lambda n: SIMPLE.get(shape.members[n].type_name, 0))[:1]
        name = self.rng.choice(names)
        return {name: self.value(shape.members[name], "body", depth + 1)}

    def value(self, shape, place: str, depth: int):
        if shape.serialization.get("jsonvalue"):
            made = self.document(depth)
            return (
                made
                if place == "header"
                else json.dumps(made, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            )
        made = getattr(self, shape.type_name, None)
        if made:
            return (
                made(shape, depth) if shape.type_name == "structure" else made(shape, place, depth)
            )
        return self.number(shape, place)

    def list(self, shape, place: str, depth: int):
        place = "element" if place == "header" else place
        made = [self.value(shape.member, place, depth) for _ in range(self.count(shape, depth))]
        if self.sparse(shape) and self.rng.random() < 0.5:
            made.insert(self.rng.randint(0, len(made)), None)
        return made

    def map(self, shape, place: str, depth: int):
        wanted, made = self.count(shape, depth), {}
        for _ in range(20 * wanted):  # keys may collide
            key = self.string(shape.key, "key-" + place, depth)
            if len(made) < wanted and key not in made:
                made[key] = self.value(shape.value, place, depth)
        if self.sparse(shape) and made and self.rng.random() < 0.5:
            made[self.rng.choice(list(made))] = None
        return {key: made[key] for key in sorted(made)}

    def sparse(self, shape) -> bool:
        inner = shape.member if shape.type_name == "list" else shape.value
        return bool(shape._shape_model.get("sparse")) and (
            self.is_response or inner.type_name == "string"
        )

    def count(self, shape, depth: int) -> int:
        low, high = shape.metadata.get("min", 0), shape.metadata.get("max", 2**31)
        if depth > DEEPEST or self.chance == 0:
            return low
        return self.rng.randint(max(low, min(high, int(self.chance))), min(high, low + 2))

    def boolean(self, shape, place: str, depth: int) -> bool:
        return self.rng.random() < 0.5

    def blob(self, shape, place: str, depth: int) -> bytes:
        low = shape.metadata.get("min", 0)
        return self.rng.randbytes(
            self.rng.randint(low, min(shape.metadata.get("max", 2**31), low + 20))
        )

    def string(self, shape, place: str, depth: int) -> str:
        if shape.enum:
            return self.rng.choice(shape.enum)
        bare = place in HEADERS or place in ("host", "key-headers")
        low, high = shape.metadata.get("min", 0), shape.metadata.get("max", 100_000)
        alphabet = patterns.PLAIN if bare else patterns.WIDE
        if place == "host":
            low, high, alphabet = max(low, 1), min(high, 63), patterns.LETTERS
        if place == "key-headers":
            low, alphabet = max(low, 1), "abcxyz019-"
        return patterns.text(
            self.rng, shape.metadata.get("pattern"), low, high, alphabet, self.rule(place)
        )

    def rule(self, place: str):
        """What this place requires of a text, besides its shape."""
        if place == "uri":
            return lambda made: (
                made.strip("/") == made and all(s not in ("", ".", "..") for s in made.split("/"))
            )
        if place == "element":
            banned = '",' if self.is_response else "\\"
            return lambda made: made and is_bare(made) and not set(made) & set(banned)
        if place in HEADERS:
            return is_bare
        return lambda made: True

    def number(self, shape, place: str):
        low, high = shape.metadata.get("min"), shape.metadata.get("max")
        if shape.type_name in ("float", "double"):
            return self.fraction(shape, place, low, high)
        if place == "statusCode":
            return self.rng.choice(
                [status for status in range(200, 300) if status not in (204, 205)]
            )
        span = RANGES.get(shape.type_name, 2**31)
        low, high = int(-span if low is None else low), int(span - 1 if high is None else high)
        near = [low, high, min(max(low, 0), high), min(max(low, 1), high)]
        return self.rng.choice(
            near + [self.rng.randint(low, high), self.rng.randint(low, min(high, low + 1000))]
        )

    def fraction(self, shape, place: str, low, high) -> float:
        open_ended = low is None and high is None
        low, high = -1000 if low is None else low, 1000 if high is None else high
        near = self.rng.randint(int(low * 8), int(high * 8)) / 8  # exact in 32 bits as well
        if place != "body":
            near = near + 0.125 if near.is_integer() and near < high else near
            return near if not open_ended or self.rng.random() < 0.8 else float("nan")
        odd = [float("nan"), float("inf"), float("-inf"), 0.0, 1.0] if open_ended else []
        if open_ended and shape.type_name == "double":
            odd += [1e300, 5e-324, 0.1, 1 / 3]
        return self.rng.choice(odd + [near] * 5)

    def timestamp(self, shape, place: str, depth: int) -> datetime.datetime:
        made = datetime.datetime.fromtimestamp(self.rng.randint(-(10**9), 4 * 10**9), UTC)
        dated = shape.serialization.get("timestampFormat") == "rfc822" or place in HEADERS
        fraction = 0 if dated else self.rng.choice([0, 837_000, 500_000, 123_456, 1])
        return made.replace(microsecond=fraction)

    def document(self, depth: int):
        """Any JSON at all."""
        plain = [None, True, False, 0, -7, 2**53, 1.5, "", "text", 'ü"\\\n', [], {}]
        if depth > DEEPEST or self.rng.random() < 0.4:
            return self.rng.choice(plain[1:])
        if self.rng.random() < 0.5:
            return [self.document(depth + 1) for _ in range(2)]
        return {key: self.document(depth + 1) for key in ("a", "__type", "null")}


def variants(count: int):
    """The kinds of message, each with the chance that an optional member is set: filled, minimal,
    and `count` random ones."""
    yield "filled", 1.0
    yield "minimal", 0.0
    for n in range(count):
        yield f"random-{n}", 0.25 + 0.5 * (n % 2)
