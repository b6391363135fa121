"""How alike two texts are, and why.

Texts are compared by weighted features: stems of words, and the field's concepts that their phrases name. A
feature weighs the more the rarer it is among the findings of published reports (`data/word_shares.csv`:
the share of findings that hold a word). Passages are aligned word by word to show a quotation's drift.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from extractors.model import Record
from pipeline.areas import areas
from pipeline.concepts import concepts, mentions
from pipeline.records import Drift, Span, WordChange
from pipeline.words import STOP, Token, content, stem, stems, tokens

Features = Mapping[str, float]

RAREST = 1 / 1000  # the share that an unseen word is taken to have
# Words of time, number and place, the commonest verbs of plans, and those of everyday talk: they are alike
# everywhere and tell nothing.
LIGHT = frozenset(
    stem(w)
    for w in "up out over under off down own while until before after once only not no within without further"
    " above cannot date day week month month quarter year term one two three four five six seven eight nine"
    " ten twelve hundred number annual monthly weekly yearly agree new set put bring give get take use used"
    " start begin make sure continue ensure plan action deliver provide develop improve support first second"
    " last next end time way hold see call tell told say said write go goes know join meet miss show find"
    " include describe open part current late future good better well whole other people young school work"
    " local town offer".split()
)
CONCEPT = "§"  # marks a concept among the features
CONCEPT_WEIGHT = 1.4


@cache
def _shares() -> dict[str, float]:
    """Of each stem and concept: the share of published findings that hold it."""
    text = files("pipeline").joinpath("data/word_shares.csv").read_text(encoding="utf-8")
    return {row["stem"]: float(row["share"]) for row in csv.DictReader(text.splitlines())}


@lru_cache(maxsize=50_000)
def weight(feature: str) -> float:
    """How much a word or concept tells: 0 where every finding holds it, about 7 where none does."""
    return -math.log(max(_shares().get(feature, RAREST), RAREST))


@cache
def _places() -> frozenset[str]:
    """The stems of the names of areas."""
    return frozenset(s for area in areas().values() for n in (area.name, *area.other_names) for s in stems(n))


def _tells(token: Token, text: str) -> bool:
    """Whether a word tells what a text is about; the name of the area stands in everything about it."""
    if token.stem in LIGHT or not token.stem.isalpha():
        return False
    return token.stem not in _places() or text[token.start].islower()


@lru_cache(maxsize=20_000)
def features(text: str) -> Features:
    """The text's stems and concepts, each with its weight, damped where it comes again."""
    counts: Counter[str] = Counter(t.stem for t in content(text) if _tells(t, text))
    found = {mention.concept for mention in mentions(text)}
    for slug in list(found):
        broader = concepts()[slug].broader
        if broader and broader not in found:
            counts[CONCEPT + broader] += 0  # named below at half weight
    weighed = {f: weight(f) * (1 + math.log(n)) for f, n in counts.items() if n}
    for slug in found:
        weighed[CONCEPT + slug] = CONCEPT_WEIGHT * weight(CONCEPT + slug)
        broader = concepts()[slug].broader
        if broader and broader not in found:
            weighed[CONCEPT + broader] = 0.5 * CONCEPT_WEIGHT * weight(CONCEPT + broader)
    return weighed


def blend(parts: Iterable[tuple[Features, float]]) -> dict[str, float]:
    """The weighted sum of several feature sets, each first brought to length one."""
    total: dict[str, float] = {}
    for part, share in parts:
        norm = length(part)
        if norm:
            for feature, value in part.items():
                total[feature] = total.get(feature, 0.0) + share * value / norm
    return total


def length(part: Features) -> float:
    """The length of a feature set."""
    return math.sqrt(sum(v * v for v in part.values()))


def cosine(a: Features, b: Features) -> float:
    """How alike two feature sets are: 0 (nothing in common) to 1."""
    if len(b) < len(a):
        a, b = b, a
    dot = sum(v * b[f] for f, v in a.items() if f in b)
    return dot / (length(a) * length(b)) if dot else 0.0


def shared(a: Features, b: Features, text: str, limit: int = 5) -> list[str]:
    """What two feature sets have in common, the most telling first.

    Concepts are given by their labels, other words as `text`, which has them all, prints them; a word that
    a label says already is left out.
    """
    both = sorted(((a[f] * b[f], f) for f in a if f in b), reverse=True)
    found = [f for value, f in both[:limit] if value > 0]
    told = {s for f in found if f.startswith(CONCEPT) for s in stems(concepts()[f[1:]].label)}
    printed = _printed(text)
    said = [
        concepts()[f[1:]].label if f.startswith(CONCEPT) else printed[f]
        for f in found
        if f.startswith(CONCEPT) or (f in printed and f not in told)
    ]
    return list(dict.fromkeys(said))


def _printed(text: str) -> dict[str, str]:
    """For each stem the first of its words, one in small letters before one with a capital."""
    words: dict[str, str] = {}
    for token in tokens(text):
        word = text[token.start : token.end]
        if token.stem not in words or (word.islower() and not words[token.stem].islower()):
            words[token.stem] = word
    return {s: w.lower() if w.istitle() else w for s, w in words.items()}


# -- word by word ------------------------------------------------------------------------------


class Quotation(Record):
    """How one passage stands in a longer text.

    `held` is the share of the passage (by weight of words) that stands in the text in the same order;
    `of_text` is the share of the text that the passage repeats; `words` counts the words that carry
    meaning and stand in both; `run` is the longest unbroken run of words, small ones counted.
    """

    held: float
    of_text: float
    words: int
    run: int


class Run(NamedTuple):
    """A piece of two aligned texts: the same words on both sides, or what stands instead of what."""

    same: bool
    original: tuple[Token, ...]
    quote: tuple[Token, ...]


def align(original: Sequence[Token], quote: Sequence[Token]) -> list[Run]:
    """The two texts in runs, alike and unlike by turns; "time frames" is the same as "timeframes"."""
    runs: list[Run] = []
    gone: list[Token] = []
    come: list[Token] = []
    for op in LCSseq.opcodes([t.stem for t in original], [t.stem for t in quote]):
        if op.tag != "equal":
            gone += original[op.src_start : op.src_end]
            come += quote[op.dest_start : op.dest_end]
            continue
        if gone or come:
            runs.append(Run(_one_word(gone, come), tuple(gone), tuple(come)))
            gone, come = [], []
        there = tuple(quote[op.dest_start : op.dest_end])
        runs.append(Run(True, tuple(original[op.src_start : op.src_end]), there))
    if gone or come:
        runs.append(Run(_one_word(gone, come), tuple(gone), tuple(come)))
    return runs


def quotation(passage: str, text: str) -> Quotation:
    """How far `passage` repeats `text`, words in order, small words and endings left aside."""
    a, b = _telling(text), _telling(passage)
    if not a or not b:
        return Quotation(held=0.0, of_text=0.0, words=0, run=0)
    same = [run for run in align(a, b) if run.same]
    runs = [run for run in align(tokens(text), tokens(passage)) if run.same]
    return Quotation(
        held=sum(_weigh(run.quote) for run in same) / (_weigh(b) or 1.0),
        of_text=sum(_weigh(run.original) for run in same) / (_weigh(a) or 1.0),
        words=sum(len(run.quote) for run in same),
        run=max((len(run.quote) for run in runs), default=0),
    )


def held(passage: str, text: str) -> float:
    """The share of the passage, by weight of words, that stands in the text in the same order."""
    a, b = _telling(text), _telling(passage)
    if not a or not b:
        return 0.0
    return sum(_weigh(run.quote) for run in align(a, b) if run.same) / (_weigh(b) or 1.0)


def _weigh(run: Iterable[Token]) -> float:
    return sum(weight(t.stem) for t in run)


SPAN_WORDS = 3


def spans(from_text: str, to_text: str) -> tuple[Span, ...]:
    """The runs of at least three words that both texts share, in order."""
    a, b = tokens(from_text), tokens(to_text)
    found = []
    for op in LCSseq.opcodes([t.stem for t in a], [t.stem for t in b]):
        run = a[op.src_start : op.src_end]
        if op.tag != "equal" or len(run) < SPAN_WORDS or all(t.stop for t in run):
            continue
        there = b[op.dest_start : op.dest_end]
        found.append(
            Span(
                from_start=run[0].start,
                from_end=run[-1].end,
                to_start=there[0].start,
                to_end=there[-1].end,
                text=from_text[run[0].start : run[-1].end],
            )
        )
    return tuple(found)


STRAY = 4  # words of the original between a single common word and the rest from which it is chance


def drift(quote: str, original: str) -> Drift:
    """The words that a quotation dropped from, added to or changed in the passage that it quotes.

    What stands before the first and after the last word in common is not compared: a quotation may begin
    and end where it likes. Spelling, endings, possessives and an abbreviation in brackets do not count.
    """
    runs = _trimmed(align(_compared(original), _compared(quote)))
    dropped, added, changed = [], [], []
    for run in runs:
        before, after = _words(original, run.original), _words(quote, run.quote)
        if run.same:
            continue
        if before and after:
            changed.append(WordChange(before=before, after=after))
        elif before:
            dropped.append(before)
        else:
            added.append(after)
    return Drift(dropped=tuple(dropped), added=tuple(added), changed=tuple(changed))


def _trimmed(runs: list[Run]) -> list[Run]:
    """The runs from the first to the last in common, stray single words at the ends left out."""
    for _ in range(2):  # from the front, then from the back
        while runs and not runs[0].same:
            runs = runs[1:]
        while len(runs) > 2 and len(runs[0].original) == 1 and len(runs[1].original) >= STRAY:
            runs = runs[2:]
        runs = runs[::-1]
    return runs


def telling(change: Drift) -> bool:
    """Whether the drift touches words that carry meaning, or several small words."""
    pieces = [*change.dropped, *change.added]
    pieces += [f"{c.before} {c.after}" for c in change.changed]
    words = [w for piece in pieces for w in piece.split()]
    return any(w.casefold() not in STOP for w in words) or len(words) > 3


@lru_cache(maxsize=20_000)
def _compared(text: str) -> tuple[Token, ...]:
    """The words to compare: all but abbreviations in brackets."""
    if "(" not in text:
        return tokens(text)
    return tuple(t for t in tokens(text) if not _bracketed(text, t))


@lru_cache(maxsize=20_000)
def _telling(text: str) -> tuple[Token, ...]:
    """The words to compare that carry meaning."""
    return tuple(t for t in _compared(text) if not t.stop)


def _bracketed(text: str, token: Token) -> bool:
    """Whether the word stands in a bracket that holds nothing but an abbreviation."""
    opened = text.rfind("(", 0, token.start)
    closed = text.find(")", token.end)
    if opened < 0 or closed < 0 or ")" in text[opened : token.start]:
        return False
    inside = text[opened + 1 : closed]
    return len(inside) <= 8 and sum(c.isupper() for c in inside) >= 2


def _words(text: str, run: Sequence[Token]) -> str:
    """The run of words as printed."""
    return text[run[0].start : run[-1].end] if run else ""


def _one_word(here: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether the stems of both runs make the same word: "time frames" equals "timeframes"."""
    if not here or not there or here[0].stem[:1] != there[0].stem[:1]:
        return False
    return stem("".join(t.stem for t in here)) == stem("".join(t.stem for t in there))
