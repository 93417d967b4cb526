"""The one style sheet, generated from the theme: leaf controls only, chosen by a dynamic `role`."""

from __future__ import annotations

from string import Template

from mcr_desktop.ui.colours import Colours

ROLES = {
    # role: (pixels at 100 %, weight, display face)
    "title": (22, 600, True),
    "heading": (20, 600, True),
    "figure": (17, 600, True),
    "subtitle": (13, 400, False),
    "section": (13, 600, False),
    "strong": (13, 600, False),
    "medium": (13, 500, False),
    "body": (13, 400, False),
    "note": (15, 400, False),
    "meta": (12, 400, False),
    "small": (12, 400, False),
    "group": (12, 600, False),
    "link": (12, 500, False),
    "axis": (11, 400, False),
    "key": (11, 500, False),
    "chip": (12, 500, False),
}
"""Every size of type there is."""

QUIET = {
    "subtitle": "text2",
    "meta": "text2",
    "small": "text3",
    "group": "text3",
    "axis": "text3",
    "link": "accent",
}


def type_sheet(text: float, density: float) -> str:
    """Only sizes, weights and room by role, without a colour."""
    rules = [
        f'QFrame[role="row"] {{ padding: {round(5 * density)}px 14px; }}',
        f'QFrame[role="tall"] {{ padding: {round(10 * density)}px 14px; }}',
        f"QLineEdit {{ padding: {round(6 * density) - 1}px 8px; }}",
    ]
    for role, (px, weight, display) in ROLES.items():
        family = (
            'font-family: "Inter Display", "Inter", "DejaVu Sans", "Droid Sans Fallback"; ' if display else ""
        )
        rules.append(
            f'*[role="{role}"] {{ {family}font-size: {px * 0.75 * text:.2f}pt; font-weight: {weight}; }}'
        )
    return "\n".join(rules)


def _inks(colours: Colours) -> str:
    rules = [f'QLabel[role="{role}"] {{ color: {getattr(colours, name)}; }}' for role, name in QUIET.items()]
    tones = ("ok", "warn", "bad", "info", "accent")
    rules.extend(f'QLabel[tone="{tone}"] {{ color: {getattr(colours, tone)}; }}' for tone in tones)
    return "\n".join(rules)


_CONTROLS = Template("""
QMainWindow { background: $bg; }
*[role="side"] { background: $side; }
*[role="surface"] { background: $surface; }
*[role="page"] { background: $bg; }
*[role="desk"] { background: $desk; }
QToolTip { background: $surface; color: $text; border: 1px solid $border_btn; padding: 4px 6px; }
QMenuBar { background: $bg; border-bottom: 1px solid $border; padding: 2px 6px; }
QMenuBar::item { background: transparent; color: $text2; padding: 4px 8px; border-radius: 6px; }
QMenuBar::item:selected { background: $selected; color: $text; }
QMenu { background: $surface; border: 1px solid $border_btn; padding: 6px; }
QMenu::item { color: $text; padding: 5px 26px 5px 12px; border-radius: 6px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QDateTimeEdit {
  background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 7px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QSpinBox, QDateEdit, QDateTimeEdit { padding: ${pad}px 9px; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QDateTimeEdit:focus {
  border: 2px solid $focus; }
QLineEdit:focus, QSpinBox:focus, QDateEdit:focus, QDateTimeEdit:focus { padding: ${pad_focus}px 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled { background: $sunken; color: $text3; }
QLineEdit[role="bare"], QPlainTextEdit[role="bare"], QTextEdit[role="bare"] {
  background: transparent; border: none; padding: 0px; }
QAbstractItemView { background: $surface; color: $text; border: none; outline: 0;
  selection-background-color: $selected; selection-color: $text; }
QComboBox QAbstractItemView { border: 1px solid $border_btn; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: ${item}px; padding: 0px 8px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text3; border: none; border-bottom: 1px solid $border;
  padding: ${pad}px 10px; font-size: ${meta}pt; font-weight: 500; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $border_btn; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $border_strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QCalendarWidget QWidget { alternate-background-color: $sunken; }
""")


def sheet(colours: Colours, text: float, density: float) -> str:
    """The whole sheet for these colours, this text size and density."""
    names = {name: getattr(colours, name) for name in Colours.__slots__}
    pad = round(6 * density)
    sizes = {
        "pad": pad,
        "pad_focus": pad - 1,
        "item": round(26 * text * density),
        "meta": f"{12 * 0.75 * text:.2f}",
    }
    return (
        type_sheet(text, density)
        + "\n"
        + _CONTROLS.substitute(names, **sizes).strip()
        + "\n"
        + _inks(colours)
    )
