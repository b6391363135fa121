"""What a cell holds, told by its words alone: a date, an owner, a reference, a rating, figures, prose."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.families.plan.words import fold, load
from extractors.fields.calendar import plain
from extractors.fields.moments import find_moments
from extractors.fields.rating import says_status
from extractors.vocabulary import REMEMBERED

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SEASON = r"(?:spring|summer|autumn|winter|easter|christmas)"
_DATE_PARTS = (
    re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"),
    re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    re.compile(rf"\b{_MONTH}[\s.\-=/'’,]*(?:20)?\d{{2}}\b", re.I),
    re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b", re.I),
    re.compile(r"\bq(?:uarter\s*)?[1-4]\b", re.I),
    re.compile(rf"\b{_SEASON}\b(?:\s+term)?(?:\s+(?:20)?\d{{2}}(?:/\d{{2}})?)?", re.I),
    re.compile(rf"\b{_MONTH}\b", re.I),
    re.compile(r"\b(?:19|20)\d{2}(?:\s*[/-]\s*(?:20)?\d{2})?\b"),
)
LONG_DATE = 16  # words; a longer text is no timescale
_WORD = re.compile(r"[A-Za-z][A-Za-z'’&]*")
_WITHOUT_TIME = re.compile(r"\b(?:by|from|until|before|since)\s*:?$", re.I)  # a label waits for what it names
_SENTENCE = re.compile(r"[a-z]{3,}[.!?]\s+[A-Z]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s*%|\bbaseline\b|\btarget\b", re.I)
_REFERENCE = re.compile(
    r"^[A-Za-z]{0,5}[\s.\-]{0,2}\d{1,3}(?:[.\-]\s?\d{1,3}){0,3}[a-z]?[.)]?$|^[A-Z]{1,3}$|^\d{1,2}\([a-z]\)$"
)
_ON = r"cont(?:inued|\W?d|\.|(?=\s|$|\W))(?:\s+(?:from|overleaf|on|over)\b[^()\[\]]{0,24})?"
_CONTINUED = re.compile(
    rf"(?<=\w)[.,]?\s*(?:[(\[]\s*{_ON}\s*[)\]]|[-–—,]\s*cont(?:inued|\W?d|\.)|\s(?:cont\Wd|contd|cont\.))\s*$"
    rf"|^(?:[(\[]\s*{_ON}\s*[)\]]\s*[:–—-]?|cont(?:inued|\W?d|\.)\s*[:–—-])\s*(?=\w)",
    re.I,
)
_NAME = re.compile(
    r"^(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Cllr|Rev)\.? )?[A-Z][a-z'’\-]+(?: [A-Z][a-zA-Z'’\-]+){1,3}$"
)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load("content")[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = sorted(load("content")[name], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + r")\b", re.I)


def without_continued(text: str) -> str:
    """A text that stands again on the next page without the mark that says so: "Theme 2 (continued)"."""
    return _CONTINUED.sub("", text) if "cont" in text.casefold() else text


@lru_cache(maxsize=REMEMBERED)
def is_date(text: str) -> bool:
    """A timescale and nothing else to speak of: dates, periods, "ongoing", "to be confirmed"."""
    text = text.strip()
    if not text or "%" in text or "£" in text or len(text.split()) > LONG_DATE or _WITHOUT_TIME.search(text):
        return False
    rest = text
    found = False
    for part in _DATE_PARTS:
        rest, count = part.subn(" ", rest)
        found = found or count > 0
    dated = found
    rest, count = _pattern("open_dates").subn(" ", rest)
    if not dated and not count:
        return False
    words = [w for w in _WORD.findall(rest) if fold(w) not in _list("date_words")]
    if not dated:
        return not words
    if any(w.isupper() and len(w) > 2 for w in words):
        return False  # initials of a body, which no date holds
    return len(words) <= (1 if len(text.split()) < 6 else len(text.split()) // 3)


_PARTED = re.compile(r"\s*[–—:]\s+|\s+-\s+")
LEAD_WORDS = 3  # that may stand before a date: "by the end of", "w/c"


def leading_date(text: str) -> str | None:
    """The timescale at the head of a text ("May 2024 – Tender", "30 April 2024 84 left"); `None` where it
    begins with none."""
    parted = _PARTED.search(text)
    if parted and is_date(text[: parted.start()]):
        return text[: parted.start()]
    low = plain(text)
    first = next((m for m in find_moments(low) if m.year is not None), None)
    if first is None or len(low) != len(text):
        return text if is_date(text) else None
    before = [fold(w) for w in low[: first.begin].split()]
    if len(before) > LEAD_WORDS + 1 or any(w not in _list("date_words") and w != "w c" for w in before):
        return None
    return text[: first.end]


def date_head(text: str) -> tuple[str, str] | None:
    """A timescale with figures after it in one cell, taken apart: the date, and the rest."""
    cut = re.search(r"\s(?=(?:Baseline|Target|Current)\b\s*:?)", text)
    if cut and is_date(text[: cut.start()]) and len(text[: cut.start()].split()) <= 6:
        return text[: cut.start()].strip(), text[cut.end() :].strip()
    return None


_CONDITION = re.compile(
    r"(?:as soon as|once|when|subject to|depend(?:s|ing|ent) on|pending|following)\b", re.I
)
_UNSET = re.compile(
    r"\W*(?:tb[acd]|to be (?:confirmed|agreed|determined|decided|appointed|advised))\W*", re.I
)


def is_condition(text: str) -> bool:
    """What must happen first stands in place of a date: "as soon as the lease is signed"."""
    return len(text.split()) <= LONG_DATE and bool(_CONDITION.match(text.strip()))


def is_unset(text: str) -> bool:
    """The text only says that something is still to be set, be it a time or a name."""
    return bool(_UNSET.fullmatch(text))


@lru_cache(maxsize=REMEMBERED)
def is_reference(text: str) -> bool:
    """An item's number or code: "1.2", "A3", "P1-1.1"."""
    text = text.strip()
    return (
        len(text) <= 12
        and not is_date(text)
        and bool(_REFERENCE.match(text) or re.match(r"^[A-Z]{1,4}\d?-\d+(\.\d+)*$", text))
    )


def is_rating(text: str) -> bool:
    """A rating: a colour, its letter, or the words of one, also after "open" ("Open - at risk")."""
    words = fold(text)
    if words in _list("ratings") or words.removeprefix("open ") in _list("ratings"):
        return True
    return says_status(text) and not is_date(text)


def has_figures(text: str) -> bool:
    """Percentages, baselines or targets are in the text."""
    return bool(_FIGURE.search(text))


def is_name(text: str) -> bool:
    """One person's name and nothing else (two to four capitalised words, no word of an organisation)."""
    text = text.strip()
    return bool(_NAME.match(text)) and not _pattern("owner_words").search(text)


# People or bodies by their initials: "TO", "SMc / GN", "HD and LF".
_ALL_INITIALS = re.compile(r"[A-Z]{2,4}[a-z]?(?:\s*(?:[/,;&]|\band\b)\s*[A-Z]{2,4}[a-z]?){0,5}")


@lru_cache(maxsize=REMEMBERED)
def is_owner(text: str) -> bool:
    """Who does something: short, with a role, an organisation or a person's name, and no instruction."""
    text = " ".join(text.split())
    words = text.split()
    if not words or len(words) > 40 or is_date(text) or has_figures(text):
        return False
    if _ALL_INITIALS.fullmatch(text) and not is_rating(text):
        return True
    titled = len(words) > 1 and all(w[:1].isupper() for w in words if len(w) > 3 and w[:1].isalpha())
    if starts_with_verb(text) and not titled:
        return False
    if _SENTENCE.search(text):
        return False
    if any(is_name(part) for part in re.split(r"\s*[/,;\n]\s*|\s+and\s+", text)):
        return True
    named = len(_pattern("owner_words").findall(text))
    capitals = sum(1 for w in words if w[:1].isupper() or not w[:1].isalpha())
    if named and capitals >= len(words) * 0.5 and not text.endswith("."):
        return True
    return (
        len(words) <= 3 and all(re.fullmatch(r"[A-Z&/]{2,8}[,;/]?", w) for w in words) and not is_rating(text)
    )


def is_titled(text: str) -> bool:
    """Every word of weight is capitalised, as in names and titles, and there are few of them."""
    words = [w for w in _WORD.findall(text) if len(w) > 3]
    return 2 <= len(words) <= 8 and all(w[0].isupper() for w in words) and not re.search(r"\d", text)


def starts_with_verb(text: str) -> bool:
    """Begins as an instruction does ("Develop ...", "Review ...", "To agree ...")."""
    words = fold(text).split()
    if words[:1] == ["to"] or words[:2] == ["we", "will"]:
        return True
    return bool(words) and words[0] in _list("verbs") and len(words) > 1


@lru_cache(maxsize=REMEMBERED)
def is_prose(text: str) -> bool:
    """Words enough to say something, and neither date nor owner nor rating."""
    return len(_WORD.findall(text)) >= 3 and not is_date(text) and not is_rating(text) and not is_owner(text)


def goes_on(before: str, after: str) -> bool:
    """`after` continues a sentence that `before` broke off."""
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return False
    if before[-1] in ".!?;":
        return after[0].islower() and before[-1] == ";"
    if before[-1] == ":":
        return True
    return (
        after[0].islower()
        or after[0] in "(,;"
        or before[-1] in ",-–("
        or before.split()[-1].lower() in _list("joining_words")
    )
