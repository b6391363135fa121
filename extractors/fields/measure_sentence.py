"""The measures of single sentences: "from X to Y", a figure to be reached, a benchmark without a figure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice

from extractors.fields.calendar import plain
from extractors.fields.data import either, words
from extractors.fields.figures import (
    FILE,
    NUMBER_WORDS,
    Figure,
    find_figures,
    is_time,
    nothing_in,
    period_of,
)
from extractors.fields.measure_aside import DID_SO, VALUE, allowed, split_aside
from extractors.fields.measure_part import (
    MeasurePart,
    directed,
    read_direction,
    read_target,
    read_targets,
    with_baseline,
)
from extractors.fields.measure_series import is_series, read_series
from extractors.model import Target

SENTENCE_END = re.compile(
    r"(?<!i\.e\.)(?<!e\.g\.)(?<!etc\.)(?<!\bno\.)(?<=[.;!?])\s+"
    rf"(?=[A-Z“\"'‘%£\d•(])(?!(?<=;\s){DID_SO})|\n+"
)


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text, without empty ones."""
    found: list[str] = []
    for part in WHOLE_END.split(text):
        if part and is_series(part):
            found.append(part)  # its semicolons part values, not sentences
        elif part:
            found += SENTENCE_END.split(part)
    return [part.strip(" ,;") for part in found if part and part.strip(" .,;-")]


WHOLE_END = re.compile(r"(?<!i\.e\.)(?<!e\.g\.)(?<!etc\.)(?<!\bno\.)(?<=[.!?])\s+(?=[A-Z“\"'‘%£\d•(])|\n+")


FROM = re.compile(rf"(?i)\b(?P<lead>from|for)\s(?:a\sbaseline\sof\s)?(?={VALUE})")
MOST_MOVES = 24  # of one sentence: each asks about all that is left of it
THEN_TO = re.compile(r"(?i)\s(?:up\s|down\s)?(?:to|→|->)\s")
REACHED = rf"(?P<b>(?:[a-z]+\s){{0,3}}?{VALUE}[^()]*?)"
TO_FROM = re.compile(rf"(?i)\bto\s{REACHED}\s?[(,]?\s?from\s(?P<a>{VALUE}.*)")
OF = r"(?:\s?(?:out\sof|of|/)\s?\d+)?(?:\s[a-z]+)?"
ARROW = re.compile(rf"(?<!\d)(?P<a>{VALUE}{OF})\s?(?:→|->|=>)\s?(?P<b>{VALUE}.*)")
MOVES = (
    r"(?:rising|increasing|growing|improving|falling|reducing|decreasing|dropping|up|down|"
    r"(?:falls?|drops?|rises?|grows?|goes|comes|shrinks?)(?:\s(?:up|down))?)"
)
THEN_MOVES = re.compile(
    rf"(?i)(?<!\d)(?P<a>{VALUE}[^;:]{{0,40}}?),?\s(?:{MOVES}\sto|to\s(?:be|reach|become))\s(?P<b>.*\d.*|(?:nil|zero|none|nobody)\b.*)"
)
COLON_TO = re.compile(rf"(?<=:\s)(?P<a>{VALUE}(?:\s?\([^()]*\))?)\sto\s(?P<b>{VALUE}.*)")


COUNTS_APART = re.compile(r",\s(?:and\s)?")
COUNTED = re.compile(rf"(?:\d[\d,]*|{NUMBER_WORDS})\s[a-z]+\s[a-z]+")  # "24 people trained"


def read_sentence(sentence: str) -> list[MeasurePart]:
    """The measures of one sentence, or one of text only."""
    text = sentence.strip(" .")
    moved = _from_to(text)
    if moved:
        return moved
    counts = COUNTS_APART.split(text)
    if len(counts) > 1 and all(COUNTED.match(plain(c)) for c in counts):
        return [part for c in counts for part in read_sentence(c[0].upper() + c[1:])]
    series = read_series(text)
    if series is not None:
        return [series]
    aside = split_aside(text)
    if aside is not None and (part := _beside(*aside)) is not None:
        return [part]
    figures = [f for f in find_figures(text) if _to_be_reached(text, f)]
    if figures:
        return [directed(_stated(text, figures))]
    benchmark = _benchmark().search(plain(text))
    if benchmark and len(plain(text)) == len(text):
        raw = text[benchmark.start() : benchmark.end()]
        return [directed(MeasurePart(text, targets=(Target(raw=raw),)))]
    return [directed(MeasurePart(text))]


def reached(said: str) -> list[MeasurePart]:
    """The measures of a sentence that tells its baseline elsewhere: its only figure is to be reached."""
    found = [p for p in read_sentence(said) if p.targets]
    figures = find_figures(said)
    return found if found or len(figures) != 1 else [_stated(said, list(figures))]


def _beside(said: str, baseline: str) -> MeasurePart | None:
    """The measure of a sentence that tells its baseline aside: the value in it that is to be reached."""
    found = reached(said)
    if len(found) != 1 or found[0].baseline_raw is not None:
        return None
    part = with_baseline(replace(found[0], direction=None), baseline)
    if part.baseline_unit is None or allowed() & set(part.baseline_unit.split()):
        unit = part.targets[0].unit or ""
        part = replace(part, baseline_unit=unit if unit in ("%", "£") or is_time(unit) else None)
    return directed(part)


def _from_to(text: str) -> list[MeasurePart]:
    """ "from X to Y" in a sentence, once or several times."""
    found: list[MeasurePart] = []
    starts = list(islice(FROM.finditer(text), MOST_MOVES))
    begin = 0
    for i, start in enumerate(starts):
        rest = text[start.end() : start.end() + 60]
        to = THEN_TO.search(rest)
        baseline = rest[: to.start()] if to else ""
        figures = find_figures(baseline)
        if not to or not figures or figures[0].begin > 2 or (start["lead"].lower() == "for" and not found):
            continue
        end = len(text)
        if i + 1 < len(starts):
            joint = max(
                text.rfind(" and ", 0, starts[i + 1].start()), text.rfind(", ", 0, starts[i + 1].start())
            )
            end = joint if joint > start.end() else end
        target = text[start.end() + to.end() : end]
        if not find_figures(target) and not nothing_in(target):
            continue
        own = re.sub(r"^(?:and|,)\s", "", text[begin:end].strip())
        found.append(directed(_moved(own, baseline, target)))
        begin = end
    if found:
        return found
    tried = (match for pattern in (TO_FROM, ARROW, THEN_MOVES, COLON_TO) for match in pattern.finditer(text))
    other = next((match for match in tried if not THRESHOLD.search(text[: match.start("a")])), None)
    if other and find_figures(other["a"]) and (find_figures(other["b"]) or nothing_in(other["b"])):
        return [directed(_moved(text, other["a"], other["b"]))]
    return []


# "Timetables longer than 12 weeks fall to 20": the first figure is of what is counted
THRESHOLD = re.compile(
    r"(?:\b(?:more|longer|older|later|less|fewer|shorter) than|\bover|\bbeyond|\bwithin)\s$", re.I
)


def _moved(text: str, baseline: str, target: str) -> MeasurePart:
    part = with_baseline(MeasurePart(text), baseline)
    targets = read_targets(target)
    unit = targets[0].unit if targets else None
    return replace(part, targets=targets, baseline_unit=part.baseline_unit or unit)


@cache
def _benchmark() -> re.Pattern[str]:
    lead, body = either(words(FILE, "benchmarks", "lead")), either(words(FILE, "benchmarks", "body"))
    return re.compile(rf"(?<![a-z])(?:{lead})\s(?:the\s|or\sbetter\sthan\s|our\s)*(?:{body})(?![a-z])")


@cache
def _reached_before() -> re.Pattern[str]:
    kept = tuple(
        w for w in words(FILE, "comparators") if w not in ("over", "more than", "above", "exceed", "exceeds")
    )
    return re.compile(rf"(?:{either(kept)}|\bto|\bof|\bat|\bis)\s?(?:the\s)?$")


NOBODY = re.compile(r"(?:no|nobody|none|zero)(?![a-z])")
IN_STATE = re.compile(r"in (?:post|place|use|work)(?![a-z])|up and running")  # "Four in post"
LONGER = re.compile(r"(?:more|longer|older|later) than $|(?:over|beyond|above) $")


def _to_be_reached(text: str, figure: Figure) -> bool:
    """Whether a figure in a plain sentence is one to be reached, not part of a description."""
    before = plain(text[: figure.begin])
    if is_time(figure.unit):
        if NOBODY.match(plain(text)) and LONGER.search(f"{before.strip()} "):
            return True  # "No child waits longer than 40 weeks"
        if before.strip().endswith(" to") and read_direction(text):
            return True  # "Reduce the average wait to 12 weeks"
        return _reached_before().search(before + " ") is not None and not re.search(
            r"\b(?:to|of|at|is) $", before + " "
        )
    if figure.unit or (figure.begin == 0 and IN_STATE.match(plain(text[figure.end :]))):
        return True
    return _reached_before().search(before + " ") is not None or re.search(r"[:=]\s?$", before) is not None


def _stated(text: str, figures: list[Figure]) -> MeasurePart:
    """A measure whose target stands in its sentence: "X: 75% (2025)", "200 people trained by July 2025"."""
    colon = re.match(r"^(?P<words>[^:]{4,}):\s(?P<value>\D{0,14}[£\d].*)$", text)
    value_first = re.match(r"^(?P<value>[^:]{1,14}%(?:\sof)?):\s(?P<words>.+)$", text)
    if value_first and find_figures(value_first["value"]):
        return MeasurePart(value_first["words"], targets=(read_target(value_first["value"]),))
    if (
        colon
        and len(colon["value"]) < 40
        and re.match(r"\D{0,14}[£\d][\d,.]*\s?%?\s?(?:\(|by\s|$)", colon["value"])
    ):
        return MeasurePart(colon["words"], targets=read_targets(colon["value"]))
    figure = next((f for f in figures if f.unit == "%"), figures[0])
    lead = _reached_before().search(plain(text[: figure.begin]) + " ")
    begin = lead.start() if lead and not re.match(r"\b(?:to|of|at|is)\b", lead[0]) else figure.begin
    end = figure.end
    if figure.unit and figure.unit != "%" and plain(text[figure.end :]).startswith(figure.unit):
        end += len(text[figure.end :]) - len(text[figure.end :].lstrip()) + len(figure.unit)
    normal, _ = period_of(text[figure.begin :])
    return MeasurePart(
        text,
        targets=(Target(raw=text[begin:end].strip(), value=figure.value, unit=figure.unit, period=normal),),
    )
