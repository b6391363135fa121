"""A quotation beside what it quotes, word by word: what was kept, dropped and put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.likeness import STRAY, Run, align
from pipeline.words import Token, tokens

PARAPHRASE = 0.6  # share of the quotation's words below which it is told as the plan's own words


@dataclass(frozen=True)
class Piece:
    """A run of words: the `same` on both sides, `dropped`, `added`, or `around` the quotation."""

    kind: Literal["same", "dropped", "added", "around"]
    text: str


@dataclass(frozen=True)
class Marked:
    """A quotation with its changes marked. `word_for_word` and `paraphrase` say how to tell of it."""

    pieces: tuple[Piece, ...]
    word_for_word: bool
    paraphrase: bool


def _text(text: str, run: Sequence[Token], until: int | None = None) -> str:
    """The run as printed, with the punctuation after it up to the next run."""
    return text[run[0].start : until if until is not None else run[-1].end].strip() if run else ""


def mark(original: str, quote: str) -> Marked:
    """The quotation marked against the original. What stands around the quotation in either is not drift."""
    runs = align(tokens(original), tokens(quote))
    same = [i for i, run in enumerate(runs) if run.same]
    total = len(tokens(quote))
    kept = sum(len(runs[i].quote) for i in same)
    if not same or not total or kept / total < PARAPHRASE:
        return Marked((Piece("around", quote),), word_for_word=False, paraphrase=True)
    inside = _quoted(runs, same)
    pieces: list[Piece] = []
    for index, run in enumerate(runs):
        pieces += _pieces(run, original, quote, index in inside)
    exact = all(p.kind in ("same", "around") for p in pieces)
    return Marked(_joined(pieces), word_for_word=exact, paraphrase=False)


def _quoted(runs: Sequence[Run], same: Sequence[int]) -> range:
    """From the first to the last run in common, single words in common far from the rest left out."""
    first, last = same[0], same[-1]
    while first + 2 <= last and _stray(runs[first], runs[first + 1]):
        first += 2
    while last - 2 >= first and _stray(runs[last], runs[last - 1]):
        last -= 2
    return range(first, last + 1)


def _stray(end: Run, beside: Run) -> bool:
    return len(end.original) == 1 and len(beside.original) >= STRAY


def _pieces(run: Run, original: str, quote: str, inside: bool) -> list[Piece]:
    """One run in pieces: outside of the quotation the original's words are left out."""
    if not inside:
        return [Piece("around", _text(quote, run.quote))] if run.quote else []
    if run.same:
        return [Piece("same", _text(quote, run.quote))]
    found = []
    if run.original:
        found.append(Piece("dropped", _text(original, run.original)))
    if run.quote:
        found.append(Piece("added", _text(quote, run.quote)))
    return found


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, f"{joined[-1].text} {piece.text}")
        else:
            joined.append(piece)
    return tuple(joined)
