"""Founding elected bodies and changing their term of office on one date."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from vaka.areas.administration import queries, rules
from vaka.areas.administration.models import Body, DelegationPoint, Function, Mandate
from vaka.areas.administration.rules import TERM, Point, Seat, Term
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import require


class UnknownUnit(LookupError):
    """A list of mandates names a unit that does not exist."""


@action
def found_body(*, by: Viewer, code: str, name: str, kind: str) -> Body:
    """Found an elected body. Raises NotAllowed."""
    demand(by, TERM)
    body = Body.objects.create(code=code, name=name, kind=kind)
    note(by=by, verb="term.found_body", object_kind="body", object_id=body.pk, data={"name": name})
    return body


@action
def change_term(
    *, by: Viewer, body: Body, on_date: date, mandates: Sequence[Seat],
    points: Sequence[Point], last_date: date | None = None,
) -> None:  # fmt: skip
    """End all that runs the day before, and begin the new on the date; older rows stay as told.

    An empty list leaves what stands of its kind.

    Raises:
        NotAllowed: the viewer keeps no mandates.
        RuleRefused: the new term contradicts itself or begins before what runs.
        UnknownUnit: an attester's unit does not exist.
    """
    demand(by, TERM)
    new = Term(tuple(mandates), tuple(points))
    require(rules.term_change(queries.running_term(body, on_date), new, on_date).contradictions)
    if new.mandates:
        _end(by, body.mandates.all(), on_date)
        _begin_mandates(by, body, new.mandates, on_date, last_date)
    if new.points:
        _end(by, body.points.all(), on_date)
        _begin_points(by, body, new.points, on_date, last_date)


@action
def bind_mandate(*, by: Viewer, mandate_id: uuid.UUID, person: Person | None) -> Mandate:
    """Say whose sign-in opens what a seat opens; None for nobody's.

    Raises:
        NotAllowed: the viewer keeps no mandates.
        NotVisible: there is no such mandate.
        RuleRefused: the account is closed or has another seat in the body.
    """
    row = queries.mandate(by, mandate_id)
    if person:
        has_seat = queries.has_seat(person, row)
        require(rules.may_bind(row.function, is_active=person.is_active, has_seat=has_seat))
    row.person = person
    row.save(update_fields=["person"])
    _noted(by, "bind", row)
    return row


def _end(by: Viewer, rows: QuerySet[Mandate] | QuerySet[DelegationPoint], on_date: date) -> None:
    """Ends what runs over the date; what ended earlier is the past and is left alone."""
    for row in rows.filter(Q(to_date=None) | Q(to_date__gte=on_date)):
        row.to_date = on_date - timedelta(days=1)
        row.save(update_fields=["to_date"])
        _noted(by, "end", row)


def _begin_mandates(
    by: Viewer, body: Body, seats: Sequence[Seat], start: date, last: date | None
) -> None:
    units = {unit.code: unit for unit in Unit.objects.all()}
    if unknown := {seat.unit for seat in seats if seat.unit} - set(units):
        raise UnknownUnit(", ".join(sorted(unknown)))
    known = {one.name: one.person for one in body.mandates.exclude(person=None)
             .select_related("person")}  # fmt: skip
    for seat in seats:
        row = Mandate.objects.create(
            body=body, name=seat.name, function=seat.function, unit=units.get(seat.unit),
            responsibility=seat.responsibility, from_date=start, to_date=last,
            person=_account(seat, known),
        )  # fmt: skip
        _noted(by, "begin", row)


def _account(seat: Seat, known: dict[str, Person | None]) -> Person | None:
    """Whose sign-in a new seat is for: as in the body before, else the only one of the name."""
    if seat.function == Function.ATTESTER:
        return None
    before = known.get(seat.name)
    if before and before.is_active:
        return before
    found = queries.accounts_named(seat.name)
    return found[0] if len(found) == 1 else None


def _begin_points(
    by: Viewer, body: Body, points: Sequence[Point], start: date, last: date | None
) -> None:
    for place, point in enumerate(points, 1):
        limit = point.limit
        row = DelegationPoint.objects.create(
            body=body, place=place, from_date=start, to_date=last, number=point.number,
            text=point.text, delegate=point.delegate, law=point.law,
            limit_amount=limit.amount if limit else None, limit_unit=limit.unit if limit else "",
        )  # fmt: skip
        _noted(by, "begin", row)


def _noted(by: Viewer, verb: str, row: Mandate | DelegationPoint) -> None:
    kind = "mandate" if isinstance(row, Mandate) else "delegation_point"
    what = row.name if isinstance(row, Mandate) else row.number
    until = str(row.to_date) if row.to_date else None
    data = {"what": what, "from": str(row.from_date), "to": until}
    if isinstance(row, Mandate):
        data["account"] = row.person.username if row.person else None
    note(by=by, verb=f"term.{verb}", object_kind=kind, object_id=row.pk, data=data)
