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

from extractors.fields.calendar import even, plain
from extractors.fields.data import either, words
from extractors.fields.figures import FILE, find_figures, is_time, period_of
from extractors.fields.measure_aside import VALUE
from extractors.fields.measure_part import MeasurePart, directed, read_target, read_targets, with_baseline
from extractors.fields.measure_sentence import WHOLE_END, reached, read_sentence, sentences
from extractors.fields.measure_series import after_baseline, by_period
from extractors.fields.moments import find_moments
from extractors.model import Target


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
            waiting, open_part = [], _Open(words_) if label == "baseline" else _opened(words_)
        if label == "baseline":
            dated = by_period(content.split("\n", 1)[0].rstrip("."))
            if dated is not None and dated.baseline_raw:  # "Baseline 34%; 3 months 40%; 6 months 50%"
                open_part.baselines, rest = (dated.baseline_raw,), content.partition("\n")[2]
                open_part.targets += [(t.period, t.raw) for t in dated.targets]
            elif (row := after_baseline(WHOLE_END.split(content)[0])) is not None:
                open_part.baselines = (row[0],)
                open_part.stated, rest = row[1], "\n".join(WHOLE_END.split(content)[1:])
            else:
                open_part.baselines, rest = _baseline_pieces(content)
            open_part.baseline_period = period
        else:
            head, rest = _target_head(content, whole=len(open_part.baselines) > 1)
            open_part.targets.append((period, head))
        waiting.extend(sentences(rest))
    parts.extend(open_part.parts() if open_part else ())
    parts.extend(p for sentence in _list_heads(waiting) for p in read_sentence(sentence))
    return _with_steps(parts)


_JOINING = re.compile(r"\b(?:and|then|by|in|to|at|from|of|rising|falling|with|the|end|least)\b|\W")


def _with_steps(parts: list[MeasurePart]) -> tuple[MeasurePart, ...]:
    """The parts, those of only a figure and a time ("100% by March 2026") as targets of the one before."""
    found: list[MeasurePart] = []
    for part in parts:
        before = found[-1] if found else None
        units = {t.unit for t in (*part.targets, *(before.targets if before else ()))}
        begun = before and (before.targets or before.baseline_raw)
        if before and begun and part.targets and len(units) == 1 and _no_words(part.text):
            if _was_before(part, before):
                found[-1] = directed(with_baseline(before, part.text))
                continue
            whole = replace(before, targets=(*before.targets, *part.targets))
            if before.baseline_raw is None:
                whole = replace(
                    whole,
                    baseline_raw=part.baseline_raw,
                    baseline_value=part.baseline_value,
                    baseline_unit=part.baseline_unit,
                    baseline_period=part.baseline_period,
                )
            found[-1] = directed(replace(whole, direction=None)) if before.direction is None else whole
        else:
            found.append(part)
    return tuple(found)


def _was_before(part: MeasurePart, goal: MeasurePart) -> bool:
    """A figure at a time before the first for which a target is set is where things stood ("75% by March
    2027; 46% in 2024/25")."""
    if part.baseline_raw or goal.baseline_raw or re.search(r"(?i)\b(?:by|until)\b", part.text):
        return False
    then = [m.last for m in find_moments(plain(part.text))]
    aimed = [[m.first for m in find_moments(plain(t.period or ""))] for t in goal.targets]
    days = [days[0] for days in aimed if days and days[0] is not None]
    if len(then) != 1 or then[0] is None or len(days) != len(aimed):
        return False
    return bool(days) and then[0] < min(days)


def _no_words(text: str) -> bool:
    """A text of figures and times, with a time among them, and nothing that could be measured."""
    times = find_moments(plain(text))
    rest = list(plain(text))
    spans = [(m.begin, m.end) for m in times] + [(f.begin, f.end) for f in find_figures(text)]
    for begin, end in spans:
        rest[begin:end] = " " * (end - begin)
    return bool(times) and not _JOINING.sub("", "".join(rest))


def _tidy(text: str) -> str:
    """The cell without markup and bullets, a line break where an item begins."""
    text = re.sub(r"<[^>]+>", "\n", text)
    text = re.sub(r"\s*[•▪◦●]\s*", "\n", text)
    text = even(text)
    return re.sub(r"\s*\n\s*(?=[a-z])", " ", text).strip()


_AFTER_YEAR = re.compile(r"(?:(?<=20\d\d)|(?<=\d/\d\d)|(?<=\d\d\)))\s+(?=[A-Z][a-z]+\s[a-z])")


def _run_on(text: str) -> str:
    """A text without labels, with a line break where a measure that ends in its year runs on into the words
    of the next one: between paragraphs a page may show no more than a line's end."""
    parted = ""
    for line in text.split("\n"):
        begin = 0
        for match in _AFTER_YEAR.finditer(line):
            left, right = line[begin : match.start()], line[match.end() :]
            if len(find_figures(left)) > 1 and find_figures(right) and not find_moments(plain(right[:14])):
                parted += f"{left}\n"
                begin = match.end()
        parted += f"{line[begin:]}\n"
    return parted.strip()


# -- labels ------------------------------------------------------------------------------------


@cache
def _label() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{either(words(FILE, 'labels', kind))})" for kind in ("baseline", "target"))
    told = either(
        tuple(sorted({*words(FILE, "unset"), *words(FILE, "comparators"), *words(FILE, "nothing")}))
    )
    before = r"(?P<before>\(?(?<![\w/])20\d\d(?:[/-]\d\d)?[^\S\n])?(?<!\w)(?<!stretch\s)"
    within = r"(?P<within>\(?[^:.;()\n%]{0,32}\)?)"
    marked = rf"\s?{within}\s?(?P<mark>[:=]|\s[–-]\s)"
    unmarked = rf"\s(?:of|is|was)\s(?=£?\d)|\s?[–-]?\s?(?=£?\d)|\s(?=(?:{told})(?![a-z]))"
    return re.compile(rf"(?i){before}(?:{kinds})(?!\w)(?:{marked}|{unmarked})\s*")


WEAK_LABELS = frozenset({"current", "now", "goal", "ambition", "milestone", "milestones", "trajectory"})


def kind_of_label(match: re.Match[str]) -> str:
    """ "baseline" or "target"."""
    return "baseline" if match["baseline"] else "target"


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
        bracketed = text[: match.start()].rstrip().endswith("(")
        if word in WEAK_LABELS and not (match["mark"] or (bracketed and kind_of_label(match) == "baseline")):
            continue
        cuts.append((match.start(), match.end(), kind_of_label(match), within if timed else None))
    if not cuts:
        return [(None, None, _run_on(text))]
    found: list[tuple[str | None, str | None, str]] = [(None, None, text[: cuts[0][0]].strip(" ([\n"))]
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
    stated: tuple[Target, ...] = ()  # targets that were read with the baseline

    def parts(self) -> list[MeasurePart]:
        """The measures: one, or one for each piece of a baseline that holds several."""
        if len(self.baselines) > 1:
            return self._several()
        read = ((period, t) for period, head in self.targets for t in read_targets(head, period))
        targets = tuple(
            t if t.period or not period else t.model_copy(update={"period": period}) for period, t in read
        )
        targets = (*self.stated, *targets)
        baseline = self.baselines[0] if self.baselines else ""
        said = self.words.strip(" .([-–:")
        if said.count("(") > said.count(")"):
            said = said[
                : said.rindex("(")
            ].rstrip()  # "(survey; baseline 46%)": the bracket is the baseline's
        part = with_baseline(MeasurePart(said), baseline, self.baseline_period)
        if not said and not targets and part.baseline_raw is None:
            return []  # a label with nothing before or after it
        if not targets and part.baseline_value is not None:
            limit = next((p.targets for p in reached(said)), ())
            beyond = any(is_time(t.unit) for t in limit) and not is_time(part.baseline_unit)
            targets = (() if beyond else limit) or _none_left(said) or limit
        elif not targets and part.baseline_raw is not None:  # it is still to be set
            targets = next((p.targets for p in read_sentence(said) if p.targets), ())
        return [directed(replace(part, targets=targets))]

    def _several(self) -> list[MeasurePart]:
        heads = [piece for _, head in self.targets for piece in _paired(head, len(self.baselines))]
        shared = next((p for head in reversed(heads) if (p := period_of(head)[1])), None)
        found: list[MeasurePart] = []
        for i, baseline in enumerate(self.baselines):
            part = with_baseline(MeasurePart(_own_words(baseline)), baseline, self.baseline_period)
            if len(heads) == len(self.baselines):
                part = replace(part, targets=(read_target(heads[i], shared),))
            found.append(directed(part))
        spare = read_sentence(self.words) if self.words else []
        return [*spare, *found]


_VALUE_NOW = re.compile(rf"(?P<words>[^:]{{4,}}?)(?::|\s[–-])\s(?P<value>{VALUE}[^:;]{{0,40}})")


def _opened(said: str) -> _Open:
    """A measure before the label of its target: the value that its words end in is the baseline."""
    match = _VALUE_NOW.fullmatch(said.rstrip(" ."))
    if match is None or len(find_figures(match["value"])) != 1:
        return _Open(said)
    return _Open(match["words"], (match["value"],))


NONE_LEFT = re.compile(r"(?:no|none of the)\s[a-z]+", re.I)


def _none_left(said: str) -> tuple[Target, ...]:
    """ "No plan is older than two years", beside the count of those that are: none, as the target."""
    match = NONE_LEFT.match(said)
    return (Target(raw=match[0], value=0.0),) if match else ()


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
    while tail and _later(head, tail[0]):
        head = f"{head}; {tail.pop(0)}"
    for match in VALUE_THEN_WORDS.finditer(head):
        if find_moments(plain(head[match.end() : match.end() + 14])[:3]):
            continue
        head, tail = head[: match.start()], [head[match.end() :], *tail]
        break
    return head, "\n".join(filter(None, [*tail, after]))


LATER = 8  # words of a further target


def _later(head: str, more: str) -> bool:
    """Whether a text after a target is a later one: a value in the same unit, a time, and no more."""
    before, after = find_figures(head), find_figures(more)
    if not before or len(after) != 1 or after[0].begin != 0 or after[0].unit != before[-1].unit:
        return False
    return len(more.split()) <= LATER and period_of(more)[0] is not None


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
