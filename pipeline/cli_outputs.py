"""Commands that write files for people: the board report, areas side by side, exports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipeline.cli_options import OUTPUT, as_of_option, database_option, fail, redact_option

EXPORTS = ("csv", "xlsx", "json", "parquet", "datapackage")


@click.command()
@click.argument("area")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="File to write: its name ends in .html or .docx.  [default: output/report-AREA.html]",
)
@database_option
@as_of_option
@redact_option
def report(area: str, output: Path | None, db: Path, as_of: date | None, redact_names: bool) -> None:
    """Write the board report of AREA: findings, coverage, gaps, owners, dates, changes, references.

    \b
    Example:
      goldenthread report warrington --as-of 2024-03-31 --output warrington.docx
    """
    from pipeline.api import UnknownAreaError
    from pipeline.queries import NoDatabaseError
    from pipeline.report import FORMATS, NothingHeldError
    from pipeline.report import report as write_report

    to = output or OUTPUT / f"report-{_slug(area)}.html"
    if to.suffix.lower() not in FORMATS:
        fail(f"a report is written as {' or '.join(FORMATS)}, not as '{to.name}'")
    try:
        write_report(db, area, to, as_of or date.today(), redact_names)
    except (UnknownAreaError, NothingHeldError, NoDatabaseError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"'{to}' cannot be written ({error.strerror or error})")
    click.echo(f"The report is {to}")


@click.command()
@click.argument("areas", metavar="AREA...", nargs=-1, required=True)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="File to write: its name ends in .html.  [default: output/compare-AREA-AREA.html]",
)
@database_option
@as_of_option
@redact_option
def compare(
    areas: tuple[str, ...], output: Path | None, db: Path, as_of: date | None, redact_names: bool
) -> None:
    """Write areas side by side: outcome, coverage, dates, gaps and themes, with charts and their numbers.

    \b
    Example:
      goldenthread compare warrington "Cheshire West and Chester" --as-of 2024-03-31
    """
    from pipeline.api import UnknownAreaError
    from pipeline.compare_areas import FORMATS, write_comparison
    from pipeline.queries import NoDatabaseError

    to = output or OUTPUT / ("-".join(["compare", *map(_slug, areas)])[:120] + ".html")
    if to.suffix.lower() not in FORMATS:
        fail(f"a comparison is written as {' or '.join(FORMATS)}, not as '{to.name}'")
    try:
        warnings = write_comparison(db, areas, to, as_of or date.today(), redact_names)
    except (UnknownAreaError, NoDatabaseError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"'{to}' cannot be written ({error.strerror or error})")
    for warning in warnings:
        click.echo(f"goldenthread: {warning}", err=True)
    click.echo(f"The comparison is {to}")


@click.command()
@click.option(
    "--format",
    "forms",
    type=click.Choice(EXPORTS),
    multiple=True,
    default=("csv",),
    show_default=True,
    help="Form of the files; may be given again. Parquet needs pyarrow.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=OUTPUT / "export",
    show_default=True,
    help="Folder for the files.",
)
@database_option
@redact_option
def export(forms: tuple[str, ...], output: Path, db: Path, redact_names: bool) -> None:
    """Write every table for other programs, with what each column holds.

    The same documents give the same bytes.

    \b
    Example:
      goldenthread export --format xlsx --format datapackage --output tables/
    """
    from pipeline.export import MissingLibraryError
    from pipeline.export import export as write_export
    from pipeline.queries import NoDatabaseError

    for form in dict.fromkeys(forms):
        try:
            paths = write_export(db, output, form, redact_names)
        except (NoDatabaseError, MissingLibraryError) as error:
            fail(str(error))
        except OSError as error:
            fail(f"'{output}' cannot be written ({error.strerror or error})")
        click.echo(f"{form}: {len(paths)} file{'s' * (len(paths) != 1)} in {output}")


def _slug(area: str) -> str:
    from pipeline.areas import find_area

    slug = find_area(area)
    if slug is None:
        fail(f"there is no area called '{area}'")
    return slug
