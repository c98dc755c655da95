"""The Swedish words that the area says outside its templates."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaka.areas.signals import lists
from vaka.areas.signals.rules import (
    BASE_LABELS,
    SIGNAL_LABELS,
    SIGNAL_STEPS,
    Base,
    SignalRule,
    SignalState,
)
from vaka.documents import swedish
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.areas.signals.models import Signal
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "signal.raise_signal": gettext_lazy("Signalen gick ut"),
    "signal.return_signal": gettext_lazy("Öppen igen"),
    "signal.pass_signal": gettext_lazy("Regeln är inte uppfylld längre"),
    "signal.answer_signal": gettext_lazy("Besvarad (%(answer)s), ses över igen %(relook)s"),
    "signal.reopen_signal": gettext_lazy("Öppnad igen"),
}
SENTENCES = {
    SignalRule.FEW_REPORTS: gettext_lazy(
        "%(unit)s har rapporterat %(observed)s händelser på %(span)s. "
        "Jämförbara enheter hade gett ungefär %(expected)s."
    ),
    SignalRule.NO_COMPLAINT: gettext_lazy("Ingen har klagat på %(unit)s på %(span)s."),
    SignalRule.NO_WORK_REPORT: gettext_lazy(
        "%(unit)s har inte rapporterat något om arbetsmiljön på %(span)s."
    ),
    SignalRule.REPETITION: gettext_lazy(
        "%(subject)s: %(observed)s gånger på %(span)s på %(unit)s."
    ),
    SignalRule.UNTRACKED_FALLS: gettext_lazy(
        "%(observed)s fall på %(unit)s på %(span)s saknar spår i hälso- och sjukvården."
    ),
}
YEAR = 365


def state_label(state: str) -> Words:
    """Give the word for a signal's state."""
    return SIGNAL_LABELS[SignalState(state)]


def todo(state: str) -> Words:
    """Say what a signal waits for."""
    return SIGNAL_STEPS[SignalState(state)]


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)


def span(days: int) -> str:
    """Say how long some days are."""
    if days == YEAR:
        return _("ett år")
    return ngettext("%(days)s dag", "%(days)s dagar", days) % {"days": days}


def sentence(row: "Signal") -> str:
    """Say what a signal has seen, with its figures."""
    days = (row.last_date - row.first_date).days + 1
    return str(SENTENCES[SignalRule(row.rule)]) % {
        "unit": row.unit.name, "observed": swedish.number(row.observed), "span": span(days),
        "expected": swedish.number(round(row.expected or 0)), "subject": row.subject,
    }  # fmt: skip


def rule_says(code: SignalRule, on: date) -> str:
    """Say in plain words when a rule gives a signal, with the values of a day."""
    days = span(lists.days(code, on))
    if code is SignalRule.FEW_REPORTS:
        limits = lists.few_limits(on)
        return _(
            "På %(span)s har enheten rapporterat högst %(most)s procent av vad jämförbara enheter "
            "tillsammans ger, och slumpen ensam ger så få i högst %(chance)s procent av fallen. "
            "Regeln prövas när minst %(least)s rapporter var väntade och minst %(peers)s enheter "
            "av samma slag går att jämföra med."
        ) % {
            "span": days, "most": swedish.number(limits.most_percent),
            "chance": f"{limits.chance_percent:g}".replace(".", ","),
            "least": swedish.number(limits.least_expected),
            "peers": swedish.number(limits.least_peers),
        }  # fmt: skip
    if code is SignalRule.NO_COMPLAINT:
        return _("Inget klagomål har kommit om verksamheten på %(span)s.") % {"span": days}
    if code is SignalRule.NO_WORK_REPORT:
        return _("Ingen händelse i arbetsmiljön är rapporterad på %(span)s.") % {"span": days}
    least = lists.least(code, on)
    if code is SignalRule.REPETITION:
        return _("Samma typ av avvikelse har hänt minst %(least)s gånger på %(span)s.") % {
            "least": least, "span": days,
        }  # fmt: skip
    return _("Minst %(least)s fall på %(span)s är rapporterade utan spår enligt HSL.") % {
        "least": least, "span": days,
    }  # fmt: skip


def figures(row: "Signal") -> list[tuple[str, str]]:
    """Give the figures that a signal rests on, each with its name."""
    found = [(_("Räknat"), swedish.number(row.observed))]
    if row.expected is not None:
        found.append((_("Väntat av jämförbara enheter"), swedish.number(round(row.expected, 1), 1)))
        found.append((_("Jämförbara enheter"), swedish.number(row.peers or 0)))
        base = f"{swedish.number(row.base or 0)} {BASE_LABELS[Base(row.base_kind)]}"
        found.append((_("Räknat på"), base))
    if row.beside is not None:
        found.append((_("Andra synpunkter under tiden"), swedish.number(row.beside)))
    dates = _("%(first)s till %(last)s") % {"first": row.first_date, "last": row.last_date}
    return [*found, (_("Dagar som räknas"), dates)]
