"""The pages: every kind answers, says what it should, shows hostile text as text, and opens nothing else."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.browse.drift import mark
from pipeline.browse.evidence import NoEvidenceError, page_picture, prune
from pipeline.browse.metadata import metadata, write_metadata
from pipeline.browse.registry import pages
from pipeline.browse.saved import QUERIES
from pipeline.browse.serve import make_datasette, make_site
from pipeline.cli import main
from pipeline.redact import redacted_copy
from pipeline.schema import TABLES
from pipeline.views import VIEWS
from pipeline.wording import days, plural
from tests.browse_site import ASKED, DONE, HOSTILE, QUOTED, TOLD, build

AS_OF = date(2024, 6, 1)
Get = Callable[[str], httpx.Response]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("site"))


def client(database: Path, corpus: tuple[Path, ...] = (), redacted: bool = False) -> Get:
    return asking(make_datasette(make_site(database, corpus, AS_OF, redacted)))


def asking(served: Any) -> Get:
    """A function that asks the server for an address."""

    def get(address: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            found: httpx.Response = await served.client.get(address)
            return found

        return asyncio.run(ask())

    return get


@pytest.fixture(scope="module")
def get(database: Path) -> Get:
    return client(database)


@pytest.fixture(scope="module")
def item(database: Path) -> dict[str, str]:
    """Ids by name: what the pages of the test corpus are called."""
    with sqlite3.connect(database) as db:
        one = lambda sql: str(db.execute(sql).fetchone()[0])  # noqa: E731
        return {
            "report": one("select id from documents where path = 'report.pdf'"),
            "plan": one("select id from documents where path = 'plan-2.xlsx'"),
            "older": one("select id from documents where path = 'plan.docx'"),
            "finding": one("select id from findings where area_id = 'kent' and number = 1 and page = 2"),
            "bare": one("select id from findings where number = 2"),
            "hostile": one("select id from findings where area_id = 'bexley'"),
            "action": one("select a.id from actions a join documents d on d.id = a.document_id"
                          " where d.path = 'plan-2.xlsx'"),
            "older_action": one("select a.id from actions a join documents d on d.id = a.document_id"
                                " where d.path = 'plan.docx' and a.number = 1"),
            "hostile_action": one("select id from actions where area_id = 'bexley'"),
            "hostile_document": one("select id from documents where area_id = 'bexley'"),
            "statement": one("select id from statements where stance = 'progress'"),
            "hostile_statement": one("select id from statements where area_id = 'bexley'"),
            "measure": one("select m.id from measures m join documents d on d.id = m.document_id"
                           " where d.path = 'plan-2.xlsx'"),
            "gap": one("select id from gaps where rule = 'drift'"),
            "hostile_gap": one("select id from gaps where area_id = 'bexley'"),
        }  # fmt: skip


def addresses(item: dict[str, str]) -> dict[str, list[str]]:
    """For each kind of page the addresses at which it is looked at."""
    return {
        "home": ["/"],
        "area": ["/area/kent", "/area/bexley", "/area/barnsley"],
        "document": [f"/document/{item[k]}" for k in ("report", "plan", "older", "hostile_document")],
        "finding": [f"/finding/{item[k]}" for k in ("finding", "bare", "hostile")],
        "action": [f"/action/{item[k]}" for k in ("action", "older_action", "hostile_action")],
        "gaps": ["/gaps", "/gaps?area=kent&severity=low", "/gaps?rule=drift&page=99", "/gaps?area=nowhere"],
        "gap": [f"/gap/{item['gap']}", f"/gap/{item['hostile_gap']}"],
        "compare": ["/compare", "/compare?area=kent&area=bexley&area=nowhere"],
        "themes": ["/themes"],
        "theme": ["/theme/waiting_times"],
        "changes": ["/changes", "/changes?area=kent&change=slipped"],
        "search": ["/search", "/search?q=clubs", "/search?q=clubs&in=findings", "/search?q=%22%27*%28"],
        "evidence": [
            f"/evidence/{item[k]}"
            for k in ("finding", "action", "older_action", "statement", "measure", "hostile_statement")
        ],
        "accessibility": ["/accessibility"],
        "about": ["/about"],
    }


def test_every_kind_of_page_is_looked_at(item: dict[str, str]) -> None:
    assert set(addresses(item)) == set(pages())


@pytest.mark.parametrize("kind", sorted(pages()))
def test_every_kind_of_page_answers_well_formed(kind: str, get: Get, item: dict[str, str]) -> None:
    for address in addresses(item)[kind]:
        answer = get(address)
        assert answer.status_code == 200, address
        text = answer.text
        assert text.count("<h1") == 1, address
        assert '<html lang="en-GB">' in text
        assert 'href="#main"' in text
        assert '<main id="main"' in text
        assert len(re.findall(r"<table\b", text)) == len(re.findall(r"<caption\b", text)), address
        regions = re.findall(r'<caption id="[^"]*">(.*?)</caption>', text, re.DOTALL)
        assert len(set(regions)) == len(regions), f"{address}: two tables of one name"
        assert "<th>" not in text, f"{address}: a header cell without scope"


@pytest.mark.parametrize("kind", sorted(pages()))
def test_no_raw_value_stands_where_a_person_reads(kind: str, get: Get, item: dict[str, str]) -> None:
    for address in addresses(item)[kind]:
        seen = re.sub(r"<[^>]*>", " ", get(address).text.replace(HOSTILE, ""))
        for raw in (
            r"\bNone\b(?! *<)(?=[,.;])",
            r"\bNULL\b",
            r"\bnull\b",
            r"\[\{",
            r'"item_id',
            r"body/",
            r"no_plan",
        ):
            assert not re.search(raw, seen), f"{address}: {raw}"


@pytest.mark.parametrize("kind", sorted(pages()))
def test_pages_have_a_strict_policy_and_no_script(kind: str, get: Get, item: dict[str, str]) -> None:
    answer = get(addresses(item)[kind][0])
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<script" not in answer.text
    assert " style=" not in answer.text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)


@pytest.mark.parametrize("kind", sorted(pages()))
def test_hostile_text_shows_as_text(kind: str, get: Get, item: dict[str, str]) -> None:
    for address in [*addresses(item)[kind], "/search?q=clubs&in=actions", "/search?q=alert&in=gaps"]:
        text = get(address).text
        assert "<script" not in text, address
        assert "<img src=x" not in text, address
        assert ">49<" not in text, address


def test_words_put_into_a_form_come_back_as_text(get: Get) -> None:
    answer = get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_the_thread_goes_from_the_passage_to_progress(get: Get, item: dict[str, str]) -> None:
    text = get(f"/finding/{item['finding']}").text
    steps = [
        ASKED,
        "Partly answered",
        "Words of the report were changed",
        "Words changed",
        DONE,
        "Overdue",
        TOLD,
    ]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
    for said in (
        "Head of Clubs",
        "The printer broke.",
        "80% (2024)",
        "Why this action",
        "Asked the head of clubs.",
    ):
        assert said in text
    assert re.search(r"<del>.*?left out: .*?promptly", text, re.DOTALL)
    assert re.search(r"<ins>.*?put in: .*?should", text, re.DOTALL)


def test_a_thread_that_breaks_says_so_and_keeps_offers_apart(get: Get, item: dict[str, str]) -> None:
    text = get(f"/finding/{item['bare']}").text
    assert "the thread breaks here" in text
    assert text.index("the thread breaks here") < text.index("Offered for review") < text.index(DONE)


def test_a_gap_whose_answer_waits_leads_to_it_and_the_answer_says_why_it_waits(
    get: Get, item: dict[str, str]
) -> None:
    leads = (
        f'href="/finding/{item["bare"]}#offered">One action may answer it and waits for a person to decide'
    )
    assert leads in get("/gaps?area=kent&rule=uncovered_finding").text
    text = get(f"/finding/{item['bare']}").text
    assert leads in text
    assert 'id="offered"' in text
    assert re.search(r"Not yet, because the action stands under the finding", text)
    assert f"--item {item['bare']}" in text


def test_coverage_is_said_in_the_same_words_everywhere(get: Get, item: dict[str, str]) -> None:
    for address in ("/", "/area/kent", "/compare?area=kent&area=bexley", f"/finding/{item['finding']}"):
        text = get(address).text
        assert "partly answered" in text.lower(), address
        assert not re.search(r"\d in part|in part<|>covered|partial<", text, re.IGNORECASE), address


def test_in_depth_is_explained_where_it_stands(get: Get) -> None:
    text = get("/area/kent").text
    assert ("in depth" in text) == ("has an owner, a date, and a measure" in text)
    assert "has an owner, a date, and a measure" in get("/about").text


def test_an_area_of_which_nothing_is_held_is_warned_of(get: Get) -> None:
    text = get("/compare?area=kent&area=Essex&area=Atlantis").text
    assert "No document of Essex is held" in text
    assert "There is no area called Atlantis." in text


def test_missing_values_are_said_in_words(get: Get, item: dict[str, str]) -> None:
    text = get(f"/document/{item['older']}").text
    assert "No date given" in text
    assert "Nobody named" in text
    assert "Dates not read" not in text
    assert "No inspection document of this area is held" in get("/area/barnsley").text


def test_lateness_is_told_for_the_day_asked_for(get: Get, item: dict[str, str]) -> None:
    assert "Overdue" in get(f"/action/{item['action']}").text
    assert "Overdue</strong>" not in get(f"/action/{item['action']}?as_of=2023-01-01").text
    assert "Overdue on 1 January 2023" in get("/area/kent?as_of=2023-01-01").text
    assert "Overdue on 1 June 2024" in get("/area/kent?as_of=rubbish").text


def test_an_older_version_leads_to_the_one_that_counts(get: Get, item: dict[str, str]) -> None:
    assert f"/action/{item['action']}" in get(f"/action/{item['older_action']}").text


def test_gaps_are_filtered(get: Get) -> None:
    text = get("/gaps?area=kent&severity=low").text
    assert "Nobody single is named." in text
    assert "No baseline." not in text
    assert "There is no gap of this kind" in get("/gaps?rule=nothing").text


def test_changes_say_what_was_there_before(get: Get) -> None:
    text = get("/changes?area=kent").text
    assert "No rating" in text
    assert "<del>" in text


def test_areas_stand_side_by_side_with_figures_beside_bars(get: Get) -> None:
    text = get("/compare?area=kent&area=bexley").text
    assert "Inconsistent experiences and outcomes" in text
    assert "No plan held" in text
    assert "Waiting times" in text
    assert text.count('aria-hidden="true"') == text.count("<svg")


def test_search_needs_all_words_and_marks_them(get: Get) -> None:
    text = get("/search?q=waiting+clubs").text
    assert "<mark>waiting</mark>" in text
    assert "No passages found" in get("/search?q=nothingofthekind").text
    assert get("/search?q=" + "clubs+" * 80).status_code == 200


def test_what_is_not_there_is_a_page_that_says_so(get: Get) -> None:
    for address in ("/finding/x", "/area/nowhere", "/document/0", "/evidence/1-A1", "/gap/G", "/theme/none"):
        answer = get(address)
        assert answer.status_code == 404
        assert "Page not found" in answer.text
        assert answer.headers["content-security-policy"]
    assert get("/nothing/here").status_code == 404


# -- evidence ----------------------------------------------------------------------------------


def test_a_page_is_shown_with_its_passage_marked_and_kept(
    get: Get, item: dict[str, str], database: Path
) -> None:
    page = get(f"/evidence/{item['finding']}").text
    source = re.search(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert source is not None
    assert "waiting times" in source[2]
    answer = get(source[1])
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content)).convert("RGB")
    seen = picture.tobytes()
    yellow = sum(
        r > 200 and g > 200 and b < 190 for r, g, b in zip(seen[::3], seen[1::3], seen[2::3], strict=True)
    )
    assert yellow > 500
    assert len(list((database.parent / "evidence").glob("*.png"))) == 1
    assert get(source[1]).content == answer.content


def test_other_pages_and_odd_numbers_are_not_drawn(get: Get, item: dict[str, str]) -> None:
    for number in ("1", "99999", "0", "x", "../../report"):
        assert get(f"/evidence/{item['finding']}/page/{number}.png").status_code == 404


def test_a_page_that_takes_too_long_to_draw_says_so(database: Path, tmp_path: Path) -> None:
    site = replace(make_site(database), pictures=tmp_path)
    file = database.parent.parent / "corpus" / "report.pdf"
    with pytest.raises(NoEvidenceError, match="too long"):
        page_picture(site, file, "anyid", 2, [], seconds=0.0001)
    with pytest.raises(NoEvidenceError, match="no such page"):
        page_picture(site, file, "anyid", 9, [])
    assert list(tmp_path.iterdir()) == []


def test_pictures_looked_at_longest_ago_are_deleted_first(tmp_path: Path) -> None:
    for when, name in enumerate(("old", "older", "looked-at-again", "new")):
        picture = tmp_path / f"{name}.png"
        picture.write_bytes(bytes(100))
        os.utime(picture, ns=(when, when))
    os.utime(tmp_path / "old.png", ns=(9, 9))
    prune(tmp_path, 250)
    assert sorted(p.stem for p in tmp_path.iterdir()) == ["new", "old"]
    prune(tmp_path, 0)
    assert [p.stem for p in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("redacted", [False, True])
def test_a_new_run_is_shown_without_a_restart(
    database: Path, item: dict[str, str], tmp_path: Path, redacted: bool
) -> None:
    copy = tmp_path / "out" / "goldenthread.db"
    copy.parent.mkdir()
    shutil.copy(database, copy)
    site = make_site(copy, (), AS_OF, redacted)
    if redacted:
        shown = tmp_path / "shown.db"
        redacted_copy(copy, shown)
        site = replace(site, database=shown, source=copy)
    get = asking(make_datasette(site))
    address = f"/finding/{item['finding']}"
    assert "Words of another run." not in get(address).text
    new = copy.with_suffix(".new")
    shutil.copy(database, new)
    with sqlite3.connect(new) as db:
        db.execute("update findings set text = 'Words of another run.' where id = ?", (item["finding"],))
    os.replace(new, copy)
    for _ in range(8):  # every thread that answers
        assert "Words of another run." in get(address).text
    copy.unlink()
    assert "Words of another run." in get(address).text


def test_rows_and_lines_are_shown_in_context(get: Get, item: dict[str, str]) -> None:
    for name in ("action", "older_action", "measure"):
        text = get(f"/evidence/{item[name]}").text
        assert '<th scope="col">Finding</th>' in text or 'scope="col">Finding' in text
        assert re.search(rf'class="here">.*?{re.escape(QUOTED)}', text, re.DOTALL)
    text = get(f"/evidence/{item['statement']}").text
    assert "Much was said." in text
    assert re.search(rf'class="here">.*?{re.escape(TOLD)}', text, re.DOTALL)


def test_a_file_that_changed_is_not_shown(database: Path, item: dict[str, str], tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(database.parent.parent / "corpus", corpus)
    (corpus / "report.pdf").write_bytes((corpus / "report.pdf").read_bytes() + b"\n")
    get = client(database, (corpus,))
    assert "The file has changed since it was read" in get(f"/evidence/{item['finding']}").text
    answer = get(f"/evidence/{item['finding']}/page/2.png")
    assert answer.status_code == 404
    assert "has changed" in answer.text


def test_only_files_inside_the_corpus_are_opened(
    database: Path, item: dict[str, str], tmp_path: Path
) -> None:
    copy = tmp_path / "out" / "goldenthread.db"
    copy.parent.mkdir()
    shutil.copy(database, copy)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    shutil.copy(database.parent.parent / "corpus" / "report.pdf", tmp_path / "outside.pdf")
    with sqlite3.connect(copy) as db:
        db.execute("update document_paths set path = '../outside.pdf' where path = 'report.pdf'")
    get = client(copy, (corpus,))
    assert "no longer in the folder" in get(f"/evidence/{item['finding']}").text
    (corpus / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    with sqlite3.connect(copy) as db:
        db.execute("update document_paths set path = 'link.pdf' where path = '../outside.pdf'")
    assert "no longer in the folder" in client(copy, (corpus,))(f"/evidence/{item['finding']}").text


def test_without_people_no_picture_is_made(database: Path, item: dict[str, str]) -> None:
    get = client(database, redacted=True)
    assert "names are left out" in get(f"/evidence/{item['finding']}").text
    assert get(f"/evidence/{item['finding']}/page/2.png").status_code == 404


# -- Datasette ---------------------------------------------------------------------------------


def test_the_database_cannot_be_changed(get: Get, database: Path) -> None:
    before = database.read_bytes()
    answer = get("/goldenthread.json?sql=delete+from+findings")
    assert answer.status_code == 400
    assert database.read_bytes() == before


def test_tables_lead_to_pages_and_run_no_script_of_their_own(get: Get, item: dict[str, str]) -> None:
    answer = get("/goldenthread/findings")
    assert answer.status_code == 200
    assert f'href="/finding/{item["finding"]}"' in get("/goldenthread/links").text
    assert f'href="/finding/{item["finding"]}"' in get(f"/goldenthread/findings/{item['finding']}").text
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert "<img src=x" not in answer.text


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: str(q.slug))
def test_every_saved_query_answers(query: object, get: Get) -> None:
    slug = query.slug  # type: ignore[attr-defined]
    answer = get(f"/goldenthread/{slug}.json?area=&as_of=2024-06-01&_shape=objects")
    assert answer.status_code == 200, answer.text
    assert answer.json()["error"] is None if "error" in answer.json() else True
    if slug in (
        "unanswered_findings",
        "actions_overdue",
        "what_changed",
        "told_the_same",
        "words_that_drifted",
    ):
        assert answer.json()["rows"], slug


def test_there_are_fifteen_questions_and_more() -> None:
    assert len(QUERIES) >= 15
    assert len({q.slug for q in QUERIES}) == len(QUERIES)
    assert all(q.title.endswith("?") and q.description.endswith(".") for q in QUERIES)


def test_everything_is_described_in_the_metadata(tmp_path: Path) -> None:
    path = write_metadata(tmp_path)
    first = path.read_bytes()
    assert write_metadata(tmp_path).read_bytes() == first
    told = json.loads(first)["databases"]["goldenthread"]["tables"]
    for table in TABLES:
        assert set(told[table.name]["columns"]) == {c.name for c in table.columns}
        assert all(told[table.name]["columns"].values())
    assert {v.name for v in VIEWS} <= set(told)


def test_plain_datasette_shows_the_same_tables(database: Path) -> None:
    from datasette.app import Datasette

    plain = Datasette([], immutables=[str(database)], metadata=metadata())

    async def ask() -> list[httpx.Response]:
        names = ["goldenthread", "goldenthread/documents", "goldenthread/links", "goldenthread/who_owns_what"]
        return [await plain.client.get(f"/{name}") for name in names]

    for answer in asyncio.run(ask()):
        assert answer.status_code == 200
    assert "2&nbsp;pages" in asyncio.run(ask())[1].text


# -- the command -------------------------------------------------------------------------------


@contextmanager
def browsing(*arguments: object) -> Iterator[str]:
    """The command, running; gives the address that it tells."""
    command = [sys.executable, "-m", "pipeline.cli", "browse", "--port", "0", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            told = re.search(r"http://\S+", running.stdout.readline())
            assert told is not None
            yield told[0]
        finally:
            running.terminate()


def test_the_command_shows_pages_and_evidence_from_the_corpus_that_the_run_recorded(
    database: Path, item: dict[str, str]
) -> None:
    with browsing("--db", database, "--as-of", "2024-06-01") as address:
        assert "Inspection of an invented area" in httpx.get(f"{address}document/{item['report']}").text
        assert "<img" in httpx.get(f"{address}evidence/{item['finding']}").text


def test_the_command_leaves_out_names(database: Path, item: dict[str, str]) -> None:
    with browsing("--db", database, "--redact-names") as address:
        for page in (f"document/{item['report']}", f"finding/{item['finding']}", "goldenthread/people.json"):
            text = httpx.get(address + page).text
            assert "Ida Inspector" not in text
            assert "A. Person" not in text
            assert page.endswith(".json") or "People’s names are left out" in text


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, ["browse", "--db", str(tmp_path / "none.db")])
    assert answer.exit_code == 2
    assert "there is no database" in answer.output


# -- words -------------------------------------------------------------------------------------


def test_a_quotation_is_marked_word_by_word() -> None:
    marked = mark(
        "The cat sat on the mat near the door today", "As said, the cat sat quietly on a mat near the door"
    )
    assert [(p.kind, p.text) for p in marked.pieces] == [
        ("around", "As said"),
        ("same", "the cat sat"),
        ("added", "quietly"),
        ("same", "on"),
        ("dropped", "the"),
        ("added", "a"),
        ("same", "mat near the door"),
    ]
    assert mark("The cat sat", "the cat sat").word_for_word
    far = mark("Cats are aware of the many dogs. They sat on the mat", "Cats sat on the mat")
    assert [(p.kind, p.text) for p in far.pieces] == [("around", "Cats"), ("same", "sat on the mat")]
    assert mark("The cat sat on the mat", "Dogs may bark at night").paraphrase


def test_days_and_counts_are_said_as_people_say_them() -> None:
    assert days("2023-02-06", "2023-02-10") == "6 to 10 February 2023"
    assert days("2023-02-27", "2023-03-03") == "27 February to 3 March 2023"
    assert days("2022-12-30", "2023-01-02") == "30 December 2022 to 2 January 2023"
    assert days(None, "2023-01-02") == "2 January 2023"
    assert days(None, None) == ""
    assert plural(0, "gap") == "no gaps"
    assert plural(1234, "body", "bodies") == "1,234 bodies"
