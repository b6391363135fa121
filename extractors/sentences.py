"""Sentences of prose, and the phrases in them: organisations, roles and themes.

spaCy does the work, from a blank English pipeline: its tokenizer, a rule of our own for where a sentence
ends, and its PhraseMatcher over `vocabulary/phrases.toml`. It is imported on first use only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from extractors.model import Block, Box, Source
from extractors.vocabulary import table

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

PhraseKind = Literal["organisation", "role", "theme"]

_SILENT = re.compile(r"[\W_]+")
_ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!!"})
_OPENING = frozenset("“‘\"'([")
_CLOSING = frozenset("”’\"')]")
# These end in a full stop of their own, which ends a sentence too where a capital follows.
_OPEN_ENDED = frozenset({"etc.", "a.m.", "p.m.", "ltd.", "inc.", "plc."})
# Beyond the exceptions of spaCy's tokenizer; a full stop after them never ends a sentence.
_ABBREVIATIONS = frozenset({"cllr", "no", "nos", "approx", "para", "paras", "ref", "tel", "hon", "cf", "ed"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the white space around it, and where it stands in the text that was split."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known phrase as printed: what kind it is, and the name under which the vocabulary lists it."""

    kind: PhraseKind
    name: str
    text: str
    start: int
    end: int


@cache
def _pipeline() -> Language:
    import spacy

    return spacy.blank("en")


def tokenise(text: str) -> Doc:
    """The text's tokens, from the one blank pipeline that all modules share."""
    return _pipeline().make_doc(text)


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order; a text without any letter or digit has none."""
    tokens = [(t.text, t.idx, bool(t.whitespace_)) for t in tokenise(text)]
    found = []
    begin = 0
    for cut in [*_cuts(tokens), len(text)]:
        sentence = _trimmed(text, begin, cut)
        if sentence is not None:
            found.append(sentence)
        begin = cut
    return tuple(found)


def split_all(texts: Iterable[str]) -> list[tuple[Sentence, ...]]:
    """The sentences of each text."""
    return [split(text) for text in texts]


def _trimmed(text: str, begin: int, end: int) -> Sentence | None:
    piece = text[begin:end]
    left = begin + len(piece) - len(piece.lstrip())
    right = begin + len(piece.rstrip())
    if not any(char.isalnum() for char in text[left:right]):
        return None
    return Sentence(text[left:right], left, right)


def _cuts(tokens: Sequence[tuple[str, int, bool]]) -> list[int]:
    """Where a new sentence begins: characters into the text."""
    cuts = []
    for position, (word, _, _) in enumerate(tokens):
        if word in _ENDS:
            if _is_abbreviation(tokens, position):
                continue
        elif word.lower() not in _OPEN_ENDED:
            continue
        after = _after_closing(tokens, position + 1)
        if after < len(tokens) and _begins(tokens, after):
            cuts.append(tokens[after][1])
    return cuts


def _is_abbreviation(tokens: Sequence[tuple[str, int, bool]], position: int) -> bool:
    """Whether the full stop belongs to the word before it: "Cllr.", or the number of an item, "1."."""
    if position == 0 or tokens[position][0] != ".":
        return False
    word, _, space = tokens[position - 1]
    if space:
        return False
    if word.lower() in _ABBREVIATIONS:
        return True
    opens = position == 1 or tokens[position - 2][0] in _ENDS
    return opens and len(word) <= 2 and word.isdigit()


def _after_closing(tokens: Sequence[tuple[str, int, bool]], position: int) -> int:
    """The first token after the marks that still belong to the sentence: more stops, closing quotes.

    A straight quote closes when it stands close to what precedes it; after a space it opens.
    """
    while position < len(tokens):
        word = tokens[position][0]
        close = word in _ENDS or (word in _CLOSING and not tokens[position - 1][2])
        if not close and not word.isspace():
            break
        position += 1
    return position


def _begins(tokens: Sequence[tuple[str, int, bool]], position: int) -> bool:
    """Whether a sentence may begin here: not with a small letter, not with a dash, comma or the like."""
    while position < len(tokens) and tokens[position][0] in _OPENING:
        position += 1
    if position == len(tokens):
        return False
    first = tokens[position][0][0]
    return (not first.islower() and first not in ",;:)–—-") or _is_camel(tokens[position][0])


def _is_camel(word: str) -> bool:
    """Names such as "eHub" or "iCAMHS" begin with a small letter and are names all the same."""
    return len(word) > 1 and word[0].islower() and word[1].isupper()


# -- places ----------------------------------------------------------------------------------


def place_of(block: Block, start: int, end: int) -> Source:
    """Where a stretch of a block's text stands: see `places_of`."""
    return places_of(block, [(start, end)])[0]


def places_of(block: Block, spans: Sequence[tuple[int, int]]) -> list[Source]:
    """Where stretches of a block's text stand: the boxes of their lines, else the block's own place.

    Lines are followed by their letters and digits, for white space and marks at their ends may differ.
    The stretches come in order.
    """
    lines = [(line.box, len(_SILENT.sub("", line.text))) for line in block.lines]
    if not any(box for box, _ in lines) or sum(n for _, n in lines) != len(_SILENT.sub("", block.text)):
        return [block.source] * len(spans)
    found, counted, at = [], 0, 0
    for start, end in spans:
        first = counted + len(_SILENT.sub("", block.text[at:start]))
        counted = first + len(_SILENT.sub("", block.text[start:end]))
        at = end
        boxes = _boxes_between(lines, first, counted)
        pages = [box.page for box in boxes]
        found.append(
            Source(
                page=min(pages),
                page_end=max(pages),
                boxes=boxes,
                place=block.source.place,
                ocr=block.source.ocr,
            )
            if boxes
            else block.source
        )
    return found


def _boxes_between(lines: Sequence[tuple[Box | None, int]], first: int, last: int) -> tuple[Box, ...]:
    """The boxes of the lines that hold the letters from the first to before the last."""
    found, begin = [], 0
    for box, letters in lines:
        if box is not None and begin < last and begin + letters > first:
            found.append(box)
        begin += letters
    return tuple(found)


# -- phrases -----------------------------------------------------------------------------------


@cache
def _phrase_lists() -> dict[PhraseKind, dict[str, list[str]]]:
    data = table("phrases")
    return {"organisation": data["organisation"], "role": data["role"], "theme": data["theme"]}


@cache
def _matcher(kinds: tuple[PhraseKind, ...]) -> PhraseMatcher:
    from spacy.matcher import PhraseMatcher

    nlp = _pipeline()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for kind in kinds:
        for name, forms in _phrase_lists()[kind].items():
            patterns: list[Any] = [nlp.make_doc(form) for form in (name, *forms)]
            matcher.add(f"{kind}\t{name}", patterns)
    return matcher


def phrases(
    text: str, kinds: tuple[PhraseKind, ...] = ("organisation", "role", "theme")
) -> tuple[Phrase, ...]:
    """The known phrases in a text, in order; of phrases of one kind that overlap only the longest."""
    doc = tokenise(re.sub(r"[’`]", "'", text))
    spans = sorted(_matcher(kinds)(doc, as_spans=True), key=lambda s: (s.start - s.end, s.start))
    taken: set[tuple[str, int]] = set()
    found = []
    for span in spans:
        kind, name = span.label_.split("\t")
        places = {(kind, i) for i in range(span.start, span.end)}
        if places & taken:
            continue
        taken |= places
        begin, end = span.start_char, span.end_char
        found.append(Phrase(_KINDS[kind], name, text[begin:end], begin, end))
    return tuple(sorted(found, key=lambda p: (p.start, p.kind)))


_KINDS: dict[str, PhraseKind] = {"organisation": "organisation", "role": "role", "theme": "theme"}


def themes(text: str) -> tuple[str, ...]:
    """The themes that a text touches, each once, in order of their first mention."""
    return tuple(dict.fromkeys(p.name for p in phrases(text, ("theme",))))
