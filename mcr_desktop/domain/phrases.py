"""Days as people write them, in English and German: a small table of phrases, nothing guessed beyond it.

Where a phrase has two readings the later day comes first, and the other one is kept beside it: on a
Monday, "next tue" is Tuesday of next week, or tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mcr_desktop.domain.periods import add_months, monday_of, next_month


@dataclass(frozen=True, slots=True)
class DateReading:
    """A day read from words, the other day they may mean, and where in the text they stand."""

    first: date
    other: date | None = None
    start: int = 0
    end: int = 0

    def flipped(self) -> DateReading:
        """The same words in their other reading, if there is one."""
        return self if self.other is None else replace(self, first=self.other, other=self.first)


Days = tuple[date, date | None]
Rule = Callable[[re.Match[str], date], Days | None]

_WEEKDAYS = {
    "mon": 0, "monday": 0, "montag": 0, "mo": 0,
    "tue": 1, "tues": 1, "tuesday": 1, "dienstag": 1, "di": 1,
    "wed": 2, "wednesday": 2, "mittwoch": 2, "mi": 2,
    "thu": 3, "thur": 3, "thurs": 3, "thursday": 3, "donnerstag": 3, "do": 3,
    "fri": 4, "friday": 4, "freitag": 4, "fr": 4,
    "sat": 5, "saturday": 5, "samstag": 5, "sonnabend": 5, "sa": 5,
    "sun": 6, "sunday": 6, "sonntag": 6, "so": 6,
}  # fmt: skip
_MONTHS = {
    "january": 1, "januar": 1, "jänner": 1, "jan": 1,
    "february": 2, "februar": 2, "feb": 2,
    "march": 3, "märz": 3, "maerz": 3, "mar": 3,
    "april": 4, "apr": 4,
    "may": 5, "mai": 5,
    "june": 6, "juni": 6, "jun": 6,
    "july": 7, "juli": 7, "jul": 7,
    "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oktober": 10, "oct": 10, "okt": 10,
    "november": 11, "nov": 11,
    "december": 12, "dezember": 12, "dec": 12, "dez": 12,
}  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "ein": 1, "eine": 1, "einem": 1, "einer": 1, "einen": 1,
    "two": 2, "zwei": 2, "three": 3, "drei": 3, "four": 4, "vier": 4, "five": 5, "fünf": 5, "fuenf": 5,
    "six": 6, "sechs": 6, "seven": 7, "sieben": 7, "eight": 8, "acht": 8, "nine": 9, "neun": 9,
    "ten": 10, "zehn": 10, "twelve": 12, "zwölf": 12, "zwoelf": 12,
}  # fmt: skip


def _any_of(words: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# Two or three letters that are words of their own ("do", "sat", "so") name a day only after a preposition.
_ALSO_WORDS = {"sat", "sun", "wed"}
_PLAIN_DAYS = _any_of(
    {word: day for word, day in _WEEKDAYS.items() if len(word) > 2 and word not in _ALSO_WORDS}
)
_ALL_DAYS = _any_of(_WEEKDAYS)
_PLAIN_MONTHS = _any_of(_MONTHS)
_BEFORE_DAY = (
    r"(?:by|on|until|till|before|this|coming|am|bis(?: zum)?|vor|ab|diesen|diese[rm]?|kommenden|kommender)"
)
_NEXT = r"(?:next|n(?:ä|ae)chste[nrms]?)"
_COUNT = rf"(?P<n>\d{{1,3}}|{_any_of(_NUMBERS)})"
_UNIT = r"(?P<unit>days?|weeks?|months?|tag(?:en?)?|wochen?|monat(?:en?)?)"
_THE = r"(?:(?:of|der|des|the|dieser|diesem) ){0,2}"
_MONTH = rf"(?P<month>{_PLAIN_MONTHS})"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>\d{4})"


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word.lower()]


def _coming(day: date, weekday: int) -> date:
    """The first such weekday after this day."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def _weekday(found: re.Match[str], today: date) -> Days:
    weekday = _WEEKDAYS[found["day"].lower()]
    return _coming(today, weekday), today if weekday == today.weekday() else None


def _next_weekday(found: re.Match[str], today: date) -> Days:
    weekday = _WEEKDAYS[found["day"].lower()]
    in_next_week = monday_of(today) + timedelta(days=7 + weekday)
    coming = _coming(today, weekday)
    return in_next_week, None if coming == in_next_week else coming


def _in_so_many(found: re.Match[str], today: date) -> Days:
    count, unit = _number(found["n"]), found["unit"].lower()
    if unit.startswith(("m", "monat")):
        return add_months(today, count), None
    return today + timedelta(days=count * (7 if unit.startswith("w") else 1)), None


def _friday(today: date, weeks: int) -> date:
    return monday_of(today) + timedelta(days=7 * weeks + 4)


def _this_week(_: re.Match[str], today: date) -> Days:
    friday = _friday(today, 0)
    return friday if friday >= today else monday_of(today) + timedelta(days=6), None


def _next_week(_: re.Match[str], today: date) -> Days:
    return _friday(today, 1), monday_of(today) + timedelta(days=7)


def _end_of_month(today: date) -> date:
    return next_month(today) - timedelta(days=1)


def _next_month(_: re.Match[str], today: date) -> Days:
    return _end_of_month(next_month(today)), next_month(today)


def _end_of_quarter(_: re.Match[str], today: date) -> Days:
    return _end_of_month(date(today.year, (today.month + 2) // 3 * 3, 1)), None


def _coming_month(found: re.Match[str], today: date) -> date:
    """The first day of the month named: this month itself, or the next one of that name."""
    month = _MONTHS[found["month"].lower()]
    year = int(found["year"]) if found["year"] else today.year + (month < today.month)
    return date(year, month, 1)


def _in_month(found: re.Match[str], today: date) -> Days:
    first = _coming_month(found, today)
    return _end_of_month(first), first if first > today else None


def _end_of_named_month(found: re.Match[str], today: date) -> Days:
    return _end_of_month(_coming_month(found, today)), None


def _named_day(found: re.Match[str], today: date) -> Days | None:
    return _day_of(int(found["day"]), _MONTHS[found["month"].lower()], found["year"], today)


def _numbered_day(found: re.Match[str], today: date) -> Days | None:
    return _day_of(int(found["day"]), int(found["month"]), found["year"], today)


def _slashed_day(found: re.Match[str], today: date) -> Days | None:
    """Day and month may stand in either order."""
    numbers = int(found["day"]), int(found["month"])
    orders = dict.fromkeys((numbers, numbers[::-1]))
    possible = [read[0] for day, month in orders if (read := _day_of(day, month, found["year"], today))]
    if not possible:
        return None
    return max(possible), min(possible) if len(possible) > 1 else None


def _iso_day(found: re.Match[str], _: date) -> Days | None:
    return _valid(int(found["year"]), int(found["month"]), int(found["day"]))


def _day_of(day: int, month: int, year: str | None, today: date) -> Days | None:
    """With a year, that very day; without one, the next such day, today included."""
    if year:
        return _valid(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for ahead in range(9):  # the next 29 February may be eight years off
        read = _valid(today.year + ahead, month, day)
        if read is not None and read[0] >= today:
            return read
    return None


def _valid(year: int, month: int, day: int) -> Days | None:
    try:
        return date(year, month, day), None
    except ValueError:
        return None


def _calendar_week(found: re.Match[str], today: date) -> Days | None:
    week = int(found["n"])
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= today:
            return monday + timedelta(days=4), monday if monday > today else None
    return None


def _after(days: int) -> Rule:
    return lambda _, today: (today + timedelta(days=days), None)


def _end_of_next_week(_: re.Match[str], today: date) -> Days:
    return _friday(today, 1), None


def _end_of_this_month(_: re.Match[str], today: date) -> Days:
    return _end_of_month(today), None


def _end_of_next_month(_: re.Match[str], today: date) -> Days:
    return _end_of_month(next_month(today)), None


def _end_of_year(_: re.Match[str], today: date) -> Days:
    return date(today.year, 12, 31), None


_TABLE: tuple[tuple[str, Rule], ...] = (
    (r"today|tonight|heute(?: abend| nachmittag| morgen)?|eod", _after(0)),
    (r"(?:the )?day after tomorrow|(?:ü|ue)bermorgen", _after(2)),
    (r"tomorrow|tmrw?|(?<!guten )(?<!am )morgen(?: früh| mittag| abend)?", _after(1)),
    (rf"(?P<day>{_PLAIN_DAYS})", _weekday),
    (rf"{_BEFORE_DAY} (?P<words>(?P<day>{_ALL_DAYS}))", _weekday),
    (rf"{_NEXT} (?P<day>{_ALL_DAYS})", _next_weekday),
    (rf"(?:in|within|innerhalb von|binnen) {_COUNT} {_UNIT}", _in_so_many),
    (r"in a fortnight|in vierzehn tagen", _after(14)),
    (rf"this week|diese woche|eow|end {_THE}week|ende {_THE}woche", _this_week),
    (rf"(?:end of|ende) {_NEXT} (?:week|woche)", _end_of_next_week),
    (rf"{_NEXT} (?:week|woche)", _next_week),
    (rf"eom|monatsende|month[- ]end|end {_THE}month|ende {_THE}monats?", _end_of_this_month),
    (rf"(?:end of|ende) {_NEXT} (?:month|monats?)", _end_of_next_month),
    (rf"{_NEXT} (?:month|monat)", _next_month),
    (rf"quartalsende|end {_THE}quarter|ende {_THE}quartals", _end_of_quarter),
    (rf"eoy|jahresende|year[- ]end|end {_THE}year|ende {_THE}jahres", _end_of_year),
    (rf"(?:in|during|im|bis|by) (?P<words>{_MONTH}(?: {_YEAR})?)", _in_month),
    (rf"(?:end of|ende) {_MONTH}(?: {_YEAR})?", _end_of_named_month),
    (rf"(?<![\d.]){_ORDINAL} ?(?:of )?{_MONTH}\.?(?:,? {_YEAR})?", _named_day),
    (rf"{_MONTH}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:, {_YEAR})?", _named_day),
    (r"(?<![\d.])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4}|\d{2}(?!\d))?", _numbered_day),
    (r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4}|\d{2})(?!/)", _slashed_day),
    (rf"{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})", _iso_day),
    (r"(?:kw|cw|wk|week|kalenderwoche|woche) ?(?P<n>\d{1,2})", _calendar_week),
)
_RULES = tuple((re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), rule) for words, rule in _TABLE)
_NOT_AHEAD = re.compile(
    r"(?:last|past|since|every|each|letzte[nrms]?|vorige[nrm]?|seit|jede[nrm]?) $", re.IGNORECASE
)


def read_dates(text: str, today: date) -> tuple[DateReading, ...]:
    """Every day named in a text, in order and apart; at one place the longest phrase counts."""
    found = [reading for words, rule in _RULES for reading in _found(words, rule, text, today)]
    found.sort(key=lambda reading: (reading.start, -reading.end))
    kept: list[DateReading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return tuple(kept)


def read_date(text: str, today: date) -> DateReading | None:
    """The first day named in a text."""
    return next(iter(read_dates(text, today)), None)


def _found(words: re.Pattern[str], rule: Rule, text: str, today: date) -> list[DateReading]:
    readings: list[DateReading] = []
    for match in words.finditer(text):
        if _NOT_AHEAD.search(text[max(0, match.start() - 10) : match.start()]):
            continue
        try:
            days = rule(match, today)
        except (OverflowError, ValueError):  # past the end of the calendar
            continue
        if days is not None:
            span = "words" if "words" in match.re.groupindex else 0
            readings.append(DateReading(*days, *match.span(span)))
    return readings
