"""What no page may do by itself, because the kit does it safely: found by reading the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import mcr_desktop.ui

ROOM = Path(mcr_desktop.ui.__file__).parent
MODULES = sorted(ROOM.rglob("*.py"))
INSTEAD = {
    "QLabel": "words(): a bare label reads names as markup",
    "QMessageBox": "Question or ProblemLine: a message box reads names as markup and waits",
    "QTextBrowser": "words(): it follows links to local files",
    "QGroupBox": "SectionTitle and Card",
    "QTabWidget": "FilterChip",
    "QInputDialog": "Sheet",
    "QCheckBox": "Check: an ampersand in its words would vanish",
}
DEEDS = {
    "setHtml": "plain text",
    "setMarkdown": "plain text",
    "appendHtml": "plain text",
    "exec": "open() and a signal: nothing waits in a dialog",
    "instance": "what is handed in: the application is no locator",
}
KIT = {
    "words.py": {"QLabel"},
    "buttons.py": {"QCheckBox"},
}


def _calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of everything that is called or subclassed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            owner = (
                called.value.id
                if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)
                else ""
            )
            if (owner, name) != ("drag", "exec"):  # a drag has no other way to begin
                yield node.lineno, name
            yield node.lineno, owner
        if isinstance(node, ast.ClassDef):
            yield from ((node.lineno, base.id) for base in node.bases if isinstance(base, ast.Name))


def _tips(tree: ast.AST) -> Iterator[tuple[int, ast.expr]]:
    """Line and text of every tooltip."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "setToolTip":
                yield node.lineno, node.args[0]
            elif node.func.attr == "showText":
                yield node.lineno, node.args[1]


def _is_plain(text: ast.expr) -> bool:
    """Nothing, or made by plain_tip."""
    if isinstance(text, ast.Constant):
        return text.value == ""
    return isinstance(text, ast.Call) and isinstance(text.func, ast.Name) and text.func.id == "plain_tip"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOM)))
def test_a_tooltip_is_escaped(path: Path) -> None:
    tips = _tips(ast.parse(path.read_text(encoding="utf-8")))
    assert [
        f"line {line}: a tooltip reads names as markup; use tip()"
        for line, text in tips
        if not _is_plain(text)
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOM)))
def test_pages_are_made_of_the_kits_parts(path: Path) -> None:
    allowed = KIT.get(path.name, set()) if path.parent == ROOM else set()
    found = [
        f"line {line}: {name}; use {(INSTEAD | DEEDS)[name]}"
        for line, name in _calls(ast.parse(path.read_text(encoding="utf-8")))
        if name in (INSTEAD | DEEDS) and name not in allowed
    ]
    assert found == []
