"""What is done with a decision that waits: made, delayed with a reason, offered a place."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.entitlements import note_rules, offer_rules, reason_queries, rules, step_rules
from vaka.areas.entitlements.actions import held, moment_of
from vaka.areas.entitlements.models import Decision, Interruption, Offer
from vaka.areas.entitlements.offer_rules import Answer, OfferDates
from vaka.areas.entitlements.reason_queries import Reason
from vaka.areas.entitlements.rules import HANDLE, Ground, State
from vaka.foundation.access.queries import who_may
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people import identities
from vaka.foundation.people.models import Subject
from vaka.law.verdict import require

WARN_AFTER = ("not_executed.warn_first_days", "not_executed.warn_second_days",
              "not_executed.warn_third_days")  # fmt: skip
WARNED_WITHIN_DAYS = 130
"""Longer than any warning can be set to, with a week's standstill to spare."""


@dataclass(frozen=True)
class NewDecision:
    """A favourable decision as its maker writes it in.

    Attributes:
        law: `SoL` or `LSS`.
        number: a personal identity number, sealed at once; empty when none is known.
        reserve: a reserve number, where there is no personal number.
        sex: `K` or `M`, read from the personal number when there is one.
        ground: whether the board decided, a court, or nobody assessed.
        applied_date: the day of the application, where there was one.
        valid_to_date: the last day on which it holds; None until further notice.
        service_field: that of social services; empty for the unit's own.
        maker: who decided; `maker_role` and `point` say by which right, as the order writes it.
    """

    unit: Unit
    law: str
    service: str
    decided_date: date
    number: str = ""
    reserve: str = ""
    is_protected: bool = False
    sex: str = ""
    ground: str = Ground.BOARD
    applied_date: date | None = None
    valid_to_date: date | None = None
    maker: str = ""
    maker_role: str = ""
    point: str = ""
    service_field: str = ""


@dataclass(frozen=True)
class NewOffer:
    """A place or a performer offered on a day."""

    place: str
    dates: OfferDates


@action
def decide(*, by: Viewer, new: NewDecision) -> Case:
    """Write in a decision made today or earlier; its three months are counted from its day.

    Raises:
        vaka.foundation.people.numbers.InvalidNumber: the number is none.
    """
    demand(by, HANDLE, new.unit.pk)
    require(
        offer_rules.may_decide(new.service, new.decided_date, timezone.localdate())
        + step_rules.may_span(new.applied_date, new.decided_date, new.valid_to_date)
    )
    if new.service_field:
        require(note_rules.may_be_in(new.service_field, new.law))
    subject = _subject(by, new)
    at = moment_of(new.decided_date)
    case = Case(
        kind="decision", unit=new.unit, title=new.service, state=State.WAITING, occurred_at=at,
        opened_at=at, due_date=rules.last_day_in_time(new.decided_date), owner=by.person,
        subject=subject,
    )  # fmt: skip
    sex = (subject.sex if subject else "") or new.sex
    court_date = new.decided_date if new.ground == Ground.COURT else None
    row = Decision(case=case, law=new.law, ground=Ground(new.ground), service=new.service, sex=sex,
                   applied_date=new.applied_date, decided_date=new.decided_date,
                   valid_to_date=new.valid_to_date, court_date=court_date,
                   maker=new.maker.strip(), maker_role=new.maker_role.strip(),
                   point=new.point.strip(), service_field=new.service_field)  # fmt: skip
    told = Told("decision.decide", to_state=State.WAITING, at=at)
    return cases.start(by=by, case=case, told=told, save_also=row)


def _subject(by: Viewer, new: NewDecision) -> Subject | None:
    """Whom it is about, sealed; nobody when no number is known."""
    if new.number:
        return identities.keep(by=by, number=new.number, is_protected=new.is_protected)
    if new.reserve:
        return identities.keep_reserve(by=by, number=new.reserve, is_protected=new.is_protected)
    return None


@action
def tell_delay(
    *, by: Viewer, case_id: uuid.UUID, version: int, code: str, words: str, wait: str | None = None
) -> Case:
    """Say why a decision waits, by code and words; an earlier reason stands on the timeline.

    Args:
        wait: which of its waits, as `waits_to_explain` names them; None for the latest of them.
    """
    case, decision = held(by, case_id, version, {"reason_code": code, "reason_raw": words})
    waits = [key for key, _words in reason_queries.waits_to_explain(decision, case.state)]
    chosen = wait if wait is not None else next(iter(waits), reason_queries.LATEST)
    require(offer_rules.may_tell_delay(case.state, code, words, is_asked=chosen in waits))
    before = _tell_reason(decision, chosen, Reason(code, words.strip()))
    data = {"reason": code, "before": {"code": before.code, "words": before.raw}, "wait": chosen}
    told = Told("decision.tell_delay", words, data=data)
    return cases.change(by=by, case=case, told=told)


@action
def record_offer(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewOffer) -> Case:
    """Write in that a place has been offered."""
    case, decision = held(by, case_id, version, {"place": new.place})
    is_open = decision.offers.filter(answer=Answer.OPEN).exists()
    today = timezone.localdate()
    require(offer_rules.may_offer(case.state, decision.decided_date, new.dates, is_open, today))
    Offer.objects.create(
        decision=decision, place=new.place, offered_date=new.dates.offered,
        move_in_date=new.dates.move_in, last_answer_date=new.dates.last_answer,
    )  # fmt: skip
    told = Told("decision.record_offer", new.place, data={"on": str(new.dates.offered)})
    return cases.change(by=by, case=case, told=told)


@action
def answer_offer(
    *, by: Viewer, case_id: uuid.UUID, version: int, answer: str, on: date, words: str
) -> Case:
    """Write in the answer to the offer that waits for one; the decision goes on waiting."""
    case, decision = held(by, case_id, version, {"answer": answer, "answered_date": on})
    offer = decision.offers.filter(answer=Answer.OPEN).first()
    if offer is None:
        raise NotVisible(str(case_id))
    require(
        offer_rules.may_answer(offer.answer, answer, offer.offered_date, on, words,
                               timezone.localdate())
    )  # fmt: skip
    offer.answer, offer.answered_date, offer.reason = answer, on, words.strip()
    offer.save(update_fields=["answer", "answered_date", "reason"])
    if answer == Answer.DECLINED:
        _count_declined(decision)
    label = str(offer_rules.ANSWER_LABELS[Answer(answer)])
    told = Told("decision.answer_offer", words, data={"answer": label, "on": str(on)})
    return cases.change(by=by, case=case, told=told)


def warn_due(today: date | None = None) -> int:
    """Warn of each decision and interruption that nears three months, once for each warning.

    The owner is told, else those who handle decisions at the unit. Returns how many notices were
    told. The worker's chore.
    """
    day, by, told = today or timezone.localdate(), Viewer.system("clocks"), 0
    since = day - timedelta(days=WARNED_WITHIN_DAYS)
    waiting = Q(case__state=State.WAITING, decided_date__gte=since)
    interrupted = Q(case__state=State.INTERRUPTED, interrupted_date__gte=since)
    found = Decision.objects.filter(waiting | interrupted)
    found = found.select_related("case__unit", "case__owner")
    for decision in found.iterator(chunk_size=1000):
        told += _warn(by, decision, day)
    return told


def _warn(by: Viewer, decision: Decision, day: date) -> int:
    case = decision.case
    interrupted = case.state == State.INTERRUPTED and decision.interrupted_date
    start = interrupted or decision.decided_date
    after = [int(local_value(key, day, case.unit)) for key in WARN_AFTER]
    reached = offer_rules.must_warn(start, day, after)
    if not reached:
        return 0
    last = rules.last_day_in_time(start)
    words = _("%(reference)s har väntat %(days)d dagar. Tre månader går ut %(last)s.") % {
        "reference": case.reference, "days": (day - start).days, "last": last,
    }  # fmt: skip
    owner = case.owner if case.owner and case.owner.is_active else None
    fresh = 0
    for person in [owner] if owner else who_may([(HANDLE, case.unit_id)], day):
        key = notices.key_of(person.pk, "decision.warned", case.pk, f"{start}:{reached}")
        if case.notices.filter(key=key).exists():
            continue
        notices.tell(
            by=by, to=person, kind="decision.warned", words=words, case=case,
            state=f"{start}:{reached}", url_name="entitlements:case", object_id=case.pk,
        )  # fmt: skip
        fresh += 1
    return fresh


def _tell_reason(decision: Decision, wait: str, new: Reason) -> Reason:
    """Give a wait its reason, by the wait's key. Gives what stood before."""
    latest = ("reason_code", "reason_raw")
    if wait in {reason_queries.FIRST, reason_queries.LATEST}:
        one: Decision | Interruption = decision
        names = latest if wait == reason_queries.LATEST else reason_queries.FIRST_COLUMNS
    else:
        one, names = decision.interruptions.get(pk=wait), latest
    before = Reason(*(getattr(one, name) for name in names))
    for name, told in zip(names, (new.code, new.raw), strict=True):
        setattr(one, name, told)
    one.save(update_fields=names)
    return before


def _count_declined(decision: Decision) -> None:
    """One more offer has been declined; whoever waits without a reason waits for that one."""
    decision.offers_declined = (decision.offers_declined or 0) + 1
    if not (decision.reason_code or decision.reason_raw):
        decision.reason_code = offer_rules.DECLINED_REASON
    decision.save(update_fields=["offers_declined", "reason_code"])
