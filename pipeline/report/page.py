"""The report as one page of the web, with everything that it needs in it; texts are always texts."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from pipeline.export.tables import LICENCE, cleaned
from pipeline.report.model import Board
from pipeline.report.words import LEFT_OUT, METHOD, OVERDUE, RULES_OF_READING, TITLE, WARNING
from pipeline.wording import day


def board_page(board: Board) -> bytes:
    """The report as HTML."""
    title = TITLE.format(area=board.area)
    return render("report.html", board=board, title=title, method=METHOD, caution=OVERDUE, left_out=LEFT_OUT)


def render(template: str, **values: Any) -> bytes:
    """The template with the values, and what every page of ours says."""
    text = (
        _environment()
        .get_template(template)
        .render(warning=WARNING, licence=LICENCE, rules_of_reading=RULES_OF_READING, **values)
    )
    return re.sub(r"\n\s*\n+", "\n", text).encode()


@cache
def _environment() -> Environment:
    """Everything is escaped; a name that a template misspells is an error."""
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: cleaned(value) if type(value) is str else value,
    )
    environment.filters["day"] = day
    return environment


def _source(name: str) -> str:
    return files("pipeline").joinpath("data/templates", name).read_text(encoding="utf-8")
