"""A small invented area, its report and two versions of its plan; some of the texts mean harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from extractors.model import (
    Action,
    Finding,
    Measure,
    Owner,
    Person,
    Problem,
    Source,
    Statement,
    Target,
    Timescale,
)
from pipeline import ids
from pipeline.areas import areas
from pipeline.changes import changes
from pipeline.records import Coverage, Decided, Entry, Evidence, Gap, Link, Reasons, Themed
from pipeline.rows import Result
from pipeline.store import write
from tests.builders import entry, findings

AS_OF = date(2024, 3, 31)
SCRIPT = '<script>alert("x")</script>'
FORMULA = '=HYPERLINK("http://example.org","click")'
LONG = "endless" * 700
HOSTILE = (
    SCRIPT,
    FORMULA,
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    "a bell \x07 and a zero \x00 in it",
    "]]> &amp; <!-- ",
    LONG,
)


def _when(raw: str, due: date | None) -> Timescale:
    return Timescale(raw=raw, due_on=due, precision="month" if due else None)


def _action(number: int, activity: str, owner: Owner, due: date | None, **more: object) -> Action:
    raw = f"{owner.name or owner.role}, {owner.organisation}"
    fields = {
        "number": number,
        "activity": activity,
        "owners": (owner,),
        "responsible_raw": raw,
        "timescale": _when("Jan-24", due),
        "objective": "Therapy comes soon",
        "source": Source(page=number),
    }
    return Action.model_validate(fields | more)


ANNA = Owner(name="Anna Lindqvist", organisation="Kent County Council")
BORIS = Owner(name="Boris O’Marsh", role="Head of Inclusion", organisation="Kent County Council")
BOARD = Owner(organisation="SEND Partnership Board")


def report_entry() -> Entry:
    """The inspection report."""
    found = (
        *findings(
            "area_for_improvement", "Leaders should shorten waits for therapy.", "Plans should be better."
        ),
        *findings("weakness", *HOSTILE),
    )
    placed = tuple(Finding(**(f.model_dump() | {"source": Source(page=5)})) for f in found)
    made = entry(
        "kent/report.pdf",
        "area_send_report",
        "inspection",
        findings=placed,
        published=date(2023, 5, 5),
        inspected=(date(2023, 2, 6), date(2023, 2, 10)),
    )
    assert made.extraction is not None
    people = (
        Person(name="Clara Voss-Hale", role="Lead Inspector", organisation="Ofsted", capacity="inspector"),
    )
    statements = (
        Statement(
            stance="context", text="The lead inspector was Clara Voss-Hale.", speaker="Clara Voss-Hale"
        ),
    )
    extraction = made.extraction.model_copy(update={"people": people, "statements": statements})
    details = made.details.model_copy(update={"title": f"Report on Kent {SCRIPT}", "outcome": 2})
    return made.model_copy(update={"extraction": extraction, "details": details})


def plan_entry(name: str, version: int, answers: str, plan_id: str | None, rows: tuple[Action, ...]) -> Entry:
    """A version of the plan."""
    made = entry(name, actions=rows, published=date(2023, 8, version))
    assert made.extraction is not None
    measures = (
        Measure(
            number=1,
            text="Waits for therapy",
            baseline_raw="20 weeks",
            baseline_value=20,
            baseline_unit="weeks",
            targets=(Target(raw="12 weeks", value=12, unit="weeks"),),
            actions=(1,),
        ),
    )
    update = {
        "extraction": made.extraction.model_copy(update={"measures": measures}),
        "answers": answers,
        "plan_id": plan_id or made.id,
        "version": version,
    }
    return made.model_copy(update=update)


def entries() -> list[Entry]:
    """The report and two versions of the plan."""
    report = report_entry()
    note = "Anna has told Mrs Lindqvist's team; B. O'Marsh agrees. Lindqvist to report to the Town Hall."
    rows = (
        _action(1, "Hire two therapists", ANNA, date(2024, 1, 31), update_text=note),
        _action(2, "Write a guide", BORIS, date(2024, 5, 31), status="on_track", status_raw="Green"),
        _action(3, "Hold a meeting with parents", BOARD, None),
        *(_action(n, text, ANNA, date(2024, 2, 29)) for n, text in enumerate(HOSTILE, 4)),
    )
    early = rows[0].model_copy(update={"timescale": _when("Nov-23", date(2023, 11, 30)), "update_text": None})
    first = plan_entry("kent/plan-1.pdf", 1, report.id, None, (early, *rows[1:3]))
    second = plan_entry("kent/plan-2.pdf", 2, report.id, first.id, rows)
    return [report, first, second]


def _link(from_id: str, to_id: str) -> Link:
    return Link(
        id=ids.link_id("addresses", from_id, to_id),
        kind="addresses",
        from_id=from_id,
        to_id=to_id,
        score=0.9,
        method="structure",
        status="accepted",
        reasons=Reasons(summary=f"stands under it {SCRIPT}"),
    )


def _covered(report: Entry) -> list[Coverage]:
    made = []
    for letter, kind, count in (("I", "area_for_improvement", 2), ("W", "weakness", len(HOSTILE))):
        for number in range(1, count + 1):
            first = letter == "I" and number == 1
            made.append(
                Coverage(
                    finding_id=ids.finding_id(report.id, kind, number),  # type: ignore[arg-type]
                    area_id="kent",
                    status="partial" if first else "uncovered",
                    actions=2 if first else 0,
                    missing=("therapy for young adults",) if first else (),
                    explanation="as invented",
                )
            )
    return made


def result() -> Result:
    """What a run on these documents could have found."""
    report, first, second = made = entries()
    afi = ids.finding_id(report.id, "area_for_improvement", 1)
    act = ids.action_id(second.id, 1)
    gaps = [
        Gap(
            id=ids.gap_id(rule, [item], word),
            area_id="kent",
            rule=rule,
            severity=severity,  # type: ignore[arg-type]
            item_ids=(item,),
            message=f"Anna Lindqvist: {word}",
            evidence=(Evidence(label="action 1", text=word, item_id=act, document_id=second.id, page=1),),
        )
        for rule, severity, item, word in (
            ("overloaded_owner", "high", act, FORMULA),
            ("partly_covered_finding", "medium", afi, SCRIPT),
            ("vague_action", "low", act, LONG),
            *(("no_date", "high", ids.action_id(second.id, n), f"date of {n}") for n in (11, 2, 10)),
            ("measure_without_target", "high", ids.measure_id(second.id, 1), "aim"),
        )
    ]
    waits = _link(ids.action_id(second.id, 3), afi)
    waits = waits.model_copy(update={"status": "review", "method": "similarity", "score": 0.55})
    return Result(
        areas().values(),
        made,
        [(first.id, Problem(category="uncertain", message=f"a row of Boris O’Marsh {SCRIPT}", page=2))],
        links=[_link(act, afi), _link(ids.action_id(second.id, 2), afi), waits],
        coverage=_covered(report),
        gaps=gaps,
        changes=changes(made),
        decided=[
            Decided(
                position=1,
                when="2024-03-01T09:30:00+00:00",
                who="Jo Fern",
                what="link",
                decision="other",
                from_ref="kent/action/abcdefgh2345",
                to_ref="kent/area_send_report/2023-02-10/I1",
                instead_ref="kent/area_send_report/2023-02-10/W2",
                from_id=act,
                to_id=ids.finding_id(report.id, "weakness", 2),
                state="not_found",
            ),
            Decided(
                position=2,
                what="item",
                decision="note",
                from_ref="kent/gap/no_date/abcdefgh2345",
                state="applied",
            ),
        ],
        themes=[Themed(item_id=afi, theme="waiting_times"), Themed(item_id=act, theme="invented_theme")],
    )


def database(folder: Path) -> Path:
    """The database of these documents."""
    path = folder / "goldenthread.db"
    write(result(), path, "0", {})
    return path
