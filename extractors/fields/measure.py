"""A printed success cell -> its measures: words, direction, baseline, dated targets.

Read in this order: labels ("Baseline: 44% (2023). Target: 60% by March 2025"), "from 40 to 60 places", a
figure before a list ("100%: ..."), and single sentences that hold a figure to be reached or a benchmark
without one ("in line with the national average"). A sentence without either is no measure; `read_success`
gives it too.
Paragraphs and list items are best given with line breaks between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from extractors.fields.calendar import plain
from extractors.fields.data import either, words
from extractors.fields.figures import FILE, TIME_UNITS, Figure, find_figures, nothing_in, period_of
from extractors.fields.moments import find_moments
from extractors.model import Target

Direction = Literal["up", "down"]


@dataclass(frozen=True)
class MeasurePart:
    """One measure of a cell; `text` is empty where the cell gives figures without words."""

    text: str
    direction: Direction | None = None
    baseline_raw: str | None = None
    baseline_value: float | None = None
    baseline_unit: str | None = None
    baseline_period: str | None = None
    targets: tuple[Target, ...] = ()

    @property
    def has_value(self) -> bool:
        """Whether it prints a value, for its baseline or a target."""
        return self.baseline_value is not None or any(t.value is not None for t in self.targets)

    @property
    def text_only(self) -> bool:
        """Whether it is plain words: no baseline, no target."""
        return self.baseline_raw is None and not self.targets


def read_measures(text: str) -> tuple[MeasurePart, ...]:
    """The measures of a cell in order: those with a baseline, a target or a benchmark."""
    return tuple(part for part in read_success(text) if not part.text_only)


def read_success(text: str) -> tuple[MeasurePart, ...]:
    """All that a success cell says, in order: measures, and plain sentences as measures of text only."""
    parts: list[MeasurePart] = []
    waiting: list[str] = []  # sentences not yet used: the last may be the words of the label that follows
    open_part: _Open | None = None
    for label, period, content in _segments(_tidy(text)):
        if label is None:
            waiting.extend(sentences(content))
            continue
        if label == "baseline" or open_part is None or waiting:
            parts.extend(open_part.parts() if open_part else ())
            words_ = waiting.pop() if waiting else ""
            parts.extend(p for sentence in waiting for p in read_sentence(sentence))
            waiting, open_part = [], _Open(words_)
        if label == "baseline":
            open_part.baselines, rest = _baseline_pieces(content)
            open_part.baseline_period = period
        else:
            head, rest = _target_head(content, whole=len(open_part.baselines) > 1)
            open_part.targets.append((period, head))
        waiting.extend(sentences(rest))
    parts.extend(open_part.parts() if open_part else ())
    parts.extend(p for sentence in _list_heads(waiting) for p in read_sentence(sentence))
    return tuple(parts)


def read_direction(text: str) -> Direction | None:
    """The first word of a text that says whether the measure is to go up or down, or `None`."""
    low = plain(text)
    first: tuple[int, Direction] | None = None
    for direction in ("up", "down"):
        match = re.search(rf"(?<![a-z])(?:{either(words(FILE, 'directions', direction))})(?![a-z])", low)
        if match and (first is None or match.start() < first[0]):
            first = (match.start(), "up" if direction == "up" else "down")
    return first[1] if first else None


def read_value(text: str) -> tuple[float | None, str | None]:
    """(value, unit) of a printed baseline or target; what is still to be set has none."""
    low = plain(text)
    named = re.search(r"(?:actual(?:ly)?(?: was| is|:)?|stretch target(?: of|:)?)\s(?=£?\d)", low)
    found = [f for f in find_figures(text) if not named or f.begin >= named.end()]
    if found:
        return found[0].value, found[0].unit
    if nothing_in(text) and not _unset(low):
        return 0.0, None
    return None, None


@cache
def _unset_words() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{either(words(FILE, 'unset'))})(?![a-z])")


def _unset(low: str) -> bool:
    return _unset_words().search(low) is not None


def _tidy(text: str) -> str:
    """The cell without markup and bullets, a line break where an item begins."""
    text = re.sub(r"<[^>]+>", "\n", text)
    text = re.sub(r"\s*[•▪◦●]\s*", "\n", text)
    text = re.sub(r"[ \t\xa0]+", " ", text)
    return re.sub(r"\s*\n\s*(?=[a-z])", " ", text).strip()


# -- labels ------------------------------------------------------------------------------------


@cache
def _label() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{either(words(FILE, 'labels', kind))})" for kind in ("baseline", "target"))
    told = either(
        tuple(sorted({*words(FILE, "unset"), *words(FILE, "comparators"), *words(FILE, "nothing")}))
    )
    before = r"(?P<before>\(?(?<![\w/])20\d\d(?:[/-]\d\d)?\s)?(?<!\w)(?<!stretch\s)"
    within = r"(?P<within>\(?[^:.;()\n%]{0,32}\)?)"
    marked = rf"\s?{within}\s?(?P<mark>[:=]|\s[–-]\s)"
    unmarked = rf"\s(?:of|is|was)\s(?=£?\d)|\s?[–-]?\s?(?=£?\d)|\s(?=(?:{told})(?![a-z]))"
    return re.compile(rf"(?i){before}(?:{kinds})(?!\w)(?:{marked}|{unmarked})\s*")


WEAK_LABELS = frozenset({"current", "now", "goal", "ambition", "milestone", "milestones", "trajectory"})


def _segments(text: str) -> list[tuple[str | None, str | None, str]]:
    """(label, period in the label, content) in order; text outside labels has neither."""
    cuts: list[tuple[int, int, str, str | None]] = []
    for match in _label().finditer(text):
        word = (match["baseline"] or match["target"]).lower()
        within = " ".join(
            filter(None, ((match["before"] or "").strip(" ("), (match["within"] or "").strip(" ()")))
        )
        timed = bool(find_moments(plain(within)))
        if match["within"] and match["within"].strip(" ()") and not timed:
            continue
        if word in WEAK_LABELS and not match["mark"]:
            continue
        kind = "baseline" if match["baseline"] else "target"
        cuts.append((match.start(), match.end(), kind, within if timed else None))
    if not cuts:
        return [(None, None, text)]
    found: list[tuple[str | None, str | None, str]] = [(None, None, text[: cuts[0][0]].strip(" (\n"))]
    for i, (_, end, kind, period) in enumerate(cuts):
        stop = cuts[i + 1][0] if i + 1 < len(cuts) else len(text)
        found.append((kind, period, text[end:stop].strip(" \n,;")))
    return [segment for segment in found if segment[0] or segment[2]]


@dataclass
class _Open:
    """A measure whose labels are still being read."""

    words: str
    baselines: tuple[str, ...] = ()
    baseline_period: str | None = None
    targets: list[tuple[str | None, str]] = field(default_factory=list)

    def parts(self) -> list[MeasurePart]:
        """The measures: one, or one for each piece of a baseline that holds several."""
        if len(self.baselines) > 1:
            return self._several()
        targets = tuple(t for period, head in self.targets for t in read_targets(head, period))
        baseline = self.baselines[0] if self.baselines else ""
        part = _with_baseline(MeasurePart(self.words), baseline, self.baseline_period)
        return [_directed(replace(part, targets=targets))]

    def _several(self) -> list[MeasurePart]:
        heads = [piece for _, head in self.targets for piece in _paired(head, len(self.baselines))]
        shared = next((p for head in reversed(heads) if (p := period_of(head)[1])), None)
        found: list[MeasurePart] = []
        for i, baseline in enumerate(self.baselines):
            part = _with_baseline(MeasurePart(_own_words(baseline)), baseline, self.baseline_period)
            if len(heads) == len(self.baselines):
                part = replace(part, targets=(_target(heads[i], shared),))
            found.append(_directed(part))
        spare = read_sentence(self.words) if self.words else []
        return [*spare, *found]


def _with_baseline(part: MeasurePart, raw: str = "", period: str | None = None) -> MeasurePart:
    raw = raw.strip(" .;,")
    if not raw:
        return part
    value, unit = read_value(raw)
    _, printed = period_of(raw)
    return replace(
        part, baseline_raw=raw, baseline_value=value, baseline_unit=unit, baseline_period=printed or period
    )


def _directed(part: MeasurePart) -> MeasurePart:
    direction = read_direction(part.text)
    values = [t.value for t in part.targets if t.value is not None]
    if direction is None and values and part.baseline_value is not None and values[-1] != part.baseline_value:
        direction = "up" if values[-1] > part.baseline_value else "down"
    return replace(part, direction=direction)


AFTER_BRACKET = re.compile(r"(?<=\))\s+(?=[A-Z])")
NEXT_COUNT = re.compile(r"(?<!\bwas)(?<!\bis)(?<!:)\s+(?:with\s+)?(?=\d[\d,]*\s\(\d+(?:\.\d+)?%)")
VALUE_THEN_WORDS = re.compile(r"(?<=[\d%)])\s+(?=(?:[A-Z][a-z]+\s(?!\d)|%\s[a-z]))")


def _baseline_pieces(content: str) -> tuple[tuple[str, ...], str]:
    """(the baseline, or its several pieces with words of their own; the text that follows)."""
    first, *rest = re.split(r"\n", content, maxsplit=1)
    pieces = [p for cut in AFTER_BRACKET.split(first) for p in NEXT_COUNT.split(cut) if p.strip()]
    if len(pieces) > 1 and all(find_figures(p) and len(re.findall(r"[A-Za-z]{2,}", p)) > 3 for p in pieces):
        return tuple(pieces), rest[0] if rest else ""
    said = sentences(first)
    return (said[0] if said else "",), "\n".join([*said[1:], *rest])


def _target_head(content: str, *, whole: bool) -> tuple[str, str]:
    """(the target, the text that follows it)."""
    first, *rest = re.split(r"\n", content, maxsplit=1)
    after = rest[0] if rest else ""
    if whole:
        return first, after
    said = sentences(first)
    head, tail = (said[0] if said else ""), said[1:]
    for match in VALUE_THEN_WORDS.finditer(head):
        if find_moments(plain(head[match.end() : match.end() + 14])[:3]):
            continue
        head, tail = head[: match.start()], [head[match.end() :], *tail]
        break
    return head, "\n".join(filter(None, [*tail, after]))


def _paired(head: str, count: int) -> list[str]:
    """A target's text in as many pieces as the baseline has, where it can be so cut."""
    for pattern in (AFTER_BRACKET, NEXT_COUNT, re.compile(r"[;,]\s+(?=\D*\d)|\s+and\s+")):
        pieces = [p for p in pattern.split(head) if p.strip()]
        if len(pieces) == count:
            return pieces
    return [head]


def _own_words(piece: str) -> str:
    """The words of a baseline's piece without its value and period."""
    found = find_figures(piece)
    low = re.sub(r"\([^()]*\)?", " ", piece)
    if found and found[0].begin > 12:
        return piece[: found[0].begin].strip(" ,:").removesuffix(" was").removesuffix(" is")
    low = re.sub(r"^\s*(?:with\s)?[£\d,.%]+\s*(?:of\s|waiting$)?", "", low)
    inner = re.search(r"\(\d+(?:\.\d+)?%\s+([a-z][^()]*)", piece)
    return " ".join((inner[1] if inner else low).split()).strip(" .,")


# -- targets -----------------------------------------------------------------------------------

SEVERAL = re.compile(r";\s*|,\s+(?!\d{3}\b)|\s+and\s+(?:then\s+)?|\s+then\s+|\s*/\s+|\n")


def read_targets(text: str, period: str | None = None) -> tuple[Target, ...]:
    """The targets of a text: one, or several where each piece has a value ("50% by X, 60% by Y")."""
    text = text.strip(" .;,")
    if not text:
        return ()
    pieces = [p.strip(" .;,") for p in SEVERAL.split(text)]
    several = len(pieces) > 1 and all(read_value(p)[0] is not None for p in pieces)
    return tuple(_target(piece, period) for piece in (pieces if several else [text]))


def _target(text: str, period: str | None = None) -> Target:
    raw = text.strip(" .;,")
    value, unit = read_value(raw)
    normal, _ = period_of(raw)
    if normal is None and period:
        normal = period_of(period)[0]
    return Target(raw=raw, value=value, unit=unit, period=normal)


# -- sentences ---------------------------------------------------------------------------------

SENTENCE_END = re.compile(r"(?<!i\.e)(?<!e\.g)(?<!etc)(?<!no)(?<=[.;!?])\s+(?=[A-Z“\"'‘%£\d•(])|\n+")


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text, without empty ones."""
    return [part.strip(" ,;") for part in SENTENCE_END.split(text) if part and part.strip(" .,;-")]


def _list_heads(said: list[str]) -> list[str]:
    """A bare figure before a list ("100%:") given to each item of the list."""
    out: list[str] = []
    head = ""
    for sentence in said:
        match = re.match(r"^((?:at least\s)?\d+(?:\.\d+)?\s?%(?:\sof)?)\s?:\s*(.*)$", sentence)
        if match:
            head = match[1]
            items = [i for i in re.split(r"(?:^|\s)[-–]\s", match[2]) if i.strip()]
            out.extend(f"{head}: {item.strip()}" for item in items)
        elif head and not find_figures(sentence):
            out.append(f"{head}: {sentence.lstrip('-– ')}")
        else:
            head = ""
            out.append(sentence)
    return out


VALUE = r"(?:£\s?)?\d[\d,]*(?:\.\d+)?\s?(?:%|m\b|k\b)?"
FROM = re.compile(rf"(?i)\b(?P<lead>from|for)\s(?:a\sbaseline\sof\s)?(?={VALUE})")
THEN_TO = re.compile(r"(?i)\s(?:up\s|down\s)?(?:to|→|->)\s")
REACHED = rf"(?P<b>(?:[a-z]+\s){{0,3}}?{VALUE}[^()]*?)"
TO_FROM = re.compile(rf"(?i)\bto\s{REACHED}\s?[(,]?\s?from\s(?P<a>{VALUE}.*)")
ARROW = re.compile(rf"(?P<a>{VALUE})\s?(?:→|->|=>)\s?(?P<b>{VALUE}.*)")


def read_sentence(sentence: str) -> list[MeasurePart]:
    """The measures of one sentence, or one of text only."""
    text = sentence.strip(" .")
    moved = _from_to(text)
    if moved:
        return moved
    figures = [f for f in find_figures(text) if _to_be_reached(text, f)]
    if figures:
        return [_directed(_stated(text, figures))]
    benchmark = _benchmark().search(plain(text))
    if benchmark and len(plain(text)) == len(text):
        raw = text[benchmark.start() : benchmark.end()]
        return [_directed(MeasurePart(text, targets=(Target(raw=raw),)))]
    return [_directed(MeasurePart(text))]


def _from_to(text: str) -> list[MeasurePart]:
    """ "from X to Y" in a sentence, once or several times."""
    found: list[MeasurePart] = []
    starts = list(FROM.finditer(text))
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
        found.append(_directed(_moved(own, baseline, target)))
        begin = end
    if found:
        return found
    other = TO_FROM.search(text) or ARROW.search(text)
    if other and find_figures(other["a"]) and find_figures(other["b"]):
        return [_directed(_moved(text, other["a"], other["b"]))]
    return []


def _moved(text: str, baseline: str, target: str) -> MeasurePart:
    part = _with_baseline(MeasurePart(text), baseline)
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


def _to_be_reached(text: str, figure: Figure) -> bool:
    """Whether a figure in a plain sentence is one to be reached, not part of a description."""
    before = plain(text[: figure.begin])
    if figure.unit and re.fullmatch(TIME_UNITS, figure.unit):
        return _reached_before().search(before + " ") is not None and not re.search(
            r"\b(?:to|of|at|is) $", before + " "
        )
    if figure.unit:
        return True
    return _reached_before().search(before + " ") is not None or re.search(r"[:=]\s?$", before) is not None


def _stated(text: str, figures: list[Figure]) -> MeasurePart:
    """A measure whose target stands in its sentence: "X: 75% (2025)", "200 people trained by July 2025"."""
    colon = re.match(r"^(?P<words>[^:]{4,}):\s(?P<value>\D{0,14}[£\d].*)$", text)
    value_first = re.match(r"^(?P<value>[^:]{1,14}%(?:\sof)?):\s(?P<words>.+)$", text)
    if value_first and find_figures(value_first["value"]):
        return MeasurePart(value_first["words"], targets=(_target(value_first["value"]),))
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
