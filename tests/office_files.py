"""Small office files for tests, written straight from their parts, so that no reader's library is trusted."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(kinds: Mapping[str, str]) -> str:
    """A relations part: target by kind; a kind may carry a number to stand twice."""
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{R}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for i, (kind, target) in enumerate(kinds.items())
    )
    return f'<Relationships xmlns="{RELS}">{rows}</Relationships>'


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body; further parts by name (`styles`, `footer1`), without their root."""
    roots = {
        "styles": "styles",
        "numbering": "numbering",
        "header": "hdr",
        "footer": "ftr",
        "footnotes": "footnotes",
    }
    files: dict[str, str] = {
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name in parts}),
    }
    for name, content in parts.items():
        root = roots.get(name.rstrip("0123456789"), name)
        files[f"word/{name}.xml"] = f"<w:{root} {W}>{content}</w:{root}>"
    return zipped(files)


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run; `properties` and `run` are the insides of pPr and rPr."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def tc(content: str, properties: str = "") -> str:
    """A table cell of these paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows: str, properties: str = "") -> str:
    """A table of rows, each the joined cells, or whole `<w:tr>` elements."""
    whole = "".join(row if row.startswith("<w:tr") else f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{whole}</w:tbl>"


def table(*rows: tuple[str, ...]) -> str:
    """A plain table of texts."""
    return tbl(*("".join(tc(p(text)) for text in row) for row in rows))
