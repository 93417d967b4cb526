"""The trend report, read back from its PDF: what rises, what it shares, how far each cure is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from mcr_desktop.domain.trends import NewSince, PrintedTrends, TrendReport
from mcr_desktop.reports.trends import print_trends
from tests.gallery.complaints import ALERTS, LONG, REPORT, RISE
from tests.unit.reports.reading import opened, outline, page_words, words_in

MADE_ON = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def printed(report: TrendReport = REPORT, paper: str = "A4") -> PrintedTrends:
    return print_trends(
        report, ALERTS, workspace="Hartwell Supply", made_by="Tom Okafor", made_on=MADE_ON, paper=paper
    )


def test_it_tells_what_rises_and_what_it_shares() -> None:
    words = words_in(printed().pdf)
    for part in (
        "Late delivery: 8 in the last 2 weeks from 6 customers",
        "What the complaints share",
        "Site Depot North, carrier Swiftline",
        "St. Brannock Hospital and 4 other customers",
        "18,420.00 at stake",
    ):
        assert part in words


def test_it_tells_each_investigation_with_its_whys_actions_and_effect() -> None:
    words = words_in(printed().pdf)
    for part in (
        "Route sheet still says gate B",
        "Route sheets are copied by hand from the March list.",
        "Depot to print sheets from the customer page",
        "due 27 Nov",
        "Fixed when",
    ):
        assert part in words
    titles = outline(printed().pdf)
    assert "Investigation: Late delivery" in titles
    assert "How this is found" in titles


def test_pages_are_counted_and_the_same_report_is_the_same_file() -> None:
    made = printed()
    for number, words in enumerate(page_words(made.pdf), start=1):
        assert f"Page {number} of {made.pages}" in words
    assert made == printed()
    assert made.name == "Trend report 2026-11-23.pdf"
    metadata = opened(made.pdf).metadata
    assert metadata is not None
    assert metadata.title == "Hartwell Supply: Trend report"


def test_new_values_and_what_cannot_be_judged_are_told_apart() -> None:
    report = replace(REPORT, new_since=(NewSince("customer", None, date(2026, 11, 2)),))
    words = words_in(printed(report, "Letter").pdf)
    assert "new is not the same as rising" in words
    assert "customer another customer, since 2 Nov" in words
    assert "1 place has too few complaints to judge." in words


def test_quiet_times_and_long_words_print_too() -> None:
    quiet = print_trends(TrendReport(date(2026, 11, 23)), (), workspace=LONG, made_by=LONG, made_on=MADE_ON)
    assert "Nothing stands out" in words_in(quiet.pdf)
    long = replace(ALERTS[0], title=LONG, rise=replace(RISE, sentence=f"{LONG}. " * 40))
    made = print_trends(REPORT, (long,), workspace=LONG, made_by="Tom", made_on=MADE_ON)
    assert made.pages >= 1
