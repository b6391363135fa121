"""What one document says of its own names: abbreviations with their full names, recurrent bodies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.fields.organisation import Glossary, bare, capital, is_organisation, is_proper, listed

WORD = re.compile(r"[^\s,;|()\[\]]+")
BRACKETED = re.compile(r"\(\s*[‘'“\"]?([A-Z][A-Za-z&]{1,9}(?: [A-Z&]{1,6})?)[’'”\"]?\s*\)")
KEY_ENTRY = re.compile(
    r"(?:^|[.;\n•]\s*)([A-Z][A-Za-z]*(?:&[A-Z])?[A-Za-z]*(?: (?!NHS\b)[A-Z]{2,5})?)"
    r"(?:(?P<mark>\s*[-–—:=]\s*)|\s+)(?=[A-Z]|(?<=[:=]\s)[a-z])"
)
TOLD = re.compile(
    r"(?:^|[.;,(]\s*|\b(?:[Tt]he|and)\s)([A-Z][A-Z&]{1,7})\s"
    r"(?:is|means|stands for)\s(?:the\s|our\s)?(?=[A-Z])"
)
SMALL = frozenset({"and", "of", "for", "the", "in", "with", "&", "to", "on", "a"})


def gather_glossary(texts: Iterable[str], places: Sequence[str] = ()) -> Glossary:
    """What one document says of names: "Full Name (ABBR)", keys ("ABBR Full Name."), recurrent bodies."""
    kept = [" ".join(text.split()) for text in texts]
    short: dict[str, str] = {}
    for text in kept:
        for abbr, full in (*_bracketed(text), *_keyed(text), *_told(text)):
            short.setdefault(abbr, full)
    place_words = frozenset(bare(w) for place in places for w in place.split()) - SMALL
    glossary = Glossary(tuple(sorted(short.items())), (), tuple(places), (), place_words)
    found = recurrent(kept, glossary)
    names = {full for full in short.values() if is_organisation(full, glossary)} | set(found)
    return replace(glossary, organisations=tuple(sorted(names, key=lambda n: (-len(n.split()), n))))


def _initials(words_: Sequence[str], *, small: bool) -> str:
    return "".join(w.lstrip("(‘'“")[:1] for w in words_ if w and (small or w.lower() not in SMALL)).upper()


def _bracketed(text: str) -> list[tuple[str, str]]:
    """(abbreviation, full name) for every "Full Name (ABBR)" whose words begin with its letters."""
    found = []
    for match in BRACKETED.finditer(text):
        before = WORD.findall(text[: match.start()])[-14:]
        full = _fitting(match[1], before)
        if full:
            left = before[: -len(full.split())]
            start = next(
                (i for i in range(len(left) - 1, max(-1, len(left) - 5), -1) if left[i] == "NHS"), None
            )
            if start is not None and all(capital(w) or w.lower() in SMALL for w in left[start:]):
                full = f"{' '.join(left[start:])} {full}"
            found.append((match[1], full))
    return found


def _fitting(abbr: str, before: Sequence[str]) -> str | None:
    """The shortest run of words at the end of `before` whose letters an abbreviation is made of."""
    letters = re.sub(r"[^A-Za-z]", "", abbr).upper()
    last = abbr.split()[-1].upper()
    for n in range(1, len(before) + 1):
        run = before[-n:]
        if not capital(run[0]):
            continue
        if _fits(letters, run) or (
            " " in abbr and run[-1].upper() == last and _fits(letters[: -len(last)], run[:-1])
        ):
            return " ".join(run)
    return None


def _fits(letters: str, run: Sequence[str]) -> bool:
    return bool(run) and letters in (_initials(run, small=True), _initials(run, small=False))


def _keyed(text: str) -> list[tuple[str, str]]:
    """(abbreviation, full name) for the entries of a key: "ABC Alpha Beta Council. DE Delta Echo."""
    found = []
    for match in KEY_ENTRY.finditer(text):
        rest = re.split(r"[.;\n•]", text[match.end() :], maxsplit=1)[0]
        run = WORD.findall(rest)
        letters = re.sub(r"[^A-Za-z]", "", match[1]).upper()
        if sum(c.isupper() for c in match[1]) < 2:
            continue
        whole = all(capital(w) or w.lower() in SMALL for w in run) and 2 <= len(run) <= 12
        for n in range(2, min(len(run), 12) + 1):
            if _fits(letters, run[:n]) and (n == len(run) or not capital(run[n])):
                found.append((match[1], " ".join(run[:n])))
                break
        else:
            if whole and _loosely_fits(letters, run, marked=bool(match["mark"])):
                found.append((match[1], " ".join(run)))
    return found


def _told(text: str) -> list[tuple[str, str]]:
    """(abbreviation, full name) for what a sentence says: "ABC is the Alpha Beta Council; ..."."""
    found = []
    for match in TOLD.finditer(text):
        run: list[str] = []
        for word in re.split(r"[.;,()\n]", text[match.end() :], maxsplit=1)[0].split():
            if not (capital(word) or word.lower() in SMALL):
                break
            run.append(word)
        while run and run[-1].lower() in SMALL:
            run.pop()
        if len(run) > 1 and _loosely_fits(match[1].replace("&", ""), run, marked=True):
            found.append((match[1], " ".join(run)))
    return found


def _loosely_fits(letters: str, run: Sequence[str], *, marked: bool) -> bool:
    """Whether the letters stand in order among the initials: from the first one on, unless a mark says that
    the run is what they mean ("ICB: NHS Somewhere Integrated Care Board")."""
    begun = run[1:] if run[0] == "NHS" and letters[0] != "N" else run  # "XICB NHS X Integrated Care Board"
    initials = iter(_initials(run, small=False))
    return (marked or letters[0] == begun[0][0].upper()) and all(letter in initials for letter in letters)


def recurrent(texts: Sequence[str], glossary: Glossary) -> list[str]:
    """Bodies that stand after different words: the shortest run with a proper name in it that does."""
    lefts: dict[tuple[str, ...], set[str]] = defaultdict(set)
    shown: dict[tuple[str, ...], str] = {}
    for text in texts:
        tokens = re.findall(r"[^\s]+", text)
        for i, token in enumerate(tokens):
            if bare(token) not in listed("heads", "strong") or not capital(token):
                continue
            if i + 1 < len(tokens) and bare(tokens[i + 1]) in listed("inner", "council_kinds"):
                continue
            for begin in range(i - 1, max(-1, i - 9), -1):
                word = tokens[begin]
                if re.search(r"[,;:.)]$", word) or not (
                    capital(word) or bare(word) in listed("inner", "connectors")
                ):
                    break
                if not capital(word):
                    continue
                run = tuple(bare(w) for w in tokens[begin : i + 1])
                left = tokens[begin - 1] if begin else ""
                lefts[run].add(bare(left) if left and not re.search(r"[,;:.)(/]$", left) else "")
                shown.setdefault(run, " ".join(w.strip(",;:()") for w in tokens[begin : i + 1]).rstrip("."))
    good = {run for run, seen in lefts.items() if len(seen) > 1 and is_proper(run)}
    shortest = [run for run in good if not any(run[k:] in good for k in range(1, len(run) - 1))]
    return [shown[run] for run in sorted(shortest)]
