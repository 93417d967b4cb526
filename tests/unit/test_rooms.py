"""What the import contracts cannot say about the rooms of the house."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import mcr_desktop

HOUSE = Path(mcr_desktop.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))
# Where imports may wait until they are needed: the window must be painted before anything heavy is read.
MAY_WAIT = ("__main__.py", "app/", "tour.py", "wiring.py")
ALLOWED = {
    "domain": {"mcr_desktop.domain"},
    "analysis": {"mcr_desktop.analysis", "mcr_desktop.domain", "numpy", "scipy.special"},
    "ui": {"PySide6", "mcr_desktop.ui", "mcr_desktop.charts", "mcr_desktop.domain", "mcr_desktop.config"},
}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def imported(node: ast.AST) -> Iterator[str]:
    """Full names of what is imported at run time anywhere below this node."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif not only_for_types(child):
            yield from imported(child)


def is_allowed(name: str, doors: set[str]) -> bool:
    if name.partition(".")[0] in sys.stdlib_module_names:
        return True
    return any(name == door or name.startswith(f"{door}.") for door in doors)


def in_room(room: str) -> list[Path]:
    return [path for path in FILES if path.relative_to(HOUSE).parts[0] == room]


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_reads_nothing_at_run_time_but_what_it_may(room: str) -> None:
    foreign = {
        f"{name_of(path)} imports {name}"
        for path in in_room(room)
        for name in imported(tree_of(path))
        if not is_allowed(name, ALLOWED[room])
    }
    assert foreign == set()


def test_imports_stand_at_the_top_but_for_the_few_files_named_here() -> None:
    late = {
        f"{name_of(path)}: {function.name}"
        for path in FILES
        if not name_of(path).startswith(MAY_WAIT)
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef) and list(imported(function))
    }
    assert late == set()


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: length for name, length in lengths.items() if length > 500} == {}


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = {
        f"{name_of(path)}: {node.name}"
        for path in FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    }
    assert long == set()


def test_nothing_is_changed_behind_the_back_of_its_owner() -> None:
    guilty = {
        name_of(path) for path in FILES for node in ast.walk(tree_of(path)) if isinstance(node, ast.Global)
    }
    assert guilty == set()
