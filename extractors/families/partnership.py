"""Bodies, leaders, inspectors and counts of children in an area SEND report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.families.sections import Row, Section, find, matches, rows_of, squeeze, texts
from extractors.fields.person import Named, begins_with_name, only_a_role, split_people
from extractors.model import Block, Body, BodyKind, Cell, Person, Problem, Table
from extractors.vocabulary import lists

_WEB = re.compile(r"(?:^|\s)(?:https?://|www\d?\.)|\.(?:gov|nhs|org|co)\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d{2,6})"
_BRACKET = re.compile(r"\s*\((?:the )?(?:NHS )?[A-Z][\w&+ ]*\)")
_ICB = re.compile(r"\b(?:ICB|integrated care boards?|ICBs)\b", re.IGNORECASE)

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_VERB = re.compile(
    r",?\s+(?:is|are|were|was|shares?|has|have)(?:\s+(?:both|all|jointly|together|joint|shared))*\s*$"
)
_PARTING = re.compile(r"(,? and (?:the )?|, )")
_ROLE_BODY = re.compile(
    r"(?:\bof (?:the )?|, ?)((?:NHS )?[A-Z](?:(?! of ).)*(?:ICB|Integrated Care Board))\W*$"
)
_DETAIL_KINDS: dict[str, BodyKind] = {
    "authority": "local_authority",
    "board": "integrated_care_board",
    "trust": "trust",
}

BOARD = "Integrated Care Board"


# -- people ------------------------------------------------------------------------------------


def _cell_lines(cell: Cell) -> list[str]:
    return [line.text for line in cell.lines if line.text.strip()] or ([cell.text] if cell.text else [])


def read_leaders(sections: list[Section]) -> tuple[list[Person], list[Problem]]:
    """The leaders of each body in the details table, with the body as printed there."""
    people: list[Person] = []
    problems: list[Problem] = []
    for section in find(sections, "details"):
        rows = _rows(section)
        body_row = _body_row(rows)
        if body_row is None:
            continue
        for row in rows[body_row + 1 :]:
            if _is_contact(row):
                break
            people.extend(p for cell in row.own for p in _leaders_of(cell, rows[body_row]))
    if find(sections, "details") and not people:
        problems.append(
            Problem(category="not_read", message="no leader was read from the details of the partnership")
        )
    return people, problems


def _rows(section: Section) -> list[Row]:
    return [
        row
        for block in section.blocks
        if not isinstance(block, Block)
        for row in (rows_of(block) if isinstance(block, Table) else [block])
        if row.text
    ]


def _body_row(rows: list[Row]) -> int | None:
    """The row that names the bodies: the first one that is no header of their kinds."""
    kinds = [*lists("area_send")["details.authority"], *lists("area_send")["details.board"]]
    for index, row in enumerate(rows):
        cells = [cell.text for cell in row.own if cell.text]
        header = index == 0 and any(matches(text, kinds) and len(text) < 40 for text in cells)
        if not header:
            return index
    return None


def _is_contact(row: Row) -> bool:
    return bool(_WEB.search(row.text) or _POSTCODE.search(row.text))


def _leaders_of(cell: Cell, bodies: Row) -> Iterator[Person]:
    body = bodies.cells[cell.column] if cell.column < len(bodies.cells) else None
    named = split_people(_cell_lines(cell))
    names = _body_names(body.text) if body is not None and len(named) > 1 else []
    for position, person in enumerate(named):
        organisation = names[position] if len(names) == len(named) else (body.text if body else None)
        yield Person(
            name=person.name,
            role=person.role,
            organisation=_own_body(person, names) or organisation,
            capacity="leader",
        )


def _body_names(text: str) -> list[str]:
    """The names in a cell that holds two bodies: parted where the first ends as a body does."""
    parts = re.split(r"(?<=ICB) and (?=[A-Z])|(?<=Board) and (?=[A-Z])|;|\n", text)
    return [part.strip() for part in parts if part.strip()]


def _own_body(person: Named, names: list[str]) -> str | None:
    """The body that the person's own role names, where the cell names it as well; in its fuller form."""
    role = squeeze(_ICB.sub("", person.role or ""))
    for name in names:
        core = squeeze(_ICB.sub("", name))
        if not core or core not in role:
            continue
        fuller = _ROLE_BODY.search(person.role or "")
        longer = fuller is not None and squeeze(_ICB.sub("", fuller[1])) not in (core, f"nhs{core}")
        return fuller[1] if fuller is not None and longer and core in squeeze(fuller[1]) else name
    return None


def read_inspectors(sections: list[Section]) -> list[Person]:
    """The inspectors in the order of their columns: Ofsted's, then the Care Quality Commission's."""
    people: list[Person] = []
    for section in find(sections, "team"):
        body: str | None = None
        columns: dict[int, list[str]] = {}
        heads: dict[int, str] = {}
        for block in section.blocks:
            if isinstance(block, Block):
                named = _inspectorate(block.text)
                if named:
                    body = named
                elif block.kind != "heading":
                    people.extend(_inspectors(_block_lines(block), body))
                continue
            for row in rows_of(block) if isinstance(block, Table) else [block]:
                _team_row(row, heads, columns)
        for column in sorted(columns):
            people.extend(_inspectors(columns[column], heads.get(column)))
    return _in_order(people)


def _block_lines(block: Block) -> list[str]:
    return [line.text for line in block.lines if line.text.strip()] or [block.text]


def _team_row(row: Row, heads: dict[int, str], columns: dict[int, list[str]]) -> None:
    for cell in row.own:
        named = _inspectorate(cell.text)
        if named and not heads.get(cell.column):
            heads[cell.column] = named
        elif cell.text:
            columns.setdefault(cell.column, []).extend(_cell_lines(cell))


def _inspectorate(text: str) -> str | None:
    """Ofsted or CQC where a text is the heading of its inspectors."""
    if matches(text, lists("area_send")["team.ofsted"]):
        return "Ofsted"
    return "CQC" if matches(text, lists("area_send")["team.cqc"]) else None


def _inspectors(lines: list[str], body: str | None) -> Iterator[Person]:
    if lines and all(only_a_role(line) for line in lines):
        people = [Named(None, line) for line in lines]
    elif lines and begins_with_name(lines[0]):
        people = split_people(lines)
    else:
        return
    for named in people:
        if named.role is None:
            continue
        role = named.role.casefold()
        own = (
            "CQC"
            if "cqc" in role or "care quality" in role
            else "Ofsted"
            if re.search(r"ofsted|hmi", role)
            else None
        )
        lead = any(word in role for word in lists("area_send")["team.lead"])
        if own is None and body is None and "inspector" not in role:
            continue
        yield Person(
            name=named.name, role=named.role, organisation=own or body, capacity="inspector", is_lead=lead
        )


def _in_order(people: list[Person]) -> list[Person]:
    return sorted(people, key=lambda person: person.organisation == "CQC")


# -- bodies ------------------------------------------------------------------------------------


def read_bodies(sections: list[Section], area: str | None) -> list[Body]:
    """The bodies that commission services: from the sentence that says so, else from the details table."""
    for section in find(sections, "about_area"):
        sentences = _SENTENCE.split(" ".join(texts(section)))
        for position, sentence in enumerate(sentences):
            subject = _subject(sentence, sentences[position - 1] if position else "")
            found = _subject_bodies(subject, area) if subject else []
            if found and all(_whole(body.name) for body in found):
                return found
    for section in find(sections, "details"):
        rows = _rows(section)
        at_row = _body_row(rows)
        if at_row is not None:
            return [
                _body(name, _header_kind(rows[0], cell.column))
                for cell in rows[at_row].own
                if cell.text
                for name in _body_names(cell.text)
            ]
    return []


def _header_kind(header: Row, column: int) -> BodyKind | None:
    """What kind of bodies a column of the details table holds, by its header."""
    cell = header.cells[column] if column < len(header.cells) else None
    for group, kind in _DETAIL_KINDS.items():
        if cell is not None and matches(cell.text, lists("area_send")[f"details.{group}"]):
            return kind
    return None


def _subject(sentence: str, before: str) -> str | None:
    """Who the sentence says is responsible for commissioning; where it says "they", the sentence before."""
    lowered = sentence.casefold()
    phrases = lists("area_send")["responsible_bodies.phrases"]
    at = min((lowered.find(phrase) for phrase in phrases if phrase in lowered), default=0)
    if at <= 0:
        return None
    subject = _VERB.sub("", sentence[:at])
    if squeeze(subject) not in ("they", "these", "thesebodies", "both"):
        return subject
    for phrase in lists("area_send")["responsible_bodies.made_of"]:
        _, found, rest = before.partition(phrase)
        if found:
            return rest.strip(" .")
    return before


def _subject_bodies(subject: str, area: str | None) -> list[Body]:
    """The bodies in "X, Y and Z"; their names hold commas and "and" themselves."""
    pieces = _PARTING.split(one_word(subject, area))
    names, separators = pieces[0::2], pieces[1::2]
    found: list[str] = []
    current = ""
    for position, name in enumerate(names):
        current += name
        ahead = names[position + 1 :]
        more = any(_whole(" ".join(ahead[: n + 1])) for n in range(len(ahead)))
        if not ahead or (_whole(current) and more):
            found.append(current)
            current = ""
        else:
            current += separators[position]
    return [_body(name.replace("\x00", " ")) for name in found if name.strip()]


def one_word(text: str, area: str | None) -> str:
    """The text with the area's own name made one word, so that nothing parts it."""
    if not area or area not in text:
        return text
    return text.replace(area, area.replace(" ", "\x00"))


def _whole(name: str) -> bool:
    """Whether a name is complete: it ends or begins as the name of a body does."""
    words = _BRACKET.sub("", name).casefold().replace("\x00", " ").rstrip(" ,.")
    if words.endswith(lists("area_send")["responsible_bodies.whole"]):
        return True
    return any(
        words.removeprefix("the ").startswith(b) for b in lists("area_send")["responsible_bodies.begin"]
    )


def _body(raw: str, kind: BodyKind | None = None) -> Body:
    """The body with its full name. `kind` is what the document says it is."""
    raw = " ".join(raw.split()).strip(" ,.")
    name = re.sub(r"^[Tt]he ", "", _BRACKET.sub("", raw))
    begins = name.casefold().startswith(lists("area_send")["responsible_bodies.begin"])
    name = re.sub(r"(?i) local authority$", "", name) if begins else name
    name = re.sub(r"(?i)\bICBs?\b|\bintegrated care boards?\b", BOARD, name)
    if kind == "integrated_care_board" and BOARD not in name:
        name = f"{name} {BOARD}"
    return Body(name=name, kind=kind or body_kind(name), name_raw=raw)


def body_kind(name: str) -> BodyKind:
    """What kind of body a name is of."""
    lowered = name.casefold()
    if (
        BOARD.casefold() in lowered
        or "clinical commissioning group" in lowered
        or "integrated care" in lowered
    ):
        return "integrated_care_board"
    if "trust" in lowered:
        return "trust"
    if any(
        word in lowered for word in ("council", "borough", "authority", "city of", "county of", "corporation")
    ):
        return "local_authority"
    return "other"


# -- counts ------------------------------------------------------------------------------------


def read_counts(sections: list[Section]) -> dict[str, int]:
    """How many children have a plan, or special educational needs, where one sentence states it."""
    found: dict[str, int] = {}
    for section in find(sections, "about_area"):
        for text in texts(section):
            for sentence in re.split(r"(?<=[.!?])\s+", text):
                _count(sentence, found)
    return found


def _count(sentence: str, found: dict[str, int]) -> None:
    people = re.search(_NUMBER + r"\s+(?:\w+\s+){0,2}?(?:children|pupils|young people)\b(.{0,80})", sentence)
    if not people:
        return
    rest = people[2].casefold()
    number = int(people[1].replace(",", ""))
    if any(phrase.casefold() in rest for phrase in lists("area_send")["counts.ehc_plan"]):
        found.setdefault("children_with_ehc_plan", number)
    elif any(phrase.casefold() in rest for phrase in lists("area_send")["counts.send"]):
        found.setdefault("children_with_send", number)
