"""What keeps a flood from the pages without sign-in, without shutting anybody out for long.

An address may send some messages in a short span, counted in the database so that it holds over
processes and restarts. When all addresses together send more than usual, each may send one: a
flood from many addresses then slows itself, and whoever has not written yet still gets through.
A page also carries a token that is good for one message, and not at once.
"""

import hashlib
import hmac
import ipaddress
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from vaka.foundation.access.models import Knock
from vaka.foundation.organisation.queries import local_value

SPAN = timedelta(minutes=10)
KEPT_HOURS = 24
FASTEST_SECONDS, OLDEST_SECONDS = 3, 12 * 3600
ALL = "all"
SALT = "vaka.form"
REMEMBERED = 10_000
_refused: dict[str, datetime] = {}


@dataclass(frozen=True)
class Limits:
    """How many messages pass in one span: from one address, and from all before each gets one."""

    address: int
    total: int


class TooFast(ValueError):
    """The form came back faster than anybody writes."""


class TooOld(ValueError):
    """The form's token is unreadable or from a page that has stood open for long."""


def knock(door: str, address: str, now: datetime, allowed: Limits) -> datetime | None:
    """Count one message to a door; gives None when it may pass, else when it is open again.

    A refused message writes nothing, and who has been refused is known in this process until the
    span is over: a flood costs no more than one question a process.
    """
    window, own = _window(now), _key(door, address, now)
    if _refused.get(own) == window:
        return window + SPAN
    every = _key(door, ALL, now)
    counts = dict(Knock.objects.filter(window_at=window, key__in=[own, every])
                  .values_list("key", "count"))  # fmt: skip
    most = allowed.address if counts.get(every, 0) < allowed.total else 1
    if counts.get(own, 0) >= most or not _count(own, window, most):
        if len(_refused) >= REMEMBERED:
            _refused.clear()
        _refused[own] = window
        return window + SPAN
    _count(every, window)
    return None


def is_first(door: str, name: str, now: datetime) -> bool:
    """Say whether a name comes to a door for the first time in this span and the one before, over
    all processes; from now on it has come."""
    earlier = now - SPAN
    if Knock.objects.filter(key=_key(door, name, earlier), window_at=_window(earlier)).exists():
        return False
    return _count(_key(door, name, now), _window(now), most=1)


def limits(keys: tuple[str, str]) -> Limits:
    """Give the local limits in force: for one address, and for all together."""
    today = timezone.localdate()
    return Limits(*(int(local_value(key, today)) for key in keys))


def shut_until(request: HttpRequest, door: str, keys: tuple[str, str]) -> datetime | None:
    """Count a request at a door; gives when it is open again, in local time, or None.

    Args:
        keys: the local values that hold the limits for one address and for all together.
    """
    opens = knock(door, address_of(request), timezone.now(), limits(keys))
    return timezone.localtime(opens) if opens else None


def forget_old() -> int:
    """Remove the counters of spans that have passed."""
    before = timezone.now() - timedelta(hours=KEPT_HOURS)
    return Knock.objects.filter(window_at__lt=before).delete()[0]


def address_of(request: HttpRequest) -> str:
    """Give whom a request counts for: the address, or for IPv6 the network that it is part of.

    Behind proxies (`VAKA_PROXIES`) the address is the one that the outermost of them saw.
    """
    seen = [one for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.PROXIES
    text = seen[-proxies].strip() if proxies and len(seen) >= proxies else direct
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return direct
    if found.version == 6:
        return str(ipaddress.ip_network(f"{found}/64", strict=False))
    return str(found)


def token(made_at: float | None = None) -> str:
    """Give what a form carries: good for one message, from some seconds after it was drawn."""
    return signing.dumps([str(uuid.uuid4()), int(made_at or time.time())], salt=SALT)


def opened(text: str) -> str:
    """Give a token's own name. Raises TooFast, TooOld."""
    try:
        name, made_at = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise TooOld from None
    age = time.time() - made_at
    if age > OLDEST_SECONDS:
        raise TooOld
    if age < FASTEST_SECONDS:
        raise TooFast
    return str(name)


def _window(now: datetime) -> datetime:
    minutes = int(SPAN.total_seconds() // 60)
    return now.replace(minute=now.minute // minutes * minutes, second=0, microsecond=0)


def _key(door: str, address: str, now: datetime) -> str:
    said = f"{now:%Y-%m-%d} {door} {address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()


def _count(key: str, window: datetime, most: int | None = None) -> bool:
    """Count up unless full, as one statement: two processes never both take the last place."""
    row = Knock.objects.filter(key=key, window_at=window)
    below = row if most is None else row.filter(count__lt=most)
    if below.update(count=F("count") + 1):
        return True
    try:
        with transaction.atomic():
            Knock.objects.create(key=key, window_at=window, count=1)
    except IntegrityError:  # it is there already: full, or made by another process just now
        return bool(below.update(count=F("count") + 1))
    return True
