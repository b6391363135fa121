"""The little of style sheets that a table's meaning hangs on: backgrounds, what is not shown, struck text."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)(?:\[[^\]]*\])?", re.IGNORECASE)
_FUNCTION = re.compile(r"(rgb|rgba|hsl|hsla)\(([^)]{1,60})\)", re.IGNORECASE)
_HEX = re.compile(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b", re.IGNORECASE)
_MAX_RULES = 5_000
_NAMED = """
black 000000 silver c0c0c0 gray 808080 grey 808080 white ffffff maroon 800000 red ff0000 purple 800080
fuchsia ff00ff green 008000 lime 00ff00 olive 808000 yellow ffff00 navy 000080 blue 0000ff teal 008080
aqua 00ffff cyan 00ffff orange ffa500 gold ffd700 darkorange ff8c00 darkred 8b0000 darkgreen 006400
darkblue 00008b lightgreen 90ee90 lightblue add8e6 lightgrey d3d3d3 lightgray d3d3d3 lightyellow ffffe0
pink ffc0cb crimson dc143c firebrick b22222 tomato ff6347 salmon fa8072 coral ff7f50 orangered ff4500
limegreen 32cd32 forestgreen 228b22 seagreen 2e8b57 palegreen 98fb98 skyblue 87ceeb steelblue 4682b4
royalblue 4169e1 dodgerblue 1e90ff darkgrey a9a9a9 darkgray a9a9a9 dimgray 696969 dimgrey 696969
gainsboro dcdcdc whitesmoke f5f5f5 khaki f0e68c beige f5f5dc
""".split()
_NAMES = {name: f"#{digits}" for name, digits in zip(_NAMED[::2], _NAMED[1::2], strict=True)}
_WANTED = frozenset(
    "background background-color display visibility text-decoration text-decoration-line font-weight".split()
)


@dataclass(slots=True, frozen=True)
class _Rule:
    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    declarations: tuple[tuple[str, str], ...]
    weight: tuple[int, int, int, int]


def colour(text: str) -> str | None:
    """The first colour that a style value names, as `#rrggbb`; `None` for none and for see-through ones."""
    found = _HEX.search(text)
    if found:
        digits = found.group(1).lower()
        if len(digits) < 6:
            digits = "".join(d * 2 for d in digits)
        return None if digits[6:] == "00" else f"#{digits[:6]}"
    function = _FUNCTION.search(text)
    if function:
        return _computed(function.group(1).lower(), function.group(2))
    words = re.findall(r"[a-z]+", text.lower())
    return next((_NAMES[word] for word in words if word in _NAMES), None)


def _computed(name: str, arguments: str) -> str | None:
    parts = [p for p in re.split(r"[\s,/]+", arguments.strip()) if p]
    try:
        numbers = [float(p.rstrip("%deg")) * (2.55 if p.endswith("%") else 1) for p in parts]
        if len(numbers) > 3 and float(parts[3].rstrip("%")) == 0:
            return None
        if name.startswith("hsl"):
            hue, light, full = numbers[0] % 360 / 360, numbers[2] / 255, numbers[1] / 255
            numbers = [255 * c for c in colorsys.hls_to_rgb(hue, light, full)]
        return "#" + "".join(f"{max(0, min(255, round(n))):02x}" for n in numbers[:3])
    except (ValueError, IndexError, OverflowError):
        return None


def declared(style: str) -> Iterator[tuple[str, str]]:
    """Properties and values of a style attribute or of a rule's body."""
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip().lower(), value.replace("!important", "").strip().lower()


class Sheet:
    """The rules of a page's own style elements whose selector is a tag, classes, an id, or these together."""

    def __init__(self, styles: list[str]) -> None:
        """Read the text of style elements; what is more than a simple selector is passed over."""
        self._by_key: dict[str, list[_Rule]] = {}
        count = 0
        for style in styles:
            for found in _RULE.finditer(_COMMENT.sub("", style)):
                count += 1
                if count > _MAX_RULES:
                    return
                declarations = tuple(d for d in declared(found.group(2)) if d[0] in _WANTED)
                for selector in found.group(1).split(",") if declarations else ():
                    self._add(selector.strip(), declarations, count)

    def _add(self, selector: str, declarations: tuple[tuple[str, str], ...], order: int) -> None:
        found = _SELECTOR.fullmatch(selector.split()[-1] if _is_plain(selector) else selector)
        if not selector or found is None:
            return
        marks = re.findall(r"([.#])([\w-]+)", found.group(2))
        classes = frozenset(name for sign, name in marks if sign == ".")
        ids = frozenset(name for sign, name in marks if sign == "#")
        tag = (found.group(1) or "*").lower()
        rule = _Rule(tag, classes, ids, declarations, (len(ids), len(classes), int(tag != "*"), order))
        key = f"#{min(ids)}" if ids else f".{min(classes)}" if classes else tag
        self._by_key.setdefault(key, []).append(rule)

    def value(self, element: html.HtmlElement, *names: str) -> str | None:
        """The value that applies to an element for the first of these properties that is set."""
        own = element.get("style")
        if own:
            for name, text in reversed(list(declared(own))):
                if name in names:
                    return text
        rules = [r for key in self._keys(element) for r in self._by_key.get(key, ()) if _matches(r, element)]
        for rule in sorted(rules, key=lambda r: r.weight, reverse=True):
            for name, text in reversed(rule.declarations):
                if name in names:
                    return text
        return None

    def _keys(self, element: html.HtmlElement) -> list[str]:
        if not self._by_key:
            return []
        classes = (element.get("class") or "").split()[:50]
        return [f"#{element.get('id')}", *(f".{name}" for name in classes), str(element.tag), "*"]


def _is_plain(selector: str) -> bool:
    """Whether a selector with ancestors may be taken by its last part: the ancestors are tags only."""
    parts = selector.split()
    return len(parts) > 1 and all(re.fullmatch(r"[a-z][a-z0-9]*|>", p, re.IGNORECASE) for p in parts[:-1])


def _matches(rule: _Rule, element: html.HtmlElement) -> bool:
    if rule.tag not in ("*", element.tag):
        return False
    if rule.ids and rule.ids != {element.get("id")}:
        return False
    return rule.classes <= set((element.get("class") or "").split())
