"""Pages and news items in short, for tests."""

from __future__ import annotations

from extractors.model import Block, Document


def item(*texts: str) -> Document:
    """A news item: a line that begins with "# " is a heading, with "- " a list item."""
    blocks = []
    for text in texts:
        if text.startswith("# "):
            blocks.append(Block(kind="heading", text=text[2:], level=1))
        elif text.startswith("- "):
            blocks.append(Block(kind="list_item", text=text[2:], level=1, mark="-"))
        else:
            blocks.append(Block(kind="paragraph", text=text))
    return Document(format="text", sha256="0", blocks=tuple(blocks))
