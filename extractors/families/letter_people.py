"""Inspectors: named in a letter's opening, or under a report's labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.families.letter_items import words_of
from extractors.families.letterhead import sentences
from extractors.families.sections import matches
from extractors.model import Block, Document, Person

_ROLE = re.compile(
    r"(?:(?:one|two|three|four|all)\s+of\s+)?(?:His|Her)\s+Majesty['’]s\s+Inspectors?(?:\s*\([a-z ]+\))?"
    r"|\b(?:Senior )?HMIs?\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:were|was|by|are)\b[:\s]+(?!led\b|carried\b)(.+)$")
_NAME = re.compile(
    r"(?:[A-Z][\w’'.-]*|de|van|der|von|la|le)(?:\s+(?:[A-Z][\w’'.-]*|de|van|der|von|la|le)){1,3}"
)
_CUT = re.compile(r"\s*(?:,|;|\band\b|&|#\d+#)\s*")
_HONOUR = re.compile(r"\s+(?:HMI|AI|OI|CQC)$")
_SIGNED = re.compile(r"([A-Z][\w’'. -]{3,40}?),?\s*\(?[Ll]ead [Ii]nspector\b")
_PLURAL = re.compile(r"(?<=[a-z])s$")


def read_visitors(paragraphs: Sequence[str]) -> list[Person]:
    """The inspectors whom the opening names, each with the role printed for them. Nobody is said to lead."""
    people: list[Person] = []
    for sentence in sentences(paragraphs):
        if "nspector" not in sentence and "HMI" not in sentence:
            continue
        people.extend(_of_sentence(sentence))
    return list({person.name: person for person in people}.values())


def with_lead(people: Sequence[Person], document: Document) -> list[Person]:
    """The inspectors, the one who signs as lead inspector told from the others."""
    signed = [found[1].strip() for b in document.text_blocks if (found := _SIGNED.match(b.text))]
    return [person.model_copy(update={"is_lead": person.name in signed}) for person in people]


def _of_sentence(sentence: str) -> list[Person]:
    """Names after "the inspectors were"; the role that stands behind a name, else that of all."""
    roles = [found for found in _ROLE.finditer(sentence) if not sentence[found.end() :].startswith(" of ")]
    if not roles or re.search(r"Majesty['’]s Chief Inspector", sentence):
        return []
    found = _NAMED.search(sentence)
    if found is None:
        return []
    text = found[1].rstrip(".")
    own = {m.group() for m in roles}
    marked = _ROLE.sub(lambda m: f" #{sorted(own).index(m.group())}# " if m.group() in own else " ", text)
    people: list[Person] = []
    general = _single(roles[0].group())
    last: list[int] = []
    for piece in re.findall(r"#\d+#|[^#]+", marked):
        if piece.startswith("#"):
            role = _single(sorted(own)[int(piece.strip("#"))])
            for at in last:
                people[at] = people[at].model_copy(update={"role": role})
            last = []
            continue
        for name in _CUT.split(piece):
            if _NAME.fullmatch(name.strip()):
                last.append(len(people))
                people.append(Person(name=name.strip(), role=general, capacity="inspector"))
    return people


def _single(role: str) -> str:
    """A role in the singular, without a count before it."""
    bare = re.sub(r"^(?:one|two|three|four|all)\s+of\s+", "", role, flags=re.IGNORECASE)
    bare = re.sub(r"nspectors\b", "nspector", bare)
    bare = re.sub(r"\binspector\b", "Inspector", bare)
    return _PLURAL.sub("", bare) if bare.startswith("HMI") else bare


def read_team(blocks: Sequence[Block]) -> list[Person]:
    """The people of lines such as "Lead inspector: A B" and "Team inspectors: C D, E F and G H"."""
    people: list[Person] = []
    for position, block in enumerate(blocks):
        label, colon, names = block.text.partition(":")
        if not colon or not matches(label, words_of("labels.team")):
            continue
        role = label.strip()
        following = blocks[position + 1].text if position + 1 < len(blocks) else ""
        lead = matches(label, words_of("labels.lead"))
        people.extend(_labelled(role, names, following, lead))
    return people


def _labelled(role: str, names: str, following: str, lead: bool) -> list[Person]:
    printed = _ROLE.search(names) or (_ROLE.fullmatch(following.strip()) if lead else None)
    own = _single(printed.group()) if printed and lead else re.sub(r"nspectors$", "nspector", role)
    bare = _ROLE.sub(" , ", names)
    return [
        Person(name=name, role=own, capacity="inspector", is_lead=lead)
        for piece in _CUT.split(bare)
        if (name := _HONOUR.sub("", piece.strip(" ."))) and _NAME.fullmatch(name)
    ]
