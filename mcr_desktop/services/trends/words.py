"""What the analysis found, in one plain sentence for each rise."""

from __future__ import annotations

from mcr_desktop.domain.trends import Where

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
    share: float | None = None,
) -> str:
    """Late delivery from Depot North: 14 in the last 6 weeks, about 4 expected; 71 % of the rise."""
    span = "last week" if weeks == 1 else f"last {weeks} weeks"
    people = (
        f" from {customers} customer{'' if customers == 1 else 's'}"
        if customers and "customer" not in where
        else ""
    )
    behind = f"; {share:.0%} of the rise".replace("%", " %") if share is not None else ""
    usual = expected_words(expected)
    return f"{place_words(kind, where)}: {observed:,} in the {span}{people}, {usual} expected{behind}."


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
