"""What the scripts that build invented Word plans share: fills, columns and tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm


def filling(fill: str) -> Any:
    """The element that fills a cell with a colour."""
    return OxmlElement("w:shd", attrs={qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): fill})


def shade(cell: Any, fill: str) -> None:
    """Fill a cell."""
    cell._tc.get_or_add_tcPr().append(filling(fill))


def set_columns(table: Any, widths: Sequence[float]) -> None:
    """Fix the widths of a table's columns, in centimetres."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Fix the widths of a table's columns and of each cell over as many of them as it spans."""
    set_columns(table, widths)
    for row in table.rows:
        for tc in row._tr.tc_lst:
            tc.width = Cm(sum(widths[tc.grid_offset : tc.grid_offset + tc.grid_span]))


def track_run(run: Any, change: Any) -> None:
    """Put a run into the element of a tracked change."""
    run._r.addprevious(change)
    change.append(run._r)
    if change.tag == qn("w:del"):
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def track_end(paragraph: Any, change: Any) -> None:
    """Track a paragraph's mark itself."""
    props = OxmlElement("w:rPr")
    props.append(change)
    paragraph._p.get_or_add_pPr().append(props)
