"""The demo's summers: the last one evaluated, the next one being staffed, and a published one."""

from collections.abc import Iterator
from datetime import date, timedelta

from vaka.areas.competence.models import (
    Season,
    SeasonCount,
    SeasonLesson,
    SeasonStatement,
    Shift,
    ShiftPerson,
)
from vaka.areas.competence.summer_rules import SeasonState
from vaka.config.demo.competence import teams
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

WEEKS = 5
REPORTED = ("almen", "bjorken")
PARTS = (("day", 3), ("evening", 2), ("night", 1))
LESSONS = (
    ("success", "Vikarier", "Introduktionen på plats gjorde det tryggt att börja."),
    ("improve", "Sjuksköterskor", "Delegeringarna blev klara för sent. Börja i mars."),
    ("improve", "Enhetschefer", "Samma vikarie bokades av två enheter."),
)
STATEMENTS = (
    ("applicants", "Fler har sökt än förra året, och ansökningarna fortsätter att komma.", "fler"),
    ("introduction", "Introduktionen på plats börjar i maj.", "planerad"),
)
LAST_YEAR = (
    ("applicants", "Färre sökande än året före, men tillräckligt många.", "färre"),
    ("minors", "Nio 17-åringar arbetade dag tillsammans med en handledare.", "9"),
    ("check_ins", "Enheterna och bemanningen stämde av varje måndag.", "varje vecka"),
    ("introduction", "Alla gick bredvid i minst två dagar.", "klar"),
    ("delegation", "Delegeringarna var klara först i midsommarveckan.", "sent"),
    ("open_shifts", "Sju pass återstod i maj.", "7"),
    ("evaluation", "Förra sommarens åtgärder var genomförda.", "klar"),
)
# Kungsbacka, VO-2023-00148, status to the board in May 2024: the subjects and what is printed of
# each in short; the sentences are ours.
PUBLISHED = (
    ("applicants", "Fler sökande än 2023, och fler kommer in.", "fler"),
    ("minors", "Fler 17-åringar än tidigare ska anställas. Fler hemtjänstgrupper tar emot dem.",
     "ökat"),
    ("check_ins", "Vikariecenter, enheterna och sommarsamordnaren stämmer av löpande.",
     "kontinuerliga"),
    ("introduction", "Introduktion på plats har börjat.", "påbörjats"),
    ("delegation", "Arbetssättet för delegering är klart tillsammans med utbildningsteamet.",
     "etablerats"),
    ("open_shifts", "Inte fullt inrapporterat. Lämnas på sammanträdet 2024-05-14.",
     "ej inrapporterat"),
    ("evaluation", "Gjord i flera grupper, om vad som gick bra och vad som kan bli bättre.",
     "olika intressentgrupper"),
)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write two summers of the municipality's own, and one that was published."""
    coming = today.year if today <= date(today.year, 8, 31) else today.year + 1
    kim, own = people["kim"], places["socialforvaltningen"]
    last = _season(by, own, kim, coming - 1, identity, today, closed=True)
    _lessons(last, identity)
    _said(last, LAST_YEAR, date(coming - 1, 5, 18))
    day = min(today, date(coming, 5, 12))
    early = day < date(coming, 2, 1)
    _counts(last, day - timedelta(days=365), *((29, 8, 1) if early else (212, 88, 9)), identity)
    if early:
        _counts(last, date(coming - 1, 5, 12), 212, 88, 9, identity)
    now = _season(by, own, kim, coming, identity, today)
    _counts(now, day, *((38, 12, 3) if early else (241, 96, 14)), identity)
    _said(now, STATEMENTS, today)
    _shifts(now, people, places, identity)
    published = _season(by, places["kungsbacka"], kim, 2024, identity, today, closed=True)
    _said(published, PUBLISHED, date(2024, 5, 14))


def _season(
    by: Viewer, unit: Unit, who: Person, year: int, identity: Identity, today: date, *,
    closed: bool = False,
) -> Season:  # fmt: skip
    began = min(date(year, 1, 20), today - timedelta(days=20))
    ended = min(date(year, 9, 25), today - timedelta(days=1))
    steps = list(_steps(began, ended, who, closed))
    row = incoming(unit, f"Sommarbemanning {year}", steps, who, identity(moment(began)),
                   None if closed else date(year, 9, 30))  # fmt: skip
    row.closed_at = moment(ended) if closed else None
    intake.open_many(by=by, kind="season", incoming=[row], source="demo")
    assert row.id is not None
    return Season.objects.create(
        case_id=row.id, year=year, from_date=date(year, 6, 15), until_date=date(year, 8, 23),
        evaluated_date=ended if closed else None,
    )  # fmt: skip


def _steps(began: date, ended: date, who: Person, closed: bool) -> Iterator[Step]:
    yield Step(moment(began), "season.start_season", SeasonState.UNDER_WAY, by_name=who.name)
    if closed:
        yield Step(moment(ended), "season.evaluate", SeasonState.EVALUATED, SeasonState.UNDER_WAY,
                   "Gjord i flera grupper.", who.name)  # fmt: skip


def _lessons(season: Season, identity: Identity) -> None:
    SeasonLesson.objects.bulk_create(
        SeasonLesson(id=identity(moment(season.until_date)), season=season, number=number,
                     kind=kind, group=group, words=words)
        for number, (kind, group, words) in enumerate(LESSONS, start=1)
    )  # fmt: skip


def _counts(
    season: Season, day: date, applicants: int, hired: int, minors: int, identity: Identity
) -> None:
    SeasonCount.objects.create(
        id=identity(moment(day)), season=season, on_date=day, applicants=applicants, hired=hired,
        minors=minors,
    )  # fmt: skip


def _said(season: Season, said: tuple[tuple[str, str, str], ...], day: date) -> None:
    SeasonStatement.objects.bulk_create(
        SeasonStatement(season=season, subject=code, words=words, value=value, on_date=day)
        for code, words, value in said
    )


def _shifts(
    season: Season, people: dict[str, Person], places: dict[str, Unit], identity: Identity
) -> None:
    shifts, filled = [], []
    start = season.from_date - timedelta(days=season.from_date.weekday()) + timedelta(days=7)
    for unit, members in teams(people):
        if unit not in REPORTED:
            continue
        for day in range(WEEKS * 7):
            when = start + timedelta(days=day)
            for place, (part, needed) in enumerate(PARTS):
                shift = Shift(id=identity(moment(season.until_date)), unit=places[unit],
                              on_date=when, part=part, needed=needed, tasks=["dosett"])  # fmt: skip
                shifts.append(shift)
                some = [members[(day + place * 3 + one) % len(members)] for one in range(needed)]
                gone = 1 if (day + place) % 4 == 0 else 0
                filled += [ShiftPerson(shift=shift, person=one) for one in some[gone:]]
    Shift.objects.bulk_create(shifts)
    ShiftPerson.objects.bulk_create(filled)
