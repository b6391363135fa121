"""Plans on slides and pages of cards: boxes that are actions, badges, panels of measures."""

from __future__ import annotations

from extractors.families.plan.badges import read_badges
from extractors.families.plan.extract import extract
from extractors.fields.rating import LegendEntry
from extractors.model import Extraction
from extractors.readers.pdf import read_pdf
from tests.pdf_files import Draw, Sheet, pdf_bytes
from tests.plan_tables import document, head, item, para

SLIDE = (960.0, 540.0)
ACTS = (
    "Open a clinic in the north on two days a week.",
    "Write one consent form with parents.",
    "Train two nurses from the south team.",
    "Ring every family on the list each term.",
)


def _read(*pages: Draw) -> Extraction:
    return extract(read_pdf(pdf_bytes(*pages, size=SLIDE)))


def box(sheet: Sheet, x: float, top: float, width: float, height: float, fill: bool = False) -> None:
    """A rounded box."""
    sheet.canvas.setFillColorRGB(0.9, 0.95, 0.95)
    sheet.canvas.roundRect(x, sheet.height - top - height, width, height, 6, stroke=not fill, fill=fill)
    sheet.canvas.setFillColorRGB(0, 0, 0)


def card(sheet: Sheet, x: float, top: float, *lines: str, bold: tuple[int, ...] = ()) -> None:
    """A card with its lines; those whose numbers are given are bold."""
    box(sheet, x, top, 280, 130)
    for k, line in enumerate(lines):
        sheet.text(x + 10, top + 20 + 18 * k, line, 11, bold=k in bold)


def title(sheet: Sheet, text: str) -> None:
    """The slide's title."""
    sheet.text(20, 40, text, 22, bold=True)


def _slide(sheet: Sheet) -> None:
    title(sheet, "Objective 1: Help comes early")
    sheet.text(20, 70, "Area for improvement 1: Leaders should help families sooner.", 10)
    card(sheet, 20, 100, "1.1", ACTS[0], "Lead: Head of Therapies", "With: Parent forum", "By: June 2025")
    card(sheet, 320, 100, "1.2", ACTS[1], "Lead: SEND Manager", "By: July 2025")
    panel(sheet)


def panel(sheet: Sheet) -> None:
    """Two measures beside the cards, with a line that says what their values are."""
    box(sheet, 640, 100, 280, 260, fill=True)
    sheet.text(650, 120, "What difference will it make", 14, bold=True)
    sheet.text(650, 136, "baseline → milestone (Sept 2025) → target (March 2026)".replace("→", "->"), 9)
    sheet.text(650, 170, "Checks done on time", 12.5, bold=True)
    sheet.text(650, 188, "66% -> 75% -> 90%", 13)
    sheet.text(650, 220, "Equipment lent a second time", 12.5, bold=True)
    sheet.text(650, 238, "not counted yet -> start counting in June -> 40%", 10)


def _next(sheet: Sheet) -> None:
    title(sheet, "Objective 1: Help comes early (continued)")
    card(sheet, 20, 100, "1.3", ACTS[2], "Lead: Chief Nurse", "By: May 2025")
    box(sheet, 320, 100, 280, 130, fill=True)
    sheet.lines(330, 120, "What parents told us", "Nobody rang us back.", "We waited a year.")


def test_cards_on_slides_are_actions_under_their_objective() -> None:
    found = _read(_slide, _next)
    assert [a.reference for a in found.actions] == ["1.1", "1.2", "1.3"]
    assert [a.activity for a in found.actions] == list(ACTS[:3])
    assert {a.objective for a in found.actions} == {"Help comes early"}
    assert {a.area_for_improvement for a in found.actions} == {"Leaders should help families sooner."}


def test_those_whom_a_lead_works_with_are_no_owners() -> None:
    owners = _read(_slide, _next).actions[0].owners
    assert [o.role for o in owners] == ["Head of Therapies"]


def test_a_panel_of_values_in_rows_gives_measures_of_its_objective() -> None:
    first, second = _read(_slide, _next).measures
    assert (first.text, first.baseline_value) == ("Checks done on time", 66.0)
    assert [(t.value, t.period) for t in first.targets] == [(75.0, "2025-09"), (90.0, "2026-03")]
    assert (second.baseline_raw, [t.value for t in second.targets]) == ("not counted yet", [40.0])
    assert first.actions == (1, 2, 3)


def test_labels_without_a_colon_and_on_lines_of_their_own_are_read() -> None:
    def draw(sheet: Sheet) -> None:
        title(sheet, "Priority 1: Help comes early")
        for x, act, who in ((20, ACTS[0], "Head of Therapies"), (320, ACTS[1], "SEND Manager")):
            card(sheet, x, 100, act, "Lead", who, "By when", "June 2025", bold=(1, 3))

    actions = _read(draw).actions
    assert [a.activity for a in actions] == list(ACTS[:2])
    assert [a.responsible_raw for a in actions] == ["Head of Therapies", "SEND Manager"]
    assert all(a.timescale is not None and a.timescale.raw == "June 2025" for a in actions)


def test_labels_set_off_by_their_type_alone_are_read() -> None:
    def draw(sheet: Sheet) -> None:
        title(sheet, "Priority 1: Help comes early")
        for k, who in enumerate(("Ann Day, SEND Manager", "Bo Ek, Chief Nurse")):
            x = 20 + 300 * k
            card(sheet, x, 100, f"A{k + 1}", ACTS[k])
            for n, (label, value) in enumerate((("Lead", who), ("By", "June 2025"))):
                sheet.text(x + 10, 160 + 18 * n, label, bold=True)
                sheet.text(x + 40, 160 + 18 * n, value)

    actions = _read(draw).actions
    assert [(a.reference, a.activity) for a in actions] == [("A1", ACTS[0]), ("A2", ACTS[1])]
    assert [a.owners[0].name for a in actions] == ["Ann Day", "Bo Ek"]
    assert all(a.timescale is not None and a.timescale.due_on for a in actions)


def test_a_badge_anywhere_on_a_card_is_its_rating() -> None:
    def draw(sheet: Sheet) -> None:
        title(sheet, "Priority 1: Help comes early")
        card(sheet, 20, 100, "1.1", "On track", ACTS[0], "Lead: SEND Manager", "By: June 2025")
        card(sheet, 320, 100, "1.2", ACTS[1], "Lead: SEND Manager", "By: June 2025", "Delayed")

    assert [a.status for a in _read(draw).actions] == ["on_track", "delayed"]


def test_a_road_map_that_says_actions_again_adds_none() -> None:
    def draw(sheet: Sheet) -> None:
        title(sheet, "Roadmap: what will be different, and when")
        for k, when in enumerate(("By 3 months", "By 6 months")):
            sheet.fill(20 + 300 * k, 100, 300 + 300 * k, 130, (0.3, 0.6, 0.6))
            sheet.text(30 + 300 * k, 120, when, 14, bold=True)
            box(sheet, 20 + 300 * k, 136, 280, 200, fill=True)
            sheet.lines(30 + 300 * k, 160, "• Consent form in use (1.2)", "• Clinic open (1.1)")

    assert len(_read(_slide, draw).actions) == 2


def test_boxes_of_boards_with_leads_and_no_dates_are_no_actions() -> None:
    def draw(sheet: Sheet) -> None:
        title(sheet, "Governance")
        for k, board in enumerate(("Early Years Group", "Voices Group")):
            card(sheet, 20 + 300 * k, 100, board, "Lead: Ann Day", "Meets: monthly in the town hall")

    assert len(_read(_slide, draw).actions) == 2


KEY = (
    head("What the labels mean", 3),
    item("Done finished, and the board has seen the proof"),
    item("On course started, and we expect to finish on time"),
    item("Needs watching started, but something may hold it up"),
    item("Not begun waiting for its start"),
)


def test_a_badge_beside_the_number_of_a_card_of_a_page_rates_it() -> None:
    blocks = [head("SEND action plan"), *KEY, head("Priority 1: Waiting well", 2)]
    for number, badge, act in (("1.1", "Needs watching", ACTS[0]), ("1.2", "Done", ACTS[1])):
        blocks += [head(f"Action {number}", 4), head(badge, 0), head("Action", 0), para(act)]
        blocks += [head("Who", 0), para("Head of SEND"), head("When", 0), para("June 2025")]
        blocks += [head("Progress so far", 0), para("Two rounds were held.")]
    found = extract(document(*blocks)).actions
    assert [(a.reference, a.activity) for a in found] == [("1.1", ACTS[0]), ("1.2", ACTS[1])]
    assert [(a.status, a.status_raw) for a in found] == [
        ("in_progress", "Needs watching"),
        ("complete", "Done"),
    ]


def test_progress_that_begins_with_a_word_of_the_key_rates_the_action() -> None:
    blocks = [head("SEND action plan"), *KEY, head("Priority 1: Waiting well", 2)]
    for k, told in enumerate(("On course Two rounds were held.", "Not begun", "Done The clinic opened.")):
        blocks += [para(f"Action 1.{k + 1}: {ACTS[k]}"), para("Lead: Head of SEND"), para("When: June 2025")]
        blocks += [para(f"Progress so far: {told}")]
    found = extract(document(*blocks)).actions
    assert [a.status for a in found] == ["on_track", "not_started", "complete"]
    assert found[0].update_text == "On course Two rounds were held."


def test_cards_that_have_their_rating_apart_do_not_speak_for_those_that_have_it_in_their_progress() -> None:
    blocks = [head("SEND action plan"), *KEY, head("Priority 1: Waiting well", 2)]
    for k in range(4):
        told = ("On course Two rounds.", "Done It opened.")[k % 2] if k < 2 else "A clinic opened."
        blocks += [para(f"Action 1.{k + 1}: {ACTS[k]}"), para("Lead: Head of SEND"), para("When: June 2025")]
        blocks += [*([para("Status: Delayed")] if k > 1 else []), para(f"Progress so far: {told}")]
        blocks += [para(f"Action 2.{k + 1}: {ACTS[k]} Again."), para("Lead: Head of SEND")]
        blocks += [para("Status: Delayed"), para("Progress so far: Two rounds were held.")]
    found = {a.reference: a.status for a in extract(document(*blocks)).actions}
    assert (found["1.1"], found["1.2"], found["2.1"]) == ("on_track", "complete", "delayed")


def test_the_words_of_a_key_end_where_other_texts_end_or_go_on_differently() -> None:
    key = read_badges(
        document(*KEY, head("Part 1"), para("On course"), para("Done by us"), para("Not begun"), para("Done"))
    )
    assert [e.mark for e in key.entries] == ["Done", "On course", "Not begun"]
    assert isinstance(key.entries[0], LegendEntry)


def test_a_heading_above_that_of_an_action_ends_its_record() -> None:
    blocks = [head("SEND action plan"), head("Area for improvement 1: Waiting", 2)]
    for number, act in (("1.1", ACTS[0]), ("1.2", ACTS[1])):
        blocks += [
            head(f"Action {number}", 4),
            head("Action", 0),
            para(act),
            head("Who", 0),
            para("Head of SEND"),
        ]
        blocks += [head("When", 0), para("June 2025")]
    blocks += [head("How we will measure this", 3), item("Longest wait: Baseline: 70 weeks Target: 40 weeks")]
    found = extract(document(*blocks))
    assert [a.success_measure for a in found.actions] == [None, None]
    assert [m.actions for m in found.measures] == [(1, 2)]
