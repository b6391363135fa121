"""Web pages as HTML, and the news item as plain text."""

from html import escape
from pathlib import Path

from demo_builder.plan_source import Plan
from demo_builder.sources import PageBlock, WebPage

TEMPLATE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title} | {site}</title>
</head>
<body>
<header>
<p>{site}</p>
<nav aria-label="Main"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
</header>
<main>
<h1>{title}</h1>
<p class="notice"><em>{notice}</em></p>
{body}
</main>
<footer><p>Accessibility | Cookies | Contact</p></footer>
</body>
</html>
"""


def write_page(page: WebPage, plan: Plan, path: Path) -> None:
    """Write the page in its own form, with the plan's improvements where it lists them."""
    text = _html(page, plan) if page.form == "html" else _text(page, plan)
    path.write_bytes(text.encode("utf-8"))


def items(block: PageBlock, plan: Plan) -> list[str]:
    """What a block lists: its own items, or the improvements as the plan words them."""
    if block.kind == "plan_improvements":
        return [quotation.text for quotation in plan.quotations("I")]
    return block.items


def _html(page: WebPage, plan: Plan) -> str:
    lines: list[str] = []
    for block in page.block:
        texts = [escape(text, quote=False) for text in items(block, plan)]
        if block.kind == "heading":
            lines += [f"<h2>{text}</h2>" for text in texts]
        elif block.kind in ("numbers", "plan_improvements"):
            lines += ["<ol>", *(f"<li>{text}</li>" for text in texts), "</ol>"]
        else:
            lines += [f"<p>{text}</p>" for text in texts]
    return TEMPLATE.format(
        title=escape(page.title, quote=False),
        site=escape(page.site, quote=False),
        notice=escape(page.notice, quote=False),
        body="\n".join(lines),
    )


def _text(page: WebPage, plan: Plan) -> str:
    paragraphs = [page.title, page.notice]
    for block in page.block:
        paragraphs += items(block, plan)
    return "\n\n".join(paragraphs) + "\n"
