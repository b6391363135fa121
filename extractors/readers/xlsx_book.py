"""A workbook's parts: sheets, shared strings, styles and the cells of a sheet, as they are stored.

The stated dimension is not read; a merged range is kept as a range. So one cell in the last row costs
what one cell costs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TypeVar

from lxml import etree

from extractors.model import Problem
from extractors.readers.build import Run, fold
from extractors.readers.docx_styles import A, Theme, blend
from extractors.readers.limits import MAX_CELLS, Package
from extractors.readers.xlsx_cells import (
    MAX_COLUMN,
    MAX_ROW,
    Look,
    Range,
    Sheet,
    SheetCell,
    cell_at,
    column_name,
)
from extractors.readers.xlsx_colours import ColourRule, colour_by_rules, read_rules
from extractors.readers.xlsx_formats import BUILT_IN, is_date, shown, to_datetime
from extractors.registry import UnreadableError

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
T = TypeVar("T")
_THEME_ORDER = tuple("lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split())
_OLD_PALETTE = (
    "000000 ffffff ff0000 00ff00 0000ff ffff00 ff00ff 00ffff 800000 008000 000080 808000 800080 008080 "
    "c0c0c0 808080 9999ff 993366 ffffcc ccffff 660066 ff8080 0066cc ccccff 000080 ff00ff ffff00 00ffff "
    "800080 800000 008080 0000ff 00ccff ccffff ccffcc ffff99 99ccff ff99cc cc99ff ffcc99 3366ff 33cccc "
    "99cc00 ffcc00 ff9900 ff6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
).split()
_PALETTE = tuple(f"#{c}" for c in (*_OLD_PALETTE[:8], *_OLD_PALETTE))


class Book:
    """A workbook's shared parts; sheets are read one by one."""

    def __init__(self, package: Package, main: str) -> None:
        """Read the shared parts; one that is damaged is told in `problems`."""
        self.package, self.main = package, main
        self.problems: list[Problem] = []
        self.relations = package.relations(main)
        self.root = package.xml(main)
        properties = self.root.find(S + "workbookPr")
        self.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        theme = self._part("theme")
        self.theme = Theme() if theme is None else Theme.read(theme)
        strings = self._part("sharedStrings")
        self.strings = [] if strings is None else [string_runs(si) for si in strings.iterchildren(S + "si")]
        self._blanks: dict[Look, SheetCell] = {}  # cells without text are alike but for their look
        self.rule_fills: list[str | None] = []  # of the styles that conditional formats name
        self.looks = self._looks(self._part("styles"))

    def _part(self, kind: str) -> etree._Element | None:
        name = next((t for k, t in self.relations.values() if k == kind and t in self.package), None)
        return None if name is None else self.optional(name)

    def optional(self, name: str) -> etree._Element | None:
        """The root of a part that the workbook can be read without; a damaged one is told."""
        try:
            return self.package.xml(name)
        except UnreadableError as error:
            self.problems.append(Problem(category="unreadable", message=str(error)))
            return None

    # -- styles ----------------------------------------------------------------------------------

    def _looks(self, root: etree._Element | None) -> list[Look]:
        if root is None:
            return [Look()]
        palette = _PALETTE
        custom = root.find(f"{S}colors/{S}indexedColors")
        if custom is not None:
            palette = tuple(
                f"#{(c.get('rgb') or '')[-6:].lower()}" for c in custom.iterchildren(S + "rgbColor")
            )
        formats = dict(BUILT_IN)
        for entry in root.iterfind(f"{S}numFmts/{S}numFmt"):
            formats[_whole(entry.get("numFmtId"))] = entry.get("formatCode") or "General"
        fonts = list(root.iterfind(f"{S}fonts/{S}font"))
        fills = [self._fill(f, palette) for f in root.iterfind(f"{S}fills/{S}fill")]
        borders = [_bordered(b) for b in root.iterfind(f"{S}borders/{S}border")]
        self.rule_fills = [self._rule_fill(d, palette) for d in root.iterfind(f"{S}dxfs/{S}dxf")]
        looks = []
        for xf in root.iterfind(f"{S}cellXfs/{S}xf"):
            font = _pick(fonts, xf.get("fontId"))
            size = None if font is None else font.find(S + "sz")
            looks.append(
                Look(
                    format=formats.get(_whole(xf.get("numFmtId")), "General"),
                    struck=toggled(font, "strike"),
                    bold=toggled(font, "b"),
                    size=None if size is None else _size(size.get("val")),
                    fill=_pick(fills, xf.get("fillId")),
                    bordered=bool(_pick(borders, xf.get("borderId"))),
                )
            )
        return looks or [Look()]

    def _fill(self, fill: etree._Element, palette: tuple[str, ...]) -> str | None:
        pattern = fill.find(S + "patternFill")
        if pattern is not None:
            if pattern.get("patternType") in (None, "none"):
                return None
            return self._colour(pattern.find(S + "fgColor"), palette)
        stop = fill.find(f"{S}gradientFill/{S}stop")
        return None if stop is None else self._colour(stop.find(S + "color"), palette)

    def _rule_fill(self, style: etree._Element, palette: tuple[str, ...]) -> str | None:
        """The ground that a conditional format gives; its plain colour stands as the back of a pattern."""
        pattern = style.find(f"{S}fill/{S}patternFill")
        if pattern is None or pattern.get("patternType") == "none":
            return None
        own = self._colour(pattern.find(S + "bgColor"), palette)
        return own or self._colour(pattern.find(S + "fgColor"), palette)

    def _colour(self, element: etree._Element | None, palette: tuple[str, ...]) -> str | None:
        if element is None:
            return None
        colour: str | None = None
        rgb = (element.get("rgb") or "")[-6:].lower()
        if re.fullmatch(r"[0-9a-f]{6}", rgb):
            colour = f"#{rgb}"
        elif element.get("theme") is not None:
            name = _pick(_THEME_ORDER, element.get("theme"))
            colour = self.theme.colours.get(name or "")
        elif element.get("indexed") is not None:
            colour = _pick(palette, element.get("indexed"))
        try:
            tint = max(-1.0, min(1.0, float(element.get("tint") or 0)))
        except ValueError:
            tint = 0.0
        if colour is None or not tint or tint != tint or not re.fullmatch(r"#[0-9a-f]{6}", colour):
            return colour
        return blend(colour, "#ffffff" if tint > 0 else "#000000", abs(tint))

    # -- sheets ----------------------------------------------------------------------------------

    def sheets(self) -> list[Sheet]:
        """All sheets in order, hidden ones flagged; one that is damaged is told and left out."""
        found = []
        read: set[str] = set()
        for number, entry in enumerate(self.root.iterfind(f"{S}sheets/{S}sheet"), 1):
            kind, part = self.relations.get(entry.get(R + "id") or "", ("", ""))
            name = fold(entry.get("name") or "") or f"Sheet {number}"
            sheet = Sheet(name, entry.get("state") in ("hidden", "veryHidden"))
            if kind != "worksheet":
                continue  # a chart or a dialog
            if part in read:
                message = "sheets that stand for one part of the file again were left out"
                self.problems.append(Problem(category="limit", message=message))
                continue
            read.add(part)
            try:
                self._read(sheet, part)
            except UnreadableError as error:
                message = f'sheet "{sheet.name}": {error}'
                self.problems.append(Problem(category="unreadable", message=message))
            found.append(sheet)
        return found

    def _read(self, sheet: Sheet, part: str) -> None:
        data = self.package.read(part)
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise UnreadableError("declares a document type or entities")
        data = data.replace(b"http://purl.oclc.org/ooxml/spreadsheetml/main", S[1:-1].encode())
        tags = (S + "row", S + "col", S + "mergeCell", S + "autoFilter", S + "conditionalFormatting")
        count = row_at = 0
        rules: list[ColourRule] = []
        try:
            for _, element in etree.iterparse(
                BytesIO(data), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
            ):
                if element.tag == S + "row":
                    row_at = self._row(sheet, element, row_at)
                    count += len(element)
                    if sheet.filled > MAX_CELLS or count > 20 * MAX_CELLS:
                        self.problems.append(_too_large(sheet, row_at))
                        break
                elif element.tag == S + "col":
                    if element.get("hidden") in ("1", "true"):
                        ends = _whole(element.get("min")), _whole(element.get("max"))
                        sheet.hidden_columns.append(ends)
                elif element.tag == S + "conditionalFormatting":
                    rules += read_rules(element, self.rule_fills)
                else:
                    place = Range.read(element.get("ref") or "")
                    if place is not None:
                        (sheet.merges if element.tag == S + "mergeCell" else sheet.regions).append(place)
                element.clear()
        except (etree.XMLSyntaxError, ValueError) as error:
            message = f'sheet "{sheet.name}" is damaged below row {row_at}: {error}'
            self.problems.append(Problem(category="unreadable", message=message))
        colour_by_rules(sheet, rules)
        for kind, name in self.package.relations(part).values():
            if kind == "table" and name in self.package:
                self._declared(sheet, name)
            elif kind == "drawing" and name in self.package:
                self._drawn(sheet, name)

    def _declared(self, sheet: Sheet, name: str) -> None:
        root = self.optional(name)
        place = None if root is None else Range.read(root.get("ref") or "")
        if place is not None:
            sheet.regions.append(place)

    def _drawn(self, sheet: Sheet, name: str) -> None:
        root = self.optional(name)
        for body in () if root is None else root.iter():
            if isinstance(body.tag, str) and body.tag.endswith("}txBody"):
                lines = ["".join(t.text or "" for t in p.iter(A + "t")) for p in body.iter(A + "p")]
                text = "\n".join(line for line in lines if line.strip())
                if text:
                    sheet.boxes.append(text)

    def _row(self, sheet: Sheet, row: etree._Element, before: int) -> int:
        at = _whole(row.get("r")) or before + 1
        if not 1 <= at <= MAX_ROW:
            return before
        if row.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(at)
        column = 0
        for c in row.iterchildren(S + "c"):
            ref = c.get("r")
            place = cell_at(ref) if ref else (at, column + 1)
            if place is None or place[1] > MAX_COLUMN:
                continue
            column = place[1]
            look = _pick(self.looks, c.get("s") or "0") or Look()
            runs = self._value(c, look, sheet, place)
            if runs:
                sheet.cells[place] = SheetCell(look, runs)
                sheet.filled += 1
            elif (look.fill or look.bordered) and len(sheet.cells) < 5 * MAX_CELLS:
                sheet.cells[place] = self._blanks.setdefault(look, SheetCell(look))
        return at

    def _value(self, c: etree._Element, look: Look, sheet: Sheet, place: tuple[int, int]) -> list[Run]:
        kind, stored = c.get("t") or "n", c.find(S + "v")
        text = "" if stored is None else stored.text or ""
        if kind == "inlineStr":
            inline = c.find(S + "is")
            return [] if inline is None else _dress(string_runs(inline), look)
        if kind == "s":
            return _dress(_pick(self.strings, text) or [], look)
        if not text:
            if c.find(S + "f") is not None and kind != "str":
                sheet.missing.append(f"{column_name(place[1])}{place[0]}")
            return []
        if kind == "n":
            text = self._number(text, look)
        elif kind == "b":
            text = "TRUE" if text == "1" else "FALSE"
        elif kind == "d":
            text = text.removesuffix("T00:00:00")
        return _dress([Run(text)], look)

    def _number(self, text: str, look: Look) -> str:
        try:
            value = float(text)
        except ValueError:
            return text
        if is_date(look.format) and to_datetime(value, self.from_1904) is None:
            self.problems.append(
                Problem(category="not_read", message=f"a day number off the calendar: {text}")
            )
        return shown(value, look.format, self.from_1904)


def _too_large(sheet: Sheet, row: int) -> Problem:
    message = f'sheet "{sheet.name}" holds more than {MAX_CELLS} cells: the rows below {row} left out'
    return Problem(category="limit", message=message)


def string_runs(si: etree._Element) -> list[Run]:
    """The runs of a shared or inline string; phonetic hints are not printed."""
    runs = []
    for child in si:
        if child.tag == S + "t":
            runs.append(Run(_unescape(child.text or "")))
        elif child.tag == S + "r":
            properties, text = child.find(S + "rPr"), child.find(S + "t")
            if text is not None:
                struck, bold = toggled(properties, "strike"), toggled(properties, "b")
                runs.append(Run(_unescape(text.text or ""), struck, bold))
    return runs


def _unescape(text: str) -> str:
    """The text with its escaped characters ("_x000D_") and line ends put right."""
    if "_x" in text:
        text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _dress(runs: list[Run], look: Look) -> list[Run]:
    return [Run(r.text, r.struck or look.struck, r.bold or look.bold) for r in runs if r.text]


def toggled(parent: etree._Element | None, name: str) -> bool:
    """Whether a font says that a toggle is on."""
    found = None if parent is None else parent.find(S + name)
    return found is not None and found.get("val") not in ("0", "false")


def _bordered(border: etree._Element) -> bool:
    return any(side.get("style") not in (None, "none") for side in border)


def _whole(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0


def _size(text: str | None) -> float | None:
    try:
        size = float(text or 0)
    except ValueError:
        return None
    return size if 0 < size < 1000 else None


def _pick(items: Sequence[T], index: str | None) -> T | None:
    at = _whole(index) if index is not None else -1
    return items[at] if 0 <= at < len(items) else None
