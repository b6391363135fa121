"""Items of a database as a person reads them in a terminal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date

from rich.console import Console
from rich.table import Table

from pipeline import queries
from pipeline.api.citation import where
from pipeline.records import Evidence, Reasons
from pipeline.resolve import SEND
from pipeline.summary import console

KINDS = {
    "strength": "strength",
    "weakness": "weakness",
    "area_for_improvement": "area for improvement",
    "area_for_priority_action": "area for priority action",
    "significant_weakness": "significant weakness",
    "no_plan": "no plan is held",
}
ELSEWHERE = 5  # findings of other areas that are shown with a finding
OUTCOMES = {
    1: "typically positive experiences and outcomes",
    2: "inconsistent experiences and outcomes",
    3: "widespread and/or systemic failings",
}


def words(slug: str | None) -> str:
    """A slug in words."""
    return KINDS.get(slug or "", (slug or "").replace("_", " "))


def _say(out: Console, text: str = "") -> None:
    out.print(text, markup=False)


def _field(out: Console, label: str, value: object) -> None:
    if value not in (None, ""):
        _say(out, f"{label}: {value}")


def _where(row: sqlite3.Row) -> str:
    last = row["page_end"] if "page_end" in row.keys() else None  # noqa: SIM118 (rows test values)
    return where(row["page"], row["place"], last)


def print_item(db: sqlite3.Connection, table: str, row: sqlite3.Row, as_of: date) -> None:
    """Print the item with what belongs to it."""
    out = console()
    _SHOW[table](out, db, row, as_of)
    _notes(out, db, row["id"])


def _notes(out: Console, db: sqlite3.Connection, item: str, indent: str = "") -> None:
    for note in queries.notes_of(db, item):
        _say(out, f"{indent}{queries.note_line(note)}")


# -- an area -----------------------------------------------------------------------------------


def _show_area(out: Console, db: sqlite3.Connection, area: sqlite3.Row, as_of: date) -> None:
    _say(out, f"{area['name']} ({area['region'] or 'region not known'})")
    documents = db.execute(
        "select * from documents where area_id = ? order by family, inspection_end, path", (area["id"],)
    ).fetchall()
    inspections = [d for d in documents if d["family"] == "inspection"]
    if not inspections:
        _say(out, "No inspection document of this area is held.")
    elif not any(d["kind"] in SEND for d in inspections):
        _say(out, "No inspection document on SEND of this area is held.")
    for document in documents:
        _document_line(out, document)
    for document in inspections:
        if document["same_as"] is None:
            _coverage_table(out, db, document)
    _told_elsewhere(out, db, area["id"])
    _gap_counts(out, db, area["id"], as_of)


def _document_line(out: Console, d: sqlite3.Row) -> None:
    days = " to ".join(dict.fromkeys(x for x in (d["inspection_start"], d["inspection_end"]) if x))
    outcome = f", outcome {d['outcome']} ({OUTCOMES[d['outcome']]})" if d["outcome"] else ""
    same = f", the same text as {d['same_as']}" if d["same_as"] else ""
    status = f", {d['status']}: {d['message']}" if d["status"] != "ok" else ""
    inspected = f", inspection {days}" if days and d["family"] == "inspection" else ""
    _say(out, f"  {d['id']}  {words(d['kind'])}: {d['title'] or d['path']}{inspected}{outcome}{same}{status}")


def _coverage_table(out: Console, db: sqlite3.Connection, document: sqlite3.Row) -> None:
    rows = db.execute(
        """select f.*, c.status, c.actions, c.missing, c.deep from findings f
        join coverage c on c.finding_id = f.id where f.document_id = ? order by f.kind, f.number""",
        (document["id"],),
    ).fetchall()
    if not rows:
        return
    table = Table(title=f"What {document['id']} asks, and what answers it", title_justify="left")
    for head in ("Id", "Finding", "Answered", "Actions", "Missing"):
        table.add_column(head, justify="right" if head == "Actions" else "left", overflow="fold")
    for row in rows:
        table.add_row(
            row["id"], shortened(row["text"]), words(row["status"]), str(row["actions"]), row["missing"] or ""
        )
    out.print(table)


def _told_elsewhere(out: Console, db: sqlite3.Connection, area: str) -> None:
    """Findings that only a page or news item tells of, with the progress reported on each."""
    rows = db.execute(
        """select f.* from findings f join documents d on d.id = f.document_id
        where f.area_id = ? and d.family = 'commentary' and f.kind = 'significant_weakness'
        order by f.id""",
        (area,),
    ).fetchall()
    for row in rows:
        progress = db.execute(
            "select s.text from links l join statements s on s.id = l.from_id"
            " where l.to_id = ? and l.kind = 'reports_progress' and l.accepted = 1 order by s.id",
            (row["id"],),
        ).fetchall()
        _say(out, f"  {row['id']}  {words(row['kind'])}: {row['text']}")
        for text in progress:
            _say(out, f"      progress reported: {text['text']}")
        if not progress:
            _say(out, "      no progress reported")


def _gap_counts(out: Console, db: sqlite3.Connection, area: str, as_of: date) -> None:
    counts = db.execute(
        "select severity, count(*) n from gaps where area_id = ? group by severity"
        " order by case severity when 'high' then 1 when 'medium' then 2 else 3 end",
        (area,),
    ).fetchall()
    said = ", ".join(f"{r['n']} {r['severity']}" for r in counts)
    late = len(queries.overdue(db, as_of, area))
    _say(out, f"Gaps: {said or 'none'}. Actions overdue on {as_of.isoformat()}: {late}.")


def shortened(text: str, length: int = 160) -> str:
    """The text, cut at a word where it is long."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"


# -- documents and their items -----------------------------------------------------------------


def _show_document(out: Console, db: sqlite3.Connection, d: sqlite3.Row, as_of: date) -> None:
    _document_line(out, d)
    _field(out, "Path", d["path"])
    _field(out, "Published", d["published"])
    _field(out, "Previous inspection", d["previous_raw"])
    _field(out, "Next full inspection", d["next_inspection_raw"])
    _field(out, "Monitoring inspection", d["monitoring_inspection_raw"])
    _field(out, "Answers", d["answers"])
    for table, label in (("findings", "finding"), ("actions", "action"), ("measures", "measure")):
        column = "activity" if table == "actions" else "text"
        for row in db.execute(f"select * from {table} where document_id = ? order by rowid", (d["id"],)):
            kind = words(row["kind"]) if table == "findings" else label
            _say(out, f"  {row['id']}  {kind} ({_where(row)}): {shortened(row[column])}")
    for row in db.execute("select * from problems where document_id = ? order by position", (d["id"],)):
        page = f" (page {row['page']})" if row["page"] else ""
        _say(out, f"  problem, {words(row['category'])}{page}: {row['message']}")


def _show_finding(out: Console, db: sqlite3.Connection, finding: sqlite3.Row, as_of: date) -> None:
    _say(out, f"{finding['id']}: {words(finding['kind'])} {finding['number']} of {finding['document_id']}")
    _say(out, finding["text"])
    _field(out, "Section", finding["section"])
    _field(out, "Responsible", finding["responsible"])
    _field(out, "Stands on", _where(finding))
    coverage = db.execute("select * from coverage where finding_id = ?", (finding["id"],)).fetchone()
    if coverage:
        _say(out, f"Answered: {words(coverage['status'])}. {coverage['explanation']}")
        _field(out, "Missing", coverage["missing"])
    _links(out, db, "to_id", finding["id"], "from_id")
    _told_the_same(out, db, finding["id"])
    _item_gaps(out, db, finding["id"])


def _links(out: Console, db: sqlite3.Connection, here: str, item: str, there: str) -> None:
    rows = db.execute(
        f"select * from links where {here} = ? and status <> 'rejected' and kind <> 'similar'"
        f" order by kind, accepted desc, {there}",
        (item,),
    ).fetchall()
    for row in rows:
        status = "" if row["accepted"] else f", {row['status']}"
        other = shortened(queries.text_of(db, row[there]))
        _say(
            out,
            f"  {row['id']}  {words(row['kind'])} {row[there]} ({row['method']}, {row['score']:.2f}{status}):"
            f" {other}",
        )
        _notes(out, db, row["id"], indent="      ")


def _told_the_same(out: Console, db: sqlite3.Connection, finding: str) -> None:
    """The areas that were told the same, and what they do about it."""
    rows = queries.told_the_same(db, finding)
    others = list(dict.fromkeys(r["other_id"] for r in rows))
    if others:
        _say(out, "Other areas that were told much the same:")
    for other in others[:ELSEWHERE]:
        here = [r for r in rows if r["other_id"] == other]
        answered = f", {words(here[0]['coverage'])}" if here[0]["coverage"] else ""
        _say(out, f"  {here[0]['other_area']}{answered} ({other}): {shortened(here[0]['other_text'])}")
        for row in here:
            if row["action_id"]:
                _say(out, f"      {row['action_id']}  {shortened(row['activity'])}")


def _item_gaps(out: Console, db: sqlite3.Connection, item: str) -> None:
    rows = db.execute(
        "select g.* from gaps g, json_each(g.item_ids) i where i.value = ? order by g.severity, g.rule",
        (item,),
    )
    for row in rows:
        _say(out, f"  {row['id']}  gap, {row['severity']}, {words(row['rule'])}: {row['message']}")
        _notes(out, db, row["id"], indent="      ")


def _show_action(out: Console, db: sqlite3.Connection, action: sqlite3.Row, as_of: date) -> None:
    _say(out, f"{action['id']}: action {action['reference'] or action['number']} of {action['document_id']}")
    _say(out, action["activity"])
    for label, column in (
        ("Priority", "priority"),
        ("Area for improvement", "area_for_improvement"),
        ("Objective", "objective"),
        ("Responsible", "responsible_raw"),
        ("Timescale", "timescale_raw"),
        ("Due", "due_on"),
        ("Success measure", "success_measure"),
        ("Status", "status_raw"),
        ("Update", "update_text"),
    ):
        _field(out, label, action[column])
    if action["due_on"] and action["due_on"] < as_of.isoformat() and action["status"] != "complete":
        _say(out, f"Overdue on {as_of.isoformat()}.")
    _field(out, "Stands on", _where(action))
    _links(out, db, "from_id", action["id"], "to_id")
    _item_gaps(out, db, action["id"])


def _show_statement(out: Console, db: sqlite3.Connection, row: sqlite3.Row, as_of: date) -> None:
    _say(out, f"{row['id']}: {row['stance']} in {row['document_id']}")
    _say(out, row["text"])
    _field(out, "Section", row["section"])
    _field(out, "Speaker", row["speaker"])
    _field(out, "Stands on", _where(row))
    _links(out, db, "from_id", row["id"], "to_id")
    _links(out, db, "to_id", row["id"], "from_id")


def _show_measure(out: Console, db: sqlite3.Connection, row: sqlite3.Row, as_of: date) -> None:
    _say(out, f"{row['id']}: measure of {row['document_id']}")
    _say(out, row["text"])
    _field(out, "Baseline", row["baseline_raw"])
    for target in db.execute("select * from targets where measure_id = ? order by position", (row["id"],)):
        _field(out, "Target", target["raw"])
    _field(out, "Stands on", _where(row))
    _item_gaps(out, db, row["id"])


# -- links and gaps ----------------------------------------------------------------------------


def _show_link(out: Console, db: sqlite3.Connection, link: sqlite3.Row, as_of: date) -> None:
    reasons = Reasons.model_validate_json(link["reasons"])
    _say(out, f"{link['id']}: {link['status']}, {link['method']}, {link['score']:.2f}")
    _say(out, f"  {link['from_id']}: {queries.text_of(db, link['from_id'])}")
    _say(out, f"  {words(link['kind'])}")
    _say(out, f"  {link['to_id']}: {queries.text_of(db, link['to_id'])}")
    _say(out, reasons.summary)
    _field(out, "By way of", reasons.via)
    for part in reasons.parts:
        note = f" ({part.note})" if part.note else ""
        _say(out, f"  {part.name}: {part.value:.2f}, weight {part.weight:.2f}{note}")
    if reasons.drift and reasons.drift.any:
        _field(out, "Words dropped", ", ".join(reasons.drift.dropped))
        _field(out, "Words added", ", ".join(reasons.drift.added))
        _field(out, "Words changed", ", ".join(f"'{c.before}' to '{c.after}'" for c in reasons.drift.changed))
    if reasons.margin is not None:
        _say(out, f"Ahead of {reasons.runner_up or 'the next'} by {reasons.margin:.2f}.")
    _field(out, "Decided by a person", link["decision"])


def _evidence(out: Console, gap: sqlite3.Row) -> None:
    for item in json.loads(gap["evidence"] or "[]"):
        evidence = Evidence.model_validate(item)
        page = f", page {evidence.page}" if evidence.page else ""
        _say(out, f"      {evidence.label}{page}: {evidence.text}")


def _show_gap(out: Console, db: sqlite3.Connection, gap: sqlite3.Row, as_of: date) -> None:
    _say(out, f"{gap['id']}: {gap['severity']}, {words(gap['rule'])}")
    _say(out, gap["message"])
    _evidence(out, gap)
    for item in queries.ids_in(gap):
        _say(out, f"  {item}: {shortened(queries.text_of(db, item))}")


def print_gaps(db: sqlite3.Connection, area: str | None, as_of: date) -> None:
    """Print the gaps of the area, or of all, gravest first, then the actions overdue on the day."""
    out = console()
    rows = queries.gaps(db, area)
    _by_area(out, db, rows)
    late = queries.overdue(db, as_of, area)
    _say(out, f"Overdue on {as_of.isoformat()}: {len(late)}")
    for action in late:
        who = action["responsible_raw"] or "nobody named"
        _say(out, f"  {action['id']}  due {action['due_on']}, {who}: {shortened(action['activity'])}")


def _by_area(out: Console, db: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> None:
    heading: tuple[str, str] | None = None
    for row in rows:
        now = (row["area"] or "area not known", row["severity"])
        if now != heading:
            heading = now
            _say(out, f"{now[0]}, {now[1]}")
        _say(out, f"  {row['id']}  {words(row['rule'])}: {row['message']}")
        _notes(out, db, row["id"], indent="      ")


_SHOW: dict[str, Callable[[Console, sqlite3.Connection, sqlite3.Row, date], None]] = {
    "areas": _show_area,
    "documents": _show_document,
    "findings": _show_finding,
    "actions": _show_action,
    "statements": _show_statement,
    "measures": _show_measure,
    "links": _show_link,
    "gaps": _show_gap,
}
