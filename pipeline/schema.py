"""The database, said once: every table, column and view with its description.

The store creates the tables from this, the browser shows the descriptions, the documentation is written
from it. Names of tables and columns are part of the product: people write SQL against them.
"""

from __future__ import annotations

from pipeline.columns import Column, Table, View
from pipeline.tables_found import FOUND
from pipeline.tables_read import READ

__all__ = ["TABLE", "TABLES", "Column", "Table", "View"]

TABLES: tuple[Table, ...] = (*READ, *FOUND)

TABLE = {table.name: table for table in TABLES}
