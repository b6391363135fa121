"""The PDF reader: lines, lists, headings, running lines, pages turned, damaged, protected or blank."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption

from extractors.readers.pdf import claim, read_pdf
from extractors.registry import UnreadableError
from tests.pdf_files import Sheet, pdf_bytes, read, texts

LEFT = 72.0


def test_bytes_decide_what_is_a_pdf() -> None:
    assert claim(pdf_bytes(lambda s: s.text(LEFT, 100, "Bread"))) == 1.0
    assert claim(b"\x89PNG and so on") == 0.0


@pytest.mark.parametrize("data", [b"%PDF-1.4 and nothing else", b"\x89PNG\r\n" + b"0" * 400])
def test_damaged_file_is_told_in_plain_words(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="damaged or cut short"):
        read_pdf(data)


def test_file_cut_in_half() -> None:
    whole = pdf_bytes(*(lambda s: s.text(LEFT, 100, "Bread") for _ in range(3)))
    try:
        document = read_pdf(whole[: len(whole) // 2])
    except UnreadableError:
        return
    assert document.problems


def test_password_is_asked_for() -> None:
    data = pdf_bytes(lambda s: s.text(LEFT, 100, "Bread"), encrypt=StandardEncryption("secret"))
    with pytest.raises(UnreadableError, match="password"):
        read_pdf(data)


def test_page_without_text_is_a_problem() -> None:
    document = read(lambda s: s.text(LEFT, 100, "The mill grinds."), lambda s: s.rule(72, 72, 200, 72))
    assert [(p.category, p.page) for p in document.problems] == [("no_text", 2)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_page_reads_as_it_is_shown(turn: int) -> None:
    # A turned page is lain on its side in the file and shown upright.
    across, up = (A4[1], A4[0]) if turn in (90, 270) else A4

    def draw(sheet: Sheet) -> None:
        origin = {0: (0, 0), 90: (across, 0), 180: (across, up), 270: (0, up)}[turn]
        sheet.canvas.translate(*origin)
        sheet.canvas.rotate(turn)
        sheet.text(100, 120, "The miller sells flour.")
        sheet.text(100, 400, "The baker buys it.")

    found = read(draw, rotate=turn).text_blocks
    assert [block.text for block in found] == ["The miller sells flour.", "The baker buys it."]
    box = found[0].source.boxes[0]
    assert box.x0 == pytest.approx(100, abs=1.5)
    assert box.top < 120 < box.bottom
    assert box.x1 < A4[0]


def test_landscape_page_has_boxes_from_its_top_left() -> None:
    document = read(lambda s: s.text(100, 120, "The miller sells flour."), size=landscape(A4))
    box = document.text_blocks[0].source.boxes[0]
    assert box.x0 == pytest.approx(100, abs=1.5)
    assert box.top < 120 < box.bottom


def test_marks_that_the_file_draws_after_the_text() -> None:
    def draw(sheet: Sheet) -> None:
        for top, text in ((100, "Bread is baked at dawn."), (130, "Cakes are baked at noon.")):
            sheet.text(90, top, text)
        for top in (100, 130):
            sheet.text(75, top, "\u2022")

    found = read(draw).text_blocks
    assert [(b.kind, b.mark, b.text) for b in found] == [
        ("list_item", "\u2022", "Bread is baked at dawn."),
        ("list_item", "\u2022", "Cakes are baked at noon."),
    ]


def test_item_over_a_page_break_and_its_footer() -> None:
    def first(sheet: Sheet) -> None:
        sheet.text(75, 700, "\u2022 The village bakery opens long before the sun is over the hills and")
        sheet.text(75, 800, "Report on bread, 3 May 2031 1", size=8)

    def second(sheet: Sheet) -> None:
        sheet.text(82, 90, "closes when the last loaf is sold.")
        sheet.text(75, 118, "\u2022 The mill is closed on market days.")
        sheet.text(75, 800, "Report on bread, 3 May 2031 2", size=8)

    def third(sheet: Sheet) -> None:
        sheet.text(72, 90, "The end of the tale.")
        sheet.text(75, 800, "Report on bread, 3 May 20313", size=8)

    document = read(first, second, third)
    item = document.text_blocks[0]
    assert item.text.endswith("over the hills and closes when the last loaf is sold.")
    assert (item.source.page, item.source.page_end, len(item.source.boxes)) == (1, 2, 2)
    assert document.furniture[0].text == "Report on bread, 3 May 2031 1"
    assert not any("Report" in text for text in texts(document))


def test_number_at_the_head_of_a_wrapped_line_is_no_mark() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(
            LEFT,
            100,
            "The bakery takes apprentices from every village in the valley who are aged 12 to",
            "24) when the harvest has been brought in and the mill has enough water for grinding",
            "again.",
        )

    assert len(read(draw).text_blocks) == 1


def test_nested_items_by_their_indent() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(75, 100, "\u25fc Bakers should offer:")
        sheet.text(95, 114, "- rye bread")
        sheet.text(95, 128, "- white bread.")
        sheet.text(75, 142, "\u25fc Millers should rest.")

    assert [(b.level, b.text) for b in read(draw).text_blocks] == [
        (1, "Bakers should offer:"),
        (2, "rye bread"),
        (2, "white bread."),
        (1, "Millers should rest."),
    ]


def test_headings_by_size_and_weight() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(LEFT, 90, "Bread in the valley", size=20)
        sheet.text(LEFT, 130, "What bakers do", size=11, bold=True)
        sheet.lines(
            LEFT, 160, "They bake bread in the early hours of each and every day.", "They sell it too."
        )

    assert [(b.kind, b.level) for b in read(draw).text_blocks][:2] == [("heading", 1), ("heading", 2)]


def test_words_cut_by_a_typesetter_are_mended_and_real_hyphens_stay() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(LEFT, 100, "The apprentice learns the trade in the morning and the market-")
        sheet.lines(LEFT, 114, "place in the afternoon, a well-known custom among bakers of the appren-")
        sheet.lines(LEFT, 128, "tice guild, who keep the mar-")
        sheet.lines(LEFT, 142, "ket going. The market is old, and the apprentice is a well-")
        sheet.lines(LEFT, 156, "known figure there.")

    text = " ".join(texts(read(draw)))
    assert "apprentice guild" in text
    assert "the market going" in text
    assert "a well-known figure" in text


def test_frame_around_text_is_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid((60, 530), (90, 160))
        sheet.text(70, 110, "Outcome", bold=True)
        sheet.text(70, 140, "The bread is good.")

    document = read(draw)
    assert not document.tables
    assert texts(document) == ["Outcome", "The bread is good."]


def test_shading_behind_text_is_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        for top in (90, 120, 150):
            sheet.fill(60, top, 300, top + 28, (0.9, 0.9, 0.9))
            sheet.fill(302, top, 530, top + 28, (0.9, 0.9, 0.9))
        sheet.lines(70, 110, "The bread is good.", "The flour is better.", pitch=30)

    assert not read(draw).tables


def test_two_columns_of_text_end_where_they_end() -> None:
    left = (
        "The baker of the old mill looks",
        "after the oven, and the miller",
        "looks after the stones and the",
        "water.",
    )
    right = ("Lead: the baker", "By when: every day of", "the week", "Cost: two pence")

    def draw(sheet: Sheet) -> None:
        sheet.lines(LEFT, 100, *left)
        sheet.lines(330, 100, *right)

    assert texts(read(draw)) == [
        " ".join(left),
        "Lead: the baker",
        "By when: every day of the week",
        "Cost: two pence",
    ]


def test_labelled_values_one_under_another_are_apart() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(
            LEFT,
            100,
            "Lead: the baker of the old mill in the upper part of the valley, with his",
            "By when: dawn",
        )
        sheet.text(
            LEFT, 142, "The mill stands by the river, and its wheel is turned by water all the year round."
        )

    assert texts(read(draw))[1] == "By when: dawn"


def test_what_stands_beside_the_page_or_is_too_small_to_see_is_not_read() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(LEFT, 100, "Seen by all.")
        sheet.text(LEFT, -40, "Above the page.")
        sheet.text(sheet.width + 20, 100, "Beside the page.")
        sheet.text(LEFT, 200, "Of no size.", size=0.001)

    assert texts(read(draw)) == ["Seen by all."]


def test_rules_beside_the_page_make_no_table_of_words_that_run_off_it() -> None:
    def draw(sheet: Sheet) -> None:
        right = sheet.width + 2
        sheet.grid([right, right + 180, right + 360], [80, 110, 140])
        for top in (100, 130):
            sheet.text(sheet.width - 10, top, "A word that runs off the page and on and on")

    assert not read(draw).tables


def test_letters_turned_over_have_a_size_and_no_page_of_them_is_lost() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.transform(1, 0, 0, -1, 0, sheet.height)
        sheet.text(LEFT, 300, "Set in a mirror.")

    (block,) = read(draw).text_blocks
    assert (block.text, block.size) == ("Set in a mirror.", 11)


def test_a_page_with_nothing_but_unseen_words_says_that_it_has_no_text() -> None:
    document = read(lambda sheet: sheet.text(-900, 100, "Beside the page."))
    assert [p.category for p in document.problems] == ["no_text"]


def test_letters_drawn_out_over_thousands_of_pages_are_not_read() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(LEFT, 100, "Seen by all.")
        sheet.canvas.transform(1, 0, 9e7, 1, -9e7, 0)
        sheet.text(LEFT, 200, "Drawn out.")

    assert texts(read(draw)) == ["Seen by all."]
