"""Bytes to text: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re

from extractors.model import Problem
from extractors.readers.limits import OLE, ZIP

_BINARY = (b"%PDF", ZIP, OLE, b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"MZ")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_SAMPLE = 200_000
_FEW = 0.002  # share of odd characters that damage explains; more is no text


def decode(data: bytes, markup: bool = False) -> tuple[str, list[Problem]] | None:
    """The text of these bytes and what was amiss with them; `None` where they are no text.

    UTF-8, UTF-16 and UTF-32 by their mark, UTF-16 without one by its zero bytes, else UTF-8, else
    Windows-1252. With `markup`, an encoding that the page declares is tried first.
    """
    if data.startswith(_BINARY):
        return None
    for text, problems in _candidates(data, markup):
        if len(_CONTROL.findall(text[:_SAMPLE])) <= _FEW * len(text[:_SAMPLE]):
            return text, problems
    return None


def _candidates(data: bytes, markup: bool) -> list[tuple[str, list[Problem]]]:
    """Readings of the bytes, the likeliest first; only the first that holds no damage, or all with some."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return [_lenient(data, marked)]
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) // 5:
        even = data[:4000:2].count(0)
        return [_lenient(data, "utf-16-be" if even > zeros - even else "utf-16-le")]
    names = ["utf-8", "cp1252"]
    declared = _CHARSET.search(data[:4096]) if markup else None
    if declared is not None:
        name = declared.group(1).decode("ascii").lower()
        names.insert(0, "cp1252" if name in ("iso-8859-1", "latin1", "ascii", "us-ascii") else name)
    for name in names:
        try:
            return [(data.decode(name), [])]
        except (UnicodeDecodeError, LookupError, ValueError):
            if name == "utf-8" and _mostly_utf8(data):
                break
    return [_lenient(data, "utf-8"), _lenient(data, "cp1252")]


def opening(data: bytes, size: int = 65_536) -> bytes:
    """The first bytes, enough to tell what they are; cut where no character is cut."""
    if len(data) <= size:
        return data
    cut = data[:size].rstrip(bytes(range(0x80, 0xC0)))
    return cut[:-1] if cut[-1:] >= b"\xc0" else cut


def _mostly_utf8(data: bytes) -> bool:
    """Whether more characters beyond ASCII read right as UTF-8 than wrong: damage, not another encoding."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return sum(ord(c) > 127 for c in text) - wrong > wrong


def _lenient(data: bytes, name: str) -> tuple[str, list[Problem]]:
    text = data.decode(name, errors="replace")
    bad = text.count("\ufffd")
    if not bad:
        return text, []
    if bad > 0.05 * len(text):
        return "\x00" * 10, []
    problem = Problem(category="repaired", message=f"{bad} characters could not be decoded")
    return text, [problem]
