"""A small invented corpus with its database, for the tests of the pages."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path

from docx import Document as DocxDocument
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import registry
from extractors.model import (
    Action,
    Body,
    Details,
    Extra,
    Extraction,
    Finding,
    Judgement,
    Measure,
    Owner,
    Person,
    Problem,
    Source,
    Statement,
    Target,
    Timescale,
)
from extractors.model import Document as ReadDocument
from pipeline import ids
from pipeline.areas import areas
from pipeline.records import (
    Change,
    Coverage,
    Drift,
    Entry,
    Evidence,
    Gap,
    Link,
    Note,
    Part,
    Reasons,
    Themed,
    WordChange,
)
from pipeline.rows import Result
from pipeline.store import write

ASKED = "Leaders must tell families promptly about waiting times and local clubs."
QUOTED = "Leaders should tell families about waiting times and local clubs in full."
PRAISED = "Families value the friendly school nurses."
DONE = "Print a leaflet on waiting times"
LATER = "Open a telephone line"
TOLD = "A new leaflet has gone to every school this spring."
HOSTILE = "<script>alert('x')</script> <img src=x onerror=alert(1)> {{ 7*7 }} \ue000\ue001 =cmd|' /C calc'!A0"
LONG = "W" * 400


def report_pdf() -> bytes:
    """A report of two pages; the finding stands on the second."""
    out = BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1)
    page.drawString(72, 760, "Inspection of an invented area")
    page.showPage()
    page.drawString(72, 700, "What must be better")
    page.drawString(72, 660, ASKED)
    page.drawString(72, 600, PRAISED)
    page.save()
    return out.getvalue()


def plan_docx() -> bytes:
    """A plan in one table."""
    document = DocxDocument()
    table = document.add_table(rows=0, cols=4)
    for row in (
        ("Finding", "Action", "Who", "When"),
        (QUOTED, DONE, "A. Person", "Dec-23"),
        ("", LATER, "", ""),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def plan_xlsx() -> bytes:
    """The plan's next version as a sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Finding", "Action", "Who", "When"), (QUOTED, DONE, "A. Person", "Mar-24")):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def news_txt() -> bytes:
    """A news item of three lines."""
    return f"News from the council\n\nMuch was said.\n\n{TOLD}\n\nMore will come.\n".encode()


def read(data: bytes, suffix: str) -> ReadDocument:
    """The document as its reader gives it."""
    return registry.detect(data, suffix).read(data)


def block(document: ReadDocument, text: str) -> Source:
    """Where the paragraph with the text stands."""
    return next(b.source for b in document.text_blocks if text in b.text)


def row(document: ReadDocument, text: str) -> Source:
    """Where the table row that holds the text stands."""
    table = document.tables[0]
    at = next(c.row for c in table.cells if c.text == text)
    return Source.merge([c.source for c in table.cells if c.row == at])


def entry(
    data: bytes, path: str, kind: str, family: str, area: str, extraction: Extraction, **more: object
) -> Entry:
    """A document with all that was found in it."""
    sha256 = hashlib.sha256(data).hexdigest()
    given = {"status": "ok", "pages": None, **more}
    return Entry.model_validate(
        {
            "id": ids.document_id(sha256),
            "sha256": sha256,
            "path": path,
            "paths": (path,),
            "area_id": area,
            "kind": kind,
            "family": family,
            "details": extraction.details,
            "extraction": extraction,
            **given,
        }
    )


def report(data: bytes) -> Entry:
    """The report with a finding to answer, a strength, people, bodies and a judgement."""
    document = read(data, ".pdf")
    extraction = Extraction(
        kind="area_send_report",
        family="inspection",
        details=Details(
            title="Inspection of an invented area",
            inspection_start=date(2023, 2, 6),
            inspection_end=date(2023, 2, 10),
            published=date(2023, 5, 5),
            outcome=2,
            next_inspection_raw="within three years",
            next_inspection_by=date(2026, 2, 10),
            children_with_send=4321,
        ),
        findings=(
            Finding(
                kind="area_for_improvement",
                number=1,
                text=ASKED,
                section="What must be better",
                source=block(document, ASKED),
            ),
            Finding(kind="area_for_improvement", number=2, text="Leaders must count the clubs."),
            Finding(kind="strength", number=1, text=PRAISED, source=block(document, PRAISED)),
        ),
        statements=(
            Statement(stance="praise", text=PRAISED, section="Health", source=block(document, PRAISED)),
        ),
        people=(Person(name="Ida Inspector", role="Lead inspector", capacity="inspector", is_lead=True),),
        bodies=(Body(name="Kent County Council", kind="local_authority"),),
        judgements=(Judgement(subject="Leadership", grade="good"),),
    )
    return entry(data, "report.pdf", "area_send_report", "inspection", "kent", extraction, pages=2)


def plan(data: bytes, path: str, version: int, inspection: str, first: str | None, when: str) -> Entry:
    """A version of the plan."""
    suffix = path[path.rindex(".") :]
    document = read(data, suffix)
    first_action = Action(
        number=1,
        reference="1.1",
        activity=DONE,
        area_for_improvement=QUOTED,
        objective="Families know what to expect",
        responsible_raw="A. Person, Council",
        owners=(Owner(name="A. Person", organisation="Kent County Council"), Owner(role="Head of Clubs")),
        timescale=Timescale(raw=when, due_on=date(2023, 12, 31), precision="month"),
        success_measure="More families know",
        status="delayed",
        status_raw="RED",
        update_text="The printer broke.",
        extra=(Extra(column="Cost", text="none"),),
        inherited=("objective",),
        source=row(document, DONE),
    )
    others = (
        (Action(number=2, activity=LATER, objective="Families can ask", source=row(document, LATER)),)
        if suffix == ".docx"
        else ()
    )
    extraction = Extraction(
        kind="action_plan",
        family="plan",
        details=Details(title="A plan to answer", published=date(2023, 6, version), plan_type="response"),
        actions=(first_action, *others),
        measures=(
            Measure(
                number=1,
                text="Share of families who know",
                baseline_raw="40%",
                targets=(Target(raw="80%", period="2024"), Target(raw="90%")),
                actions=(1,),
                source=row(document, DONE),
            ),
        ),
    )
    return entry(
        data,
        path,
        "action_plan",
        "plan",
        "kent",
        extraction,
        answers=inspection,
        plan_id=first,
        version=version,
    )


def news(data: bytes) -> Entry:
    """A news item that tells of progress, with a finding of its own."""
    document = read(data, ".txt")
    extraction = Extraction(
        kind="news",
        family="commentary",
        details=Details(title="News from the council", published=date(2024, 4, 1)),
        findings=(
            Finding(kind="significant_weakness", number=1, text="Clubs were hard to find."),
            Finding(kind="area_for_improvement", number=1, text=ASKED),
        ),
        statements=(
            Statement(stance="progress", text=TOLD, speaker="A. Person", source=block(document, TOLD)),
        ),
    )
    return entry(data, "news.txt", "news", "commentary", "kent", extraction)


def hostile() -> Entry:
    """A document of another area whose every text would like to be markup."""
    extraction = Extraction(
        kind="area_send_report",
        family="inspection",
        details=Details(title=f"{HOSTILE} title", inspection_end=date(2024, 1, 1), previous_raw=HOSTILE),
        findings=(Finding(kind="weakness", number=1, text=f"{HOSTILE} {LONG} clubs", section=HOSTILE),),
        statements=(Statement(stance="context", text=f"{HOSTILE} clubs", speaker=HOSTILE),),
        actions=(
            Action(
                number=1,
                activity=f"{HOSTILE} clubs",
                objective=HOSTILE,
                responsible_raw=HOSTILE,
                owners=(Owner(name=HOSTILE),),
                timescale=Timescale(raw=HOSTILE),
                update_text=HOSTILE,
                status_raw=HOSTILE,
                extra=(Extra(column=HOSTILE, text=HOSTILE),),
            ),
        ),
        people=(Person(name=HOSTILE, role=HOSTILE, capacity="leader"),),
    )
    return entry(b"hostile", f"{HOSTILE}.pdf", "area_send_report", "inspection", "bexley", extraction)


def earlier() -> Entry:
    """An earlier inspection of the same area, which no plan answers."""
    extraction = Extraction(
        kind="jtai_letter",
        family="inspection",
        details=Details(title="An earlier letter", inspection_end=date(2019, 3, 1)),
        findings=(Finding(kind="weakness", number=1, text="Minutes were not kept."),),
    )
    return entry(b"earlier", "earlier.pdf", "jtai_letter", "inspection", "kent", extraction)


def link(kind: str, from_id: str, to_id: str, status: str = "accepted", **reasons: object) -> Link:
    """A link with reasons."""
    given = {"summary": "the plan's heading repeats the finding", **reasons}
    return Link.model_validate(
        {
            "id": ids.link_id(kind, from_id, to_id),
            "kind": kind,
            "from_id": from_id,
            "to_id": to_id,
            "score": 0.9,
            "method": "structure",
            "status": status,
            "reasons": Reasons.model_validate(given),
        }
    )


def result(corpus: Path) -> Result:
    """Write the corpus and give what a run on it would find."""
    files = {
        "report.pdf": report_pdf(),
        "plan.docx": plan_docx(),
        "plan-2.xlsx": plan_xlsx(),
        "news.txt": news_txt(),
    }
    corpus.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (corpus / path).write_bytes(data)
    inspection = report(files["report.pdf"])
    first_id = ids.document_id(hashlib.sha256(files["plan.docx"]).hexdigest())
    first = plan(files["plan.docx"], "plan.docx", 1, inspection.id, first_id, "Dec-23")
    second = plan(files["plan-2.xlsx"], "plan-2.xlsx", 2, inspection.id, first_id, "Mar-24")
    told, bad, before = news(files["news.txt"]), hostile(), earlier()
    asked = f"{inspection.id}-I1"
    return Result(
        areas().values(),
        [inspection, first, second, told, bad, before],
        [(inspection.id, Problem(category="uncertain", message="a row was cut", page=2))],
        links=_links(inspection, second, told, bad),
        coverage=[
            Coverage(
                finding_id=asked,
                area_id="kent",
                status="partial",
                actions=1,
                missing=("clubs",),
                explanation="One action answers it, but no action names clubs.",
            ),
            Coverage(
                finding_id=f"{inspection.id}-I2", area_id="kent", status="uncovered", explanation="No action."
            ),
            Coverage(
                finding_id=f"{before.id}-W1", area_id="kent", status="no_plan", explanation="No plan is held."
            ),
            Coverage(finding_id=f"{bad.id}-W1", area_id="bexley", status="no_plan", explanation=HOSTILE),
        ],
        gaps=_gaps(inspection, second, bad),
        files=6,
        changes=[
            Change(
                id=f"C{'0' * 9}{n}",
                area_id="kent",
                plan_id=first.id,
                key="k",
                from_document=first.id,
                to_document=second.id,
                from_action=f"{first.id}-A001",
                to_action=f"{second.id}-A001",
                change=change,  # type: ignore[arg-type]
                before=before,
                after=after,
            )
            for n, (change, before, after) in enumerate(
                (("slipped", "Dec-23", "Mar-24"), ("rated", None, "RED"), ("reworded", ASKED, QUOTED))
            )
        ],
        themes=[
            Themed(item_id=asked, theme="waiting_times"),
            Themed(item_id=f"{bad.id}-W1", theme="waiting_times"),
            Themed(item_id=f"{second.id}-A001", theme="waiting_times"),
        ],
        notes=[Note(item_id=asked, when="2024-05-01", who="A. Person", note="Asked the head of clubs.")],
    )


def _links(inspection: Entry, second: Entry, told: Entry, bad: Entry) -> list[Link]:
    asked, action = f"{inspection.id}-I1", f"{second.id}-A001"
    drift = Drift(dropped=("promptly",), changed=(WordChange(before="must", after="should"),))
    parts = (Part(name="quotation", value=1.0, weight=1.0),)
    return [
        link("addresses", action, asked, drift=drift, parts=parts, via=QUOTED),
        link("addresses", action, f"{inspection.id}-I2", "review", via=asked, runner_up=asked, margin=0.2),
        link("restates", f"{told.id}-I1", asked),
        link("reports_progress", f"{told.id}-T001", asked),
        link("similar", asked, f"{bad.id}-W1"),
    ]


def _gaps(inspection: Entry, second: Entry, bad: Entry) -> list[Gap]:
    asked, action = f"{inspection.id}-I1", f"{second.id}-A001"
    seen = Evidence(label="report", text=ASKED, item_id=asked, document_id=inspection.id, page=2)
    made = [
        ("drift", "medium", (asked,), "Words of the report were changed.", "kent"),
        ("no_named_owner", "low", (action,), "Nobody single is named.", "kent"),
        ("measure_without_baseline", "high", (f"{second.id}-M01",), "No baseline.", "kent"),
        ("uncovered_finding", "high", (f"{bad.id}-W1",), f"{HOSTILE} clubs", "bexley"),
        ("uncovered_finding", "high", (f"{inspection.id}-I2",), "No action answers it.", "kent"),
    ]
    return [
        Gap.model_validate(
            {
                "id": ids.gap_id(rule, items),
                "area_id": area,
                "rule": rule,
                "severity": severity,
                "item_ids": items,
                "message": message,
                "evidence": (seen,),
            }
        )
        for rule, severity, items, message, area in made
    ]


def build(folder: Path) -> Path:
    """The corpus and its database within the folder; returns the database's path."""
    database = folder / "output" / "goldenthread.db"
    write(result(folder / "corpus"), database, "0", {"corpus": ["../corpus"]})
    return database
