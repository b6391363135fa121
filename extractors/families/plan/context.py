"""Headings and labelled lines: what a plan says above its tables and blocks, and for which rows it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractors.families.plan.words import fold, label_role, load
from extractors.layout.line import join_lines
from extractors.model import Block, Line, Source
from extractors.vocabulary import REMEMBERED

_CODED = r"(?:[A-Z]{0,4}[-.]?\d+(?:[.-]\d+)*[A-Za-z]?)"  # "1.2", "PA1.1", "SEND-04", "3A"
_WORDED = r"[A-H]|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten"
# The last letter of a label ("RAG: amber") is no number.
_NUMBER = rf"(?:(?<![A-Za-z])(?:{_CODED}|{_WORDED}|[a-h](?=\s?[:.)]))|\d+(?:[.-]\d+)*[A-Za-z]?)(?![A-Za-z])"
_LABEL = re.compile(
    rf"^\W*(?P<label>[A-Za-z][A-Za-z/&'’(),? \-]{{0,60}}?(?:\([^():]{{2,24}}\))?)\s*(?P<number>{_NUMBER})?"
    r"\s*(?P<mark>\??\s?:|\?(?=\s|$)|\s[–—|-]\s|[–—](?=\s)|\.(?=\s)|$)\s*(?P<rest>.*)$",
    re.S,
)
_BARE = re.compile(
    rf"^(?P<role>[A-Z][A-Za-z ]{{2,30}}?)\s+(?P<number>{_CODED})\s+(?P<rest>[A-Z“\"‘'].*)$", re.S
)
_PUT_RIGHT = r"(?: (?:do|improve|change|address|tackle|fix|put right|work on|act on)(?: better| next)?)"
_SAID = re.compile(
    r"(?P<label>(?:what )?(?:the |our )?(?:area send )?(?:inspectors|inspection|ofsted|cqc|report|letter)\b"
    r"[\w ,&]{0,40}?\b"
    r"(?:said|told|found|saw|wrote|asked|says|tells|asks)(?:(?: of)? us| you)?(?: for| to| that)?"
    rf"(?:(?<= to)| we (?:must|should|need(?:ed)? to))?{_PUT_RIGHT}?)"
    r"(?:\s*[:–—-]\s*(?P<rest>\S.*))?",
    re.I | re.S,
)
_CODE = re.compile(r"^(?P<label>PA|AFI|AFPA|P|AI)\s?(?P<number>\d+)\s*[:.–-]\s*(?P<rest>.+)$", re.S)

NOWHERE = Source()
HEADINGS = frozenset({"heading", "area_heading", "objective_heading", "outcome_heading", "action_heading"})
OVER = frozenset({"outcome", "area", "objective", "priority"})  # what a row or label may say for those below
PEOPLE = frozenset({"sponsor", "lead", "parent_representative", "chair"})
WHOLE_AREA = 8  # words of a heading that is an inspector's finding itself, and not only its name


@dataclass(frozen=True)
class Segment:
    """A stretch of text under one label: its role (None where it has no label), the label as printed, the
    number beside it and the text."""

    role: str | None
    text: str
    label: str = ""
    number: str | None = None
    colon: bool = False
    source: Source = NOWHERE
    level: int = 0  # of the heading that it stands in
    lines: tuple[Line, ...] = ()  # as printed, where it is a whole block without a label


@dataclass(frozen=True)
class Context:
    """What headings and lines above say of the rows that follow."""

    priority: str | None = None
    title: str | None = None
    outcome: str | None = None
    area: str | None = None
    objective: str | None = None
    heading: str | None = None
    intro: tuple[str, ...] = ()
    first: str | None = None  # the paragraph right under the priority
    level: int = 0  # of the heading that set the priority or the area; 0 where it has none
    quoting: bool = False  # the area is only named by its heading; the paragraph below it may quote it
    named: str | None = None  # the heading of the area with its number, as printed
    depth: int = 0  # the level of the heading that is the objective; 0 where no heading is
    numbers: tuple[tuple[str, str], ...] = ()  # of objective and outcome: label and number as printed

    def after(self, segment: Segment) -> Context:
        """The context once a labelled heading or line has set its part; coarser parts clear finer ones."""
        whole = _whole(segment)
        if segment.role == "heading":
            title = segment.text or None
            return Context(priority=whole, title=title, heading=whole, level=segment.level)
        if segment.role == "area_heading":
            bare = not segment.text and not segment.number  # "What inspectors said": the words are to come
            if bare and self.named and len((self.area or "").split()) >= WHOLE_AREA:
                return replace(self, quoting=False)  # its heading says it all; what comes only tells of it
            area = None if bare else segment.text if len(segment.text.split()) >= 3 else whole
            return replace(
                self,
                area=area,
                objective=None,
                intro=(),
                title=None if self.area else self.title,
                level=self.level if bare or not segment.level else segment.level,
                quoting=True,
                named=whole if segment.number else self.named if self.quoting else None,
            )
        if segment.role == "objective_heading":
            return replace(self, objective=segment.text or whole, numbers=self._numbered(segment))
        if segment.role == "outcome_heading":
            return replace(self, outcome=segment.text or self.outcome, numbers=self._numbered(segment))
        return self

    def _numbered(self, segment: Segment) -> tuple[tuple[str, str], ...]:
        """The numbers with that of a segment, which takes the place of the one under the same label."""
        if not segment.number:
            return self.numbers
        kept = [(label, n) for label, n in self.numbers if fold(label) != fold(segment.label)]
        return (*kept, (segment.label, segment.number))


def _whole(segment: Segment) -> str:
    label = f"{segment.label} {segment.number}" if segment.number else segment.label
    return f"{label}: {segment.text}" if segment.text else label


@lru_cache(maxsize=REMEMBERED)
def read_label(text: str) -> Segment | None:
    """A label at the head of a text: "Priority 1: ...", "Lead: ...", or the label alone."""
    text = " ".join(text.split())
    code = _CODE.match(text)
    if code and label_role(code["label"]) is not None:
        role = label_role(code["label"])
        return Segment(role, code["rest"].strip(), code["label"], code["number"], True)
    bare = _BARE.match(text)
    if bare and (told := label_role(bare["role"])) in HEADINGS:
        return Segment(told, bare["rest"].strip(), bare["role"], bare["number"], False)
    said = _SAID.fullmatch(text)
    if said and label_role(said["label"]) is None:  # "What inspectors also said: ..."
        return Segment("area_heading", said["rest"] or "", said["label"], None, bool(said["rest"]))
    match = _LABEL.match(text)
    if not match:
        return None
    label, number, mark = match["label"].strip(), match["number"], match["mark"].strip()
    mark = ":" if mark[:1] == "?" or mark[-1:] == ":" else mark
    role = label_role(label)
    if role is None and number and len(number) == 1 and number.isalpha():
        label, number = f"{label} {number}".strip(), None
        role = label_role(label)
    if role is None:
        return None
    rest = match["rest"].strip()
    if mark == "." and not number:
        return None
    if mark not in (":", "") and not number and role not in HEADINGS | PEOPLE | {"status"}:
        return None
    if mark not in (":", "") and not number and role in ("action_heading",):
        return None
    return Segment(role, rest, label, number, mark == ":")


@cache
def _inline() -> re.Pattern[str]:
    phrases: set[str] = set()
    data = load("columns")
    for section in ("columns", "labels"):
        for values in data[section].values():
            phrases |= {v.lstrip("=") for v in values if len(v.lstrip("=")) > 2 and fold(v)}
    words = sorted(phrases, key=len, reverse=True)
    joined = "|".join(re.escape(w).replace(r"\ ", r"[\s/\-]+") for w in words)
    return re.compile(
        rf"(?:(?<=^)|(?<=[\s(;]))(?P<label>(?:{joined})(?:s|\(s\))?\??)(?:\s+(?P<number>(?-i:{_CODED})))?\s*:(?=\s|$|[A-Z])",
        re.I,
    )


KEPT_INSIDE = frozenset(
    {
        "baseline",
        "target",
        "original",
        "revised",
        "start",
        "organisation",
        "name",
        "role",
        "area",
        "priority",
        "outcome",
        "extra",
        "heading",
    }
)


def segments(block: Block) -> Iterator[Segment]:
    """The labelled stretches of a block, in order; text before the first label has no role.

    A label inside the text counts where it is capitalised and followed by a colon.
    """
    text = " ".join(block.text.split())
    head = read_label(text) if text else None
    matches = _inline().finditer(text) if ":" in text else ()
    cuts = [m for m in matches if m["label"][:1].isupper() and _cuts(m, head)]
    if not cuts or (len(cuts) == 1 and cuts[0].start() == 0):
        if head is not None:
            yield replace(head, source=block.source)
        else:
            yield Segment(None, text, source=block.source, lines=block.lines)
        return
    if cuts[0].start() > 0:
        first = text[: cuts[0].start()].strip(" (;-–")
        lead = read_label(first)
        yield replace(lead, source=block.source) if lead else Segment(None, first, source=block.source)
    ends = [m.start() for m in cuts[1:]] + [len(text)]
    for match, end in zip(cuts, ends, strict=True):
        role = label_role(match["label"])
        rest = text[match.end() : end].strip().rstrip("(;").strip()
        if match.start() > 0 and text[match.start() - 1] == "(":
            rest = rest.rstrip(")")
        yield Segment(role, rest, match["label"], match["number"], True, block.source)


def labelled_parts(blocks: Sequence[Block]) -> list[Segment]:
    """The labelled stretches of several blocks of one cell; text without a label goes on with that before."""
    found: list[Segment] = []
    for segment in (s for block in blocks for part in _at_labels(block) for s in segments(part)):
        if segment.role is None and found:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {segment.text}".strip())
        else:
            found.append(segment)
    return found


def _at_labels(block: Block) -> Iterator[Block]:
    """A block, parted where a line that is not wrapped begins with a label and a colon."""
    parts: list[list[str]] = [[]]
    soft = True
    for line in block.lines:
        label = None if soft else read_label(line.text)
        if label is not None and label.colon:
            parts.append([])
        parts[-1].append(line.text)
        soft = line.soft
    if len(parts) == 1:
        yield block
        return
    for lines in parts:
        yield block.model_copy(update={"text": join_lines(lines), "lines": ()})


def _cuts(match: re.Match[str], head: Segment | None) -> bool:
    role = label_role(match["label"])
    if role is None:
        return False
    return match.start() == 0 or role not in KEPT_INSIDE


def lone_label(block: Block) -> Segment | None:
    """A heading or short line that is a label and nothing else ("What we will do")."""
    text = block.text.strip()
    if len(text.split()) > 12 or re.search("[:?]", text.rstrip(" :?")):
        return None
    role = label_role(text.rstrip(":"))
    if role is None:
        return None
    if block.kind == "heading" or block.bold or text.endswith(":") or len(text.split()) >= 3:
        return Segment(role, "", text.rstrip(":"), None, text.endswith(":"), block.source)
    return None
