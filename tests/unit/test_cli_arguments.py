"""The words of the command line: understood as documented, and answered at once."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from mcr_desktop.cli.arguments import KINDS, parse
from mcr_desktop.exchange.records import ImportKind


def test_without_a_verb_the_window_is_meant() -> None:
    options = parse(["--workspace", "w.mcr", "--user", "Maya"])
    assert (options.verb, options.workspace, options.user) == (None, "w.mcr", "Maya")


def test_the_kinds_of_import_are_those_that_can_be_read() -> None:
    assert tuple(kind.value for kind in ImportKind) == KINDS


def test_the_documented_forms_are_understood() -> None:
    forms = (
        "new w.mcr --sample",
        "import customers f.csv --map name=A --map key=B --key Id --dry-run --leave-behind g.csv",
        "import customers f.csv --date-format %d.%m.%Y --encoding cp1252",
        "assign One Maya --as cover --team North --from 2026-01-01 --until 2026-02-01 --reason holiday",
        "note One --text hello",
        "note One --stdin",
        "message One --text hello",
        "trends --as-of 2026-01-01 --json",
        "review One Two --from 2026-01-01 --until 2026-02-01 --for customer --out d --one-file",
        "review --team North --out d",
        "review --all --out d",
        "backup f",
        "restore f",
        "check",
        "upgrade",
        "export d --everything --reason audit",
        "server init postgresql://host/db",
        "capture",
    )
    for form in forms:
        assert parse(form.split()).verb == form.split()[0]
    assert parse(["trends", "--as-of", "2026-01-31"]).as_of == date(2026, 1, 31)


@pytest.mark.parametrize(
    "words",
    [
        "frobnicate",
        "note One",
        "note One --text a --stdin",
        "assign One Maya --as boss --reason x",
        "assign One Maya --as manager",
        "import things f.csv",
        "trends --as-of yesterday",
        "trends --as-of 0001-01-01",
        "review One --out d --until 0001-01-01",
        "review One --out d --from 1900-01-01 --until 9999-12-31",
        "assign One Maya --as cover --until 2200-01-01 --reason x",
        "review One",
        "trends --user Maya",
    ],
)
def test_wrong_words_end_with_two(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parse(words.split())
    assert end.value.code == 2
    assert capsys.readouterr().out == ""


def test_a_day_outside_the_calendar_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["trends", "--as-of", "1899-12-31"])
    told = " ".join(capsys.readouterr().err.split())
    assert "1899-12-31 is outside the calendar this program keeps, 1900-01-01 to 2199-12-31" in told
    for day in ("1900-01-01", "2199-12-31"):
        assert parse(["trends", "--as-of", day]).as_of == date.fromisoformat(day)


def test_help_needs_nothing_but_the_standard_library() -> None:
    asked = "import sys; from mcr_desktop.cli.arguments import parse; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout
    for heavy in ("sqlalchemy", "numpy", "PySide6", "reportlab", "sqlcipher3"):
        assert f"'{heavy}'" not in loaded
