"""Gaps about words: a quotation that drifts, a fact told as an action, a slip, the same thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Finding
from pipeline import ids
from pipeline.gaps.registry import Draft, rule
from pipeline.gaps.view import PlanView, View, action_evidence, called, clip
from pipeline.likeness import telling
from pipeline.records import Drift, Evidence, Link
from pipeline.verbs import is_verb
from pipeline.words import stem

QUOTED_SHARE = 0.8  # how much of a heading must stand in the finding to call a difference drift


def _of(finding: Finding) -> str:
    return f"{finding.kind.replace('_', ' ')} {finding.number}"


@rule("drift", "medium")
def drift(view: View) -> Iterator[Draft]:
    """A quotation of the report that changed the report's words."""
    seen: set[tuple[str, str]] = set()
    for link in view.links:
        found, quote = link.reasons.drift, _quote_of(view, link)
        if found is None or quote is None or not telling(found):
            continue
        key = (link.to_id, ids.bare(quote))
        if link.to_id not in view.findings or key in seen:
            continue
        seen.add(key)
        finding = view.findings[link.to_id]
        entry = view.document_of(link.from_id)
        yield Draft(
            area_id=entry.area_id if entry else None,
            items=(link.to_id,),
            message=f"The plan changes the report's words for {_of(finding)}: {describe(found)}.",
            evidence=(
                view.quote(link.to_id, "report"),
                Evidence(label="quotation", text=quote, document_id=entry.id if entry else None),
            ),
            severity="low" if finding.kind == "strength" or not found.dropped else "medium",
            discriminator=ids.bare(quote),
        )


def _quote_of(view: View, link: Link) -> str | None:
    """The quoting text of a link that stands on a quotation."""
    if link.kind == "addresses" and link.found_by == "structure" and link.accepted:
        return link.reasons.parts[0].note if _held(link) >= QUOTED_SHARE else None
    if link.kind == "restates" and link.accepted and link.found_by == "quotation":
        finding = view.findings.get(link.from_id)
        return finding.text if finding and finding.kind != "strength" else None
    return None


def _held(link: Link) -> float:
    return link.reasons.parts[0].value if link.reasons.parts else 0.0


def describe(change: Drift) -> str:
    """The changes in words: what was dropped, added, and put for what."""
    said = [f"“{w}” dropped" for w in change.dropped] + [f"“{w}” added" for w in change.added]
    said += [f"“{c.before}” became “{c.after}”" for c in change.changed]
    return "; ".join(clip(s, 80) for s in said[:4])


# -- actions that are none ---------------------------------------------------------------------

STATE = re.compile(
    r"\b(?:has|have)\s+(?:been\s+|already\s+)?\w+ed\b|\b(?:is|are)\s+(?:currently\s+|now\s+)?\w+ing\b"
    r"|\b(?:is|are|now|already)\s+in\s+place\b|\bin\s+place\b|\bcurrently\b|[(\s]live\s+(?:in\s+|from\s+|since\s+)?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*",
    re.IGNORECASE,
)
PUT_IN_PLACE = re.compile(
    r"\b(?:put|get|have|be|is|are|ensure|establish|keep)\b[^.;]{0,60}\bin\s+place\b", re.IGNORECASE
)
TO_DO = re.compile(r"\bto\s+(?:be\s+)?[a-z]{3,}\b|\b(?:will|must|shall|should)\b", re.IGNORECASE)
NOMINAL = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:development|review|creation|introduction|implementation|delivery|recruitment"
    r"|appointment|establishment|roll[- ]?out|launch|discussion|design|training|production|publication"
    r"|completion|evaluation"
    r"|engagement|expansion|analysis|audit|mapping|pilot|agreement|co-?production|consultation|procurement|update)s?"
    r"\s+(?:of|on|to|with|for|about|in|by)\b",
    re.IGNORECASE,
)
DONE = re.compile(
    r"^\W*(?:increased|improved|completed|provided|delivered|reduced|strengthened|enhanced|established"
    r"|developed|agreed|achieved|implemented|recruited|appointed|launched|published)\b",
    re.IGNORECASE,
)
PARTICIPLE = re.compile(
    r"^\W*(?:[A-Z]?\w+\s+){1,5}(?:provided|delivered|completed|agreed|held|advertised|arranging|piloting)\b"
)


def is_action(activity: str) -> bool:
    """Whether the words say something to be done, rather than how things stand."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*|&", activity)
    if not words or DONE.match(activity):
        return not words
    first = (
        words[1] if words[0].casefold() in ("re", "co", "pre", "continue") and len(words) > 1 else words[0]
    )
    listed = len(words) > 1 and words[1] in ("&", "and") and not (len(words) > 2 and is_verb(words[2]))
    if is_verb(first, first=True) and not listed:
        return True
    start = " ".join(words[:12])
    if TO_DO.search(start) and not STATE.search(start.split(" to ")[0]):
        return True
    if NOMINAL.match(activity) and not STATE.search(activity):
        return True
    if PUT_IN_PLACE.search(activity):
        return True
    if STATE.search(activity) or PARTICIPLE.match(activity):
        return False
    return any(is_verb(w) for w in words if w.islower()) and not activity.isupper()


@rule("not_an_action", "medium")
def not_an_action(view: View) -> Iterator[Draft]:
    """A statement of fact or a label where an action should stand."""
    for plan in view.plans:
        for id_, action in plan.actions.items():
            if not is_action(action.activity):
                yield Draft(
                    area_id=plan.area_id,
                    items=(id_,),
                    message=f"{called(id_, action)} tells how things stand, not what is to be done: "
                    + clip(action.activity),
                    evidence=(action_evidence(id_, action),),
                )


VAGUE = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:to\s+)?(?:focus on|consider|keep under review|be mindful of|be aware of"
    r"|continue to support|promote a culture|maintain (?:a )?focus|look (?:at|into)|think about"
    r"|have regard to|strive to|endeavour to)\b",
    re.IGNORECASE,
)


@rule("vague_action", "low")
def vague_action(view: View) -> Iterator[Draft]:
    """Nothing that could be seen to be done."""
    for plan in view.plans:
        for id_, action in plan.actions.items():
            if VAGUE.search(action.activity) and not re.search(r"\d", action.activity):
                yield Draft(
                    area_id=plan.area_id,
                    items=(id_,),
                    message=f"{called(id_, action)} names nothing that could be seen to be done: "
                    + clip(action.activity),
                    evidence=(action_evidence(id_, action),),
                )


# -- slips -------------------------------------------------------------------------------------

DOUBLED = re.compile(r"\b([a-z]{2,})\s+\1\b", re.IGNORECASE)
ALLOWED_TWICE = {"had", "that"}
RANGE_CUT = re.compile(r"\bfrom\s+\d+\s+to\s+\d+\s+\w+\s+and\s+\w+\s+for\s+\d+\s+to\s+\d+", re.IGNORECASE)


def _open_bracket(text: str) -> int | None:
    """Where a bracket opens that is never closed; the mark of a list item closes none."""
    opened: list[int] = []
    for place, character in enumerate(text):
        if character == "(":
            opened.append(place)
        elif character == ")" and opened:
            opened.pop()
    return opened[0] if opened else None


def garbled(text: str) -> str | None:
    """What is broken in a text: a doubled word, an open bracket, a range cut short; None where nothing is."""
    doubled = DOUBLED.search(text)
    if doubled and doubled[1].casefold() not in ALLOWED_TWICE:
        return f"doubled word “{doubled[0]}”"
    opened = _open_bracket(text)
    if opened is not None:
        cut = text[opened:]
        return f"bracket not closed: “{clip(cut, 40)}”"
    if RANGE_CUT.search(text):
        return f"words missing: “{clip(RANGE_CUT.search(text)[0], 60)}”"  # type: ignore[index]
    return None


@rule("garbled_text", "low")
def garbled_text(view: View) -> Iterator[Draft]:
    """Doubled or broken words."""
    for plan in view.plans:
        seen: set[str] = set()
        for id_, action in plan.actions.items():
            for text in (action.activity, action.objective, action.success_measure):
                broken = garbled(text) if text and text not in seen else None
                seen.add(text or "")
                if broken:
                    yield _garbled(plan, id_, text or "", broken)


def _garbled(plan: PlanView, id_: str, text: str, broken: str) -> Draft:
    return Draft(
        area_id=plan.area_id,
        items=(id_,),
        message=f"{called(id_, plan.actions[id_])} has broken words: {broken}.",
        evidence=(Evidence(label="text", text=text, item_id=id_, document_id=plan.entry.id),),
        discriminator=ids.bare(text),
    )


@rule("duplicate_action", "low")
def duplicate_action(view: View) -> Iterator[Draft]:
    """The same action twice in one plan."""
    for plan in view.plans:
        by_words: dict[str, list[str]] = {}
        for id_, action in plan.actions.items():
            by_words.setdefault(ids.bare(action.activity), []).append(id_)
        for twice in by_words.values():
            if len(twice) > 1:
                actions = [plan.actions[i] for i in twice]
                often = "twice" if len(twice) == 2 else f"{len(twice)} times"
                yield Draft(
                    area_id=plan.area_id,
                    items=tuple(twice),
                    message=f"The same action stands {often} in the plan: {clip(actions[0].activity)}",
                    evidence=tuple(action_evidence(i, plan.actions[i]) for i in twice),
                )


# -- strengths ---------------------------------------------------------------------------------

FEW_OR_MANY = re.compile(r"^\W*(?:some|many|most|a few|several)\b[^.]*", re.IGNORECASE)
RESERVED = re.compile(
    r"\b(?:although|however|but|too early|not yet|generally|typically|beginning to|starting to|who responded"
    r"|some|many|often|usually)\b",
    re.IGNORECASE,
)
STRONG_RESERVE = re.compile(
    r"\b(?:although[^.]*|too early[^.]*|not yet[^.]*|who responded[^.,]*|generally|typically)", re.I
)


@rule("strength_overstated", "medium")
def strength_overstated(view: View) -> Iterator[Draft]:
    """A response that says more of a strength than the report did."""
    for link in view.links:
        if link.kind != "restates" or not link.accepted:
            continue
        said = view.findings.get(link.from_id)
        if said is None or said.kind != "strength" or not link.reasons.via:
            continue
        lost = _lost_reserve(said.text, link.reasons.via)
        if lost:
            entry = view.document_of(link.from_id)
            yield Draft(
                area_id=entry.area_id if entry else None,
                items=(link.to_id, link.from_id),
                message=f"The response leaves out the report's “{clip(lost, 60)}”: {clip(said.text)}",
                evidence=(view.quote(link.to_id, "report"), view.quote(link.from_id, "response")),
                severity="medium" if STRONG_RESERVE.search(lost) else "low",
            )


def _lost_reserve(said: str, passage: str) -> str | None:
    """The report's reserve that the response does not keep: how many, as far as, although."""
    strong = STRONG_RESERVE.search(passage)
    if strong and stem(strong[0].split()[0]) not in {stem(w) for w in said.split()}:
        return strong[0]
    many = re.match(r"^\W*(some|many)\b", passage, re.IGNORECASE)
    if many and not re.search(rf"\b{many[1]}\b", said, re.IGNORECASE):
        return many[1]
    return None
