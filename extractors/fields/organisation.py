"""Names of public bodies: found in a phrase, put in order, expanded, and told by kind.

A `Glossary` holds what one document says of its own names: abbreviations with their full names, the bodies
that it names again and again, the people that it names. Give it the names of local areas (`places`) where
they are known: they tell where a person's name ends and a council's begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractors.fields.data import pairs, words
from extractors.model import BodyKind, Owner

FILE = "organisations"


@dataclass(frozen=True)
class Glossary:
    """What a document says of its names; `places` are names of areas that come from outside it."""

    abbreviations: tuple[tuple[str, str], ...] = field(default=(), hash=False)
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    place_words: frozenset[str] = field(default_factory=frozenset)
    initials: tuple[tuple[str, Owner], ...] = field(default=(), hash=False)  # of people in its table of names
    # what cells of owners hold by itself, and behind ", " its parts: it weighs readings of lines against each
    # other, and what a phrase is does not rest on it
    owners: frozenset[str] = field(default=frozenset(), compare=False)

    def person(self, short: str) -> Owner | None:
        """Who stands behind initials in the document's own table of names."""
        if not self.initials:
            return None
        plain = re.sub(r"[.\s]", "", short)
        return next((owner for held, owner in self.initials if held == plain), None)

    def full(self, short: str) -> str | None:
        """The full name that the document gives an abbreviation."""
        return next((full for abbr, full in self.abbreviations if abbr == short), None)


EMPTY = Glossary()


@cache
def listed(section: str, key: str = "words") -> frozenset[str]:
    """A list of the organisations' vocabulary as a set."""
    return frozenset(words(FILE, section, key))


@cache
def heads() -> frozenset[str]:
    """Every word in which a body's name may end."""
    return listed("heads", "strong") | listed("heads", "weak")


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """A word in lower case without the punctuation around it, with one kind of quote."""
    return word.strip('.,;:()[]*"“”').replace("’", "'").lower()


def capital(word: str) -> bool:
    """Whether a word begins with a capital or a figure."""
    inner = word.lstrip("(\"'“‘*")
    return bool(inner) and (inner[0].isupper() or inner[0].isdigit())


# -- one name ----------------------------------------------------------------------------------


def normalise(name: str, glossary: Glossary = EMPTY) -> str:
    """The name in single spaces with its words in order ("X Council Borough" is "X Borough Council").

    A name that the document also prints with the same words in another order takes the order of the document.
    """
    tokens = name.split()
    low = [bare(token) for token in tokens]
    for known in glossary.organisations:
        known_low = [bare(token) for token in known.split()]
        if sorted(known_low) == sorted(low) and known_low != low:
            return known
    for i in range(len(tokens) - 1):
        if low[i] == "council" and low[i + 1] in listed("inner", "council_kinds"):
            tokens[i], tokens[i + 1] = tokens[i + 1], tokens[i]
            low[i], low[i + 1] = low[i + 1], low[i]
    return " ".join(tokens)


def expand(name: str, glossary: Glossary = EMPTY) -> str:
    """The full name: from the document's own glossary, else from the list of public bodies, else as it is."""
    full = glossary.full(name) or dict(pairs(FILE, "abbreviations")).get(name)
    if full:
        return full
    tokens = name.split()
    last = tokens[-1] if tokens else ""
    whole = glossary.full(last)
    if whole and len(tokens) > 1 and whole.split()[: len(tokens) - 1] == tokens[:-1]:
        return whole
    tail = {"ICB": "Integrated Care Board", "CCG": "Clinical Commissioning Group"}.get(last)
    if tail and len(tokens) > 1:
        return " ".join([*tokens[:-1], tail])
    return normalise(name, glossary)


def in_full(name: str | None, glossary: Glossary = EMPTY) -> str | None:
    """The name with its abbreviations written out; `None` where it holds none that is known."""
    if not name:
        return None
    full = expand(name, glossary)
    if full == normalise(name, glossary):
        known = dict(glossary.abbreviations)
        full = re.sub(r"(?<![\w&])[A-Z][\w&]+(?![\w&])", lambda m: known.get(m[0], m[0]), name)
    return full if full not in (name, normalise(name, glossary)) else None


def kind_of(name: str, glossary: Glossary = EMPTY) -> BodyKind:
    """What kind of body a name belongs to, read from its full name."""
    low = f" {expand(name, glossary).lower().replace('’', chr(39))} "

    def has(key: str) -> bool:
        return any(
            re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", low) for word in words(FILE, "kinds", key)
        )

    if has("integrated_care_board"):
        return "integrated_care_board"
    if re.search(r"\bnhs\b.*\b(?:trust)\b", low) or (has("trust") and not has("not_trust")):
        return "trust"
    if has("local_authority") and not has("not_council"):
        return "local_authority"
    return "other"


INITIALS = re.compile(r"[A-Z][A-Z&]{1,6}[a-z]?|(?:[A-Z]&[A-Z]|[A-Z]{2,5}) (?:ICB|ICP|CCG)|[A-Z][a-z][A-Z]")


def is_organisation(text: str, glossary: Glossary = EMPTY) -> bool:
    """Whether a whole phrase is the name of a body: known, an abbreviation, or shaped like one."""
    phrase = " ".join(text.split()).strip(" .,;:")
    if not phrase:
        return False
    if is_abbreviation(phrase, glossary):
        return True
    low = [bare(w) for w in phrase.split()]
    if any(sorted(low) == sorted(bare(w) for w in known.split()) for known in glossary.organisations):
        return True
    if low[0] in listed("starts") and len(low) > 1 and capital(phrase.split()[1]):
        return True
    if low[0] == "department" or phrase.lower().startswith(tuple(words(FILE, "starts", "council"))):
        return True
    placed = low[-1] in listed("inner", "council_kinds") or _of_place(phrase.split())
    last = low[-2] if len(low) > 2 and placed else low[-1]
    return capital(phrase) and (last in heads() or low[-1] in heads())


def _of_place(tokens: Sequence[str]) -> bool:
    """A forum's or a group of voices' name with its place behind: "Young Voices Alderby"."""
    common = words("roles", "topics") + words("roles", "nouns")
    last, plain = bare(tokens[-1]), tokens[-1].isalpha() and tokens[-1].istitle()
    return len(tokens) > 2 and bare(tokens[-2]) in listed("heads", "own") and plain and last not in common


def is_abbreviation(phrase: str, glossary: Glossary = EMPTY) -> bool:
    """Whether a phrase is a body's initials: its document's, known ones, or capitals with no other sense."""
    if phrase in words(FILE, "others"):
        return False
    full = glossary.full(phrase)
    if full:
        last = bare(full.split()[-1])
        if last in words("roles", "nouns") and last not in heads():
            return False
        return last in heads() or not re.search(r"(?i)officer|manager|director|plan|need", full)
    if phrase in dict(pairs(FILE, "abbreviations")):
        return True
    return INITIALS.fullmatch(phrase) is not None


# -- a body inside a phrase --------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """A body found in a list of words: from `begin` up to `end`, with its name in order."""

    begin: int
    end: int
    name: str
    known: bool


def find_organisation(tokens: Sequence[str], glossary: Glossary = EMPTY) -> Found | None:
    """The body that a list of words names: one that the document knows, else one known by its last word."""
    public = tuple(abbr for abbr, _ in pairs(FILE, "abbreviations"))
    return (
        _known(tokens, glossary)
        or _started(tokens)
        or _shaped(tokens, glossary)
        or _abbreviated(tokens, public, glossary)
    )


def _known(tokens: Sequence[str], glossary: Glossary) -> Found | None:
    low = [bare(token) for token in tokens]
    present = set(low)
    for known in glossary.organisations:
        run = sorted(bare(w) for w in known.split())
        if not present.issuperset(run):
            continue
        for begin in range(len(low) - len(run), -1, -1):
            if sorted(low[begin : begin + len(run)]) == run and capital(tokens[begin]):
                end = begin + len(run)
                same = [bare(w) for w in known.split()] == low[begin:end]
                name = " ".join(tokens[begin:end]).strip(".,") if same else known
                return Found(begin, end, name, True)
    return _abbreviated(tokens, tuple(abbr for abbr, _ in glossary.abbreviations), glossary)


def _abbreviated(tokens: Sequence[str], short: Sequence[str], glossary: Glossary) -> Found | None:
    """The last abbreviation of one or two words that is among the given ones."""
    for size in (2, 1):
        for begin in range(len(tokens) - size, -1, -1):
            phrase = " ".join(tokens[begin : begin + size]).strip(".,:")
            if phrase in short and is_abbreviation(phrase, glossary):
                start = _partly_written_out(tokens, begin, glossary.full(phrase) or "")
                name = " ".join([*tokens[start:begin], phrase])
                return Found(start, begin + size, name, True)
    return None


def _partly_written_out(tokens: Sequence[str], begin: int, full: str) -> int:
    """Where a name begins whose first words are written out before the initials of it all: "NHS Alpha ICB",
    where ICB stands for the NHS Alpha Integrated Care Board."""
    lead = full.split()
    for size in range(min(begin, len(lead) - 1), 0, -1):
        if [bare(w) for w in tokens[begin - size : begin]] == [bare(w) for w in lead[:size]]:
            return begin - size if not re.search(r"[,;:]$", tokens[begin - 1]) else begin
    return begin


def _started(tokens: Sequence[str]) -> Found | None:
    """A name known by its first words: "NHS Alpha", "Department for Beta", "London Borough of Gamma"."""
    low = [bare(token) for token in tokens]
    for i, word in enumerate(low):
        lead = next(
            (s for s in words(FILE, "starts", "council") if " ".join(low[i:]).startswith(s + " ")), None
        )
        plain_start = word in listed("starts") and capital(tokens[i]) and i + 1 < len(low)
        if not lead and not (plain_start and low[i + 1] not in ("foundation", "trust", "trusts", "ft")):
            continue
        end = _run_end(tokens, i + (len(lead.split()) if lead else 1))
        if end - i >= 2:
            return Found(i, end, " ".join(tokens[i:end]).strip(".,"), False)
    return None


def _run_end(tokens: Sequence[str], end: int) -> int:
    """Where a name that has begun ends: at its last capital, its head, or before another body."""
    start, joint = end, None
    low = [bare(token) for token in tokens]
    while end < len(low) and (capital(tokens[end]) or _joins(tokens, end)):
        if low[end] in words("roles", "nouns"):
            break
        if low[end] in ("and", "&"):
            joint = end
        end += 1
        head = low[end - 1] in listed("heads", "strong")
        if (
            head
            and end < len(low)
            and low[end] not in heads() | listed("inner") | listed("inner", "connectors")
        ):
            break
    while end > start and not capital(tokens[end - 1]):
        end -= 1
    if joint and joint < end and low[end - 1] in heads() and low[end - 1] not in listed("heads", "health"):
        return joint
    return joint if joint and end == joint + 1 else end


def _joins(tokens: Sequence[str], at: int) -> bool:
    """Whether a small word inside a name goes on to another word of it."""
    return (
        bare(tokens[at]) in listed("inner", "connectors") and at + 1 < len(tokens) and capital(tokens[at + 1])
    )


def _shaped(tokens: Sequence[str], glossary: Glossary) -> Found | None:
    """A name known by its last word; where it begins is told by the words that bodies share and by places."""
    low = [bare(token) for token in tokens]
    for head in range(len(low) - 1, -1, -1):
        ends = head + 1 == len(low) or not capital(tokens[head + 1]) or low[head] in listed("heads", "strong")
        if low[head] in heads() and capital(tokens[head]) and ends:
            break
    else:
        return None
    end = head + 1
    if low[head] == "council" and end < len(low) and low[end] in listed("inner", "council_kinds"):
        end += 1
    begin = head
    shared = listed("inner") | glossary.place_words | heads()
    while begin > 0 and (_shared(tokens[begin - 1], shared) or _joint(tokens, low, begin - 1, shared)):
        begin -= 1
    while begin < head and low[begin] in listed("inner", "connectors"):
        begin += 1
    begin = _with_proper_name(tokens, low, begin, head)
    if begin == 1 and capital(tokens[0]) and not re.search(r"[,;:]$", tokens[0]):
        begin = 0  # "Portage Team": a single word before it is no person
    name = normalise(" ".join(tokens[begin:end]).strip(".,"), glossary)
    return Found(begin, end, name, False)


def _shared(token: str, shared: frozenset[str]) -> bool:
    low = bare(token)
    initials = token.strip(".,()").isupper() and len(low) > 1
    return capital(token) and (low in shared or initials or low in listed("starts"))


def _joint(tokens: Sequence[str], low: Sequence[str], at: int, shared: frozenset[str]) -> bool:
    """A connector with a word of the name on either side."""
    return (
        at > 0
        and low[at] in listed("inner", "connectors")
        and (_shared(tokens[at - 1], shared) or low[at] in ("&", "and", "of"))
        and capital(tokens[at - 1])
    )


def _with_proper_name(tokens: Sequence[str], low: Sequence[str], begin: int, head: int) -> int:
    """Where the name begins once the proper name that its kind of body needs is taken in from the left."""
    has_proper = any(
        w not in listed("inner") | heads() | listed("inner", "connectors") for w in low[begin:head]
    )
    if has_proper or low[head] not in listed("heads", "needs_name"):
        return begin
    left = begin
    while left > 0 and capital(tokens[left - 1]) and not re.search(r"[,;:]$", tokens[left - 1]):
        left -= 1
    free = begin - left
    if free == 2 and begin < head and _given(tokens[left]):
        return begin
    if free <= 2:
        return left
    begin -= 1
    while begin > left and low[begin - 1] in listed("inner", "place_starts"):
        begin -= 1
    return left if begin - left == 1 else begin


def _given(word: str) -> bool:
    return bare(word) in words("given_names", "given_names")


def is_proper(run: Sequence[str]) -> bool:
    """Whether a run of words holds a proper name beside the words that all bodies share."""
    shared = listed("inner") | listed("inner", "connectors") | heads()
    return any(w not in shared for w in run)
