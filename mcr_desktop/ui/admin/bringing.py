"""Bringing a file in from the window: look first, nothing is stored before the last step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mcr_desktop.domain.imports import ImportReport
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import (
    ActionButton,
    Choice,
    Icon,
    ProblemLine,
    Scroll,
    column,
    labelled,
    line,
    line_edit,
    words,
)

KINDS = ("customers", "contacts", "users", "assignments", "orders", "conversations", "complaints")
FILES = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.gz *.vcf *.eml"


@dataclass(frozen=True, slots=True)
class Bringing:
    """A file wanted in, as which kind, with what the person says of its columns."""

    kind: str
    path: Path
    mapping: tuple[str, ...]
    key: str


class BringInSheet(Sheet):
    """Choose a file and what it holds; look at what would happen; then bring it in."""

    looked = Signal(object)
    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, parent.tr("Bring in a file"), "upload")
        self._path: Path | None = None
        self.kind = Choice(self.tr("What the rows are"), tuple(kind.capitalize() for kind in KINDS))
        self.file = ActionButton(self.tr("Choose a file…"), "folder-down")
        self.file.clicked.connect(self._choose)
        self.named = words(self.tr("No file chosen yet."), "meta", elide=True)
        self.key = line_edit(self.tr("Column that tells customers apart"), placeholder="CustomerID")
        self.mapping = line_edit(self.tr("Columns to take"), placeholder="name=CompanyName, region=Country")
        self.problem = ProblemLine()
        self.told = column(spacing=6)
        self.report = Scroll(self.told, margins=(0, 6, 8, 6), surface="surface")
        self.report.setMinimumSize(520, 180)
        self.no = self.add_button(ActionButton(self.tr("Leave"), key="Esc"))
        self.look = self.add_button(ActionButton(self.tr("Check"), "eye"))
        self.yes = self.add_button(ActionButton(self.tr("Bring in"), "arrow-right", manner="primary"))
        self.no.clicked.connect(self.reject)
        self.look.clicked.connect(self._look)
        self.yes.clicked.connect(self._bring_in)
        self.kind.currentIndexChanged.connect(self._again)
        self._lay_out()
        self._again()

    def show_file(self, path: Path) -> None:
        """This file is wanted."""
        self._path = path
        self.named.setText(path.name)
        self._again()
        self._look()

    def show_report(self, report: ImportReport) -> None:
        """What would happen, in words; from here on it can be brought in."""
        self._say(told_words(report))
        self.problem.say("")
        self.yes.setEnabled(not report.nothing_new)
        self.look.setEnabled(True)
        if not report.nothing_new:
            self.yes.setFocus()

    def show_problem(self, sentence: str) -> None:
        """Why it cannot be brought in; nothing was stored."""
        self.problem.say(sentence)
        self.look.setEnabled(True)
        self.yes.setEnabled(False)

    def bringing(self) -> Bringing | None:
        """What is wanted, once a file is chosen."""
        if self._path is None:
            return None
        mapping = tuple(part.strip() for part in self.mapping.text().split(",") if part.strip())
        return Bringing(KINDS[self.kind.currentIndex()], self._path, mapping, self.key.text().strip())

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Bring in a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Tables, cards and mail ({files})").format(files=FILES))
        dialog.fileSelected.connect(lambda path: self.show_file(Path(path)))
        dialog.open()

    def _look(self) -> None:
        wanted = self.bringing()
        if wanted is not None:
            self.problem.say("")
            self.look.setEnabled(False)
            self._say((self.tr("Looking at the file…"),))
            self.looked.emit(wanted)

    def _bring_in(self) -> None:
        wanted = self.bringing()
        if wanted is not None:
            self.yes.setEnabled(False)
            self.look.setEnabled(False)
            self._say((self.tr("Bringing it in…"),))
            self.wanted.emit(wanted)

    def _again(self) -> None:
        self.yes.setEnabled(False)
        self.look.setEnabled(self._path is not None)

    def _say(self, sentences: tuple[str, ...]) -> None:
        while (item := self.told.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for sentence in sentences:
            self.told.addWidget(words(sentence, "body", wrap=True, selectable=True))
        self.told.addStretch(1)

    def _lay_out(self) -> None:
        self.body.addLayout(labelled(self.tr("What the rows are"), self.kind))
        chosen = line(self.file, self.named, spacing=12)
        chosen.setStretch(1, 1)
        self.body.addLayout(chosen)
        self.body.addLayout(
            labelled(self.tr("Columns to take (field=column, only where guessed wrong)"), self.mapping)
        )
        self.body.addLayout(labelled(self.tr("Column that tells customers apart"), self.key))
        self.body.addWidget(self.problem)
        self.body.addWidget(self.report)
        safe = self.tr(
            "Nothing is stored before you bring it in. The whole of it can be taken back for 30 days."
        )
        self.body.addLayout(line(Icon("undo-2", size=14), words(safe, "meta", wrap=True)))


def told_words(report: ImportReport) -> tuple[str, ...]:
    """The account of a look or of what was brought in."""
    done = (("added", report.added), ("changed", report.changed), ("known already", report.unchanged))
    counts = ", ".join(f"{count:,} {deed}" for deed, count in done if count)
    sentences = [f"{report.read:,} rows: {counts or 'nothing new'}."]
    sentences += [*report.guessed, *report.notes]
    if report.suspicious:
        sentences.append("Somebody should look at:")
        sentences += [f"  {each}" for each in report.suspicious[:20]]
    return tuple(sentences)
