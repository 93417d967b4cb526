"""Reports in the words of the command line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from mcr_desktop.cli.telling import (
    chance_words,
    check_words,
    export_words,
    import_words,
    trend_json,
    trend_words,
)
from mcr_desktop.domain.imports import ImportReport
from mcr_desktop.domain.trends import NewSince, Rise, SameKind, TooFew, TrendDriver, TrendReport
from mcr_desktop.domain.workspace import CheckReport, ExportReport

RISE = Rise(
    kind="Late delivery",
    where={},
    observed=20,
    expected=6.04,
    weeks=4,
    p_value=0.0034567,
    share_of_rise=None,
    value_at_stake=Decimal("1250.50"),
    sentence="Late delivery: 20 in the last 4 weeks from 6 customers, about 6 expected.",
    drivers=(
        TrendDriver(
            {"site": "Depot North", "carrier": "Swiftline"},
            14,
            4.0,
            0.714,
            ({"site": "Depot North"},),
        ),
        TrendDriver({"customer": None}, 5, 0.2, None),
    ),
    customers=6,
    names=("Marlow Ferries", "Leith Labs"),
)


def test_a_rise_is_told_with_whose_it_is_what_it_shares_and_how_likely_chance_is() -> None:
    report = TrendReport(
        date(2026, 11, 23), date(2026, 11, 16), 1204, 1, (RISE,), exposure="per order", valued_only=False
    )
    assert list(trend_words(report)) == [
        "Judged: the week of 16 November 2026, 1,204 complaints of 1 kind from all customers, per order.",
        "Late delivery: 20 in the last 4 weeks from 6 customers, about 6 expected.",
        "  From: Marlow Ferries, Leith Labs, 4 other customers.",
        "  At stake: 1,250.50. Unlikely to be chance (about 1 in 289).",
        "  It might as well be from Depot North.",
        "  In common: at another customer, 5 in the last 6 weeks, fewer than 1 expected.",
    ]


def test_what_is_no_rise_is_told_apart() -> None:
    report = TrendReport(
        date(2026, 11, 23),
        date(2026, 11, 16),
        9,
        2,
        slow_rises=(RISE,),
        too_few=(
            *(TooFew("Seal", {"site": str(n)}, 2, "fewer than 5 in the last 4 weeks") for n in range(14)),
            TooFew(None, {"customer": None}, 1, "fewer than 5 in the last 4 weeks"),
        ),
        new_since=(NewSince("customer", None, date(2026, 9, 7)), NewSince("site", "Hub", date(2026, 9, 7))),
        same_kind=(SameKind(("Claim Delay", "Claim Delays")),),
    )
    told = list(trend_words(report))
    assert "Nothing stands out." in told
    assert told[told.index("Rising slowly:") + 1] == f"  {RISE.sentence}"
    assert "  another customer, since 7 September 2026" in told
    assert "  site Hub, since 7 September 2026" in told
    assert "  Claim Delay / Claim Delays" in told
    assert "  Seal from 0: 2, fewer than 5 in the last 4 weeks" in told
    assert told[-1] == "  and 3 more, 1 of them at another customer; --json lists them all"
    assert told[-2].startswith("  Seal from 11: ")


def test_numbers_in_json_are_short_and_keep_their_order() -> None:
    (rise,) = trend_json(TrendReport(date(2026, 11, 23), rises=(RISE,)))["rises"]
    assert rise["expected"] == 6.04
    assert rise["p_value"] == 0.00346
    assert rise["value_at_stake"] == 1250.5
    assert rise["drivers"][0]["share_of_rise"] == 0.714
    assert rise["drivers"][1]["where"] == {"customer": None}


def test_without_value_only_the_chance_is_told() -> None:
    plain = Rise("Late", {}, 9, 1.0, 2, 1e-9, None, Decimal(0), "Late: 9.")
    report = TrendReport(date(2026, 11, 23), date(2026, 11, 16), 9, 1, (plain,))
    assert list(trend_words(report))[2:] == ["  Very unlikely to be chance (below 1 in 1,000)."]
    assert chance_words(0.9) == "Unlikely to be chance (about 1 in 2)."


def test_an_import_is_told_whole() -> None:
    report = ImportReport(
        "customers", "c.csv", 12, 5, 2, 3, 2, ("UTF-8.",), ("row 3: odd",), ("1 new team: A.",)
    )
    assert list(import_words(report, "behind.csv")) == [
        "c.csv: 12 rows read, 5 customers added, 2 customers changed, 3 unchanged.",
        "2 rows were left behind in behind.csv, each with its reason.",
        "Guessed: UTF-8.",
        "1 new team: A.",
        "Somebody should look at:",
        "  row 3: odd",
    ]
    nothing = ImportReport("customers", "c.csv", 1, unchanged=1, skipped=1, dry_run=True)
    told = list(import_words(nothing, None))
    assert told[0] == "c.csv: 1 row read, 1 unchanged."
    assert told[1] == "Nothing else in it is new; the workspace is as it was."
    assert told[2] == "1 row could not be brought in."


def test_one_of_a_kind_is_told_as_one() -> None:
    tried = ImportReport("complaints", "c.csv", 2, added=1, changed=1, dry_run=True)
    assert next(import_words(tried, None)) == (
        "c.csv: 2 rows read, 1 complaint would be added, 1 complaint would be changed."
    )
    done = ImportReport("customers", "c.csv", 2, added=1, skipped=1)
    assert list(import_words(done, "b.csv")) == [
        "c.csv: 2 rows read, 1 customer added.",
        "1 row was left behind in b.csv, with its reason.",
    ]
    assert list(export_words(ExportReport(Path("out"), ("customers.csv",), 1, 1))) == [
        "Wrote customers.csv to out: 1 customer.",
        "Left out 1 customer whose records you may not read.",
    ]


def test_a_damaged_workspace_is_told_with_its_faults() -> None:
    told = list(check_words(CheckReport(("page 3 is odd",), (("customer_order", 1200),), 1, "SQLite", True)))
    assert told[0].startswith("Damaged. Restore a backup")
    assert told[1:] == [
        "  page 3 is odd",
        "Schema 1, SQLite, protected by a passphrase.",
        "Rows: 1,200 customer order.",
    ]
