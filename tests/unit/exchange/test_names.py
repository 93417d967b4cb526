"""File names from what people typed lead nowhere else and exist on every system."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.exchange.names import LONGEST_NAME, safe_file_name

HOSTILE = [
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    ".",
    "...",
    "",
    " ",
    "\0",
    "a\0b",
    "C:\\Windows\\system.ini",
    "\\\\host\\share",
    "CON",
    "con.txt",
    "NUL",
    "aux .pdf",
    "COM1",
    "LPT9.tar.gz",
    "COM¹",
    "a/b",
    "a\\b",
    "a:b",
    "a*b?",
    "<a>|b",
    '"a"',
    "-rf",
    "~root",
    "name.",
    "name ",
    "a\nb",
    "a\rb\tc",
    "\u202etxt.exe",
    "a\u2066b",
    "\ufeffa",
    "a\u200bb",
    "\ud800",
    "file:///etc/passwd",
    "$(reboot)",
    "%2e%2e%2f",
    "．．／",
    "a" * 5000,
    "ä" * 5000,
    "𝄞" * 500,
    "\u0301" * 300,
]


def _is_safe(name: str) -> bool:
    stem = name.partition(".")[0].strip().upper()
    return (
        Path(name).name == name
        and name not in ("", ".", "..")
        and not set(name) & set('<>:"/\\|?*\0')
        and not name.endswith((" ", "."))
        and not name.startswith((" ", ".", "-", "~"))
        and stem not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "COM¹"}
        and all(sign.isprintable() for sign in name)
        and len(name.encode()) <= LONGEST_NAME
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_become_harmless(tmp_path: Path, text: str) -> None:
    name = safe_file_name(text, suffix=".pdf")
    assert _is_safe(name)
    assert name.endswith(".pdf")
    (tmp_path / name).write_bytes(b"x")
    assert [each.name for each in tmp_path.iterdir()] == [name]


@given(st.text(max_size=300), st.sampled_from(["", ".pdf", ".csv", ".tar.gz"]))
def test_any_text_makes_a_safe_name(text: str, suffix: str) -> None:
    assert _is_safe(safe_file_name(text, suffix=suffix))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Käse & Söhne / Müller", "Käse & Söhne - Müller.pdf"),
        ("株式会社", "株式会社.pdf"),
        ("Hollis and Crane Foods", "Hollis and Crane Foods.pdf"),
        ("Cafe\u0301", "Café.pdf"),
        ("A  B\tC", "A B C.pdf"),
    ],
)
def test_honest_names_stay_readable(text: str, name: str) -> None:
    assert safe_file_name(text, suffix=".pdf") == name


def test_names_that_are_taken_get_a_number() -> None:
    taken = ["Acme.pdf", "ACME (2).PDF"]
    assert safe_file_name("acme", suffix=".pdf", taken=taken) == "acme (3).pdf"


@given(st.lists(st.text(max_size=8), max_size=12))
def test_names_of_one_folder_differ_even_without_case(texts: list[str]) -> None:
    taken: list[str] = []
    for text in texts:
        taken.append(safe_file_name(text, suffix=".pdf", taken=taken))
    assert len({name.casefold() for name in taken}) == len(texts)
