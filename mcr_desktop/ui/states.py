"""What a view shows when it is empty, busy, in trouble, partial, or not for this person."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcr_desktop.ui.buttons import ActionButton
from mcr_desktop.ui.cards import column, line
from mcr_desktop.ui.colours import Tone
from mcr_desktop.ui.icons import Icon
from mcr_desktop.ui.marks import Meter, Tile
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import Words, words

_CENTRE = Qt.AlignmentFlag.AlignHCenter
COMFORTABLE = 420


class _Sentence(Words):
    """A sentence in the middle of nothing: as wide as it needs, up to a comfortable line."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "subtitle", wrap=True)
        self.setAlignment(_CENTRE)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        natural = QFontMetricsF(self.font()).horizontalAdvance(self.text()) + 4
        width = round(min(natural, COMFORTABLE * text_factor()))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(140, self.sizeHint().width()), super().minimumSizeHint().height())


class EmptyState(QWidget):
    """An icon, one sentence, and at most one action."""

    acted = Signal()

    def __init__(self, sentence: str, icon: str = "inbox", action: str = "", key: str = "") -> None:
        super().__init__()
        self._sentence = _Sentence(sentence)
        self._action = ActionButton(action, key=key)
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.acted)
        layout = column(1, spacing=12, margins=(24, 32, 24, 32))
        layout.addWidget(Tile(icon, size=40, round_=True), 0, _CENTRE)
        layout.addLayout(line(1, self._sentence, 1))
        layout.addWidget(self._action, 0, _CENTRE)
        layout.addStretch(2)
        self.setLayout(layout)

    def say(self, sentence: str, action: str = "") -> None:
        self._sentence.setText(sentence)
        self._action.say(action)
        self._action.setVisible(bool(action))


class Notice(QWidget):
    """One quiet line with an icon, for what stays true until it is solved; hidden when it says nothing."""

    acted = Signal()

    def __init__(self, tone: Tone = "neutral", icon: str = "info", action: str = "") -> None:
        super().__init__()
        self._words = words("", "medium", wrap=True, tone=tone)
        self._icon = Icon(icon, tone)
        self._button = ActionButton(action, small=True)
        self._button.setVisible(bool(action))
        self._button.clicked.connect(self.acted)
        layout = line(spacing=8, margins=(0, 4, 0, 4))
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, sentence: str, action: str | None = None) -> None:
        """Show this sentence, or nothing at all."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        if action is not None:
            self._button.say(action)
            self._button.setVisible(bool(action))
        self.setVisible(bool(sentence))

    def text(self) -> str:
        return self._words.text()


class ProblemLine(Notice):
    """What went wrong, what is safe, what to do: beside the thing that failed."""

    def __init__(self, action: str = "") -> None:
        super().__init__("bad", "circle-alert", action)


class NoAccess(EmptyState):
    """Not for this person: the sentence names who can be asked; the action leaves a message."""

    def __init__(self, sentence: str, action: str = "") -> None:
        super().__init__(sentence, "fence", action)


class ProgressLine(QWidget):
    """Long work with its count ('9 of 12') and a way to stop it."""

    stopped = Signal()

    def __init__(self, doing: str) -> None:
        super().__init__()
        self._doing = doing
        self._words = words("", "meta")
        self._stop = ActionButton(self.tr("Stop"), "x", manner="quiet", small=True)
        self._stop.clicked.connect(self.stopped)
        self._meter = Meter(width=200)
        self._meter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayout(column(line(self._words, 1, self._stop), self._meter, spacing=2))
        self.hide()

    def show_progress(self, done: int, of: int) -> None:
        """Show how much is done; hidden when there is nothing to do."""
        text = self.tr("{doing} {done} of {all}").format(doing=self._doing, done=done, all=of)
        self._words.setText(text)
        self._meter.show_share(done / of if of else 0.0, words=text)
        self.setVisible(of > 0)


class FreshnessBar(QWidget):
    """How much of a fact's shelf life is left: a bar, and the age in words."""

    def __init__(self, left: float, age: str) -> None:
        super().__init__()
        tone: Tone = "ok" if left > 1 / 3 else "warn" if left > 0 else "bad"
        label = words(age, "meta", tone=None if tone == "ok" else tone)
        layout = column(Meter(max(left, 0.15), tone, width=34), spacing=2)
        layout.addWidget(label, 0, Qt.AlignmentFlag.AlignTrailing)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(age)
