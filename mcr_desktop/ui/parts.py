"""The kit of parts from which every page is built."""

from mcr_desktop.ui.buttons import (
    ActionButton,
    Check,
    Choice,
    FilterChip,
    IconButton,
    PromiseTick,
)
from mcr_desktop.ui.cards import Card, Panes, Row, Scroll, Section, SectionTitle, clear, column, fixed, line
from mcr_desktop.ui.colours import Colours, Tone, colours_of
from mcr_desktop.ui.fields import PlainEdit, SearchField, labelled, line_edit
from mcr_desktop.ui.icons import Icon, paint_icon
from mcr_desktop.ui.marks import Avatar, Chip, Hairline, KeyHint, Meter, StageLine, Tile
from mcr_desktop.ui.page import Hints, Page, PageHeader, Place, Width
from mcr_desktop.ui.states import EmptyState, FreshnessBar, NoAccess, Notice, ProblemLine, ProgressLine
from mcr_desktop.ui.words import Words, dress, plain_tip, tip, unmarked, words

__all__ = [
    "ActionButton",
    "Avatar",
    "Card",
    "Check",
    "Chip",
    "Choice",
    "Colours",
    "EmptyState",
    "FilterChip",
    "FreshnessBar",
    "Hairline",
    "Hints",
    "Icon",
    "IconButton",
    "KeyHint",
    "Meter",
    "NoAccess",
    "Notice",
    "Page",
    "PageHeader",
    "Panes",
    "Place",
    "PlainEdit",
    "ProblemLine",
    "ProgressLine",
    "PromiseTick",
    "Row",
    "Scroll",
    "SearchField",
    "Section",
    "SectionTitle",
    "StageLine",
    "Tile",
    "Tone",
    "Width",
    "Words",
    "clear",
    "colours_of",
    "column",
    "dress",
    "fixed",
    "labelled",
    "line",
    "line_edit",
    "paint_icon",
    "plain_tip",
    "tip",
    "unmarked",
    "words",
]
