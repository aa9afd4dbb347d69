"""Plants code in every text of a description.

description.py FROM TO    reads the description FROM, and writes TO
"""

import itertools
import json
import sys

CODE = 'compile_error!("planted");'
TEXTS = [
    f"<p>A</p><code><code><code>\n{CODE}\n</code></code></code>",
    f"<p>A</p>\n\n    {CODE}\n",
    f"<pre>{CODE}</pre>",
    f"A\n```\n{CODE}\n```\n",
    f"A\n~~~\n{CODE}\n~~~\n",
    f"<ul><li>```\n{CODE}\n```</li><li>\t\t{CODE}</li></ul>",
    f"<p>&#96;&#96;&#96;&#10;{CODE}&#10;&#96;&#96;&#96;</p>",
    f"<p>A</p><p>&nbsp;&nbsp;&nbsp; {CODE}</p>",
    f"<p>\r\r    {CODE}\r```\r{CODE}\r```</p>",
    f"<p>\u2028```\u2028{CODE}\u2028```\u202e</p>",
    f'*/ {CODE} /* "] {CODE} //',
    f"<li><li><li>    {CODE}",
]
VALUES = [
    f"```\n{CODE}\n``` planted {number}{end}"
    for number, end in enumerate(["", "`", "\n\n    " + CODE, "\r", "\u2028", "\\", '"]'])
]


def plant(value, texts):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("documentation", "deprecatedMessage") and isinstance(inner, str):
                value[key] = next(texts)
            else:
                plant(inner, texts)
    elif isinstance(value, list):
        for inner in value:
            plant(inner, texts)


def main(source, target):
    description = json.load(open(source, encoding="utf-8"))
    texts = itertools.cycle(TEXTS)
    for name in ("operations", "shapes"):
        for part in description[name].values():
            part.setdefault("documentation", "")
            part |= {"deprecated": True, "deprecatedMessage": ""}
            for member in part.get("members", {}).values():
                member.setdefault("documentation", "")
    plant(description, texts)
    description["shapes"]["ErrorCode"]["enum"] += VALUES
    description["metadata"] |= {
        "serviceFullName": VALUES[0],
        "serviceId": VALUES[2],
        "endpointPrefix": VALUES[3],
    }
    room = description["shapes"]["Room"]["members"]
    room |= {
        f"Planted{number}": {"shape": "String", "locationName": value}
        for number, value in enumerate(VALUES)
    }
    room |= {f"Planted {value}": {"shape": "String"} for value in VALUES[:4]}
    json.dump(description, open(target, "w", encoding="utf-8"), indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
