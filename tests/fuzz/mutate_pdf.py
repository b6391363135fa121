"""Changes to PDFs: operators of a page's content, entries and objects, put together again with a right "
"index."""

from __future__ import annotations

import re
import zlib
from random import Random

from tests.fuzz.mutate_text import change, mutate_bytes

_OBJECT = re.compile(rb"(\d{1,6}) 0 obj\b(.*?)\bendobj", re.S)
_STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*?)\r?\n?endstream", re.S)
_TRAILER = re.compile(rb"trailer\s*(<<.*?>>)\s*startxref", re.S)
_LENGTH = re.compile(rb"/Length \d+(?: 0 R)?")
_TOKEN = re.compile(
    r"\((?:\\.|[^()\\])*\)|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s/<>()\[\]]+|[\[\]]|[^\s/<>()\[\]]+|\s+"
)
_NUMBER = re.compile(r"[-+]?\d*\.?\d+")
_NUMBERS = (
    "0", "1", "-1", "0.5", "-0.001", "12", "90", "612", "842", "-842", "10000", "1e10", "99999999",
    "-99999999", "2147483648", "3.4e38", "0.0000001", "nan", "1", "7", "-7", "1000000",
)  # fmt: skip
_OPERATORS = (
    "q", "Q", "BT", "ET", "T*", "S", "s", "f", "f*", "B", "n", "W n", "h", "1 0 0 1 10 10 cm",
    "0 1 -1 0 0 0 cm", "1 0 0 -1 0 842 cm", "0 0 0 0 0 0 cm", "0.001 0 0 1000 0 0 cm",
    "1 0 0.3 1 72 700 Tm", "-1 0 0 -1 300 400 Tm", "0 0 0 0 0 0 Tm", "3 Tr", "7 Tr", "0 Tr", "50 Tz",
    "-100 Tz", "0 Tz", "20 Tc", "-20 Tc", "99 Tw", "5 Ts", "0 TL", "/F1 0 Tf", "/F1 -12 Tf", "/F1 1000 Tf",
    "/F9 12 Tf", "(x) Tj", "() Tj", "(a \\055 b) Tj", "(\\000\\001\\002) Tj",
    "[(A) 2000 (B) -2000 (C)] TJ", "(\\255\\012\\015) '", "1 2 (q) \"", "72 72 200 50 re f",
    "0 0 0 0 re f", "-50 -50 9000 9000 re S", "72 72 m 500 72 l S", "72 72 m 72 700 l S", "1 0 0 rg",
    "0.2 g", "/Im1 Do", "/Fm1 Do", "BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI", "/P <</MCID 0>> BDC", "EMC",
    "/GS1 gs", "10 w", "0 w", "[3 2] 0 d",
)  # fmt: skip
_ENTRIES = (
    "/Rotate 90", "/Rotate 180", "/Rotate 270", "/Rotate 45", "/Rotate -90", "/UserUnit 10",
    "/MediaBox [0 0 0 0]", "/MediaBox [-500 -500 500 500]", "/MediaBox [0 0 1e6 1e6]",
    "/MediaBox [595 842 0 0]", "/CropBox [100 100 300 300]", "/CropBox [9000 9000 9999 9999]",
    "/CropBox [300 300 100 100]", "/Count 99999", "/Count -1", "/Kids []", "/Filter /Foo",
    "/Filter /FlateDecode", "/Encoding /MacRomanEncoding", "/Encoding 1 0 R", "/BaseFont /Arial-BoldMT",
    "/FontMatrix [1 0 0 1 0 0]", "/Title (\xfe\xff\xd8\x00)", "/Title ()", "/Parent 1 0 R", "/Contents []",
    "/Type /Page", "/Annots [1 0 R]", "/Resources <<>>",
)  # fmt: skip


def mutate_pdf(data: bytes, rnd: Random) -> bytes:
    """The PDF with one to four changes to an object or a content stream, seldom to bare bytes."""
    if rnd.random() < 0.05:
        return mutate_bytes(data, rnd)
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    if not objects:
        return mutate_bytes(data, rnd)
    for _ in range(rnd.choice((1, 1, 2, 4))):
        _change(objects, rnd)
    trailer = _TRAILER.search(data)
    return assemble(objects, trailer[1] if trailer else b"<</Root 1 0 R>>")


def _change(objects: dict[int, bytes], rnd: Random) -> None:
    streams = [n for n, body in objects.items() if b"endstream" in body]
    number = rnd.choice(streams) if streams and rnd.random() < 0.65 else rnd.choice(list(objects))
    kind = rnd.randrange(30)
    if kind == 0 and len(objects) > 1:
        del objects[number]
    elif kind == 1:
        objects[number] = objects[rnd.choice(list(objects))]
    elif kind == 2:
        depth = rnd.choice((30, 600))
        objects[number] = objects[number].replace(b">>", b"/X " + b"[" * depth + b"]" * depth + b">>", 1)
    else:
        objects[number] = _changed(objects[number], rnd, list(objects))


def _changed(body: bytes, rnd: Random, numbers: list[int]) -> bytes:
    split = _STREAM.fullmatch(body.strip())
    if split is None or rnd.random() < 0.1:
        return _tokens(body, rnd, lambda: _entry(rnd, numbers))
    head, content = split[1], split[2]
    if b"/FlateDecode" in head and b"/Subtype" not in head:
        try:
            content, head = zlib.decompress(content), re.sub(rb"/Filter\s*(\[[^\]]*\]|/\w+)", b"", head)
        except zlib.error:
            return mutate_bytes(body, rnd)
    content = _tokens(content, rnd, lambda: f"\n{rnd.choice(_OPERATORS)}\n")
    head = _LENGTH.sub(b"/Length %d" % len(content), head)
    return head + b"stream\n" + content + b"\nendstream"


def _entry(rnd: Random, numbers: list[int]) -> str:
    return rnd.choice((rnd.choice(_ENTRIES), f" {rnd.choice(numbers)} 0 R ", rnd.choice(_NUMBERS), "null"))


def _tokens(body: bytes, rnd: Random, new: object) -> bytes:
    tokens = _TOKEN.findall(body.decode("latin-1"))
    figures = [i for i, token in enumerate(tokens) if _NUMBER.fullmatch(token)]
    if figures and rnd.random() < 0.4:
        tokens[rnd.choice(figures)] = rnd.choice(_NUMBERS)
    else:
        assert callable(new)
        tokens = change(tokens, rnd, new())
    return "".join(tokens).encode("latin-1", "replace")


def assemble(objects: dict[int, bytes], trailer: bytes) -> bytes:
    """A PDF of these objects, with an index that leads to them."""
    out = bytearray(b"%PDF-1.4\n")
    places: dict[int, int] = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj%sendobj\n" % (number, b"\n" + objects[number].strip(b"\n") + b"\n")
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d %05d %c \n" % (
            places.get(number, 0),
            0 if number else 65535,
            b"n"[0] if number in places else b"f"[0],
        )
    out += (
        b"trailer\n"
        + re.sub(rb"/Size \d+", b"/Size %d" % size, trailer)
        + b"\nstartxref\n%d\n%%%%EOF\n" % start
    )
    return bytes(out)
