"""What holds for the further laws of one event: who assesses, by when, and the flow of a track.

An event is one deviation under one law; each further law is a track of its own kind of case, so
that its assessor, clock and secrecy are its own and nothing is written twice (domain.md 4.1).
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.deviations import rules
from vaka.areas.deviations.rules import Law
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months
from vaka.law.verdict import Verdict


class TrackState(StrEnum):
    """Where a track stands."""

    PROPOSED = "proposed"
    TAKEN = "taken"
    DECLINED = "declined"
    CLOSED = "closed"


TRACK_LABELS = {
    TrackState.PROPOSED: gettext_lazy("Föreslaget"),
    TrackState.TAKEN: gettext_lazy("Övertaget"),
    TrackState.DECLINED: gettext_lazy("Avböjt"),
    TrackState.CLOSED: gettext_lazy("Avslutat"),
}
TRACK_STEPS = {
    TrackState.PROPOSED: gettext_lazy("Ta över eller avböj"),
    TrackState.TAKEN: gettext_lazy("Bedöm och avsluta"),
    TrackState.DECLINED: gettext_lazy("Inget mer att göra"),
    TrackState.CLOSED: gettext_lazy("Inget mer att göra"),
}
ONGOING = (TrackState.PROPOSED, TrackState.TAKEN)
KINDS = {
    Law.HSL: "track_hsl",
    Law.SOL: "track_social",
    Law.LSS: "track_social",
    Law.AML: "track_work",
}
"""The kind of case that a track under each law is; access and flow follow the kind."""
ALL_KINDS = tuple(dict.fromkeys(KINDS.values()))


@cache
def transitions_of(kind: str) -> Sequence[Transition]:
    """Give the flow of a kind of track; only who may differs between them."""
    may = f"{kind}.handle"
    return (
        Transition(
            "track.take",
            (TrackState.PROPOSED, TrackState.DECLINED),
            TrackState.TAKEN,
            gettext_lazy("Ta över"),
            may,
        ),
        Transition(
            "track.decline",
            (TrackState.PROPOSED,),
            TrackState.DECLINED,
            gettext_lazy("Avböj"),
            may,
            Comment.REQUIRED,
        ),
        Transition(
            "track.close",
            (TrackState.TAKEN,),
            TrackState.CLOSED,
            gettext_lazy("Avsluta spåret"),
            may,
            Comment.REQUIRED,
        ),
        Transition(
            "track.reopen",
            (TrackState.CLOSED,),
            TrackState.TAKEN,
            gettext_lazy("Öppna spåret igen"),
            may,
            Comment.REQUIRED,
        ),
    )


def assessor_role(law: Law, type_name: str) -> str:
    """Give the role that assesses a track.

    Health care: MAS, or MAR for rehabilitation, aids and transfers (HSL 2017:30 11 kap. 4 §,
    HSF 2017:80 4 kap. 6 §). Otherwise the manager of the unit.
    """
    if law is not Law.HSL:
        return "unit_manager"
    return "mar" if rules.is_for_mar(type_name) else "mas"


def proposed_laws(law: Law, type_name: str) -> tuple[Law, ...]:
    """Give the laws under which an event is proposed a further track as soon as it is reported.

    A fall that was filed under SoL or LSS is also an event in health care (domain.md 4.1).
    """
    if law in {Law.SOL, Law.LSS} and rules.is_fall(type_name):
        return (Law.HSL,)
    return ()


def may_add(law: Law, main: Law, standing: Collection[str]) -> Verdict:
    """Say whether an event may get a track: once for each law."""
    if law != main and law not in standing:
        return Verdict.yes()
    return Verdict.no(
        "law",
        _("Händelsen har redan ett spår enligt %(law)s.") % {"law": law.value},
        _("Öppna det spår som finns i stället."),
    )


def may_close(*, law: Law, with_whom: str, authority: str) -> Verdict:
    """Say what is missing before a track may close.

    In the work environment employer and safety representative look at events together (AML
    1977:1160 3 kap. 2 a § and 6 kap. 4 §), and serious ones are told to the authority without
    delay (3 kap. 3 a §). Other laws ask no more of a track than its words.
    """
    verdict = Verdict.yes()
    if law is Law.AML and not with_whom.strip():
        verdict += Verdict.no(
            "safety",
            _("Skyddsombudet har inte varit med."),
            _("Skriv vem som var skyddsombud, eller att det saknas."),
        )
    if law is Law.AML and not authority:
        verdict += Verdict.no(
            "authority",
            _("Det är inte bedömt om Arbetsmiljöverket ska få veta."),
            _("Välj ja eller nej. Allvarliga olyckor och tillbud anmäls utan dröjsmål."),
        )
    return verdict


def due_answer(proposed: date, days: int) -> date:
    """Give the last day to take or decline a proposed track."""
    return proposed + timedelta(days=days)


def due_close(taken: date, months: int) -> date:
    """Give the last day to close a track that was taken, by calendar months."""
    return add_months(taken, months)
