"""What is thought through before a technology is used at night; values in, verdicts out.

The wording is dated data (`factors.toml`): twelve factors of SKL's recommendation and those of the
supervisory authority. Nothing here says that a technology is lawful.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vaka.areas.night_care.equipment_rules import EquipmentKind
from vaka.law.verdict import Verdict

LEAST_WORDS = 2
ASKED = tuple(one for one in EquipmentKind if one != EquipmentKind.HOIST)
"""Kinds that watch over somebody or call for help; a hoist does neither."""
SOURCES = {
    "skr": gettext_lazy("SKL:s tolv faktorer"),
    "ivo": gettext_lazy("IVO:s faktorer"),
    "both": gettext_lazy("SKL:s tolv faktorer och IVO:s"),
}


@dataclass(frozen=True)
class Factor:
    """One factor of a wording: its key, where it comes from, and its words by language."""

    key: str
    source: str
    words: Mapping[str, str]

    @property
    def label(self) -> str:
        """Give its words in the language of the page."""
        return self.words[(get_language() or "sv")[:2]]


@dataclass(frozen=True)
class Wording:
    """The factors as they are worded from a day."""

    since: date
    factors: tuple[Factor, ...]


@cache
def wordings() -> tuple[Wording, ...]:
    """Give every wording, the oldest first."""
    told = tomllib.loads(Path(__file__).with_name("factors.toml").read_text("utf-8"))
    return tuple(
        Wording(one["since"], tuple(Factor(each["key"], each["from"], each["words"])
                                    for each in one["factor"]))
        for one in sorted(told["wording"], key=lambda one: one["since"])
    )  # fmt: skip


def wording_on(day: date) -> Wording:
    """Give the wording that holds on a day; the first one for a day before all of them."""
    return ([wordings()[0]] + [one for one in wordings() if one.since <= day])[-1]


def may_review(*, answers: Mapping[str, str], factors: Sequence[Factor], decided: date,
               today: date) -> Verdict:  # fmt: skip
    """A technology is reviewed when every factor has an answer, by a decision of a day that was."""
    verdict = Verdict.yes()
    for one in factors:
        if len(answers.get(one.key, "").split()) < LEAST_WORDS:
            words = _("Skriv vad ni har kommit fram till, eller varför det inte gäller här.")
            verdict += Verdict.no(one.key, _("%s är inte besvarat.") % one.label, words)
    if decided > today:
        verdict += Verdict.no("decided_date", _("Dagen har inte varit."), _("Välj i dag."))
    return verdict
