"""Makes texts that a pattern and a length allow, because our servers refuse all others.

Each text is checked with `re`. If it does not match, another one is tried.
"""

import random
import re

try:
    from re import _parser as grammar  # Python 3.11 and later
except ImportError:
    import sre_parse as grammar

LETTERS = "abcXYZ019"
DIGITS = "0123456789"
VISIBLE = "".join(map(chr, range(0x21, 0x7F)))
PLAIN = VISIBLE + " "
WIDE = PLAIN + "äßéñЖ漢字…😀\u00a0\u2028"
CLASSES = {
    "CATEGORY_DIGIT": "0123456789",
    "CATEGORY_WORD": "abcXYZ019_",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_DIGIT": "abcXYZ-_ ",
    "CATEGORY_NOT_WORD": "-.:/ ",
    "CATEGORY_NOT_SPACE": VISIBLE,
}
TRIES = 400


class NoText(Exception):
    """No text was found that fits; the message has the pattern and the lengths."""


class Writer:
    """Writes one text from the syntax tree of a pattern.

    A `*` repeats up to `reach` times, and sometimes `aim` times, which is about the length of the
    text.
    """

    def __init__(self, rng: random.Random, alphabet: str, reach: int, aim: int):
        self.rng, self.alphabet, self.reach, self.aim, self.groups = rng, alphabet, reach, aim, {}

    def sequence(self, nodes) -> str:
        return "".join(self.node(str(kind), value) for kind, value in nodes)

    def node(self, kind: str, value) -> str:
        if kind == "LITERAL":
            return chr(value)
        if kind in ("ANY", "NOT_LITERAL"):
            return self.rng.choice(self.alphabet)
        if kind == "IN":
            return self.one_of(value)
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, body = value
            far = self.aim if self.rng.random() < 0.2 else low + self.rng.randint(0, self.reach)
            count = max(low, min(int(high), far))
            return "".join(self.sequence(body) for _ in range(count))
        if kind == "BRANCH":
            return self.sequence(self.rng.choice(value[1]))
        if kind == "SUBPATTERN":
            self.groups[value[0]] = self.sequence(value[-1])
            return self.groups[value[0]]
        if kind == "GROUPREF":
            return self.groups.get(value, "")
        return ""  # anchors and lookarounds write nothing; the check afterwards decides

    def one_of(self, items) -> str:
        negated = str(items[0][0]) == "NEGATE"
        if not negated:
            kind, value = self.rng.choice(items)
            if str(kind) == "RANGE":
                return chr(self.rng.randint(*value))
            if str(kind) == "CATEGORY":
                return self.rng.choice(CLASSES[str(value)])
            return chr(value)
        banned = {chr(value) for kind, value in items if str(kind) == "LITERAL"}
        spans = [value for kind, value in items if str(kind) == "RANGE"]
        free = [c for c in self.alphabet if c not in banned]
        return self.rng.choice([c for c in free if not any(a <= ord(c) <= b for a, b in spans)])


def length(rng: random.Random, low: int, high: int) -> int:
    """A length between the bounds: mostly short, now and then exactly at an end."""
    if rng.random() < 0.15:
        return rng.choice([low, min(high, low + 300)])
    return rng.randint(low, min(high, low + 12))


def usable(pattern: str | None) -> re.Pattern | None:
    """The pattern, unless it is written for another engine (`\\p{L}`, `${2,64}`)."""
    try:
        return re.compile(pattern, re.ASCII) if pattern else None
    except re.error:
        return None


def text(rng, pattern: str | None, low: int, high: int, alphabet: str, accept) -> str:
    """A text of `low` to `high` characters, which the pattern matches as a whole."""
    allowed = usable(pattern)
    # Engines disagree on whether `.` and `\s` match two of the characters. If `re` refuses the
    # pattern, digits mostly match it.
    if pattern:
        alphabet = "".join(c for c in alphabet if c not in "\u00a0\u2028") if allowed else DIGITS
    for attempt in range(TRIES):
        if not allowed or (attempt % 4 == 0 and attempt < 40):
            made = "".join(rng.choice(alphabet) for _ in range(length(rng, low, high)))
        else:
            aim = length(rng, low, high) - rng.randint(0, 4)
            made = Writer(rng, alphabet, rng.choice([0, 2, 5, attempt]), aim).sequence(
                grammar.parse(pattern)
            )
        if low <= len(made) <= high and (not allowed or allowed.fullmatch(made)) and accept(made):
            return made
    raise NoText(f"nothing found for {pattern!r} of {low} to {high} characters")
