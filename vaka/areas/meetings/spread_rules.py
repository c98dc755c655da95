"""What holds for spreading a checked report. Values in, verdicts out."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict


def may_spread(
    *, checked: date | None, wanted: Collection[str], expected: Collection[str],
    gone: Collection[str], sent: date, today: date,
) -> Verdict:  # fmt: skip
    """Say whether a report may be told sent: checked, to receivers of its kind, each once."""
    if checked is None:
        return Verdict.no("state", _("Rapporten är inte kontrollerad än."),
                          _("Vänta på enhetschefens kontroll."))  # fmt: skip
    verdict = Verdict.yes()
    if not wanted:
        verdict += Verdict.no("receivers", _("Ingen mottagare är vald."), _("Välj minst en."))
    for name in sorted(set(wanted) - set(expected)):
        words = _("%s är ingen mottagare av rapporten.") % name
        verdict += Verdict.no("receivers", words, _("Välj en annan."))
    for name in sorted(set(wanted) & set(gone)):
        words = _("%s har redan fått rapporten.") % name
        verdict += Verdict.no("receivers", words, _("Ta bort krysset."))
    if not checked <= sent <= today:
        verdict += Verdict.no("sent", _("Dagen ligger före kontrollen eller i framtiden."),
                              _("Skriv dagen då rapporten lämnades."))  # fmt: skip
    return verdict
