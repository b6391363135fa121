"""Council pages: lists under their headings, outcome, dates, bodies, quotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.families import council_page, news
from extractors.families.prose import list_kind
from extractors.model import Block, Document
from extractors.registry import detect
from tests.prose_items import item

INTRO = "Services for children with SEND in Anyshire were inspected by Ofsted in March 2024."


def test_lists_under_headings_are_numbered_findings_of_their_section() -> None:
    found = council_page.extract(
        item(
            INTRO,
            "# What we do well",
            "Most children benefit from:",
            "- kind staff",
            "- early help",
            "# Areas for improvement",
            "Anyshire County Council has been asked to act on these:",
            "- Leaders should cut waits.",
            "The report is online.",
        )
    )
    assert [(f.kind, f.number, f.text, f.section) for f in found.findings] == [
        ("strength", 1, "kind staff", "What we do well"),
        ("strength", 2, "early help", "What we do well"),
        ("area_for_improvement", 1, "Leaders should cut waits.", "Areas for improvement"),
    ]
    assert [b.name for b in found.bodies] == ["Anyshire County Council"]
    assert [m.raw for m in found.inspection_dates] == ["March 2024"]
    assert [s.text for s in found.statements][-1] == "The report is online."
    assert found.status == "ok"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What’s working well", "strength"),
        ("Our strengths", "strength"),
        ("What we need to improve", "area_for_improvement"),
        ("What needs to improve?", "area_for_improvement"),
        ("Areas for priority action", "area_for_priority_action"),
        ("What does the area partnership need to do better?", "weakness"),
        ("Significant areas of weakness", "significant_weakness"),
        ("What happens next", None),
        ("Contact us", None),
    ],
)
def test_headings_say_what_their_lists_hold(heading: str, kind: str | None) -> None:
    assert list_kind(heading) == kind


def test_list_of_links_or_of_promises_is_no_list_of_findings() -> None:
    found = council_page.extract(
        item(
            INTRO,
            "# Areas for improvement",
            "- Leaders should cut waits.",
            "To do this we will:",
            "- hire staff",
            "You can read more in:",
            "- the full report",
        )
    )
    assert [f.text for f in found.findings] == ["Leaders should cut waits."]
    assert {s.stance for s in found.statements if s.text in ("hire staff", "the full report")} <= {
        "context",
        "praise",
    }


def test_nested_items_with_the_same_mark_belong_to_the_item_above() -> None:
    found = council_page.extract(
        item(
            INTRO,
            "# What we need to improve",
            "- Leaders should see that:",
            "- waits fall",
            "- plans are kept",
        )
    )
    assert [f.text for f in found.findings] == ["Leaders should see that: waits fall plans are kept"]


def test_list_that_lost_its_marks_is_read_and_uncertain() -> None:
    found = council_page.extract(
        item(
            INTRO,
            "# Areas for improvement",
            "Partners were asked to address the following areas for improvement:",
            "Leaders should cut the time that families wait.",
            "Health services should improve their advice.",
            "A copy is online.",
        )
    )
    assert [f.number for f in found.findings] == [1, 2]
    assert [p.category for p in found.problems] == ["uncertain"]


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Arrangements typically lead to positive experiences.", 1),
        ("Arrangements lead to inconsistent experiences and outcomes.", 2),
        ("There are widespread and/or systemic failings.", 3),
        ("Inspectors came for a week.", None),
    ],
)
def test_outcome_wording(sentence: str, outcome: int | None) -> None:
    assert council_page.extract(item(INTRO, sentence)).details.outcome == outcome


def test_short_plain_line_is_a_heading_and_the_first_sentence_no_title() -> None:
    blocks = tuple(
        Block(kind=kind, text=text, level=1 if kind == "list_item" else 0)
        for kind, text in (
            ("paragraph", INTRO),
            ("paragraph", "What we do well"),
            ("list_item", "kind staff"),
        )
    )
    found = council_page.extract(Document(format="text", sha256="0", title="What we do well", blocks=blocks))
    assert found.details.title is None
    assert [(f.kind, f.section) for f in found.findings] == [("strength", "What we do well")]


def test_page_without_lists_says_what_was_looked_for() -> None:
    found = council_page.extract(item("# Our inspection", INTRO))
    assert (found.status, found.problems[0].category) == ("partial", "heading_missing")


def test_furniture_between_parts_is_left_out_and_what_follows_stays() -> None:
    found = council_page.extract(
        item(
            INTRO,
            "# Share this page",
            "Tweet it now.",
            "# Our strengths",
            "- kind staff",
            "# Cookies",
            "We use them.",
        )
    )
    assert [f.text for f in found.findings] == ["kind staff"]
    assert [s.text for s in found.statements] == [INTRO]


def test_page_is_recognised_by_its_headings() -> None:
    page = item(
        INTRO, "# What we do well", "- kind staff", "# Areas for improvement", "- Leaders should cut waits."
    )
    assert council_page.recognise(page) >= 0.75
    assert council_page.recognise(page) > news.recognise(page)


@pytest.mark.real
def test_lists_and_voices_of_a_published_page(real_corpus: Path) -> None:
    data = (real_corpus / "warrington" / "send-inspection-page.txt").read_bytes()
    found = council_page.extract(detect(data, ".txt").read(data))
    assert [f.kind for f in found.findings] == ["strength"] * 5 + ["area_for_improvement"] * 4
    assert found.details.outcome == 2
    assert [p.name for p in found.people] == ["Sarah Hall", "Carl Marsh", "Jean Fitzpatrick"]
    assert [m.raw for m in found.inspection_dates] == ["February 2023"]
    assert len(found.bodies) == 2
