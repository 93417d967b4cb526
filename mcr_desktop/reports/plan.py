"""The joint plan: objectives agreed with the customer, who moves them, how far they are."""

from __future__ import annotations

from reportlab.platypus import Flowable

from mcr_desktop.charts.progress import ProgressBar
from mcr_desktop.domain.reviews import PlanLine, ReviewSnapshot
from mcr_desktop.reports.blocks import section
from mcr_desktop.reports.figures import short_day
from mcr_desktop.reports.painting import PaperCanvas
from mcr_desktop.reports.styles import BODY, META, Style
from mcr_desktop.reports.text import Span, Text

SIDES = {"ours": "ours", "theirs": "theirs", "both": ""}
BAR = 150.0
STEPS = Style(size=8.4, leading=BODY.leading, ink="text2", align="right")


class PlanRow(Flowable):
    """An objective, its bar, and the steps in words."""

    def __init__(self, line: PlanLine, year: int) -> None:
        super().__init__()
        self.bar = ProgressBar(line.done, line.steps)
        marks = [f"by {short_day(line.due, year)}" if line.due else "", SIDES.get(line.side, line.side)]
        meta = ", ".join(mark for mark in marks if mark)
        title = Text([Span(line.title), Span(f"  {meta}", ink="text3")] if meta else line.title, BODY)
        self.cell = (
            title,
            *(
                (Text(line.progress, META),)
                if line.progress not in {"", f"{line.done} of {line.steps}"}
                else ()
            ),
        )
        self.spaceBefore, self.spaceAfter = 0.0, 4.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The column's width and the height of the objective's words."""
        self.width = aW
        self._room = aW - BAR - 90.0
        self.height = sum(text.wrap(self._room, 1e6)[1] for text in self.cell)
        return aW, self.height

    def draw(self) -> None:
        """Draw words, bar and steps on one line."""
        y = self.height
        for text in self.cell:
            text.draw_at(self.canv, 0.0, y, self._room)
            y -= text.wrap(self._room, 1e6)[1]
        middle = self.height - 0.5 * BODY.leading
        if self.bar.steps > 0:
            self.bar.draw(PaperCanvas(self.canv, self.width - BAR - 72.0, middle + 2.9), BAR, 5.8)
        Text(self.bar.words(), STEPS).draw_at(self.canv, self.width - 66.0, self.height, 66.0)


def plan_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Every objective with its progress."""
    if not snapshot.plan:
        return section("Joint plan", [Text("No joint plan has been agreed yet.", BODY)])
    year = snapshot.period.last.year
    done = sum(line.steps > 0 and line.done >= line.steps for line in snapshot.plan)
    remark = f"{done:,} of {len(snapshot.plan):,} objectives reached"
    return section("Joint plan", [PlanRow(line, year) for line in snapshot.plan], remark, together=True)
