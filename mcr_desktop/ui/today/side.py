"""The right pane of Today: the trend that needs somebody, drafts, what colleagues did, and cover."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mcr_desktop.charts.weekly import WeeklyBars, WeeklyGlance
from mcr_desktop.domain.conversations import Draft, TimelineEntry
from mcr_desktop.domain.today import Cover, Today
from mcr_desktop.domain.trends import Alert, AlertGroup
from mcr_desktop.ui.dates import DAYS, LONG_DAYS, brief_moment, near_day
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.names import first_name
from mcr_desktop.ui.painting import ChartView
from mcr_desktop.ui.parts import (
    ActionButton,
    Avatar,
    Card,
    Chip,
    Hairline,
    Icon,
    Row,
    SectionTitle,
    Tone,
    column,
    dress,
    line,
    words,
)

TONES: dict[str, Tone] = {"ok": "ok", "warn": "warn", "bad": "bad", "info": "info"}
CHIPS_SHOWN = 3
MOST_NEWS = 6


class AlertCard(Card):
    """A rise that needs this person: what it is, how it goes, and how to open it."""

    opened = Signal(str)

    def __init__(self, alert: Alert, today: date, me: str) -> None:
        super().__init__(divided=False, margins=(14, 12, 10, 10), spacing=6)
        self._me = me
        needed = alert.group is AlertGroup.NEEDS_YOU
        title = self.tr("Trend needs you") if needed else alert.group.value
        head = line(Icon("trending-up", "bad"), words(title, "strong"), 1, margins=(0, 0, 4, 0))
        if alert.rise is not None and alert.rise.value_at_stake > 0:
            head.addWidget(Chip(self.tr("High-value"), "bad"))
        self.body.addLayout(head)
        told = alert.rise.sentence if alert.rise is not None else alert.line
        self.add(words(told, wrap=True))
        if alert.rise is not None and alert.rise.weekly:
            chart = ChartView(self.tr("Complaints per week: {title}").format(title=alert.title), height=44)
            chart.show_chart(WeeklyGlance(WeeklyBars.of_rise(alert.rise)))
            self.add(chart)
        button = ActionButton(self.tr("Open"), "arrow-right", manner="quiet", small=True, tone="accent")
        button.setAccessibleName(self.tr("Open the trend {title}").format(title=alert.title))
        button.clicked.connect(lambda: self.opened.emit(alert.key))
        state = words(self._state(alert, today), "meta", elide=True)
        foot = line(state, button)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)

    def _state(self, alert: Alert, today: date) -> str:
        found = alert.investigation
        if found is None or not found.owner:
            return alert.state
        day = (today - found.opened_on).days + 1 if found.opened_on is not None else 0
        mine = found.owner == self._me
        told = self.tr("You look into it") if mine else self.tr("{who} looks into it")
        told = told.format(who=first_name(found.owner))
        return f"{told} · day {day}" if day > 0 else told


class NewsRow(Row):
    """What a colleague did with a customer of ours; Enter opens the customer."""

    def __init__(self, entry: TimelineEntry, today: date) -> None:
        when = brief_moment(entry.at, today)
        super().__init__(f"{entry.who} {entry.deed}, {entry.customer}, {when}: {entry.text}")
        dress(self, "plain")
        who, deed = first_name(entry.who), entry.deed.split(",")[0]
        head = line(words(who, "strong"), words(deed, "subtitle", elide=True), words(when, "meta"), spacing=5)
        head.setStretch(1, 1)
        text = words(shortened(entry.text), "body", wrap=True)
        told = column(head, words(entry.customer, "link", elide=True), text, spacing=2)
        if entry.tags:
            told.addSpacing(4)
            chips = [Chip(tag.words, TONES.get(tag.tone, "neutral"), tag.icon) for tag in entry.tags]
            told.addLayout(line(*chips[:CHIPS_SHOWN], 1, spacing=6))
        layout = line(column(Avatar(entry.who, 24), 1), told, spacing=10, margins=(4, 5, 4, 7))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()


def shortened(text: str, most: int = 160) -> str:
    """As much of a note as a line of news has room for, cut between words."""
    whole = " ".join(text.split())
    if len(whole) <= most:
        return whole
    return whole[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


class SidePane(QWidget):
    """All of the right pane, each part hidden when it has nothing to say."""

    alert_opened = Signal(str)
    customer_opened = Signal(int)
    draft_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._today, self._me = date.min, ""
        alerts, news = column(spacing=10), column(spacing=4)
        self._alerts: Kept[Alert] = Kept(alerts, self._alert, lambda alert: alert.key)
        self._news: Kept[TimelineEntry] = Kept(news, self._entry, lambda entry: (entry.entry, entry.id))
        self._drafts = DraftNote()
        self._drafts.opened.connect(self.draft_opened)
        self._away = SectionTitle(self.tr("While you were away"), "coffee")
        self._quiet = words(self.tr("Nothing new from your colleagues."), "meta")
        self._covers: QVBoxLayout = column(spacing=8)
        self._cover: Kept[Cover] = Kept(self._covers, self._covering, lambda cover: cover.user)
        self._hairline = Hairline()
        self.setLayout(
            column(
                alerts,
                self._drafts,
                column(self._away, self._quiet, news, spacing=4),
                self._hairline,
                self._covers,
                1,
                spacing=14,
                margins=(20, 18, 20, 18),
            )
        )

    def present(self, day: Today) -> None:
        """Look like this day."""
        self._today, self._me = day.day, day.name
        self._alerts.show(day.alerts[:2])
        self._drafts.show_drafts(day.drafts)
        self._news.show(day.news[:MOST_NEWS])
        since = day.away_since
        hint = self.tr("since {when}").format(when=_since(day)) if since is not None else ""
        self._away.show_count(None, hint)
        self._quiet.setVisible(not day.news)
        self._cover.show(day.covering)
        self._hairline.setVisible(bool(day.covering))

    def _alert(self, alert: Alert) -> QWidget:
        card = AlertCard(alert, self._today, self._me)
        card.opened.connect(self.alert_opened)
        return card

    def _entry(self, entry: TimelineEntry) -> QWidget:
        row = NewsRow(entry, self._today)
        row.opened.connect(lambda: self.customer_opened.emit(entry.customer_id))
        return row

    def _covering(self, cover: Cover) -> QWidget:
        until = _until(cover.until, self._today)
        who = first_name(cover.user)
        title = self.tr("You are covering for {who}{until}").format(who=who, until=until)
        several = self.tr("{count} customers. Their pages show what was handed over.")
        single = self.tr("1 customer. Its page shows what was handed over.")
        note = several.format(count=cover.customers) if cover.customers != 1 else single
        holder = QWidget()
        told = column(words(title, "strong", wrap=True), words(note, "subtitle", wrap=True), spacing=2)
        layout = line(column(Icon("repeat", size=14), 1), told)
        layout.setStretch(1, 1)
        holder.setLayout(layout)
        return holder


class DraftNote(QWidget):
    """That something was typed and not yet saved, and the way back to it."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._uuid = ""
        self._button = ActionButton("", "notebook-pen", small=True)
        self._button.clicked.connect(lambda: self.opened.emit(self._uuid))
        self._about = words("", "meta", elide=True)
        layout = line(self._button, self._about)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def show_drafts(self, drafts: tuple[Draft, ...]) -> None:
        """Offer the newest of these; hidden when there are none."""
        self.setVisible(bool(drafts))
        if not drafts:
            return
        newest = max(drafts, key=lambda draft: draft.changed_at)
        self._uuid = newest.uuid
        count = self.tr("1 draft") if len(drafts) == 1 else self.tr("{n} drafts").format(n=len(drafts))
        self._button.say(count)
        about = " · ".join(part for part in (newest.customer, " ".join(newest.text.split())) if part)
        self._about.setText(about)
        spoken = self.tr("{count}, open the newest: {about}").format(count=count, about=about)
        self._button.setAccessibleName(spoken)


def _since(day: Today) -> str:
    since = day.away_since
    if since is None:
        return ""
    local = since.astimezone()
    if 0 < (day.day - local.date()).days < 7:
        return f"{DAYS[local.weekday()]} {local.hour:02}:{local.minute:02}"
    return brief_moment(since, day.day)


def _until(until: date | None, today: date) -> str:
    if until is None:
        return ""
    if 1 < (until - today).days < 7:
        return f" until {LONG_DAYS[until.weekday()]}"
    named = near_day(until, today)
    return f" until {named.lower() if abs((until - today).days) < 2 else named}"
