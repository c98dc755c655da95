"""The registers that Vaka knows, as dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

OWN = "own"
"""What takes a register's place when the unit follows up by itself."""


class UnknownRegister(LookupError):
    """No register has this code."""


@dataclass(frozen=True)
class Register:
    """One register. `closed` is its last day nationally, `test_of` the live one of a test."""

    code: str
    title: str
    about: str
    source: str
    closed: date | None = None
    test_of: str = ""


@cache
def registers() -> dict[str, Register]:
    """Give every register by its code, in the order of lists."""
    text = Path(__file__).with_name("registers.toml").read_text("utf-8")
    return {one["code"]: Register(**one) for one in tomllib.loads(text)["register"]}


def register(code: str) -> Register:
    """Give one register. Raises UnknownRegister."""
    try:
        return registers()[code]
    except KeyError:
        raise UnknownRegister(code) from None


def title_of(code: str) -> str:
    """Give the words for what takes a register's place; nothing for nothing."""
    if code == OWN:
        return _("egen uppföljning")
    return registers()[code].title if code in registers() else ""
