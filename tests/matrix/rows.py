"""The rows, made from the code: what there is to try, and trying it as somebody at a place.

A verdict is `-` where the door is shut, `o` where a read gives nothing, else what the place's
neighbours are told: `+` for nothing, `A` where a case or another row of Almen is named, `a` where
only the home is; `B` and `b` for Björken.
"""

import importlib
import inspect
import pkgutil
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import islice
from typing import Any

from tests.matrix import guess, world

NAMED = re.compile(r"[A-ZÅÄÖ]{2,6}-\d{4}-\d{5}|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}")
SHUT = {401, 403, 404, 405}
SIGN_IN = "/logga-in/"
ASIDE = {"web:sign_out", "web:demo_sign_in", "web:theme"}
"""Ends or begins the session that tries, or is the same for all."""
FILTERED = ("", "?enhet=almen")
TALKS, DEEPEST = 400, 6


@dataclass(frozen=True)
class Row:
    """One thing to try; `attempt` gives the verdict on a member at a place."""

    area: str
    name: str
    places: tuple[str, ...]
    attempt: Callable[[world.Member, str], str]


def all_rows(area: str) -> Iterator[Row]:
    """Give an area's rows: its addresses read and written, its actions, its queries."""
    for name, (keys, module) in addresses().items():
        if (name.partition(":")[0] if ":" in name else "access") == area and name not in ASIDE:
            places = tuple(world.PLACES) if keys else ("almen",)  # it is the same for all
            for said, fixed in _steps(keys, module):
                address = Address(area, name, keys, fixed)
                yield Row(area, f"GET {name}{said}", places, address.read)
                yield Row(area, f"POST {name}{said}", places, address.write)
    for kind, function in functions(area):
        name = f"{kind} {function.__module__.split('.')[-1]}.{function.__name__}"
        yield Row(area, name, tuple(world.PLACES), Function(area, function).call)


def _steps(keys: dict[str, str], module: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give each step that an address with a step's name leads to, for each has its own demand."""
    key = next((one for one in ("name", "step", "verb") if one in keys), "")
    words = {
        word
        for name, steps in vars(importlib.import_module(module)).items()
        if name.endswith("STEPS") and isinstance(steps, dict)
        for word in steps
        if isinstance(word, str)
    }
    if key and words:
        yield from ((f"/{word}", {key: word}) for word in sorted(words))
    else:
        yield "", {}


@cache
def addresses() -> dict[str, tuple[dict[str, str], str]]:
    """Give each address's name with its parameters, whether they are ids, numbers or words, and
    the module that answers."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(resolver: Any, space: str) -> Iterator[tuple[str, tuple[dict[str, str], str]]]:
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                inner = f"{space}{one.namespace}:" if one.namespace else space
                yield from walk(one, inner)
            elif isinstance(one, URLPattern):
                kinds = one.pattern.converters.items()
                words = {
                    key: type(c).__name__.removesuffix("Converter").lower() for key, c in kinds
                }
                yield f"{space}{one.name}", (words, one.callback.__module__)

    return dict(walk(get_resolver(), ""))


@cache
def areas() -> tuple[str, ...]:
    """Give all that has rows: the areas, and the foundation's packages with pages or actions."""
    import vaka.areas

    found = {one.name for one in pkgutil.iter_modules(vaka.areas.__path__) if one.ispkg}
    spaces = {name.partition(":")[0] for name in addresses() if ":" in name}
    return tuple(sorted(found | spaces | {"access"}))


def import_all() -> None:
    """Import all that rows are made of, and whatever that needs."""
    addresses()
    for area in areas():
        functions(area)


@cache
def functions(area: str) -> tuple[tuple[str, Any], ...]:
    """Give an area's actions (`DO`, told by whom) and its reads (`SEE`, for a viewer)."""
    found = []
    for package in (f"vaka.areas.{area}", f"vaka.foundation.{area}"):
        try:
            where = importlib.import_module(package)
        except ModuleNotFoundError:
            continue
        for one in pkgutil.iter_modules(where.__path__, f"{package}."):
            if not one.ispkg and not one.name.endswith((".migrations", ".tests", ".apps")):
                found += _doors(importlib.import_module(one.name))
    return tuple(sorted(found, key=lambda pair: (pair[1].__module__, pair[1].__name__)))


def _doors(module: Any) -> Iterator[tuple[str, Any]]:
    for name, function in vars(module).items():
        if not inspect.isfunction(function) or function.__module__ != module.__name__:
            continue
        first = next(iter(inspect.signature(function).parameters), "")
        if not name.startswith("_") and first in {"by", "viewer"}:
            yield ("DO" if first == "by" else "SEE"), function


class Address:
    """An address and the ways to fill it in; once one way opened for somebody it is tried first
    and alone by the rest, for every other way is of a thing that the address is not for."""

    def __init__(self, area: str, name: str, keys: dict[str, str], fixed: dict[str, str]) -> None:
        self.area, self.name, self.keys, self.fixed = area, name, keys, fixed
        self.known: dict[str, list[dict[str, Any]]] = {}

    def ways(self, place: str, member: world.Member) -> list[dict[str, Any]]:
        """Give the ways to try: the one that opened when there is one, one if none ever did."""
        if place in self.known:
            return self.known[place]
        found = [way | self.fixed for way in guess.addresses(self.area, self.keys, place)]
        return found if member.name in world.FIRST else found[:1]

    def read(self, member: world.Member, place: str) -> str:
        """Open it, without and with the filters that a page without parameters may have."""
        return self._tried(member, place, "get", ("",) if self.keys else FILTERED)

    def write(self, member: world.Member, place: str) -> str:
        """Post nothing to it; what it says is no matter."""
        verdict = self._tried(member, place, "post", ("",))
        return "+" if verdict.isalpha() else verdict

    def _tried(self, member: world.Member, place: str, verb: str, queries: tuple[str, ...]) -> str:
        for values in self.ways(place, member):
            first = _asked(member, verb, self.name, values, "")
            if first != "-":
                self.known[place] = [values]
                rest = [_asked(member, verb, self.name, values, q) for q in queries[1:]]
                return _best([first, *rest])
        return "-"


def _asked(member: world.Member, verb: str, name: str, values: dict[str, Any], query: str) -> str:
    from django.urls import NoReverseMatch, reverse

    try:
        address = reverse(name, kwargs=values)
    except NoReverseMatch:
        return "-"
    browser = client(member)
    with undone():
        response = getattr(browser, verb)(address + query)
        if response.status_code >= 500:
            return "!"
        if response.status_code in SHUT:
            return "-"
        if response.status_code == 302 and response["Location"].startswith(SIGN_IN):
            return "-"
        text = _text(response)
    return world.told(NAMED.findall(text), text, address) or "+"


def _text(response: Any) -> str:
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw[:2] == b"PK":
        try:
            with ZipFile(BytesIO(raw)) as parts:
                raw = b" ".join(parts.read(name) for name in parts.namelist())
        except BadZipFile:
            pass
    return str(raw.decode("utf-8", "ignore"))


@cache
def _client(name: str) -> Any:
    from django.test import Client

    from vaka.foundation.people.models import Person

    client = Client(raise_request_exception=False)
    if name != "nobody":
        person = Person.objects.get(username=name)
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def client(member: world.Member) -> Any:
    """Give a member's browser; its session is kept from one row to the next."""
    return _client(member.name)


class undone:
    """Whatever is done inside is rolled back."""

    def __enter__(self) -> None:
        from django.db import transaction

        self.within = transaction.atomic()
        self.within.__enter__()

    def __exit__(self, *problem: Any) -> bool:
        from django.db import transaction

        transaction.set_rollback(True)
        self.within.__exit__(None, None, None)
        return False


class Function:
    """An action or a read, called past every page."""

    def __init__(self, area: str, function: Any) -> None:
        self.area, self.function = area, function
        self.first = next(iter(inspect.signature(function).parameters))
        self.known: dict[str, int] = {}

    def call(self, member: world.Member, place: str) -> str:
        """Call it as a member with the place's things; with another of them while none opens."""
        if member.viewer is None:
            return "-"
        tries = [self.known[place]] if place in self.known else range(guess.COMBINATIONS)
        for turn in tries if member.name in world.FIRST else [self.known.get(place, 0)]:
            verdict = self._called(member, place, turn)
            if verdict != "-":
                self.known[place] = turn
                return verdict
        return "-"

    def _called(self, member: world.Member, place: str, turn: int) -> str:
        from vaka.foundation.access.viewer import NotAllowed, NotVisible

        with undone(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                given = guess.arguments(self.function, self.area, place, turn)
                if self.first == "by":
                    self.function(by=member.viewer, **given)
                    return "+"
                found = self.function(member.viewer, **given)
                words = list(islice(said(found), TALKS))
            except (NotAllowed, NotVisible):
                return "-"
            except guess.Exhausted:
                return "-"
            except Exception:  # past the door: the guess at the rest was wrong
                return "+"
        return world.told(words, "\n".join(words)) or ("+" if words else "o")


def said(thing: Any, deep: int = 0) -> Iterator[str]:
    """Give the words that a result says: texts, ids, units, rows of any nesting."""
    from django.db.models import Model

    parts = None if deep > DEEPEST else _parts(thing)
    if isinstance(thing, Model):
        yield str(thing.pk)
        yield from _unit_of(thing)
    elif parts is not None:
        for one in parts:
            yield from said(one, deep + 1)
    elif thing is not None:
        yield str(thing)


def _parts(thing: Any) -> Iterable[Any] | None:
    """Give what a value is made of; None where it is one word."""
    from django.db.models import QuerySet

    if is_dataclass(thing):
        return [getattr(thing, one.name) for one in fields(thing)]
    if isinstance(thing, dict):
        return [*thing.keys(), *thing.values()]
    if isinstance(thing, QuerySet):
        return list(thing[:TALKS])
    if isinstance(thing, list | tuple | set | frozenset) or inspect.isgenerator(thing):
        return thing
    return None


def _unit_of(row: Any) -> Iterator[str]:
    way = world.way_to_unit(type(row))
    if way is None:
        return
    for pk in type(row)._default_manager.filter(pk=row.pk).values_list(way, flat=True)[:1]:
        for place in world.PLACES:
            if pk in world.units(place):
                yield world.units(place)[pk]


def _best(verdicts: list[str]) -> str:
    """Give what of several tries got furthest; an error of ours stands above all."""
    if "!" in verdicts:
        return "!"
    letters = {letter for one in verdicts for letter in one if letter.isalpha()}
    kept = {one for one in letters if one.isupper() or one.upper() not in letters}
    return "".join(sorted(kept, key=str.lower)) or ("+" if "+" in verdicts else "-")
