"""Who is told of what happens to a deviation; called inside its actions."""

from typing import Any

from django.utils.translation import gettext as _

from vaka.areas.deviations import rules
from vaka.areas.deviations.models import Deviation
from vaka.areas.deviations.standing import JOINED_TO
from vaka.areas.deviations.track_queries import laws_of
from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.actions import tell


def tell_roles(by: Viewer, deviation: Deviation) -> None:
    """Tell the roles that a severity always reaches; again for the same severity tells nobody."""
    severity, case = deviation.severity or 0, deviation.case
    for role in rules.must_tell(severity, laws_of(deviation), deviation.type):
        person = holder(role, case.unit)
        if person and person != by.person:
            words = _("%s är bedömd som katastrofal.") % case.reference
            _tell(by, person, case, "deviation_catastrophic", words, str(severity))


def tell_reporter(by: Viewer, case: Case, kind: str) -> None:
    """Tell the reporter at a stage; in words that say nothing of what the case holds."""
    if case.reporter and case.reporter != by.person:
        words = _stages()[kind] % case.reference
        _tell(by, case.reporter, case, kind, words, str(case.version))


def answer_all(by: Viewer, case: Case, words: str) -> None:
    """Give the closing answer to the reporter, and to those whose report was joined to this."""
    tell_reporter(by, case, "deviation_closed")
    joined = Case.objects.filter(
        links_out__to_case=case, links_out__relation=JOINED_TO, state=rules.State.JOINED
    )
    for other in joined.select_related("reporter"):
        Deviation.objects.filter(pk=other.pk).update(closing_words=words)
        tell_reporter(by, other, "deviation_closed")


def _stages() -> dict[str, Any]:
    return {
        "deviation_assessed": _("Risken i din rapport %s är bedömd."),
        "deviation_investigated": _("Din rapport %s utreds nu."),
        "deviation_answered": _("Du har fått svar på din rapport %s."),
        "deviation_closed": _("Din rapport %s är avslutad. Läs svaret."),
        "deviation_reopened": _("Din rapport %s är öppnad igen."),
        "deviation_joined": _("Din rapport %s följs ihop med en annan om samma händelse."),
    }


def _tell(by: Viewer, to: Any, case: Case, kind: str, words: str, state: str) -> None:
    tell(
        by=by, to=to, kind=kind, words=words, case=case, state=state,
        url_name="deviations:case", object_id=case.pk,
    )  # fmt: skip
