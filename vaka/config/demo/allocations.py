"""The demo's shared money: a foundation's flowers this year and last, one allowance paid."""

from datetime import date, timedelta

from vaka.areas.allocations.models import (
    Allocation,
    AllocationApplication,
    AllowancePayment,
)
from vaka.areas.allocations.queries import shares
from vaka.areas.allocations.rules import AllocationState, Operation, Setting, for_purpose
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note

FOUNDATION = "Stiftelsen för blommor i vården"
PURPOSE = "Blommor till lokaler där äldre eller personer med funktionsnedsättning får omsorg."
RETURNS = (112_400_00, 118_960_00)
"""Distributable return last year and this, öre; invented."""
ASKED = (
    # unit, for, run by, fits, what
    ("Almen", Setting.OLDER, Operation.MUNICIPAL, True, "Blommor till balkonger och matsal"),
    ("Björken", Setting.OLDER, Operation.MUNICIPAL, True, "Växter till gården"),
    ("Linden", Setting.OLDER, Operation.CONTRACTED, True, "Snittblommor varje vecka"),
    ("Daglig verksamhet Hamnen", Setting.DISABILITY, Operation.MUNICIPAL, True, "Odling på gården"),
    ("Förskolan Myran", Setting.OTHER, Operation.MUNICIPAL, True, "Blommor på skolgården"),
)


@action
def write(*, by: Viewer, identity: Identity, today: date) -> None:
    """Write last year's allocation decided, this year's open, and last year's allowance."""
    for year, returns in zip((today.year - 1, today.year), RETURNS, strict=True):
        _year(year, returns, identity, is_decided=year < today.year)
    paid = date(today.year - 1, 12, 4)
    AllowancePayment.objects.create(
        id=identity(moment(paid)), year=paid.year, grant=412_300_00, persons=48, refused=7,
        each=412_300_00 // 48, counted_at=moment(paid),
    )  # fmt: skip
    note(by=by, verb="allocation.open_allocation", object_kind="allocation",
         data={"rows": len(RETURNS)})  # fmt: skip


def _year(year: int, returns: int, identity: Identity, *, is_decided: bool) -> None:
    first = date(year, 1, 15)
    made = Allocation.objects.create(
        id=identity(moment(first)), year=year, foundation=FOUNDATION, purpose=PURPOSE,
        distributable=returns, amount=for_purpose(returns, 25),
    )  # fmt: skip
    AllocationApplication.objects.bulk_create(
        AllocationApplication(
            id=identity(moment(first)), allocation=made,
            received_date=first + timedelta(days=3 * number), unit_name=unit, setting=setting,
            operation=operation, fits_purpose=fits, words=words,
        )
        for number, (unit, setting, operation, fits, words) in enumerate(ASKED)
    )  # fmt: skip
    if is_decided:
        worked_out = shares(made)
        for one in made.applications.all():
            one.share = worked_out.get(one.pk)
            one.save(update_fields=["share"])
        made.state, made.words = AllocationState.DECIDED, f"{year}-03-12 § 31"
        made.save(update_fields=["state", "words"])
