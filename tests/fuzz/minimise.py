"""The smallest case that still shows a fault: parts, objects and stretches of bytes are left out in turn."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from tests.fuzz.mutate_pdf import assemble
from tests.fuzz.mutate_zip import pack, unpack
from tests.fuzz.outcome import run
from tests.fuzz.targets import Target, load

Shows = Callable[[bytes], bool]
SECONDS = 60.0  # for one case
_OBJECT = re.compile(rb"(\d{1,6}) 0 obj\b(.*?)\bendobj", re.S)
_TRAILER = re.compile(rb"trailer\s*(<<.*?>>)\s*startxref", re.S)


def without(items: Sequence[Any], shows: Callable[[Sequence[Any]], bool], until: float) -> Sequence[Any]:
    """The items, as many left out as may be: halves first, then less and less."""
    size = max(1, len(items) // 2)
    while time.monotonic() < until:
        at, before = 0, len(items)
        while at < len(items) and time.monotonic() < until:
            fewer = [*items[:at], *items[at + size :]]
            if shows(fewer):
                items = fewer
            else:
                at += size
        if size == 1 and len(items) == before:
            break
        size = max(1, size // 2)
    return items


def smallest(target: Target, data: bytes, sign: str, seconds: float = SECONDS) -> bytes:
    """The smallest case of a fault that was found in the time."""
    until = time.monotonic() + seconds

    def shows(case: bytes) -> bool:
        fault = run(target, case)
        return fault is not None and fault.sign == sign

    if target.suffix in (".docx", ".xlsx"):
        return _smallest_zip(data, shows, until)
    if target.suffix == ".pdf":
        return _smallest_pdf(data, shows, until)
    text = data.decode("utf-8", "replace")
    if shows(text.encode()):
        return "".join(without(text, lambda cs: shows("".join(cs).encode()), until)).encode()
    return bytes(without(data, lambda bs: shows(bytes(bs)), until))


def _smallest_zip(data: bytes, shows: Shows, until: float) -> bytes:
    parts = unpack(data)
    if not parts or not shows(pack(parts)):
        return data
    names = without(list(parts), lambda ns: shows(pack({n: parts[n] for n in ns})), until)
    parts = {n: parts[n] for n in names}
    for name in names:

        def holds(part: bytes, name: str = name) -> bool:
            return shows(pack({**parts, name: part}))

        parts[name] = _smallest_xml(parts[name], holds, until)
    return pack(parts)


def _smallest_xml(part: bytes, shows: Shows, until: float) -> bytes:
    try:
        root = etree.fromstring(part)
    except (etree.XMLSyntaxError, ValueError):
        return part
    if not shows(etree.tostring(root)):
        return part
    for element in list(root.iter()):
        parent = element.getparent()
        if parent is None or time.monotonic() > until:
            continue
        at = parent.index(element)
        parent.remove(element)
        if not shows(etree.tostring(root)):
            parent.insert(at, element)
    return etree.tostring(root)


def _smallest_pdf(data: bytes, shows: Shows, until: float) -> bytes:
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    found = _TRAILER.search(data)
    trailer = found[1] if found else b"<</Root 1 0 R>>"
    if not objects or not shows(assemble(objects, trailer)):
        return data
    kept = without(
        sorted(objects), lambda ns: bool(ns) and shows(assemble({n: objects[n] for n in ns}, trailer)), until
    )
    objects = {n: objects[n] for n in kept}
    for number in kept:
        lines = objects[number].split(b"\n")

        def holds(ls: Sequence[bytes], n: int = number) -> bool:
            return shows(assemble({**objects, n: _measured(b"\n".join(ls))}, trailer))

        if holds(lines):
            objects[number] = _measured(b"\n".join(without(lines, holds, until)))
    return assemble(objects, trailer)


def _measured(body: bytes) -> bytes:
    """The object with the length of its stream told anew."""
    head, mark, rest = body.partition(b"stream\n")
    if not mark:
        return body
    content = rest.rpartition(b"endstream")[0].removesuffix(b"\n")
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(content), head)
    return head + mark + content + b"\nendstream"


def main() -> None:
    """`TARGET CASE OUT`: write the smallest case to OUT, and tell its sign; nothing where all is well."""
    target, case, out = load()[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3])
    data = case.read_bytes()
    fault = run(target, data)
    if fault is None:
        return
    out.write_bytes(data)  # should what follows end badly
    print(fault.sign, flush=True)
    if fault.sign not in ("hang", "memory"):
        out.write_bytes(smallest(target, data, fault.sign))


if __name__ == "__main__":
    main()
