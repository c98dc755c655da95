"""What holds for a delegated decision: who may take it, what it must have, what may be published.

The board delegates by its order (KL 2017:725 6:37); a decision without a point that held on the
day, or by someone whom the point does not name, was taken without delegation. The chair decides
alone in what cannot wait (6:39). Values in, words and verdicts out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.attests.rules import kronor
from vaka.law.verdict import Verdict

SEE, WRITE = "delegated.see", "delegated.write"
NOTIFY, PUBLIC = "delegated.notify", "delegated.public"
CHAIRS = ("ordförande", "nämndordförande")


class Outcome(StrEnum):
    """What a decision said; the share of refusals counts the first three."""

    GRANTED = "granted"
    IN_PART = "in_part"
    REFUSED = "refused"
    EXTENDED = "extended"
    STARTED = "started"
    ENDED = "ended"
    OPENED = "opened"
    NOT_OPENED = "not_opened"
    RECONSIDERED = "reconsidered"
    OTHER = "other"


OUTCOME_LABELS = {
    Outcome.GRANTED: gettext_lazy("Beviljat"),
    Outcome.IN_PART: gettext_lazy("Delvis beviljat"),
    Outcome.REFUSED: gettext_lazy("Avslag"),
    Outcome.EXTENDED: gettext_lazy("Förlängt"),
    Outcome.STARTED: gettext_lazy("Påbörjat"),
    Outcome.ENDED: gettext_lazy("Avslutat"),
    Outcome.OPENED: gettext_lazy("Utredning inledd"),
    Outcome.NOT_OPENED: gettext_lazy("Utredning inte inledd"),
    Outcome.RECONSIDERED: gettext_lazy("Övervägande"),
    Outcome.OTHER: gettext_lazy("Annat"),
}
TRIED = (Outcome.GRANTED, Outcome.IN_PART, Outcome.REFUSED)


class Category(StrEnum):
    """What sort of matter a decision is in; all but the first two need a number each."""

    ASSISTANCE = "assistance"
    HOUSING = "housing"
    PERSONNEL = "personnel"
    AGREEMENT = "agreement"
    STATEMENT = "statement"
    GRANT_REPORT = "grant_report"
    WORK_ENVIRONMENT = "work_environment"
    INCIDENT = "incident"
    OTHER = "other"


CATEGORY_LABELS = {
    Category.ASSISTANCE: gettext_lazy("Bistånd och insatser"),
    Category.HOUSING: gettext_lazy("Bostadsanpassning"),
    Category.PERSONNEL: gettext_lazy("Personal"),
    Category.AGREEMENT: gettext_lazy("Avtal"),
    Category.STATEMENT: gettext_lazy("Yttrande"),
    Category.GRANT_REPORT: gettext_lazy("Återrapport av statsbidrag"),
    Category.WORK_ENVIRONMENT: gettext_lazy("Fördelning av arbetsmiljöuppgifter"),
    Category.INCIDENT: gettext_lazy("Incident"),
    Category.OTHER: gettext_lazy("Övrigt"),
}
COUNTED = (Category.ASSISTANCE, Category.HOUSING)


@dataclass(frozen=True)
class Taken:
    """One decision as the rules look at it; `count` is more than one where only a sum is known."""

    decided: date | None
    category: Category
    number: str = ""
    point: str = ""
    role: str = ""
    maker: str = ""
    is_urgent: bool = False
    urgent_reason: str = ""
    count: int = 1
    amount_ore: int | None = None


@dataclass(frozen=True)
class Bound:
    """Up to how much a point gave the right to decide on a day.

    Attributes:
        words: the limit as the order writes it, with what it came to in kronor.
        ore: the limit in öre; None where the day's price base amount is not known.
    """

    words: str
    ore: int | None


@dataclass(frozen=True)
class Authority:
    """Who might decide what on one day.

    Attributes:
        points: the delegates of each point that held, by its number.
        bounds: the limits of those points that have one, by number.
        chairs: who chaired the board, by name.
        roles: the roles that a known person held, by name; who is not here is unknown.
    """

    points: dict[str, str]
    chairs: frozenset[str] = frozenset()
    roles: dict[str, frozenset[str]] | None = None
    bounds: dict[str, Bound] = field(default_factory=dict)


def delegates(text: str) -> frozenset[str]:
    """Give the roles that a point names: `Enhetschef eller socialchef` names two."""
    parts = re.split(r",|;|/|\beller\b|\boch\b", text.casefold())
    return frozenset(part.strip() for part in parts if part.strip())


def is_by_chair(role: str) -> bool:
    """Say whether the board's chair decided."""
    return role.strip().casefold() in CHAIRS


def objections(taken: Taken, authority: Authority) -> list[str]:
    """Say, in words, why a decision lacked delegation on its day or cannot be shown to have it."""
    if taken.count != 1 or taken.decided is None:
        return []
    found = _urgent(taken) if taken.is_urgent else _point(taken, authority)
    found += [] if taken.is_urgent else _amount(taken, authority)
    if taken.category not in COUNTED and not taken.number:
        found.append(_("Numret saknas."))
    return found + _person(taken, authority)


def _urgent(taken: Taken) -> list[str]:
    found = []
    if not is_by_chair(taken.role):
        found.append(_("Bara ordföranden beslutar i brådskande ärenden."))
    if not taken.urgent_reason:
        found.append(_("Skälet till att ärendet inte kunde vänta saknas."))
    return found


def _point(taken: Taken, authority: Authority) -> list[str]:
    if not taken.point:
        return [_("Delegationspunkten saknas.")]
    if taken.point not in authority.points:
        return [_("Punkten %s fanns inte i delegationsordningen den dagen.") % taken.point]
    named = authority.points[taken.point]
    if taken.role.strip().casefold() not in delegates(named):
        words = _("Punkten %(point)s ger %(named)s rätt att besluta, inte %(role)s.")
        role = taken.role.casefold() or _("någon utan angiven roll")
        return [words % {"point": taken.point, "named": named.casefold(), "role": role}]
    return []


def _amount(taken: Taken, authority: Authority) -> list[str]:
    """What the point's limit says of the amount; the limit itself is within it."""
    bound = authority.bounds.get(taken.point)
    if bound is None:
        return []
    told = {"point": taken.point, "limit": bound.words}
    if taken.amount_ore is None:
        return [_("Beloppet saknas: punkten %(point)s gäller upp till %(limit)s.") % told]
    if bound.ore is None:
        words = _("Prisbasbeloppet för dagen finns inte i lagboken, så gränsen %(limit)s kan inte "
                  "prövas.")  # fmt: skip
        return [words % told]
    if taken.amount_ore > bound.ore:
        words = _("Beloppet %(amount)s kr är högre än punkten %(point)s tillåter, %(limit)s.")
        return [words % (told | {"amount": kronor(-(-taken.amount_ore // 100) * 100)})]
    return []


def _person(taken: Taken, authority: Authority) -> list[str]:
    """What is known of the one who decided: whether the role was theirs on the day."""
    if not taken.maker:
        return []
    words = _("Den som beslutade var inte %s den dagen.")
    if is_by_chair(taken.role):
        missing = bool(authority.chairs) and taken.maker.casefold() not in authority.chairs
        return [words % _("ordförande")] if missing else []
    held = (authority.roles or {}).get(taken.maker.casefold())
    if held is None or taken.role.strip().casefold() in held:
        return []
    return [words % taken.role.casefold()]


def may_register(taken: Taken, *, kind: str, identity: bool, today: date) -> Verdict:
    """Say whether a decision may be written in. One without delegation may: it has been taken."""
    verdict = Verdict.yes()
    if not kind.strip():
        verdict += Verdict.no("kind", _("Vad som beslutades saknas."), _("Skriv slaget av beslut."))
    if identity:
        words = _("Texten innehåller något som ser ut som ett personnummer.")
        verdict += Verdict.no("kind", words, _("Ta bort det. Numret i diariet räcker."))
    if taken.decided is None or taken.decided > today:
        verdict += Verdict.no("decided_date", _("Beslutet är inte fattat än."),
                              _("Skriv dagen då det fattades."))  # fmt: skip
    if taken.category not in COUNTED and not taken.number:
        verdict += Verdict.no("number", _("Numret saknas."), _("Skriv diarienumret."))
    if taken.amount_ore is not None and taken.amount_ore < 0:
        verdict += Verdict.no(
            "amount", _("Beloppet är under noll."), _("Skriv beloppet utan minus.")
        )
    if taken.is_urgent and not taken.urgent_reason.strip():
        words = _("Skälet till att ärendet inte kunde vänta saknas.")
        way_out = _("Skriv varför nämndens sammanträde inte kunde inväntas.")
        verdict += Verdict.no("urgent_reason", words, way_out)
    return verdict


def may_notify(*, waiting: int, last_day: date, meeting: date, today: date) -> Verdict:
    """Say whether decisions may be notified to a meeting."""
    verdict = Verdict.yes()
    if not waiting:
        verdict += Verdict.no("period", _("Inga beslut väntar på att anmälas för perioden."),
                              _("Välj en annan period."))  # fmt: skip
    if last_day >= today:
        verdict += Verdict.no("period", _("Perioden är inte slut."),
                              _("Anmäl den när den är slut."))  # fmt: skip
    if meeting <= last_day:
        verdict += Verdict.no("meeting_date", _("Sammanträdet ligger före periodens slut."),
                              _("Välj nästa sammanträde."))  # fmt: skip
    return verdict


def refusal_share(counts: dict[str, int]) -> float | None:
    """Give the per cent refused of what was tried: granted, granted in part or refused."""
    tried = sum(counts.get(one, 0) for one in TRIED)
    return 100 * counts.get(Outcome.REFUSED, 0) / tried if tried else None


@dataclass(frozen=True)
class Group:
    """An organisation's kinds with counts, their sum, and the sums that its source printed."""

    name: str
    kinds: tuple[tuple[str, int], ...]
    stated: frozenset[int] = frozenset()

    @property
    def subtotal(self) -> int:
        """Give the sum of the counts."""
        return sum(count for _kind, count in self.kinds)


def disproved(groups: Sequence[Group], *sums: tuple[str, int]) -> list[str]:
    """Say where sums do not agree: a printed subtotal with its rows, or another way of adding up.

    Args:
        sums: totals counted by other ways, with what they were counted by.
    """
    found = [
        _("%(name)s: källan skriver summan %(stated)s, raderna ger %(sum)s.")
        % {"name": one.name, "stated": ", ".join(map(str, sorted(one.stated))), "sum": one.subtotal}
        for one in groups
        if one.stated and one.stated != {one.subtotal}
    ]
    total = sum(one.subtotal for one in groups)
    words = _("Summan per organisation är %(total)s, %(by)s ger %(sum)s.")
    return found + [
        words % {"total": total, "by": by, "sum": count} for by, count in sums if count != total
    ]


def shown_kinds(counts: Iterable[tuple[str, int]], least: int) -> tuple[list[tuple[str, int]], int]:
    """Give the counts that may be published and one sum of the others.

    Counts below `least` go into the sum, and the next smallest with them until it holds at least
    two and reaches `least`, so that none of them can be worked out from the total.
    """
    in_order = sorted(counts, key=lambda pair: pair[1])
    small = [pair for pair in in_order if 0 < pair[1] < least]
    rest = in_order[len(small) :]
    while small and rest and (sum(n for _k, n in small) < least or len(small) == 1):
        small.append(rest.pop(0))
    hidden = {name for name, _n in small}
    return [pair for pair in counts if pair[0] not in hidden], sum(n for _k, n in small)
