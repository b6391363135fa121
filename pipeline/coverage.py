"""How far a plan answers what a finding asks, part by part, and what no action answers.

A finding is answered by the actions that are linked to it and accepted. Its parts are the matters, services,
groups and stages that its passages name; a part that no action, objective or measure names is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.model import Action, Finding, Measure, Record
from pipeline.concepts import Mention, concepts, mentions, named
from pipeline.likeness import CONCEPT, LIGHT, weight
from pipeline.linking.sections import headings
from pipeline.parts import FORMAL, abstract, asks, passages
from pipeline.records import (
    TO_ANSWER,
    Coverage,
    CoverageStatus,
    Entry,
    Link,
    actions_of,
    findings_of,
    measures_of,
    plans_for,
    standing,
)
from pipeline.verbs import is_verb
from pipeline.words import content, stem, stems

UNNAMED = ("common", "strategic")  # kinds of concepts that are in too many texts to be missed in one
RARE = 4.5  # weight from which a matter is missed beside others that are answered
TELLING = 2.3  # weight from which a group, a stage or a whole passage is missed
LISTED = 1.5  # weight from which a member of a list is missed
LIST_LEAD = re.compile(r"\b(?:particularly|especially|including|in particular)\b|:", re.IGNORECASE)
SINGLED = re.compile(r"\b(?:particularly|especially|including|in particular)\b[^,;:]*$", re.IGNORECASE)
DROPPED = 2.7  # weight from which a matter is missed that the plan's own quotation dropped
RARE_WORD = 4.0  # weight from which a word is rare enough to be missed by itself
QUALITY = re.compile(
    r"(?:\d|ive|ly|ous|ful|able|ible|ic|ed|ing|ise|ent|ant)\W*$"
    r"|^(?:poor|weak|strong|slow|few|little|many|most|short|high|low|early|clear|full|fair|safe)(?:er|est)?\W*$",
    re.IGNORECASE,
)  # says how a thing is
MOSTLY = 0.6  # share of a finding's words that a plan must keep, for what it left out to be dropped
ITEMS = 3  # passages from which an area for improvement is a list
SERVICES = 3  # services that make a list: one left out of it is missed though a heading names it
NEAR_NAMES = ("service", "group")  # kinds whose wider case answers a narrower one that stands alone
# What a name goes on with: the noun that it qualifies, or what it is of.
GOES_ON = re.compile(
    r"[ -](?:services?|assessments?|support|pathways?|provision|places|training|reviews?|plans?|breaks?"
    r"|checks?|teams?|clinics?)\b",
    re.IGNORECASE,
)
SERVICE = re.compile(r" (?:services?|clinics?|groups?|schemes?)\b", re.IGNORECASE)
OF_WHAT = re.compile(r" of (?:the |their )?(?:(?!and\b|or\b|in\b|for\b|which\b|that\b)[^\W\d_]+ ?){1,2}\b")


class Missing(Record):
    """A part of a finding that no action answers: the matter, and the finding's own words for it.

    `label` is how a board would say it, or None where the words say it best.
    """

    concept: str | None
    label: str | None
    passage: str

    def __str__(self) -> str:
        if self.label is None:
            return f"“{self.passage}”"
        mine, theirs = set(stems(self.label)), set(stems(self.passage))
        if theirs <= mine:
            return self.label
        return f"“{self.passage}”" if mine <= theirs else f"{self.label} (“{self.passage}”)"


def cover(entries: Sequence[Entry], links: Sequence[Link]) -> list[Coverage]:
    """One row for each finding to answer of each inspection document that counts."""
    counted = standing(entries)
    addressed: dict[str, list[Link]] = {}  # what speaks to each finding, accepted or not
    for link in links:
        if link.kind == "addresses":
            addressed.setdefault(link.to_id, []).append(link)
    found = []
    for inspection in counted:
        if inspection.family != "inspection":
            continue
        plans = plans_for(inspection, counted)
        actions = {id_: action for plan in plans for id_, action in actions_of(plan)}
        complete = _complete(plans)
        for id_, finding in findings_of(inspection):
            if finding.kind in TO_ANSWER:
                theirs = [link for link in addressed.get(id_, []) if link.from_id in actions]
                accepted = [link for link in theirs if link.accepted]
                found.append(
                    _row(
                        id_, finding, inspection.area_id, plans, accepted, actions, complete, _quotes(theirs)
                    )
                )
    return found


def _row(
    id_: str,
    finding: Finding,
    area_id: str | None,
    plans: Sequence[Entry],
    accepted: Sequence[Link],
    actions: Mapping[str, Action],
    complete: frozenset[str],
    quotes: Sequence[str],
) -> Coverage:
    count = len(accepted)
    status: CoverageStatus = "covered"
    missing: list[str] = []
    if not plans:
        status, why = "no_plan", "No plan that answers this report is held."
    elif not accepted:
        status, why = "uncovered", "No action answers it."
    else:
        parts = missing_parts(finding, [actions[link.from_id] for link in accepted], quotes)
        missing = told(finding, parts)
        status = "partial" if parts else "covered"
        why = f"{count} action{'s' if count != 1 else ''} answer{'s' if count == 1 else ''} it"
        why += f", none of them on {'; '.join(missing)}." if parts else "."
    deep = status in ("covered", "partial") and all(link.from_id in complete for link in accepted)
    return Coverage(
        finding_id=id_,
        area_id=area_id,
        status=status,
        deep=deep,
        actions=count,
        missing=tuple(missing),
        explanation=why,
    )


def _complete(plans: Sequence[Entry]) -> frozenset[str]:
    """The actions with an owner, a date, and a measure with baseline and target."""
    found = set()
    for plan in plans:
        measured = {n for _, m in measures_of(plan) if measurable(m) for n in m.actions}
        for id_, action in actions_of(plan):
            dated = action.timescale is not None and action.timescale.due_on is not None
            if action.owners and dated and action.number in measured:
                found.add(id_)
    return frozenset(found)


def measurable(measure: Measure) -> bool:
    """Whether a measure has a baseline and a target with values."""
    return measure.baseline_value is not None and any(t.value is not None for t in measure.targets)


def _quotes(links: Sequence[Link]) -> tuple[str, ...]:
    """The words that the plan's own headings use for a finding, by the links of its actions to it."""
    structure = (link.reasons for link in links if link.found_by == "structure")
    return tuple(dict.fromkeys(reasons.via for reasons in structure if reasons.via and reasons.parts))


# -- parts -------------------------------------------------------------------------------------


def answer_text(action: Action) -> str:
    """What an action says that it does and is to bring about; not the heading that quotes the finding."""
    return " . ".join(t for t in (action.activity, action.objective, action.success_measure) if t)


class Named(Record):
    """What a plan names under a finding: in its actions, and in the headings over them."""

    done: frozenset[str]
    headed: frozenset[str]
    itself: frozenset[str]  # what is named in either by its own name, not by that of a case of it
    quoted: bool  # whether a heading stands for the finding


def missing_parts(finding: Finding, actions: Sequence[Action], quotes: Sequence[str]) -> list[Missing]:
    """The parts of the finding that none of the actions names, in the order of its words.

    `quotes` are the plan's own words for the finding. What a heading keeps is mostly taken to be answered by
    what stands under it; what it dropped is asked for the more closely.
    """
    texts, heads = [answer_text(a) for a in actions], [h for a in actions for h in headings(a)]
    known = Named(
        done=frozenset[str]().union(*map(named, texts)),
        headed=frozenset[str]().union(*map(named, heads)),
        itself=frozenset(
            m.concept for t in (*texts, *heads) for m in mentions(t) if not _inside(m, mentions(t))
        ),
        quoted=bool(quotes),
    )
    asked = asks(finding.text, finding.kind)
    known = _with_near_names(known, asked)
    items = finding.kind in FORMAL and len(asked) >= ITEMS
    found: dict[str, Missing] = {}
    for passage in asked:
        for part in _missing_of(passage, known, items):
            found.setdefault(part.concept or part.passage, part)
    for part in list(found.values()):
        broader = concepts()[part.concept].broader if part.concept else None
        found.pop(broader or "", None)  # the narrower matter says it
    if not found and finding.kind in FORMAL:
        for part in _dropped(asked, actions):
            found.setdefault(part.passage, part)
    narrowed = _narrowed(finding, actions)
    if narrowed:
        found.setdefault(narrowed.passage, narrowed)
    return list(found.values())


def _named_whole(texts: Sequence[str]) -> frozenset[str]:
    """What the texts name by names that are no part of longer ones."""
    return frozenset(m.concept for text in texts for m in mentions(text) if not _inside(m, mentions(text)))


def _with_near_names(known: Named, asked: Sequence[str]) -> Named:
    """What is named, and the services and groups asked for that the plan names by a wider name.

    Not where the finding names several of a kind and the plan does one of them by its name: then each is
    asked for by its name.
    """
    wanted = _named_whole(asked)
    by_name = {concepts()[c].kind for c in wanted & known.done if concepts()[c].broader not in wanted}
    alone = {
        slug: broader
        for slug in wanted
        if concepts()[slug].kind in NEAR_NAMES
        and concepts()[slug].kind not in by_name
        and (broader := concepts()[slug].broader)
        and broader not in wanted
        and broader in known.itself
    }
    return known.model_copy(
        update={
            "done": known.done | {c for c, broader in alone.items() if broader in known.done},
            "headed": known.headed | {c for c, broader in alone.items() if broader in known.headed},
        }
    )


def _missing_of(passage: str, known: Named, item: bool) -> Iterator[Missing]:
    """The parts of one passage that are missing; `item` says that it is one of a list's items."""
    places: dict[str, Mention] = {}
    for mention in mentions(passage):
        if concepts()[mention.concept].kind not in UNNAMED and not _within(mention, mentions(passage)):
            places.setdefault(mention.concept, mention)
    wider = {concepts()[c].broader for c in places}
    services = sum(1 for c in places if concepts()[c].kind == "service" and c not in wider)
    undone = [c for c in places if c not in known.done]
    unnamed = [c for c in undone if c not in known.headed]
    for slug in undone:
        kind, value = concepts()[slug].kind, weight(CONCEPT + slug)
        peers = [c for c in places if c in known.done and concepts()[c].kind == kind and c not in wider]
        listed = LIST_LEAD.search(passage) is not None and bool(peers)
        in_spite = (  # missed though a heading names it
            (kind == "service" and bool(peers) and services >= SERVICES)
            or (item and len(undone) == len(places) and value >= TELLING)
            or (kind == "matter" and value >= RARE)
            or (value >= RARE and _singled_out(passage, places[slug]))
        )
        dropped = slug in unnamed and (
            (len(unnamed) == len(places) and value >= TELLING)
            or (kind in ("group", "stage", "service") and value >= TELLING)
            or (listed and value >= LISTED)
            or (known.quoted and value >= DROPPED)
        )
        if in_spite or dropped:
            yield Missing(concept=slug, label=concepts()[slug].label, passage=_printed(passage, places[slug]))


def _singled_out(passage: str, mention: Mention) -> bool:
    """Whether the finding names a thing by itself out of a wider one: "all services including ..."."""
    lead = SINGLED.search(passage[: mention.start])
    return lead is not None and not re.search(r",|\band\b|\bor\b", passage[lead.end() : mention.start])


def _dropped(asked: Sequence[str], actions: Sequence[Action]) -> Iterator[Missing]:
    """Rare things that the finding names and neither the plan's headings nor its actions do.

    Only where these keep most of the finding's words: then what is left out was dropped. Where they say the
    whole in other words, a word that is not there tells nothing.
    """
    texts = [t for a in actions for t in (*headings(a), answer_text(a))]
    said = {t.stem for text in texts for t in content(text)}
    words = [(text, token) for text in asked for token in content(text)]
    done = frozenset[str]().union(*(named(text) for text in texts))
    other = {text: [m for m in mentions(text) if m.concept in done] for text in asked}  # told in other words
    gone = [
        (text, token)
        for text, token in words
        if token.stem not in said and not any(m.start <= token.start < m.end for m in other[text])
    ]
    if len(gone) > (1 - MOSTLY) * len(words):
        return
    end = dict.fromkeys(asked, 0)
    for text, token in gone:
        printed = text[token.start : token.end]
        named_so = _kind_of_service(text, token.start, token.end)
        if token.start < end[text] or weight(token.stem) < RARE_WORD or not (named_so or _thing(printed)):
            continue
        run = token.end
        for where, later in gone:  # words that stand side by side are one thing
            if where == text and later.start == run + 1 and _thing(text[later.start : later.end]):
                run = later.end
        whole = _printed(text, Mention("", token.start, run))
        end[text] = token.start + len(whole)
        yield Missing(concept=None, label=None, passage=whole)


def _kind_of_service(text: str, start: int, end: int) -> bool:
    """Whether a word in -ing says, right before its noun, what kind of service it is: "sitting services"."""
    word = text[start:end].casefold()
    return word.endswith("ing") and SERVICE.match(text, end) is not None and not _of_a_verb(word)


def _of_a_verb(word: str) -> bool:
    root = word.removesuffix("ing")
    return any(is_verb(v, first=True) for v in (root, f"{root}e", root[:-1]))


def _thing(word: str) -> bool:
    """Whether a word may name a thing: no verb of plans, no quality, nothing abstract or everyday."""
    return not (QUALITY.search(word) or is_verb(word) or abstract(word) or stem(word.casefold()) in LIGHT)


def _within(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether the mention is a part of a longer one that names something else."""
    return _inside(
        mention,
        [o for o in others if mention.concept not in (o.concept, concepts()[o.concept].broader)],
    )


def _inside(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether the mention is a part of a longer one, of whatever it names."""
    size = mention.end - mention.start
    return any(o.start <= mention.start and mention.end <= o.end and o.end - o.start > size for o in others)


def _printed(passage: str, mention: Mention) -> str:
    """The finding's own words: the mention, with the noun that it qualifies and what it is of."""
    end = mention.end
    for goes_on in (GOES_ON, OF_WHAT):
        if match := goes_on.match(passage, end):
            end = match.end()
    return passage[mention.start : end].strip()


ALL_CHILDREN = re.compile(r"\bwith SEND\b|\bwith special educational needs\b", re.IGNORECASE)
WITH_PLAN = re.compile(r"\b(?:EHC|EHCP|education,? health and care)\b", re.IGNORECASE)


def _narrowed(finding: Finding, actions: Sequence[Action]) -> Missing | None:
    """Children without a plan, where the finding speaks of all and every objective only of EHC plans."""
    objectives = {a.objective or a.activity for a in actions}
    asked = passages(finding.text, finding.kind)[0].text
    if WITH_PLAN.search(finding.text) or not ALL_CHILDREN.search(asked):
        return None
    if not all(WITH_PLAN.search(o) for o in objectives):
        return None
    without = "children and young people with SEND who have no EHC plan"
    return Missing(concept=None, label=without, passage=without)


LEAD_WORDS = 10


def told(finding: Finding, parts: Sequence[Missing]) -> list[str]:
    """The missing parts as a board would read them.

    Where a finding opens with a short general complaint and the parts that spell it out are missing, the
    complaint is named with them.
    """
    said = list(dict.fromkeys(str(p) for p in parts))
    asked = asks(finding.text, finding.kind)
    if len(asked) < 3 or len(parts) < 2 or len(asked[0].split()) > LEAD_WORDS:
        return said
    topics = [concepts()[m.concept].label for m in mentions(asked[0])]
    if not topics or any(p.passage in asked[0] for p in parts):
        return said
    return [f"{topics[-1]}: {'; '.join(said)}"]
