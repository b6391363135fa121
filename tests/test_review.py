"""Going through the doubts: what is asked first, what is written, what comes of it."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.decisions import FILE, read_decisions

QUESTION = re.compile(r"(\d+) of \d+\. (?P<asked>.+\?) \((?P<why>.*?)(?:; link (?P<link>L\w+))?\)$")
DEMO = Path(__file__).parent.parent / "corpus" / "demo"


def call(*arguments: object, say: str = "") -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=say)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the demonstration corpus and its database."""
    folder = tmp_path_factory.mktemp("review")
    shutil.copytree(DEMO, folder / "corpus")
    assert call("run", folder / "corpus", "--output", folder / "out").exit_code == 0
    return folder


@pytest.fixture
def corpus(made: Path, tmp_path: Path) -> Path:
    """A copy of its own, with `corpus` and `out` side by side as before."""
    shutil.copytree(made, tmp_path / "all")
    return tmp_path / "all" / "corpus"


def database(corpus: Path) -> Path:
    return corpus.parent / "out" / "goldenthread.db"


def rows(corpus: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    with sqlite3.connect(database(corpus)) as db:
        return db.execute(query, values).fetchall()


def review(corpus: Path, say: str, *more: object) -> Result:
    return call("review", "--db", database(corpus), "--who", "Jo Fern", *more, say=say)


def run(corpus: Path) -> None:
    assert call("run", corpus, "--output", corpus.parent / "out").exit_code == 0


def one_link(corpus: Path, where: str = "k.accepted = 1 and k.method = 'structure'") -> tuple[str, str, str]:
    query = f"""select k.id, k.from_id, k.to_id from links k
        where k.kind = 'addresses' and {where} order by k.id limit 1"""
    (found,) = rows(corpus, query)
    return str(found[0]), str(found[1]), str(found[2])


def status(corpus: Path, link: str) -> tuple[object, ...]:
    (found,) = rows(corpus, "select status, accepted, method, decision from links where id = ?", link)
    return found


def test_the_corpus_is_known_without_being_said(corpus: Path) -> None:
    result = review(corpus, "q\n", "--area", "warrington")
    assert result.exit_code == 0, result.output
    assert "\n1 of " in result.output
    assert not (corpus / FILE).exists()


def asked(output: str) -> list[re.Match[str]]:
    """What was asked, in order: the question, why, and the link where it is one."""
    return [found for line in output.splitlines() if (found := QUESTION.match(line))]


def repaired(corpus: Path, message: str) -> None:
    """Put a problem into the database, as if a reader had told it."""
    with sqlite3.connect(database(corpus)) as db:
        (document,) = db.execute("select id from documents where same_as is null order by id").fetchone()
        values = (document, 99, "repaired", 1, message)
        columns = "(document_id, position, category, page, message)"
        db.execute(f"insert into problems {columns} values (?, ?, ?, ?, ?)", values)


def test_links_of_actions_stand_first_and_readings_last_the_most_doubtful_at_the_head(corpus: Path) -> None:
    repaired(corpus, "Two lines were joined.")
    found = asked(review(corpus, "s\n" * 500).output)
    first = [m["asked"] for m in found]
    assert first[0] == "Does this action answer this finding?"
    ranks = [0 if "this action answer" in q else 2 if "read rightly" in q else 1 for q in first]
    assert ranks == sorted(ranks)
    assert {0, 2} <= set(ranks)
    query = "select score from links where id = ? and status = 'review' and kind = 'addresses'"
    even = [abs(float(str(s)) - 0.5) for m in found if m["link"] for (s,) in rows(corpus, query, m["link"])]
    assert len(even) > 1
    assert [round(e, 2) for e in even] == sorted(round(e, 2) for e in even)


def test_the_review_begins_with_a_sentence_and_says_why_each_waits(corpus: Path) -> None:
    output = review(corpus, "q\n").output
    assert re.match(r"\d+ links( and \d+ readings?)? wait for you to decide, ", output)
    (first,) = asked(output)
    assert first["why"]
    assert not re.search(r"\d\.\d|review|ambiguous", first["why"])


def test_an_item_asks_first_of_the_links_that_wait_on_it(corpus: Path) -> None:
    query = "select to_id, id from links where kind = 'addresses' and status = 'review' order by score desc"
    finding, link = rows(corpus, query)[0]
    found = asked(review(corpus, "s\n" * 50, "--item", finding).output)
    assert link in [m["link"] for m in found]
    assert "want to note something" in review(corpus, "s\n" * 50, "--item", finding).output


def test_a_rejected_link_is_gone_after_the_next_run_and_outlives_the_database(corpus: Path) -> None:
    link, _, finding = one_link(corpus)
    before = rows(corpus, "select actions from coverage where finding_id = ?", finding)[0][0]
    result = review(corpus, "reject it is about lorries\n", "--item", link)
    assert "1 decision written" in result.output
    (line,) = read_decisions(corpus / FILE)
    assert (line.who, line.decision, line.note) == ("Jo Fern", "reject", "it is about lorries")
    run(corpus)
    assert status(corpus, link) == ("rejected", 0, "decision", "rejected")
    assert rows(corpus, "select actions from coverage where finding_id = ?", finding)[0][0] == before - 1  # type: ignore[operator]
    database(corpus).unlink()
    run(corpus)
    assert status(corpus, link) == ("rejected", 0, "decision", "rejected")


def test_confirm_in_a_letter_with_a_note_before_it(corpus: Path) -> None:
    link, _, _ = one_link(corpus)
    result = review(corpus, "n\nasked Ann\nc\n", "--item", link)
    assert result.exit_code == 0, result.output
    run(corpus)
    assert status(corpus, link) == ("accepted", 1, "decision", "confirmed")
    shown = call("show", link, "--db", database(corpus)).output
    assert "asked Ann" in shown
    assert "Jo Fern" in call("explain", link, "--db", database(corpus)).output


def test_other_moves_the_action_to_the_finding_that_is_named(corpus: Path) -> None:
    link, action, finding = one_link(corpus)
    query = "select id from findings where document_id = ? and kind = 'weakness' and id <> ? order by number"
    (wanted,) = rows(corpus, query, finding.split("-")[0], finding)[0]
    code = str(wanted).split("-")[1]
    result = review(corpus, f"other\n{code.lower()}\n", "--item", link)
    assert code in result.output
    run(corpus)
    assert status(corpus, link)[0] == "rejected"
    query = "select status from links where from_id = ? and to_id = ? and kind = 'addresses'"
    assert rows(corpus, query, action, wanted) == [("accepted",)]


def test_a_note_on_a_finding_is_shown_wherever_it_is_shown(corpus: Path) -> None:
    (finding, gap) = rows(
        corpus,
        "select i.value, g.id from gaps g, json_each(g.item_ids) i where i.value like '%-W%' or i.value like"
        " '%-A%' order by g.id limit 1",
    )[0]
    for item, text in ((finding, "we contest this"), (gap, "answered in April")):
        result = review(corpus, f"n {text}\n", "--item", item)
        assert result.exit_code == 0, result.output
    run(corpus)
    shown = call("show", finding, "--db", database(corpus)).output
    assert "we contest this" in shown
    assert "answered in April" in shown
    assert "answered in April" in call("show", gap, "--db", database(corpus)).output
    assert "answered in April" in call("gaps", "--db", database(corpus)).output


def test_a_repair_that_was_looked_at_is_not_asked_about_again(corpus: Path) -> None:
    repaired(corpus, "Two lines were joined.")
    first = [m.groups()[1:] for m in asked(review(corpus, "s\n" * 500).output)]
    place = next(n for n, m in enumerate(first) if "read rightly" in m[0])
    review(corpus, "s\n" * place + "c\nq\n")
    assert [(d.what, d.from_text) for d in read_decisions(corpus / FILE)] == [
        ("repair", "Two lines were joined.")
    ]
    again = [m.groups()[1:] for m in asked(review(corpus, "s\n" * 500).output)]
    assert again == [*first[:place], *first[place + 1 :]]


def test_what_was_decided_is_not_asked_again_before_the_next_run(corpus: Path) -> None:
    before = review(corpus, "q\n").output
    review(corpus, "reject\nq\n")
    after = review(corpus, "q\n").output
    assert asked(before)[0]["link"] != asked(after)[0]["link"]


def test_the_end_of_the_input_is_the_end_of_the_review(corpus: Path) -> None:
    result = review(corpus, "maybe\nreject\n")
    assert result.exit_code == 0
    assert "'maybe' is none of these" in result.output
    assert "1 decision written" in result.output


def test_the_same_corpus_and_decisions_give_the_same_content(corpus: Path, tmp_path: Path) -> None:
    review(corpus, "c yes\nr no\nq\n")

    def dump(path: Path) -> list[str]:
        with sqlite3.connect(path) as db:
            return [line for line in db.iterdump() if '"runs"' not in line]

    outputs = [tmp_path / "one", tmp_path / "two"]
    for output in outputs:
        call("run", corpus, "--output", output)
    first, second = (dump(o / "goldenthread.db") for o in outputs)
    assert first == second
    assert any("decision" in line for line in first)


def test_a_decision_is_seen_by_a_run_where_nothing_else_changed(corpus: Path) -> None:
    link, _, _ = one_link(corpus)
    review(corpus, "reject\n", "--item", link)
    run(corpus)
    assert status(corpus, link)[0] == "rejected"


def test_a_folder_that_cannot_be_written_is_told_at_once(corpus: Path) -> None:
    (corpus / FILE).mkdir()
    result = review(corpus, "c\n")
    assert result.exit_code == 2
    assert "cannot be written" in result.output
    assert not asked(result.output)


def test_a_corpus_that_is_gone_is_asked_for(corpus: Path) -> None:
    corpus.rename(corpus.parent / "moved")
    assert "say which folder" in review(corpus, "q\n").output
    result = call("review", corpus.parent / "moved", "--db", database(corpus), say="q\n")
    assert result.exit_code == 0, result.output


def test_a_bad_line_stops_the_run_and_is_named(corpus: Path) -> None:
    (corpus / FILE).write_text("what,decision,from\nlink,perhaps,x\n", "utf-8")
    result = call("run", corpus, "--output", corpus.parent / "out")
    assert result.exit_code == 2
    assert "decisions.csv line 2: 'perhaps'" in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--item", "nothing-W9"), "there is no link"),
        (("--area", "Atlantis"), "no area called 'Atlantis'"),
    ],
)
def test_wrong_usage(corpus: Path, arguments: tuple[str, ...], told: str) -> None:
    result = review(corpus, "", *arguments)
    assert result.exit_code == 2
    assert told in result.output
