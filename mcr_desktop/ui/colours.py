"""The colours of light, dark and high contrast, named by what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

Tone = Literal["ok", "warn", "bad", "info", "accent", "neutral"]
"""How something is meant; it always stands beside a word and an icon, never alone."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour the window uses, as #RRGGBB."""

    bg: str
    side: str
    surface: str
    sunken: str
    hover: str
    selected: str
    border: str
    border_btn: str
    border_strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    focus: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    neutral_soft: str
    desk: str

    def ink(self, tone: Tone) -> str:
        """The colour of words and icons of this tone."""
        inks = {"ok": self.ok, "warn": self.warn, "bad": self.bad, "info": self.info, "accent": self.accent}
        return inks.get(tone, self.text2)

    @property
    def is_plain(self) -> bool:
        """High contrast: tints do not show, so edges must."""
        return self.neutral_soft == self.surface

    def soft(self, tone: Tone) -> str:
        """The tint that lies behind words of this tone."""
        return {
            "ok": self.ok_soft,
            "warn": self.warn_soft,
            "bad": self.bad_soft,
            "info": self.info_soft,
            "accent": self.accent_soft,
        }.get(tone, self.neutral_soft)


LIGHT = Colours(
    bg="#FAF9F6",
    side="#F1EFEA",
    surface="#FFFFFF",
    sunken="#F4F2ED",
    hover="#F6F4EF",
    selected="#E4EEF0",
    border="#E4E0D8",
    border_btn="#CFCAC0",
    border_strong="#858A8E",
    text="#1B2124",
    text2="#4A5357",
    text3="#5F686C",
    accent="#0E5F6B",
    accent_hover="#0A4C56",
    accent_soft="#E1EEF0",
    on_accent="#FFFFFF",
    focus="#0A66C2",
    ok="#1B6B4A",
    ok_soft="#E3F2EA",
    warn="#855000",
    warn_soft="#FCEFD8",
    bad="#98182A",
    bad_soft="#FBE8E8",
    info="#22598F",
    info_soft="#E6EFF8",
    neutral_soft="#ECEAE4",
    desk="#DEDAD2",
)
DARK = Colours(
    bg="#15181A",
    side="#101315",
    surface="#1D2124",
    sunken="#181B1E",
    hover="#252A2E",
    selected="#1F363B",
    border="#30363A",
    border_btn="#454D53",
    border_strong="#7C868C",
    text="#ECEEEF",
    text2="#BCC4C8",
    text3="#9AA4A9",
    accent="#63BCC9",
    accent_hover="#80CEDA",
    accent_soft="#1B3237",
    on_accent="#062227",
    focus="#8CC2FF",
    ok="#6DC79B",
    ok_soft="#173127",
    warn="#EDB458",
    warn_soft="#372A12",
    bad="#FF7074",
    bad_soft="#3B1A1C",
    info="#8ABAF0",
    info_soft="#182B40",
    neutral_soft="#292E32",
    desk="#0C0E10",
)

CHART = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
"""Several series, told apart by people with any colour vision; vary dash or marker too."""

FACES_LIGHT = (
    ("#D9E7EA", "#2A5560"),
    ("#F6E0CB", "#74430F"),
    ("#DDE3F5", "#2F4480"),
    ("#DDEBDD", "#2C5A34"),
    ("#E4DAF0", "#55307A"),
    ("#F5DADA", "#7A2A30"),
    ("#E7E4CF", "#57511B"),
)
FACES_DARK = (
    ("#1F434B", "#B9DDE4"),
    ("#4A3014", "#F2CDA4"),
    ("#26345F", "#C3CFF3"),
    ("#21401F", "#BFE0BC"),
    ("#3D2856", "#DAC6EE"),
    ("#512428", "#F2C2C4"),
    ("#423E17", "#E2DCA6"),
)
"""Ground and ink of avatars, chosen by name."""


def colours_of(widget: QWidget) -> Colours:
    """The colours in force where this widget stands; they travel with the palette."""
    return from_palette(widget.palette())


def from_palette(palette: QPalette) -> Colours:
    """Light, dark, or for any other palette (high contrast) what that palette says."""
    accent = palette.color(QPalette.ColorRole.Accent).name().upper()
    if accent == LIGHT.accent:
        return LIGHT
    if accent == DARK.accent:
        return DARK
    role = QPalette.ColorRole
    shades = (role.Window, role.Base, role.WindowText)
    return _plain(*(palette.color(QPalette.ColorGroup.Active, each).name() for each in shades))


@lru_cache(maxsize=8)
def _plain(window: str, base: str, text: str) -> Colours:
    """High contrast: few colours, edges as strong as words."""
    return Colours(
        bg=window,
        side=window,
        surface=base,
        sunken=window,
        hover=window,
        selected=window,
        border=text,
        border_btn=text,
        border_strong=text,
        text=text,
        text2=text,
        text3=text,
        accent=text,
        accent_hover=text,
        accent_soft=base,
        on_accent=base,
        focus=text,
        ok=text,
        ok_soft=base,
        warn=text,
        warn_soft=base,
        bad=text,
        bad_soft=base,
        info=text,
        info_soft=base,
        neutral_soft=base,
        desk=window,
    )


def face(name: str, colours: Colours) -> tuple[str, str]:
    """Ground and ink of the avatar of this name: the same on every day and machine."""
    faces = {id(LIGHT): FACES_LIGHT, id(DARK): FACES_DARK}.get(id(colours))
    if faces is None:
        return colours.surface, colours.text
    total = 0
    for letter in name:
        total = (total * 31 + ord(letter)) % 1_000_003
    return faces[total % len(faces)]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shade = QColor(colour)
    red, green, blue = (_linear(part) for part in (shade.redF(), shade.greenF(), shade.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
