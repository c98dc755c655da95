"""When a register is used at a unit, and how its use is begun, ended and corrected.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict

SEE, SET = "figures.see", "register.set"
FEWEST_WORDS = 3


class Use(StrEnum):
    """Whether a register is used: yes, no, or nobody has told anything of it yet."""

    USED = "used"
    UNUSED = "unused"
    UNTOLD = "untold"


class Span(NamedTuple):
    """From when till when a register is used, both days included; None is until further."""

    from_date: date
    until_date: date | None = None

    def meets(self, first: date, last: date) -> bool:
        """Say whether any day of the span lies within two days."""
        return self.from_date <= last and (self.until_date is None or first <= self.until_date)


def use_between(spans: Iterable[Span], *, is_told: bool, first: date, last: date) -> Use:
    """Say whether a register is used at a unit on any day between two.

    Args:
        spans: of the unit itself, those above it and those below.
        is_told: whether its use is told of any unit at all; before that nothing is known.
    """
    if any(one.meets(first, last) for one in spans):
        return Use.USED
    return Use.UNUSED if is_told else Use.UNTOLD


def may_begin(
    *, new: Span, others: Collection[Span], closed: date | None, today: date, words: str
) -> Verdict:  # fmt: skip
    """A register is begun once at a time, not later than today, and not after it has closed."""
    verdict = _reasoned(words)
    if new.from_date > today:
        verdict += Verdict.no("from_date", _("Dagen har inte kommit."), _("Välj idag eller förr."))
    if closed is not None and new.from_date > closed:
        verdict += Verdict.no(
            "from_date", _("Registret stängdes nationellt %(day)s.") % {"day": closed},
            _("Välj en dag före, eller följ upp med en egen mätning."),
        )  # fmt: skip
    if any(one.meets(new.from_date, new.until_date or date.max) for one in others):
        verdict += Verdict.no(
            "from_date", _("Registret används redan vid enheten då."),
            _("Avsluta den andra raden först."),
        )  # fmt: skip
    return verdict


def may_end(*, span: Span, until: date, others: Collection[Span], code: str, replaced_by: str,
            words: str) -> Verdict:  # fmt: skip
    """A register ends on a day from its first; what takes its place is another one."""
    verdict = _reasoned(words)
    if until < span.from_date:
        verdict += Verdict.no("until_date", _("Dagen ligger före den första."),
                              _("Välj en senare dag."))  # fmt: skip
    elif any(one.meets(span.from_date, until) for one in others):
        verdict += Verdict.no("until_date", _("Registret har börjat användas på nytt före dagen."),
                              _("Välj en tidigare dag."))  # fmt: skip
    if replaced_by == code:
        verdict += Verdict.no("replaced_by", _("Ett register ersätts inte av sig självt."),
                              _("Välj ett annat, eller inget."))  # fmt: skip
    return verdict


def may_remove(*, is_removed: bool, words: str) -> Verdict:
    """A row that was wrong is removed once, with the reason; the row stays."""
    if is_removed:
        return Verdict.no("state", _("Raden är redan borttagen."))
    return _reasoned(words)


def _reasoned(words: str) -> Verdict:
    if len(words.split()) >= FEWEST_WORDS:
        return Verdict.yes()
    return Verdict.no("words", _("Skälet är för kort."), _("Skriv vem som beslutat och varför."))
