"""The world the rows are tried in: the demo on a day that stands still, its people and things."""

import gc
import logging
import os
import subprocess
import sys
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
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
EVERY = "every"
"""Holds every role, at Björken alone: nobody else would meet a door that a home's staff never come
to, held open to more than the units of the one who asks."""
ONLOOKER = "onlooker"
"""Sees all that any role sees, everywhere, and may do nothing: it meets the checks of doing that
stand behind one of seeing."""
MADE = (EVERY, ONLOOKER, "leaver", "temp")
"""Who are in no demo."""
OF_HOMES = ("bo", "cecilia", "astrid", "kim", EVERY)
"""Whose roles are of one home, and one whose are of all: they try Björken's things as well. For the
others the two homes are alike."""
FIRST = ("bo", "cecilia", "kim", "maja", "sven", "beata", "eva", "nora")
"""Who try first, for most doors open to one of them."""
MOST, DEEP = 3, 3
RARELY = 50_000, 20, 100
"""When Python collects: what a row leaves behind is little beside what every row needs."""


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
    _say_documents_in_words()
    gc.freeze()
    gc.set_threshold(*RARELY)
    with time_machine.travel(NOON, tick=False):
        yield


def _say_no_without_a_page() -> None:
    """A refusal's page takes longer to draw than the refusal, and is tested elsewhere."""
    from django.http import HttpResponse

    from vaka.web import errors

    errors._page = lambda request, calm: HttpResponse(status=calm.status)


def _say_documents_in_words() -> None:
    """Setting a PDF or a workbook takes long and hides its words in what is packed; here they are
    read as they are."""
    from vaka.documents import compile, worker
    from vaka.exchange import writers

    def words(_self: Any, source: Any, out_dir: Path, formats: Any = compile.ALL_FORMATS,
              _seconds: float = 0) -> Any:  # fmt: skip
        said = repr(source.manuscript).encode()
        return compile.write(source, dict.fromkeys(formats, said), out_dir)

    writers.xlsx_bytes = lambda _sheet, headings, rows: repr([headings, *rows]).encode()
    worker.Compilers.compile = words  # type: ignore[method-assign]
    worker.Compilers.start = lambda _self: None  # type: ignore[method-assign]


def _know_the_viewers(cast: "list[Member]") -> None:
    """Who somebody is, and which units a role reaches, is asked once and not for every row."""
    from allauth.account.auth_backends import AuthenticationBackend

    from vaka.foundation.access.viewer import Viewer

    plain, known, people = Viewer.of, {}, {}
    for member in cast:
        if member.viewer is not None:
            for capability in member.viewer.capabilities:
                member.viewer.unit_codes(capability)
            known[member.viewer.person.pk] = member.viewer, dict(member.viewer._known)
            people[member.viewer.person.pk] = copy(member.viewer.person)

    def of(person: Any, on: date | None = None) -> Any:
        if on is not None or person.pk not in known:
            return plain(person, on)
        viewer, reach = known[person.pk]
        return replace(viewer, person=person, _known=dict(reach))

    def user(backend: Any, key: Any) -> Any:
        found = copy(people[key]) if key in people else None
        return found if found and backend.user_can_authenticate(found) else None

    Viewer.of = of  # type: ignore[method-assign,assignment]
    AuthenticationBackend.get_user = user  # type: ignore[method-assign]


@dataclass(frozen=True)
class Member:
    """Someone who tries: a sign-in name, or none for whoever has not signed in."""

    name: str
    viewer: Any


def members() -> list[Member]:
    """Give the fixed cast, one more of each role it lacks, one with every role at Björken, one who
    sees all and does nothing, one who has left, one whose temporary role ended, and nobody."""
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
    cast_of_all = [*found, *_made(), Member("nobody", None)]
    _know_the_viewers(cast_of_all)
    return cast_of_all


def _made() -> Iterator[Member]:
    """Those who are in no demo: one with every role at Björken, an onlooker, one who has left, and
    one whose temporary role at Almen ended yesterday."""
    from datetime import timedelta

    from vaka.foundation.access import actions as access
    from vaka.foundation.access.roles import all_roles
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.models import Unit
    from vaka.foundation.people.models import Person

    system, yesterday = Viewer.system("matrix"), DAY - timedelta(days=1)
    held = {EVERY: ("bjorken", list(all_roles())), ONLOOKER: ("almen", []),
            "leaver": ("almen", ["unit_manager"]),
            "temp": ("almen", ["unit_manager"])}  # fmt: skip
    for name, (place, codes) in held.items():
        person = Person.objects.filter(username=name).first()
        if person is None:
            person = Person.objects.create_user(name, given_name=name, family_name="Test")
            unit = Unit.objects.get(code=place)
            for code in codes:
                grant = access.give(by=system, person=person, role_code=code, unit=unit,
                                    from_date=date(2025, 1, 1))  # fmt: skip
            if name == "temp":
                access.end(by=system, grant=grant, last_date=yesterday, reason="Vikariat")
            if name == "leaver":
                access.close_person(by=system, person=person, last_date=yesterday)
            person.refresh_from_db()
        viewer = Viewer.of(person)
        yield Member(name, replace(viewer, held=_sight() if name == ONLOOKER else viewer.held))


def _sight() -> tuple[Any, ...]:
    """Every capability of seeing, of the whole municipality, as if one role had them."""
    from vaka.foundation.access.roles import Role, all_roles
    from vaka.foundation.access.viewer import Held
    from vaka.foundation.organisation.models import Unit

    every = {one for role in all_roles().values() for one in role.can}
    sees = frozenset(one for one in every if one.partition(".")[2].startswith("see"))
    role = Role(code=ONLOOKER, label=ONLOOKER, sentence="", can=sees)
    top = Unit.objects.filter(is_reference=False, kind="principal")
    return tuple(Held(role, unit.pk, unit.name) for unit in top)


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


def _without_made(rows: Any) -> Any:
    """Keep what is not of the people made here, whose keys come in no order: all of one moment."""
    from vaka.foundation.people.models import Person

    if rows.model is Person:
        return rows.exclude(username__in=MADE)
    fields = [f.name for f in rows.model._meta.concrete_fields if f.related_model is Person]
    for name in fields:
        rows = rows.exclude(**{f"{name}__username__in": MADE})
    return rows


@cache
def things(model: type[Any], place: str) -> tuple[Any, ...]:
    """Give a model's first and last rows of a place. What belongs to no unit, or only to units
    above and beside, is Almen's as well."""
    way = way_to_unit(model)
    rows = _without_made(model._default_manager.order_by("pk"))
    here = rows.filter(**{f"{way}__in": list(units(place))}) if way else rows
    if place == "almen" and not here.exists():
        here = rows
    found, last = list(here[:MOST]), here.last()
    return tuple([*found, last] if last is not None and last not in found else found)


@cache
def case_of(row: Any) -> Any:
    """Give the id of the case a row belongs to; None where it belongs to none."""
    from vaka.foundation.cases.models import Case

    way = way_to(type(row), Case)
    found = type(row)._default_manager.filter(pk=row.pk).values_list(way, flat=True) if way else []
    return next(iter(found), None)


@cache
def version_of(case_id: Any) -> int | None:
    """Give which version a case is in; None where there is none."""
    from vaka.foundation.cases.models import Case

    return Case.objects.filter(pk=case_id).values_list("version", flat=True).first()


@cache
def related(row: Any, model: type[Any], name: str) -> Any:
    """Give the thing of a model that a row belongs to, by the field of a name if it has one; None
    where there is none."""
    own = {f.name for f in row._meta.concrete_fields if f.related_model is model}
    way = name if name in own else way_to(type(row), model)
    rows = type(row)._default_manager.filter(pk=row.pk)
    keys = rows.values_list(way, flat=True) if way else []
    return model._default_manager.filter(pk__in=list(keys)).first() if way else None


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
        if way_to(model, Case):
            for row in things(model, place)[:2]:
                found |= {case.pk: case for case in Case.objects.filter(pk=case_of(row))}
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
    """Give, for each place, the references and ids that tell of its cases and other rows."""
    from django.apps import apps
    from django.db.models import UUIDField

    from vaka.foundation.cases.models import Case

    found: dict[str, set[str]] = defaultdict(set)
    for place in PLACES:
        here = list(units(place))
        found[place] |= set(Case.objects.filter(unit__in=here).values_list("reference", flat=True))
        for model in apps.get_models():
            way = way_to_unit(model)
            if way not in (None, "pk") and isinstance(model._meta.pk, UUIDField):
                rows = model._default_manager.filter(**{f"{way}__in": here})
                found[place] |= {str(pk) for pk in rows.values_list("pk", flat=True)}
    return {place: frozenset(words) for place, words in found.items()}


def told(words: Iterable[str], text: str, asked: str = "") -> str:
    """Say of which places a text tells: a capital where a row is named, else a small letter. What
    stood in the asked address is nothing new."""
    met = {word for word in words if word not in asked}
    letters = ""
    for place, letter in PLACES.items():
        if met & signs()[place]:
            letters += letter
        elif any(name in text for name in units(place).values()):
            letters += letter.lower()
    return letters
