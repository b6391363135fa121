"""Pieces of Word markup: children through wrappers, alternatives, text boxes, a table style's backgrounds."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractors.readers.docx_styles import A, Styles, W, is_on, number, value
from extractors.readers.limits import MAX_DEPTH

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAX_SPAN = 1000
# Wrappers that print as if they were not there.
CLEAR = {W + n for n in ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo")}
CLEAR |= {W + n for n in ("sdtContent", "ruby", "rubyBase")} | {MC + "Choice"}
_LOOKS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200}


class TableLook:
    """The backgrounds that a table's style gives its cells by their position."""

    def __init__(self, styles: Styles, tbl: etree._Element) -> None:
        properties = tbl.find(W + "tblPr")
        self.styles = styles
        self.style = None if properties is None else value(properties.find(W + "tblStyle"))
        look = None if properties is None else properties.find(W + "tblLook")
        try:
            bits = int(value(look) or "0", 16)
        except ValueError:
            bits = 0
        self.on = {
            n
            for n, bit in _LOOKS.items()
            if value(look, n) in ("1", "true") or (not value(look, n) and bits & bit)
        }
        self.known: dict[str, str | None] = {}

    def fill(self, row: int, column: int, rows: int) -> str | None:
        """The background at a position, `None` where the style gives none."""
        if self.style is None:
            return None
        parts: list[str] = []
        if row == 0:
            parts += ["firstRow"] * ("firstRow" in self.on)
        if row == rows - 1:
            parts += ["lastRow"] * ("lastRow" in self.on)
        if column == 0:
            parts += ["firstCol"] * ("firstColumn" in self.on)
        if "noHBand" not in self.on:
            parts.append("band2Horz" if (row - ("firstRow" in self.on)) % 2 else "band1Horz")
        for part in (*parts, "wholeTable", ""):
            if part not in self.known:
                self.known[part] = self.styles.table_fill(self.style, part)
            if self.known[part]:
                return self.known[part]
        return None


def children(parent: etree._Element, tags: tuple[str, ...], depth: int = 0) -> Iterator[etree._Element]:
    """The children of these tags, through wrappers that print as if they were not there."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif depth >= MAX_DEPTH:
            continue
        elif child.tag in CLEAR or (child.tag == W + "sdt" and not is_placeholder(child)):
            yield from children(child, tags, depth + 1)
        elif child.tag == MC + "AlternateContent":
            yield from children(alternative(child), tags, depth + 1)


def alternative(element: etree._Element) -> etree._Element:
    """The one rendering of several that Word shows."""
    for name in ("Choice", "Fallback"):
        found = element.find(MC + name)
        if found is not None:
            return found
    return element


def is_placeholder(sdt: etree._Element) -> bool:
    """Whether a content control shows only its prompt ("Choose an item.")."""
    properties = sdt.find(W + "sdtPr")
    return properties is not None and bool(is_on(properties.find(W + "showingPlcHdr")))


def text_boxes(element: etree._Element) -> list[etree._Element]:
    """The text boxes inside a drawing, outermost only."""
    if element.tag == MC + "AlternateContent":
        element = alternative(element)
    if element.tag == W + "txbxContent":
        return [element]
    found = []
    for box in element.iter(W + "txbxContent"):
        outer = next(box.iterancestors(W + "txbxContent"), None)
        fallback = next(box.iterancestors(MC + "Fallback"), None)
        if outer is None and fallback is None:
            found.append(box)
    return found


def diagram_ids(element: etree._Element) -> list[str]:
    """The ids of the parts that hold the words of the diagrams (SmartArt) in a drawing."""
    if element.tag == MC + "AlternateContent":
        element = alternative(element)
    return [key for part in element.iter(DGM + "relIds") if (key := part.get(R + "dm"))]


def diagram_lines(root: etree._Element) -> list[str]:
    """The words of a diagram's shapes in the order of its outline, a line for each paragraph."""
    texts: dict[str, list[str]] = {}
    for point in root.iter(DGM + "pt"):
        if point.get("type", "node") in ("node", "asst"):
            lines = ("".join(t.text or "" for t in p.iter(A + "t")).strip() for p in point.iter(A + "p"))
            texts[point.get("modelId") or ""] = [line for line in lines if line]
    below: dict[str, list[tuple[int, str]]] = {}
    for link in root.iter(DGM + "cxn"):
        if link.get("type", "parOf") == "parOf":
            place = number(link.get("srcOrd"), 0), link.get("destId") or ""
            below.setdefault(link.get("srcId") or "", []).append(place)
    heads = below.keys() - {key for children_ in below.values() for _, key in children_}
    found: list[str] = []
    waiting = sorted(heads, reverse=True)
    while waiting:
        key = waiting.pop()
        found += texts.pop(key, [])
        waiting += [child for _, child in sorted(below.pop(key, []), reverse=True)]
    return [*found, *(line for lines in texts.values() for line in lines)]


def symbol_character(code: str | None) -> str:
    """The character of a symbol-font code, "" where it is none."""
    try:
        return chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""


def spanned(properties: etree._Element | None, name: str, otherwise: int) -> int:
    """How many grid columns a property names (`gridSpan`, `gridBefore`), within reason."""
    found = None if properties is None else value(properties.find(W + name))
    return max(0, min(_MAX_SPAN, number(found, otherwise))) if found is not None else otherwise
