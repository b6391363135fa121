"""The organisations that a text of prose names, their abbreviations, and which of them are responsible."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extractors.fields.data import words
from extractors.model import Body, BodyKind

_WORDS = frozenset(words("prose", "organisations", "words"))
_ENDS = frozenset(words("prose", "organisations", "ends"))
_OPENINGS = frozenset(words("prose", "speech", "opening")) | {"the", "a", "an", "both", "and", "including"}
_JOINS = frozenset({"and", "of", "for", "the", "&"})
_TOKEN = re.compile(r"\n|\([A-Za-z]{2,12}\)|[A-Za-z][\w&'’.-]*|[^\sA-Za-z]")
_SHORT = re.compile(r"^[A-Z][A-Za-z]*[A-Z]$")
_COUNCIL_TYPES = re.compile(
    r"\s+(?:Metropolitan |London |Royal )*(?:Borough|County|City|District|Unitary)?\s*Council$|\s+MBC$|\s+CC$"
)


@dataclass(frozen=True, slots=True)
class Organisations:
    """The organisations named in a document, in order, each with the abbreviation printed behind it."""

    names: tuple[str, ...]
    shorts: tuple[tuple[str, str], ...]

    def full(self, name: str) -> str:
        """The name in full where the document tells it: "WCC", "the council"; else the name as given."""
        bare = name.strip()
        low = bare.lower().removeprefix("the ")
        for short, full in self.shorts:
            if short == bare:
                return full
        if low in ("icb", "integrated care board"):
            boards = list(dict.fromkeys(n for n in self.names if body_kind(n) == "integrated_care_board"))
            return boards[0] if len(boards) == 1 else bare
        if low == "council":
            councils = list(dict.fromkeys(n for n in self.names if n.endswith("Council")))
            return councils[0] if len(councils) == 1 else "the council"
        if _SHORT.match(bare):
            same = [n for n in self.names if _initials(n) == bare.upper()]
            return same[0] if same else bare
        return bare


NO_ORGANISATIONS = Organisations((), ())


def is_organisation(text: str) -> bool:
    """Whether a text holds a word that organisations have in their names, or is an abbreviation."""
    bare = text.strip().strip(",")
    found = re.findall(r"[\w'’-]+", bare)
    if any(word.lower().replace("’", "'") in _WORDS for word in found):
        return True
    return bool(found) and bool(_SHORT.match(found[-1])) and found[-1].lower() not in ("mp", "ceo", "obe")


def find_organisations(text: str) -> Organisations:
    """The organisations that a text names with capitals, in order of mention, each as often as named."""
    names: list[str] = []
    shorts: dict[str, str] = {}
    for run in _runs(text):
        name, short = _cut_short(run)
        if len(name.split()) < 2 or not is_organisation(name):
            continue
        names.append(name)
        if short:
            shorts.setdefault(short, name)
    return Organisations(tuple(names), tuple(shorts.items()))


def _runs(text: str) -> list[list[str]]:
    """Runs of capitalised words with the small words between, cut behind a word that ends a name."""
    runs: list[list[str]] = []
    run: list[str] = []
    tokens = _TOKEN.findall(text)
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token[:1].isupper() and not (not run and token.lower() in _OPENINGS):
            stops = token.endswith(".") and len(token) > 3
            run.append(token.rstrip(".") if stops else token)
            stem = re.sub(r"['’]s$", "", run[-1]).lower()
            ended = (stem in _ENDS and not (stem == "board" and following == "of")) or stem != run[-1].lower()
            ended = stops or (ended and not following.startswith("(") and not _goes_on(stem, following))
        elif token.startswith("(") and run:
            run.append(token)
            ended = True
        elif token in _JOINS and run and following[:1].isupper():
            run.append(token)
            ended = False
        else:
            ended = True
        if ended:
            runs.append(run)
            run = []
    runs.append(run)
    return [r for r in runs if r]


def _goes_on(stem: str, following: str) -> bool:
    """A name such as "Partnership Board" or "Council for Disabled Children" goes on behind its word."""
    return following[:1].isupper() or (stem == "council" and following == "for")


def _cut_short(run: list[str]) -> tuple[str, str | None]:
    short = run[-1].strip("()") if run[-1].startswith("(") else None
    body = run[:-1] if short else run
    while body and body[-1] in _JOINS:
        body = body[:-1]
    return re.sub(r"['’]s$", "", " ".join(body)).rstrip("."), short


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w.lower() not in _JOINS).upper()


def bodies(names: list[str]) -> tuple[Body, ...]:
    """The public bodies among the names, each once, in order; of a council's names the longest."""
    found: dict[str, Body] = {}
    for name in names:
        kind = body_kind(name)
        if kind is None:
            continue
        key = _COUNCIL_TYPES.sub("", name).lower().removeprefix("nhs ")
        known = found.get(key)
        if known is None or (kind == "local_authority" and len(name) > len(known.name)):
            found[key] = Body(name=name, kind=kind, name_raw=name)
    return tuple(found.values())


def body_kind(name: str) -> BodyKind | None:
    """The kind of public body that a name belongs to; `None` for others (forums, departments, papers)."""
    last = name.split()[-1].lower()
    if last == "council" and "youth" not in name.lower():
        return "local_authority"
    if "Integrated Care Board" in name or last == "icb":
        return "integrated_care_board"
    if last == "trust" and ("NHS" in name or "Children" in name):
        return "trust"
    if "Clinical Commissioning Group" in name or last == "ccg":
        return "other"
    return None


def area_of(names: tuple[str, ...]) -> str | None:
    """The area that the text is about: that of the council, or local area partnership, named most often."""
    found: Counter[str] = Counter()
    for name in names:
        area = _COUNCIL_TYPES.sub("", name)
        area = re.sub(r"\s+(?:SEND\s+)?(?:Local\s+Area\s+)?Partnership$", "", area)
        if area != name and area[:1].isupper() and area.lower() not in _WORDS:
            found[area] += 1
    return found.most_common(1)[0][0] if found else None
