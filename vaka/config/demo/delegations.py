"""The demo's delegated decisions: three invented months, and what Härnösand has listed."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from vaka.areas.delegations import lists
from vaka.areas.delegations.models import BoardNotification, DecidingBody, DelegatedDecision
from vaka.areas.delegations.rules import Category, Outcome
from vaka.config.demo.plans import Identity, moment
from vaka.config.demo.reading import facts
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period

PUBLISHED = date(2024, 2, 1)
MONTHS, A_MONTH = 3, 26
OFFICER = "Biståndshandläggare"
# point, kind, outcome, how common
SERVICES = (
    ("1.1", "Bifall hemtjänst", Outcome.GRANTED, 9),
    ("1.1", "Avslag hemtjänst", Outcome.REFUSED, 1),
    ("1.1", "Delavslag hemtjänst", Outcome.IN_PART, 1),
    ("1.2", "Bifall särskilt boende", Outcome.GRANTED, 2),
    ("1.2", "Avslag särskilt boende", Outcome.REFUSED, 1),
    ("1.3", "Bifall korttidsplats", Outcome.GRANTED, 3),
    ("2.1", "Bifall daglig verksamhet enligt LSS", Outcome.GRANTED, 2),
    ("1.1", "Hemtjänst avslutas", Outcome.ENDED, 3),
)  # fmt: skip
# day of the month, number, point, kind, category, role, maker, urgent, reason
SINGLES = (
    (4, "17", "4.1", "Yttrande till IVO", Category.STATEMENT, "Socialchef", "", ""),
    (9, "21", "5.2", "Direktupphandling av hygienartiklar", Category.AGREEMENT, "Enhetschef",
     "Bo Hallsten", ""),
    (12, "23", "5.2", "Direktupphandling av rörelselarm", Category.AGREEMENT, "Socialsekreterare",
     "", ""),
    (15, "26", "6.4", "Återrapport av statsbidrag", Category.GRANT_REPORT, "Socialchef", "", ""),
    (18, "31", "", "Evakuering av Linden efter vattenskada", Category.OTHER, "Ordförande",
     "Nils Tallberg", "Boende behövde flyttas samma kväll; nästa sammanträde var om tre veckor."),
)  # fmt: skip


AMOUNTS = {"Direktupphandling av hygienartiklar": 48_250_00,
           "Direktupphandling av rörelselarm": 139_000_00}  # fmt: skip
"""Öre; the second is more than the order's point lets anybody decide."""


@action
def write(
    *, by: Viewer, places: dict[str, Unit], identity: Identity, seed: int, today: date
) -> None:
    """Write the organisations, the decisions, the notification, and the published list."""
    last = Period.of(today, Grain.MONTH).previous()
    months = [last]
    while len(months) < MONTHS:
        months.append(months[-1].previous())
    office = _body(places["bistand"], "Biståndsenheten", 1, identity, today)
    board = _body(places["socialforvaltningen"], "Socialförvaltningen", 2, identity, today)
    rows: list[DelegatedDecision] = []
    for month in reversed(months):
        rows += _month(month, office, board, identity, Random(f"delegated-{seed}-{month}"))  # noqa: S311
    told = _notification(places["vaka"], months[1], rows, identity)
    DelegatedDecision.objects.bulk_create([*rows, *_published(places["harnosand"], identity)])
    note(by=by, verb="delegated_decision.take_in", object_kind="delegated_decision",
         data={"rows": len(rows), "notified": told.decisions})  # fmt: skip


def _body(unit: Unit, name: str, place: int, identity: Identity, day: date) -> DecidingBody:
    return DecidingBody.objects.create(id=identity(moment(day)), unit=unit, name=name, place=place)


def _month(
    month: Period, office: DecidingBody, board: DecidingBody, identity: Identity, random: Random
) -> Iterator[DelegatedDecision]:
    first = month.first_date
    weights = [one[3] for one in SERVICES]
    for n in range(A_MONTH):
        point, kind, outcome, _weight = random.choices(SERVICES, weights)[0]
        day = first + timedelta(days=random.randrange(27))
        yield _row(office, first, identity, n, decided_date=day, number=f"B{first:%y%m}-{n + 1:03}",
                   point=point, kind=kind, outcome=outcome, role=OFFICER,
                   maker="Beata Löfgård", statute=lists.statute_of(kind) or "SoL")  # fmt: skip
    for n, (day_of, number, point, kind, category, role, maker, reason) in enumerate(SINGLES, 500):
        yield _row(board, first, identity, n, decided_date=first + timedelta(days=day_of),
                   number=f"SN {first:%Y-%m}{number}", point=point, kind=kind, category=category,
                   role=role, maker=maker, is_urgent=bool(reason), amount_ore=AMOUNTS.get(kind),
                   urgent_reason=reason)  # fmt: skip


def _row(
    body: DecidingBody, month: date, identity: Identity, place: int, **columns: Any
) -> DelegatedDecision:
    key = identity(moment(month))
    return DelegatedDecision(id=key, body=body, month=month, place=place, source="demo",
                             source_key=str(key), **columns)  # fmt: skip


def _notification(
    unit: Unit, month: Period, rows: list[DelegatedDecision], identity: Identity
) -> BoardNotification:
    """The board has been told of all but the last month."""
    told = [one for one in rows if one.month <= month.first_date]
    meeting = month.last_date + timedelta(days=18)
    made = BoardNotification.objects.create(
        id=identity(moment(meeting)), unit=unit, period=str(month), meeting_date=meeting,
        decisions=len(told), made_at=moment(meeting),
    )  # fmt: skip
    for one in told:
        one.notified = made
    return made


def _published(unit: Unit, identity: Identity) -> Iterator[DelegatedDecision]:
    bodies: dict[str, DecidingBody] = {}
    for n, row in enumerate(facts("delegation_decisions_2024_02"), 1):
        name, kind = row["organisation"], row["decision"]
        if name not in bodies:
            bodies[name] = _body(unit, name, 100 + len(bodies), identity, PUBLISHED)
        yield _row(bodies[name], PUBLISHED, identity, n, kind=kind, count=int(row["count"]),
                   stated_subtotal=int(row["printed_subtotal"]),
                   statute=lists.statute_of(kind), outcome=lists.outcome_of(kind))  # fmt: skip
