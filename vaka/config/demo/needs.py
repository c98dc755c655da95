"""The demo's needs of competence for two years: who asked for what, what was granted and done."""

from datetime import date, timedelta

from vaka.areas.competence import lists
from vaka.areas.competence.models import GuideCount, Inventory, Need, NeedBudget, Post
from vaka.areas.competence.need_rules import NeedState
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Operator, Unit
from vaka.foundation.people.models import Person
from vaka.law.months import add_months

# unit, subject, persons, form, kronor, priority, reason, state, order, granted, words
Planned = tuple[str, str, int, str, int, int, str, NeedState, int | None, int | None, str]
ASKED, GRANTED, DECLINED, DONE = (
    NeedState.ASKED, NeedState.GRANTED, NeedState.DECLINED, NeedState.DONE,
)  # fmt: skip
THIS_YEAR: tuple[Planned, ...] = (
    ("almen", "Språk i vården", 4, "course", 48_000, 1,
     "Fem avvikelser där något missförstods i rapporten.", DONE, 1, 48_000, ""),
    ("bjorken", "Bemötande vid demens", 12, "supervision", 60_000, 1,
     "Hot och våld vid morgonbestyren.", DONE, 2, 55_000, ""),
    ("almen", "Handledarutbildning steg 1", 2, "course", 18_000, 2,
     "Tre elever väntas till hösten.", GRANTED, 3, 18_000, ""),
    ("linden", "Studieresa", 8, "other", 40_000, 3, "Se hur andra arbetar.", DECLINED, None, None,
     "Ryms inte i budgeten. Bjud in kollegorna i stället."),
)  # fmt: skip
NEXT_YEAR: tuple[Planned, ...] = (
    ("bjorken", "Specialistundersköterska", 1, "degree", 65_000, 1,
     "Ingen på enheten är specialist i demens.", GRANTED, 1, 65_000, ""),
    ("almen", "Social dokumentation", 14, "guide", 12_000, 1,
     "Egenkontrollen visade glesa anteckningar.", ASKED, None, None, ""),
    ("linden", "Palliativ vård", 6, "course", 36_000, 2,
     "Få skattningar av smärta i livets slut.", ASKED, None, None, ""),
)  # fmt: skip

# unit, post, who, days ago
POSTS = (
    ("almen", "sprakombud", "maria.björkdal", 300), ("almen", "hygienombud", "astrid", 200),
    ("almen", "bpsd", "zainab.karimi", 420), ("bjorken", "sprakombud", "nadia.farah", 150),
    ("bjorken", "handledare", "samira", 90), ("hemtjanst-angen", "sprakombud", "fatima.noori", 60),
)  # fmt: skip
# subject, (took the guide, asked) of each month, the latest last
GUIDES = (
    ("journal", ((0, 31), (0, 28), (0, 33), (42, 30), (18, 22), (9, 17), (6, 14), (5, 15))),
    ("inloggning", ((0, 19), (0, 22), (0, 20), (12, 24), (3, 23), (2, 26), (0, 25), (1, 21))),
    ("planering", ((8, 12), (3, 11))),
)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write this year's needs as decided, and the next year's as some of them wait."""
    kim, rows = people["kim"], []
    for year, planned in ((today.year, THIS_YEAR), (today.year + 1, NEXT_YEAR)):
        day = min(date(year - 1, 12, 10), today - timedelta(days=1))
        rows += [_need(one, year, day, places, kim, identity, today) for one in planned]
    Need.objects.bulk_create(rows)
    _handed_in(places, identity, today)
    own = places["socialforvaltningen"]
    NeedBudget.objects.bulk_create(
        NeedBudget(id=identity(moment(today)), unit=own, year=today.year + ahead, kronor=150_000)
        for ahead in (0, 1)
    )
    _posts(places, people, identity, today)
    _guides(own, identity, today)
    note(by=by, verb="need.ask_need", object_kind="need", data={"needs": len(rows)})


def _need(
    one: Planned, year: int, day: date, places: dict[str, Unit], kim: Person, identity: Identity,
    today: date,
) -> Need:  # fmt: skip
    unit, subject, persons, form, cost, priority, reason, state, rank, granted, words = one
    decided, done = state != ASKED, state == DONE
    return Need(
        id=identity(moment(day)), unit=places[unit], year=year, subject=subject, persons=persons,
        form=form, cost_kr=cost, priority=priority, reason=reason, state=state, rank=rank,
        granted_kr=granted, words=words, decided_date=day if decided else None,
        decided_by=kim if decided else None,
        done_date=today - timedelta(days=20) if done else None,
        done_persons=persons - 1 if done else None,
        done_kr=(granted or 0) - 2_000 if done else None,
    )  # fmt: skip


def _handed_in(places: dict[str, Unit], identity: Identity, today: date) -> None:
    """All have handed in once the last day has come; before it, those who wrote something."""
    year = today.year + 1
    days = lists.inventory(today)
    if days is None:
        return
    is_over = today >= days.last_day(year)
    wrote = {one[0] for one in NEXT_YEAR}
    day = days.last_day(year) - timedelta(days=6) if is_over else today
    Inventory.objects.bulk_create(
        Inventory(id=identity(moment(day)), unit=one, year=year, handed_in_date=day)
        for one in places.values()
        if one.kind in days.kinds and one.operator == Operator.OWN and not one.is_reference
        and (is_over or one.code in wrote)
    )  # fmt: skip


def _posts(
    places: dict[str, Unit], people: dict[str, Person], identity: Identity, today: date
) -> None:
    Post.objects.bulk_create(
        Post(id=identity(moment(today)), unit=places[unit], person=people[who], code=code,
             from_date=today - timedelta(days=ago))
        for unit, code, who, ago in POSTS
    )  # fmt: skip


def _guides(own: Unit, identity: Identity, today: date) -> None:
    first = today.replace(day=1)
    GuideCount.objects.bulk_create(
        GuideCount(id=identity(moment(today)), unit=own, code=code, taken=taken,
                   questions=questions, month_date=add_months(first, place - len(months)))
        for code, months in GUIDES
        for place, (taken, questions) in enumerate(months)
    )  # fmt: skip
