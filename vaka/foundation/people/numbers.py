"""Swedish personal identity numbers: reading, check digit, and finding them in free text.

Form and check digit: folkbokföringslagen (1991:481) 18 § (Luhn over the ten-digit form);
coordination numbers have 60 added to the day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

NUMBER = re.compile(r"(?<![\d-])(19|20)?(\d{2})(\d{2})(\d{2})([-+]?)(\d{4})(?![\d-])")
RESERVE = re.compile(r"((?:18|19|20)\d{2})(\d{2})(\d{2})-?(T\d{3}|TF\d{2})")
COORDINATION = 60


class InvalidNumber(ValueError):
    """The text is no personal identity number; the number itself is never in the message."""


@dataclass(frozen=True)
class FoundNumber:
    """Where a personal identity number stands in a text."""

    start: int
    end: int


def normal(text: str, today: date) -> str:
    """Give a number as twelve digits.

    Args:
        today: tells the century of a ten-digit number.

    Raises:
        InvalidNumber: wrong form, no such day, or wrong check digit.
    """
    match = NUMBER.fullmatch(re.sub(r"\s", "", text))
    digits = _digits(match, today) if match else ""
    if not digits:
        raise InvalidNumber
    return digits


def reserve(text: str) -> str:
    """Give a reserve number, `YYYYMMDD-T###` or `YYYYMMDD-TF##`, in that form.

    IVO's e-service takes it where a personal number is lacking, the same one every quarter.

    Raises:
        InvalidNumber: wrong form, or no such day.
    """
    match = RESERVE.fullmatch(re.sub(r"\s", "", text).upper())
    if not match:
        raise InvalidNumber
    year, month, day, last = match.groups()
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        raise InvalidNumber from None
    return f"{year}{month}{day}-{last}"


def find_numbers(text: str) -> list[FoundNumber]:
    """Give every place in a text where a personal identity number with right check digit stands."""
    return list(_found(text))


def sex_of(number: str) -> str:
    """Give K or M by the ninth of the ten digits."""
    return "M" if int(number[10]) % 2 else "K"


def luhn(ten: str) -> bool:
    """Say whether the last of ten digits fits those before it."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(ten))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _found(text: str) -> Iterator[FoundNumber]:
    for match in NUMBER.finditer(text):
        if _digits(match, date.max):
            yield FoundNumber(match.start(), match.end())


def _digits(match: re.Match[str], today: date) -> str:
    """Twelve digits, or nothing when day or check digit is wrong."""
    century, year, month, day, sign, last = match.groups()
    if not luhn(year + month + day + last):
        return ""
    full = f"{century}{year}" if century else _full_year(year, sign, today)
    born = int(day) - COORDINATION if int(day) > COORDINATION else int(day)
    try:
        date(int(full), int(month), born)
    except ValueError:
        return ""
    return f"{full}{month}{day}{last}"


def _full_year(year: str, sign: str, today: date) -> str:
    """The latest year not ahead of today; `+` says that the person has turned a hundred."""
    latest = today.year - (today.year - int(year)) % 100
    return str(latest - 100 if sign == "+" else latest)
