"""The command line: one command, one call. Heavy modules are imported where they are needed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from pipeline import cli_outputs
from pipeline.cli_options import DONE, DONE_WITH_FAILURES, OUTPUT, as_of_option, database_option
from pipeline.cli_options import fail as _fail


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  goldenthread run corpus/                     read every document beneath corpus/
  goldenthread gaps warrington                 what nobody answers, gravest first
  goldenthread gaps --as-of 2024-03-31         with the actions overdue on that day
  goldenthread show warrington                 an area at a glance
  goldenthread show 7k2m9qxa-W5                a finding, its actions, and what is missing
  goldenthread explain L4f7m2k9xq0             why a link stands
  goldenthread review corpus/                  decide the doubtful links, the most doubtful first
  goldenthread browse                          the same as pages in a browser
  goldenthread changes warrington              what changed since the plan's last version
  goldenthread report warrington               the board report of an area
  goldenthread compare warrington kent         areas side by side
  goldenthread export --format xlsx            every table, for other programs
  goldenthread evaluate gold/                  how right the database is, against checked answers
""",
)
@click.version_option(package_name="goldenthread")
def main() -> None:
    """From an inspector's sentence to the action that answers it.

    Reads inspection reports and action plans, links every finding to the actions that answer it, names
    the gaps, and writes one SQLite database.
    """


@main.command()
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=OUTPUT,
    show_default=True,
    help="Folder for the database.",
)
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes that read documents.")
@click.option(
    "--scheduler", default=None, help="Read on the Dask cluster at this address, e.g. tcp://host:8786."
)
def run(corpus: tuple[Path, ...], output: Path, workers: int | None, scheduler: str | None) -> None:
    """Read every document beneath CORPUS and write the database.

    What is unchanged since the last run is not read again.

    \b
    Exit status: 0 all done; 1 done, but some documents failed or are unsupported (each is named);
    2 a folder is missing or there is nothing to read in it.

    \b
    Example:
      goldenthread run corpus/ more-documents/ --output output/
    """
    from pipeline.cluster import ClusterError
    from pipeline.ingest import NothingToReadError
    from pipeline.known import KnownError
    from pipeline.locking import BusyError
    from pipeline.run import run as run_corpus
    from pipeline.summary import print_summary, progress_bar

    try:
        with progress_bar() as progress:
            database = run_corpus(corpus, output, progress, workers, scheduler)
    except (NothingToReadError, KnownError, BusyError, ClusterError) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"the database cannot be written to '{output}' ({error.strerror or error})")
    lost = print_summary(database)
    sys.exit(DONE_WITH_FAILURES if lost else DONE)


@main.command()
@click.argument("item", metavar="ID")
@database_option
@as_of_option
def show(item: str, db: Path, as_of: date | None) -> None:
    """Show an area, document, finding, action, link or gap, with what belongs to it.

    \b
    Example:
      goldenthread show warrington
    """
    from pipeline.queries import NoDatabaseError, find_item, open_database
    from pipeline.show import print_item

    try:
        with open_database(db) as connection:
            found = find_item(connection, item)
            if found is None:
                _fail(f"there is no area, document, finding, action, link or gap '{item}' in {db}")
            print_item(connection, *found, as_of=as_of or date.today())
    except NoDatabaseError as error:
        _fail(str(error))


@main.command()
@click.argument("area", required=False)
@database_option
@as_of_option
def gaps(area: str | None, db: Path, as_of: date | None) -> None:
    """List the gaps of AREA, or of all areas, gravest first, with the actions overdue.

    \b
    Example:
      goldenthread gaps warrington --as-of 2024-03-31
    """
    from pipeline.areas import find_area
    from pipeline.queries import NoDatabaseError, open_database
    from pipeline.show_gaps import print_gaps

    slug = find_area(area)
    if area and slug is None:
        _fail(f"there is no area called '{area}'")
    try:
        with open_database(db) as connection:
            print_gaps(connection, slug, as_of or date.today())
    except NoDatabaseError as error:
        _fail(str(error))


@main.command()
@click.argument("link", metavar="LINK")
@database_option
def explain(link: str, db: Path) -> None:
    """Explain LINK as a person would: how it was found, the words that carry it, what speaks against it.

    \b
    Example:
      goldenthread explain L4f7m2k9xq0
    """
    from pipeline.explain import explanation
    from pipeline.invoked import called
    from pipeline.queries import NoDatabaseError, find_item, open_database

    try:
        with open_database(db) as connection:
            found = find_item(connection, link)
            if found is None or found[0] != "links":
                _fail(f"there is no link '{link}' in {db}: '{called()} show ID' lists an item's links")
            click.echo("\n".join(explanation(connection, found[1])))
    except NoDatabaseError as error:
        _fail(str(error))


@main.command()
@click.argument("corpus", required=False, type=click.Path(path_type=Path))
@database_option
@click.option("--area", default=None, help="Only what concerns this area.")
@click.option("--item", default=None, help="Only this link, finding, action, measure, gap or document.")
@click.option("--who", default=None, help="Who decides; your user name if not given.")
def review(corpus: Path | None, db: Path, area: str | None, item: str | None, who: str | None) -> None:
    """Go through the most doubtful links and readings, and write what you decide to CORPUS/decisions.csv.

    CORPUS is the folder that the database was made from, and need not be given while it is where it was.
    Each doubt takes confirm, reject, other (the action answers another finding), skip, a note, or quit.

    \b
    Examples:
      goldenthread review corpus/ --area warrington
      goldenthread review --item 7k2m9qxa-W5
    """
    from pipeline.areas import find_area
    from pipeline.decisions import check_writable
    from pipeline.doubts import corpus_folders
    from pipeline.known import KnownError
    from pipeline.queries import NoDatabaseError, open_database
    from pipeline.review import NothingThereError, Review

    slug = find_area(area)
    if area and slug is None:
        _fail(f"there is no area called '{area}'")
    try:
        with open_database(db) as connection:
            folders = [corpus] if corpus else corpus_folders(connection, db)
            if not folders or not all(f.is_dir() for f in folders):
                _fail(f"there is no folder '{corpus}'" if corpus else "say which folder the corpus is in")
            for folder in folders:
                check_writable(folder)
            Review(connection, folders, who or _user()).go(slug, item)
    except (NoDatabaseError, KnownError, NothingThereError) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"decisions cannot be written to '{error.filename}' ({error.strerror or error})")


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


@main.command()
@click.argument("area")
@database_option
def changes(area: str, db: Path) -> None:
    """Say what changed from one version of AREA's plan to the next.

    \b
    Example:
      goldenthread changes warrington
    """
    from pipeline.areas import find_area
    from pipeline.queries import NoDatabaseError, open_database
    from pipeline.show_changes import print_changes

    slug = find_area(area)
    if slug is None:
        _fail(f"there is no area called '{area}'")
    try:
        with open_database(db) as connection:
            print_changes(connection, slug)
    except NoDatabaseError as error:
        _fail(str(error))


@main.command()
@database_option
@click.option(
    "--corpus",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of documents, for pictures of their pages; as the run recorded if not given. Repeatable.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to answer on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
@as_of_option
@click.option("--redact-names", is_flag=True, help="Leave out people's names; roles and bodies stay.")
def browse(
    db: Path, corpus: tuple[Path, ...], host: str, port: int, as_of: date | None, redact_names: bool
) -> None:
    """Open pages on the database in a browser: areas, findings, actions, gaps, evidence.

    \b
    Example:
      goldenthread browse --port 8001
    """
    from pipeline.browse.serve import NoDatasetteError, make_site, serve
    from pipeline.invoked import called

    if not db.is_file():
        _fail(f"there is no database '{db}': make one with '{called()} run CORPUS'")
    site = make_site(db, corpus, as_of, redact_names)
    if not site.folders:
        click.echo(
            "goldenthread: the folder of documents is not known; --corpus FOLDER shows evidence", err=True
        )
    try:
        serve(site, host, port, lambda address: click.echo(f"Open {address} (Ctrl+C ends it)"))
    except NoDatasetteError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"cannot answer on {host}:{port} ({error.strerror or error}): try another --port")


@main.command()
@click.argument("gold", type=click.Path(path_type=Path))
@database_option
def evaluate(gold: Path, db: Path) -> None:
    """Compare the database with the checked answers in GOLD, and list what was missed and what was wrong.

    \b
    Example:
      goldenthread evaluate gold/
    """
    from pipeline.evaluate import evaluate as evaluate_gold
    from pipeline.evaluate import print_evaluation
    from pipeline.invoked import called

    if not gold.is_dir():
        _fail(f"there is no folder '{gold}'")
    if not db.is_file():
        _fail(f"there is no database '{db}': make one with '{called()} run CORPUS'")
    print_evaluation(evaluate_gold(gold, db))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--sources",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=None,
    help="A list in the form of corpus/sources.csv, which is the default.",
)
@click.option("--area", "names", multiple=True, help="Only documents of this area; may be given again.")
@click.option("--kind", multiple=True, help="Only documents of this kind; may be given again.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and its private network too.")
def fetch(
    folder: Path, sources: Path | None, names: tuple[str, ...], kind: tuple[str, ...], allow_private: bool
) -> None:
    """Download published documents into FOLDER, ready for 'goldenthread run FOLDER'.

    What is there already is not fetched again; what broke off goes on where it stopped.

    \b
    Exit status: 0 all there; 1 some could not be had (each is named, with why); 2 usage.

    \b
    Example:
      goldenthread fetch published/ --area warrington
    """
    from pipeline.areas import find_area
    from pipeline.fetch import fetch as fetch_sources
    from pipeline.known import SHIPPED_SOURCES, KnownError, read_sources_csv

    slugs = {name: find_area(name) for name in names}
    for name, slug in slugs.items():
        if slug is None:
            _fail(f"there is no area called '{name}'")
    try:
        listed = read_sources_csv(sources or SHIPPED_SOURCES)
    except KnownError as error:
        _fail(str(error))
    wanted = [s for s in listed if (not names or s.area in slugs.values()) and (not kind or s.kind in kind)]
    if not wanted:
        _fail("no document in the list is of that area and kind")
    failed = 0
    for report in fetch_sources(wanted, folder, allow_private):
        failed += report.result == "failed"
        click.echo(
            f"{report.result}: {report.path or report.source.url}"
            + (f" ({report.message})" if report.message else "")
        )
    sys.exit(DONE_WITH_FAILURES if failed else DONE)


for command in (cli_outputs.report, cli_outputs.compare, cli_outputs.export):
    main.add_command(command)


if __name__ == "__main__":
    main()
