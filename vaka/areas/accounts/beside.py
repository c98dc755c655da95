"""What stands beside a text as it is written: figures that contradict, and advice on words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _

SURE = 0.5
"""How sure a rule of the figure check is before it asks."""
REMEMBERED = 512
"""How many texts that have been looked at are kept in mind."""


@dataclass(frozen=True)
class Finding:
    """One question of the figure check: the words it is about, and what does not add up."""

    quote: str
    words: str
    rule: str

    @property
    def key(self) -> str:
        """Give what makes it the same question when the text is saved again."""
        return sha256(f"{self.rule}\n{self.quote}\n{self.words}".encode()).hexdigest()


@dataclass(frozen=True)
class Advice:
    """One piece of advice on words; it stops nothing."""

    quote: str
    words: str


Check = Callable[[str], Iterable[Finding]]
Advise = Callable[[str], Iterable[Advice]]

_checks: list[Check] = []
_advisers: list[Advise] = []


def register(*, check: Check | None = None, advise: Advise | None = None) -> None:
    """Add what looks at a text; the same function again is not added."""
    if check is not None and check not in _checks:
        _checks.append(check)
    if advise is not None and advise not in _advisers:
        _advisers.append(advise)


def findings(text: str) -> list[Finding]:
    """Give what the figure check asks about a text."""
    return [one for check in _checks for one in check(text)] if text.strip() else []


def figure_check(text: str) -> list[Finding]:
    """Ask the figure check about a text, as of today."""
    return [
        Finding(quote, _("Det står %(printed)s, men uträkningen ger %(computed)s.")
                % {"printed": printed, "computed": computed}, rule)
        for quote, printed, computed, rule in _checked(text, timezone.localdate())
    ]  # fmt: skip


@lru_cache(REMEMBERED)
def wording(text: str) -> tuple[Advice, ...]:
    """Give advice on how a text reads, and on what should not stand in it."""
    from vaka.documents.wording import advice as advise

    return tuple(Advice(one.quote, one.words) for one in advise(text))


@lru_cache(REMEMBERED)
def _checked(text: str, today: date) -> tuple[tuple[str, str, str, str], ...]:
    from vaka.documents.figurecheck import check_text

    found = [one for one in check_text(text, today) if one.confidence >= SURE]
    return tuple((one.quote, one.printed, one.computed, one.rule) for one in found)


def advice(text: str) -> list[Advice]:
    """Give the advice on a text's words."""
    return [one for advise in _advisers for one in advise(text)] if text.strip() else []
