"""The world the rows are tried in: the demo on a day that stands still, its people and things."""

import logging
import os
import subprocess
import sys
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

DAY = date(2026, 11, 2)
NOON = datetime(2026, 11, 2, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
PLACES = {"almen": "A", "bjorken": "B"}
VAKA = Path(sys.executable).parent / "vaka"
OF_HOMES = ("bo", "cecilia", "astrid", "kim")
"""Whose roles are of one home, and one whose are of all: they try Björken's things as well. For the
others the two homes are alike."""
FIRST = ("bo", "cecilia", "kim", "maja", "sven", "beata", "eva", "nora")
"""Who try first, for most doors open to one of them."""
MOST, DEEP = 3, 3


def built(folder: Path) -> Path:
    """Build the demo of the day in a folder unless it stands there. Gives its data."""
    data = folder / "data"
    if not (data / "demo.json").exists():
        command = [VAKA, "--data", data, "--json", "demo", "--no-serve", "--today", str(DAY)]
        ours = ("VAKA_", "DATABASE_", "DJANGO_")
        clean = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        subprocess.run(command, check=True, capture_output=True, env=clean)
    return data


@contextmanager
def opened(data: Path) -> Iterator[None]:
    """Start Django on a built demo and hold the day still."""
    import time_machine

    from vaka.config import product

    os.environ.pop("VAKA_DEMO", None)  # its sign-in page lists everybody
    product.set_up(data)
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    logging.disable(logging.CRITICAL)
    _say_no_without_a_page()
    with time_machine.travel(NOON, tick=False):
        yield


def _say_no_without_a_page() -> None:
    """A refusal's page takes longer to draw than the refusal, and is tested elsewhere."""
    from django.http import HttpResponse

    from vaka.web import errors

    errors._page = lambda request, calm: HttpResponse(status=calm.status)


def _know_the_viewers(cast: "list[Member]") -> None:
    """Who somebody is, and which units a role reaches, is asked once and not for every row."""
    from vaka.foundation.access.viewer import Viewer

    plain, known = Viewer.of, {}
    for member in cast:
        if member.viewer is not None:
            for capability in member.viewer.capabilities:
                member.viewer.unit_codes(capability)
            known[member.viewer.person.pk] = member.viewer, dict(member.viewer._known)

    def of(person: Any, on: date | None = None) -> Any:
        if on is not None or person.pk not in known:
            return plain(person, on)
        viewer, reach = known[person.pk]
        return replace(viewer, person=person, _known=dict(reach))

    Viewer.of = of  # type: ignore[method-assign,assignment]


@dataclass(frozen=True)
class Member:
    """Someone who tries: a sign-in name, or none for whoever has not signed in."""

    name: str
    viewer: Any


def members() -> list[Member]:
    """Give the fixed cast, one more of each role it lacks, one who has left, one whose temporary
    role ended, and nobody."""
    from tests.cast import MEMBERS
    from vaka.config.demo.cast import cast
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.people.models import Person

    people = {one.username: one for one in Person.objects.all()}
    names, roles = list(MEMBERS), {member.role for member in MEMBERS.values()}
    for member in cast():
        if member.role not in roles and member.user in people:
            roles.add(member.role)
            names.append(member.user)
    found = [
        Member(name, Viewer.of(people[name])) for name in [*FIRST, *sorted(set(names) - set(FIRST))]
    ]
    cast_of_all = [*found, *_gone(), Member("nobody", None)]
    _know_the_viewers(cast_of_all)
    return cast_of_all


def _gone() -> Iterator[Member]:
    """One who has left and one whose temporary role at Almen ended yesterday."""
    from datetime import timedelta

    from vaka.foundation.access import actions as access
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.models import Unit
    from vaka.foundation.people.models import Person

    system, almen = Viewer.system("matrix"), Unit.objects.get(code="almen")
    for name in ("leaver", "temp"):
        person = Person.objects.filter(username=name).first()
        if person is None:
            person = Person.objects.create_user(name, given_name=name, family_name="Test")
            grant = access.give(by=system, person=person, role_code="unit_manager", unit=almen,
                                from_date=date(2025, 1, 1))  # fmt: skip
            yesterday = DAY - timedelta(days=1)
            if name == "temp":
                access.end(by=system, grant=grant, last_date=yesterday, reason="Vikariat")
            else:
                access.close_person(by=system, person=person, last_date=yesterday)
            person.refresh_from_db()
        yield Member(name, replace(Viewer.of(person)))


@cache
def units(place: str) -> dict[Any, str]:
    """Give the units of a place by id, with their names."""
    from vaka.foundation.organisation.models import Unit, UnitPath

    below = UnitPath.objects.current().filter(ancestor__code=place).values("descendant_id")
    return dict(Unit.objects.filter(pk__in=below).values_list("pk", "name"))


@cache
def way_to_unit(model: type[Any]) -> str | None:
    """Give the shortest look-up from a model to the unit it belongs to; None where it has none."""
    from vaka.foundation.organisation.models import Unit

    return "pk" if model is Unit else way_to(model, Unit)


@cache
def way_to(model: type[Any], aim: type[Any]) -> str | None:
    """Give the shortest look-up from a model to another, not by way of a person."""
    waiting, seen = deque([(model, "")]), {model}
    while waiting:
        here, way = waiting.popleft()
        for field in here._meta.concrete_fields:
            to = field.related_model
            if to is None or isinstance(to, str) or to in seen:
                continue
            if to is aim:
                return f"{way}{field.name}"
            if way.count("__") < DEEP and not to._meta.label.startswith("people."):
                seen.add(to)
                waiting.append((to, f"{way}{field.name}__"))
    return None


@cache
def things(model: type[Any], place: str) -> tuple[Any, ...]:
    """Give a model's first and last rows of a place. What belongs to no unit, or only to units
    above and beside, is Almen's as well."""
    way = way_to_unit(model)
    rows = model._default_manager.order_by("pk")
    here = rows.filter(**{f"{way}__in": list(units(place))}) if way else rows
    if place == "almen" and not here.exists():
        here = rows
    found, last = list(here[:MOST]), here.last()
    return tuple([*found, last] if last is not None and last not in found else found)


def case_of(row: Any) -> Any:
    """Give the id of the case a row belongs to; None where it belongs to none."""
    from vaka.foundation.cases.models import Case

    way = way_to(type(row), Case)
    found = type(row)._default_manager.filter(pk=row.pk).values_list(way, flat=True) if way else []
    return next(iter(found), None)


@cache
def models_of(area: str) -> tuple[type[Any], ...]:
    """Give an area's or a foundation package's models."""
    from django.apps import apps

    packages = (f"vaka.areas.{area}.", f"vaka.foundation.{area}.")
    return tuple(m for m in apps.get_models() if m.__module__.startswith(packages))


@cache
def cases(area: str, place: str) -> tuple[Any, ...]:
    """Give the cases of a place that an area's rows belong to; of each kind one where it has none
    of its own."""
    from vaka.foundation.cases.models import Case

    found: dict[Any, Any] = {}
    for model in models_of(area):
        if any(f.name == "case" and f.related_model is Case for f in model._meta.concrete_fields):
            for row in things(model, place)[:2]:
                if row.case_id:
                    found[row.case_id] = row.case
    return tuple(found.values()) or _one_of_each(place)


@cache
def _one_of_each(place: str) -> tuple[Any, ...]:
    from vaka.foundation.cases.models import Case

    kinds: dict[str, Any] = {}
    for case in Case.objects.filter(unit__in=list(units(place))).order_by("pk"):
        kinds.setdefault(case.kind, case)
    return tuple(kinds[kind] for kind in sorted(kinds))


@cache
def signs() -> dict[str, frozenset[str]]:
    """Give, for each place, the references and ids that tell of its cases."""
    from vaka.foundation.cases.models import Case

    found: dict[str, set[str]] = defaultdict(set)
    for place in PLACES:
        for pk, reference in Case.objects.filter(unit__in=list(units(place))).values_list(
            "pk", "reference"
        ):
            found[place] |= {str(pk), reference}
    return {place: frozenset(words) for place, words in found.items()}


def told(words: Iterable[str], text: str, asked: str = "") -> str:
    """Say of which places a text tells: a capital where a case is named, else a small letter. What
    stood in the asked address is nothing new."""
    met = {word for word in words if word not in asked}
    letters = ""
    for place, letter in PLACES.items():
        if met & signs()[place]:
            letters += letter
        elif any(name in text for name in units(place).values()):
            letters += letter.lower()
    return letters
