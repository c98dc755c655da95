"""The municipality's own identity services, told in a file beside the keys, never in the data.

`identity.toml` in the key ring holds one table a service, as docs/how-to tells in
sign-in-by-the-municipality.md. It is read once at start, before Django's models are there.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

FILE = "identity.toml"
PERSON_FIELDS = frozenset({"hsa_id", "username"})
_TEXTS = ("name", "server_url", "client_id", "client_secret", "person_claim")


class IdentityUnreadable(ValueError):
    """The file cannot be used; the message is Swedish and says where and why."""


@dataclass(frozen=True)
class Service:
    """One identity service that speaks OpenID Connect.

    Attributes:
        code: what stands in its addresses.
        person_claim: the claim that says who it is; compared with `person_field` of Person.
        levels: the levels of assurance (`acr`) that are let in; any other is refused.
        strong: those of them that withstand phishing, asked of whoever gives others rights.
    """

    code: str
    name: str
    server_url: str
    client_id: str
    client_secret: str
    person_claim: str
    person_field: str
    levels: tuple[str, ...]
    strong: tuple[str, ...]
    scope: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Scheme, host and port: where a browser is sent, so the page's policy must allow it."""
        parts = urlsplit(self.server_url)
        return f"{parts.scheme}://{parts.netloc}"


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
    for key in _TEXTS:
        if not isinstance(table.get(key), str) or not table[key]:
            raise IdentityUnreadable(f"{FILE}: [{code}] saknar {key}.")
    service = Service(
        code=code,
        person_field=table.get("person_field", "hsa_id"),
        levels=tuple(table.get("levels", ())),
        strong=tuple(table.get("strong", ())),
        scope=tuple(table.get("scope", ("openid",))),
        **{key: table[key] for key in _TEXTS},
    )
    _demand_sound(service)
    return service


def _demand_sound(service: Service) -> None:
    here = f"{FILE}: [{service.code}]"
    if service.person_field not in PERSON_FIELDS:
        raise IdentityUnreadable(f"{here} person_field ska vara hsa_id eller username.")
    if not service.levels:
        raise IdentityUnreadable(f"{here} saknar levels: de tillitsnivåer som släpps in.")
    if not set(service.strong) <= set(service.levels):
        raise IdentityUnreadable(f"{here} strong har en nivå som inte står i levels.")
    near = urlsplit(service.server_url).hostname in {"127.0.0.1", "localhost"}
    if not (service.server_url.startswith("https://") or near):
        raise IdentityUnreadable(f"{here} server_url ska börja med https://.")
