"""Records from values that need no check, for a PDF has tens of thousands of printed lines and boxes."""

from __future__ import annotations

from typing import Any, TypeVar

from extractors.model import Box, Line, Record, Source

Made = TypeVar("Made", bound=Record)

_put = object.__setattr__
_SET: dict[type[Record], set[str]] = {}


def made(kind: type[Made], fields: dict[str, Any]) -> Made:
    """A record of a kind with these fields: all of them, in the kind's order and of the right types.

    What pydantic would build after looking at each value, in a fourth of the time; the record keeps the
    dictionary as its own.
    """
    known = _SET.get(kind)
    if known is None:
        known = _SET[kind] = set(kind.model_fields)
    record = kind.__new__(kind)
    _put(record, "__dict__", fields)
    _put(record, "__pydantic_fields_set__", known)
    _put(record, "__pydantic_extra__", None)
    _put(record, "__pydantic_private__", None)
    return record


def box(page: int, x0: float, top: float, x1: float, bottom: float) -> Box:
    """A rectangle, to a tenth of a point."""
    fields = {
        "page": page,
        "x0": round(x0, 1),
        "top": round(top, 1),
        "x1": round(x1, 1),
        "bottom": round(bottom, 1),
    }
    return made(Box, fields)


def source(boxes: tuple[Box, ...]) -> Source:
    """The place that boxes in order of their pages make."""
    if not boxes:
        return Source()
    pages = {"page": boxes[0].page, "page_end": boxes[-1].page}
    return made(Source, {**pages, "boxes": boxes, "place": None})


def line(text: str, soft: bool, page: int, x0: float, top: float, x1: float, bottom: float) -> Line:
    """A printed line with its place as it was measured."""
    place = made(Box, {"page": page, "x0": x0, "top": top, "x1": x1, "bottom": bottom})
    return made(Line, {"text": text, "box": place, "soft": soft})
