"""The demonstration corpus: built documents and answers are what the sources say, on every machine."""

import csv
import hashlib
import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parent.parent
DEMO, GOLD = ROOT / "corpus" / "demo", ROOT / "gold" / "demo"
BUILT_WITH = ROOT / "corpus" / "demo_sources" / "built-with.json"
NOT_BUILT = ("documents.csv", ".gitattributes")
DOCUMENTS = sorted(path for path in DEMO.rglob("*.*") if path.name not in NOT_BUILT)
DIGEST = "This is a digest for demonstration."


def answers(name: str) -> Any:
    return json.loads((GOLD / name).read_text(encoding="utf-8"))


def text_of(path: Path, first_page_only: bool = False) -> str:
    """The text of a demonstration document, white space folded."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        text = pages[0] if first_page_only else "\n".join(pages)
    elif path.suffix == ".docx":
        from docx import Document

        document = Document(BytesIO(path.read_bytes()))
        cells = [
            paragraph.text
            for table in document.tables
            for row in table.rows
            for cell in row.cells
            for paragraph in cell.paragraphs
        ]
        text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    else:
        text = path.read_text(encoding="utf-8")
    return " ".join(text.split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def contents(folder: Path) -> dict[str, str]:
    """A checksum for each file beneath a folder, without what is not built."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.*"))
        if path.name not in NOT_BUILT
    }


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a new build of the documents and answers."""
    pytest.importorskip("reportlab")
    pytest.importorskip("docx")
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, str(ROOT / "corpus" / "build_demo.py")]
    subprocess.run(
        [*command, "--documents", str(folder / "documents"), "--gold", str(folder / "gold")], check=True
    )
    return folder


def test_answers_follow_from_the_sources(rebuilt: Path) -> None:
    assert contents(rebuilt / "gold") == contents(GOLD)


def test_documents_are_built_again_byte_for_byte(rebuilt: Path) -> None:
    for package, wanted in json.loads(BUILT_WITH.read_text(encoding="utf-8")).items():
        try:
            held = version(package)
        except PackageNotFoundError:
            held = "none"
        if held != wanted:
            pytest.skip(f"the committed files were built with {package} {wanted}, here is {held}")
    assert contents(rebuilt / "documents") == contents(DEMO)


def test_documents_are_built_again_with_the_same_text(rebuilt: Path) -> None:
    for path in DOCUMENTS:
        again = rebuilt / "documents" / path.relative_to(DEMO)
        assert squeezed(text_of(again)) == squeezed(text_of(path)), path.name


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(DEMO).as_posix())
def test_each_document_says_at_its_top_that_it_is_a_digest(path: Path) -> None:
    if path.suffix == ".docx":
        pytest.importorskip("docx")
    top = text_of(path, first_page_only=True)[:1500]
    assert DIGEST in top
    assert "is not the published text." in top


@pytest.mark.parametrize("slug", ["warrington", "cheshire-west-and-chester"])
def test_report_prints_every_finding_of_its_answers(slug: str) -> None:
    truth = answers(f"area-send-reports/{slug}.json")
    pdf = text_of(DEMO / slug / truth["file"])
    printed = squeezed(pdf)
    for kind in ("strengths", "weaknesses"):
        for finding in truth[kind]:
            # A page's end cuts some findings with a footer, so their first and last words are looked for.
            words = finding.split()
            assert squeezed(" ".join(words[:4])) in printed
            assert squeezed(" ".join(words[-4:])) in printed


def test_counts_are_those_of_the_published_documents() -> None:
    counts = {
        slug: [len(truth[kind]) for kind in ("strengths", "weaknesses", "improvements", "priority_actions")]
        for slug in ("warrington", "cheshire-west-and-chester")
        for truth in [answers(f"area-send-reports/{slug}.json")]
    }
    assert counts == {"warrington": [8, 9, 4, 0], "cheshire-west-and-chester": [9, 9, 4, 0]}
    actions = answers("warrington/plan.json")["actions"]
    assert [sum(action["priority"] == number for action in actions) for number in (1, 2, 3, 4)] == [
        16,
        34,
        25,
        43,
    ]
    assert len(answers("warwickshire.json")["letter"]["significant_weaknesses"]) == 5


@pytest.mark.parametrize("name", ["action-plan.pdf", "action-plan.docx"])
def test_both_renderings_print_every_action(name: str) -> None:
    if name.endswith("docx"):
        pytest.importorskip("docx")
    printed = squeezed(text_of(DEMO / "warrington" / name)).replace("\ufffe", "-")
    for action in answers("warrington/plan.json")["actions"]:
        assert squeezed(action["activity"]) in printed, action["id"]


def test_each_action_answers_one_finding_and_links_hold_them_all() -> None:
    actions = [action["id"] for action in answers("warrington/plan.json")["actions"]]
    links = answers("warrington/links.json")["findings"]
    linked = [action for finding in links for action in finding["action_ids"]]
    assert sorted(linked) == sorted(actions)
    assert len(set(actions)) == len(actions) == 118
    assert [finding["finding"] for finding in links if finding["coverage"] == "partial"] == [
        "W1",
        "W3",
        "W5",
        "W7",
    ]


def test_other_actions_named_in_the_answers_exist() -> None:
    actions = {action["id"] for action in answers("warrington/plan.json")["actions"]}
    links = answers("warrington/links.json")
    for finding in [*links["findings"], *links["narrative_findings"]]:
        assert set(finding["also_related"]) | set(finding["also_related_weak"]) <= actions


def test_plan_drops_workforce_from_its_quotation() -> None:
    finding = next(item for item in answers("warrington/links.json")["findings"] if item["finding"] == "W5")
    assert "workforce" in finding["report_text"]
    assert "workforce" not in finding["plan_area"]
    assert finding["missing_words"] == ["workforce"]


def test_narrative_findings_are_sentences_of_the_report() -> None:
    printed = squeezed(text_of(DEMO / "warrington" / "area-send-report.pdf")).replace("\ufffe", "-")
    for finding in answers("warrington/links.json")["narrative_findings"]:
        assert squeezed(finding["report_text"]) in printed, finding["id"]


def test_article_reports_progress_on_three_of_five_weaknesses() -> None:
    article = answers("warwickshire.json")["article"]
    text = text_of(DEMO / "warwickshire" / article["file"])
    assert [weakness["progress"] != "not mentioned" for weakness in article["weaknesses_2021"]] == [
        True,
        True,
        False,
        False,
        True,
    ]
    for weakness in article["weaknesses_2021"]:
        assert weakness["text"] in text
        assert all(sentence in text for sentence in [*weakness["also"], weakness["sentence"] or ""])


def test_letter_lists_the_five_weaknesses_after_its_lead_in() -> None:
    letter = answers("warwickshire.json")["letter"]
    printed = squeezed(text_of(DEMO / "warwickshire" / letter["file"]))
    _, _, after = printed.partition(squeezed("areas of significant weakness:"))
    places = [after.find(squeezed(" ".join(item.split()[:5]))) for item in letter["significant_weaknesses"]]
    assert places == sorted(places)
    assert -1 not in places


def test_plan_has_merged_cells_that_pages_cut() -> None:
    with ZipFile(DEMO / "warrington" / "action-plan.docx") as archive:
        markup = archive.read("word/document.xml").decode("utf-8")
    assert markup.count('w:vMerge w:val="restart"') > 50
    with pypdfium2.PdfDocument(DEMO / "warrington" / "action-plan.pdf") as document:
        tops = [page.get_textpage().get_text_range() for page in document]
    # The long measure of the second priority begins on one page and ends on the next.
    (begin,) = [number for number, text in enumerate(tops) if "Reports received 2 weeks" in text]
    (end,) = [number for number, text in enumerate(tops) if "Presence of professionals" in text]
    assert end == begin + 1


def test_table_of_documents_names_files_that_exist() -> None:
    with (DEMO / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["path", "area", "kind", "date", "title", "answers"]
    assert all((DEMO / row["path"]).is_file() for row in rows)


def test_gaps_name_items_that_exist() -> None:
    plan, links = answers("warrington/plan.json"), answers("warrington/links.json")
    known = {"report", "response", "web_page", "news", "S6"}
    known |= {action["id"] for action in plan["actions"]} | {group["id"] for group in plan["success_groups"]}
    known |= {finding["finding"] for finding in links["findings"]}
    known |= {finding["id"] for finding in links["narrative_findings"]}
    for gap in answers("warrington/gaps.json")["gaps"]:
        assert set(gap["item_ids"]) <= known, gap["where"]
