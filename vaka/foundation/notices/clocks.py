"""The clocks of open cases: their owners are told when a case is due soon and when it is late."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.notices import actions
from vaka.foundation.notices.rules import Clock, clock_of

NEWS_DAYS = 30
"""A case that has been late for longer is no news: it stands in the worklist."""


def tell_due(today: date | None = None) -> int:
    """Tell each owner of an open case once that it is due soon, once that it is late.

    Returns how many notices were told. A new last day or a new owner is told anew.
    """
    day = today or timezone.localdate()
    by, told = Viewer.system("clocks"), 0
    running = (
        Case.objects.open()
        .filter(due_date__gte=day - timedelta(days=NEWS_DAYS), owner__is_active=True)
        .select_related("owner")
    )
    for case in running.iterator(chunk_size=1000):
        told += _tell(by, case, day)
    return told


def _tell(by: Viewer, case: Case, day: date) -> int:
    if case.owner is None or case.due_date is None:
        return 0
    clock = clock_of(timezone.localdate(case.opened_at), case.due_date, day)
    state = str(case.due_date)
    key = actions.key_of(case.owner.pk, clock, case.pk, state)
    if clock is Clock.CALM or case.notices.filter(key=key).exists():
        return 0
    actions.tell(
        by=by, to=case.owner, kind=clock, words=_words(case, clock), case=case, state=state,
        url_name=kind_of(case.kind).url_name, object_id=case.pk,
    )  # fmt: skip
    return 1


def _words(case: Case, clock: Clock) -> str:
    words = {
        Clock.DUE_SOON: _("%(reference)s ska vara klart senast %(date)s."),
        Clock.OVERDUE: _("%(reference)s skulle ha varit klart %(date)s."),
    }[clock]
    return words % {"reference": case.reference, "date": case.due_date}
