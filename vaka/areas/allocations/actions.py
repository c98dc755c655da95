"""What is done with money that is shared; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.allocations import queries, rules
from vaka.areas.allocations.models import Allocation, AllocationApplication, AllowancePayment
from vaka.areas.allocations.rules import (
    HANDLE,
    PAY,
    STATE_LABELS,
    TRANSITIONS,
    AllocationState,
    Claim,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.law.verdict import Verdict, require

KIND = "allocation"


@dataclass(frozen=True)
class NewAllocation:
    """A year's money of a foundation, öre, and how many percent of it go to the purpose."""

    year: int
    foundation: str
    purpose: str
    distributable: int
    percent: int


@dataclass(frozen=True)
class NewApplication:
    """What somebody asks for."""

    received_date: date
    unit_name: str
    setting: str
    operation: str
    fits_purpose: bool
    words: str = ""


@action
def open_allocation(*, by: Viewer, new: NewAllocation) -> Allocation:
    """Open a year's allocation: the gift's part of the return is to be shared."""
    demand(by, HANDLE)
    taken = Allocation.objects.filter(year=new.year, foundation=new.foundation).exists()
    require(rules.may_open(new.year, new.distributable, new.percent, taken=taken))
    made = Allocation.objects.create(
        year=new.year, foundation=new.foundation, purpose=new.purpose,
        distributable=new.distributable, percent=new.percent,
        amount=rules.for_purpose(new.distributable, new.percent),
    )  # fmt: skip
    _told(by, "allocation.open_allocation", made, {"year": str(new.year)})
    return made


@action
def register_application(
    *, by: Viewer, allocation_id: uuid.UUID, new: NewApplication
) -> AllocationApplication:
    """Write in an application; whether it meets the terms is worked out."""
    found = _held(by, allocation_id)
    require(rules.may_register(found.state, new.received_date, timezone.localdate()))
    made = AllocationApplication.objects.create(allocation=found, **vars(new))
    _told(by, "allocation.register_application", found, {"unit": new.unit_name})
    return made


@action
def withdraw_application(*, by: Viewer, application_id: uuid.UUID) -> Allocation:
    """Take an application away before the decision."""
    one = AllocationApplication.objects.filter(pk=application_id).first()
    if one is None:
        raise NotVisible(str(application_id))
    found = _held(by, one.allocation_id)
    require(rules.may_change(found.state))
    one.delete()
    _told(by, "allocation.withdraw_application", found, {"unit": one.unit_name})
    return found


@action
def decide_allocation(*, by: Viewer, allocation_id: uuid.UUID, words: str) -> Allocation:
    """Keep the shares as the board has decided them; words say the paragraph and day."""
    found = _held(by, allocation_id)
    shares = queries.shares(found)
    require(_fits("allocation.decide", found, words) + rules.may_decide(len(shares)))
    for one in found.applications.all():
        one.share = shares.get(one.pk)
        one.save(update_fields=["share"])
    return _moved(by, found, "allocation.decide_allocation", AllocationState.DECIDED, words)


@action
def reopen_allocation(*, by: Viewer, allocation_id: uuid.UUID, words: str) -> Allocation:
    """Open a decided allocation again, with the reason; its shares are worked out anew."""
    found = _held(by, allocation_id)
    require(_fits("allocation.reopen", found, words))
    found.applications.update(share=None)
    return _moved(by, found, "allocation.reopen_allocation", AllocationState.OPEN, words)


@action
def pay_allowance(*, by: Viewer, year: int, grant: int, claims: list[Claim]) -> AllowancePayment:
    """Keep what a year's grant came to: sums only. Told again, the later sums stand.

    Args:
        grant: öre.
        claims: one for each reference; nothing of them is kept.
    """
    demand(by, PAY)
    found = queries.allowance(year, grant, claims)
    require(rules.may_pay(found.persons, grant))
    made, _new = AllowancePayment.objects.update_or_create(
        year=year,
        defaults={"grant": grant, "persons": found.persons, "refused": found.refused,
                  "each": found.each, "counted_at": timezone.now(), "by": by.person},
    )  # fmt: skip
    note(by=by, verb="allocation.pay_allowance", object_kind="allowance_payment", object_id=made.pk,
         data={"year": year, "persons": found.persons, "each": found.each})  # fmt: skip
    return made


def _held(by: Viewer, allocation_id: uuid.UUID) -> Allocation:
    """A allocation to write of, its row locked until the transaction ends."""
    demand(by, HANDLE)
    found = Allocation.objects.select_for_update().filter(pk=allocation_id).first()
    if found is None:
        raise NotVisible(str(allocation_id))
    return found


def _moved(
    by: Viewer, found: Allocation, verb: str, state: AllocationState, words: str
) -> Allocation:  # fmt: skip
    found.state = state
    found.words = words if state is AllocationState.DECIDED else ""
    found.save(update_fields=["state", "words"])
    _told(by, verb, found, {"words": words})
    return found


def _fits(verb: str, found: Allocation, words: str) -> Verdict:
    labels = {str(state): label for state, label in STATE_LABELS.items()}
    return transitions.fits_in(TRANSITIONS, verb, found.state, words, labels)


def _told(by: Viewer, verb: str, found: Allocation, data: dict[str, str]) -> None:
    note(by=by, verb=verb, object_kind=KIND, object_id=found.pk, data=data)
