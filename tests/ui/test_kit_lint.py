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
    "QToolTip": "tip(): a tooltip reads names as markup",
    "QGroupBox": "SectionTitle and Card",
    "QTabWidget": "FilterChip",
    "QInputDialog": "Sheet",
    "QCheckBox": "Check: an ampersand in its words would vanish",
}
DEEDS = {
    "setToolTip": "tip()",
    "setHtml": "plain text",
    "setMarkdown": "plain text",
    "appendHtml": "plain text",
    "exec": "open() and a signal: nothing waits in a dialog",
    "instance": "what is handed in: the application is no locator",
}
KIT = {
    "words.py": {"QLabel", "QToolTip", "setToolTip"},
    "painting.py": {"QToolTip"},
    "buttons.py": {"QCheckBox"},
}


def _calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of everything that is called or subclassed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            yield node.lineno, called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
                yield node.lineno, called.value.id
        if isinstance(node, ast.ClassDef):
            yield from ((node.lineno, base.id) for base in node.bases if isinstance(base, ast.Name))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOM)))
def test_pages_are_made_of_the_kits_parts(path: Path) -> None:
    allowed = KIT.get(path.name, set()) if path.parent == ROOM else set()
    found = [
        f"line {line}: {name}; use {(INSTEAD | DEEDS)[name]}"
        for line, name in _calls(ast.parse(path.read_text(encoding="utf-8")))
        if name in (INSTEAD | DEEDS) and name not in allowed
    ]
    assert found == []
