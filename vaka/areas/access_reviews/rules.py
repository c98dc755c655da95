"""Going through who may do what: what is opened, judged and signed off; values in, verdicts out.

No database and no clock. The source is the requirement S05 of `docs/reference/security.md`: those
who give rights or read the log are gone through every month, all others every quarter, signed off,
with what has changed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaka.law.period import Grain, Period
from vaka.law.verdict import Verdict

LEAD, JUDGE = "access_review.lead", "access_review.judge"
ANSWER_DAYS = 14
"""Only a proposal: whoever opens a review says by when it is answered."""


class ReviewKind(StrEnum):
    """Whose rights are gone through."""

    ORDINARY = "ordinary"
    PRIVILEGED = "privileged"


KINDS = {
    ReviewKind.ORDINARY: gettext_lazy("Behörigheter"),
    ReviewKind.PRIVILEGED: gettext_lazy("Särskilda behörigheter"),
}
GRAINS = {ReviewKind.ORDINARY: Grain.QUARTER, ReviewKind.PRIVILEGED: Grain.MONTH}


class GrantVerdict(StrEnum):
    """What is found of one person's role at a unit."""

    WAITING = "waiting"
    KEPT = "kept"
    ASKED = "asked"
    ENDED = "ended"
    GONE = "gone"


VERDICTS = {
    GrantVerdict.WAITING: gettext_lazy("Ej genomgången"),
    GrantVerdict.KEPT: gettext_lazy("Behövs"),
    GrantVerdict.ASKED: gettext_lazy("Frågan är ställd"),
    GrantVerdict.ENDED: gettext_lazy("Avslutad här"),
    GrantVerdict.GONE: gettext_lazy("Slutade gälla under tiden"),
}
GIVEN = (GrantVerdict.KEPT, GrantVerdict.ENDED, GrantVerdict.ASKED)
SETTLED = frozenset({GrantVerdict.KEPT, GrantVerdict.ENDED, GrantVerdict.GONE})


def period_of(kind: ReviewKind, day: date) -> Period:
    """Give the month or quarter that a review opened on a day stands for."""
    return Period.of(day, GRAINS[kind])


def due_from(day: date) -> date:
    """Give the last day that is proposed for a review opened on a day."""
    return day + timedelta(days=ANSWER_DAYS)


def may_open(*, is_opened: bool, due: date, today: date, grants: int) -> Verdict:
    """Say whether a review of the period may be opened: not twice, and with time to answer."""
    if is_opened:
        return Verdict.no("kind", _("Periodens genomgång är redan öppnad."),
                          _("Fortsätt på den."))  # fmt: skip
    if not grants:
        return Verdict.no("kind", _("Ingen har sådana behörigheter i dag."))
    if due < today:
        return Verdict.no("due_date", _("Sista dagen har redan varit."),
                          _("Välj i dag eller en senare dag."))  # fmt: skip
    return Verdict.yes()


def may_judge(
    *, is_own: bool, is_closed: bool, is_ended: bool, is_last: bool, verdict: GrantVerdict,
    words: str,
) -> Verdict:  # fmt: skip
    """Say whether somebody may give this verdict on a role.

    Args:
        is_ended: the role holds no more, by this review or otherwise.
        is_last: nobody else could administer accounts if it ended.
    """
    if is_closed:
        return Verdict.no("closed", _("Genomgången är avslutad."),
                          _("Ändra rollen hos systemförvaltaren."))  # fmt: skip
    if is_own:
        return Verdict.no("own", _("Det är din egen behörighet."), _("Någon annan bedömer den."))
    if is_ended:
        return Verdict.no("ended", _("Rollen gäller inte längre."),
                          _("Behövs den ger systemförvaltaren en ny."))  # fmt: skip
    if verdict not in GIVEN:
        return Verdict.no("verdict", _("Välj ett av svaren."))
    if verdict is GrantVerdict.ENDED and is_last:
        return Verdict.no("verdict", _("Det är den sista som kan sköta konton."),
                          _("Ge rollen till någon annan först."))  # fmt: skip
    if verdict is not GrantVerdict.KEPT and not words.strip():
        return Verdict.no("words", _("Skriv varför, eller vem du har frågat."),
                          _("En mening räcker."))  # fmt: skip
    return Verdict.yes()


def may_close(verdicts: Sequence[GrantVerdict], *, is_closed: bool) -> Verdict:
    """Say whether a review may be signed off: every role is found needed, or has ended."""
    if is_closed:
        return Verdict.no("closed", _("Genomgången är redan avslutad."))
    if left := left_of(verdicts):
        words = ngettext("%d behörighet är inte genomgången.",
                         "%d behörigheter är inte genomgångna.", left)  # fmt: skip
        return Verdict.no("left", words % left, _("Påminn den som ska bedöma dem."))
    return Verdict.yes()


def left_of(verdicts: Iterable[GrantVerdict]) -> int:
    """Count the roles that nobody has settled."""
    return sum(one not in SETTLED for one in verdicts)


def stands(verdict: GrantVerdict, *, holds: bool) -> GrantVerdict:
    """Give the verdict as it stands today: what ended by another hand needs no answer."""
    return verdict if holds or verdict in SETTLED else GrantVerdict.GONE
