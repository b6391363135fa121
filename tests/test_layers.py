"""The house's walls: imports run one way, nothing grows too large, everything public says what it gives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(p for package in ("extractors", "pipeline") for p in (ROOT / package).rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 40
SHARE_LONGER_THAN_USUAL = 0.02
# Declarations, not logic: the one list of tables and columns, and the one list of records.
LONG_MODULES = {"pipeline/schema.py": 500, "extractors/model.py": 450}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_run_one_way(path: Path) -> None:
    mine = name(path)
    for module in imports(path):
        if mine.startswith("extractors/"):
            assert not module.startswith("pipeline"), f"{mine} imports {module}"
        if mine.startswith("extractors/readers/"):
            assert not module.startswith("extractors.families"), f"{mine} imports {module}"
        if mine.startswith("extractors/families/"):
            assert not module.startswith("extractors.readers"), f"{mine} imports {module}"
        if mine.startswith("extractors/layout/"):
            assert not module.startswith(("extractors.families", "extractors.readers")), (
                f"{mine} imports {module}"
            )


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_or_function_grows_too_large(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONG_MODULES.get(name(path), LONGEST_MODULE)
    for node in functions(path):
        assert length(node) <= LONGEST_FUNCTION, f"{name(path)}: {node.name} has {length(node)} lines"


def test_functions_are_short_as_a_rule() -> None:
    sizes = [length(node) for path in MODULES for node in functions(path)]
    assert sum(size > USUAL_FUNCTION for size in sizes) <= SHARE_LONGER_THAN_USUAL * len(sizes)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_everything_public_says_what_it_gives(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not tree.body:
        return
    assert ast.get_docstring(tree), f"{name(path)} has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name(path)}: {node.name} has no docstring"
