"""How sure it is that a document is an action plan: its title and headings, and above all its tables."""

from __future__ import annotations

from extractors.families.plan import tables
from extractors.families.plan.about import details, front_texts
from extractors.families.plan.context import lone_label, read_label, segments
from extractors.families.plan.words import fold, load
from extractors.model import Document


def recognise(document: Document) -> float:
    """From 0 to 1. Tables or blocks of actions speak loudest, plan words in the title next; the headings of
    reports and the furniture of news pages speak against it."""
    words = load("document")["recognise"]
    front = " ".join(t for t, _ in front_texts(document))
    title = f" {fold(front)} "
    said = sum(f" {fold(w)} " in title for w in words["plan"])
    heads = " | ".join(
        fold(b.text)
        for b in document.text_blocks
        if (b.kind == "heading" or b.bold or len(b.text.split()) < 14) and not _quotes(b.text)
    )
    against = sum(fold(w) in heads for w in words["report"])
    structure = _tables(document)
    structure = structure if structure == 1.0 else max(structure, _blocks(document))
    score = 0.55 * structure + min(0.4, 0.15 * said) - 0.25 * min(against, 3)
    stated = f" {fold(details(document).title or '')} "
    if any(f" {fold(w)} " in stated for w in words["strong"]) and not against:
        score = max(score, 0.85 if document.format in ("pdf", "docx", "xlsx") else 0.3)
    if structure >= 1.0:
        score = max(score, 0.9 if said else 0.75)
    return max(0.0, min(1.0, score))


def _quotes(text: str) -> bool:
    """Whether a line leads in what the inspectors said, as plans do: "The inspection report says:"."""
    label = read_label(text)
    return label is not None and label.role in ("area", "area_heading")


def _tables(document: Document) -> float:
    best = 0.0
    for table in document.tables:
        grid = table.cover()
        for part in tables.parts(table, grid, None):
            if part.kind in ("cards", "cell_cards"):
                return 1.0
            if part.kind == "actions" and part.layout is not None:
                sure = part.layout.how == "header"
                rows = len(part.rows)
                if sure and rows >= 2:
                    return 1.0
                best = max(best, 0.8 if sure or rows >= 3 else 0.5)
    return best


def _blocks(document: Document) -> float:
    acts = who = when = listed = 0
    listing = False
    for block in document.text_blocks:
        lone = lone_label(block)
        if lone is not None or block.kind == "heading":
            listing = lone is not None and lone.role in ("activity", "action_heading")
        elif listing and block.kind == "list_item":
            listed += 1
        for part in [lone] if lone is not None else segments(block):
            acts += part.role in ("action_heading", "activity") and bool(part.text or part.number)
            who += part.role in ("owner", "lead", "accountable", "organisation")
            when += part.role in ("timescale", "end", "success")
    if acts >= 2 and (who or when):
        return 1.0
    if listed >= 2:
        return 1.0 if when or who else 0.7
    return 0.5 if acts >= 1 and who and when else 0.0
