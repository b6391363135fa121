"""Words with a rule through them, and rules that go through none."""

from __future__ import annotations

from extractors.layout.line import PrintedLine
from extractors.layout.strikes import strike, strikes_of


def _line(text: str) -> PrintedLine:
    return PrintedLine(
        text=text, page=1, x0=100, top=90, x1=100 + 5 * len(text), bottom=102, base=100, size=10, bold=False
    )


def _read(text: str, *rules: tuple[float, float, float]) -> tuple[str, list[str]]:
    line = _line(text)
    found = strikes_of(line, [(x0, y, x1, y) for x0, x1, y in rules])
    if found:
        strike(line, text, 0, found, lambda at: 102.5 + 5 * at)
    return line.text, line.struck


def test_a_rule_through_words_takes_them_out() -> None:
    assert _read("Sep-23 Mar-24", (100, 130, 97)) == ("Mar-24", ["Sep-23"])


def test_a_rule_under_words_does_not() -> None:
    assert _read("Sep-23 Mar-24", (100, 130, 101)) == ("Sep-23 Mar-24", [])


def test_a_rule_that_runs_on_is_a_table_s() -> None:
    assert _read("Sep-23 Mar-24", (50, 400, 97)) == ("Sep-23 Mar-24", [])


def test_two_passages_stay_apart() -> None:
    assert _read("one two six ten", (100, 115, 97), (140, 155, 97)) == ("two ten", ["one", "six"])
