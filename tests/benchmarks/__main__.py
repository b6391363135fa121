"""Measure runs over corpora of several sizes, and write what was measured to the docs."""

from __future__ import annotations

import os
from pathlib import Path

import click

from tests.benchmarks import similar
from tests.benchmarks.page import page
from tests.benchmarks.scale import measure

DOCS = Path(__file__).parent.parent.parent / "docs" / "benchmarks.md"


@click.command()
@click.argument("sizes", nargs=-1, type=int)
@click.option("--documents", multiple=True, type=int, help="A size of corpus; again for more.")
@click.option("--write", type=click.Path(path_type=Path), default=DOCS, show_default=True)
@click.option("--alike/--no-alike", default=True, help="Compare ten thousand findings as well.")
def main(sizes: tuple[int, ...], documents: tuple[int, ...], write: Path, alike: bool) -> None:
    """Measure corpora of 10, 100 and 1,000 documents, or of the sizes given."""
    chosen = sorted({*documents, *sizes}) or [10, 100, 1000]
    text = page(measure(chosen), published="GOLDENTHREAD_CORPUS" in os.environ)
    if alike:
        text += "\n## Likeness across areas\n\n"
        text += f"Invented findings, every one against every other: {similar.bench()}.\n"
    write.write_text(text, encoding="utf-8")
    click.echo(text)


main()
