"""Notices: to whom a part is given, who decides, the board of a provider, whoever reported."""

from django.utils.translation import gettext as _

from vaka.areas.investigations.rules import State
from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case, CaseLink, Part
from vaka.foundation.notices.actions import tell
from vaka.foundation.people.models import Person

PAGE = "investigations:case"


def part(*, by: Viewer, case: Case, to: Person, part: Part) -> None:
    """Tell a person that they may read or work on an investigation."""
    words = {
        Part.READER: _("Du får läsa utredningen %s."),
        Part.CONTRIBUTOR: _("Du har fått en del i utredningen %s."),
    }[part] % case.reference
    if by.person != to:
        tell(by=by, to=to, kind="investigation.part", words=words, url_name=PAGE,
             object_id=case.pk, case=case, state=part)  # fmt: skip


def waits(*, by: Viewer, case: Case, to: Person) -> None:
    """Tell the decision-maker that an investigation is ready."""
    if by.person != to:
        tell(by=by, to=to, kind="investigation.waits", url_name=PAGE, object_id=case.pk, case=case,
             words=_("Utredningen %s väntar på ditt beslut.") % case.reference,
             state=str(case.version))  # fmt: skip


def board(*, by: Viewer, case: Case, state: State) -> None:
    """Tell the municipality's SAS, for the board, what a private operation must (SoL 27:4)."""
    words = {
        State.OPENED: _("Utföraren har inlett lex Sarah, %(number)s, vid %(unit)s."),
        State.NOTIFIED: _("Utföraren har anmält till IVO, %(number)s, vid %(unit)s."),
    }[state] % {"number": case.reference, "unit": case.unit.name}
    to = holder("sas", case.unit)
    if to is not None:
        tell(by=by, to=to, kind="investigation.board", words=words, url_name=PAGE,
             object_id=case.pk, case=case, state=state)  # fmt: skip


def reporter(*, by: Viewer, case: Case, words: str) -> None:
    """Answer whoever reported, on the page of what they reported; never the investigation."""
    about = CaseLink.objects.filter(from_case=case, relation="investigates").first()
    if about is None or case.reporter is None:
        return
    found = about.to_case
    tell(by=by, to=case.reporter, kind="investigation.answer", words=words[:300],
         url_name=kind_of(found.kind).url_name, object_id=found.pk, case=found,
         state=f"{case.pk}:{case.version}")  # fmt: skip
