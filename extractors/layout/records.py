"""Records from values that need no check, for a PDF has tens of thousands of printed lines and boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

from extractors.model import Block, Box, Cell, Line, Record, Source

Made = TypeVar("Made", bound=Record)


def maker(kind: type[Made]) -> Callable[[dict[str, Any]], Made]:
    """A function that makes records of a kind from all their fields, in order and of the right types.

    What pydantic would build after looking at each value, in a fourth of the time; a record keeps the
    dictionary as its own.
    """
    known, new = set(kind.model_fields), kind.__new__
    put_fields, put_known = object.__setattr__, BaseModel.__dict__["__pydantic_fields_set__"].__set__
    put_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
    put_private = BaseModel.__dict__["__pydantic_private__"].__set__

    def make(fields: dict[str, Any]) -> Made:
        record = new(kind)
        put_fields(record, "__dict__", fields)
        put_known(record, known)
        put_extra(record, None)
        put_private(record, None)
        return record

    return make


make_block, make_cell = maker(Block), maker(Cell)
_make_box, _make_line, _make_source = maker(Box), maker(Line), maker(Source)


def box(page: int, x0: float, top: float, x1: float, bottom: float) -> Box:
    """A rectangle, to a tenth of a point."""
    fields = {
        "page": page,
        "x0": round(x0, 1),
        "top": round(top, 1),
        "x1": round(x1, 1),
        "bottom": round(bottom, 1),
    }
    return _make_box(fields)


def source(boxes: tuple[Box, ...]) -> Source:
    """The place that boxes in order of their pages make."""
    if not boxes:
        return Source()
    pages = {"page": boxes[0].page, "page_end": boxes[-1].page}
    return _make_source({**pages, "boxes": boxes, "place": None, "ocr": False})


def line(text: str, soft: bool, page: int, x0: float, top: float, x1: float, bottom: float) -> Line:
    """A printed line with its place as it was measured."""
    place = _make_box({"page": page, "x0": x0, "top": top, "x1": x1, "bottom": bottom})
    return _make_line({"text": text, "box": place, "soft": soft})
