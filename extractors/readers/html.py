"""HTML: a web page's content, at places such as `table[2]/tr[3]/td[4]` or `p[17]` (counted by tag).

Navigation, banners, notices and everything outside the main part are furniture. Closed accordions and tabs
are content, also where the page hides them; other hidden parts with much text are content flagged hidden.
"""

from __future__ import annotations

import hashlib
import re

from lxml import etree, html

from extractors.model import Block, Document, Problem, Table
from extractors.readers.build import fold
from extractors.readers.decode import decode, opening
from extractors.readers.html_flow import Flow, Shared, State
from extractors.readers.html_page import Page
from extractors.registry import UnreadableError, reader

_START = re.compile(r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAG = re.compile(r"<(?:p|div|table|tr|td|ul|ol|li|h[1-6]|span|main|article|section)\b[^>]*>", re.IGNORECASE)
_MAX_MARKUP = 20 * 2**20  # characters


def _claim(data: bytes) -> float:
    found = decode(opening(data), markup=True)
    if found is None:
        return 0.0
    text = found[0].lstrip("\ufeff")
    if _START.match(text[:8192]):
        return 1.0
    return 0.8 if text.lstrip()[:1] == "<" and len(_TAG.findall(text[:8192])) > 2 else 0.0


@reader("html", "Web page", (".html", ".htm", ".xhtml"), _claim)
def read(data: bytes) -> Document:
    """The document of a page's bytes; `UnreadableError` where they are no page or too large a one."""
    found = decode(data, markup=True)
    if found is None:
        raise UnreadableError("the page's bytes are no text")
    text, problems = found
    if len(text) > _MAX_MARKUP:
        raise UnreadableError(f"a page of more than {_MAX_MARKUP // 2**20} million characters")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("the page holds no markup that can be read") from error
    if any("depth" in entry.message for entry in parser.error_log):
        problems.append(Problem(category="limit", message="markup nested too deep: the rest was not read"))
    page = Page(root)
    body = root.find("body")
    flow = Flow(Shared(page, problems), [])
    flow.inside(root if body is None else body, State())
    blocks = flow.finish()
    if not blocks:
        problems.append(Problem(category="no_text", message="the page holds no text"))
    return Document(
        format="html",
        sha256=hashlib.sha256(data).hexdigest(),
        title=_title(root, blocks),
        blocks=tuple(blocks),
        furniture=tuple(flow.shared.furniture),
        problems=tuple(dict.fromkeys(problems)),
    )


def _title(root: html.HtmlElement, blocks: list[Block | Table]) -> str | None:
    """The page's only heading of the first level, else its title element."""
    tops = [b.text for b in blocks if isinstance(b, Block) and b.kind == "heading" and b.level == 1]
    if len(tops) == 1:
        return tops[0]
    return fold(" ".join(root.xpath("//head/title//text()"))) or (tops[0] if tops else None)


def fragment_blocks(markup: str, problems: list[Problem]) -> list[Block]:
    """The blocks of a piece of markup, such as stands in a cell of a text export."""
    flow = _fragment(markup, problems, True)
    return flow.finish_blocks() if flow is not None else []


def fragment(markup: str, problems: list[Problem]) -> list[Block | Table]:
    """The blocks and tables of a piece of markup."""
    flow = _fragment(markup, problems, False)
    return flow.finish() if flow is not None else []


def _fragment(markup: str, problems: list[Problem], in_cell: bool) -> Flow | None:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    flow = Flow(Shared(Page(root), problems), [], in_cell)
    flow.inside(root, State())
    return flow
