"""Measures whose name, baseline and targets stand in columns of their own beside the actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors.families.plan import content
from extractors.families.plan.draft import Draft, Group
from extractors.families.plan.value_columns import in_time, period, period_words
from extractors.fields.calendar import plain
from extractors.fields.figures import find_figures
from extractors.fields.measure_part import MeasurePart, directed, read_target, with_baseline
from extractors.model import Block, Cell, Target

LABEL = re.compile(r"(?:baseline|target)s?\b[^:.]{0,30}:", re.I)
VALUE_WORDS = 4  # beside the figure of a value
NAME_WORDS = 30
_BARE_NUMBER = re.compile(r"\d+(?:\.\d+)+")  # in a cell by itself no mark of a list: "5.2 FTE"


def measured_rows(draft: Draft) -> list[Draft]:
    """The rows of an action over several where each tells of a measure with its values, else the action."""
    rows = [row for row in draft.rows if _own(row, "success")]
    apart = len(rows) > 1 and all(_own(row, "baseline") or _own(row, "target") for row in rows)
    return rows if apart else [draft]


def _own(row: Draft, role: str) -> bool:
    held = row.fields.get(role)
    return held is not None and not held.inherited and bool(held.group.text)


def in_columns(draft: Draft) -> tuple[MeasurePart, ...]:
    """The measures that a row's columns of values give; none where a column holds more than values.

    Several names in one cell have their values in as many lines of each column.
    """
    success, baseline = draft.group("success"), draft.group("baseline")
    steps = in_time(draft.targets)
    if success is None or not success.text or not steps:
        return ()
    values = [*((baseline,) if baseline else ()), *steps]
    by_line = len(texts := _printed(success)) > 1 and all(len(_printed(v)) == len(texts) for v in values)
    cut = _printed if by_line else _texts
    names = cut(success)
    if any(LABEL.search(name) or len(name.split()) > NAME_WORDS for name in names):
        return ()
    columns = [cut(group) for group in values]
    if any(len(column) != len(names) for column in columns) or not all(
        _is_value(v) for c in columns for v in c
    ):
        return ()
    before = columns[0] if baseline else [""] * len(names)
    targets = columns[1:] if baseline else columns
    since = period(baseline.header) if baseline else None
    found = []
    for k, name in enumerate(names):
        part = with_baseline(MeasurePart(name.strip(" :;")), before[k], since)
        told = [
            _target(c[k], g.header) for c, g in zip(targets, steps, strict=True) if re.search(r"\w", c[k])
        ]
        found.append(directed(replace(part, targets=tuple(told))))
    return tuple(found)


def _texts(group: Group) -> list[str]:
    return [line for line in lines_of(group).split("\n") if line.strip()]


def _printed(group: Group) -> list[str]:
    """The group's lines, those that only wrapped joined: several where its cell was cut by line breaks."""
    found: list[str] = []
    wrapped = False
    for line in (line for block in group.blocks for line in block.lines if line.text.strip()):
        if wrapped:
            found[-1] = f"{found[-1]} {line.text}"
        else:
            found.append(line.text)
        wrapped = line.soft
    return found


def printed_value(cell: Cell) -> str:
    """The text of a cell of values; a number that was taken for the mark of a list is put back."""
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    if only is None or not only.mark or not _BARE_NUMBER.fullmatch(only.mark):
        return cell.text
    return f"{only.mark} {cell.text}"


def _target(text: str, header: str) -> Target:
    read = read_target(text, period_words(header))
    return read if read.period else read.model_copy(update={"period": period(header)})


def _is_value(text: str) -> bool:
    """A figure with few words beside it, or few words that give none ("not known", "TBC")."""
    return len(text.split()) <= VALUE_WORDS + len(find_figures(plain(text)))


def _run_together(blocks: Sequence[Block]) -> bool:
    """Paragraphs that were guessed from where lines wrap, and guessed wrong: a label stands inside one."""
    plain = [b.text for b in blocks if b.kind != "list_item"]
    return len(plain) == len(blocks) and any(LABEL.search(t, 1) and not LABEL.match(t) for t in plain)


def lines_of(group: Group) -> str:
    """The group's paragraphs and list items, a line each; a cell's own words where it has no paragraphs."""
    texts: list[str] = []
    for k, text in enumerate(group.texts):
        cell = group.cells[k] if k < len(group.cells) else None
        blocks = [b for b in cell.blocks if b.text] if cell is not None and cell.text == text else []
        part = "\n".join(_wholes(b.text for b in blocks)) if blocks and not _run_together(blocks) else text
        unfinished = texts and cell is None and texts[-1][-1] not in ".:;!?"
        if texts and (unfinished or content.goes_on(texts[-1], part)):
            texts[-1] = f"{texts[-1]} {part}"
        else:
            texts.append(part)
    return "\n".join(texts)


def _wholes(texts: Iterable[str]) -> Iterator[str]:
    """Paragraphs with what narrow lines parted put together: a bracket left open, a figure after a colon."""
    held = ""
    for text in texts:
        cut = held.count("(") > held.count(")") or (held.endswith(":") and text[:1].isdigit())
        if held and not cut:
            yield held
        held = f"{held} {text}" if held and cut else text
    if held:
        yield held
