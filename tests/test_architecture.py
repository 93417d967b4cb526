"""Rules of the house that no import contract can say."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import mcr_desktop
from mcr_desktop.domain.people import Actor
from tests.offered import SERVICES

HOUSE = Path(mcr_desktop.__file__).parent

NO_ACTOR_YET = {
    "people.found_workspace": "makes the first user there is",
    "people.actor_named": "says who acts",
}
NO_TRACE = {
    "drafts.keep": "unfinished words are their writer's alone",
    "drafts.drop": "unfinished words are their writer's alone",
    "trends.report": "keeps the result of a sum, which is no record",
    "trends.alerts": "keeps the result of a sum, which is no record",
    "history.forget_old": "empties the journal, whose audit lines stay",
}


def use_cases() -> Iterator[tuple[str, object]]:
    """Every public method of every service, by its name."""
    for name, service in SERVICES.items():
        for method, function in inspect.getmembers(service, inspect.isfunction):
            if not method.startswith("_"):
                yield f"{name}.{method}", function


@pytest.mark.parametrize(
    ("name", "function"), list(use_cases()), ids=lambda each: each if isinstance(each, str) else ""
)
def test_every_use_case_takes_the_actor_first(name: str, function: object) -> None:
    if name in NO_ACTOR_YET:
        return
    _, first, *_ = inspect.signature(function, eval_str=True).parameters.values()  # type: ignore[arg-type]
    assert (first.name, first.annotation) == ("actor", Actor)
    assert first.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD


def functions_of(service: type) -> dict[str, ast.FunctionDef]:
    """The functions and methods of the module that a service stands in, by name."""
    tree = ast.parse(Path(inspect.getfile(service)).read_text(encoding="utf-8"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def called_in(function: ast.FunctionDef, others: dict[str, ast.FunctionDef]) -> set[str]:
    """What a function calls, and what those it calls in the same module call."""
    seen: set[str] = set()
    waiting = [function]
    while waiting:
        for node in ast.walk(waiting.pop()):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).removeprefix("self.")
                if name not in seen:
                    seen.add(name)
                    waiting.extend([others[name]] if name in others else [])
    return seen


@pytest.mark.parametrize("name", [name for name, _ in use_cases()])
def test_every_use_case_that_writes_leaves_an_audit_line(name: str) -> None:
    service, method = name.split(".")
    functions = functions_of(SERVICES[service])
    if method not in functions or name in NO_TRACE:
        return
    called = called_in(functions[method], functions)
    if "database.writing" in called:
        assert called & {"audit.record", "history.take_back", "people.found"}, name


def test_sessions_are_opened_by_services_only() -> None:
    for path in sorted(HOUSE.rglob("*.py")):
        room = path.relative_to(HOUSE).parts[0]
        if room in {"services", "store", "wiring.py"}:
            continue
        text = path.read_text(encoding="utf-8")
        assert "database.writing()" not in text, path
        assert "database.reading()" not in text, path


def test_no_service_asks_the_database_itself() -> None:
    """Questions are put in the store; a service hands its session on and only ends its writing itself.

    An export alone streams what a question of the store finds.
    """
    for path in sorted((HOUSE / "services").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "session":
                streams = (path.name, node.attr) == ("export.py", "execute")
                assert streams or node.attr in {"flush", "rollback"}, (
                    f"{path.name}:{node.lineno} session.{node.attr}"
                )
