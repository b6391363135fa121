"""One text of the gold: its words where they may be held, else an anchor to them.

An anchor holds no more of a text than its first and last words (at most five each, together never more
than half of it), the number of its words, and two checksums: of the text as a reader sees it (`sha256`)
and of its letters alone (`letters`), so that a text found elsewhere can be told to be the same, or the
same but for spacing and case, without the text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal

from pydantic import Field, model_validator
from rapidfuzz import fuzz

from extractors.model import Record

Likeness = Literal["verbatim", "exact", "near", "none"]

ENDS = 5  # words at either end that an anchor may hold
LABEL = 6  # words that a name or role may have to be held as it stands
TELLING = 3  # words that an end must have to stand for the whole
SHARE = 4  # one part in four of the words at either end: never more than half in all
QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
HYPHENS = re.compile("[‐-―−\ufffe]")  # U+FFFE is how some readers give a soft hyphen
BULLETS = re.compile("[▪◼•■]")


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """The text as a reader sees it, from which `sha256` is made.

    Unicode NFKC, straight quotes, hyphens and dashes of one kind, every run of white space one space,
    none at the ends.
    """
    text = unicodedata.normalize("NFKC", text).translate(QUOTES)
    return " ".join(HYPHENS.sub("-", text).split())


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """The text without case, white space, list marks and the last full stop: `letters` is made from it."""
    text = BULLETS.sub(" ", normalise(text).casefold())
    return re.sub(r"\s+", "", text).rstrip(".")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower-case words with figures and the signs that belong to them; quotes and brackets left out."""
    text = re.sub(r"['\"]", "", normalise(text).casefold())
    return re.sub(r"[^a-z0-9%£.+-]+", " ", text).strip(" .")


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Letters a to z and figures only, run together."""
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"['\"]", "", normalise(text).casefold()))


@lru_cache(maxsize=65536)
def checksum(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def name_checksum(name: str) -> str:
    """The checksum that stands for a person's name, whatever its spacing, case and quotes."""
    return checksum(letters(name))


class Text(Record):
    """A text of the gold, in words (`text`) or as an anchor to them.

    Validates from a plain string, and from an anchor. `text` is never written to a file of anchors.
    """

    first: str | None = None
    last: str | None = None
    words: int
    sha256: str
    letters: str
    text: str | None = Field(default=None, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:
        if isinstance(value, str):
            return anchor_fields(value)
        if isinstance(value, dict) and isinstance(value.get("text"), str) and "sha256" not in value:
            return value | anchor_fields(value["text"])
        return value

    def likeness(
        self, found: str | None, ratio: float = 95, form: Callable[[str], str] | None = None
    ) -> Likeness:
        """How the text found compares: word for word, by its letters, near, or not at all.

        Near is a rapidfuzz ratio of at least `ratio`, of the letters or of another `form` of both, where
        the words are held; with an anchor, the same first and last words and the same number of words.
        """
        if not found:
            return "none"
        if checksum(normalise(found)) == self.sha256:
            return "verbatim"
        if checksum(letters(found)) == self.letters:
            return "exact"
        if self.text is not None:
            form = form or letters
            return "near" if fuzz.ratio(form(self.text), form(found)) >= ratio else "none"
        return "near" if self._same_ends(found) else "none"

    def like(self, found: str | None, ratio: float = 95) -> bool:
        """Whether the words found are these, in any order, at least near."""
        if found and self.text is not None:
            return fuzz.token_sort_ratio(plain(self.text), plain(found)) >= ratio
        return self.likeness(found) != "none"

    def within(self, found: str | None, ratio: float = 90) -> bool:
        """Whether the text found holds these words or is held by them."""
        if not found:
            return False
        if self.text is not None:
            return fuzz.token_set_ratio(plain(self.text), plain(found)) >= ratio
        if self.likeness(found) != "none" or self.inside(found):
            return True
        ends = [bare(e) for e in (self.first, self.last) if e and len(e.split()) >= TELLING]
        return any(end in bare(found) for end in ends)

    def inside(self, found: str) -> bool:
        """Whether the text found holds these very words in a row, by their letters."""
        words = normalise(found).split()
        windows = (words[n : n + self.words] for n in range(len(words) - self.words + 1))
        return self.words > 0 and any(checksum(letters(" ".join(w))) == self.letters for w in windows)

    def closeness(self, found: str) -> float:
        """0 to 100, to choose the best of several; with an anchor, by checksums, ends and length."""
        if self.text is not None:
            return fuzz.ratio(plain(self.text), plain(found))
        return {"verbatim": 100.0, "exact": 99.0, "near": 95.0, "none": 0.0}[self.likeness(found)]

    @property
    def label(self) -> str:
        """A few words by which a person knows the text."""
        if self.text is not None:
            return self.text if len(self.text) <= 90 else self.text[:87] + "..."
        ends = f"{self.first} ... {self.last}" if self.first and self.last else self.first or ""
        return f"{ends} ({self.words} words)".strip()

    def _same_ends(self, found: str) -> bool:
        words = normalise(found).split()
        if not self.first or not self.last or len(words) != self.words:
            return False
        count = len(self.first.split())
        head, tail = "".join(words[:count]), "".join(words[-count:])
        return bare(head) == bare(self.first) and bare(tail) == bare(self.last)


def anchor_fields(text: str) -> dict[str, Any]:
    """The fields of a `Text` for these words."""
    words = normalise(text).split()
    count = min(ENDS, len(words) // SHARE)
    return {
        "first": " ".join(words[:count]) or None,
        "last": " ".join(words[-count:]) if count else None,
        "words": len(words),
        "sha256": checksum(normalise(text)),
        "letters": checksum(letters(text)),
        "text": text,
    }


class Label(Record):
    """A short name or role: its words where it has few of them, and a checksum of its letters.

    Validates from a plain string.
    """

    text: str | None = None
    letters: str

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:
        return {"text": value, "letters": checksum(letters(value))} if isinstance(value, str) else value

    def same(self, found: str | None) -> bool:
        """Whether the words found are these by their letters."""
        return found is not None and checksum(letters(found)) == self.letters

    @property
    def label(self) -> str:
        """The words, or a part of the checksum."""
        return self.text or f"(name {self.letters[:8]})"
