"""What is content on a web page and what is furniture; what is hidden and still content."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from extractors.readers.html_css import Sheet, colour

SKIPPED = frozenset(
    "script style noscript template head svg math iframe object embed canvas audio video map input select "
    "option datalist textarea progress meter link meta base param source track".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr output q "
    "rp rt ruby s samp small span strike strong sub sup time tt u var wbr br button o:p st1:place".split()
)
HEADINGS = {f"h{n}": n for n in range(1, 7)}
_ROLES = frozenset("navigation banner contentinfo search alertdialog menubar menu toolbar".split())
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:cookies?|ccc|breadcrumbs?|skip-?(?:link|to|nav)|pagination|pager|"
    r"back-?to-?top|site-?(?:header|footer|nav))(?:$|[-_ ])",
    re.IGNORECASE,
)
_SMALL_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:social|share|sharing|feedback|helpful|newsletter|subscribe|print|related)(?:$|[-_ ])",
    re.IGNORECASE,
)
_SMALL = 400  # characters
_PANEL = re.compile(
    r"accordion|collaps|panel|tabs?(?:$|[-_ ])|expand|toggle|details|faq|reveal", re.IGNORECASE
)
_UNSEEN = frozenset("visually-hidden sr-only screen-reader-text visuallyhidden element-invisible".split())
_HIDDEN_CLASSES = frozenset("hidden d-none is-hidden hide js-hidden".split())
MUCH_TEXT = 200  # characters; a hidden container with more is content
_MAIN_SHARE = 0.3


class Page:
    """A parsed page, and the questions that are asked of its elements."""

    def __init__(self, root: html.HtmlElement) -> None:
        """Look over the page once: style rules, the main part, places, what buttons control."""
        self.root = root
        self.sheet = Sheet([e.text or "" for e in root.iter("style")])
        self.place: dict[html.HtmlElement, str] = {}
        self.controlled: set[str] = set()
        counts: dict[str, int] = {}
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            counts[element.tag] = counts.get(element.tag, 0) + 1
            self.place[element] = f"{element.tag}[{counts[element.tag]}]"
            for name in ("aria-controls", "data-target", "data-bs-target"):
                if element.get(name):
                    self.controlled.add((element.get(name) or "").lstrip("#"))
        self.main = self._main()
        self.around_main = {a for m in self.main for a in m.iterancestors()}

    def _main(self) -> set[html.HtmlElement]:
        found = [e for e in self.root.iter() if e.tag == "main" or e.get("role") == "main"]
        found = [
            e for e in found if not any(e is not other and e in other.iterdescendants() for other in found)
        ]
        body = self.root.find("body")
        if body is None or not found:
            return set()
        tables = sum(1 for _ in body.iter("table"))
        inside = sum(1 for m in found for _ in m.iter("table"))
        share = sum(text_length(m) for m in found) / max(1, text_length(body))
        return set(found) if share >= _MAIN_SHARE or inside > tables - inside else set()

    # -- questions -------------------------------------------------------------------------------

    def is_furniture(self, element: html.HtmlElement) -> bool:
        """Whether an element is navigation, a banner, a notice or the like."""
        if element in self.around_main or element in self.main:
            return False
        parent = element.getparent()
        if parent is not None and parent in self.around_main and self.main:
            return True
        tag, role = element.tag, element.get("role") or ""
        if tag in ("nav", "footer") or role in _ROLES:
            return True
        if tag == "header":
            return not self._inside_main(element) and next(element.iter("h1"), None) is None
        if tag == "aside" or role in ("complementary", "dialog"):
            return _mostly_links(element) or (role == "dialog" and not self._is_rich(element))
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if tag in ("body", "html"):
            return False
        if _SMALL_FURNITURE.search(names) and text_length(element) < _SMALL:
            return next(element.iter("table"), None) is None
        return bool(_FURNITURE.search(names)) and not self._is_rich(element)

    def _inside_main(self, element: html.HtmlElement) -> bool:
        return any(a in self.main or a.tag == "article" for a in element.iterancestors())

    def _is_rich(self, element: html.HtmlElement) -> bool:
        """Whether it holds a table of several rows or a good part of the page's words."""
        if sum(1 for _ in element.iter("tr")) > 1:
            return True
        return text_length(element) > 0.5 * max(1, text_length(self.root))

    def hidden(self, element: html.HtmlElement) -> bool:
        """Whether a browser does not show the element at first."""
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        classes = set((element.get("class") or "").split())
        if classes & (_UNSEEN | _HIDDEN_CLASSES):
            return True
        if self.sheet.value(element, "display") == "none":
            return True
        return self.sheet.value(element, "visibility") == "hidden"

    def is_panel(self, element: html.HtmlElement) -> bool:
        """Whether a hidden element is the closed part of an accordion or a tab: content like any other."""
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.get("id") in self.controlled or element.get("role") in ("tabpanel", "region"):
            return True
        return bool(_PANEL.search(names)) or element.get("aria-labelledby") is not None

    def holds_content(self, element: html.HtmlElement) -> bool:
        """Whether a hidden element holds so much that it is content: a table, or much text."""
        return next(element.iter("table"), None) is not None or text_length(element) >= MUCH_TEXT

    def is_toggle(self, element: html.HtmlElement) -> bool:
        """Whether a button opens a part of the page, so that its words are that part's heading."""
        names = ("aria-expanded", "aria-controls", "data-target", "data-bs-target", "data-bs-toggle")
        if any(element.get(name) is not None for name in names):
            return True
        return "accordion" in (element.get("class") or "")

    def fill(self, cell: html.HtmlElement, row: html.HtmlElement) -> str | None:
        """A cell's background: its own, that of what covers all its words, or its row's."""
        element: html.HtmlElement | None = cell
        while element is not None:
            found = self._ground(element)
            if found:
                return found
            element = _only_child(element)
        return self._ground(row)

    def _ground(self, element: html.HtmlElement) -> str | None:
        said = self.sheet.value(element, "background-color", "background") or element.get("bgcolor")
        return colour(said) if said else None

    def struck(self, element: html.HtmlElement) -> bool:
        """Whether an element's words are struck through."""
        if element.tag in ("del", "s", "strike"):
            return True
        line = self.sheet.value(element, "text-decoration", "text-decoration-line")
        return line is not None and "line-through" in line

    def bold(self, element: html.HtmlElement) -> bool | None:
        """Whether an element turns bold on or off, `None` where it says nothing."""
        weight = self.sheet.value(element, "font-weight")
        if weight is not None:
            return weight in ("bold", "bolder", "600", "700", "800", "900")
        return True if element.tag in ("b", "strong") else None


def _only_child(element: html.HtmlElement) -> html.HtmlElement | None:
    """The one child that holds all the words of an element."""
    children = [c for c in element if isinstance(c.tag, str)]
    if len(children) != 1 or (element.text or "").strip() or (children[0].tail or "").strip():
        return None
    return children[0]


def texts(element: html.HtmlElement) -> Iterator[str]:
    """The words of an element that are markup to no script."""
    for text in element.itertext():
        parent = text.getparent() if hasattr(text, "getparent") else None
        if parent is None or text.is_tail or parent.tag not in SKIPPED:
            yield str(text)


def text_length(element: html.HtmlElement) -> int:
    """How many characters an element shows, white space left out."""
    return sum(len(word) for text in texts(element) for word in text.split())


def _mostly_links(element: html.HtmlElement) -> bool:
    linked = sum(text_length(a) for a in element.iter("a"))
    return linked > 0.5 * max(1, text_length(element))
