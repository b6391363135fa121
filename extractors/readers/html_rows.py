"""The rows and cells of a page's table, by tags or by roles, and of a list of labels and values."""

from __future__ import annotations

from lxml import html

from extractors.readers.html_page import HEADINGS, text_length

Row = tuple[html.HtmlElement, list[html.HtmlElement]]  # a row and its cells
_LONG_VALUE = 600  # characters; a definition list with longer parts is prose


def is_label_list(element: html.HtmlElement) -> bool:
    """Whether a definition list is a table of labels and short values."""
    parts = list(element.iter("dt", "dd"))
    rich = any(e is not element for e in element.iter("table", "ul", "ol", "dl", *HEADINGS))
    if rich or len(parts) < 2:
        return False
    return all(text_length(e) <= _LONG_VALUE for e in parts)


def table_rows(element: html.HtmlElement) -> list[Row]:
    """A table's rows with their cells, those of the tables inside it left out."""
    if element.tag == "dl":
        return _label_rows(element)
    rows: list[Row] = []
    foot: list[Row] = []
    for child in element:
        group = child.tag in ("thead", "tbody", "tfoot") or child.get("role") == "rowgroup"
        for tr in child if group else (child,):
            if tr.tag == "tr" or tr.get("role") == "row":
                cells = [c for c in tr if c.tag in ("td", "th") or c.get("role") in _CELL_ROLES]
                (foot if child.tag == "tfoot" else rows).append((tr, cells))
    return [row for row in rows + foot if row[1]]


_CELL_ROLES = ("cell", "gridcell", "columnheader", "rowheader")


def _label_rows(element: html.HtmlElement) -> list[Row]:
    rows: list[Row] = []
    for part in element.iter("dt", "dd"):
        if part.tag == "dt" or not rows:
            rows.append((part, [part]))
        else:
            rows[-1][1].append(part)
    return rows


def is_header(td: html.HtmlElement, tr: html.HtmlElement, whole_row: bool) -> bool:
    """Whether a cell heads its column: in the table's head, or in a row of nothing but header cells."""
    if td.get("role") == "columnheader":
        return True
    parent = tr.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    return td.tag == "th" and whole_row and td.get("scope") not in ("row", "rowgroup")


def whole(text: str | None, otherwise: int) -> int:
    """An attribute\'s whole number, within reason; `otherwise` where it is none."""
    try:
        return max(-1_000_000, min(1_000_000, int((text or "").strip())))
    except ValueError:
        return otherwise
