"""The field parsers: one printed cell, or several parted by U+001E, and what must hold of its values."""

from __future__ import annotations

from datetime import date

from extractors.fields import organisation, people, person
from extractors.fields.calendar import TimeContext, plain
from extractors.fields.dates import add_months, find_days
from extractors.fields.figures import find_figures, period_of
from extractors.fields.measure import read_success
from extractors.fields.moments import find_moments
from extractors.fields.owner import gather_glossary, read_owner_columns, read_owners
from extractors.fields.rating import LegendCell, colours_named, legend_line, read_legend, read_rating
from extractors.fields.timescale import read_span, read_timescale, split_revision
from tests.fuzz import seeds
from tests.fuzz.invariants import BrokenError, folded, from_input, must, sound, whole_timescale
from tests.fuzz.mutate_text import mutate_text
from tests.fuzz.targets import target

PARTED = "\x1e"
LARGEST = 600  # bytes of a cell ...
LONG = 4_000  # ... and the letters of one that repeats it, for what grows faster than its text
REPEATED = 24  # one case in so many is repeated

CONTEXTS = (
    TimeContext(),
    TimeContext(plan_date=date(2024, 3, 1)),
    TimeContext(year=2025, split=True, published=date(2024, 9, 30)),
    TimeContext(plan_date=date(2023, 11, 5), financial_quarters=True, inspection_end=date(2023, 6, 2)),
)


def parts(data: bytes) -> list[str]:
    """The cells of a case. Readers give no half characters and no NUL, so none are asked about here."""
    text = data.decode("utf-8", "replace").replace("\x00", "")
    if sum(data) % REPEATED == 0 and text.strip():
        text *= max(1, LONG // len(text))
    return text.split(PARTED)


@target("timescale", largest=LARGEST, seeds=seeds.timescales, mutate=mutate_text)
def timescale(data: bytes) -> None:
    """When something is due."""
    cell, *rest = parts(data)
    for context in CONTEXTS:
        now, before = read_timescale(cell, rest, context)
        whole_timescale(now)
        must(now.raw == " ".join(cell.split()), "a timescale's raw text is the cell", now)
        if before is not None:
            whole_timescale(before)
            from_input(before.raw, cell + " ".join(rest), "an earlier timescale stands in the cell")
        new, old = split_revision(cell, context)
        from_input(f"{new} {old}", cell, "a revision's halves stand in the cell")
        sound(read_span(cell, rest[0] if rest else "", context))
        low = plain(cell)
        for moment in find_moments(low, context):
            must(0 <= moment.begin < moment.end <= len(low), "a time stands within the text", moment)
            sound((moment.first, moment.last), "a time")


@target("owner", largest=LARGEST, seeds=seeds.owners, mutate=mutate_text)
def owner(data: bytes) -> None:
    """Who is responsible."""
    cell, *rest = parts(data)
    known = gather_glossary(rest, ("Norland", "Wexshire"))
    sound(known.abbreviations, "a glossary")
    given = " ".join([cell, *rest])
    for found in (
        read_owners(cell),
        read_owners(cell, cell.split("\n"), known),
        read_owner_columns(cell, rest[0] if rest else "", known),
    ):
        for one in found:
            sound(one)
            told = [text for text in (one.name, one.role, one.organisation) if text is not None]
            must(told and all(text.strip() for text in told), "an owner has words", one)
            for text in told:
                from_input(text, given, "an owner's words stand in the cell")


@target("measure", largest=LARGEST, seeds=seeds.measures, mutate=mutate_text)
def measure(data: bytes) -> None:
    """How success is known."""
    cell = "\n".join(parts(data))
    low = plain(cell)
    for figure in find_figures(cell):
        must(0 <= figure.begin < figure.end <= len(low), "a figure stands within the text", figure)
        sound(figure.value, "a figure")
    _, printed = period_of(cell)
    from_input(printed, plain(cell), "a period stands in the cell")
    for part in read_success(cell):
        sound((part.text, part.baseline_raw, part.baseline_unit, part.baseline_period), "a measure")
        sound(part.baseline_value, "a baseline")
        sound(part.targets, "a target")
        must(part.text.strip() or not part.text_only, "a measure has words or figures", part)
        for raw in (part.text, part.baseline_raw, *(t.raw for t in part.targets)):
            from_input(raw, cell, "a measure's words stand in the cell")
        must(all(t.raw.strip() for t in part.targets), "a target has words", part)


@target("rating", largest=LARGEST, seeds=seeds.ratings, mutate=mutate_text)
def rating(data: bytes) -> None:
    """How far an action is."""
    cell, *rest = parts(data)
    rows = [[_legend_cell(text) for text in row.split("|")] for row in "\n".join(rest).split("\n")]
    legend = read_legend(rows)
    for key in (legend, legend_line(cell)):
        for entry in key.entries:
            from_input(f"{entry.mark} {entry.meaning}", " ".join([cell, *rest]), "a key's words are printed")
            must(entry.mark or entry.meaning, "an entry of a key has words", entry)
        status, printed = read_rating(cell, rest[0].strip() if rest else None, key)
        sound(printed, "a rating")
        must(status is None or printed, "a status has words or a colour", status)
        if cell.strip():
            must(printed == " ".join(cell.split()), "a rating's raw text is the cell", printed)
    colours_named(cell)


def _legend_cell(text: str) -> LegendCell:
    """A cell of a key; a colour before it is its ground."""
    fill, _, words = text.partition(" ")
    return LegendCell(words, fill) if fill.startswith("#") else LegendCell(text)


@target("dates", largest=LARGEST, seeds=seeds.dates, mutate=mutate_text)
def dates(data: bytes) -> None:
    """Days and ranges of days in running text."""
    text = " ".join(parts(data))
    for days in find_days(text):
        must(days.raw in text and days.raw.strip(), "a day stands in the text", days)
        must(days.start <= days.end, "a range runs forwards", days)
        sound((days.start, days.end), "a day")
        for months in (-1, 1, 6, 13):
            add_months(days.end, months)


@target("person", largest=LARGEST, seeds=seeds.people, mutate=mutate_text)
def persons(data: bytes) -> None:
    """Names and roles of people."""
    lines = [line for part in parts(data) for line in part.split("\n")]
    text = " ".join(lines)
    for named in (person.split_name(text), *person.split_people(lines)):
        if named is None:
            continue
        must((named.name or named.role or "").strip(), "a person has a name or a role", named)
        from_input(named.name, text, "a name stands in the text")
        from_input(named.role, text, "a role stands in the text")
    for name in people.split_people(text.split()) or ():
        must(name.strip(), "a name has letters", name)
        from_input(name, text, "a name stands in the text")
    people.is_person(text.split())


@target("organisation", largest=LARGEST, seeds=seeds.organisations, mutate=mutate_text)
def organisations(data: bytes) -> None:
    """Names of public bodies."""
    cell, *rest = parts(data)
    for known in (organisation.EMPTY, gather_glossary(rest, ("Norland",))):
        organisation.kind_of(cell, known)
        organisation.is_organisation(cell, known)
        organisation.is_abbreviation(cell, known)
        sound((organisation.expand(cell, known), organisation.in_full(cell, known)), "a full name")
        folded(organisation.normalise(cell, known), "a body's name")
        tokens = cell.split()
        found = organisation.find_organisation(tokens, known)
        if found is not None:
            must(0 <= found.begin < found.end <= len(tokens), "a body stands within the words", found)
            if not found.name.strip():
                raise BrokenError("a body has a name", found)
