"""What several commands share: a day as an argument, options, the way to fail."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

OUTPUT = Path("output")
DATABASE = OUTPUT / "goldenthread.db"

DONE, DONE_WITH_FAILURES, USAGE = 0, 1, 2


def fail(message: str) -> NoReturn:
    """Say what is wrong and end as a usage error."""
    click.echo(f"goldenthread: {message}", err=True)
    sys.exit(USAGE)


class Day(click.ParamType[date]):
    """A day such as 2024-03-31."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error where it is none."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"'{value}' is not a day such as 2024-03-31", param, ctx)


database_option = click.option(
    "--db",
    type=click.Path(path_type=Path),
    default=DATABASE,
    show_default=True,
    help="The database that a run wrote.",
)
as_of_option = click.option(
    "--as-of", type=Day(), default=None, help="Say what is overdue on this day instead of today."
)
redact_option = click.option(
    "--redact-names", is_flag=True, help="Leave out people's names; roles and organisations stay."
)
