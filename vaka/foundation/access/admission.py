"""Whom an identity service's word lets in: rules from what it said to a verdict with reasons.

Sources: cybersäkerhetslagen 2025:1506 and HSLF-FS 2016:40 4 kap. (strong authentication for
content), Inera's and Sweden Connect's lists of levels (shared standards.md, section 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vaka.foundation.access.identity_services import Service
from vaka.law.verdict import Verdict

SKEW_SECONDS = 60
"""How far two clocks may differ."""


@dataclass(frozen=True)
class Told:
    """What a service told of somebody.

    Attributes:
        identity: the value of the service's `person_claim`, empty when it gave none.
        level: its `acr`, empty when it gave none.
        at: when the person last proved who they are, seconds since 1970, or None.
    """

    identity: str
    level: str
    at: int | None

    @classmethod
    def of(cls, service: Service, answer: Mapping[str, Any]) -> "Told":
        """Read OIDC's `id_token` and `userinfo`; the level stands in the token alone."""
        token = answer.get("id_token") or {}
        both = {**(answer.get("userinfo") or {}), **token}
        identity = both.get(service.person_claim)
        at = token.get("auth_time")
        return cls(
            identity.strip() if isinstance(identity, str) else "",
            str(token.get("acr") or ""),
            int(at) if isinstance(at, int | float) else None,
        )


def may_enter(
    service: Service, told: Told, *, known: int, active: bool, privileged: bool
) -> Verdict:
    """Say whether somebody may sign in.

    Args:
        known: how many people of Vaka have the identity that was told.
        active: whether the only one of them may sign in.
        privileged: whether that person gives others rights.
    """
    if not told.level:
        return Verdict.no(
            "no_level",
            _("Inloggningstjänsten sa inte hur säkert du visade vem du är."),
            _("Din systemförvaltare behöver se över tjänstens inställning."),
        )
    if told.level not in service.levels:
        return Verdict.no(
            "low_level",
            _("Sättet du loggade in på räcker inte för Vaka."),
            _("Logga in igen med ditt kort eller din e-legitimation."),
        )
    if not told.identity:
        return Verdict.no(
            "no_identity",
            _("Inloggningstjänsten sa inte vem du är."),
            _("Din systemförvaltare behöver se över tjänstens inställning."),
        )
    if known != 1 or not active:
        return Verdict.no(
            "not_known",
            _("Du har ingen behörighet i Vaka."),
            _("Be din chef om en; en systemförvaltare lägger upp den."),
        )
    if privileged and service.strong and told.level not in service.strong:
        return Verdict.no(
            "too_weak",
            _("Den som ger andra behörighet loggar in med ett starkare sätt."),
            _("Logga in igen med ditt kort."),
        )
    return Verdict.yes()


def confirms(told: Told, *, same: bool, asked_at: float) -> Verdict:
    """Say whether somebody who is signed in has proved anew who they are.

    Args:
        same: whether the one who answered is the one who is signed in.
        asked_at: when the proof was asked for, seconds since 1970.
    """
    if not same:
        return Verdict.no(
            "other_person",
            _("Någon annan bekräftade än den som är inloggad."),
            _("Logga ut och låt rätt person logga in."),
        )
    if told.at is None or told.at < asked_at - SKEW_SECONDS:
        return Verdict.no(
            "not_anew",
            _("Inloggningstjänsten frågade dig inte på nytt."),
            _("Försök igen, och visa på nytt vem du är när tjänsten frågar."),
        )
    return Verdict.yes()
