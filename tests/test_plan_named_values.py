"""Lists of indicators: a name, and under it a line of labelled values."""

from __future__ import annotations

from extractors.families.plan.named_values import read_named_values
from extractors.model import Block
from tests.pdf_files import Sheet, read


def _measures(*pairs: tuple[str, str]) -> list[tuple[str, float | None, list[float | None]]]:
    def draw(sheet: Sheet) -> None:
        sheet.text(50, 60, "Indicators", 14, bold=True)
        for k, (name, values) in enumerate(pairs):
            sheet.text(50, 100 + 60 * k, name, 10, bold=True)
            sheet.text(50, 118 + 60 * k, values, 10)

    blocks = [b for b in read(draw).blocks if isinstance(b, Block)]
    found = [series.part for _, series in read_named_values(blocks) if series]
    return [(p.text, p.baseline_value, [t.value for t in p.targets]) for p in found]


SWIM = (
    "KPI 1. Pupils who learn to swim",
    "Baseline: 41% (2024). Target: 55% by July 2026; 70% by July 2027.",
)
BUS = ("KPI 2: Buses that arrive on time", "Baseline: 62 (May 2025). Target: 80 by May 2026; 90 by May 2027.")


def test_names_and_values_one_after_another_are_measures() -> None:
    assert _measures(SWIM, BUS) == [
        ("Pupils who learn to swim", 41.0, [55.0, 70.0]),
        ("Buses that arrive on time", 62.0, [80.0, 90.0]),
    ]


def test_one_name_with_values_may_be_of_an_actions_card() -> None:
    assert _measures(SWIM) == []
