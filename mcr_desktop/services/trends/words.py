"""What the analysis found, in one plain sentence for each rise."""

from __future__ import annotations

from mcr_desktop.domain.trends import Rise, TrendDriver, Where

CARRIES = 0.3
"""Share of a rise from which what it has in common is part of its sentence."""

DRIVER_WEEKS = 6
"""Weeks over which the figures of a driver are counted."""

_BEFORE = {
    "product": "for",
    "site": "from",
    "carrier": "by",
    "channel": "through",
    "region": "in",
    "segment": "in",
    "customer": "at",
}
_ORDER = ("product", "site", "carrier", "channel", "customer", "region", "segment")


def place_words(kind: str | None, where: Where) -> str:
    """The subject of a sentence: Late delivery from Depot North by Swiftline."""
    return " ".join(filter(None, (kind or "Complaints", in_place(where))))


def in_place(where: Where) -> str:
    """A combination of attribute values in a sentence: from Depot North by Swiftline."""
    known = [name for name in _ORDER if name in where]
    return " ".join(_part(name, where[name]) for name in (*known, *(n for n in where if n not in _ORDER)))


def _part(name: str, value: str | None) -> str:
    if value is None:
        return "at another customer"
    return f"{_BEFORE[name]} {value}" if name in _BEFORE else f"with {name} {value}"


def rise_words(
    kind: str | None,
    where: Where,
    *,
    observed: int,
    expected: float,
    weeks: int,
    customers: int = 0,
) -> str:
    """Late delivery: 17 in the last 6 weeks from 6 customers, about 2 expected."""
    span = "last week" if weeks == 1 else f"last {weeks} weeks"
    people = (
        f" from {customers} customer{'' if customers == 1 else 's'}"
        if customers and "customer" not in where
        else ""
    )
    usual = expected_words(expected)
    return f"{place_words(kind, where)}: {observed:,} in the {span}{people}, {usual} expected."


def carrying(rise: Rise) -> TrendDriver | None:
    """What a rise has in common, where that carries enough of it to be part of its sentence."""
    first = rise.drivers[0] if rise.drivers else None
    return first if first is not None and (first.share_of_rise or 0.0) >= CARRIES else None


def driver_words(driver: TrendDriver, rise: Rise) -> str:
    """16 of them from Depot North by Swiftline, fewer than 1 expected; 71 % of the rise.

    Drivers are looked for in the last 6 weeks: where a rise is told over fewer, both spans are said.
    """
    share = f"; {driver.share_of_rise:.0%} of the rise" if driver.share_of_rise is not None else ""
    usual, place = (
        f"{expected_words(driver.expected)} expected{share.replace('%', ' %')}.",
        in_place(driver.where),
    )
    if rise.weeks != DRIVER_WEEKS:
        return (
            f"{place[:1].upper()}{place[1:]}: {driver.observed:,} in the last {DRIVER_WEEKS} weeks, {usual}"
        )
    part = "All" if driver.observed == rise.observed else f"{driver.observed:,}"
    return f"{part} of them {place}, {usual}"


def expected_words(expected: float) -> str:
    """A number of expected complaints as one says it."""
    return "fewer than 1" if expected < 0.5 else f"about {expected:,.0f}"


def growth_words(
    kind: str | None, where: Where, growth: float, low: float, high: float, recent: int, before: int
) -> str:
    """Fire: about 40 % more each year (20 % to 60 %); 80 in the last 52 weeks, 57 in the 52 before."""
    return (
        f"{place_words(kind, where)}: about {growth:.0%} more each year ({low:.0%} to {high:.0%}); "
        f"{recent:,} in the last 52 weeks, {before:,} in the 52 before."
    ).replace("%", " %")


def level_words(kind: str | None, where: Where, observed: int, expected: float) -> str:
    """A level that has been lifted for weeks, without growth over the years."""
    return (
        f"{place_words(kind, where)}: above its usual level for weeks; {observed:,} in the last 6 weeks, "
        f"{expected_words(expected)} expected."
    )
