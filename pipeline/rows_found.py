"""Rows of what was made of the documents: links, coverage, gaps, changes, notes."""

from __future__ import annotations

import json

from pipeline.records import Change, Coverage, Gap, Link, Note

Value = str | int | float | None
Row = dict[str, Value]


def to_json(value: object) -> str:
    """Compact JSON with the characters as they are, the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def link_row(link: Link) -> Row:
    """The row of a link."""
    return {
        "id": link.id,
        "kind": link.kind,
        "from_id": link.from_id,
        "to_id": link.to_id,
        "score": round(link.score, 4),
        "method": link.method,
        "accepted": int(link.accepted),
        "status": link.status,
        "reasons": to_json(link.reasons.model_dump(mode="json", exclude_none=True)),
        "decision": link.decision,
    }


def coverage_row(coverage: Coverage) -> Row:
    """The row of a finding's coverage."""
    return {
        "finding_id": coverage.finding_id,
        "area_id": coverage.area_id,
        "status": coverage.status,
        "deep": int(coverage.deep),
        "actions": coverage.actions,
        "missing": "; ".join(coverage.missing) or None,
        "explanation": coverage.explanation,
    }


def gap_row(gap: Gap) -> Row:
    """The row of a gap."""
    return {
        "id": gap.id,
        "area_id": gap.area_id,
        "rule": gap.rule,
        "severity": gap.severity,
        "item_ids": to_json(gap.item_ids),
        "message": gap.message,
        "evidence": to_json([e.model_dump(mode="json", exclude_none=True) for e in gap.evidence]),
    }


def change_row(change: Change, position: int) -> Row:
    """The row of a change, with its place in order."""
    return {
        "id": change.id,
        "position": position,
        "area_id": change.area_id,
        "plan_id": change.plan_id,
        "key": change.key,
        "from_document": change.from_document,
        "to_document": change.to_document,
        "from_action": change.from_action,
        "to_action": change.to_action,
        "change": change.change,
        "before": change.before,
        "after": change.after,
    }


def note_row(note: Note, position: int) -> Row:
    """The row of a note, with its place in order."""
    return {
        "position": position,
        "item_id": note.item_id,
        "when": note.when,
        "who": note.who,
        "note": note.note,
        "suspect": int(note.suspect),
    }
