"""The same finding in other areas, and what was done there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractors.model import Finding
from pipeline import queries
from pipeline.areas import areas
from pipeline.coverage import cover
from pipeline.likeness import cosine, features
from pipeline.link import link
from pipeline.nearest import CUT, MOST, Compared, chance
from pipeline.records import Entry, findings_of
from pipeline.rows import Result
from pipeline.similar import pairs as near_pairs
from pipeline.similar import similar, told
from pipeline.store import write
from tests.benchmarks.similar import corpus
from tests.plan_corpus import action, entry, finding, plan, report

WAITS = "Children wait too long for an autism assessment."
LONG = "Waiting times for autism assessments are too long for children and families."
BUSES = "School transport arrives late on many mornings."


def area(slug: str, *findings: Finding, **fields: object) -> Entry:
    extraction = report(*findings).extraction
    assert extraction is not None
    return entry(f"{slug}.pdf", extraction, area_id=slug, **fields)


KENT = area("kent", finding("weakness", 1, WAITS), finding("weakness", 2, BUSES))
LEEDS = area("leeds", finding("area_for_improvement", 1, LONG), finding("strength", 1, LONG))


def pairs(*entries: Entry) -> set[tuple[str, str]]:
    return {(k.from_id, k.to_id) for k in similar(entries)}


def test_a_weakness_meets_the_improvement_asked_of_another_area() -> None:
    ends = (f"{KENT.id}-W1", f"{LEEDS.id}-I1")
    assert pairs(KENT, LEEDS) == {ends, ends[::-1]}


def test_praise_is_not_compared_with_criticism_nor_an_area_with_itself() -> None:
    praise = area("leeds", finding("strength", 1, LONG))
    again = area("kent", finding("weakness", 1, WAITS), path="later.pdf", id="otherdoc")
    assert pairs(KENT, praise) == set()
    assert pairs(KENT, again) == set()


def test_another_matter_is_not_the_same() -> None:
    assert pairs(KENT, area("leeds", finding("weakness", 1, "The local offer is out of date."))) == set()


def test_a_document_of_no_known_area_and_a_second_rendering_are_left_out() -> None:
    assert pairs(KENT, area("leeds", finding("weakness", 1, LONG), same_as="x")) == set()
    assert (
        pairs(KENT, area("leeds", finding("weakness", 1, LONG)).model_copy(update={"area_id": None})) == set()
    )


def test_only_the_nearest_few_and_each_with_its_reasons() -> None:
    many = [
        area(slug, finding("weakness", 1, LONG))
        for slug in ("leeds", "bury", "hull", "york", "bath", "ely", "deal")
    ]
    links = [k for k in similar([KENT, *many]) if k.from_id == f"{KENT.id}-W1"]
    assert len(links) == MOST
    assert all(k.score >= CUT and k.reasons.parts and k.reasons.spans for k in links)
    assert all(k.kind == "similar" and k.method == "similarity" and k.accepted for k in links)


def test_what_is_alike_is_told_in_whole_words_as_printed() -> None:
    here = area(
        "kent", finding("weakness", 1, "Frustrated gatekeepers evaluate autism assessments carelessly.")
    )
    there = area("leeds", finding("weakness", 1, "Gatekeepers, frustrated, evaluated autism assessments."))
    for one in similar([here, there]):
        said = one.reasons.summary.removeprefix("alike in ").split(", ")
        assert {"gatekeepers", "frustrated"} < set(said)
        assert not {"frustrat", "evalu", "gatekeeper"} & set(said)


def test_order_of_documents_makes_no_difference() -> None:
    assert similar([KENT, LEEDS]) == similar([LEEDS, KENT])


def test_the_score_rises_with_words_and_with_themes() -> None:
    assert chance(0.2, 0.0) < chance(0.6, 0.0) < chance(0.6, 1.0) < 1


EMPTY = Compared((), (), {})


def test_all_pairs_at_once_give_what_pair_by_pair_gives() -> None:
    entries = corpus(areas=12, each=8)
    texts = {id_: one.text for e in entries for id_, one in findings_of(e)}
    found = near_pairs(EMPTY.with_documents((), told(entries)))
    assert found
    for pair in found:
        both = cosine(features(texts[pair.id]), features(texts[pair.near.id]))
        assert pair.near.words == pytest.approx(both, abs=1e-4)


def test_what_changed_alone_gives_what_all_at_once_gives() -> None:
    first, later = corpus(areas=16, each=8), corpus(areas=20, each=8)[3:]
    gone = {e.id for e in first} - {e.id for e in later}
    stays = [e.id for e in first if e.id not in gone]
    before = Compared.from_bytes(EMPTY.with_documents((), told(first)).to_bytes())
    again = before.with_documents(stays, told([e for e in later if e.id not in stays]))
    assert near_pairs(again) == near_pairs(EMPTY.with_documents((), told(later)))


def test_nothing_that_can_be_read_is_nothing_kept() -> None:
    assert Compared.from_bytes(b"no columns").rows == Compared.from_bytes(None).rows == []
    assert Compared.from_bytes(EMPTY.to_bytes()).rows == []


def test_the_time_grows_no_faster_than_it_may() -> None:
    entries = corpus(areas=50, each=20)
    start = time.perf_counter()
    similar(entries)
    assert time.perf_counter() - start < 20  # a thousand; ten thousand have a minute, in `make bench`


def test_what_was_done_there_is_shown_with_it(tmp_path: Path) -> None:
    answer = plan(action(1, "Hire two assessors", objective=WAITS), answers=KENT, area_id="kent")
    entries = [KENT, LEEDS, answer]
    links = [*link(entries), *similar(entries)]
    assert any(k.kind == "addresses" and k.accepted for k in links)
    path = tmp_path / "goldenthread.db"
    write(Result(areas().values(), entries, [], links, cover(entries, links)), path, "0", {})
    here = next(id_ for id_, _ in findings_of(LEEDS) if id_.endswith("I1"))
    with queries.open_database(path) as db:
        (row,) = queries.told_the_same(db, here)
        assert (row["other_area"], row["activity"]) == ("Kent", "Hire two assessors")
        assert row["other_id"] == f"{KENT.id}-W1"
