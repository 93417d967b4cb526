"""Tables from files: open_table reads CSV, TSV, XLSX, XLS and ODS alike into numbered rows of text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.delimited import delimited_records, guess_layout
from mcr_desktop.exchange.rows import Table, TableRow, make_table
from mcr_desktop.exchange.sources import regular_file, text_source
from mcr_desktop.exchange.workbooks import is_workbook, open_sheet

__all__ = ["Table", "TableRow", "open_table"]


def open_table(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Table:
    """Open a file of rows; what it is shows in its first bytes, not in its name.

    Args:
        path: CSV, TSV or other separated text, packed by gzip or not; XLSX, XLSM, XLS or ODS.
        encoding: of a text file; guessed when None.
        sheet: of a workbook; the first one with anything in it when None.

    Raises:
        Refused: in one sentence, for a file that is not there, not a table, too large or damaged.
    """
    regular_file(path)
    if is_workbook(path):
        opened = open_sheet(path, sheet)
        return make_table(path, opened.records, opened.guessed)
    if sheet is not None:
        raise Refused(f"{path.name} is a text file and has no sheets.")
    source = text_source(path, encoding)
    layout = guess_layout(source)
    table = make_table(path, partial(delimited_records, source, layout), ())
    said = (source.encoding.guessed, layout.sentence if len(table.header) > 1 else "", *table.guessed)
    return replace(table, guessed=tuple(sentence for sentence in said if sentence))
