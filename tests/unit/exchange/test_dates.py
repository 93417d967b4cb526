"""Dates of many hands are read, impossible ones refused with their reason, and the order is said."""

from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcr_desktop.domain.errors import WrongUse
from mcr_desktop.exchange.dates import (
    DateEvidence,
    DateOrder,
    decide_orders,
    parse_moment,
    reader_by_format,
    reader_by_order,
)

days = st.dates(date(1700, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("2024-02-29", 2024, 2, 29),
        ("2024/2/9", 2024, 2, 9),
        ("2024.02.09", 2024, 2, 9),
        ("20240229", 2024, 2, 29),
        ("29.02.2024", 2024, 2, 29),
        ("29.2.24", 2024, 2, 29),
        ("29/02/2024", 2024, 2, 29),
        ("15 Jun 2026", 2026, 6, 15),
        ("15-Jun-26", 2026, 6, 15),
        ("15. Juni 2026", 2026, 6, 15),
        ("15th June 2026", 2026, 6, 15),
        ("Jun 15, 2026", 2026, 6, 15),
        ("June 15th, 2026", 2026, 6, 15),
        ("Sept. 3, 2026", 2026, 9, 3),
        ("Mon, 15 Jun 2026", 2026, 6, 15),
        ("Monday, June 15, 2026", 2026, 6, 15),
        ("3 März 2026", 2026, 3, 3),
        ("3 août 2026", 2026, 8, 3),
        ("3 de mayo de 2026", 2026, 5, 3),
        ("3 mei 2026", 2026, 5, 3),
        ("1/1/69", 1969, 1, 1),
        ("1/1/68", 2068, 1, 1),
        ("45351", 2024, 2, 29),
        ("  2024-02-29 ", 2024, 2, 29),
    ],
)
def test_a_day_is_read(text: str, year: int, month: int, day: int) -> None:
    assert parse_moment(text) == datetime(year, month, day)  # noqa: DTZ001  a day has no zone


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1996-07-04 00:00:00.000", datetime(1996, 7, 4)),  # noqa: DTZ001
        ("2024-02-29T14:30", datetime(2024, 2, 29, 14, 30)),  # noqa: DTZ001
        ("29.02.2024 14:30:15", datetime(2024, 2, 29, 14, 30, 15)),  # noqa: DTZ001
        ("29/02/2024, 2:30 PM", datetime(2024, 2, 29, 14, 30)),  # noqa: DTZ001
        ("29/02/2024 12:05 a.m.", datetime(2024, 2, 29, 0, 5)),  # noqa: DTZ001
        ("15 Jun 2026 23:59:60", datetime(2026, 6, 15, 23, 59, 59)),  # noqa: DTZ001
        ("45351.604166667", datetime(2024, 2, 29, 14, 30)),  # noqa: DTZ001
        ("2006-04-15T03:23:15.000Z", datetime(2006, 4, 15, 3, 23, 15, tzinfo=timezone.utc)),  # noqa: UP017
        (
            "2006-04-15 03:23:15 +0530",
            datetime(2006, 4, 15, 3, 23, 15, tzinfo=timezone(timedelta(hours=5.5))),
        ),
        ("2006-04-15 03:23 -08:00", datetime(2006, 4, 15, 3, 23, tzinfo=timezone(timedelta(hours=-8)))),
    ],
)
def test_a_time_of_day_is_read_and_a_zone_only_where_one_is_written(text: str, moment: datetime) -> None:
    read = parse_moment(text)
    assert read == moment
    assert read is not None
    assert read.tzinfo == moment.tzinfo


@pytest.mark.parametrize("text", ["", "  ", "0/0/00", "0000-00-00", "-", "N/A", "null"])
def test_nothing_is_no_date(text: str) -> None:
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-02-30", "there is no 30 February 2024"),
        ("31/04/2024", "there is no 31 April 2024"),
        ("2023-02-29", "there is no 29 February 2023"),
        ("2024-13-01", "there is no month 13"),
        ("1/13/2024", "there is no month 13"),
        ("12 Foo 2024", "there is no month called Foo"),
        ("0202-01-01", "the year 202 cannot be meant"),
        ("3024-01-01", "the year 3024 cannot be meant"),
        ("1/2/202", "the year needs four digits"),
        ("yesterday", "this is not a date"),
        ("2024-02", "this is not a date"),
        ("٢٠٢٤-٠٢-٢٩", "this is not a date"),
        ("2024-02-29 25:00", "there is no time"),
        ("2024-02-29 13:00 pm", "there is no 13 o'clock pm"),
        ("2024-02-29 12:00 soon", "the time of day cannot be read"),
        ("1/2/2024/5", "this is not a date"),
        ("9999999999", "this is not a date"),
        ("%Y", "this is not a date"),
        ("1" * 500, "this is not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_moment(text)


def _evidence(column: str, *texts: str) -> DateEvidence:
    evidence = DateEvidence(column)
    for text in texts:
        evidence.look(text)
    return evidence


def test_one_day_beyond_twelve_decides_for_the_whole_column() -> None:
    orders, said = decide_orders([_evidence("Opened", "03/04/2024", "05/06/2024", "13/01/2024")])
    assert orders == {"Opened": DateOrder.DAY}
    assert said == ("Dates in column Opened are read as day/month/year.",)
    orders, said = decide_orders([_evidence("Opened", "03/04/2024", "01/13/2024")])
    assert orders == {"Opened": DateOrder.MONTH}
    assert said == ("Dates in column Opened are read as month/day/year.",)


def test_an_undecided_column_follows_one_that_is_decided() -> None:
    orders, said = decide_orders([_evidence("Due", "03/04/2024"), _evidence("Opened", "01/13/2024")])
    assert orders == {"Due": DateOrder.MONTH, "Opened": DateOrder.MONTH}
    assert said[0] == "Dates in column Due are read as month/day/year (03/04/2024 is 4 March 2024)."


def test_a_doubt_is_said_with_an_example() -> None:
    orders, said = decide_orders([_evidence("Opened", "03/04/2024", "2/2/2024")])
    assert orders == {"Opened": DateOrder.DAY}
    assert len(said) == 1
    assert said[0].startswith(
        "Dates in column Opened are read as day/month/year (03/04/2024 is 3 April 2024)."
    )
    assert said[0].endswith("That is a guess: say --date-format if the month comes first.")


def test_dates_that_cannot_be_misread_need_no_words() -> None:
    assert decide_orders([_evidence("Opened", "2024-03-04", "3 April 2024", "", "2/2/2024")])[1] == ()


def test_numbers_of_a_spreadsheet_are_said() -> None:
    assert "Numbers such as 45351" in decide_orders([_evidence("Opened", "45351", "45352")])[1][0]


def test_the_dates_of_a_column_are_remembered() -> None:
    reader = reader_by_order(DateOrder.MONTH)
    assert reader.moment("3/4/2024") == reader.moment("3/4/2024") == datetime(2024, 3, 4)  # noqa: DTZ001


def test_a_named_format_wins() -> None:
    reader = reader_by_format("%m-%d-%y")
    assert reader.moment("02-29-24") == datetime(2024, 2, 29)  # noqa: DTZ001
    assert reader.moment("") is None
    with pytest.raises(ValueError, match="not a date of the form %m-%d-%y"):
        reader.moment("2024-02-29")


@pytest.mark.parametrize("pattern", ["%Q", "dd.mm.yyyy", "", "%d.%m.", "%Y %Y %d", "%"])
def test_what_is_no_format_is_wrong_use(pattern: str) -> None:
    with pytest.raises(WrongUse):
        reader_by_format(pattern)


@given(
    days, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y"])
)
def test_every_day_comes_back(day: date, pattern: str) -> None:
    text = f"{day:%Y-%m-%d}" if pattern == "%Y-%m-%d" else day.strftime(pattern)
    moment = parse_moment(text)
    assert moment is not None
    assert moment.date() == day


@given(days)
def test_every_day_comes_back_with_the_month_first(day: date) -> None:
    moment = parse_moment(day.strftime("%m/%d/%Y"), DateOrder.MONTH)
    assert moment is not None
    assert moment.date() == day


@given(
    st.text(max_size=40)
    | st.from_regex(r"\d{0,5}[/. -]\w{0,9}[/. -]\d{0,5}( \d\d?:\d\d.{0,9})?", fullmatch=True)
)
def test_any_text_is_a_date_or_refused(text: str) -> None:
    for order in DateOrder:
        with suppress(ValueError):
            moment = parse_moment(text, order)
            assert moment is None or 1700 <= moment.year <= 2200
