"""The stance of sentences, the statements of a report, and the classifier that ships."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from extractors.families.stance import LABELS, judge, report_statements, scores
from extractors.model import Block, Box, Line
from extractors.train_stance import Report, evaluate, macro_f1, read_reports, train


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Leaders work closely together and know their area well.", "praise"),
        ("Children enjoy well-run clubs and feel valued.", "praise"),
        ("Too many children wait too long for help.", "criticism"),
        ("The quality of plans is inconsistent and reviews are often late.", "criticism"),
        ("The council commissions four providers of alternative provision.", "context"),
    ],
)
def test_stance_of_a_report_sentence(text: str, stance: str) -> None:
    assert judge([text]) == [stance]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Good progress has been made on the local offer.", "progress"),
        ("Waits for speech therapy are falling.", "progress"),
        ("Most actions are now on track.", "progress"),
        ("Trust with parents has improved.", "progress"),
        ("Insufficient progress has been made on plans.", "criticism"),
        ("Waiting times have not improved.", "criticism"),
        ("The report calls for better sharing of information.", "criticism"),
        ("The service for autistic children was commended.", "praise"),
        ("We will act on what the report says.", "context"),
        ("The full report can be found online.", "context"),
    ],
)
def test_stance_in_commentary(text: str, stance: str) -> None:
    assert judge([text], commentary=True) == [stance]


def test_progress_is_told_apart_only_in_commentary() -> None:
    assert judge(["Waiting times are reducing and plans have improved."]) == ["praise"]


def test_sentence_that_carries_on_takes_the_stance_before_it() -> None:
    carried = "This is because staff speak with families about what is there."
    bad = judge(["Far too many families wait too long and receive poor help.", carried])
    good = judge(["Families receive excellent help quickly and are highly positive.", carried])
    assert (bad[0], good[0]) == ("criticism", "praise")
    assert good[1] == "praise"


def test_scores_are_chances() -> None:
    assert scores([]) == []
    found = scores(["Help is excellent.", "Waits are far too long."])
    assert all(abs(s.praise + s.criticism + s.context - 1) < 1e-4 for s in found)
    assert found[0].odds > 0 > found[1].odds


# -- statements of a report --------------------------------------------------------------------


def paragraph(*lines: str, page: int = 2) -> Block:
    printed = tuple(
        Line(text=text, box=Box(page=page, x0=50, top=100 + 14 * i, x1=500, bottom=112 + 14 * i))
        for i, text in enumerate(lines)
    )
    return Block(kind="paragraph", text=" ".join(lines), lines=printed)


def test_statements_have_section_page_and_the_boxes_of_their_lines() -> None:
    block = paragraph("Children feel valued. Too many", "plans are poor and late.")
    found = report_statements([("What is it like?", [block])])
    assert [(s.stance, s.text) for s in found] == [
        ("praise", "Children feel valued."),
        ("criticism", "Too many plans are poor and late."),
    ]
    assert {s.section for s in found} == {"What is it like?"}
    assert [s.source.page for s in found] == [2, 2]
    assert [len(s.source.boxes) for s in found] == [1, 2]


def test_account_of_the_area_is_context_and_headings_are_no_statements() -> None:
    heading = Block(kind="heading", text="Effective work")
    block = paragraph("The new board is strong and effective.")
    found = report_statements([("Information about the local area partnership", [heading, block])])
    assert [(s.stance, s.text) for s in found] == [("context", "The new board is strong and effective.")]


def test_paragraph_cut_by_a_page_is_one_sentence() -> None:
    above = paragraph("Many children who live in the towns and in the villages around wait too long in West")
    below = paragraph("Anyshire.", page=3)
    found = report_statements([("What is it like?", [above, below])])
    assert len(found) == 1
    assert found[0].text.endswith("West Anyshire.")
    assert (found[0].source.page, found[0].source.page_end) == (2, 3)


# -- the classifier ----------------------------------------------------------------------------

GOOD = ["Leaders plan well together.", "Families value the help.", "Staff are skilled and kind."]
BAD = ["Families wait too long.", "Plans are late and poor.", "Leaders do not plan together."]
FLAT = ["The council runs three centres.", "The board began in 2022."]


def invented(name: str) -> Report:
    items = [(text, "praise", "strength") for text in GOOD] + [
        (text, "criticism", "weakness") for text in BAD
    ]
    return Report(name, tuple(items), tuple(FLAT))  # type: ignore[arg-type]


def test_training_twice_gives_the_same_weights() -> None:
    reports = [invented("a"), invented("b")]
    assert train(reports).to_bytes(exclude=["vocab"]) == train(reports).to_bytes(exclude=["vocab"])


def test_evaluation_leaves_whole_reports_out() -> None:
    found = evaluate([invented("a"), invented("b"), invented("c")], folds=3)
    assert set(found) == {"list items", "sentences", "sentences and context"}
    assert found["list items"] == 1.0


def test_macro_f1() -> None:
    pairs = [("praise", "praise"), ("praise", "criticism"), ("criticism", "criticism")]
    assert macro_f1(pairs, LABELS[:2]) == pytest.approx(2 / 3)  # type: ignore[arg-type]


def test_shipped_weights_are_small_and_hold_no_text() -> None:
    folder = files("extractors.vocabulary.stance").joinpath("model")
    data = b"".join(part.read_bytes() for part in folder.iterdir())
    assert len(data) < 1_000_000
    assert not re.search(rb"(?:[A-Za-z]{2,} ){4}", data)


@pytest.mark.real
def test_on_unseen_reports(real_corpus: Path) -> None:
    found = evaluate(read_reports(real_corpus / "area-send-reports"), folds=5)
    assert found["list items"] >= 0.91
    assert found["sentences"] >= 0.80
