"""From the database to what a board report says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from pipeline.api import Area, Change, Corpus, Coverage, Document, Finding, Gap, Link, Problem, Statement
from pipeline.api.citation import dated, title
from pipeline.gaps.registry import rules
from pipeline.report.dates import Dates
from pipeline.report.model import (
    Board,
    ChangeLine,
    DocumentLine,
    FindingLine,
    GapGroup,
    GapLine,
    InspectionPart,
    SeverityPart,
    StepPart,
    ToldLine,
)
from pipeline.report.references import References, what
from pipeline.report.remedies import remedies
from pipeline.resolve import SEND
from pipeline.waiting import NO_ANSWER, offered_words
from pipeline.wording import (
    CHANGES,
    COVERAGE,
    OUTCOMES,
    coverage,
    day,
    days,
    lower_first,
    quoted,
    short,
    upper_first,
    words,
)

SEVERITIES = ("high", "medium", "low")
_ORDER = ("area_for_priority_action", "significant_weakness", "area_for_improvement", "weakness")


class NothingHeldError(Exception):
    """No document of the area is held."""


def gather(corpus: Corpus, area: str, as_of: date, redacted: bool = False) -> Board:
    """The report of the area (its id) on the day. Raises `NothingHeldError` where no document is held."""
    record = corpus.record(area)
    assert isinstance(record, Area)
    documents = corpus.documents(area)
    if not documents:
        raise NothingHeldError(f"no document of {record.name} is held")
    refs = References(corpus)
    dates = Dates(corpus, area, as_of, refs)
    inspections = _inspections(corpus, documents, dates, refs)
    gaps = _gaps(corpus, area, refs)
    steps, no_changes = _steps(corpus, area, refs)
    problems = [p for p in corpus.records(Problem) if corpus.document(p.document_id).area_id == area]
    board = Board(
        area=record.name,
        as_of=as_of,
        redacted=redacted,
        summary=(),
        inspections=inspections,
        told=_told(corpus, documents, refs),
        gaps=gaps,
        owners=dates.owners(),
        overdue=dates.overdue(),
        ahead=dates.ahead(),
        later=dates.later(),
        undated=dates.undated(),
        steps=steps,
        no_changes=no_changes,
        documents=tuple(_document_line(d, problems) for d in documents),
        unsure=len(_unsure(corpus, documents)),
        references=(),
    )
    return board.model_copy(update={"summary": _summary(board, documents, dates), "references": refs.parts()})


# -- what inspectors asked for -----------------------------------------------------------------


def _inspections(
    corpus: Corpus, documents: Sequence[Document], dates: Dates, refs: References
) -> tuple[InspectionPart, ...]:
    answered = {c.finding_id: c for c in corpus.records(Coverage)}
    held = [d for d in documents if d.family == "inspection"]
    held.sort(key=lambda d: d.published or d.inspection_end or date.min, reverse=True)
    held.sort(key=lambda d: d.kind not in SEND)
    return tuple(
        InspectionPart(
            title=f"{title(d)}, {dated(d)}",
            facts=_facts(d),
            findings=tuple(
                _finding_line(f, answered[f.id], dates, refs)
                for f in sorted(corpus.records(Finding, document_id=d.id), key=_finding_order)
                if f.id in answered
            ),
        )
        for d in held
    )


def _finding_order(finding: Finding) -> tuple[int, int]:
    return (_ORDER.index(finding.kind) if finding.kind in _ORDER else len(_ORDER), finding.number)


def _facts(d: Document) -> tuple[str, ...]:
    facts = [f"{upper_first(words(d.kind))}."]
    if d.inspection_start and d.inspection_end:
        facts.append(f"Inspected {days(d.inspection_start.isoformat(), d.inspection_end.isoformat())}.")
    if d.outcome in OUTCOMES:
        facts.append(f"Outcome: {OUTCOMES[d.outcome]}.")
    for label, by, raw in (
        ("Next full inspection", d.next_inspection_by, d.next_inspection_raw),
        ("Monitoring inspection", d.monitoring_inspection_by, d.monitoring_inspection_raw),
    ):
        if by or raw:
            printed = f" (printed: {raw})" if raw else ""
            facts.append(f"{label}: {'by ' + str(day(by)) if by else 'day not given'}{printed}.")
    return tuple(facts)


def _finding_line(finding: Finding, row: Coverage, dates: Dates, refs: References) -> FindingLine:
    count = dates.count(finding.id)
    return FindingLine(
        label=what(finding),
        text=finding.text,
        status=row.status,
        said=coverage(row.status),
        missing=row.missing,
        actions=count.actions,
        complete=count.complete,
        overdue=count.overdue,
        next_due=day(count.next_due) or "none ahead",
        refs=refs.cite([finding]),
    )


def _told(corpus: Corpus, documents: Sequence[Document], refs: References) -> tuple[ToldLine, ...]:
    progress = corpus.records(Link, kind="reports_progress", accepted=1)
    lines = []
    for document in documents:
        if document.family != "commentary":
            continue
        for finding in corpus.records(Finding, document_id=document.id, kind="significant_weakness"):
            said = [corpus.record(k.from_id) for k in progress if k.to_id == finding.id]
            statements = [s for s in said if isinstance(s, Statement)]
            lines.append(
                ToldLine(
                    text=finding.text,
                    progress=tuple(s.text for s in statements),
                    refs=refs.cite([finding, *statements]),
                )
            )
    return tuple(lines)


# -- gaps --------------------------------------------------------------------------------------


def _gaps(corpus: Corpus, area: str, refs: References) -> tuple[SeverityPart, ...]:
    found = sorted(corpus.records(Gap, area=area), key=lambda g: (g.rule, *_place(g)))
    waiting = Counter(k.to_id for k in corpus.records(Link, kind="addresses") if _waits(k))
    parts = []
    for severity in SEVERITIES:
        here = [g for g in found if g.severity == severity]
        if here:
            groups = tuple(_group(rule, here, refs, waiting) for rule in dict.fromkeys(g.rule for g in here))
            parts.append(SeverityPart(severity=severity, count=len(here), groups=groups))
    return tuple(parts)


def _place(gap: Gap) -> tuple[str, str, int, str]:
    """Where what the gap is about stands in its document: the order of actions, findings and measures."""
    document, _, code = (gap.item_ids[0] if gap.item_ids else "").partition("-")
    return document, code[:1], int(code[1:]) if code[1:].isdecimal() else 0, gap.id


def _waits(link: Link) -> bool:
    return link.status in ("review", "ambiguous", "suspect")


def _gap_line(gap: Gap, refs: References, waiting: Counter[str]) -> GapLine:
    offers = sum(waiting[i] for i in gap.item_ids) if gap.rule in NO_ANSWER else 0
    objective = next((o for i in gap.item_ids if (o := refs.objective_of(i))), None)
    return GapLine(
        message=gap.message,
        objective=short(objective.rstrip(". "), 160)
        if objective and "objective" not in gap.message
        else None,
        offers=offered_words(offers, gap.rule) if offers else None,
        refs=refs.cite(gap.item_ids),
    )


def _group(rule: str, gaps: Sequence[Gap], refs: References, waiting: Counter[str]) -> GapGroup:
    known = rules().get(rule)
    return GapGroup(
        name=upper_first(words(rule)),
        looks_for=lower_first(known.description) if known else "something, by a rule of another version",
        remedy=remedies().get(rule, "Look at the passages and decide."),
        gaps=tuple(_gap_line(g, refs, waiting) for g in gaps if g.rule == rule),
    )


# -- changes, documents ------------------------------------------------------------------------


def _steps(corpus: Corpus, area: str, refs: References) -> tuple[tuple[StepPart, ...], str]:
    """The changes by version, and what to say where there are none."""
    found = corpus.records(Change, area=area)
    order = list(CHANGES)
    steps = []
    for before, after in dict.fromkeys((c.from_document, c.to_document) for c in found):
        here = [c for c in found if (c.from_document, c.to_document) == (before, after)]
        here.sort(key=lambda c: (order.index(c.change) if c.change in order else len(order), c.position))
        steps.append(
            StepPart(
                title=f"From version {_version(corpus, before)} to {_version(corpus, after)}",
                changes=tuple(_change_line(corpus, c, refs) for c in here),
            )
        )
    versions = {d.version for d in corpus.documents(area, standing=False) if d.family == "plan"}
    if not versions:
        return tuple(steps), "No plan is held, so there is nothing to compare."
    if len(versions) == 1:
        return tuple(steps), "Only one version of the plan is held, so there is nothing to compare."
    return tuple(steps), "Nothing changed between the versions of the plan that are held."


def _version(corpus: Corpus, document: str) -> str:
    d = corpus.document(document)
    return f"{d.version or 'without a number'} ({dated(d)})"


def _change_line(corpus: Corpus, change: Change, refs: References) -> ChangeLine:
    items = [i for i in (change.from_action, change.to_action) if i]
    action = corpus.record(items[0]) if items else None
    return ChangeLine(
        change=CHANGES.get(change.change, upper_first(words(change.change))),
        activity=getattr(action, "activity", None) or "the action's words are not held",
        before=change.before or "not in this version",
        after=change.after or "not in this version",
        refs=refs.cite(items),
    )


def _document_line(d: Document, problems: Sequence[Problem]) -> DocumentLine:
    count = sum(1 for p in problems if p.document_id == d.id)
    reading = {"ok": "read", "partial": "read with gaps", "failed": "could not be read"}.get(
        d.status, "its format cannot be read"
    )
    reading += f": {d.message}" if d.message and d.status != "ok" else ""
    reading += f"; {count} place{'s' * (count != 1)} to check" if count else ""
    return DocumentLine(title=title(d), kind=upper_first(words(d.kind)), dated=dated(d), reading=reading)


def _unsure(corpus: Corpus, documents: Sequence[Document]) -> list[Link]:
    """Links to the area's findings that were offered for review and not accepted."""
    held = {d.id for d in documents}
    links = corpus.records(Link, kind="addresses", accepted=0)
    return [k for k in links if _waits(k) and k.to_id.partition("-")[0] in held]


# -- summary -----------------------------------------------------------------------------------


def _summary(board: Board, documents: Sequence[Document], dates: Dates) -> tuple[str, ...]:
    inspections = [d for d in documents if d.family == "inspection"]
    plans = [d for d in documents if d.family == "plan"]
    lines = []
    if not inspections:
        lines.append(f"No inspection document of {board.area} is held.")
    elif not any(d.kind in SEND for d in inspections):
        lines.append(f"No inspection document on SEND of {board.area} is held.")
    for part in board.inspections[:1]:
        lines.append(f"{part.title}. {' '.join(part.facts[1:])}".strip())
    counts = Counter(f.status for part in board.inspections for f in part.findings)
    total = sum(counts.values())
    if total:
        said = [f"{counts[s]} {COVERAGE[s].lower()}" for s in COVERAGE if counts[s] and s != "no_plan"]
        said += [f"for {counts['no_plan']} no plan is held"] if counts["no_plan"] else []
        lines.append(f"{_many(total, 'finding asks', 'findings ask')} for action: {', '.join(said)}.")
        lines += _by_name(board, "uncovered") + _by_name(board, "partial")
    if plans:
        lines.append(dates.sentence())
    elif inspections:
        lines.append("No action plan is held.")
    if board.told:
        silent = sum(1 for t in board.told if not t.progress)
        lines.append(
            f"{_many(len(board.told), 'significant weakness is', 'significant weaknesses are')} told of"
            f" in pages or news; for {silent or 'none'} of them no progress is reported."
        )
    high = sum(p.count for p in board.gaps if p.severity == "high")
    total_gaps = sum(p.count for p in board.gaps)
    if total_gaps:
        lines.append(
            f"{_many(total_gaps, 'gap', 'gaps')} to look at, {high or 'none'} of them of high severity."
        )
    return tuple(lines)


def _by_name(board: Board, status: str) -> list[str]:
    """The findings of that status by name: of a part without an action what it is, else how it begins."""
    held = [(p, [f for f in p.findings if f.status == status]) for p in board.inspections]
    held = [(part, found) for part, found in held if found]
    lines = []
    for part, found in held:
        of = f" of {part.title}" if len(held) > 1 else ""
        names = "; ".join(
            f"{f.label.lower()} ({f'no action on {f.missing}' if f.missing else quoted(short(f.text, 70))})"
            for f in found
        )
        lines.append(f"{COVERAGE[status]}{of}: {names}.")
    return lines


def _many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
