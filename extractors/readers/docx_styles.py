"""What a Word file says apart from its text: styles, list numbering, theme colours, shading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.readers.build import symbol

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_HEADING = re.compile(r"heading (\d)$")
_LIST_STYLE = re.compile(r"list (?:bullet|number|continue)?\s*(\d)$")
_LABEL_WORD = re.compile(r"[^\W\d_]{2,}")
_OFF = ("0", "false", "off", "none")
_BODY_LEVEL = 9
_MAX_CHAIN = 30
_HIGHLIGHTS = {
    "yellow": "#ffff00",
    "green": "#00ff00",
    "cyan": "#00ffff",
    "magenta": "#ff00ff",
    "blue": "#0000ff",
    "red": "#ff0000",
    "darkBlue": "#000080",
    "darkCyan": "#008080",
    "darkGreen": "#008000",
    "darkMagenta": "#800080",
    "darkRed": "#800000",
    "darkYellow": "#808000",
    "darkGray": "#808080",
    "lightGray": "#c0c0c0",
    "black": "#000000",
    "white": "#ffffff",
}


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """A Word attribute of an element, `None` where either is absent."""
    return None if element is None else element.get(W + name)


def is_on(element: etree._Element | None) -> bool | None:
    """A toggle such as bold: on, off, or `None` where nothing is said."""
    return None if element is None else value(element) not in _OFF


def number(text: str | None, otherwise: int = 0) -> int:
    """An attribute's whole number, within what a page can hold."""
    try:
        return max(-100_000, min(100_000, int(float(text or otherwise))))
    except (ValueError, OverflowError):
        return otherwise


@dataclass(slots=True)
class Style:
    """A style as it stands, without what it takes from the style it rests on."""

    name: str
    based_on: str | None
    paragraph: etree._Element | None
    run: etree._Element | None
    element: etree._Element


@dataclass(slots=True)
class Theme:
    """Theme colours by their names in the file."""

    colours: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def read(root: etree._Element) -> Theme:
        """The theme of a theme part."""
        colours: dict[str, str] = {}
        for scheme in root.iter(A + "clrScheme"):
            for entry in scheme:
                inner = entry[0] if len(entry) else None
                if isinstance(entry.tag, str) and inner is not None:
                    shown = inner.get("lastClr") or inner.get("val") or ""
                    if _HEX.fullmatch(shown):
                        colours[etree.QName(entry).localname] = f"#{shown.lower()}"
        return Theme(colours)

    def colour(self, name: str, tint: str | None = None, shade: str | None = None) -> str | None:
        """A theme colour made lighter by a tint or darker by a shade (two hex digits each)."""
        usual = {"background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2"}
        usual |= {"light1": "lt1", "dark1": "dk1", "light2": "lt2", "dark2": "dk2"}
        usual |= {"hyperlink": "hlink", "followedHyperlink": "folHlink"}
        base = self.colours.get(usual.get(name, name))
        if base is None:
            return None
        if tint:
            return blend(base, "#ffffff", 1 - _fraction(tint))
        return blend(base, "#000000", 1 - _fraction(shade)) if shade else base


def _fraction(text: str) -> float:
    try:
        return min(1.0, int(text, 16) / 255)
    except ValueError:
        return 1.0


def blend(colour: str, other: str, share: float) -> str:
    """A colour mixed with a share (0 to 1) of another; both as `#rrggbb`."""
    pairs = [(int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


class Styles:
    """The styles of a Word file and what follows from them."""

    def __init__(self, root: etree._Element | None, theme: Theme) -> None:
        """Take the styles from a styles part, none where there is no such part."""
        self.theme = theme
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        self._headings: dict[str, int | None] = {}
        for element in [] if root is None else root.iterchildren(W + "style"):
            key = value(element, "styleId") or ""
            self._styles[key] = Style(
                name=(value(element.find(W + "name")) or "").lower(),
                based_on=value(element.find(W + "basedOn")),
                paragraph=element.find(W + "pPr"),
                run=element.find(W + "rPr"),
                element=element,
            )
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true"):
                self._default = key

    def chain(self, key: str | None) -> Iterator[Style]:
        """A style and those it rests on, the nearest first; a circle is cut."""
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(key or "")
            if style is None:
                return
            yield style
            key = style.based_on

    def name(self, key: str | None) -> str:
        """A style's name in lower case, "" where it is not known."""
        style = self._styles.get(key or "")
        return style.name if style else ""

    def heading_level(self, key: str | None) -> int | None:
        """The heading level (from 1) that a paragraph style gives, `None` for body text."""
        key = key or self._default or ""
        if key not in self._headings:
            self._headings[key] = self._find_heading(key)
        return self._headings[key]

    def _find_heading(self, key: str) -> int | None:
        for style in self.chain(key):
            if style.name in ("title", "subtitle"):
                return 1 if style.name == "title" else 2
            found = _HEADING.match(style.name)
            outline = None if style.paragraph is None else value(style.paragraph.find(W + "outlineLvl"))
            if outline is not None:
                level = number(outline, _BODY_LEVEL)
                return level + 1 if 0 <= level < _BODY_LEVEL else None
            if found:
                return int(found.group(1))
        return None

    def list_depth(self, key: str | None) -> int:
        """The nesting that a style's name tells ("List Bullet 2"), 0 where it tells none."""
        for style in self.chain(key):
            found = _LIST_STYLE.match(style.name)
            if found:
                return int(found.group(1))
        return 0

    def toggle(self, keys: tuple[str | None, ...], *names: str) -> bool:
        """Whether a toggle is on by the nearest of these styles that says so."""
        for key in keys:
            for style in self.chain(key):
                for name in names:
                    said = None if style.run is None else is_on(style.run.find(W + name))
                    if said is not None:
                        return said
        return False

    def size(self, run: etree._Element | None, key: str | None) -> float | None:
        """The type size in points that a run's properties or its paragraph style set."""
        said = None if run is None else value(run.find(W + "sz"))
        for style in () if said else self.chain(key or self._default):
            said = None if style.run is None else value(style.run.find(W + "sz"))
            if said:
                break
        return number(said) / 2 if said and number(said) > 0 else None

    def numbering(self, key: str | None) -> etree._Element | None:
        """The list properties that a paragraph style brings along."""
        for style in self.chain(key or self._default):
            found = None if style.paragraph is None else style.paragraph.find(W + "numPr")
            if found is not None:
                return found
        return None

    def shading(self, properties: etree._Element | None) -> str | None:
        """The background that the properties of a cell, paragraph or run set, as `#rrggbb`."""
        shade = None if properties is None else properties.find(W + "shd")
        if shade is None:
            return None
        pattern = value(shade) or "clear"
        fill = self._shade(shade, "fill", "themeFill", "themeFill")
        ink = self._shade(shade, "color", "themeColor", "theme")
        if pattern == "solid":
            return ink or fill
        share = re.fullmatch(r"pct(\d+)", pattern)
        if share and (ink or fill):
            return blend(fill or "#ffffff", ink or "#000000", min(100, int(share.group(1))) / 100)
        return fill

    def _shade(self, shade: etree._Element, plain: str, themed: str, prefix: str) -> str | None:
        name = value(shade, themed)
        found = None
        if name:
            found = self.theme.colour(name, value(shade, prefix + "Tint"), value(shade, prefix + "Shade"))
        text = value(shade, plain) or ""
        return found or (f"#{text.lower()}" if _HEX.fullmatch(text) else None)

    def highlight(self, properties: etree._Element | None) -> str | None:
        """The marker colour behind a run."""
        found = None if properties is None else value(properties.find(W + "highlight"))
        return _HIGHLIGHTS.get(found or "")

    def table_fill(self, key: str | None, part: str) -> str | None:
        """The cell background that a table style sets for a part ("firstRow", "band1Horz", "" for all)."""
        for style in self.chain(key):
            if not part:
                found = self.shading(style.element.find(W + "tcPr"))
            else:
                parts = style.element.iterchildren(W + "tblStylePr")
                found = next(
                    (self.shading(p.find(W + "tcPr")) for p in parts if value(p, "type") == part), None
                )
            if found:
                return found
        return None


@dataclass(slots=True)
class _Level:
    format: str
    text: str
    start: int
    style: str | None
    legal: bool


class Numbering:
    """List numbering: what stands before a paragraph, counted as Word counts."""

    def __init__(self, root: etree._Element | None) -> None:
        """Take the lists from a numbering part, none where there is no such part."""
        self._lists: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._take(root)

    def _take(self, root: etree._Element) -> None:
        abstracts = {value(a, "abstractNumId") or "": a for a in root.iterchildren(W + "abstractNum")}
        by_style = {value(a.find(W + "styleLink")): a for a in abstracts.values()}
        levels: dict[str, dict[int, _Level]] = {}
        for key, abstract in abstracts.items():
            link = value(abstract.find(W + "numStyleLink"))
            levels[key] = _levels(by_style.get(link, abstract) if link else abstract)
        for num in root.iterchildren(W + "num"):
            key = value(num, "numId") or ""
            abstract_key = value(num.find(W + "abstractNumId")) or ""
            own = dict(levels.get(abstract_key, {}))
            starts: dict[int, int] = {}
            for override in num.iterchildren(W + "lvlOverride"):
                depth = number(value(override, "ilvl"))
                own.update(_levels(override))
                start = value(override.find(W + "startOverride"))
                if start is not None:
                    starts[depth] = number(start, 1)
            self._lists[key], self._abstract_of[key], self._overrides[key] = own, abstract_key, starts

    def depth_of_style(self, list_id: str, style: str | None) -> int:
        """The level (from 0) of a list that belongs to a paragraph style."""
        levels = self._lists.get(list_id, {})
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)

    def next_label(self, list_id: str, depth: int) -> tuple[str, bool] | None:
        """What stands before the next paragraph of a list level, and whether it is a bullet."""
        level = self._lists.get(list_id, {}).get(depth)
        if level is None:
            return None
        if level.format == "bullet":
            return symbol(level.text) or "•", True
        counts = self._counts.setdefault(self._abstract_of[list_id], {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, start in self._overrides[list_id].items():
                counts[at] = start - 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        return self._label(list_id, level, counts), False

    def _label(self, list_id: str, level: _Level, counts: dict[int, int]) -> str:
        def put(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            shape = self._lists[list_id].get(at)
            form = "decimal" if level.legal or shape is None else shape.format
            return spell(counts.get(at, shape.start if shape else 1), form)

        if level.format == "none":
            return ""
        return re.sub(r"%([1-9])", put, level.text)


def _levels(parent: etree._Element) -> dict[int, _Level]:
    return {
        number(value(lvl, "ilvl")): _Level(
            format=value(lvl.find(W + "numFmt")) or "decimal",
            text=value(lvl.find(W + "lvlText")) or "",
            start=number(value(lvl.find(W + "start")), 1),
            style=value(lvl.find(W + "pStyle")),
            legal=bool(is_on(lvl.find(W + "isLgl"))),
        )
        for lvl in parent.iterchildren(W + "lvl")
    }


def has_words(label: str) -> bool:
    """Whether a list label says something ("Priority 1:") and is not only a number."""
    return bool(_LABEL_WORD.search(re.sub(r"\b[ivxlc]+\b", "", label, flags=re.IGNORECASE)))


def spell(count: int, form: str) -> str:
    """A count as a list prints it: decimal, letters or Roman."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        text = chr(ord("a") + (count - 1) % 26) * (1 + min(count - 1, 2600) // 26)
        return text.upper() if form.startswith("upper") else text
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        text = roman(count)
        return text if form.startswith("upper") else text.lower()
    return f"{count:02d}" if form == "decimalZero" else "" if form in ("none", "bullet") else str(count)


def roman(count: int) -> str:
    """A count from 1 to 3999 in Roman capitals."""
    signs = "M CM D CD C XC L XL X IX V IV I".split()
    text = ""
    for worth, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), signs, strict=True):
        while count >= worth:
            text, count = text + sign, count - worth
    return text
