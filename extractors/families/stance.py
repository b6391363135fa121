"""The stance of a sentence of prose: praise, criticism, progress or context.

A small bag-of-words classifier gives the odds (trained by `extractors.train_stance` on what the sections of
published reports label: strengths, weaknesses and areas to improve, and the neutral account of the area).
Cue words and the sentence before settle what the classifier is not sure of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from math import log
from typing import TYPE_CHECKING

from extractors import sentences
from extractors.model import Block, Source, Stance, Statement
from extractors.vocabulary import table

if TYPE_CHECKING:
    from spacy.pipeline import TextCategorizer
    from spacy.vocab import Vocab

LABELS: tuple[Stance, ...] = ("praise", "criticism", "context")
_WORD = re.compile(r"[\w'-]+|[^\w\s]")
_NEGATIONS = frozenset({"not", "no", "without", "too", "cannot", "never", "yet"})
_REACH = 3  # words that a negation reaches over
FEATURES = 32768  # buckets that the words are hashed into
MODEL = "model"  # the trained weights' folder under vocabulary/stance

# How much a cue, and the sentence before, move the log odds of praise against criticism; and how far apart
# the two must be for a sentence to count as either. Set on sentences of reports labelled by hand.
_CUE = 0.4
_CUE_IN_COMMENTARY = 1.2
_MOST_CUES = 3
_FROM_BEFORE = 0.6
_FROM_BEFORE_IN_COMMENTARY = 1.5
_FLAT = 0.25
_FLAT_IN_COMMENTARY = 0.8
_NEUTRAL = 0.5


@dataclass(frozen=True, slots=True)
class Scores:
    """The classifier's chances, which add to 1."""

    praise: float
    criticism: float
    context: float

    @property
    def odds(self) -> float:
        """Log odds of praise against criticism."""
        return log((self.praise + 1e-3) / (self.criticism + 1e-3))


def plain(text: str) -> str:
    """Small letters, straight apostrophes, "not" as a word of its own."""
    return text.lower().replace("’", "'").replace("n't", " not")


def features(text: str) -> str:
    """The text as the classifier sees it: words, those after a negation once more as such, and its cues.

    The weights that ship were trained on this form: whoever changes it, or the cue words of praise and
    criticism, trains them anew.
    """
    words = plain(text)
    found: list[str] = []
    left = 0
    for word in _WORD.findall(words):
        found.append(word)
        if left and word.isalpha():
            found.append(f"not_{word}")
            left -= 1
        if word in _NEGATIONS:
            left = _REACH
    for name in ("praise", "criticism"):
        found += [f"cue_{name}"] * _count(name, words)
    return " ".join(found)


def new_classifier(vocab: Vocab) -> TextCategorizer:
    """An untrained classifier of the one shape that is trained and shipped."""
    from spacy.ml.models import build_bow_text_classifier_v3
    from spacy.pipeline import TextCategorizer

    model = build_bow_text_classifier_v3(
        exclusive_classes=True, ngram_size=1, no_output_layer=False, length=FEATURES
    )
    return TextCategorizer(vocab, model, name="textcat", threshold=0.0, scorer=None)


@cache
def _classifier() -> TextCategorizer:
    classifier = new_classifier(sentences.tokenise("").vocab)
    with as_file(files("extractors.vocabulary.stance").joinpath(MODEL)) as folder:
        classifier.from_disk(folder, exclude=["vocab"])
    return classifier


def scores(texts: Sequence[str]) -> list[Scores]:
    """The classifier's chances for each text, in one batch."""
    if not texts:
        return []
    classifier = _classifier()
    rows = classifier.predict([sentences.tokenise(features(text)) for text in texts])
    order = [classifier.labels.index(label) for label in LABELS]
    return [Scores(*(float(row[i]) for i in order)) for row in rows]


# -- cues --------------------------------------------------------------------------------------


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """One pattern for all the phrases: "*" is the rest of a word, "..." up to three words between."""
    parts = [_phrase_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(rf"(?<![\w'])(?:{'|'.join(parts)})(?!\w)")


def _phrase_pattern(phrase: str) -> str:
    gap = r"(?:[\w'-]+ ){0,3}"
    words = (
        gap if word == "..." else re.escape(word).replace(r"\*", r"\w*") + " " for word in phrase.split()
    )
    return "".join(words).rstrip()


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {name: _pattern(phrases) for name, phrases in table("stance/cues").items()}


def _count(name: str, text: str) -> int:
    return min(_MOST_CUES, sum(1 for _ in _cues()[name].finditer(text)))


def _opens(name: str, text: str) -> bool:
    return _cues()[name].match(text) is not None


def judge(texts: Sequence[str], *, commentary: bool = False) -> list[Stance]:
    """The stance of each sentence of a passage, in order.

    In commentary, which the classifier was not trained on, cue words weigh more, and progress is told apart.

    Sentences that carry on ("As a result ...") lean towards the stance before them, those that turn
    ("However, ...") away from it.
    """
    found: list[Stance] = []
    before = 0.0
    cue, flat = (_CUE_IN_COMMENTARY, _FLAT_IN_COMMENTARY) if commentary else (_CUE, _FLAT)
    carried = _FROM_BEFORE_IN_COMMENTARY if commentary else _FROM_BEFORE
    for text, chances in zip(texts, scores(texts), strict=True):
        words = plain(text)
        better = _tells_progress(words)
        criticism = _count("criticism", words) + _count("stalled", words)
        praise = _count("praise", words) + better
        cues = praise + criticism
        odds = chances.odds + cue * (praise - criticism)
        if _opens("continues", words):
            odds += carried * before
        elif _opens("turns", words):
            odds -= carried * before
        before = max(-1.0, min(1.0, odds))
        if commentary and better:
            found.append("progress")
        elif commentary and found and found[-1] != "context" and not cues and _opens("details", words):
            found.append(found[-1])
        elif _is_context(words, chances, odds, cues, flat):
            before /= 2  # a fact in between weakens what went before
            found.append("context")
        else:
            found.append("praise" if odds > 0 else "criticism")
    return found


def _tells_progress(words: str) -> bool:
    return _count("progress", words) > 0 and not _count("stalled", words) and not _count("learning", words)


def _is_context(words: str, chances: Scores, odds: float, cues: int, flat: float) -> bool:
    """Whether a sentence takes no side: a promise, a piece of an area's account, a flat fact."""
    if _count("flat", words):
        return True
    if chances.context > max(chances.praise, chances.criticism):
        return cues == 0 or abs(odds) < _NEUTRAL
    if _count("neutral", words):
        return cues == 0 or abs(odds) < 3 * _NEUTRAL
    return cues == 0 and (abs(odds) < flat or words.endswith(":"))


# -- reports -----------------------------------------------------------------------------------

_STOPPED = re.compile(r"[.!?:;…][”\"'’)\]]*$")
_HEADING_WORDS = 12
_ACCOUNT = "information about"  # the heading of a report's neutral account of its area begins so


def report_statements(sections: Sequence[tuple[str, Sequence[Block]]]) -> tuple[Statement, ...]:
    """The sentences of a report's narrative sections, given as title and blocks, with the stance of each.

    What a report says in its account of the area is context, whatever its words.
    """
    found: list[Statement] = []
    for title, blocks in sections:
        cut = [(block, sentences.split(block.text)) for block in _whole(blocks)]
        texts = [sentence.text for _, said in cut for sentence in said]
        places = [
            place
            for block, said in cut
            for place in sentences.places_of(block, [(s.start, s.end) for s in said])
        ]
        account = title.lower().startswith(_ACCOUNT)
        stances: list[Stance] = ["context"] * len(texts) if account else judge(texts)
        found += [
            Statement(stance=taken, text=text, section=title, source=place)
            for text, taken, place in zip(texts, stances, places, strict=True)
        ]
    return tuple(found)


def _whole(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that are no headings, a paragraph that was cut in mid sentence made whole again."""
    whole: list[Block] = []
    for block in blocks:
        if block.kind == "heading":
            continue
        if whole and block.kind == "paragraph" and _is_cut(whole[-1].text):
            before = whole.pop()
            whole.append(
                before.model_copy(
                    update={
                        "text": f"{before.text} {block.text}",
                        "lines": before.lines + block.lines,
                        "source": Source.merge([before.source, block.source]),
                    }
                )
            )
        else:
            whole.append(block)
    return whole


def _is_cut(text: str) -> bool:
    """Whether a paragraph ends without a stop, and is too long for a heading in plain type."""
    return not _STOPPED.search(text) and len(text.split()) > _HEADING_WORDS
