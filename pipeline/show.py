"""Items of a database as a person reads them in a terminal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date

from rich.console import Console
from rich.table import Table

from pipeline import queries
from pipeline.api.citation import where
from pipeline.explain import explanation
from pipeline.invoked import called
from pipeline.records import Evidence
from pipeline.resolve import SEND
from pipeline.summary import console
from pipeline.waiting import held_by_plan, offered_for, offered_words, why_waits
from pipeline.wording import (
    ACTION_STATUS,
    IN_DEPTH,
    METHODS,
    OUTCOMES,
    READ_STATUS,
    RELATIONS,
    coverage,
    day,
    days,
    plural,
    short,
    sure,
    upper_first,
    words,
)

ELSEWHERE = 5  # findings of other areas that are shown with a finding


def shortened(text: str) -> str:
    """The text, cut at a word where it is long."""
    return short(text, 160)


def say(out: Console, text: str = "") -> None:
    """Print a line as it is."""
    out.print(text, markup=False)


def _field(out: Console, label: str, value: object) -> None:
    if value not in (None, ""):
        say(out, f"{label}: {value}")


def _where(row: sqlite3.Row) -> str:
    last = row["page_end"] if "page_end" in row.keys() else None  # noqa: SIM118 (rows test values)
    return where(row["page"], row["place"], last)


def print_item(db: sqlite3.Connection, table: str, row: sqlite3.Row, as_of: date) -> None:
    """Print the item with what belongs to it."""
    out = console()
    _SHOW[table](out, db, row, as_of)
    if table != "links":  # its explanation tells them
        print_notes(out, db, row["id"])


def print_notes(out: Console, db: sqlite3.Connection, item: str, indent: str = "") -> None:
    """Print what people noted on the item."""
    for note in queries.notes_of(db, item):
        say(out, f"{indent}{queries.note_line(note)}")


# -- an area -----------------------------------------------------------------------------------


def _show_area(out: Console, db: sqlite3.Connection, area: sqlite3.Row, as_of: date) -> None:
    say(out, f"{area['name']} ({area['region'] or 'region not known'})")
    documents = db.execute(
        "select * from documents where area_id = ? order by family, inspection_end, path", (area["id"],)
    ).fetchall()
    inspections = [d for d in documents if d["family"] == "inspection"]
    if not inspections:
        say(out, "No inspection document of this area is held.")
    elif not any(d["kind"] in SEND for d in inspections):
        say(out, "No inspection document on SEND of this area is held.")
    for document in documents:
        _document_line(out, document)
    _asked(out, db, [d for d in inspections if d["same_as"] is None])
    _told_elsewhere(out, db, area["id"])
    _gap_counts(out, db, area["id"], as_of)


def _document_line(out: Console, d: sqlite3.Row) -> None:
    told = [f"{upper_first(words(d['kind']))}: {d['title'] or d['path']}"]
    if d["family"] == "inspection":
        inspected = days(d["inspection_start"], d["inspection_end"])
        told += [f"inspected {inspected}"] if inspected else []
        told += [f"outcome: {OUTCOMES[d['outcome']]}"] if d["outcome"] in OUTCOMES else []
    elif d["published"]:
        told.append(f"published {day(d['published'])}")
    told += [f"the same text as {d['same_as']}"] if d["same_as"] else []
    if d["status"] != "ok":
        told.append(f"{READ_STATUS[d['status']].lower()}{': ' + d['message'] if d['message'] else ''}")
    say(out, f"  {d['id']}  {', '.join(told)}")


def _asked(out: Console, db: sqlite3.Connection, inspections: Sequence[sqlite3.Row]) -> None:
    """What each inspection asks and what answers it: the newest on SEND first, those without a plan short."""
    ranked = sorted(inspections, key=lambda d: d["inspection_end"] or d["published"] or "", reverse=True)
    ranked.sort(key=lambda d: d["kind"] not in SEND)
    deep = 0
    for place, document in enumerate(ranked):
        rows = db.execute(
            """select f.*, c.status, c.actions, c.missing, c.deep from findings f
            join coverage c on c.finding_id = f.id where f.document_id = ? order by f.kind, f.number""",
            (document["id"],),
        ).fetchall()
        deep += sum(row["deep"] for row in rows)
        if place and rows and all(row["status"] == "no_plan" for row in rows):
            said = f"{plural(len(rows), 'finding')} to answer, and no plan that answers them is held"
            say(out, f"{_named(document)}: {said}. 'show {document['id']}' lists them.")
        elif rows:
            _coverage_table(out, document, rows)
    if deep:
        say(out, IN_DEPTH)


def _named(document: sqlite3.Row) -> str:
    inspected = days(document["inspection_start"], document["inspection_end"])
    return upper_first(words(document["kind"])) + (f" of {inspected}" if inspected else "")


def _coverage_table(out: Console, document: sqlite3.Row, rows: Sequence[sqlite3.Row]) -> None:
    table = Table(title=f"What the {_named(document)} asks, and what answers it", title_justify="left")
    for head in ("Id", "Finding", "Answered", "Actions", "Part without an action"):
        table.add_column(head, justify="right" if head == "Actions" else "left", overflow="fold")
    for row in rows:
        status = coverage(row["status"]) + (", in depth" if row["deep"] else "")
        table.add_row(
            row["id"], shortened(row["text"]), status, str(row["actions"]), upper_first(row["missing"] or "")
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
        say(out, f"  {row['id']}  {words(row['kind'])}: {row['text']}")
        for text in progress:
            say(out, f"      progress reported: {text['text']}")
        if not progress:
            say(out, "      no progress reported")


def _gap_counts(out: Console, db: sqlite3.Connection, area: str, as_of: date) -> None:
    counts = db.execute(
        "select severity, count(*) n from gaps where area_id = ? group by severity"
        " order by case severity when 'high' then 1 when 'medium' then 2 else 3 end",
        (area,),
    ).fetchall()
    said = ", ".join(f"{r['n']} {r['severity']}" for r in counts)
    late = len(queries.overdue(db, as_of, area))
    say(out, f"Gaps: {said or 'none'}. Actions overdue on {day(as_of)}: {late or 'none'}.")


# -- documents and their items -----------------------------------------------------------------


def _show_document(out: Console, db: sqlite3.Connection, d: sqlite3.Row, as_of: date) -> None:
    _document_line(out, d)
    _field(out, "Path", d["path"])
    _field(out, "Published", day(d["published"]))
    _field(out, "Previous inspection", d["previous_raw"])
    _field(out, "Next full inspection", d["next_inspection_raw"])
    _field(out, "Monitoring inspection", d["monitoring_inspection_raw"])
    if d["answers"]:
        label = "Answers" if d["family"] == "plan" else "Tells of"
        _field(out, label, f"{d['answers']}, {queries.text_of(db, d['answers'])}")
    for table, label in (("findings", "finding"), ("actions", "action"), ("measures", "measure")):
        column = "activity" if table == "actions" else "text"
        for row in db.execute(f"select * from {table} where document_id = ? order by rowid", (d["id"],)):
            kind = words(row["kind"]) if table == "findings" else label
            say(out, f"  {row['id']}  {kind} ({_where(row)}): {shortened(row[column] or 'without words')}")
    for row in db.execute("select * from problems where document_id = ? order by position", (d["id"],)):
        page = f" (page {row['page']})" if row["page"] else ""
        say(out, f"  To look at, {words(row['category'])}{page}: {row['message']}")


def _in_document(db: sqlite3.Connection, row: sqlite3.Row) -> str:
    return queries.text_of(db, row["document_id"])


def _show_finding(out: Console, db: sqlite3.Connection, finding: sqlite3.Row, as_of: date) -> None:
    name = f"{words(finding['kind'])} {finding['number']}"
    say(out, f"{finding['id']}: {name} of {_in_document(db, finding)}")
    say(out, finding["text"])
    _field(out, "Section", finding["section"])
    _field(out, "Responsible", finding["responsible"])
    _field(out, "Stands on", _where(finding))
    row = db.execute("select * from coverage where finding_id = ?", (finding["id"],)).fetchone()
    if row:
        say(out, f"{coverage(row['status'])}. {row['explanation']}")
        _field(out, "No action names", row["missing"])
        if row["deep"]:
            say(out, IN_DEPTH)
    _links(out, db, "from_id", finding["id"], "to_id")
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
        relation = RELATIONS[row["kind"]][here == "to_id"]
        text = shortened(queries.text_of(db, row[there]))
        say(out, f"  {upper_first(relation)} {row[there]}: {text}")
        say(out, f"      link {row['id']}: {_found(db, row)}")
        print_notes(out, db, row["id"], indent="      ")


def _found(db: sqlite3.Connection, link: sqlite3.Row) -> str:
    """How a link was found and how sure it is; of one that waits, why."""
    how = f"found by {METHODS[link['method']]}"
    if link["method"] == "decision":
        return how
    waits = why_waits(db, link)
    if not waits:
        return f"{how}, sure {sure(link['score'])}"
    likely = "" if held_by_plan(link) else f", likely {sure(link['score'])}"
    return f"{how}{likely}; does not count yet, because {waits}"


def _told_the_same(out: Console, db: sqlite3.Connection, finding: str) -> None:
    """The areas that were told the same, and what they do about it."""
    rows = queries.told_the_same(db, finding)
    others = list(dict.fromkeys(r["other_id"] for r in rows))
    if others:
        say(out, "Other areas that were told much the same:")
    for other in others[:ELSEWHERE]:
        here = [r for r in rows if r["other_id"] == other]
        answered = f", {coverage(here[0]['coverage']).lower()}" if here[0]["coverage"] else ""
        say(out, f"  {here[0]['other_area']}{answered} ({other}): {shortened(here[0]['other_text'])}")
        for row in here:
            if row["action_id"]:
                say(out, f"      {row['action_id']}  {shortened(row['activity'])}")


def _item_gaps(out: Console, db: sqlite3.Connection, item: str) -> None:
    rows = db.execute(
        "select g.* from gaps g, json_each(g.item_ids) i where i.value = ?"
        " order by case g.severity when 'high' then 1 when 'medium' then 2 else 3 end, g.rule, g.id",
        (item,),
    )
    for row in rows:
        severity = f"of {row['severity']} severity"
        say(out, f"  Gap {row['id']} {severity}, {words(row['rule'])}: {row['message']}")
        print_offers(out, db, row)
        print_notes(out, db, row["id"], indent="      ")


def print_offers(out: Console, db: sqlite3.Connection, gap: sqlite3.Row) -> None:
    """Say where a gap may be closed by links that wait for a person."""
    waiting = offered_for(db, gap)
    if waiting:
        item = waiting[0]["to_id"]
        say(out, f"      {offered_words(len(waiting), gap['rule'])} See '{called()} review --item {item}'.")


def _show_action(out: Console, db: sqlite3.Connection, action: sqlite3.Row, as_of: date) -> None:
    name = f"action {action['reference'] or action['number']}"
    say(out, f"{action['id']}: {name} of {_in_document(db, action)}")
    say(out, action["activity"])
    for label, column in (
        ("Priority", "priority"),
        ("Area for improvement", "area_for_improvement"),
        ("Objective", "objective"),
    ):
        _field(out, label, action[column])
    _field(out, "Responsible", queries.owners_line(db, action) or "nobody named")
    _field(out, "Timescale", action["timescale_raw"])
    _field(out, "Due", day(action["due_on"]))
    _field(out, "Success measure", action["success_measure"])
    rated = ACTION_STATUS.get(action["status"] or "")
    printed = action["status_raw"]
    differs = printed and (rated or "").casefold() != printed.casefold()
    _field(out, "Status", f"{rated} (printed: {printed})" if rated and differs else rated or printed)
    _field(out, "Update", action["update_text"])
    if action["due_on"] and action["due_on"] < as_of.isoformat() and action["status"] != "complete":
        say(out, f"Overdue on {day(as_of)}.")
    _field(out, "Stands on", _where(action))
    _links(out, db, "from_id", action["id"], "to_id")
    _item_gaps(out, db, action["id"])


def _show_statement(out: Console, db: sqlite3.Connection, row: sqlite3.Row, as_of: date) -> None:
    say(out, f"{row['id']}: statement of {words(row['stance'])} in {_in_document(db, row)}")
    say(out, row["text"])
    _field(out, "Section", row["section"])
    _field(out, "Speaker", row["speaker"])
    _field(out, "Stands on", _where(row))
    _links(out, db, "from_id", row["id"], "to_id")
    _links(out, db, "to_id", row["id"], "from_id")


def _show_measure(out: Console, db: sqlite3.Connection, row: sqlite3.Row, as_of: date) -> None:
    say(out, f"{row['id']}: measure of {_in_document(db, row)}")
    say(out, row["text"] or "A measure without words.")
    _field(out, "Baseline", row["baseline_raw"])
    for target in db.execute("select * from targets where measure_id = ? order by position", (row["id"],)):
        _field(out, "Target", target["raw"])
    _field(out, "Stands on", _where(row))
    _item_gaps(out, db, row["id"])


# -- links and gaps ----------------------------------------------------------------------------


def _show_link(out: Console, db: sqlite3.Connection, link: sqlite3.Row, as_of: date) -> None:
    for line in explanation(db, link):
        say(out, line)


def _show_gap(out: Console, db: sqlite3.Connection, gap: sqlite3.Row, as_of: date) -> None:
    say(out, f"Gap {gap['id']} of {gap['severity']} severity: {words(gap['rule'])}")
    say(out, gap["message"])
    for item in json.loads(gap["evidence"] or "[]"):
        evidence = Evidence.model_validate(item)
        page = f", page {evidence.page}" if evidence.page else ""
        say(out, f"      {evidence.label}{page}: {evidence.text}")
    for item in queries.ids_in(gap):
        say(out, f"  {item}: {shortened(queries.text_of(db, item))}")
    print_offers(out, db, gap)


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
