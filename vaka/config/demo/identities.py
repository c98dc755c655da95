"""Invented people for the demo's decisions: numbers of the form that is kept for tests.

Birth numbers 238 and 239 are those that Skatteverket gives out for testing; nobody bears them.
"""

import uuid
from collections import Counter
from datetime import date, timedelta
from random import Random

from vaka.config.demo.plans import moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.ids import uuid7
from vaka.foundation.people import identities
from vaka.foundation.people.models import Subject

MOST = {"K": 1300, "M": 900}
BIRTH = {"K": "238", "M": "239"}
FIRST_BORN = date(1925, 1, 2)
UNKNOWN_EVERY = 250
"""How often a decision has come without a number, as files from a case system sometimes do."""
PROTECTED = 7


class People:
    """Gives each decision somebody that it is about; the same service never twice to one."""

    def __init__(self, known: dict[str, list[uuid.UUID]]) -> None:
        self.known = known
        self.given: Counter[tuple[str, str]] = Counter()

    def next(self, service: str, sex: str) -> uuid.UUID | None:
        """Give whom a decision is about, or nobody when its number is lacking."""
        place = self.given[service, sex]
        self.given[service, sex] += 1
        pool = self.known.get(sex)
        if not pool or place % UNKNOWN_EVERY == UNKNOWN_EVERY // 2:
            return None
        return pool[(place + 31 * len(service)) % len(pool)]


@action
def write(*, by: Viewer, seed: int, today: date) -> People:
    """Keep the invented people, one of them with a protected identity."""
    random = Random(f"people-{seed}")  # noqa: S311 - identities of invented rows
    known: dict[str, list[uuid.UUID]] = {}
    rows = []
    for sex, many in MOST.items():
        known[sex] = []
        for place in range(many):
            digits = _number(sex, place)
            sealed = identities.seal(digits)
            row = Subject(
                pk=uuid7(moment(today), random.getrandbits), key_id=sealed.key_id,
                sealed_number=sealed.token, lookup=sealed.lookup, sex=sex,
                is_protected=place == PROTECTED,
            )  # fmt: skip
            rows.append(row)
            known[sex].append(row.pk)
    Subject.objects.bulk_create(rows, batch_size=400)
    note(by=by, verb="identity.keep", object_kind="identity", data={"many": len(rows)})
    return People(known)


def _number(sex: str, place: int) -> str:
    """A day of birth of its own for each, with the check digit that fits."""
    born = FIRST_BORN + timedelta(days=17 * place)
    first = f"{born:%y%m%d}{BIRTH[sex]}"
    total = sum(sum(divmod(int(one) * (2 - at % 2), 10)) for at, one in enumerate(first))
    return f"{born:%Y%m%d}{BIRTH[sex]}{-total % 10}"
