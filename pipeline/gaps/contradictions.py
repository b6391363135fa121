"""Gaps about what does not agree: dates, ages and figures, between documents and inside one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extractors.model import DateMention
from pipeline.gaps.registry import Draft, rule
from pipeline.gaps.terms import term_in
from pipeline.gaps.view import PlanView, View, action_evidence, called, clip, day
from pipeline.records import Entry, Evidence


def _period(start: date, end: date) -> str:
    return day(start) if start == end else f"{day(start)} to {day(end)}"


def _disagrees(mention: DateMention, start: date, end: date) -> bool:
    """Whether a date given for the inspection is another than the report's, as far as it goes."""
    first, last = mention.starts_on, mention.ends_on or mention.starts_on
    if first is None or last is None:
        return False
    if mention.precision == "day":
        return (first, last) not in ((start, end), (start, start), (end, end))
    return not (first <= start and end <= last)


@rule("contradiction", "high")
def contradiction(view: View) -> Iterator[Draft]:
    """Dates, ages or figures that differ between documents or inside one."""
    yield from _inspection_dates(view)
    yield from _ages(view)
    yield from _terms(view)


def _inspection_dates(view: View) -> Iterator[Draft]:
    for inspection in view.inspections:
        start, end = inspection.details.inspection_start, inspection.details.inspection_end
        if start is None or end is None:
            continue
        for entry in view.every_version:
            if entry.id != inspection.id and entry.answers != inspection.id:
                continue
            for mention in entry.extraction.inspection_dates if entry.extraction else ():
                if _disagrees(mention, start, end):
                    yield _dates(inspection, entry, mention, _period(start, end))


def _dates(inspection: Entry, entry: Entry, mention: DateMention, right: str) -> Draft:
    inside = entry.id == inspection.id
    where = "another page of the report" if inside else f"the {entry.kind.replace('_', ' ')}"
    return Draft(
        area_id=inspection.area_id,
        items=(inspection.id,) if inside else (inspection.id, entry.id),
        message=f"The report's front page gives {right} for the inspection; {where} says “{mention.raw}”.",
        evidence=(
            Evidence(
                label="front page",
                text=inspection.details.inspection_raw or right,
                document_id=inspection.id,
                page=1,
            ),
            Evidence(label=where, text=mention.raw, document_id=entry.id, page=mention.source.page),
        ),
        severity="medium" if inside else "high",
        discriminator=mention.raw,
    )


AGE = re.compile(
    r"\b(?:age of|aged|age|up to|until|to|under|over|at)\s+(\d{1,2})"
    r"(?!\s*(?:%|weeks?|days?|months?|per|places|hours?))"
    r"(?:\s*(?:st|nd|rd|th)?\s*(?:years?|birthday))?|\b(\d{1,2})\s*(?:st|nd|rd|th)?\s+years?\b",
    re.IGNORECASE,
)
YOUNG, OLD = 14, 26  # ages at which services for young people end
OFFERED_UNTIL = re.compile(r"\b(?:age|aged|years?|until|range|birthday)\b", re.IGNORECASE)


def _ages_in(text: str) -> set[int]:
    """The ages up to which something is offered, as the text names them."""
    if not OFFERED_UNTIL.search(text):
        return set()
    found = {int(m[1] or m[2]) for m in AGE.finditer(text)}
    return {n for n in found if YOUNG <= n <= OLD}


def _ages(view: View) -> Iterator[Draft]:
    """An age limit in a finding, and another in the objective or measure that answers it."""
    for plan in view.plans:
        for block in plan.blocks:
            said = " ".join([block.objective or "", *block.success])
            ages = _ages_in(said)
            if not ages:
                continue
            for finding_id in dict.fromkeys(
                link.to_id for id_ in block.actions for link in view.addressed.get(id_, ())
            ):
                asked = _ages_in(view.findings[finding_id].text) if finding_id in view.findings else set()
                if asked and ages - asked:
                    listed = " and ".join(map(str, sorted(ages)))
                    told = f"The report speaks of the age of {min(asked)}, the plan of {listed}"
                    yield Draft(
                        area_id=plan.area_id,
                        items=(finding_id, *block.actions),
                        message=f"{told}: {clip(said)}",
                        evidence=(
                            view.quote(finding_id, "report"),
                            Evidence(label="plan", text=said, document_id=plan.entry.id),
                        ),
                        severity="medium",
                    )


def _terms(view: View) -> Iterator[Draft]:
    """A school term in an activity, and a timescale outside it."""
    for plan in view.plans:
        for id_, action in plan.actions.items():
            term = term_in(action.activity)
            due = action.timescale.due_on if action.timescale else None
            if term and due and not term.near(due):
                yield Draft(
                    area_id=plan.area_id,
                    items=(id_,),
                    message=f"{called(id_, action)} speaks of “{term.raw}” and is due by {day(due)}.",
                    evidence=(action_evidence(id_, action),),
                    severity="low",
                )


# -- figures -----------------------------------------------------------------------------------

SHARE = re.compile(r"\b(\d[\d,]*)\s*\((\d+(?:\.\d+)?)\s*%")
NUMBER = re.compile(r"(?<![\d.,/£%])(\d[\d,]*)(?![\d,]*[.\d]*\s*%)(?![/\d-])")
YEARS = re.compile(r"\b(20\d\d)\s*[-/–]\s*(\d\d)\b")
REACH = 150  # characters before a share in which its total stands
ROUNDED = 1.0  # points by which a printed percentage may differ from what its numbers give


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


def refuted(text: str) -> Iterator[str]:
    """What a text's own numbers refute: "39 (33%)" beside 1294 gives 3%."""
    for match in SHARE.finditer(text):
        part, said = _whole(match[1]), float(match[2])
        before = text[max(0, match.start() - REACH) : match.start()]
        totals = [_whole(m[1]) for m in NUMBER.finditer(before)]
        totals = [t for t in totals if t > part / 2 and not 1990 < t < 2100][-2:]
        given = [100 * part / total for total in totals]
        if given and all(abs(g - said) > ROUNDED for g in given):
            yield f"“{match[0].rstrip('%')}%)” does not fit {totals[-1]}: that gives {given[-1]:.1f}%"
    for match in YEARS.finditer(text):
        first, second = int(match[1]) % 100, int(match[2])
        if second == first or second < first:
            yield f"“{match[0]}” is no range of years"


@rule("figure_error", "high")
def figure_error(view: View) -> Iterator[Draft]:
    """A percentage or a range of years that its own numbers refute."""
    for plan in view.plans:
        seen: set[str] = set()
        for id_, action in plan.actions.items():
            for text in (action.success_measure, action.activity, action.objective, *_measured(plan, id_)):
                if not text or text in seen:
                    continue
                seen.add(text)
                for error in refuted(text):
                    if error not in seen:
                        seen.add(error)
                        yield Draft(
                            area_id=plan.area_id,
                            items=(id_,),
                            message=f"{called(id_, action)}: {error}.",
                            evidence=(
                                Evidence(label="text", text=text, item_id=id_, document_id=plan.entry.id),
                            ),
                            discriminator=error,
                        )


def _measured(plan: PlanView, id_: str) -> list[str]:
    """The words and figures of an action's measures, as printed."""
    return [
        " ".join([m.text, m.baseline_raw or "", *(t.raw for t in m.targets)])
        for m in plan.measures_of[id_].values()
    ]
