"""What each part of an investigation is for, and whom a promise to tell would reach."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.trends import Investigation, Telling
from mcr_desktop.ui.complaints.asks import Field

MOST_NAMES = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("trends", text)


def what_for(one: Investigation, part: Field) -> tuple[str, str]:
    """The text that is there, and the question it answers."""
    questions = {
        Field.CONTAINMENT: (one.containment, _tr("What protects these customers until it is fixed?")),
        Field.CAUSE: (
            one.cause,
            _tr("Which one thing, if it had been otherwise, would have kept it away?"),
        ),
        Field.ESCAPE_POINT: (one.escape_point, _tr("Where could we have noticed it earlier?")),
        Field.FIXED_WHEN: (
            one.fixed_when or _tr("Under the usual range for 4 weeks, and two customers confirm it."),
            _tr("By what will everybody see that it is fixed?"),
        ),
        Field.EFFECT: (one.effect, _tr("What has changed since, in numbers?")),
    }
    return questions[part]


def telling_words(telling: Telling) -> str:
    """Who would get a promise, and who is left out."""
    if not telling.customers:
        return _tr("None of the customers who complained is within your fence.")
    names = list(telling.customers[:MOST_NAMES])
    if len(telling.customers) > MOST_NAMES:
        names.append(_tr("{n} more").format(n=len(telling.customers) - MOST_NAMES))
    told = _tr("A promise to tell them, due in a week: {names}.").format(names=", ".join(names))
    if telling.others:
        others = counted(telling.others, "other customer", "other customers")
        told += " " + _tr("{others} complained too; their own people have to tell them.").format(
            others=others
        )
    return told
