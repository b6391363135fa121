"""Links that wait for a person: which they are, and why each does not count by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from pipeline import queries
from pipeline.linking.addresses import REVIEW_TOLD
from pipeline.records import Reasons

NO_ANSWER = ("uncovered_finding", "partly_covered_finding")  # rules that a waiting link may settle


def offered(db: sqlite3.Connection, items: Iterable[str]) -> list[sqlite3.Row]:
    """The waiting links of actions to the findings among the items, the likeliest first."""
    found: list[sqlite3.Row] = []
    for item in items:
        found += db.execute(
            "select * from links where to_id = ? and kind = 'addresses'"
            " and status in ('review', 'ambiguous', 'suspect') order by score desc, id",
            (item,),
        )
    return found


def offered_for(db: sqlite3.Connection, gap: sqlite3.Row) -> list[sqlite3.Row]:
    """The waiting links that may close the gap, were a person to confirm them."""
    return offered(db, queries.ids_in(gap)) if gap["rule"] in NO_ANSWER else []


def offered_words(count: int, rule: str = "uncovered_finding") -> str:
    """How many actions may answer the finding of such a gap and wait for a person, in a sentence."""
    more = "" if rule == "uncovered_finding" else " more"
    if count == 1:
        return f"One{more} action may answer it and waits for a person to decide."
    return f"{count}{more} actions may answer it and wait for a person to decide."


def held_by_plan(link: sqlite3.Row) -> bool:
    """Whether the link waits because the plan itself says what its actions answer, whatever its score."""
    waits = (link["status"], link["kind"], link["method"]) == ("review", "addresses", "similarity")
    return waits and link["score"] >= REVIEW_TOLD


def why_waits(db: sqlite3.Connection, link: sqlite3.Row) -> str:
    """Why the link does not count until a person decides, in a clause; empty where it does not wait."""
    if link["status"] == "ambiguous":
        return "another finding is as near, so a person should choose"
    if link["status"] == "suspect":
        return "a person decided it, but the words have changed since"
    if link["status"] != "review":
        return ""
    reasons = Reasons.model_validate_json(link["reasons"])
    if link["method"] == "structure":
        return "the action stands under the finding, but seems to be about something else"
    if link["kind"] == "addresses" and reasons.via and queries.like_id(reasons.via):
        return "the action answers another finding on the same matter, and may answer this one too"
    if held_by_plan(link):
        return "the plan itself says what its actions answer, and likeness alone does not overrule it"
    return "the likeness is not strong enough to count by itself"
