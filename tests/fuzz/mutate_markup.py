"""Changes to markup: by tags where it may be broken (HTML), by elements where it must stay whole (XML)."""

from __future__ import annotations

import copy
import re
from random import Random

from lxml import etree

from tests.fuzz.mutate_text import FIGURES, change, mutate_bytes, mutate_text, vocabulary, word

_PIECES = re.compile(r"<[^<>]*>|[^<>]+|[<>]")
_NAMES = (
    "p", "div", "span", "table", "thead", "tbody", "tr", "td", "th", "caption", "colgroup", "col", "ul",
    "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h6", "a", "b", "strong", "del", "s", "br", "hr",
    "img", "main", "nav", "header", "footer", "article", "section", "details", "summary", "script",
    "style", "template", "noscript", "svg", "math", "select", "option", "textarea", "pre", "blockquote",
    "iframe", "body", "html", "head", "title", "base", "form",
)  # fmt: skip
_ATTRIBUTES = (
    'rowspan="{n}"', 'colspan="{n}"', 'start="{n}"', 'value="{n}"', 'type="a"', 'type="i"', 'hidden',
    'class="{w}"', 'id="{w}"', 'role="navigation"', 'role="tabpanel"', 'aria-hidden="true"',
    'aria-level="{n}"', 'role="heading"', 'style="display:none"', 'style="font-size:{n}px"',
    'style="color:#{n}"', 'bgcolor="#{n}"', 'scope="row"', 'span="{n}"',
    'style="background:rgb({n},{n},{n})"', 'style="text-decoration:line-through"',
    'style="font-weight:{n}"',
)  # fmt: skip


def _tag(rnd: Random) -> str:
    name = rnd.choice(_NAMES)
    if rnd.random() < 0.3:
        return f"</{name}>"
    told = [
        rnd.choice(_ATTRIBUTES).format(n=rnd.choice(FIGURES), w=rnd.choice(vocabulary()).replace('"', ""))
        for _ in range(rnd.choice((0, 0, 1, 2)))
    ]
    return f"<{' '.join([name, *told])}>"


def mutate_html(data: bytes, rnd: Random) -> bytes:
    """The page with one to four changes to its tags, their attributes or its words."""
    if rnd.random() < 0.1:
        return mutate_bytes(data, rnd)
    pieces = _PIECES.findall(data.decode("utf-8", "replace"))
    for _ in range(rnd.choice((1, 1, 2, 4))):
        if pieces and rnd.random() < 0.3:
            at = rnd.randrange(len(pieces))
            pieces[at] = mutate_text(pieces[at].encode("utf-8", "replace"), rnd).decode("utf-8", "replace")
        elif rnd.random() < 0.02:
            pieces[len(pieces) // 2 : len(pieces) // 2] = [_tag(rnd)] * 300
        else:
            pieces = change(pieces, rnd, _tag(rnd) if rnd.random() < 0.8 else word(rnd))
    return "".join(pieces).encode("utf-8", "replace")


# -- XML ---------------------------------------------------------------------------------------

_ODD_VALUES = (
    "", "0", "1", "-1", "2", "9", "10", "255", "65535", "1048576", "1048577", "16384", "16385",
    "2147483647", "4294967296", "-2147483648", "99999999999999999999", "1.5", "1e308", "1e999", "nan",
    "inf", "true", "false", "none", "auto", "x", "A1", "XFD1048576", "ZZZZ99999999", "A1:XFD1048576",
    "B2:A1", "A0", "FF0000", "GGGGGG", "http://example.org/x", "../../x", "s", "b", "e", "str",
    "inlineStr", "d", "n", "continue", "restart", "bullet", "%1.%2.%9", "\u202e", "٣", "٣.٤", "²", "$A$1",
    "#REF!", "a" * 300, "0.0000001", "45292", "60", "-45292", "2958466", "[Red]0.00", "yyyy", "mmm-yy",
    "@", "@@", "00FF0000", "\x85",
)  # fmt: skip


def mutate_xml(data: bytes, rnd: Random, donors: list[bytes]) -> bytes:
    """The part with one to three elements or attributes changed; it stays XML, nearly always."""
    if rnd.random() < 0.04:
        return mutate_bytes(data, rnd)
    try:
        root = etree.fromstring(data)
    except (etree.XMLSyntaxError, ValueError):
        return mutate_bytes(data, rnd)
    for _ in range(rnd.choice((1, 1, 2, 3))):
        _change_element(root, rnd, donors)
    return etree.tostring(root)


def _pick(root: etree._Element, rnd: Random) -> etree._Element:
    return rnd.choice([e for e in root.iter() if isinstance(e.tag, str)])


def _change_element(root: etree._Element, rnd: Random, donors: list[bytes]) -> None:
    element = _pick(root, rnd)
    parent = element.getparent()
    kind = rnd.randrange(10)
    if kind < 3 and element.attrib:
        name = rnd.choice(sorted(map(str, element.attrib)))
        if rnd.random() < 0.15:
            del element.attrib[name]
        else:
            _set(element, name, rnd.choice(_ODD_VALUES))
    elif kind == 3 and element.text:
        _text(element, mutate_text(element.text.encode(), rnd).decode("utf-8", "replace"))
    elif kind == 4:
        _text(element, rnd.choice((rnd.choice(_ODD_VALUES), word(rnd))))
    elif parent is None:
        element.append(copy.deepcopy(_pick(root, rnd)))
    elif kind == 5:
        parent.remove(element)
    elif kind == 6:
        for _ in range(rnd.choice((1, 1, 1, 2, 50))):
            parent.insert(parent.index(element), copy.deepcopy(element))
    elif kind == 7:
        element.tag = _pick(root, rnd).tag
    elif kind == 8:
        _graft(element, rnd, donors)
    else:
        _move(root, element, rnd)


def _graft(element: etree._Element, rnd: Random, donors: list[bytes]) -> None:
    """Put an element of another part into this one, or one into itself many times over."""
    if rnd.random() < 0.1:
        for _ in range(rnd.choice((3, 60))):
            inner = copy.deepcopy(element)
            for child in list(inner):
                inner.remove(child)
            element.append(inner)
            element = inner
        return
    try:
        donor = etree.fromstring(rnd.choice(donors))
    except (etree.XMLSyntaxError, ValueError):
        return
    element.insert(rnd.randrange(len(element) + 1), copy.deepcopy(_pick(donor, rnd)))


def _move(root: etree._Element, element: etree._Element, rnd: Random) -> None:
    place = _pick(root, rnd)
    if element in (place, *place.iterancestors()):
        return
    place.insert(rnd.randrange(len(place) + 1), element)


def _set(element: etree._Element, name: str, value: str) -> None:
    try:
        element.set(name, value)
    except ValueError:  # characters that XML cannot hold
        element.set(name, "")


def _text(element: etree._Element, value: str) -> None:
    try:
        element.text = value
    except ValueError:
        element.text = None
