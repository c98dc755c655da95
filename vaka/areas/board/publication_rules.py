"""What holds for the copy that anybody may read: what is masked, what may stand and why.

A public record is given out after examination (TF 2:1, OSL 2009:400); to put it on the open web
asks more, for then it is spread with nobody asking (EU 2016/679 art. 5, 6).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board.minutes_rules import SETTLED
from vaka.areas.board.rules import LEAD, OUT
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict

NEVER = frozenset({"number"})
"""Traces that may stand in no published copy, whatever the reason."""
SURE = frozenset({"number", "room", "telephone", "mail", "person", "own"})
"""Traces that are masked unless somebody says why not; a mere word is judged by a person."""


class PublicationState(StrEnum):
    """Where a copy for everybody stands."""

    CHECKING = "checking"
    PUBLISHED = "published"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


PUBLICATION_LABELS = {
    PublicationState.CHECKING: gettext_lazy("Granskas"),
    PublicationState.PUBLISHED: gettext_lazy("Publicerat"),
    PublicationState.REPLACED: gettext_lazy("Ersatt av en rättelse"),
    PublicationState.WITHDRAWN: gettext_lazy("Avpublicerat"),
}
PUBLICATION_TRANSITIONS = (
    Transition("board_publication.publish", (PublicationState.CHECKING,),
               PublicationState.PUBLISHED, gettext_lazy("Publicera"), LEAD, Comment.NEVER),
    Transition("board_publication.replace", (PublicationState.PUBLISHED,),
               PublicationState.REPLACED, gettext_lazy("Ersätt"), LEAD, Comment.NEVER),
    Transition("board_publication.withdraw", (PublicationState.PUBLISHED,),
               PublicationState.WITHDRAWN, gettext_lazy("Avpublicera"), LEAD, Comment.REQUIRED),
)  # fmt: skip


class Choice(StrEnum):
    """What is done with something that was found."""

    UNJUDGED = "unjudged"
    MASK = "mask"
    KEEP = "keep"


CHOICE_LABELS = {
    Choice.UNJUDGED: gettext_lazy("Inte bedömt"),
    Choice.MASK: gettext_lazy("Maskeras"),
    Choice.KEEP: gettext_lazy("Får stå kvar"),
}
TRACE_LABELS = {
    "number": gettext_lazy("personnummer"),
    "room": gettext_lazy("rum eller lägenhet"),
    "telephone": gettext_lazy("telefonnummer"),
    "mail": gettext_lazy("e-postadress"),
    "person": gettext_lazy("namn på en person i Vaka"),
    "word": gettext_lazy("kan vara ett namn"),
    "own": gettext_lazy("tillagt för hand"),
}


@dataclass(frozen=True)
class Judged:
    """Something found, as the rules see it."""

    trace: str
    choice: Choice = Choice.UNJUDGED
    reason: str = ""


def first_choice(trace: str) -> Choice:
    """Give what is proposed for a trace: what is surely personal is masked."""
    return Choice.MASK if trace in SURE else Choice.UNJUDGED


def may_check(*, meeting_state: str, minutes_state: str, corrects: bool, words: str) -> Verdict:
    """Say whether a copy may be begun: of a notice that is out, or of adjusted minutes; one that
    corrects says what.

    Args:
        minutes_state: empty for the pack of a meeting.
    """
    verdict = Verdict.yes()
    if minutes_state and minutes_state not in SETTLED:
        verdict += Verdict.no("state", _("Protokollet är inte justerat än."),
                              _("Vänta på justeringen."))  # fmt: skip
    if not minutes_state and meeting_state not in OUT:
        verdict += Verdict.no("state", _("Kallelsen har inte gått ut än."),
                              _("Skicka kallelsen först."))  # fmt: skip
    if corrects and not words.strip():
        verdict += Verdict.no("words", _("Det finns redan en publicerad kopia."),
                              _("Skriv vad som rättas i den."))  # fmt: skip
    return verdict


def may_judge(*, state: str, found: Collection[Judged]) -> Verdict:
    """Say whether what was found may be judged so: identity numbers always go, and what may stand
    has a reason."""
    verdict = _checking(state)
    if any(one.trace in NEVER and one.choice is not Choice.MASK for one in found):
        verdict += Verdict.no("mask", _("Ett personnummer får aldrig stå kvar."),
                              _("Maskera det."))  # fmt: skip
    if any(one.choice is Choice.KEEP and not one.reason.strip() for one in found):
        verdict += Verdict.no("reason", _("Något får stå kvar utan skäl."),
                              _("Skriv varför, eller maskera det."))  # fmt: skip
    return verdict


def may_publish(
    *, state: str, found: Collection[Judged], is_same: bool, left: Sequence[str] = ()
) -> Verdict:
    """Say whether a copy may be given to everybody.

    Args:
        is_same: the paper reads as when it was searched.
        left: what was to be masked and that the made file still tells.
    """
    verdict = _checking(state)
    if any(one.choice is Choice.UNJUDGED for one in found):
        verdict += Verdict.no("found", _("Allt som hittades är inte bedömt."),
                              _("Bedöm det som är kvar."))  # fmt: skip
    if not is_same:
        verdict += Verdict.no("digest", _("Papperet har ändrats sedan det granskades."),
                              _("Släng granskningen och börja om."))  # fmt: skip
    if left:
        verdict += Verdict.no(
            "left", _("Filen talade fortfarande om något som skulle maskeras (%d).") % len(left),
            _("Ingenting är publicerat. Lägg till ordet som det står i texten och försök igen."),
        )  # fmt: skip
    return verdict


def _checking(state: str) -> Verdict:
    if state == PublicationState.CHECKING:
        return Verdict.yes()
    return Verdict.no("state", _("Kopian är inte under granskning."), _("Börja en ny granskning."))


def may_withdraw(*, state: str, words: str) -> Verdict:
    """A published copy is taken away with a reason, which stands at its address."""
    verdict = Verdict.yes()
    if state != PublicationState.PUBLISHED:
        verdict += Verdict.no("state", _("Kopian är inte publicerad."))
    if not words.strip():
        verdict += Verdict.no("words", _("Skälet saknas."), _("Skriv varför kopian tas bort."))
    return verdict


def may_drop(state: str) -> Verdict:
    """What has been published is taken down, never thrown away."""
    return _checking(state)
