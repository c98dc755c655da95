"""Who is told of a signal: the nearest manager, and the roles that its rule names."""

from django.utils.translation import gettext as _

from vaka.areas.signals import lists
from vaka.areas.signals.models import Signal
from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.notices import actions as notices


def tell(by: Viewer, case: Case, row: Signal) -> None:
    """Tell whom a signal waits for, once for each time it rises; never who did something."""
    words = lists.rule(row.rule)
    holders = [holder(role, case.unit, row.last_date) for role in words.tells]
    said = _("%(unit)s: %(title)s. Svara senast %(date)s.") % {
        "unit": case.unit.name, "title": words.title.lower(), "date": case.due_date,
    }  # fmt: skip
    for person in dict.fromkeys(one for one in [case.owner, *holders] if one):
        if notices.sees(person, case):
            notices.tell(
                by=by, to=person, kind="signal.risen", words=said, case=case,
                state=str(case.version), url_name="signals:signal", object_id=case.pk,
            )  # fmt: skip
