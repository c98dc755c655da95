"""Law and type of many deviations at once, for the worklist: confirmed as they stand, or changed.

A value is written `law|type`; an unconfirmed one ends in `|?`, so that confirming it is a change.
"""

import uuid
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.deviations import rules, side_actions
from vaka.areas.deviations.models import Deviation
from vaka.areas.deviations.rules import Law
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.bulk import BulkAction
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import is_named
from vaka.foundation.cases.rules import may_act_on
from vaka.law.verdict import Verdict

AS_IT_STANDS = "="


def sorts(case_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Give each deviation's type: what may be said of it at a meeting."""
    found = Deviation.objects.filter(pk__in=list(case_ids))
    return dict(found.values_list("pk", "type"))


def choices(_viewer: Viewer, _cases: Sequence[Case]) -> list[tuple[str, Words]]:
    """Give the types in use with their law, after "as it stands"."""
    known = [one for one in rules.types().values() if one.until is None]
    listed = sorted(known, key=lambda one: one.name.casefold())
    said = [(f"{one.law}|{one.name}", f"{one.name} ({one.law})") for one in listed]
    return [(AS_IT_STANDS, _("Bekräfta som det står")), *said]


def current(cases: Sequence[Case]) -> Mapping[uuid.UUID, str]:
    """Give each deviation's law and type."""
    found = Deviation.objects.filter(pk__in=[one.pk for one in cases])
    rows = found.values_list("pk", "law", "type", "confirmed_at")
    return {pk: f"{law}|{name}" + ("" if at else "|?") for pk, law, name, at in rows}


def verdicts(viewer: Viewer, cases: Sequence[Case], value: str) -> Mapping[uuid.UUID, Verdict]:
    """Say for each deviation whether its type may be confirmed or changed."""
    now = current(cases)
    return {one.pk: _verdict(viewer, one, value, now[one.pk]) for one in cases}


def apply(*, by: Viewer, case_id: uuid.UUID, version: int, value: str) -> Case:
    """Confirm or change one; see `side_actions.reclassify` for what it raises."""
    if value == AS_IT_STANDS:
        law, name = Deviation.objects.filter(pk=case_id).values_list("law", "type").get()
    else:
        law, name = value.split("|")[:2]
    return side_actions.reclassify(
        by=by, case_id=case_id, version=version, law=Law(law), type_name=name
    )


def _verdict(viewer: Viewer, case: Case, value: str, now: str) -> Verdict:
    if not viewer.may(rules.HANDLE, case.unit_id):
        return Verdict.no("handle", _("Du kan läsa ärendet men inte ändra det."))
    if value == AS_IT_STANDS and not now.endswith("|?"):
        return Verdict.no("confirmed", _("Lagrum och typ är redan bekräftade."))
    named = viewer.person is not None and is_named(viewer.person, case)
    return may_act_on(named)


BULK = BulkAction(
    code="deviation.reclassify",
    kind="deviation",
    label=gettext_lazy("Bekräfta eller ändra typ"),
    field_label=gettext_lazy("Lagrum och typ"),
    choices=choices,
    current=current,
    verdicts=verdicts,
    apply=apply,
)
