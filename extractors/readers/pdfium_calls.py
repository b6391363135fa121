"""The functions of pdfium that are asked for each line or each drawn thing, called as cheaply as can be.

ctypes looks at the type of every argument of a function that has its types declared, which costs more than
the answer. So these have none: pages of text, pages and objects are passed as `c_void_p`, places to write
into as `byref`, and nothing else than whole numbers besides. Their answers have the types that pdfium gives.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

Address = ctypes.c_void_p


def address(handle: Any) -> ctypes.c_void_p:
    """A handle of pypdfium2 in the form in which the functions here take it."""
    return ctypes.cast(handle, ctypes.c_void_p)


def _unchecked(function: Any, *arguments: Any, gives: Any = None) -> Any:
    """The same function of the library without the types of its arguments, or with simpler ones."""
    found = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    found.restype = gives or function.restype
    if arguments:
        found.argtypes = arguments
    return found


char_box = _unchecked(raw.FPDFText_GetLooseCharBox)
char_origin = _unchecked(raw.FPDFText_GetCharOrigin)
char_code = _unchecked(raw.FPDFText_GetUnicode)
char_matrix = _unchecked(raw.FPDFText_GetMatrix)
font_info = _unchecked(raw.FPDFText_GetFontInfo)
font_size = _unchecked(raw.FPDFText_GetFontSize)
char_count = _unchecked(raw.FPDFText_CountChars)
text_index = _unchecked(raw.FPDFText_GetTextIndexFromCharIndex)
page_text = _unchecked(raw.FPDFText_GetText)
media_box = _unchecked(raw.FPDFPage_GetMediaBox)
crop_box = _unchecked(raw.FPDFPage_GetCropBox)
rotation = _unchecked(raw.FPDFPage_GetRotation)
object_count = _unchecked(raw.FPDFPage_CountObjects)

# These take or give an object's address as a whole number.
page_object = _unchecked(raw.FPDFPage_GetObject, gives=Address)
form_object = _unchecked(raw.FPDFFormObj_GetObject, Address, ctypes.c_ulong, gives=Address)
object_type = _unchecked(raw.FPDFPageObj_GetType, Address)

object_bounds = _unchecked(raw.FPDFPageObj_GetBounds)
object_matrix = _unchecked(raw.FPDFPageObj_GetMatrix)
object_colour = _unchecked(raw.FPDFPageObj_GetFillColor)
stroke_colour = _unchecked(raw.FPDFPageObj_GetStrokeColor)
form_count = _unchecked(raw.FPDFFormObj_CountObjects)
draw_mode = _unchecked(raw.FPDFPath_GetDrawMode)
path_count = _unchecked(raw.FPDFPath_CountSegments)
path_segment = _unchecked(raw.FPDFPath_GetPathSegment, gives=Address)
segment_type = _unchecked(raw.FPDFPathSegment_GetType, Address)
segment_closes = _unchecked(raw.FPDFPathSegment_GetClose, Address)
segment_point = _unchecked(raw.FPDFPathSegment_GetPoint, Address, Address, Address)


class Floats:
    """So many numbers of single precision for pdfium to write into, and their values."""

    __slots__ = ("_array", "at", "values")

    def __init__(self, count: int) -> None:
        self._array: Any = (ctypes.c_float * count)()
        self.at = tuple(ctypes.byref(self._array, 4 * i) for i in range(count))  # where each is written
        bytes_of: Any = memoryview(self._array).cast("B")
        self.values: Callable[[], list[float]] = bytes_of.cast("f").tolist
