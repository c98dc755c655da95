"""The municipality's own identity services, told in a file beside the keys, never in the data.

`identity.toml` in the key ring holds one table a service, as docs/how-to tells in
sign-in-by-the-municipality.md. It is read once at start, before Django's models are there.
"""

import tomllib
from dataclasses import MISSING, dataclass, fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FILE = "identity.toml"
Table = dict[str, Any]
PERSON_FIELDS = frozenset({"hsa_id", "username"})
KNOWN = ("name", "person_claim")


class IdentityUnreadable(ValueError):
    """The file cannot be used; the message is Swedish and says where and why."""


@dataclass(frozen=True)
class Oidc:
    """How a service is spoken with by OpenID Connect."""

    server_url: str
    client_id: str
    client_secret: str
    scope: tuple[str, ...] = ("openid",)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where a browser may be sent."""
        return (self.server_url,)


@dataclass(frozen=True)
class Saml:
    """How a service is spoken with by SAML 2.0.

    Attributes:
        certificate: what its answers are signed with, PEM or its body.
        slo_url: where its own session is ended, empty when nowhere.
    """

    entity_id: str
    sso_url: str
    certificate: str
    slo_url: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where a browser may be sent."""
        return tuple(filter(None, (self.sso_url, self.slo_url)))


WAYS: dict[str, type[Oidc] | type[Saml]] = {"oidc": Oidc, "saml": Saml}


@dataclass(frozen=True)
class Service:
    """One identity service.

    Attributes:
        code: what stands in its addresses.
        person_claim: the claim that says who it is; compared with `person_field` of Person.
        levels: the levels of assurance (`acr`, AuthnContextClassRef) that are let in; any other is
            refused.
        strong: those of them that withstand phishing, asked of whoever gives others rights.
    """

    code: str
    name: str
    person_claim: str
    person_field: str
    levels: tuple[str, ...]
    strong: tuple[str, ...]
    way: Oidc | Saml

    @property
    def origins(self) -> tuple[str, ...]:
        """Scheme, host and port of where a browser is sent: the page's policy must allow them."""
        parts = (urlsplit(one) for one in self.way.addresses)
        return tuple(dict.fromkeys(f"{one.scheme}://{one.netloc}" for one in parts))


def read(path: Path) -> tuple[Service, ...]:
    """Read the services of a file; without a file there are none. Raises IdentityUnreadable."""
    if not path.exists():
        return ()
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise IdentityUnreadable(f"{path.name} går inte att läsa: {error}") from None
    return tuple(_service(code, table) for code, table in tables.items())


def _service(code: str, table: object) -> Service:
    if not isinstance(table, dict):
        raise IdentityUnreadable(f"{FILE}: [{code}] ska vara en tabell.")
    kind = table.get("kind", "oidc")
    if kind not in WAYS:
        raise IdentityUnreadable(f"{FILE}: [{code}] kind ska vara {' eller '.join(WAYS)}.")
    names = _texts(code, table, KNOWN)
    service = Service(
        code=code,
        person_field=table.get("person_field", "hsa_id"),
        levels=tuple(table.get("levels", ())),
        strong=tuple(table.get("strong", ())),
        way=_way(code, table, WAYS[kind]),
        **names,
    )
    _demand_sound(service)
    return service


def _way(code: str, table: Table, way: type[Oidc] | type[Saml]) -> Oidc | Saml:
    asked = tuple(one.name for one in fields(way) if one.default is MISSING)
    given: Table = _texts(code, table, asked)
    if way is Saml:
        if find_spec("onelogin") is None:
            raise IdentityUnreadable(f"{FILE}: [{code}] behöver tillägget requirements/saml.txt.")
        return Saml(**given, slo_url=str(table.get("slo_url", "")))
    return Oidc(**given, scope=tuple(table.get("scope", ("openid",))))


def _texts(code: str, table: Table, keys: tuple[str, ...]) -> dict[str, str]:
    for key in keys:
        if not isinstance(table.get(key), str) or not table[key]:
            raise IdentityUnreadable(f"{FILE}: [{code}] saknar {key}.")
    return {key: table[key] for key in keys}


def _demand_sound(service: Service) -> None:
    here = f"{FILE}: [{service.code}]"
    if service.person_field not in PERSON_FIELDS:
        raise IdentityUnreadable(f"{here} person_field ska vara hsa_id eller username.")
    if not service.levels:
        raise IdentityUnreadable(f"{here} saknar levels: de tillitsnivåer som släpps in.")
    if not set(service.strong) <= set(service.levels):
        raise IdentityUnreadable(f"{here} strong har en nivå som inte står i levels.")
    for address in service.way.addresses:
        near = urlsplit(address).hostname in {"127.0.0.1", "localhost"}
        if not (address.startswith("https://") or near):
            raise IdentityUnreadable(f"{here} {address} ska börja med https://.")
