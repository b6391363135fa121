"""What letters' pages hold beside the text: page numbers above the foot, footnotes between two halves."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.model import Document
from extractors.readers.pdf import read_pdf

HEIGHT = A4[1]


def _pdf(*pages: list[tuple[float, float, float, str]]) -> Document:
    """Pages of (x, from the top, type size, text)."""
    held = BytesIO()
    canvas = Canvas(held, pagesize=A4)
    for page in pages:
        for x, top, size, text in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, HEIGHT - top, text)
        canvas.showPage()
    canvas.save()
    return read_pdf(held.getvalue())


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.text_blocks]


def test_page_number_well_above_the_foot_is_no_text() -> None:
    pages = [
        [
            (72, 100, 12, f"The orchard on hill {name} is looked after by its own small team"),
            (72, 114, 12, "and the trees are pruned in winter."),
            (290, 755, 12, str(number)),
        ]
        for number, name in enumerate(("alpha", "beta", "gamma"), 1)
    ]
    document = _pdf(*pages)
    assert not any(block.text.strip().isdigit() for block in document.text_blocks)
    assert [block.text for block in document.furniture] == ["1", "2", "3"]


def test_figure_in_the_lower_part_of_one_page_is_text() -> None:
    document = _pdf([(72, 100, 12, "The number of trees in the upper orchard is"), (72, 755, 12, "41")])
    assert any("41" in text for text in _texts(document))


def test_footnote_between_two_halves_of_a_paragraph() -> None:
    first = [
        (72, 700, 12, "The baker in the lower village begins her work long before the sun is up and"),
        (72, 714, 12, "she carries warm bread over the bridge to every single house in the valley and"),
        (72, 740, 6.5, "1 This note was set in small type by the printer of the village."),
    ]
    second = [
        (72, 72, 12, "to the mill on the far side, where the children wait for it on market days with"),
        (72, 86, 12, "their baskets."),
    ]
    texts = _texts(_pdf(first, second))
    body = next(text for text in texts if text.startswith("The baker"))
    assert body.endswith("with their baskets.")
    assert "printer" not in body
    assert any(text.startswith("1 This note") for text in texts)


def test_footnote_does_not_take_the_next_page_where_its_paragraph_ended() -> None:
    first = [
        (72, 700, 12, "The baker in the lower village begins her work before sunrise."),
        (72, 740, 6.5, "1 This note was set in small type by the printer"),
    ]
    second = [(72, 72, 12, "Another paragraph opens the page and says that the mill is closed.")]
    texts = _texts(_pdf(first, second))
    assert "Another paragraph opens the page and says that the mill is closed." in texts


def test_bold_heading_close_under_a_full_last_line_is_no_part_of_it() -> None:
    held = BytesIO()
    canvas = Canvas(held, pagesize=A4)
    lines = [
        (
            "Helvetica",
            82,
            "The bakers of the lower village hand out warm bread on every market day of the year.",
        ),
        (
            "Helvetica-Bold",
            72,
            "How the village meets the needs of the children who come from across the river",
        ),
        (
            "Helvetica",
            72,
            "The mill is open to all of them on each of the five working days of every week now.",
        ),
    ]
    for number, (font, x, text) in enumerate(lines):
        canvas.setFont(font, 11)
        if number == 0:
            canvas.drawString(x - 10, HEIGHT - 100, "\u2022")
        canvas.drawString(x, HEIGHT - 100 - 14 * number, text)
    canvas.save()
    document = read_pdf(held.getvalue())
    assert document.text_blocks[0].text.endswith("day of the year.")
    assert document.text_blocks[1].text.startswith("How the village")
