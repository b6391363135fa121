"""Small invented PDFs to begin with: prose, a ruled table, a table without rules, turned and layered "
"pages."""

from __future__ import annotations

from tests.pdf_files import Sheet, pdf_bytes

A5 = (420.0, 595.0)
ACROSS = (595.0, 420.0)  # turned, it stands upright: the maker of the file swaps its sides


def _prose(sheet: Sheet) -> None:
    sheet.text(50, 60, "Wexshire local area", 18, bold=True)
    sheet.lines(
        50, 90, "The partnership keeps a plan that says who does", "what and by when. It is read each term."
    )
    sheet.lines(50, 140, "• Waiting times are long.", "• Plans are late, and some are", "   not good enough.")
    sheet.text(50, 580, "Page 1", 8)


def _table(sheet: Sheet) -> None:
    sheet.grid((40, 140, 260, 380), (80, 110, 150, 200))
    sheet.fill(40, 80, 380, 110, (0.8, 0.9, 1))
    for row, texts in enumerate((("Action", "Owner", "By"), ("Write guide", "Ann Lee", "May 2024"))):
        for column, text in enumerate(texts):
            sheet.text(45 + 115 * column, 100 + 32 * row, text, bold=not row)
    sheet.lines(45, 165, "Train staff in", "all schools", size=9, pitch=11)
    sheet.fill(265, 155, 375, 195, (1, 0.75, 0))
    sheet.text(50, 580, "Page 2", 8)


def _unruled(sheet: Sheet) -> None:
    for row in range(5):
        for column, text in enumerate(("Aim", "Lead", "Due", "June 2025")):
            sheet.text(40 + 95 * column, 80 + 22 * row, f"{text} {row}", 10)


def _struck(sheet: Sheet) -> None:
    sheet.text(50, 80, "Due March 2024 June 2024")
    sheet.rule(72, 76, 140, 76)
    sheet.canvas.drawString(50, 300, "pre-")
    sheet.canvas.drawString(50, 288, "school \u2013 caf\u00e9 \u00ad x")
    sheet.canvas.rotate(20)
    sheet.text(80, 300, "turned text")


def pdf() -> list[bytes]:
    """PDFs with their content as plain text, so that changes reach it."""
    plain = {"pageCompression": 0, "invariant": 1}
    return [
        pdf_bytes(_prose, size=A5, **plain),
        pdf_bytes(_table, _table, size=A5, **plain),
        pdf_bytes(_unruled, size=A5, **plain),
        pdf_bytes(_struck, size=ACROSS, rotate=90, **plain),
        pdf_bytes(_prose, _table, size=ACROSS, rotate=270, **plain),
    ]
