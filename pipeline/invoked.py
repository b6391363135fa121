"""How this program was called, so that what it tells a person to type works where the person stands."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.cli_options import DATABASE

NAME = "goldenthread"


def called() -> str:
    """The program as the person typed it: by its bare name where the shell finds it so, else by its path."""
    typed = Path(sys.argv[0])
    if typed.name == "cli.py":  # python -m pipeline.cli
        return f"{_quoted(_near(Path(sys.executable)))} -m pipeline.cli"
    if typed.name.removesuffix(".exe") != NAME:
        return NAME
    found = shutil.which(NAME)
    if found and Path(found).resolve() == typed.resolve():
        return NAME
    return _quoted(_near(typed))


def command(*words: str, database: Path | None = None) -> str:
    """A command as it can be typed here; with `--db` where the database is not where it is looked for."""
    told = [called(), *(_quoted(w) for w in words)]
    if database is not None and database.resolve() != DATABASE.resolve():
        told.append(f"--db {_quoted(str(database))}")
    return " ".join(told)


def _near(path: Path) -> str:
    """The path from the folder where the person stands, where it lies beneath it."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _quoted(word: str) -> str:
    return subprocess.list2cmdline([word]) if sys.platform == "win32" else shlex.quote(word)
