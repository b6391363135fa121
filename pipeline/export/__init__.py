"""The database as files that other programs read: CSV, XLSX, JSON, Parquet, a data package.

The same corpus gives the same bytes: rows stand in the order of their keys, no file holds a clock time, and
`runs` (the only table with one) is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.export.flat import write_csv, write_json
from pipeline.export.package import write_package
from pipeline.export.parquet import MissingLibraryError, write_parquet
from pipeline.export.tables import Content, read_content
from pipeline.export.workbook import write_workbook

FORMATS: dict[str, Callable[[Content, Path], list[Path]]] = {
    "csv": write_csv,
    "xlsx": write_workbook,
    "json": write_json,
    "parquet": write_parquet,
    "datapackage": write_package,
}

__all__ = ["FORMATS", "Content", "MissingLibraryError", "export", "read_content"]


def export(database: Path, folder: Path, form: str, redact_names: bool = False) -> list[Path]:
    """Write the database to the folder in a form of `FORMATS`; returns the files written.

    Raises `pipeline.queries.NoDatabaseError`, `MissingLibraryError` where a form needs a library that is not
    installed, and `OSError` where the folder cannot be written.
    """
    content = read_content(database, redact_names)
    folder.mkdir(parents=True, exist_ok=True)
    return FORMATS[form](content, folder)
