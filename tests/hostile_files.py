"""Files that mean harm or were made by a broken program: small on the disk, large or endless to read."""

from __future__ import annotations

import copy
import struct
import zipfile
import zlib
from io import BytesIO

from tests.fuzz import seeds
from tests.fuzz.mutate_pdf import assemble
from tests.fuzz.mutate_zip import pack, unpack
from tests.office_files import RELS, R, docx, p, tbl, tc, zipped

WORDS = b"BT /F1 11 Tf 72 700 Td (The plan says who does what and by when.) Tj ET"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def pdf(content: bytes = WORDS, pages: int = 1, packed: bool = False) -> bytes:
    """A PDF that shows one content on all of its pages, which are one and the same."""
    stored = zlib.compress(content, 9) if packed else content
    filter_ = b"/Filter /FlateDecode" if packed else b""
    return assemble(
        {
            1: b"<</Type /Catalog /Pages 2 0 R>>",
            2: b"<</Type /Pages /Count %d /Kids [%s]>>" % (pages, b"3 0 R " * pages),
            3: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
            b"<</Font <</F1 5 0 R>>>>>>",
            4: b"<</Length %d%s>>stream\n%s\nendstream" % (len(stored), filter_, stored),
            5: b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        },
        b"<</Root 1 0 R /Size 6>>",
    )


def pdfs() -> dict[str, bytes]:
    """PDFs by what is wrong with them."""
    plain = pdf()
    return {
        "no page": pdf(pages=0),
        "a page tree that holds itself": plain.replace(b"/Kids [3 0 R ]", b"/Kids [2 0 R ]"),
        "a million pages stated": plain.replace(b"/Count 1", b"/Count 1000000"),
        "fewer pages than none": plain.replace(b"/Count 1", b"/Count -7"),
        "arrays nested deep": plain.replace(
            b"/Type /Page ", b"/X " + b"[" * 99_999 + b"]" * 99_999 + b"/Type /Page "
        ),
        "dictionaries nested deep": plain.replace(
            b"/Type /Page ", b"/X " + b"<</A " * 99_999 + b"1" + b">>" * 99_999 + b"/Type /Page "
        ),
        "states saved without end": pdf(b"q " * 300_000 + WORDS),
        "a content of 60 MB": pdf(WORDS + b" " * 60_000_000, packed=True),
        "shapes by the thousand": pdf(WORDS + b" 0 0 9 9 re f" * 50_000, packed=True),
        "a font that is a page": plain.replace(b"/F1 5 0 R", b"/F1 3 0 R"),
        "a content that is the catalogue": plain.replace(b"/Contents 4 0 R", b"/Contents 1 0 R"),
        "only its first line": b"%PDF-1.7\n",
        "its mark and noise": b"%PDF-1.7\n" + bytes((n * 7919) % 251 for n in range(9_000)),
        "no objects": b"%PDF-1.4\nxref\n0 0\ntrailer\n<<>>\nstartxref\n9\n%%EOF",
    }


def _understated() -> bytes:
    """A part that unpacks to far more than its header says."""
    part = b"<w>" + b" " * 5_000_000 + b"</w>"
    return zipped({"word/document.xml": part}).replace(struct.pack("<I", len(part)), struct.pack("<I", 900))


def _overlapping() -> bytes:
    """Thousands of parts that are all the same packed bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 300_000 + b"</a>")
        first = archive.filelist[0]
        for number in range(2_000):
            again = copy.copy(first)
            again.filename = again.orig_filename = f"word/part{number}.xml"
            archive.filelist.append(again)
    return out.getvalue()


def word_files() -> dict[str, bytes]:
    """Word files by what is wrong with them."""
    good = unpack(seeds.docx()[0])
    nested = p("x")
    for _ in range(60):
        nested = tbl(tc(nested))
    outside = (
        f'<Relationships xmlns="{RELS}"><Relationship Id="a" Type="{R}/styles" '
        f'Target="file:///etc/hostname"/>'
        f'<Relationship Id="b" Type="{R}/numbering" Target="../../../../etc/hostname"/></Relationships>'
    )
    entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    return {
        "a size understated": _understated(),
        "parts that overlap": _overlapping(),
        "paragraphs nested deep": docx("<w:p>" * 99_999 + "</w:p>" * 99_999),
        "tables nested deep": docx(nested),
        "a cell over two thousand million columns": docx(
            tbl(tc(p("a"), '<w:gridSpan w:val="2147483647"/>') + tc(p("b")), tc(p("c")) * 99)
        ),
        "attributes by the thousand": docx("<w:p " + " ".join(f'a{n}="x"' for n in range(50_000)) + "/>"),
        "relations that lead outside": pack({**good, "word/_rels/document.xml.rels": outside.encode()}),
        "an entity from outside": pack({**good, "word/document.xml": entity.encode()}),
        "an entity in UTF-16": pack({**good, "word/document.xml": entity.encode("utf-16")}),
        "no document in it": pack({n: part for n, part in good.items() if n != "word/document.xml"}),
        "a document of nothing": pack({**good, "word/document.xml": b""}),
    }


def workbooks() -> dict[str, bytes]:
    """Workbooks by what is wrong with them."""
    good = unpack(seeds.xlsx()[1])

    def sheet(rows: str, after: str = "") -> bytes:
        data = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{after}</worksheet>'
        return pack({**good, "xl/worksheets/sheet1.xml": data.encode()})

    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    merges = "".join(f'<mergeCell ref="A{n}:ZZ{n + 5_000}"/>' for n in range(1, 5_000))
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r0"/>' for n in range(5_000))
    book = f'<workbook xmlns="{SHEET}" xmlns:r="{R}"><sheets>{sheets}</sheets></workbook>'
    return {
        "cells in two corners": sheet(corners),
        "merged ranges that overlap": sheet(corners, f"<mergeCells>{merges}</mergeCells>"),
        "one part as thousands of sheets": pack({**good, "xl/workbook.xml": book.encode()}),
        "a shared text that is not there": sheet('<row r="1"><c r="A1" t="s"><v>-99999999999</v></c></row>'),
        "a date beyond all years": sheet('<row r="1"><c r="A1" s="1"><v>1e300</v></c></row>'),
        "no sheet": pack({n: part for n, part in good.items() if "sheet1" not in n}),
    }


def texts() -> dict[str, bytes]:
    """Pages and texts by what is wrong with them."""
    return {
        "tables nested without end.html": b"<html><body>" + b"<table><tr><td>" * 20_000 + b"x",
        "spans without end.html": b"<html><body><table><tr>" + b"<td rowspan=65534 colspan=1000>x" * 500,
        "rules of style by the thousand.html": (
            b"<html><style>" + b".a b>c~d{color:red}" * 20_000 + b"</style><p>x"
        ),
        "brackets that never close.txt": b"[a](" * 50_000,
        "stars that never close.txt": b"**a " * 20_000,
        "bars.txt": b"|" * 200_000,
        "one long line.txt": b"word " * 200_000,
        "turned about.txt": (
            "The \u202eplan\u202c \u2066\u200fخطة\u2069 of \u0007 \x1b[31m words.\u2028 " * 40
        ).encode(),
        "half characters.html": b"<html><body>&#xD800;&#xDFFF;&#0;\xed\xa0\x80 words</body></html>",
    }


def all_files() -> dict[str, bytes]:
    """All of them, by their names with suffixes."""
    return {
        **{f"{name}.pdf": data for name, data in pdfs().items()},
        **{f"{name}.docx": data for name, data in word_files().items()},
        **{f"{name}.xlsx": data for name, data in workbooks().items()},
        **texts(),
    }
