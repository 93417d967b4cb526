"""Amounts, numbers, yes and no, mail addresses and phone numbers, as people write them in files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import phonenumbers

_CENT = Decimal("0.01")
_MOST = Decimal(10) ** 12
_CURRENCY = re.compile(
    r"[$€£¥₹₽₩₪₫₺₴฿]|\b(?:EUR|USD|GBP|CHF|JPY|CNY|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|NZD|INR|BRL|MXN|ZAR)\b|"
    r"\b(?:Fr|Rs|kr|zł|Kč|Ft)\b\.?",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f']+|(?<=\d)’(?=\d)")
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?e[+-]?\d{1,2}", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\w-]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_][\w-]{1,62}", re.UNICODE
)
NOTHING = frozenset({"", "-", "--", "n/a", "na", "null", "none", "#n/a"})
"""What people and programmes write into a cell that has nothing to say."""


@dataclass(slots=True)
class AmountEvidence:
    """What the amounts of one column say about points and commas."""

    column: str
    commas: int = 0
    points: int = 0
    undecided: str = ""

    def look(self, text: str) -> None:
        """Take one more value into account."""
        if text.isdigit():
            return
        signs = [sign for sign in text if sign in ".,"]
        if not signs:
            return
        digits_behind = sum(sign.isdigit() for sign in text[text.rfind(signs[-1]) :])
        if len(signs) == 1 and digits_behind == 3:
            self.undecided = self.undecided or text.strip()
            return
        repeats = len(signs) > 1 and len(set(signs)) == 1
        comma_parts = (signs[-1] == ",") != repeats
        self.commas += comma_parts
        self.points += not comma_parts

    @property
    def decimal_comma(self) -> bool:
        """Whether the comma parts the cents in this column."""
        return self.commas > self.points

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was guessed, in words."""
        if self.decimal_comma:
            return (f"Amounts in column {self.column} have a decimal comma.",)
        if self.undecided and not self.points:
            return (f"In column {self.column}, {self.undecided} is read as {_read_plainly(self.undecided)}.",)
        return ()


def parse_number(text: str, *, decimal_comma: bool = False) -> Decimal | None:
    """The exact number a text names, None for nothing.  Raises ValueError with a reason.

    1,265,793.04 and 1.265.793,04, 1'265.50, € 12,50, -3 and (3.00) are all read; which of them a lone
    1.234 belongs to is told by decimal_comma.
    """
    if text.isascii() and text.isdigit():
        return _bounded(Decimal(text))
    plain = text.strip()
    if plain.casefold() in NOTHING:
        return None
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        plain, negative = plain[1:-1], True
    plain = _BLANKS.sub("", _CURRENCY.sub("", plain)).replace("\u2212", "-")
    if plain.startswith(("-", "+")):
        negative ^= plain.startswith("-")
        plain = plain[1:]
    elif plain.endswith("-"):
        negative, plain = not negative, plain[:-1]
    number = _unsigned(plain, decimal_comma=decimal_comma)
    return _bounded(-number if negative else number)


def parse_money(text: str, *, decimal_comma: bool = False) -> Decimal | None:
    """An amount to the cent.  Raises ValueError with a reason."""
    number = parse_number(text, decimal_comma=decimal_comma)
    return None if number is None else number.quantize(_CENT, ROUND_HALF_UP)


def _unsigned(plain: str, *, decimal_comma: bool) -> Decimal:
    if not plain.isascii():
        raise ValueError("this is not a number")
    if _SCIENTIFIC.fullmatch(plain):
        return Decimal(plain)
    return _from_groups(plain, _decimal_sign(plain, decimal_comma=decimal_comma))


def _decimal_sign(plain: str, *, decimal_comma: bool) -> str:
    """Which sign parts the cents: the last of two, never one that repeats, else what the column says."""
    signs = [sign for sign in plain if sign in ".,"]
    if len(set(signs)) == 2:
        return signs[-1]
    if len(signs) > 1:
        return "." if signs[0] == "," else ","
    usual = "," if decimal_comma else "."
    is_other = len(signs) == 1 and signs[0] != usual
    return signs[0] if is_other and not _GROUPED.fullmatch(plain) else usual


def _from_groups(plain: str, decimal_sign: str) -> Decimal:
    whole, _, cents = plain.partition(decimal_sign)
    group_sign = "." if decimal_sign == "," else ","
    if group_sign in cents:
        raise ValueError("this is not a number")
    if group_sign in whole:
        if not re.fullmatch(rf"\d{{1,3}}(?:\{group_sign}\d{{2,3}})*\{group_sign}\d{{3}}", whole):
            raise ValueError("this is not a number; its digits are not grouped in threes")
        whole = whole.replace(group_sign, "")
    number = f"{whole}.{cents}" if cents else whole
    if not _PLAIN.fullmatch(number):
        raise ValueError("this is not a number")
    return Decimal(number)


def _bounded(number: Decimal) -> Decimal:
    if abs(number) >= _MOST:
        raise ValueError("this number is too large")
    return number


def _read_plainly(text: str) -> str:
    try:
        return str(parse_number(text))
    except (ValueError, InvalidOperation):
        return "no number"


def parse_whole(text: str) -> int | None:
    """A whole number, None for nothing.  Raises ValueError with a reason."""
    number = parse_number(text)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise ValueError("this is not a whole number")
    return int(number)


def parse_yes_no(text: str) -> bool:
    """Yes or no; nothing means no.  Raises ValueError with a reason."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError("this is neither yes nor no")


_YES = frozenset({"yes", "y", "true", "t", "1", "x", "ja", "oui", "si", "sí", "on", "private", "privat", "✓"})
_NO = NOTHING | {"no", "n", "false", "f", "0", "nein", "non", "off", "public", "shared"}


def looks_like_email(text: str) -> bool:
    """Whether a text has the shape of a mail address; nobody is asked whether it exists."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None and ".." not in text


def tidy_phone(text: str) -> tuple[str, bool]:
    """A phone number as it will be kept, and whether it looks like one.

    Numbers with their country's code are set as that country writes them; all others stay as typed.
    """
    plain = " ".join(text.split())
    dialled = "+" + plain[2:] if plain.startswith("00") else plain
    if dialled.startswith("+"):
        try:
            number = phonenumbers.parse(dialled)
        except phonenumbers.NumberParseException:
            return plain, False
        if not phonenumbers.is_possible_number(number):
            return plain, False
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL), True
    digits = sum(sign.isdigit() for sign in plain)
    return plain, 5 <= digits <= 20 and sum(sign.isalpha() for sign in plain) <= 12
