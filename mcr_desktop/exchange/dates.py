"""Dates as files write them.  Whether the day or the month stands first is decided over a whole column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from mcr_desktop.domain.errors import WrongUse

FIRST_YEAR, LAST_YEAR = 1700, 2200
_EXCEL_FIRST, _EXCEL_LAST = 18264, 73050
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  a day, not a moment
_MINUTES_A_DAY = 24 * 60

_NUMBERS = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{1,4})")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NAMED = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|er)?[.\s\-/]*(?:de\s+)?"
    r"(?P<month>[^\W\d]+)\.?[\s\-/,]*(?:de\s+)?(?P<year>\d{4}|\d{2})"
)
_NAMED_MONTH_FIRST = re.compile(
    r"(?:[^\W\d]+\.?,\s+)?(?P<month>[^\W\d]+)\.?[\s\-]*"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s,\-]+(?P<year>\d{4}|\d{2})"
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?\s*"
    r"(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_DATE_AND_TIME = re.compile(r"(?P<day>.+?)(?:[T\s]\s*|,\s*)(?P<time>\d{1,2}:\d{2}.*)", re.IGNORECASE)
_NOTHING = frozenset(
    {"", "0/0/00", "00/00/0000", "0000-00-00", "0000-00-00 00:00:00", "-", "--", "n/a", "null", "none"}
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene gennaio gen januari",
            "feb february februar fev fevrier febrero febbraio februari",
            "mar march marz mrz maerz mars marzo maart mrt",
            "apr april avr avril abril abr aprile",
            "may mai mayo maggio mag mei",
            "jun june juni juin junio giugno giu",
            "jul july juli juil juillet julio luglio lug",
            "aug august aout agosto ago augustus",
            "sep sept september septembre septiembre settembre set",
            "oct october okt oktober octobre octubre ottobre ott",
            "nov november novembre noviembre",
            "dec december dez dezember decembre diciembre dic dicembre",
        ),
        start=1,
    )
    for name in names.split()
}

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class DateOrder(StrEnum):
    """What stands first in a date such as 03/04/2024."""

    DAY = "day"
    MONTH = "month"


@dataclass(slots=True)
class DateEvidence:
    """What the values of one column say about the order of day and month."""

    column: str
    days_first: int = 0
    months_first: int = 0
    undecided: str = ""
    serial: str = ""

    def look(self, text: str) -> None:
        """Take one more value into account."""
        if text[:4].isdigit() and text[4:5] == "-":
            return
        match = _NUMBERS.match(text.strip())
        if match is None:
            if not self.serial and _as_serial(text.strip()) is not None:
                self.serial = text.strip()
            return
        first, sign, second, last = match.groups()
        if len(first) > 2 or (len(last) not in (2, 4)):
            return
        if sign == "." or int(first) > 12:
            self.days_first += 1
        elif int(second) > 12:
            self.months_first += 1
        elif first != second:
            self.undecided = self.undecided or match.group()

    @property
    def order(self) -> DateOrder | None:
        """The order the values prove; None where they prove nothing."""
        if not self.days_first and not self.months_first:
            return None
        return DateOrder.DAY if self.days_first >= self.months_first else DateOrder.MONTH


def decide_orders(evidence: list[DateEvidence]) -> tuple[dict[str, DateOrder], tuple[str, ...]]:
    """The order for each column, and what was guessed in words.

    A column that proves nothing follows one that does; without any proof the day comes first.
    """
    proven = next((each.order for each in evidence if each.order is not None), None)
    orders: dict[str, DateOrder] = {}
    sentences: list[str] = []
    for each in evidence:
        order = each.order or proven or DateOrder.DAY
        orders[each.column] = order
        sentences.extend(_order_sentences(each, order, proven))
    return orders, tuple(sentences)


def _order_sentences(each: DateEvidence, order: DateOrder, proven: DateOrder | None) -> list[str]:
    said = []
    words = "day/month/year" if order is DateOrder.DAY else "month/day/year"
    if each.order is not None:
        said.append(f"Dates in column {each.column} are read as {words}.")
    elif each.undecided:
        doubt = "" if proven else " That is a guess: say --date-format if the month comes first."
        meant = parse_moment(each.undecided, order)
        shown = f" ({each.undecided} is {meant.day} {meant:%B %Y})" if meant else ""
        said.append(f"Dates in column {each.column} are read as {words}{shown}.{doubt}")
    if each.serial:
        said.append(
            f"Numbers such as {each.serial} in column {each.column} are read as the dates of a spreadsheet."
        )
    return said


@dataclass(slots=True)
class DateReader:
    """Reads the dates of one column; remembers what it has read, as days come again and again."""

    read: Callable[[str], datetime | None]
    _seen: dict[str, datetime | None] = field(default_factory=dict)

    def moment(self, text: str) -> datetime | None:
        """The moment a text names; None for nothing.  Raises ValueError with a reason."""
        try:
            return self._seen[text]
        except KeyError:
            value = self.read(text)
        if len(self._seen) < 20_000:
            self._seen[text] = value
        return value


def reader_by_order(order: DateOrder) -> DateReader:
    """A reader for dates with this order of day and month."""
    return DateReader(lambda text: parse_moment(text, order))


def reader_by_format(pattern: str) -> DateReader:
    """A reader for exactly the format a person named.  Raises WrongUse for a format that names no day."""
    try:
        datetime.strptime("", pattern)  # noqa: DTZ007  only the pattern is looked at
    except ValueError as error:
        if "bad directive" in str(error) or "stray %" in str(error):
            raise WrongUse(f"'{pattern}' is not a date format; write it as in %d.%m.%Y.") from error
    except re.error as error:
        raise WrongUse(f"'{pattern}' names a part of the date twice; write it as in %d.%m.%Y.") from error
    if not re.search(r"%[YyGcxs]", pattern):
        raise WrongUse(f"'{pattern}' names no year; write it as in %d.%m.%Y.")

    def read(text: str) -> datetime | None:
        if text.strip().casefold() in _NOTHING:
            return None
        try:
            return _sensible(datetime.strptime(text.strip(), pattern))  # noqa: DTZ007  a zone only where one is given
        except ValueError as error:
            raise ValueError(f"this is not a date of the form {pattern}") from error

    return DateReader(read)


def parse_moment(text: str, order: DateOrder = DateOrder.DAY) -> datetime | None:
    """The moment that a text names, midnight for a mere day, None for nothing.

    Raises ValueError, whose text says why it is no date.  A zone is kept only where one is written.
    """
    plain = text.strip()
    if plain.casefold() in _NOTHING:
        return None
    if len(plain) == 10 and plain[4] == "-" == plain[7]:
        return _sensible(_at(plain[:4], plain[5:7], plain[8:]))
    serial = _as_serial(plain)
    if serial is not None:
        return serial
    parted = _DATE_AND_TIME.fullmatch(plain)
    if parted is None:
        return _sensible(_day(plain, order))
    return _sensible(_with_time(_day(parted["day"].rstrip(" ,"), order), parted["time"]))


def _day(text: str, order: DateOrder) -> datetime:
    numbers = _NUMBERS.fullmatch(text)
    if numbers is not None:
        return _from_numbers(numbers, order)
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        return _at(*compact.groups())
    return _named_day(text)


def _named_day(text: str) -> datetime:
    """A day whose month is written as a word, before or behind it."""
    unknown = ""
    for pattern in (_NAMED, _NAMED_MONTH_FIRST):
        match = pattern.fullmatch(text)
        month = match and _MONTHS.get(_plain(match["month"]))
        if match is not None and month:
            return _at(match["year"], str(month), match["day"])
        unknown = unknown or (match["month"] if match is not None else "")
    raise ValueError(
        f"this is not a date; there is no month called {unknown}" if unknown else "this is not a date"
    )


def _from_numbers(match: re.Match[str], order: DateOrder) -> datetime:
    first, sign, second, last = match.groups()
    if len(first) == 4:
        return _at(first, second, last)
    if len(last) not in (2, 4) or len(first) == 3:
        raise ValueError("this is not a date; the year needs four digits")
    if order is DateOrder.DAY or sign == ".":
        return _at(last, second, first)
    return _at(last, first, second)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def _at(year: str, month: str, day: str) -> datetime:
    """The day so numbered; a year of two digits lies between 1969 and 2068, as everywhere in Python."""
    if not (year.isascii() and year.isdigit() and month.isdigit() and day.isdigit()):
        raise ValueError("this is not a date")
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 69 else 2000
    if not 1 <= int(month) <= 12:
        raise ValueError(f"there is no month {int(month)}")
    try:
        return datetime(number, int(month), int(day))  # noqa: DTZ001  a day has no zone
    except ValueError as error:
        raise ValueError(f"there is no {int(day)} {_MONTH_NAMES[int(month) - 1]} {number}") from error


def _with_time(day: datetime, text: str) -> datetime:
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError("the time of day cannot be read")
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    half = (match["half"] or "").replace(".", "").casefold()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"there is no {hour} o'clock {half}")
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        clock = time(hour, minute, min(second, 59), tzinfo=_zone(match["zone"]))
    except ValueError as error:
        raise ValueError(f"there is no time {match.group()}") from error
    return datetime.combine(day.date(), clock)


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text[0] not in "+-":
        return timezone.utc  # noqa: UP017  the type is wanted
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone((-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def _as_serial(text: str) -> datetime | None:
    """Days since the end of 1899, as spreadsheets count: 45351 is 29 February 2024."""
    match = _SERIAL.fullmatch(text)
    if match is None or not text.isascii() or not _EXCEL_FIRST <= int(match[1]) <= _EXCEL_LAST:
        return None
    minutes = round(float(f"0.{match[2] or 0}") * _MINUTES_A_DAY)
    return _EXCEL_EPOCH + timedelta(days=int(match[1]), minutes=minutes)


def _sensible(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"the year {moment.year} cannot be meant")
    return moment


def as_day(moment: datetime | None) -> date | None:
    """The day of a moment, for fields that hold days."""
    return moment.date() if moment is not None else None
