"""Records made without a check are those that pydantic would make; cells are those that pdfplumber finds."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.table import edges_to_intersections, intersections_to_cells

from extractors.layout import records
from extractors.layout.rules import REACH, _edge, cells_of
from extractors.model import Box, Line, Source

BOX = {"page": 2, "x0": 1.5, "top": 2.0, "x1": 3.25, "bottom": 4.0}


def test_made_records_are_those_that_validation_gives() -> None:
    line = records.line("Words", True, **BOX)  # type: ignore[arg-type]
    checked = Line.model_validate({"text": "Words", "soft": True, "box": BOX})
    assert line == checked
    assert line.model_dump_json() == checked.model_dump_json()
    assert pickle.loads(pickle.dumps(line)) == checked
    assert line.model_copy(update={"text": "Other"}).text == "Other"
    assert line.text == "Words"


def test_a_source_tells_its_first_and_last_page() -> None:
    boxes = (records.box(1, 0.04, 1.0, 2.0, 3.0), records.box(3, 0.0, 1.0, 2.0, 3.0))
    assert boxes[0] == Box(page=1, x0=0.0, top=1.0, x1=2.0, bottom=3.0)
    assert records.source(boxes) == Source(page=1, page_end=3, boxes=boxes)
    assert records.source(()) == Source()


_PLACE = st.integers(0, 5).map(lambda n: 40.0 * n)
_RULE = st.tuples(_PLACE, _PLACE, _PLACE, st.booleans())


@given(st.lists(_RULE, max_size=16))
def test_cells_between_rules_are_those_that_pdfplumber_finds(
    rules: list[tuple[float, float, float, bool]],
) -> None:
    edges = []
    for at, a, b, level in rules:
        low, high = min(a, b), max(a, b)
        edges.append(_edge((low, at, high, at), "h") if level else _edge((at, low, at, high), "v"))
    crossings = edges_to_intersections(edges, REACH, REACH)
    assert cells_of(crossings) == intersections_to_cells(crossings)
