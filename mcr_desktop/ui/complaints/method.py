"""How a rise is found, in words a team lead can repeat, with the figures of the last run."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.trends import TrendReport
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import ActionButton, column, words

METHOD = """\
Every week is compared with what is usual for it: the level, the season and the slow trend of the years \
before, and how many orders there were. Only whole weeks are judged.
A rise is told when that many complaints in one or two weeks would be unlikely to be chance, even though \
many kinds and places are looked at together: of ten rises told, about one is false.
What they share is the combination of places, carriers, products and the like that carries more of the \
rise than chance would give it. Others that explain nearly as much are named beside it.
Fewer than five complaints in four weeks, or less than half a year of history: too early to say.
What it costs ranks the list; it never makes a rise."""


class MethodSheet(Sheet):
    """The method, and what was judged."""

    def __init__(self, parent: QWidget, report: TrendReport | None) -> None:
        super().__init__(parent, parent.tr("How a rise is found"), "info")
        paragraphs = [words(self.tr(text), "body", wrap=True) for text in METHOD.split("\n")]
        for paragraph in paragraphs:
            paragraph.setMinimumWidth(520)
        self.body.addLayout(column(*paragraphs, spacing=10))
        if report is not None and report.judged_monday is not None:
            monday = report.judged_monday
            judged = self.tr("Last judged: the week of {day}, {complaints}, {kinds}, {exposure}.").format(
                day=f"{monday.day} {monday:%B %Y}",
                complaints=counted(report.complaints, "complaint", "complaints"),
                kinds=counted(report.kinds, "kind", "kinds"),
                exposure=report.exposure,
            )
            self.body.addWidget(words(judged, "meta", wrap=True))
        close = self.add_button(ActionButton(self.tr("Close"), key="Esc"))
        close.clicked.connect(self.reject)
