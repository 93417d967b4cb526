"""The middle of the trends place: one rise in a sentence, week by week, and what its complaints share."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.charts.shares import Shares, where_words
from mcr_desktop.charts.weekly import WeeklyBars
from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.trends import Alert, Investigation, Rise, Stage, TrendDriver, Where
from mcr_desktop.ui.complaints.listing import ComplaintList
from mcr_desktop.ui.dates import short_day
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.painting import ChartView
from mcr_desktop.ui.parts import (
    ActionButton,
    Card,
    Chip,
    FilterChip,
    StageLine,
    column,
    line,
    words,
)

STAGES = tuple(Stage)


class Explained(QWidget):
    """Everything about the alert chosen."""

    week_chosen = Signal(object)
    """The Monday of the week whose complaints are wanted, or None for all."""
    numbers_wanted = Signal()
    quiet_wanted = Signal()
    trait_chosen = Signal(object)
    """What is shared by the complaints wanted, or None for all."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: WeeklyBars | None = None
        self.title = words("", "heading", wrap=True)
        self.high = Chip(self.tr("High-value customers"), "bad", "trending-up")
        self.quiet = ActionButton(self.tr("Not a trend"), "bell-off", manner="quiet")
        self.quiet.clicked.connect(self.quiet_wanted)
        self.sentence = words("", "body", wrap=True, selectable=True)
        self.stages = StageLine(tuple(stage.value for stage in STAGES))
        self.chart = ChartView(self.tr("Complaints per week"), height=170)
        self.chart.drilled.connect(self._drill)
        self.chart.table_wanted.connect(self.numbers_wanted)
        self._trait: Where | None = None
        chips = line(spacing=6)
        self._traits: Kept[TrendDriver] = Kept(
            chips, self._trait_chip, lambda driver: where_words(driver.where)
        )
        self._trait_line = QWidget()
        self._trait_line.setLayout(line(words(self.tr("Only those of"), "meta"), chips, 1, spacing=8))
        self.chart_card = self._make_chart_card()
        self.shares = ChartView(self.tr("What the complaints share"), height=90)
        self.alternatives = words("", "meta", wrap=True)
        self.shares_card = self._make_shares_card()
        self.list = ComplaintList()
        self.list.week_cleared.connect(lambda: self.week_chosen.emit(None))
        self.list.trait_cleared.connect(lambda: self.trait_chosen.emit(None))
        self._lay_out()

    def present(
        self,
        alert: Alert,
        complaints: tuple[ComplaintRow, ...],
        week: date | None,
        trait: Where | None,
        today: date,
    ) -> None:
        """Look like this alert."""
        rise = alert.rise
        self.title.setText(alert.title)
        self.high.setVisible(rise is not None and rise.value_at_stake > 0)
        self.quiet.setVisible(rise is not None and alert.stage in (Stage.SPOTTED, Stage.EXPLAINED))
        self.sentence.say(rise.sentence if rise is not None else alert.line)
        self.stages.show_stage(STAGES.index(alert.stage), _details(alert))
        self._show_chart(rise)
        self._show_shares(rise)
        if trait != self._trait:
            self._trait = trait
            self._traits.renew()
        outside = self.tr("Complaints of customers outside your fence are counted, not shown.")
        of_week = self.tr("week of {day}").format(day=short_day(week, today)) if week is not None else ""
        self.list.present(complaints, today, outside, of_week, where_words(trait) if trait else "")

    def focus_first(self) -> None:
        """Give the keyboard to the bars, or to the first complaint where there are none."""
        if self._bars is not None:
            self.chart.setFocus()
        else:
            self.list.focus_first()

    def _show_chart(self, rise: Rise | None) -> None:
        self._bars = WeeklyBars.of_rise(rise) if rise is not None and rise.weekly else None
        self.chart_card.setVisible(self._bars is not None)
        self.chart.show_chart(self._bars)

    def _show_shares(self, rise: Rise | None) -> None:
        shares = Shares.of_rise(rise) if rise is not None else Shares(())
        self.shares_card.setVisible(bool(shares.rows))
        self.shares.setFixedHeight(max(30, round(shares.height * 1.2)))
        self.shares.show_chart(shares if shares.rows else None)
        drivers = rise.drivers if rise is not None else ()
        told = [driver for driver in drivers if all(driver.where.values())]
        self._traits.show(told)
        self._trait_line.setVisible(bool(told))
        self.alternatives.say(_alternatives(rise) if rise is not None else "")

    def _drill(self, bar: int) -> None:
        if self._bars is not None:
            self.week_chosen.emit(self._bars.first_monday + timedelta(weeks=bar))

    def _trait_chip(self, driver: TrendDriver) -> FilterChip:
        chip = FilterChip(where_words(driver.where))
        chip.setChecked(driver.where == self._trait)
        chip.clicked.connect(lambda checked: self.trait_chosen.emit(driver.where if checked else None))
        return chip

    def _make_chart_card(self) -> Card:
        card = Card(divided=False, margins=(14, 12, 14, 10), spacing=8)
        table = ActionButton(self.tr("Show as table"), "table", manner="quiet", small=True, key="T")
        table.clicked.connect(self.numbers_wanted)
        hint = words(self.tr("Click a bar to see its complaints"), "meta")
        card.body.addLayout(line(words(self.tr("Complaints per week"), "strong"), 1, hint, table))
        card.add(self.chart)
        return card

    def _make_shares_card(self) -> Card:
        card = Card(divided=False, margins=(14, 12, 14, 12), spacing=8)
        compared = words(self.tr("compared with what is usual for each"), "meta")
        card.body.addLayout(line(words(self.tr("What the complaints share"), "strong"), 1, compared))
        card.add(self.shares)
        card.add(self._trait_line)
        card.add(self.alternatives)
        return card

    def _lay_out(self) -> None:
        head = line(self.title, self.high, 1, self.quiet, spacing=10)
        layout = column(
            head,
            self.sentence,
            -6,
            self.stages,
            -4,
            self.chart_card,
            self.shares_card,
            -2,
            self.list,
            1,
            spacing=10,
        )
        self.setLayout(layout)


def _details(alert: Alert) -> tuple[str, ...]:
    """A word below each stage: when it was spotted, who looks into it, what it waits for."""
    one = alert.investigation
    spotted = f"{alert.spotted_at.astimezone():%d %b}".lstrip("0") if alert.spotted_at is not None else ""
    shared = len(alert.rise.drivers) if alert.rise is not None else 0
    causes = f"{shared} in common" if shared else ""
    if one is None:
        return spotted, causes, "no owner", "not started", ""
    owner = one.owner.split()[0] if one.owner else "no owner"
    return spotted, causes, owner, _acting(one), _verified(one)


def _acting(one: Investigation) -> str:
    done = sum(step.done_on is not None for step in one.steps)
    return f"{done} of {len(one.steps)} done" if one.steps else "not started"


def _verified(one: Investigation) -> str:
    if one.verified_on is not None:
        return f"{one.verified_on:%d %b %Y}".lstrip("0")
    return "rule written" if one.fixed_when else "needs a rule"


def _alternatives(rise: Rise) -> str:
    """What else would explain nearly as much, so that nobody takes the first answer for the only one."""
    found: list[str] = []
    for driver in rise.drivers:
        for where in driver.alternatives:
            words_ = ", ".join(f"{name} {value or 'another customer'}" for name, value in where.items())
            if words_ and words_ not in found:
                found.append(words_)
    return f"Nearly as good an explanation: {'; or '.join(found[:3])}." if found else ""
