"""The themes of the field that a text touches, by the vocabulary in `extractors/vocabulary/themes.toml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from extractors.model import Action, Record
from extractors.vocabulary import table
from pipeline.records import Entry, Themed, actions_of, findings_of, standing
from pipeline.words import content, sentences

Phrase = tuple[str, ...]


class Theme(Record):
    """A theme: its name, and the ways in which a text touches it.

    Each way is a set of groups, of which every one must be named: in one sentence (`together`) or in the
    whole text (`anywhere`). A group is named where one of its phrases stands.
    """

    slug: str
    label: str
    together: tuple[tuple[str, ...], ...] = ()
    anywhere: tuple[tuple[str, ...], ...] = ()
    excepted: tuple[Phrase, ...] = ()


class Vocabulary:
    """The themes, and an index of every phrase by its first stem: phrase to groups that it names."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.index: dict[str, list[tuple[Phrase, str]]] = defaultdict(list)
        for name, phrases in raw["groups"].items():
            self._add(name, phrases)
        self.themes = {slug: self._theme(slug, entry) for slug, entry in raw["themes"].items()}
        known = {group for entries in self.index.values() for _, group in entries}
        for theme in self.themes.values():
            missing = {g for way in (*theme.together, *theme.anywhere) for g in way} - known
            if missing:
                raise ValueError(f"theme {theme.slug} names unknown groups: {sorted(missing)}")

    def _theme(self, slug: str, entry: Mapping[str, Any]) -> Theme:
        self._add(f"{slug}:phrases", entry.get("phrases", ()))
        own = [(f"{slug}:phrases",)] if entry.get("phrases") else []
        groups = [(group,) for group in entry.get("groups", ())]
        ways = {key: tuple(_groups(line) for line in entry.get(key, ())) for key in ("together", "anywhere")}
        return Theme(
            slug=slug,
            label=entry["label"],
            together=(*own, *groups, *ways["together"]),
            anywhere=ways["anywhere"],
            excepted=tuple(_stems(p) for p in entry.get("except", ())),
        )

    def _add(self, group: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            words = _stems(phrase)
            if not words:
                raise ValueError(f"'{phrase}' in {group} has no word that carries meaning")
            self.index[words[0]].append((words, group))

    def named(self, words: Sequence[str]) -> dict[str, list[range]]:
        """The groups that the words name, and where."""
        found: dict[str, list[range]] = defaultdict(list)
        for i, word in enumerate(words):
            for phrase, group in self.index.get(word, ()):
                if tuple(words[i : i + len(phrase)]) == phrase:
                    found[group].append(range(i, i + len(phrase)))
        return found


def _groups(line: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in line.split("+"))


@cache
def _stems(phrase: str) -> Phrase:
    return tuple(token.stem for token in content(phrase))


@cache
def vocabulary() -> Vocabulary:
    """The field's themes as shipped."""
    return Vocabulary(table("themes"))


def theme_label(slug: str) -> str:
    """The theme's name for readers; the slug in words for a theme that is not in the vocabulary."""
    known = vocabulary().themes.get(slug)
    return known.label if known else slug.replace("_", " ").capitalize()


def themes_of(text: str) -> tuple[str, ...]:
    """The slugs of the themes that the text touches, in order of the vocabulary."""
    known = vocabulary()
    said = [[t.stem for t in content(sentence)] for sentence in sentences(text)]
    named = [known.named(words) for words in said]
    everywhere = frozenset(group for groups in named for group in groups)
    likely = ((slug, theme) for slug, theme in known.themes.items() if _may_be_touched(theme, everywhere))
    return tuple(slug for slug, theme in likely if _touched(theme, said, named))


def _may_be_touched(theme: Theme, everywhere: frozenset[str]) -> bool:
    """Whether all groups of one of the theme's ways are named at all, wherever: soon told, and seldom so."""
    return any(everywhere.issuperset(way) for ways in (theme.together, theme.anywhere) for way in ways)


def _touched(theme: Theme, said: Sequence[Sequence[str]], named: Sequence[dict[str, list[range]]]) -> bool:
    left = [_without(theme, words, groups) for words, groups in zip(said, named, strict=True)]
    if any(all(group in groups for group in way) for groups in left for way in theme.together):
        return True
    everywhere = {group for groups in left for group in groups}
    return any(all(group in everywhere for group in way) for way in theme.anywhere)


def _without(theme: Theme, words: Sequence[str], groups: dict[str, list[range]]) -> Collection[str]:
    """The groups named in the sentence outside the passages that the theme reads over."""
    if not theme.excepted or not groups:
        return groups
    over = [
        range(i, i + len(phrase))
        for phrase in theme.excepted
        for i in range(len(words) - len(phrase) + 1)
        if tuple(words[i : i + len(phrase)]) == phrase
    ]
    if not over:
        return set(groups)
    return {
        group
        for group, places in groups.items()
        if any(not any(p.start >= o.start and p.stop <= o.stop for o in over) for p in places)
    }


def themed(entries: Sequence[Entry]) -> list[Themed]:
    """Every theme of every finding of the documents that stand, and of every action of the plans that do."""
    found = []
    for entry in standing(entries):
        for id_, text in _texts(entry):
            found += [Themed(item_id=id_, theme=theme) for theme in themes_of(text)]
    return found


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    for id_, finding in findings_of(entry):
        yield id_, finding.text
    if entry.family == "plan":
        for id_, action in actions_of(entry):
            yield id_, _said(action)


def _said(action: Action) -> str:
    """What an action is about: its activity, and the objective that it serves."""
    return ". ".join(part for part in (action.activity, action.objective) if part)
