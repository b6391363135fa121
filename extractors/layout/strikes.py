"""Words with a rule through them: told from rules beneath words and beside them by their height."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.layout.line import PrintedLine, fold
from extractors.layout.rules import Bounds

LOW, HIGH = 0.12, 0.5  # type sizes above the baseline between which a rule strikes words through
SHORT = 2.0  # points; a shorter rule is a dot or a dash
BEYOND = 3.0  # points by which such a rule may reach beyond the line's words

Middle = Callable[[int], float]


def strikes_of(line: PrintedLine, rules: Sequence[Bounds]) -> list[Bounds]:
    """The rules that go through words of a line, from the left."""
    low, high = line.base - HIGH * line.size, line.base - LOW * line.size
    found = [
        rule
        for rule in rules
        if low <= rule[1] <= high
        and rule[2] - rule[0] >= SHORT
        and rule[0] >= line.x0 - BEYOND
        and rule[2] <= line.x1 + BEYOND
    ]
    return sorted(found)


def strike(line: PrintedLine, text: str, first: int, rules: Sequence[Bounds], middle: Middle) -> None:
    """Take the struck words out of a line. `text` are its characters, from `first` in the page's text on;
    `middle` gives the level middle of a character of the page's text."""
    kept: list[str] = []
    passages: list[list[str]] = []
    going = False
    for at, letter in enumerate(text):
        if letter.isspace():
            (passages[-1] if going else kept).append(" ")
            continue
        x = middle(first + at)
        struck = any(rule[0] <= x <= rule[2] for rule in rules)
        if struck and not going:
            passages.append([])
            kept.append(" ")
        going = struck
        (passages[-1] if struck else kept).append(letter)
    line.text = fold(["".join(kept)])
    line.struck = [passage for p in passages if (passage := fold(["".join(p)]))]
