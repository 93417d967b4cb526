"""The command line from outside: exit codes, what is said where, and what stays unchanged."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mcr_desktop.__main__ import main
from mcr_desktop.cli import verbs
from mcr_desktop.cli.speaking import shown
from mcr_desktop.config import Paths
from mcr_desktop.defects import write_down
from mcr_desktop.domain.errors import Refused
from tests.worlds import MONDAY

USERS = """User,Role,Team
Maya,account manager,North
Tom,team lead,North
Eve,account manager,South
"""
COMPANY = (
    ("users", USERS, ("name=User",)),
    ("customers", "Id,Name\nA,Käse & Söhne\nB,Marlow Ferries\nC,Open House\n", ()),
    ("assignments", "Customer,User,Role,Team\nA,Maya,manager,North\nB,Maya,manager,North\n", ()),
)


@dataclass
class Told:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass
class Shell:
    """Runs commands on one workspace of a small company and keeps what they said."""

    folder: Path
    caught: pytest.CaptureFixture[str]
    workspace: Path = field(init=False)

    def __post_init__(self) -> None:
        self.workspace = self.folder / "company.mcr"

    def plain(self, *words: str) -> Told:
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        said = self.caught.readouterr()
        return Told(code, said.out, said.err)

    def __call__(self, *words: str, user: str = "Root") -> Told:
        return self.plain("--workspace", str(self.workspace), "--user", user, *words)

    def bring(self, kind: str, text: str, *pairs: str) -> Told:
        path = self.folder / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        maps = [word for pair in pairs for word in ("--map", pair)]
        return self("import", kind, str(path), *maps, *(("--key", "Id") if kind == "customers" else ()))


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    made = Shell(tmp_path, capsys)
    assert made.plain("--user", "Root", "new", str(made.workspace)).code == 0
    for kind, text, pairs in COMPANY:
        assert made.bring(kind, text, *pairs).code == 0
    return made


def test_a_new_workspace_refuses_an_existing_file(shell: Shell) -> None:
    before = shell.workspace.read_bytes()
    told = shell.plain("new", str(shell.workspace))
    assert (told.code, told.out) == (1, "")
    assert "exists already" in told.err
    assert shell.workspace.read_bytes() == before


def test_a_workspace_that_is_not_there_is_said_plainly(shell: Shell, tmp_path: Path) -> None:
    told = shell.plain("--workspace", str(tmp_path / "none.mcr"), "check")
    assert (told.code, told.out) == (1, "")
    assert "There is no workspace at" in told.err
    assert not (tmp_path / "none.mcr").exists()


def test_an_unknown_user_ends_with_one(shell: Shell) -> None:
    told = shell("check", user="Nobody")
    assert (told.code, told.out) == (1, "")
    assert "There is no user called Nobody" in told.err


def test_without_a_name_the_signed_in_user_acts(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "Maya")
    assert shell.plain("--workspace", str(shell.workspace), "note", "A", "--text", "Hello").code == 0
    monkeypatch.setenv("LOGNAME", "somebody-else")
    told = shell.plain("--workspace", str(shell.workspace), "note", "A", "--text", "Hello")
    assert told.code == 1
    assert "somebody-else" in told.err


def test_a_user_on_a_server_is_wrong_use_and_a_server_is_not_there_yet(shell: Shell) -> None:
    assert shell.plain("--workspace", "postgresql://h/d", "--user", "Maya", "check").code == 2
    told = shell.plain("--workspace", "postgresql://h/d", "check")
    assert told.code == 1
    assert "not available in this version" in told.err
    assert shell.plain("server", "status", "postgresql://h/d").code == 1


def test_a_note_is_said_to_be_saved(shell: Shell) -> None:
    told = shell("note", "käse & söhne", "--text", "They want gate B.", user="Maya")
    assert (told.code, told.out) == (0, "saved They want gate B.\n")


def test_notes_from_standard_input_are_one_a_line(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "erste Zeile: größer\n\n   \nsecond\r\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    told = shell("note", "A", "--stdin", user="Maya")
    assert (told.code, told.out) == (0, "saved erste Zeile: größer\nsaved second\n")


def test_a_line_that_is_no_text_stops_after_what_was_saved(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"good\nb\xffd\nlater\n")))
    told = shell("note", "A", "--stdin", user="Maya")
    assert (told.code, told.out) == (1, "saved good\n")
    assert "Line 2 is not UTF-8" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("note", "A", "--text", "hello"),
        ("review", "A", "--out", "reviews"),
        ("review", "C", "A", "--out", "reviews"),
        ("assign", "A", "Eve", "--as", "deputy", "--reason", "me too"),
        ("import", "customers", "customers.csv"),
    ],
)
def test_an_outsider_gets_one_sentence_and_changes_nothing(
    shell: Shell, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shell.folder)
    before = shell.workspace.read_bytes()
    told = shell(*words, user="Eve")
    assert (told.code, told.out) == (1, "")
    assert told.err.count("\n") == 1
    assert not (shell.folder / "reviews").exists()
    assert shell.workspace.read_bytes() == before


def test_an_outsider_may_leave_a_message(shell: Shell) -> None:
    told = shell("message", "A", "--text", "They called me.", user="Eve")
    assert (told.code, told.out) == (0, "The team has your message.\n")
    assert shell("message", "A", "--text", "Hello", user="Maya").code == 1


def test_a_name_mistyped_is_answered_with_the_likely_one(shell: Shell) -> None:
    told = shell("note", "Marlow Ferry", "--text", "hello", user="Maya")
    assert told.code == 1
    assert "Did you mean Marlow Ferries?" in told.err


def test_an_import_speaks_of_file_row_and_column(shell: Shell) -> None:
    told = shell.bring(
        "orders", "No,Customer,Ordered,Value\n1,A,2026-01-05,1.00\n2,A,2026-01-06,lots\n", "value=Value"
    )
    assert (told.code, told.out) == (1, "")
    assert "orders.csv, row 3, column Value" in told.err


def test_a_dry_run_says_so(shell: Shell) -> None:
    path = shell.folder / "more.csv"
    path.write_text("Id,Name\nZ,Zebra\n", encoding="utf-8")
    told = shell("import", "customers", str(path), "--key", "Id", "--dry-run")
    assert told.code == 0
    assert "1 customer would be added" in told.out
    assert "dry run" in told.out
    assert shell("note", "Z", "--text", "x").code == 1


def test_a_mapping_of_the_wrong_form_is_wrong_use(shell: Shell) -> None:
    assert shell("import", "customers", "x.csv", "--map", "name").code == 2


def test_rows_left_behind_are_said(shell: Shell) -> None:
    path, behind = shell.folder / "o.csv", shell.folder / "behind.csv"
    path.write_text(
        "No,Customer,Ordered,Value\n1,A,2026-01-05,1.00\n2,Nobody,2026-01-06,2\n", encoding="utf-8"
    )
    told = shell("import", "orders", str(path), "--leave-behind", str(behind))
    assert told.code == 0
    assert "1 row was left behind in" in told.out
    assert behind.exists()


def test_assigning_is_an_admins_and_says_what_was_done(shell: Shell) -> None:
    told = shell(
        "assign",
        "A",
        "Eve",
        "--as",
        "cover",
        "--from",
        "2026-12-01",
        "--until",
        "2026-12-20",
        "--reason",
        "leave",
    )
    assert told.code == 0
    assert told.out == "Eve is cover for A from 2026-12-01 until 2026-12-20.\n"


def test_reviews_are_written_under_safe_names(shell: Shell) -> None:
    out = shell.folder / "reviews"
    told = shell(
        "review", "A", "B", "--from", "2026-01-01", "--until", "2026-03-31", "--out", str(out), user="Maya"
    )
    assert told.code == 0
    names = sorted(path.name for path in out.iterdir())
    assert len(names) == 2
    assert names[0].startswith("Käse & Söhne")
    assert all(path.read_bytes().startswith(b"%PDF") for path in out.iterdir())
    assert "Period: 2026-01-01 to 2026-03-31" in told.out


def test_the_customers_copy_is_a_leads_and_one_refusal_stops_all_of_it(shell: Shell) -> None:
    out = shell.folder / "reviews"
    for user, names in (("Maya", ("C", "A")), ("Tom", ("A", "C")), ("Root", ("A",))):
        told = shell("review", *names, "--for", "customer", "--out", str(out), user=user)
        assert (told.code, told.out) == (1, "")
        assert "Only a lead of the team may print the customer's copy" in told.err
        assert not out.exists()
    told = shell("review", "A", "B", "--for", "customer", "--out", str(out), user="Tom")
    assert told.code == 0
    assert "for the customer" in told.out
    assert len(list(out.iterdir())) == 2
    told = shell("review", "--all", "--for", "customer", "--one-file", "--out", str(out), user="Tom")
    assert "Left out 1 customer whose review you may not print." in told.out


def test_reviews_of_all_say_how_many_were_left_out(shell: Shell) -> None:
    out = shell.folder / "reviews"
    told = shell("review", "--all", "--one-file", "--out", str(out), user="Eve")
    assert told.code == 0
    assert "Left out 2 customers" in told.out
    assert len(list(out.iterdir())) == 1
    told = shell("review", "--team", "North", "--out", str(out), user="Eve")
    assert (told.code, told.out) == (1, "")
    none = "There is no customer among them whose review you may print; 2 were left out."
    assert told.err.strip().endswith(none)


def test_reviews_end_well_at_the_ends_of_the_calendar(shell: Shell) -> None:
    out = str(shell.folder / "reviews")
    for days in (("--until", "1900-01-01"), ("--from", "1900-01-01", "--until", "2199-12-31")):
        assert shell("review", "A", *days, "--out", out, user="Maya").code == 0
    for day in ("1900-01-01", "2199-12-31"):
        assert shell("trends", "--as-of", day, "--json", user="Maya").code == 0


def test_a_review_needs_exactly_one_way_of_choosing(shell: Shell) -> None:
    assert shell("review", "--out", "x").code == 2
    assert shell("review", "A", "--all", "--out", "x").code == 2
    assert shell("review", "C", "--from", "2026-05-01", "--until", "2026-04-01", "--out", "x").code == 2


def test_trends_as_json_have_their_documented_shape(shell: Shell) -> None:
    told = shell("trends", "--json", "--as-of", "2026-01-31", user="Eve")
    assert told.code == 0
    report = json.loads(told.out)
    assert list(report) == ["as_of", "rises", "slow_rises", "too_few", "new_since", "same_kind"]
    assert report["as_of"] == "2026-01-31"


def test_a_backup_is_restored_in_the_place_of_the_workspace(shell: Shell) -> None:
    copy = shell.folder / "copy.mcr"
    assert shell("backup", str(copy)).code == 0
    assert shell("note", "C", "--text", "after the backup").code == 0
    told = shell("restore", str(copy))
    assert told.code == 0
    assert "is now" in told.out
    assert shell("check").code == 0
    assert shell("backup", str(copy)).code == 1


def test_check_and_upgrade_find_all_in_order(shell: Shell) -> None:
    told = shell("check", user="Eve")
    assert told.code == 0
    assert told.out.startswith("Sound:")
    assert "is up to date" in shell("upgrade").out


def test_an_export_says_what_it_wrote_and_everything_needs_a_reason(shell: Shell) -> None:
    told = shell("export", str(shell.folder / "out"), user="Eve")
    assert told.code == 0
    assert "customers.csv" in told.out
    assert "Left out 2 customers" in told.out
    assert shell("export", str(shell.folder / "all"), "--everything").code == 2


def test_a_passphrase_file_protects_and_opens(shell: Shell) -> None:
    key, path = shell.folder / "key", shell.folder / "secret.mcr"
    key.write_text("correct horse\n", encoding="utf-8")
    made = shell.plain("--passphrase-file", str(key), "--user", "Root", "new", str(path))
    assert made.code == 0
    assert "protected by your passphrase" in made.out
    assert b"SQLite format" not in path.read_bytes()[:100]
    assert (
        shell.plain("--workspace", str(path), "--passphrase-file", str(key), "--user", "Root", "check").code
        == 0
    )
    assert shell.plain("--workspace", str(path), "--user", "Root", "check").code == 1
    key.write_text("", encoding="utf-8")
    assert shell.plain("--workspace", str(path), "--passphrase-file", str(key), "check").code == 1
    assert shell.plain("--workspace", str(path), "--passphrase-file", str(key) + "x", "check").code == 1


def test_a_defect_ends_with_three_and_keeps_the_words_of_notes_out_of_the_log(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise ValueError("SECRET-NOTE-TEXT")

    monkeypatch.setitem(verbs._INSIDE, "check", broken)  # noqa: SLF001
    told = shell("check")
    assert (told.code, told.out) == (3, "")
    log = (Paths.of_this_user().log / "defects.log").read_text(encoding="utf-8")
    reference = told.err.split()[-1].rstrip(".")
    assert reference in log
    assert "ValueError" in log
    assert "SECRET" not in log + told.err


def test_an_expected_cause_behind_a_defect_is_named_by_kind_only(tmp_path: Path) -> None:
    try:
        try:
            raise Refused("SECRET")
        except Refused as cause:
            raise RuntimeError("SECRET") from cause
    except RuntimeError as error:
        reference = write_down(error, MONDAY, Paths.under(tmp_path))
    log = (tmp_path / "log" / "defects.log").read_text(encoding="utf-8")
    assert f"{reference} MCR Desktop" in log
    assert "RuntimeError from Refused" in log
    assert "SECRET" not in log


def test_no_note_steers_a_terminal() -> None:
    assert shown("a\x1b[2Jb\u202ec\td") == "a\N{REPLACEMENT CHARACTER}[2Jb\N{REPLACEMENT CHARACTER}c\td"
