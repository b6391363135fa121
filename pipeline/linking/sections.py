"""What a plan says of itself: which finding a cell or heading quotes or names by a code.

A plan's cell stands for a finding when it repeats the finding's words, in whole or in a quoted passage, or
when it gives the finding's code ("PA1", "AFI 2"). Actions inherit what their cells stand for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from extractors.model import Action, FindingKind, Record
from pipeline.likeness import drift, quotation
from pipeline.linking.affinity import Named
from pipeline.records import Drift
from pipeline.words import content, sentences

HELD = 0.72  # share of a passage's weight that must stand in the finding, in order, to call it a quotation
FEWEST = 4  # words that carry meaning, below which nothing is a quotation
UNBROKEN = 4  # words in an unbroken run, below which likeness of words is no quotation
CLEAR = 0.12  # lead over the next finding of the same kind below which it is a near tie
ENTIRE = 0.9  # strength from which a text is compared as one quotation, not passage by passage
WHOLE = 0.6  # share of a cell that its quotation must fill to call the cell a quotation

QUOTED = re.compile(r"[“\"‘']([^“”\"]{12,}?)[”\"’'](?=[\s.,;:)]|$)")
_NUMBER = r"\s*(?:no\.?|number|#)?\s*(\d{1,2})\b"
# A plan's "area of weakness 1" is a significant weakness where the document has such, else what it is told
# to act on first; it is never the first of the things that a report lists as to be done better.
CODES: tuple[tuple[tuple[FindingKind, ...], re.Pattern[str]], ...] = (
    (
        ("area_for_priority_action",),
        re.compile(rf"\b(?:PA|APA|A[fF]PA|(?:area for )?priority action)s?{_NUMBER}", re.IGNORECASE),
    ),
    (
        ("area_for_improvement",),
        re.compile(rf"\b(?:AFI|AoI|A[fF]I|areas? for improvement){_NUMBER}", re.IGNORECASE),
    ),
    (
        ("significant_weakness", "area_for_priority_action"),
        re.compile(
            rf"\b(?:ASW|SW|areas? of (?:significant )?weakness|significant weakness(?:es)?"
            rf"|areas? of insufficient progress){_NUMBER}",
            re.IGNORECASE,
        ),
    ),
)
MORE_NUMBERS = re.compile(r"\s*(?:,|and|&|/)\s*(\d{1,2})\b(?!\s*[%.\d])", re.IGNORECASE)
_PART = (
    r"(?:priority|theme|work ?stream|section|part|strand|pillar|area|goal|recommendation"
    r"|(?:area of )?(?:significant )?weakness)"
)
CROSS_REFERENCE = re.compile(
    r"\b(?:also|supports?|contributes? to|links? to|see|cross[- ]refer\w*)\b[^.;]{0,40}?"
    rf"\b{_PART}\s+(\d{{1,2}}|(?-i:[A-H]))\b",
    re.IGNORECASE,
)


class Claim(Record):
    """A finding that a text stands for, and how that was seen.

    `strength` is 0 to 1; `whole` says that the text is the quotation (or carries the code), not only a
    passage of it; `tie` that another finding of the kind fits as well.
    """

    finding_id: str
    kind: FindingKind
    how: str  # "code" or "quotation"
    strength: float
    whole: bool
    passage: str
    drift: Drift = Drift()
    tie: bool = False


class Structural(Record):
    """A link that the plan itself makes, and the text that it makes it through."""

    finding_id: str
    claim: Claim
    heading: str
    note: str


class Claims:
    """Reads the claims of texts against the findings of one report; every text once."""

    def __init__(self, findings: Sequence[Named]) -> None:
        self._findings = findings
        self._by_code = {(n.finding.kind, n.finding.number): n for n in findings}
        self._seen: dict[str, tuple[Claim, ...]] = {}

    def of(self, text: str) -> tuple[Claim, ...]:
        """The findings that the text stands for: by code, by quotation, or both."""
        if text not in self._seen:
            coded = self.coded(text)
            bare = text
            for claim in coded:
                bare = bare.replace(claim.passage, "", 1).strip(" :-–.()")
            found = {c.finding_id: c for c in self._quoted(bare)}
            for claim in coded:
                if claim.finding_id in found:
                    other = found[claim.finding_id]
                    found[claim.finding_id] = other.model_copy(
                        update={"strength": 1.0, "whole": True, "how": "code", "tie": False}
                    )
                else:
                    found[claim.finding_id] = claim
            self._seen[text] = tuple(found.values())
        return self._seen[text]

    def coded(self, text: str) -> list[Claim]:
        """The findings that the text names by their codes, as far as the report has them."""
        found = []
        for kinds, pattern in CODES:
            kind = next((k for k in kinds if (k, 1) in self._by_code), kinds[0])
            for match in pattern.finditer(text):
                for number in [int(match[1]), *_further(text, match.end())]:
                    named = self._by_code.get((kind, number))
                    if named:
                        found.append(self._by_its_code(named, match[0], text))
        return list({c.finding_id: c for c in found}.values())

    def _by_its_code(self, named: Named, code: str, text: str) -> Claim:
        rest = text.replace(code, "", 1).strip(" :-–.()")
        fit = quotation(rest, named.finding.text)
        changed = drift(rest, named.finding.text) if fit.held >= HELD and fit.run >= UNBROKEN else Drift()
        return Claim(
            finding_id=named.id,
            kind=named.finding.kind,
            how="code",
            strength=0.97,
            whole=True,
            passage=code,
            drift=changed,
        )

    def _quoted(self, text: str) -> list[Claim]:
        found: dict[str, list[Claim]] = {}
        size = len(content(text)) or 1
        for passage in passages_of(text):
            for claim in self._claims_of(passage, len(content(passage)) / size >= WHOLE):
                found.setdefault(claim.finding_id, []).append(claim)
        return [_merged(claims, text) for claims in found.values()]

    def _claims_of(self, passage: str, whole: bool) -> list[Claim]:
        scored = []
        for named in self._findings:
            fit = quotation(passage, named.finding.text)
            if fit.held >= HELD and fit.words >= FEWEST and fit.run >= UNBROKEN:
                scored.append((fit.held + 0.1 * fit.of_text, named))
        scored.sort(key=lambda s: (-s[0], s[1].id))
        found = []
        for kind in dict.fromkeys(named.finding.kind for _, named in scored):
            same = [(s, n) for s, n in scored if n.finding.kind == kind]
            near = [(s, n) for s, n in same if s > same[0][0] - CLEAR]
            for score, named in near:
                found.append(
                    Claim(
                        finding_id=named.id,
                        kind=kind,
                        how="quotation",
                        strength=min(score, 1.0),
                        whole=whole,
                        passage=passage,
                        drift=drift(passage, named.finding.text),
                        tie=len(near) > 1,
                    )
                )
        return found


def _merged(claims: Sequence[Claim], text: str) -> Claim:
    """One claim of a text's passages on the same finding: the strongest, with the drift of each passage."""
    best = max(claims, key=lambda c: c.strength)
    entire = [c for c in claims if c.passage == text and c.strength >= ENTIRE]
    parts = entire or [c for c in claims if c.passage != text] or claims
    return best.model_copy(
        update={
            "whole": any(c.whole for c in claims),
            "passage": " … ".join(dict.fromkeys(c.passage for c in parts)),
            "drift": Drift(
                dropped=tuple(w for c in parts for w in c.drift.dropped),
                added=tuple(w for c in parts for w in c.drift.added),
                changed=tuple(w for c in parts for w in c.drift.changed),
            ),
        }
    )


def _further(text: str, position: int) -> list[int]:
    """The numbers that a code goes on with: "AFI 1, 2 and 4"."""
    found = []
    while match := MORE_NUMBERS.match(text, position):
        found.append(int(match[1]))
        position = match.end()
    return found


def passages_of(text: str) -> list[str]:
    """The text, its quoted passages and its sentences: whatever in it may be a quotation."""
    found = [text, *(m[1] for m in QUOTED.finditer(text)), *sentences(text)]
    return [p for p in dict.fromkeys(found) if len(content(p)) >= FEWEST]


# -- sections ----------------------------------------------------------------------------------


class Section(Record):
    """Actions that stand under one cell or heading, and what it stands for."""

    cell: str | None
    members: tuple[str, ...]


STANDS_FOR = ("area_for_improvement", "priority", "outcome", "objective")
EXTRA_WORDS = 5  # words from which a further column may quote a finding


def headings(action: Action) -> list[str]:
    """The texts that an action stands under, the nearest first."""
    named = [getattr(action, field) for field in STANDS_FOR]
    extra = [e.text for e in action.extra if len(content(e.text)) >= EXTRA_WORDS]
    return [t for t in dict.fromkeys([named[0], *extra, *named[1:]]) if t]


class Outline:
    """A plan's actions by section."""

    def __init__(self, actions: Mapping[str, Action]) -> None:
        self.actions = actions

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections: by area for improvement, else by priority, outcome or objective."""
        by_cell: dict[str | None, list[str]] = {}
        for id_, action in self.actions.items():
            by_cell.setdefault(self._cell(action), []).append(id_)
        return tuple(Section(cell=cell, members=tuple(ids)) for cell, ids in by_cell.items())

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of each action."""
        return {id_: section for section in self.sections for id_ in section.members}

    @cached_property
    def _field(self) -> str | None:
        """The field that most of the actions have, the nearest heading first."""
        for field in STANDS_FOR:
            if sum(1 for a in self.actions.values() if getattr(a, field)) >= 0.5 * len(self.actions):
                return field
        return None

    @property
    def headed(self) -> bool:
        """Whether the plan has headings above its objectives."""
        return self._field in ("area_for_improvement", "priority", "outcome")

    def _cell(self, action: Action) -> str | None:
        if self._field is None:
            return None
        value = getattr(action, self._field)
        return value if isinstance(value, str) else None

    def numbered(self, number: str) -> list[Section]:
        """The sections whose title or cell carries the plan's own number or letter."""
        begins = re.compile(rf"^\W*(?:{_PART})?\s*(?-i:{number})(?:[.):–-]|\s|$)", re.IGNORECASE)
        return [
            s
            for s in self.sections
            if any(begins.match(t) for t in (s.cell, self.actions[s.members[0]].priority) if t)
        ]
