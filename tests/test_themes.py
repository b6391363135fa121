"""Themes: what a finding or an action is about, in the field's own words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.evaluate.kinds.themes import GoldThemes
from pipeline.extraction import extract_document
from pipeline.ingest import fingerprint
from pipeline.themes import Vocabulary, themed, themes_of, vocabulary
from tests.plan_corpus import action, finding, plan, report

GOLD = Path(__file__).parent.parent / "gold" / "themes" / "area-send-findings.json"


def test_at_least_thirty_themes_each_with_a_label() -> None:
    themes = vocabulary().themes
    assert len(themes) >= 30
    assert all(theme.label and theme.together for theme in themes.values())
    assert len({theme.label for theme in themes.values()}) == len(themes)


@pytest.mark.parametrize("slug", list(vocabulary().themes))
def test_every_theme_can_be_touched(slug: str) -> None:
    raw = [" ".join(phrase) for phrase, group in _phrases() if group in _groups(slug)]
    text = ". ".join(raw) + ". " + " ".join(raw)
    assert slug in themes_of(text)


def _phrases() -> list[tuple[tuple[str, ...], str]]:
    return [entry for entries in vocabulary().index.values() for entry in entries]


def _groups(slug: str) -> set[str]:
    theme = vocabulary().themes[slug]
    return {group for way in (*theme.together, *theme.anywhere) for group in way}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Children wait too long for autism assessments.", {"waiting_times", "waiting_neurodevelopmental"}),
        ("Waits for CAMHS have doubled.", {"waiting_mental_health", "mental_health"}),
        ("One in three EHC plans is issued within 20 weeks.", {"ehc_plan_timeliness"}),
        ("Audits show that few EHC plans describe health needs in detail.", {"ehc_plan_quality"}),
        ("Recruit two speech and language therapists.", {"speech_and_language"}),
        ("Open a sixth special school because places are insufficient.", {"sufficiency"}),
        ("Families say that they tell their story again and again.", {"information_sharing"}),
        ("Relaunch the Local Offer with the Parent-Carer Forum.", {"local_offer", "co_production"}),
        ("Promote personal health budgets.", {"personal_budgets"}),
        ("Pupils on part-time timetables are not in school enough.", {"children_not_in_school"}),
    ],
)
def test_what_texts_touch(text: str, wanted: set[str]) -> None:
    assert wanted <= set(themes_of(text))


@pytest.mark.parametrize(
    ("text", "not_this"),
    [
        ("Young people not in education, employment or training get advice.", "training"),
        ("Health visitors use a shared policy.", "safeguarding"),
        ("Speech, language and communication needs are known.", "communication_with_families"),
        ("Mental health services are near.", "health_services"),
        ("Staff are well equipped.", "specialist_equipment"),
        ("Community nursing is strong.", "early_years"),
        ("Children are well supported in their setting.", "inclusion_in_mainstream"),
    ],
)
def test_words_that_only_look_alike(text: str, not_this: str) -> None:
    assert not_this not in themes_of(text)


def test_nothing_is_touched_by_a_text_of_another_field() -> None:
    assert themes_of("The library roof was mended in May.") == ()


def test_two_words_in_different_sentences_do_not_make_a_theme() -> None:
    assert "waiting_mental_health" not in themes_of("Some wait for a bus. Mental health is a priority.")


def test_findings_and_actions_of_documents_that_stand() -> None:
    listed = report(finding("weakness", 1, "The local offer is out of date."))
    answer = plan(action(1, "Rewrite the pages", objective="A useful local offer"), version=2)
    older = plan(action(1, "Train sixty staff"), path="old.docx", version=1)
    found = {(t.item_id, t.theme) for t in themed([listed, answer, older])}
    assert found == {(f"{listed.id}-W1", "local_offer"), (f"{answer.id}-A001", "local_offer")}


def test_a_theme_that_names_an_unknown_group_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown groups"):
        Vocabulary({"groups": {}, "themes": {"x": {"label": "X", "together": ["a + b"]}}})


@pytest.mark.real
def test_themes_against_labels_of_the_half_held_out(real_corpus: Path) -> None:
    gold = GoldThemes.model_validate(json.loads(GOLD.read_text("utf-8")))
    said: dict[tuple[str, str, int], set[str]] = {}
    for path in sorted((real_corpus / "area-send-reports").glob("*.pdf")):
        data = path.read_bytes()
        extraction = extract_document(data, ".pdf").extraction
        for item in extraction.findings if extraction else ():
            said[fingerprint(data), item.kind, item.number] = set(themes_of(item.text))
    right = wanted = found = 0
    for document in gold.documents:
        for item in document.findings:
            if item.part == "held_out":
                got, want = said[document.sha256 or "", item.kind, item.number], set(item.themes)
                right, wanted, found = right + len(got & want), wanted + len(want), found + len(got)
    assert 2 * right / (wanted + found) >= 0.85
