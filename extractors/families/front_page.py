"""The front page of an area SEND report: dates, outcome, the clocks of the next inspections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from extractors.families.sections import Row, Section, find, mentions, rows_of, squeeze, texts
from extractors.fields.dates import Days, add_months, first_days
from extractors.model import Block, Details, Document, Problem, Table
from extractors.vocabulary import lists

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18, "twentyfour": 24,
}  # fmt: skip

_PERIOD = re.compile(r"(?:approximately |about |around )?([\w-]+) (years?|months?)")
_TITLE = re.compile(r"inspection of (?:the )?(.+?)(?:(?: local area)? partnership\b.*)?$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(slots=True)
class FrontPage:
    """The details, and what could not be read of them."""

    details: Details
    problems: list[Problem] = field(default_factory=list)


def read_front_page(document: Document, sections: list[Section]) -> FrontPage:
    """The facts of the front page. What is printed and could not be read is a problem."""
    problems: list[Problem] = []
    pairs = _labelled(sections)
    title = _title(document)
    dates = _printed_days(pairs, "inspection", problems)
    previous = _printed_days(pairs, "previous", problems)
    outcome_text = " ".join(t for section in find(sections, "outcome") for t in texts(section))
    outcome = _outcome(outcome_text)
    next_raw, monitoring_raw = _clock(outcome_text, monitoring=False), _clock(outcome_text, monitoring=True)
    end = dates[1].end if dates[1] else None
    details = Details(
        title=title,
        area=_area(title),
        inspection_start=dates[1].start if dates[1] else None,
        inspection_end=end,
        inspection_raw=dates[0],
        previous_start=previous[1].start if previous[1] else None,
        previous_end=previous[1].end if previous[1] else None,
        previous_raw=previous[0],
        outcome=outcome,
        next_inspection_raw=next_raw,
        next_inspection_by=due_after(end, next_raw),
        monitoring_inspection_raw=monitoring_raw,
    )
    return FrontPage(details, problems)


def due_after(start: date | None, period: str | None) -> date | None:
    """The day that a printed period ("approximately three years") ends, counted from a day."""
    months = period_months(period or "")
    return add_months(start, months) if start and months else None


def period_months(text: str) -> int | None:
    """How many months a printed period has."""
    found = _PERIOD.search(text.casefold())
    if not found:
        return None
    word = found[1].replace("-", "")
    count = int(word) if word.isdigit() else NUMBERS.get(word)
    if count is None:
        return None
    return count * 12 if found[2].startswith("year") else count


def _title(document: Document) -> str | None:
    """The title as printed: the first heading that names an inspection, over as many lines as it takes."""
    blocks = [b for b in document.blocks[:15] if isinstance(b, Block)]
    for position, block in enumerate(blocks):
        if "inspectionof" not in squeeze(block.text):
            continue
        title = block.text
        for following in blocks[position + 1 : position + 3]:
            same = following.kind == block.kind == "heading" and following.size == block.size
            if "partnership" in squeeze(title) or not same:
                break
            title = f"{title} {following.text}"
        return title
    return None


def _area(title: str | None) -> str | None:
    found = _TITLE.search(title or "")
    return found[1].strip() if found else None


def _labelled(sections: list[Section]) -> list[tuple[str, str]]:
    """Label and value pairs before the outcome, from "label: value" lines and from two-column tables."""
    pairs: list[tuple[str, str]] = []
    for section in sections:
        if section.key not in ("", "outcome"):
            break
        for block in section.blocks:
            if isinstance(block, Block):
                pairs.extend(_split(block))
                continue
            for row in rows_of(block) if isinstance(block, Table) else [block]:
                pairs.extend(_row_pair(row))
    return _with_following(pairs)


def _split(block: Block) -> list[tuple[str, str]]:
    """A paragraph's pairs: a label at the head of one of its lines begins a new one."""
    label, colon, value = block.text.partition(":")
    found = [(label.strip(), value.strip())] if colon else [(block.text, "")]
    for other in ("inspection", "previous"):
        for phrase in lists("area_send")[f"labels.{other}"]:
            at = value.casefold().find(phrase.casefold() + ":")
            if at > 0:
                found[0] = (label.strip(), value[:at].strip())
                found.append((phrase, value[at + len(phrase) + 1 :].strip()))
                return found
    return found


def _row_pair(row: Row) -> list[tuple[str, str]]:
    cells = [cell.text for cell in row.own if cell.text]
    if len(cells) == 2:
        return [(cells[0].rstrip(": "), cells[1])]
    return [
        pair for cell in cells for pair in [tuple(map(str.strip, cell.partition(":")[::2]))] if len(pair) == 2
    ]


def _with_following(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A label without a value takes the text after it."""
    found = []
    for position, (label, value) in enumerate(pairs):
        if not value and position + 1 < len(pairs):
            following = pairs[position + 1]
            value = following[0] if not following[1] else ""
        found.append((label, value))
    return found


def _printed_days(
    pairs: list[tuple[str, str]], label: str, problems: list[Problem]
) -> tuple[str | None, Days | None]:
    """The printed value under a label and the days that it names; the first of several."""
    wanted = {squeeze(phrase) for phrase in lists("area_send")[f"labels.{label}"]}
    for name, value in pairs:
        if squeeze(name) not in wanted or not value:
            continue
        days = first_days(value)
        if days is None and not mentions(value, lists("area_send")["never.previous"]):
            problems.append(
                Problem(category="not_read", page=1, message=f"{name}: no date could be read from: {value}")
            )
        return value, days
    return None, None


def _outcome(text: str) -> Literal[1, 2, 3] | None:
    """Outcome 3 first: its wording is the only one that names failings."""
    if mentions(text, lists("area_send")["outcomes.3"]):
        return 3
    if mentions(text, lists("area_send")["outcomes.2"]):
        return 2
    if mentions(text, lists("area_send")["outcomes.1"]):
        return 1
    return None


def _clock(text: str, monitoring: bool) -> str | None:
    """When the next inspection of a kind is to be, as printed: "approximately three years"."""
    for sentence in _SENTENCE.split(text):
        lowered = sentence.casefold()
        if "inspection" not in lowered or ("monitoring" in lowered) != monitoring:
            continue
        found = _PERIOD.search(lowered)
        if found is None or period_months(found[0]) is None:
            continue
        begin = found.start()
        if monitoring and lowered[:begin].endswith("within "):
            begin -= len("within ")
        return sentence[begin : found.end()]
    return None
