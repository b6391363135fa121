"""Words of a text: stems with their places, so that likeness can be counted and shown."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)?")
STOP = frozenset(
    "a about across again all also although am an and any are as at be became because been being"
    " below between both but by can could did do does doing don during each either else etc even"
    " ever every few for from had has have having he her here hers him his how however i if in"
    " into is it its itself just like made make makes many may me might more most much must my nor now"
    " of often on onto or other our ours particularly per same shall she should so some such"
    " than that the their theirs them then there therefore these they this those through to too upon us"
    " very was we well were what when where whether which who whom whose why will with would yet"
    " you your s t".split()
)
# Verbs whose past is not made by an ending.
IRREGULAR = tuple(
    verb.split()
    for verb in (
        "bring brought", "build built", "find found", "give gave given", "hold held", "keep kept",
        "know knew known", "make made", "meet met", "see saw seen", "send sent", "show showed shown",
        "speak spoke spoken", "take took taken", "teach taught", "tell told", "understand understood",
        "write wrote written",
    )
)  # fmt: skip
# Where cutting endings would join what the field keeps apart, or part what it joins.
STEMS = {
    **{past: verb for verb, *pasts in IRREGULAR for past in pasts},
    "timely": "timely",
    "effectiveness": "effectiveness",
    "timeliness": "timely",
    "children": "child",
    "childrens": "child",
    "people": "people",
    "peoples": "people",
    "carers": "carer",
    "carer": "carer",
    "career": "career",
    "careers": "career",
    "whilst": "whil",
    "specification": "specification",
    "specifications": "specification",
    "care": "care",
    "planning": "plan",
    "planned": "plan",
    "plans": "plan",
    "rating": "rat",
    "provider": "provider",
    "providers": "provider",
    "provision": "provision",
    "offer": "offer",
    "officer": "officer",
    "officers": "officer",
    "number": "number",
    "numbers": "number",
    "leader": "leader",
    "leaders": "leader",
    "partner": "partner",
    "partners": "partner",
    "partnership": "partnership",
    "appointment": "appointment",
    "appointments": "appointment",
    "nursery": "nursery",
    "nurseries": "nursery",
    "employment": "employment",
    "employer": "employer",
    "employers": "employer",
    "equipment": "equipment",
    "seating": "seating",
    "housing": "housing",
    "feeding": "feeding",
    "fostering": "fostering",
    "moderate": "moderate",
    "moderation": "moderation",
    "ready": "ready",
    "hearing": "hearing",
    "intern": "internship",
    "interns": "internship",
    "internship": "internship",
    "internships": "internship",
    "governance": "governance",
    "university": "university",
    "universal": "universal",
}
ENDINGS = (
    "ically",
    "iness",
    "ation",
    "ition",
    "ment",
    "ness",
    "able",
    "ate",
    "ing",
    "ive",
    "ion",
    "ist",
    "ed",
    "er",
    "or",
    "at",
    "ly",
    "y",
)


class Token(NamedTuple):
    """A word: its stem, where it stands in the text, and whether it carries no meaning of its own."""

    stem: str
    start: int
    end: int
    stop: bool


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word's stem: lower case, without possessive, plural and common endings."""
    word = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    word = word.split("'")[0] if word.endswith(("'s", "s'")) else word.replace("'", "")
    if word in STEMS:
        return STEMS[word]
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"  # as its singular
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word in STEMS:
        return STEMS[word]
    for _ in range(2):
        word = _cut(word)
    return word[:-1] if len(word) > 4 and word[-1] in "ey" else word


def _cut(word: str) -> str:
    """The word without its last common ending, where enough of it stays."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            doubled = len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls"
            return word[:-1] if doubled else word
    return word


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """Every word of the text in order, with its place."""
    return tuple(Token(stem(m[0]), m.start(), m.end(), m[0].casefold() in STOP) for m in WORD.finditer(text))


@lru_cache(maxsize=20_000)
def content(text: str) -> tuple[Token, ...]:
    """The words that carry meaning, in order."""
    return tuple(t for t in tokens(text) if not t.stop)


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [t.stem for t in content(text)]


SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+(?=[^\W\d_a-z]|[▪•◼\-–\u2212]\s)|\s*[▪•◼]\s*|\s\u2212\s")
ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|Mr|Mrs|Dr|St|No|vs)\.$")


def sentences(text: str) -> list[str]:
    """The sentences of the text, in order."""
    found: list[str] = []
    for piece in SENTENCE_END.split(text):
        if not piece or not piece.strip():
            continue
        if found and ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {piece.strip()}"
        else:
            found.append(piece.strip())
    return found
