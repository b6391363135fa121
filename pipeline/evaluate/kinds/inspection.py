"""Gold for inspection reports and letters: the front page and every finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol, get_args

from extractors.model import Capacity, FindingKind, Record
from pipeline.evaluate.database import BodyRow, Database, DocumentRow, FindingRow, PersonRow
from pipeline.evaluate.records import Sheet, Tally
from pipeline.evaluate.registry import Gold, Kind, Raw, register
from pipeline.evaluate.text import Label, Text, bare, letters, name_checksum

LISTS: dict[str, FindingKind] = {
    "strengths": "strength",
    "weaknesses": "weakness",
    "priority_actions": "area_for_priority_action",
    "improvements": "area_for_improvement",
}
PEOPLE: dict[str, Capacity] = {"leaders": "leader", "inspectors": "inspector", "addressees": "addressee"}
BODIES = {
    "local_authorities": "local_authority",
    "integrated_care_boards": "integrated_care_board",
    "other_commissioning_bodies": "trust",
}
REPORT = "area_send_report"
RAW_WORDS = 5  # the most words of a printed fact that are kept as they stand


class GoldFinding(Text):
    """A finding: its place in its list, and its text or an anchor to it."""

    number: int
    kind: FindingKind
    pages: tuple[int, ...] = ()
    responsible: Text | None = None


class GoldPerson(Record):
    """A person in a capacity; the name only as a checksum."""

    name_sha256: str | None = None
    role: Label | None = None
    organisation: Label | None = None
    capacity: Capacity
    lead: bool | None = None


class GoldBody(Record):
    """A body named as responsible."""

    name: Label
    kind: Literal["local_authority", "integrated_care_board", "trust", "other"]


class GoldJudgement(Record):
    """A grade."""

    subject: Label
    grade: str


class GoldList(Record):
    """A kind of finding that the document lists, and how many."""

    kind: FindingKind
    count: int


class Facts(Record):
    """What the front page says. Only those that are set are looked at; a set null is to be absent."""

    published: str | None = None
    inspection_start: str | None = None
    inspection_end: str | None = None
    previous_start: str | None = None
    previous_end: str | None = None
    outcome: int | None = None
    next_inspection_raw: str | None = None
    monitoring_inspection_raw: str | None = None


class GoldInspection(Gold):
    """An inspection document: facts, bodies, people, judgements, findings.

    `lists` names the kinds of finding that the gold speaks of: a found one of these that is not in
    `findings` is wrong.
    """

    gold: str = "inspection"
    name: str
    sha256: str | None = None
    kind: str = REPORT
    area: str | None = None
    facts: Facts = Facts()
    bodies: tuple[GoldBody, ...] | None = None
    people: tuple[GoldPerson, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    judgements: tuple[GoldJudgement, ...] | None = None
    lists: tuple[GoldList, ...]
    findings: tuple[GoldFinding, ...] = ()

    @property
    def label(self) -> str:
        """By which a person knows the document."""
        return f"{self.area}: {self.name}" if self.area else self.name


# -- reading -------------------------------------------------------------------------------------


def takes(raw: Raw) -> bool:
    """Whether this is the full gold of an inspection document."""
    return isinstance(raw.data, dict) and {"file", "strengths", "improvements", "priority_actions"} <= set(
        raw.data
    )


def read(raw: Raw) -> list[Gold]:
    """The gold record of an inspection document in full form."""
    data = raw.data
    present = [key for key in LISTS if key in data]
    return [
        GoldInspection(
            source=raw.path.name,
            name=data["file"],
            sha256=raw.checksum(data["file"], data.get("area")),
            kind=data.get("kind", REPORT),
            area=data.get("area"),
            facts=facts(data),
            bodies=_bodies(data),
            people=tuple(people(data)),
            capacities=tuple(PEOPLE[key] for key in PEOPLE if key in data),
            judgements=tuple(GoldJudgement(**j) for j in data["judgements"])
            if "judgements" in data
            else None,
            lists=tuple(GoldList(kind=LISTS[key], count=len(data[key])) for key in present),
            findings=tuple(finding for key in present for finding in findings(data, key)),
        )
    ]


def facts(data: dict[str, Any]) -> Facts:
    """A report's facts count also where they are null; of the other families the printed ones only."""
    names = {
        "next_full_inspection": "next_inspection_raw",
        "monitoring_inspection": "monitoring_inspection_raw",
    }
    kept: dict[str, Any] = {}
    for key, value in data.items():
        field = names.get(key, key)
        if field not in Facts.model_fields or ("kind" in data and value is None):
            continue
        if field.endswith("_raw") and value and len(value.split()) > RAW_WORDS:
            continue
        kept[field] = value
    return Facts.model_validate(kept)


def _bodies(data: dict[str, Any]) -> tuple[GoldBody, ...] | None:
    if "local_authorities" not in data:
        return None
    return tuple(
        GoldBody.model_validate({"name": name, "kind": kind})
        for key, kind in BODIES.items()
        for name in data.get(key, [])
    )


def _judgements(data: dict[str, Any]) -> tuple[GoldJudgement, ...] | None:
    if "judgements" not in data:
        return None
    return tuple(GoldJudgement.model_validate(j) for j in data["judgements"])


def people(data: dict[str, Any], lists: Mapping[str, Capacity] = PEOPLE) -> Iterable[GoldPerson]:
    """The people of gold in full form, by the capacity that each list stands for."""
    for key, capacity in lists.items():
        for person in data.get(key, []):
            name = person.get("name")
            fields = {
                "name_sha256": name_checksum(name) if name else None,
                "role": person.get("role"),
                "organisation": person.get("organisation") or person.get("body"),
                "capacity": capacity,
                "lead": person.get("lead"),
            }
            yield GoldPerson.model_validate({k: v for k, v in fields.items() if v is not None})


def findings(data: dict[str, Any], key: str) -> Iterable[GoldFinding]:
    """The findings of one list of gold in full form."""
    for number, item in enumerate(data[key], 1):
        fields = item if isinstance(item, dict) else {"text": item}
        page = fields.get("page")
        pages = (page,) if page else tuple((data.get("pages") or {}).get(key, ()))
        yield GoldFinding.model_validate(
            {"text": fields["text"], "number": number, "kind": LISTS[key], "pages": pages}
            | ({"responsible": fields["responsible"]} if fields.get("responsible") else {})
        )


# -- scoring -------------------------------------------------------------------------------------


def score(db: Database, golds: Sequence[Gold], every: Sequence[Gold]) -> Sheet:
    """Findings a kind, front page fields, people, bodies and judgements of all inspection documents."""
    tally = Tally()
    for gold in golds:
        if isinstance(gold, GoldInspection):
            document = locate(db, gold)
            tally.holds() if document else tally.lacks(gold.label)
            here = db.findings_by.get(document.id, []) if document else []
            for kind in (item.kind for item in gold.lists):
                _score_findings(tally, gold, kind, [r for r in here if r.kind == kind])
            if document and any(d.document == gold.label for d in tally.differences):
                tally.judge("status tells of wrong findings", gold.kind, document.status != "ok")
            _score_facts(tally, gold, document)
            _score_people(tally, gold, [p for p in db.people if document and p.document_id == document.id])
            _score_names(tally, gold, db, document)
    return tally.sheet("inspection", "Inspection reports and letters")


class Located(Protocol):
    """Gold that speaks of one document."""

    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def area(self) -> str | None: ...


def locate(db: Database, gold: Located) -> DocumentRow | None:
    """The document by its bytes, else by its name, else (where the gold has no file name) by area and kind.

    A document of that name with other bytes must have a finding in common.
    """
    document = db.find(gold.name, gold.sha256, gold.area)
    if document is None and gold.area and "." not in gold.name:
        there = [d for d in db.documents if d.area_id in db.area_ids(gold.area) and d.kind == gold.kind]
        return next((d for d in there if _known(db, gold, d)), None)
    if document is None or not gold.sha256 or document.sha256 == gold.sha256 or _known(db, gold, document):
        return document
    return None


def _known(db: Database, gold: Located, document: DocumentRow) -> bool:
    texts: Sequence[Text] = getattr(gold, "findings", ()) or getattr(gold, "weaknesses", ())
    here = db.findings_by.get(document.id, [])
    return any(text.likeness(r.text) != "none" for text in texts for r in here)


def _score_facts(tally: Tally, gold: GoldInspection, document: DocumentRow | None) -> None:
    tally.judge("kind", gold.kind, document is not None and document.kind == gold.kind)
    for field in sorted(gold.facts.model_fields_set, key=list(Facts.model_fields).index):
        want = getattr(gold.facts, field) or None
        got = (getattr(document, field) or None) if document else None
        right = document is not None and _same_fact(field, want, got)
        if not tally.judge(field, gold.kind, right):
            tally.differ(gold.label, field, "wrong", f"{got!r}, gold {want!r}")


def _same_fact(field: str, want: str | int | None, got: str | int | None) -> bool:
    """A printed time may stand with more of its sentence."""
    if field.endswith("_raw") and isinstance(want, str) and isinstance(got, str):
        return bare(want) in bare(got) or bare(got) in bare(want)
    return want == got


def _forms(gold: GoldInspection) -> tuple[float, Callable[[str], str]]:
    """How near is near: area SEND reports by letters, the older letters without any sign."""
    return (95, letters) if gold.kind == REPORT else (97, bare)


def _score_findings(tally: Tally, gold: GoldInspection, kind: FindingKind, rows: list[FindingRow]) -> None:
    ratio, form = _forms(gold)
    pool, left = list(rows), []
    wanted = [f for f in gold.findings if f.kind == kind]
    right = near = verbatim = 0
    for item in wanted:
        alike = [(item.likeness(r.text, 101), r) for r in pool]
        best = next((a for a in alike if a[0] == "verbatim"), None) or next(
            (a for a in alike if a[0] == "exact"), None
        )
        if best is None:
            left.append(item)
            continue
        pool.remove(best[1])
        right, near, verbatim = right + 1, near + 1, verbatim + (best[0] == "verbatim")
        _score_place(tally, gold, item, best[1])
        if best[0] == "exact":
            tally.differ(gold.label, kind, "spacing", item.label, "letters right, spacing, case or signs not")
    for item in left:
        best_row = max(pool, key=lambda r: item.closeness(r.text), default=None)
        if best_row is not None and item.likeness(best_row.text, ratio, form) != "none":
            pool.remove(best_row)
            near += 1
            tally.differ(gold.label, kind, "near", item.label, f"found: {best_row.text[:90]}")
        else:
            cause = None if rows else "no finding of this kind in the document"
            tally.differ(gold.label, kind, "missed", item.label, cause)
    for row in pool:
        tally.differ(gold.label, kind, "extra", row.text[:90])
    tally.count(kind, gold.kind, gold=len(wanted), found=len(rows), right=right, near=near, verbatim=verbatim)


def _score_place(tally: Tally, gold: GoldInspection, item: GoldFinding, row: FindingRow) -> None:
    tally.judge("number of the finding", gold.kind, item.number == row.number)
    if item.pages and row.page is not None:
        low, high = min(item.pages), max(item.pages)
        tally.judge("page of the finding", gold.kind, low <= row.page <= high)
    if item.responsible is not None:
        right = item.responsible.like(row.responsible)
        if not tally.judge("responsible body", gold.kind, right):
            tally.differ(gold.label, "responsible body", "wrong", f"{row.responsible!r}", item.label)


def _score_people(tally: Tally, gold: GoldInspection, rows: list[PersonRow]) -> None:
    for capacity in gold.capacities:
        wanted = [p for p in gold.people if p.capacity == capacity]
        pool = [r for r in rows if r.capacity == capacity]
        found, right = len(pool), 0
        for number, person in enumerate(wanted, 1):
            row = next((r for r in pool if _same_person(person, r)), None)
            if row is None:
                role = person.role.label if person.role else ""
                tally.differ(gold.label, capacity, "missed", f"number {number}, {role}")
                continue
            pool.remove(row)
            right += 1
            _score_person(tally, gold, person, row)
        for row in pool:
            tally.differ(gold.label, capacity, "extra", f"{row.name}, {row.role}, {row.organisation}")
        tally.count(capacity, gold.kind, gold=len(wanted), found=found, right=right, near=right)


def _score_person(tally: Tally, gold: GoldInspection, person: GoldPerson, row: PersonRow) -> None:
    for field, want, got in (
        ("role", person.role, row.role),
        ("organisation", person.organisation, row.organisation),
    ):
        if want is None and person.capacity == "speaker":
            continue  # a page's gold need not say all of whom it quotes
        right = want.same(got) if want else not got
        if not tally.judge(f"{field} of {person.capacity}", gold.kind, right):
            text = f"{got!r}, gold {want.label if want else None!r}"
            tally.differ(gold.label, f"{field} of {person.capacity}", "wrong", text)
    if person.lead is not None:
        tally.judge("lead inspector", gold.kind, person.lead == bool(row.is_lead))


def _same_person(person: GoldPerson, row: PersonRow) -> bool:
    if row.name is None:
        return person.name_sha256 is None and person.role is not None and person.role.same(row.role)
    return name_checksum(row.name) == person.name_sha256


def _score_names(tally: Tally, gold: GoldInspection, db: Database, document: DocumentRow | None) -> None:
    here = document.id if document else None
    if gold.bodies is not None:
        _score_bodies(tally, gold, gold.bodies, [b for b in db.bodies if b.document_id == here])
    grades = [j for j in db.judgements if j.document_id == here]
    for judgement in gold.judgements or ():
        got = next((j.grade for j in grades if judgement.subject.same(j.subject)), None)
        right = letters(got or "") == letters(judgement.grade)
        if not tally.judge("judgement", gold.kind, right):
            text = f"{judgement.subject.label}: {got!r}, gold {judgement.grade!r}"
            tally.differ(gold.label, "judgement", "wrong", text)


def _score_bodies(
    tally: Tally, gold: GoldInspection, wanted: Sequence[GoldBody], rows: list[BodyRow]
) -> None:
    pool, right = list(rows), 0
    for body in wanted:
        row = next((r for r in pool if body.name.same(r.name)), None)
        if row is None:
            tally.differ(gold.label, "body", "missed", body.name.label)
            continue
        pool.remove(row)
        right += 1
        tally.judge("kind of body", gold.kind, body.kind == row.kind)
    for row in pool:
        tally.differ(gold.label, "body", "extra", row.name)
    tally.count("body", gold.kind, gold=len(wanted), found=len(rows), right=right, near=right)


assert set(PEOPLE.values()) <= set(get_args(Capacity))
register(Kind("inspection", GoldInspection, takes, read, score, order=10))
