"""What holds for keys to the feed and for open data. Values in, verdicts out; no clock, no rows."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict

ISSUE, PUBLISH = "feed.issue", "open_data.publish"


class KeyStanding(StrEnum):
    """How a key to the feed stands on a day."""

    VALID = "valid"
    WAITS = "waits"
    ENDED = "ended"
    REVOKED = "revoked"


STANDING_LABELS = {
    KeyStanding.VALID: gettext_lazy("Gäller"),
    KeyStanding.WAITS: gettext_lazy("Gäller inte än"),
    KeyStanding.ENDED: gettext_lazy("Har gått ut"),
    KeyStanding.REVOKED: gettext_lazy("Spärrad"),
}


class DisclosureMethod(StrEnum):
    """How small counts are kept secret in open data."""

    HIDE = "hide"
    ROUND = "round"


METHOD_LABELS = {
    DisclosureMethod.HIDE: gettext_lazy("Dölj små tal och det som röjer dem, och avrunda resten"),
    DisclosureMethod.ROUND: gettext_lazy("Avrunda alla tal så att tabellerna ändå går ihop"),
}


class Licence(StrEnum):
    """Terms on which open data may be used."""

    CC0 = "CC0-1.0"
    CC_BY = "CC-BY-4.0"


LICENCE_LABELS = {
    Licence.CC0: gettext_lazy("CC0 1.0, fri att använda utan villkor"),
    Licence.CC_BY: gettext_lazy("CC BY 4.0, fri att använda om källan anges"),
}
LICENCE_ADDRESSES = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
}


def standing(from_date: date, to_date: date, revoked: date | None, today: date) -> KeyStanding:
    """Say how a key stands; its last day counts."""
    if revoked is not None:
        return KeyStanding.REVOKED
    if today < from_date:
        return KeyStanding.WAITS
    return KeyStanding.VALID if today <= to_date else KeyStanding.ENDED


def may_issue(*, from_date: date, to_date: date, today: date, longest_days: int) -> Verdict:
    """A key has a last day, to come, and not further off than the local limit."""
    verdict = Verdict.yes()
    if to_date < from_date or to_date < today:
        verdict += Verdict.no(
            "to_date", _("Sista dagen har varit eller ligger före den första."),
            _("Välj en dag framåt."),
        )  # fmt: skip
    elif to_date - from_date > timedelta(days=longest_days):
        verdict += Verdict.no(
            "to_date", _("Nyckeln gäller för länge: högst %(days)s dagar.")
            % {"days": longest_days},
            _("Välj en tidigare dag och gör en ny nyckel sedan."),
        )  # fmt: skip
    return verdict


def may_revoke(*, stands: KeyStanding, words: str) -> Verdict:
    """A key is revoked once, with the reason."""
    verdict = Verdict.yes()
    if stands is KeyStanding.REVOKED:
        verdict += Verdict.no("revoked", _("Nyckeln är redan spärrad."))
    if not words.strip():
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför med några ord."))
    return verdict


def may_describe(
    *, measures: Collection[str], first_year: int, last_year: int, this_year: int, cut: str,
    cuts: Sequence[Collection[str]],
) -> Verdict:  # fmt: skip
    """A data set has measures, whole years in order, and a cut that some of its measures have."""
    verdict = Verdict.yes()
    if not measures:
        verdict += Verdict.no("measures", _("Inget mått är valt."), _("Välj minst ett."))
    if not first_year <= last_year < this_year:
        verdict += Verdict.no(
            "last_year", _("Åren ligger inte i ordning, eller så är det sista inte slut."),
            _("Välj hela år som har gått."),
        )  # fmt: skip
    if cut and not any(cut in some for some in cuts):
        verdict += Verdict.no("cut", _("Inget av måtten delas så."), _("Välj en annan indelning."))
    return verdict


def may_be_called(*, is_taken: bool) -> Verdict:
    """Two data sets have two addresses."""
    if not is_taken:
        return Verdict.yes()
    return Verdict.no("slug", _("Adressen används av en annan datamängd."), _("Välj en annan."))


def may_publish(*, taken: Sequence[str], rows: int, shown: int) -> Verdict:
    """Published is what has numbers to show, and no measure that another data set gives out.

    The same counts protected in two ways would tell more than each.
    """
    verdict = Verdict.yes()
    if taken:
        verdict += Verdict.no(
            "taken", _("Måtten finns redan i en annan datamängd: %(names)s.")
            % {"names": ", ".join(taken)},
            _("Ta bort dem här eller avpublicera den andra."),
        )  # fmt: skip
    if not rows or not shown:
        verdict += Verdict.no(
            "shown", _("Det finns inga tal att visa."), _("Välj fler år eller en grövre indelning.")
        )
    return verdict


def may_withdraw(*, is_live: bool, words: str) -> Verdict:
    """What is published is taken down, with the reason."""
    verdict = Verdict.yes()
    if not is_live:
        verdict += Verdict.no("state", _("Datamängden är inte publicerad."))
    if not words.strip():
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför med några ord."))
    return verdict
