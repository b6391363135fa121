"""A faultless database scores 1 everywhere; whatever is then taken away or spoilt is told, with its cause."""

from __future__ import annotations

import hashlib
import io
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from extractors.model import Finding
from pipeline import ids
from pipeline.evaluate import evaluate, print_evaluation
from pipeline.evaluate.records import Count, Evaluation, Sheet
from pipeline.evaluate.text import Label, Text, letters, normalise
from pipeline.goldfiles import write_anchors
from pipeline.records import Link, Reasons
from tests import gold_database as made
from tests.invented_gold import (
    ALIASES,
    LETTER,
    LINKS,
    NAMES,
    PAGES,
    PLAN,
    REPORT,
    RESPONSE,
    sha256,
    write_gold,
)


def perfect(path: Path) -> Path:
    """The database that a faultless run over the invented documents would write."""
    report = made.inspection(REPORT, NAMES["kent-report.pdf"], sha256("kent-report.pdf"))
    letter = made.inspection(LETTER, NAMES["dover-letter.pdf"], sha256("dover-letter.pdf"))
    names = ("response.pdf", "response.docx")
    first, second = (made.plan(RESPONSE, NAMES[n], sha256(n)) for n in names)
    assert first.extraction is not None
    said = Finding(kind="strength", number=1, text=RESPONSE["strengths"][0])
    first = first.model_copy(update={"extraction": first.extraction.model_copy(update={"findings": (said,)})})
    delivery = made.plan(PLAN, NAMES["delivery-plan.xlsx"], sha256("delivery-plan.xlsx"))
    page, article, old_letter = (
        made.inspection(PAGES[key], NAMES[PAGES[key]["file"]], sha256(PAGES[key]["file"]), family)
        for key, family in made.PAGE_FAMILIES
    )
    article = made.with_weaknesses(article, [w["text"] for w in PAGES["article"]["weaknesses_2021"]])
    page = made.with_speaker(page, "Hal Person", "Chair")
    links = made.join(
        RESPONSE, first, report, [(a, f["finding"]) for f in LINKS["findings"] for a in f["action_ids"]]
    )
    links += made.join(
        PLAN, delivery, report, [(a["id"], f) for a in PLAN["actions"] for f in a["finding_ids"]]
    )
    from_id, to_id = ids.finding_id(first.id, "strength", 1), ids.finding_id(report.id, "strength", 1)
    links.append(
        Link(
            id=ids.link_id("restates", from_id, to_id),
            kind="restates",
            from_id=from_id,
            to_id=to_id,
            score=1,
            method="quotation",
            status="accepted",
            reasons=Reasons(summary="quoted"),
        )
    )
    told = ids.finding_id(article.id, "significant_weakness", 1)
    links.append(links[-1].model_copy(update={"id": "Lx", "kind": "reports_progress", "to_id": told}))
    coverage = made.cover(report, {f["finding"]: f["coverage"] for f in LINKS["findings"]})
    rows = {n: ids.action_id(first.id, n) for n in range(1, 5)}
    gaps = [
        made.gap("no_date", report.area_id, [rows[3]]),
        made.gap(
            "partly_covered_finding", report.area_id, [ids.finding_id(report.id, "area_for_improvement", 1)]
        ),
        made.gap("no_measure", report.area_id, [rows[4]]),
    ]
    return made.store(
        path, [report, letter, first, second, delivery, page, article, old_letter], links, coverage, gaps
    )


@pytest.fixture(scope="module")
def faultless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A faultless database, but for the later version of the plan, which it lacks."""
    return perfect(tmp_path_factory.mktemp("faultless") / "goldenthread.db")


@pytest.fixture
def db(faultless: Path, tmp_path: Path) -> Path:
    """A copy of the faultless database, to be spoilt."""
    return Path(shutil.copy(faultless, tmp_path))


@pytest.fixture(params=["full", "anchors"])
def gold(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The same gold in both forms."""
    full = write_gold(tmp_path)
    if request.param == "full":
        return full
    write_anchors(full, tmp_path / "anchors", [tmp_path / "corpus"], ALIASES)
    return tmp_path / "anchors"


def sheet(evaluation: Evaluation, kind: str) -> Sheet:
    """The sheet of one kind of gold."""
    return next(s for s in evaluation.sheets if s.kind == kind)


def figure(one: Sheet, name: str, group: str = "area_send_report") -> Count:
    """One count of a sheet."""
    return next(c for c in one.counts if (c.name, c.group) == (name, group))


def told(sheets: Iterable[Sheet]) -> set[tuple[str, str]]:
    """Name and outcome of every difference."""
    return {(d.name, d.outcome) for s in sheets for d in s.differences}


def spoil(db: Path, *statements: str) -> None:
    """Change the database."""
    with sqlite3.connect(db) as connection:
        for statement in statements:
            connection.execute(statement)


def test_faultless_database_scores_one_everywhere(gold: Path, db: Path) -> None:
    evaluation = evaluate(gold, db)
    assert evaluation.absent == ("response-later.pdf",)
    assert evaluation.unread == ()
    for one in evaluation.sheets:
        if one.kind in ("changes",):
            continue
        if one.kind != "restatements":  # the response's quotations of what is to improve are not linked
            assert one.differences == (), one.kind
        assert all(a.share == 1 for a in one.accuracies if "related" not in a.name)
        assert all(c.f1 == 1 for c in one.counts if "strengths" in c.group or one.kind != "restatements")
        chosen = [link for link in one.links if link.threshold is None]
        assert all(link.f1 == 1 for link in chosen)
    assert {s.kind for s in evaluation.sheets} >= {"inspection", "plan", "links", "gaps", "restatements"}


def test_finding_with_other_spacing_is_right_but_not_verbatim(gold: Path, db: Path) -> None:
    spoil(
        db, "update findings set text = replace(text, 'short breaks', 'shortbreaks') where kind = 'strength'"
    )
    count = figure(sheet(evaluate(gold, db), "inspection"), "strength")
    assert (count.right, count.verbatim, count.gold) == (2, 1, 2)


def test_finding_with_one_word_changed_is_near(gold: Path, db: Path) -> None:
    spoil(
        db,
        "update findings set text = replace(text, 'every', 'each')"
        " where text like '%every letter within one week of%'",
    )
    one = sheet(evaluate(gold, db), "inspection")
    count = figure(one, "strength")
    assert (count.right, count.near) == (1, 2)
    assert ("strength", "near") in told([one])


def test_missed_and_extra_findings_are_listed(gold: Path, db: Path) -> None:
    spoil(
        db, "update findings set text = 'Something that nobody wrote.' where kind = 'weakness' and number = 2"
    )
    one = sheet(evaluate(gold, db), "inspection")
    assert told([one]) == {("weakness", "missed"), ("weakness", "extra")}
    count = figure(one, "weakness")
    assert (count.precision, count.recall, count.f1) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("update documents set outcome = 3 where kind = 'area_send_report'", "outcome"),
        (
            "update documents set previous_start = '2019-01-28' where kind = 'area_send_report'",
            "previous_start",
        ),
        ("update people set is_lead = 0", "lead inspector"),
        ("update people set role = 'chief' where capacity = 'leader'", "role of leader"),
        ("update judgements set grade = 'Outstanding'", "judgement"),
        (
            "update findings set responsible = 'NHS' where kind = 'area_for_priority_action'",
            "responsible body",
        ),
    ],
)
def test_wrong_front_page_is_told(gold: Path, db: Path, statement: str, name: str) -> None:
    spoil(db, statement)
    accuracy = next(a for a in sheet(evaluate(gold, db), "inspection").accuracies if a.name == name)
    assert accuracy.right < accuracy.of


def test_person_of_another_name_is_missed_and_extra(gold: Path, db: Path) -> None:
    spoil(db, "update people set name = 'Bo Sample' where name = 'Bea Sample'")
    assert told([sheet(evaluate(gold, db), "inspection")]) == {
        ("inspector", "missed"),
        ("inspector", "extra"),
    }


@pytest.mark.parametrize(
    ("statement", "field"),
    [
        ("update actions set due_on = '2024-10-31' where number = 1", "due"),
        ("update actions set starts_on = '2023-01-01' where number = 4", "start"),
        ("update actions set objective = 'Another aim altogether' where number = 1", "objective"),
        ("update actions set area_for_improvement = null where number = 1", "area for improvement"),
        ("update actions set success_measure = null where number = 1", "success measure"),
        ("update actions set success_measure = 'A measure' where number = 3", "success measure"),
        ("update owners set name = 'Gus Other' where name = 'Eve Token'", "owners"),
        ("update actions set status_raw = 'R' where status_raw = 'G'", "status"),
    ],
)
def test_wrong_field_of_an_action_is_told(gold: Path, db: Path, statement: str, field: str) -> None:
    spoil(db, statement)
    one = sheet(evaluate(gold, db), "plan")
    assert told([one]) == {(field, "wrong")}


def test_season_may_be_read_two_months_either_way(gold: Path, db: Path) -> None:
    due = "update actions set due_on = '{}' where activity like 'Open a drop-in%'"
    spoil(db, due.format("2024-10-31"))
    assert sheet(evaluate(gold, db), "plan").differences == ()
    spoil(db, due.format("2024-08-31"))
    assert told([sheet(evaluate(gold, db), "plan")]) == {("due", "wrong")}


def test_measure_needs_baseline_and_targets(gold: Path, db: Path) -> None:
    spoil(db, "update targets set value = 20 where value = 18")
    one = sheet(evaluate(gold, db), "plan")
    assert told([one]) == {("measure", "wrong")}
    assert {c.right for c in one.counts if c.name == "measure"} == {0, 1}


LINK = (
    "(select id from actions where number = 1 and document_id ="
    " (select id from documents where path like '%.pdf' and family = 'plan'))"
)


@pytest.mark.parametrize(
    ("statement", "cause"),
    [
        (f"delete from links where from_id = {LINK}", "candidate missing"),
        (
            f"update links set accepted = 0, status = 'review', score = 0.4 where from_id = {LINK}",
            "scored too low: 0.40 (review)",
        ),
        (
            "update actions set activity = 'Nothing of the kind' where activity like 'Appoint four%'",
            "structure misread: the action was not found",
        ),
    ],
)
def test_missed_link_has_its_cause(gold: Path, db: Path, statement: str, cause: str) -> None:
    spoil(db, statement)
    missed = [d for d in sheet(evaluate(gold, db), "links").differences if d.name == "link"]
    assert [(d.text, d.outcome, d.cause) for d in missed] == [("P1.01 to P1", "missed", cause)]


def test_related_link_counts_neither_way_and_a_wrong_one_does(gold: Path, db: Path) -> None:
    with sqlite3.connect(db) as connection:
        row = list(connection.execute(f"select * from links where from_id = {LINK}").fetchone())
        columns = [r[1] for r in connection.execute("pragma table_info(links)")]
        to = columns.index("to_id")
        for number, kind in ((1, "W1"), (2, "I1")):  # P1.01 is related to W1, and not to I1
            new = list(row)
            new[0], new[to] = f"L{number}", row[to][:-2] + kind
            connection.execute(f"insert into links values ({','.join('?' * len(new))})", new)
    one = sheet(evaluate(gold, db), "links")
    kent = next(x for x in one.links if x.name == "all" and x.found == 7)
    assert (kent.gold, kent.right, kent.allowed) == (5, 5, 6)
    assert [(d.text, d.outcome) for d in one.differences] == [("P1.01 to I1", "wrong")]


def test_links_are_swept_over_scores_and_told_by_method(gold: Path, db: Path) -> None:
    spoil(db, f"update links set score = 0.5, method = 'similarity' where from_id = {LINK}")
    one = sheet(evaluate(gold, db), "links")
    names = {x.name for x in one.links}
    assert {"method structure", "method similarity", "candidates"} <= names
    found = [x.found for x in one.links if x.threshold in (0.5, 0.55) and x.gold == 5]
    assert found == [5, 4]


def test_coverage_has_a_table_of_confusion(gold: Path, db: Path) -> None:
    spoil(db, "update coverage set status = 'covered' where finding_id like '%W1'")
    one = sheet(evaluate(gold, db), "links")
    cells = {(c.gold, c.found): c.times for c in one.cells if "plans" not in c.group}
    assert cells[("uncovered", "covered")] == 1
    assert cells[("partial", "partial")] == 1
    assert {("coverage", "wrong")} <= told([one])


def test_coverage_that_a_fair_reader_might_give_is_right(gold: Path, db: Path) -> None:
    spoil(db, "update coverage set status = 'covered' where finding_id like '%I1'")
    assert sheet(evaluate(gold, db), "links").differences == ()


def test_gap_not_raised_and_gap_too_many(gold: Path, db: Path) -> None:
    spoil(db, "update gaps set rule = 'no_owner' where rule = 'no_date'")
    one = sheet(evaluate(gold, db), "gaps")
    assert told([one]) == {("no_date", "missed"), ("no_owner", "extra")}
    must = next(a for a in one.accuracies if a.name == "gaps that must be raised")
    assert (must.right, must.of) == (2, 3)


def test_gap_about_a_finding_must_name_the_finding(gold: Path, db: Path) -> None:
    spoil(db, f"update gaps set item_ids = '[\"' || {LINK} || '\"]' where rule = 'partly_covered_finding'")
    assert ("partly_covered_finding", "missed") in told([sheet(evaluate(gold, db), "gaps")])


def test_restatement_missed(gold: Path, db: Path) -> None:
    spoil(db, "delete from links where kind = 'restates'")
    one = sheet(evaluate(gold, db), "restatements")
    count = next(c for c in one.counts if "strengths" in c.group)
    assert (count.gold, count.found, count.f1) == (1, 0, 0)


def test_progress_told_of_the_wrong_weakness(gold: Path, db: Path) -> None:
    spoil(db, "update links set to_id = replace(to_id, 'X1', 'X2') where kind = 'reports_progress'")
    one = sheet(evaluate(gold, db), "progress")
    assert [(d.name, d.text) for d in one.differences] == [
        ("progress reported", "1: no progress reported"),
        ("progress reported", "2: progress reported"),
    ]


def test_page_and_letter_are_scored_with_the_reports(gold: Path, db: Path) -> None:
    spoil(
        db,
        "update findings set text = 'Nothing' where document_id in"
        " (select id from documents where kind = 'council_page') and kind = 'strength'",
        "update people set role = 'Member' where capacity = 'speaker'",
        "update documents set published = null where kind = 'local_area_send_letter'",
    )
    one = sheet(evaluate(gold, db), "inspection")
    assert figure(one, "strength", "council_page").right == 0
    assert {("published", "wrong"), ("role of speaker", "wrong")} <= told([one])


def test_document_that_is_not_there_is_named_and_counted_apart(gold: Path, db: Path) -> None:
    spoil(
        db,
        "delete from findings where document_id in (select id from documents where kind = 'jtai_letter')",
        "delete from documents where kind = 'jtai_letter'",
    )
    evaluation = evaluate(gold, db)
    one = sheet(evaluation, "inspection")
    assert any("dover-letter.pdf" in name for name in evaluation.absent)
    assert next(c for c in one.counts if c.group == "jtai_letter" and c.name == "strength").recall == 0
    assert one.differences == ()


def test_document_is_known_by_its_bytes_under_another_name(gold: Path, db: Path) -> None:
    spoil(
        db,
        "update documents set path = 'x/renamed.pdf' where kind = 'area_send_report'",
        "update document_paths set path = 'x/renamed.pdf' where path like '%kent-report.pdf'",
    )
    assert sheet(evaluate(gold, db), "inspection").differences == ()


def test_other_document_of_the_same_name_is_not_taken_for_it(gold: Path, db: Path) -> None:
    spoil(
        db,
        "update documents set sha256 = 'ff' where kind = 'area_send_report'",
        "update findings set text = 'Another text ' || number where kind <> 'x'",
    )
    assert any("kent-report.pdf" in name for name in evaluate(gold, db).absent)


CHANGE = (
    "insert into changes (id, area_id, key, from_document, to_document, change)"
    " select '{1}', 'kent', key, document_id, 'later', '{1}' from actions where activity like '{0}%' limit 1"
)


def test_changes_found_missed_and_wrong(gold: Path, db: Path) -> None:
    spoil(
        db,
        "insert into documents (id, area_id, family, kind, path, sha256, status) values ('later', 'kent',"
        f" 'plan', 'action_plan', 'kent/response-later.pdf', '{sha256('response-later.pdf')}', 'ok')",
        "insert into actions (id, key, document_id, number, activity) values"
        " ('later-A1', 'new', 'later', 1, 'Open a second clinic in the north of the county')",
        CHANGE.format("Appoint", "completed"),
        CHANGE.format("Appoint", "rated"),  # beside another change: counts neither way
        CHANGE.format("Open a second", "added"),
        CHANGE.format("Train", "slipped"),
    )
    one = sheet(evaluate(gold, db), "changes")
    counts = {c.name: (c.gold, c.found, c.right) for c in one.counts}
    assert counts == {"completed": (1, 1, 1), "added": (1, 1, 1), "rated": (1, 0, 0), "slipped": (0, 1, 0)}
    assert told([one]) == {("rated", "missed"), ("slipped", "wrong")}


def test_gained_and_lost_since_the_last_evaluation(gold: Path, db: Path) -> None:
    spoil(db, "update documents set outcome = 3 where kind = 'area_send_report'")
    assert evaluate(gold, db).since is None
    spoil(
        db,
        "update documents set outcome = 2 where kind = 'area_send_report'",
        "update documents set inspection_end = null where kind = 'area_send_report'",
    )
    since = evaluate(gold, db).since
    assert since is not None
    assert [d.name for d in since.gained] == ["outcome"]
    assert [d.name for d in since.lost] == ["inspection_end"]
    assert {(c.before, c.now) for c in since.figures} >= {(0.0, 1.0), (1.0, 0.0)}
    assert (db.parent / "evaluation.json").is_file()


def test_memory_that_cannot_be_read_is_passed_over(gold: Path, db: Path) -> None:
    (db.parent / "evaluation.json").write_text("not JSON", encoding="utf-8")
    assert evaluate(gold, db).since is None


def test_empty_database_of_an_older_form_is_no_crash(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    sqlite3.connect(path).close()
    evaluation = evaluate(gold, path)
    assert len(evaluation.absent) >= 4
    assert all(c.f1 == 0 for s in evaluation.sheets for c in s.counts if c.gold)


def test_no_database(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        evaluate(gold, tmp_path / "none.db")


def test_broken_and_unknown_gold_is_told(tmp_path: Path, db: Path) -> None:
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "other.json").write_text('{"something": 1}', encoding="utf-8")
    assert evaluate(folder, db).unread == (str(folder / "other.json"),)
    (folder / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.json"):
        evaluate(folder, db)


@pytest.mark.parametrize("terminal", [True, False])
def test_everything_is_shown(gold: Path, db: Path, terminal: bool) -> None:
    spoil(db, "update documents set outcome = 3 where kind = 'area_send_report'", "delete from gaps")
    evaluate(gold, db)
    spoil(db, "update documents set outcome = 2 where kind = 'area_send_report'")
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=160, highlight=False)
    print_evaluation(evaluate(gold, db), console)
    shown = out.getvalue()
    for word in (
        "precision",
        "verbatim",
        "score at least",
        "gold down, database across",
        "no_date missed",
        "gained",
    ):
        assert word in shown
    assert ("\t" in shown) is not terminal


# -- texts ---------------------------------------------------------------------------------------


@given(st.text())
def test_anchor_never_holds_more_than_half(words: str) -> None:
    text = Text.model_validate(words)
    held = len((text.first or "").split()) + len((text.last or "").split())
    assert held <= text.words / 2
    assert len((text.first or "").split()) <= 5
    assert text.likeness(words) in ("verbatim", "none")


@pytest.mark.parametrize(
    ("other", "likeness"),
    [
        ("The team’s  answer – late", "verbatim"),
        ("the team's answer-late.", "exact"),
        ("The team's answer, early", "none"),
        (None, "none"),
        ("", "none"),
    ],
)
def test_likeness_of_short_texts(other: str | None, likeness: str) -> None:
    assert Text.model_validate("The team's answer - late").likeness(other) == likeness


def test_normal_form() -> None:
    assert normalise(" “It’s” a\u00a0b\u2013c\n") == '"It\'s" a b-c'
    assert letters("▪ It’s A b.") == "it'sab"


def test_label_is_compared_by_its_letters() -> None:
    bare = Label(letters=Label.model_validate("Head of Service").letters)
    assert bare.same("head  of service")
    assert not bare.same("Head of Services")
    assert not bare.same(None)


def anchors_only(text: Text) -> Text:
    """The text as it is read from a file of anchors."""
    return Text.model_validate(text.model_dump(exclude={"text"}))


def test_anchor_is_near_by_its_ends_and_length() -> None:
    whole = Text.model_validate(REPORT["strengths"][0])
    anchor = anchors_only(whole)
    found = REPORT["strengths"][0]
    assert anchor.likeness(found.replace("letter", "message")) == "near"
    assert anchor.likeness(found.replace("letter", "one letter")) == "none"
    assert anchor.within(found + " More was said.")
    assert not anchor.within("Families say nothing.")
    assert "words)" in anchor.label


# -- published documents -------------------------------------------------------------------------


@pytest.mark.real
def test_gold_of_both_forms_is_all_right_in_a_faultless_database(
    real_corpus: Path, real_gold: Path, tmp_path: Path
) -> None:
    folder = real_gold / "area-send-reports"
    entries = []
    for path in sorted(folder.glob("*.json")):
        data = made.load(path)
        where = real_corpus / "area-send-reports" / data["file"]
        entries.append(made.inspection(data, data["file"], hashlib.sha256(where.read_bytes()).hexdigest()))
    db = made.store(tmp_path / "goldenthread.db", entries)
    project = Path(__file__).parent.parent / "gold" / "area-send-reports"
    for gold in (folder, project):
        one = sheet(evaluate(gold, db), "inspection")
        assert one.differences == ()
        assert all(c.f1 == 1 and c.verbatim in (None, c.gold) for c in one.counts)
        assert sum(c.gold for c in one.counts if c.verbatim is not None) == 938
