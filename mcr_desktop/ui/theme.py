"""How everything looks: colours, type and space as one frozen record, and the one who puts it on.

Widgets hold no theme. Colours travel with the application's palette (`colours_of`), type with its font and
the style sheet's roles, so that a change of theme reaches what is already on screen without rebuilding it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from mcr_desktop.ui.colours import DARK, LIGHT, Colours, from_palette
from mcr_desktop.ui.sheet import sheet, type_sheet

Scheme = Literal["light", "dark", "contrast"]
Choice = Literal["system", "light", "dark", "contrast"]

BODY_PX = 13
POINTS_PER_PX = 0.75
SMALLEST_TEXT, LARGEST_TEXT = 90, 200
DENSITIES = {"compact": 0.85, "normal": 1.0, "roomy": 1.15}
FAMILIES = ("Inter", "DejaVu Sans", "Droid Sans Fallback")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours, text size (1.0 is 100 %) and density (0.85, 1.0 or 1.15)."""

    scheme: Scheme = "light"
    colours: Colours = LIGHT
    text: float = 1.0
    density: float = 1.0

    def font(self, px: float = BODY_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The text font so many pixels high at 100 %."""
        font = QFont(list(FAMILIES))
        font.setPointSizeF(px * POINTS_PER_PX * self.text)
        font.setWeight(weight)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def sheet(self) -> str:
        """The generated style sheet; in high contrast only its type."""
        if self.scheme == "contrast":
            return type_sheet(self.text, self.density)
        return sheet(self.colours, self.text, self.density)

    def palette(self) -> QPalette:
        """The palette that carries these colours."""
        return _palette(self.colours)


LIGHT_THEME = Theme()
DARK_THEME = Theme("dark", DARK)


def _palette(colours: Colours) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for which, colour in {
        role.Window: colours.bg,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.text3,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.surface,
        role.Midlight: colours.hover,
        role.Mid: colours.border,
        role.Dark: colours.border_strong,
        role.Shadow: colours.border_strong,
        role.Accent: colours.accent,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, which, QColor(colours.text3))
    return palette


def load_fonts(files: Iterable[Path]) -> tuple[str, ...]:
    """Make the bundled fonts known to this process; returns their families."""
    families: set[str] = set()
    for path in sorted(files):
        families.update(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path))))
    return tuple(sorted(families))


def figures(widget: QWidget) -> None:
    """Give a widget figures of equal width (Inter widens hyphens with them, so not for every text)."""
    font = QFont()
    font.setFeature(QFont.Tag("tnum"), 1)
    widget.setFont(font)


def text_factor() -> float:
    """How much larger than usual text is now, from 0.9 to 2.0."""
    return QApplication.font().pointSizeF() / (BODY_PX * POINTS_PER_PX)


class Look(QObject):
    """Puts the theme on the application and changes it with the system or on request."""

    changed = Signal(object)

    def __init__(
        self, app: QApplication, choice: Choice = "system", text: int = 100, density: float = 1.0
    ) -> None:
        super().__init__(app)
        self._app = app
        self._choice: Choice = choice
        self._text = text / 100
        self._density = density
        self.theme = Theme()
        app.setStyle(QStyleFactory.create("Fusion"))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self.put_on(self._wanted())

    @property
    def choice(self) -> Choice:
        return self._choice

    @property
    def text_percent(self) -> int:
        return round(self._text * 100)

    def choose(self, choice: Choice) -> None:
        """Light, dark, high contrast, or as the system is."""
        self._choice = choice
        self.put_on(self._wanted())

    def set_text(self, percent: int) -> None:
        """Text from 90 to 200 per cent of its usual size."""
        self._text = min(LARGEST_TEXT, max(SMALLEST_TEXT, percent)) / 100
        self.put_on(self._wanted())

    def set_density(self, density: float) -> None:
        """How close rows stand: 0.85, 1.0 or 1.15."""
        self._density = density
        self.put_on(self._wanted())

    def put_on(self, theme: Theme) -> None:
        """Dress the application; what stands on screen stays and is painted anew."""
        old, self.theme = self.theme, theme
        font = theme.font()
        if font != self._app.font():
            self._app.setFont(font)
        self._app.setPalette(
            theme.palette() if theme.scheme != "contrast" else self._app.style().standardPalette()
        )
        wanted = theme.sheet()
        if wanted != self._app.styleSheet():
            self._app.setStyleSheet(wanted)
        if old != theme:
            self.changed.emit(theme)

    def _wanted(self) -> Theme:
        hints = self._app.styleHints()
        scheme: Scheme
        if self._choice == "system":
            asks = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
            dark = hints.colorScheme() == Qt.ColorScheme.Dark
            scheme = "contrast" if asks else "dark" if dark else "light"
        else:
            scheme = self._choice
        if scheme == "contrast":
            colours = from_palette(self._app.style().standardPalette())
        else:
            colours = DARK if scheme == "dark" else LIGHT
        return Theme(scheme, colours, self._text, self._density)

    def _system_changed(self) -> None:
        if self._choice == "system":
            self.put_on(self._wanted())


def larger(theme: Theme, percent: int) -> Theme:
    """The same theme with text of this size."""
    return replace(theme, text=percent / 100)
