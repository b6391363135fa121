"""Decisions: the file that a spreadsheet may touch, and what they do to links, notes and repairs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from extractors.model import Problem
from pipeline.coverage import cover
from pipeline.decide import Decider
from pipeline.decisions import (
    COLUMNS,
    FILE,
    Decision,
    add_decision,
    all_decisions,
    check_writable,
    read_decisions,
)
from pipeline.gaps import find_gaps
from pipeline.items import Items, problem_reference, stamp
from pipeline.known import KnownError
from pipeline.link import link
from pipeline.records import Entry, Gap, Link
from tests.plan_corpus import IMPROVE, OFFER, VOICE, WAITS, action, finding, plan, report

HIRE = "Hire two physiotherapists"
PAGES = "Rewrite the local offer pages"


def answer(*activities: str, **fields: object) -> Entry:
    rows = [action(n, text) for n, text in enumerate(activities or (HIRE, PAGES), 1)]
    return plan(*rows, **fields)


def named(entry: Entry, code: str) -> tuple[str, str]:
    """The reference and words of an item of the document."""
    item = Items([entry]).by_id[f"{entry.id}-{code}"]
    return item.reference, item.text


def said(decision: str, start: tuple[str, str], end: tuple[str, str], **more: object) -> Decision:
    fields = {
        "what": "link",
        "decision": decision,
        "from_": start[0],
        "from_text": start[1],
        "to": end[0],
        "to_text": end[1],
        "who": "Jo Fern",
        "when": "2024-02-01",
        "stamps": (stamp(start[1]), stamp(end[1])),
        **more,
    }
    return Decision.model_validate(fields)


def decided(decisions: list[Decision], *entries: Entry) -> dict[tuple[str, str], Link]:
    found = Decider(decisions, entries, ()).links(link(entries))
    return {(k.from_id.split("-")[1], k.to_id.split("-")[1]): k for k in found}


A_HIRE, A_PAGES = named(answer(), "A001"), named(answer(), "A002")
W1, W2, I1 = named(report(), "W1"), named(report(), "W2"), named(report(), "I1")


# -- what a decision does ----------------------------------------------------------------------


def test_a_confirmed_link_counts_and_says_who_confirmed_it() -> None:
    found = decided([said("confirm", A_HIRE, I1, note="agreed in March")], report(), answer())["A001", "I1"]
    assert (found.status, found.method, found.decision, found.score) == (
        "accepted",
        "decision",
        "confirmed",
        1.0,
    )
    assert "Jo Fern on 1 February 2024: agreed in March" in found.reasons.summary


def test_a_rejected_link_does_not_count_and_keeps_the_machines_reasons() -> None:
    before = decided([], report(), answer())["A001", "W1"]
    after = decided([said("reject", A_HIRE, W1)], report(), answer())["A001", "W1"]
    assert before.accepted
    assert (after.status, after.decision, after.score) == ("rejected", "rejected", 0.0)
    assert after.reasons.parts == before.reasons.parts
    assert before.reasons.summary in after.reasons.summary
    assert after.id == before.id


def test_other_rejects_the_one_and_joins_the_other() -> None:
    found = decided(
        [
            said(
                "other",
                A_HIRE,
                W1,
                instead=W2[0],
                instead_text=W2[1],
                stamps=(*map(stamp, (A_HIRE[1], W1[1])), stamp(W2[1])),
            )
        ],
        report(),
        answer(),
    )
    assert (found["A001", "W1"].status, found["A001", "W2"].status) == ("rejected", "accepted")


def test_the_last_line_on_a_pair_wins() -> None:
    both = [said("reject", A_HIRE, W1), said("confirm", A_HIRE, W1)]
    assert decided(both, report(), answer())["A001", "W1"].accepted
    decider = Decider(both, [report(), answer()], ())
    decider.links(link([report(), answer()]))
    assert [d.state for d in decider.decided()] == ["superseded", "applied"]


def test_no_decisions_change_nothing() -> None:
    assert Decider([], [report(), answer()], ()).links(link([report(), answer()])) == link(
        [report(), answer()]
    )


def test_confirming_what_the_plan_says_itself_changes_no_gap_and_no_coverage() -> None:
    cut = IMPROVE.replace("arrive on time and that ", "")
    entries = [report(), plan(action(1, "Agree a timetable", area_for_improvement=cut))]
    before = link(entries)
    items = Items(entries).by_id
    lines = [
        said(
            "confirm",
            (items[k.from_id].reference, items[k.from_id].text),
            (items[k.to_id].reference, items[k.to_id].text),
        )
        for k in before
        if k.accepted
    ]
    after = Decider(lines, entries, ()).links(before)
    assert any(k.method == "decision" for k in after)
    assert cover(entries, after) == cover(entries, before)
    rules = [
        {(g.rule, g.item_ids) for g in find_gaps(entries, links, cover(entries, links))}
        for links in (before, after)
    ]
    assert rules[0] == rules[1]
    assert any(rule == "drift" for rule, _ in rules[0])


# -- what a decision outlives ------------------------------------------------------------------


def test_other_bytes_of_the_same_documents() -> None:
    again = report(sha256="0" * 64, id="newid234")
    late = answer(path="plan-again.docx", answers=again)
    found = decided([said("reject", A_HIRE, W1)], again, late)
    assert found["A001", "W1"].status == "rejected"


def test_a_new_version_of_the_plan_with_the_action_in_another_row() -> None:
    later = answer("Something new", PAGES, HIRE, path="plan-2.docx", version=2)
    found = decided([said("reject", A_HIRE, W1)], report(), answer(), later)
    assert found["A003", "W1"].status == "rejected"


def test_a_change_of_linking_code_that_no_longer_proposes_the_pair() -> None:
    decider = Decider([said("confirm", A_HIRE, W1)], [report(), answer()], ())
    (found,) = decider.links([])
    assert (found.kind, found.status, found.method) == ("addresses", "accepted", "decision")


def test_a_finding_under_another_number_with_the_same_words() -> None:
    moved = report(finding("weakness", 1, OFFER), finding("weakness", 2, WAITS))
    found = decided([said("reject", A_HIRE, W1)], moved, answer())
    assert found["A001", "W2"].status == "rejected"


def test_another_inspection_is_another_finding() -> None:
    details = report().details.model_copy(update={"inspection_end": report().details.published})
    other = report(finding("weakness", 1, "Buses are late on most mornings."), details=details)
    decider = Decider([said("reject", A_HIRE, W1)], [other, answer(answers=other)], ())
    decider.links([])
    assert [d.state for d in decider.decided()] == ["not_found"]


# -- when it turns suspect ---------------------------------------------------------------------


def test_a_reworded_finding_makes_it_suspect() -> None:
    changed = WAITS.replace("too long", "for a year or more")
    found = decided([said("confirm", A_HIRE, W1)], report(finding("weakness", 1, changed)), answer())
    one = found["A001", "W1"]
    assert (one.status, one.decision, one.accepted) == ("suspect", "confirmed", False)
    assert "changed since" in one.reasons.summary


def test_an_action_reworded_in_a_new_version_makes_it_suspect() -> None:
    later = answer("Hire four physiotherapists by the summer", PAGES, path="plan-2.docx", version=2)
    found = decided([said("reject", A_HIRE, W1)], report(), answer(), later)
    assert (found["A001", "W1"].status, found["A001", "W1"].decision) == ("suspect", "rejected")


def test_an_action_reworded_where_only_the_new_version_is_held() -> None:
    later = answer("Hire four physiotherapists by summer", PAGES, path="plan-2.docx")
    assert decided([said("confirm", A_HIRE, W1)], report(), later)["A001", "W1"].status == "suspect"


def test_a_decision_on_the_new_words_settles_it() -> None:
    later = answer("Hire four physiotherapists by summer", PAGES, path="plan-2.docx", version=2)
    again = said("confirm", named(later, "A001"), W1)
    found = decided([said("reject", A_HIRE, W1), again], report(), answer(), later)
    assert found["A001", "W1"].status == "accepted"


def test_a_line_on_old_words_never_beats_one_on_the_words_of_today() -> None:
    later = answer("Hire four physiotherapists by summer", PAGES, path="plan-2.docx", version=2)
    lines = [said("confirm", named(later, "A001"), W1), said("reject", A_HIRE, W1)]
    assert decided(lines, report(), answer(), later)["A001", "W1"].status == "accepted"


def test_an_action_that_was_dropped_leaves_no_link() -> None:
    later = answer(PAGES, path="plan-2.docx", version=2)
    found = decided([said("confirm", A_HIRE, W1)], report(), answer(), later)
    assert not any(pair == ("A001", "W1") and k.decision for pair, k in found.items())


@pytest.mark.parametrize("text", ["HIRE two physio\u00adtherapists!", "1. Hire two  physiotherapists"])
def test_marks_and_case_make_no_suspicion(text: str) -> None:
    assert decided([said("confirm", A_HIRE, W1)], report(), answer(text, PAGES))["A001", "W1"].accepted


# -- notes and repairs -------------------------------------------------------------------------


def noted(decision: Decision, gaps: list[Gap], *entries: Entry) -> list[tuple[str, str, bool]]:
    decider = Decider([decision], entries, ())
    links = decider.links(link(entries))
    return [(n.item_id, n.note, n.suspect) for n in decider.notes(links, gaps)]


def test_a_note_on_a_finding_and_on_every_rendering_of_it() -> None:
    ours = Decision(what="item", decision="note", from_=W1[0], note="We contest this", stamps=(stamp(W1[1]),))
    listed = report()
    assert noted(ours, [], listed) == [(f"{listed.id}-W1", "We contest this", False)]


def test_a_note_on_a_gap_stays_with_it_when_the_plan_gets_new_bytes() -> None:
    def gap(entry: Entry) -> Gap:
        item = f"{entry.id}-A001"
        return Gap(
            id="Gx", area_id="rutland", rule="no_owner", severity="high", item_ids=(item,), message="Nobody."
        )

    items = Items([answer()])
    items.add_gaps([gap(answer())])
    reference = items.by_id["Gx"].reference
    ours = Decision(
        what="item", decision="note", from_=reference, note="Ann does", stamps=(stamp("Nobody."),)
    )
    later = answer(path="plan-again.docx")
    assert noted(ours, [gap(later)], later) == [("Gx", "Ann does", False)]


def test_a_note_on_a_link_stands_with_the_link() -> None:
    (note,) = noted(said("note", A_HIRE, W1, note="ask Ann"), [], report(), answer())
    assert note[0] == decided([], report(), answer())["A001", "W1"].id


def test_a_repair_that_was_looked_at() -> None:
    listed = report()
    problem = Problem(category="repaired", message="Two lines were joined.", page=3)
    reference = problem_reference(listed.path, "repaired", 3, problem.message)
    decision = Decision(what="repair", decision="reject", from_=reference, note="they are two")
    (one,) = Decider([decision], [listed], [(listed.id, problem)]).reviewed
    assert (one.position, one.decision, one.note) == (1, "rejected", "they are two")


def test_an_id_and_no_stamp_is_enough_for_a_line_written_by_hand() -> None:
    listed, ours = report(), answer()
    line = Decision(what="link", decision="reject", from_=f"{ours.id}-A001", to=f"{listed.id}-W1")
    assert decided([line], listed, ours)["A001", "W1"].status == "rejected"


# -- the file ----------------------------------------------------------------------------------


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    one = said("confirm", A_HIRE, W1, note='with, commas; "quotes" and é')
    add_decision(tmp_path, one)
    add_decision(tmp_path, said("reject", A_PAGES, W2))
    first, second = read_decisions(tmp_path / FILE)
    assert first == one.model_copy(update={"line": 2})
    assert (second.decision, second.line) == ("reject", 3)


def test_it_only_grows(tmp_path: Path) -> None:
    add_decision(tmp_path, said("confirm", A_HIRE, W1))
    before = (tmp_path / FILE).read_bytes()
    add_decision(tmp_path, said("reject", A_HIRE, W1))
    assert (tmp_path / FILE).read_bytes().startswith(before)


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheets_way_of_saving_is_kept(tmp_path: Path, ending: str, mark: str, delimiter: str) -> None:
    columns = ["Board says", *reversed(COLUMNS)]
    row = dict.fromkeys(columns, "") | {
        "Board says": "yes",
        "what": "Link",
        "decision": "Confirmed",
        "from": A_HIRE[0],
        "to": W1[0],
    }
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ending)
    writer.writerows([columns, [row[c] for c in columns], [""] * len(columns)])
    path = tmp_path / FILE
    path.write_bytes((mark + text.getvalue().removesuffix(ending)).encode())
    assert [d.decision for d in read_decisions(path)] == ["confirm"]
    add_decision(tmp_path, said("reject", A_PAGES, W2, note="no"))
    assert [(d.decision, d.from_, d.note) for d in read_decisions(path)] == [
        ("confirm", A_HIRE[0], ""),
        ("reject", A_PAGES[0], "no"),
    ]
    written = path.read_bytes().decode()
    assert written.startswith(mark + "Board says")
    assert (ending == "\r\n") == ("\r\n" in written)


def test_a_file_saved_in_a_spreadsheets_own_encoding(tmp_path: Path) -> None:
    head = ",".join(COLUMNS)
    line = f",Zoë,link,confirm,{A_HIRE[0]},,{W1[0]},,,,caf\u00e9,"
    (tmp_path / FILE).write_bytes(f"{head}\r\n{line}\r\n".encode("cp1252"))
    (one,) = read_decisions(tmp_path / FILE)
    assert (one.who, one.note) == ("Zoë", "café")
    add_decision(tmp_path, said("reject", A_PAGES, W2, note="naïve \u2713"))
    assert read_decisions(tmp_path / FILE)[1].note == "naïve ?"


def test_a_text_that_looks_like_a_formula_is_made_harmless(tmp_path: Path) -> None:
    add_decision(tmp_path, said("confirm", ("rutland/action/x", "=HYPERLINK(1)"), W1, note="-1 day"))
    raw = (tmp_path / FILE).read_text("utf-8-sig")
    assert "'=HYPERLINK" in raw
    assert "'-1 day" in raw
    (one,) = read_decisions(tmp_path / FILE)
    assert (one.from_text, one.note) == ("=HYPERLINK(1)", "-1 day")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (",,link,perhaps,a,,b,,,,,", "line 2: 'perhaps' is none of"),
        (",,lunch,confirm,a,,b,,,,,", "line 2: 'lunch' is none of"),
        (",,link,confirm,a,,,,,,,", "line 2: nothing in the column 'to'"),
        (",,link,other,a,,b,,,,,", "line 2: nothing in the column 'instead'"),
        (",,item,other,a,,,,b,,,", "can only be said of a link"),
    ],
)
def test_a_line_that_makes_no_sense_is_named(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / FILE).write_text(f"{','.join(COLUMNS)}\n{line}\n", "utf-8")
    with pytest.raises(KnownError, match=told):
        read_decisions(tmp_path / FILE)


def test_a_lost_column_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("what,decision,from,to\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(KnownError, match="no column called"):
        add_decision(tmp_path, said("confirm", A_HIRE, W1))
    assert path.read_bytes() == before
    path.write_text("who,when\nme,now\n", "utf-8")
    with pytest.raises(KnownError, match="no column called"):
        read_decisions(path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(OSError):
        check_writable(tmp_path)


def test_asking_whether_it_can_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    check_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_decisions_of_several_folders(tmp_path: Path) -> None:
    for name, pair in (("a", (A_HIRE, W1)), ("b", (A_PAGES, W2))):
        (tmp_path / name).mkdir()
        add_decision(tmp_path / name, said("confirm", *pair))
    assert [d.from_ for d in all_decisions([tmp_path / "a", tmp_path / "b", tmp_path])] == [
        A_HIRE[0],
        A_PAGES[0],
    ]


def test_references_do_not_name_a_document_by_its_bytes() -> None:
    assert (A_HIRE[0].split("/")[:2], W1[0]) == (
        ["rutland", "action"],
        "rutland/area_send_report/2024-03-15/W1",
    )
    assert IMPROVE != VOICE
