"""Random samples of the log: what may be drawn, judged and signed off; values in, verdicts out.

No database and no clock. HSLF-FS 2016:40 4 kap. 9 § asks for controls of the log that are random,
recurring and documented.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaka.law.verdict import Verdict

READ = "log.read"
LONGEST_DAYS, MOST = 92, 200


class ReadingVerdict(StrEnum):
    """What the reviewer finds of one reading."""

    WAITING = "waiting"
    FINE = "fine"
    ASKED = "asked"
    BREACH = "breach"


VERDICTS = {
    ReadingVerdict.WAITING: gettext_lazy("Ej granskad"),
    ReadingVerdict.FINE: gettext_lazy("Befogad"),
    ReadingVerdict.ASKED: gettext_lazy("Frågan är ställd"),
    ReadingVerdict.BREACH: gettext_lazy("Obefogad"),
}
SETTLED = frozenset({ReadingVerdict.FINE, ReadingVerdict.BREACH})


def may_draw(*, first: date, last: date, today: date, readings: int, size: int) -> Verdict:
    """Say whether a sample of a period may be drawn: it is over, not too long, and was read in."""
    if not 1 <= size <= MOST:
        return Verdict.no("size", _("Antalet är inte mellan 1 och %d.") % MOST,
                          _("Dra flera stickprov om det behövs fler."))  # fmt: skip
    if last < first:
        return Verdict.no("last", _("Sista dagen ligger före den första."), _("Byt plats på dem."))
    if last >= today:
        return Verdict.no("not_over", _("Perioden är inte slut."),
                          _("Välj en sista dag före i dag."))  # fmt: skip
    if (last - first).days >= LONGEST_DAYS:
        return Verdict.no("too_long", _("Perioden är längre än ett kvartal."),
                          _("Dra ett stickprov för varje kvartal eller månad."))  # fmt: skip
    if not readings:
        return Verdict.no("nothing_read", _("Ingen har läst något under perioden."),
                          _("Välj en annan period."))  # fmt: skip
    return Verdict.yes()


def may_judge(*, is_own: bool, is_closed: bool, verdict: ReadingVerdict, words: str) -> Verdict:
    """Say whether a reviewer may give this verdict on a reading."""
    if is_closed:
        return Verdict.no("closed", _("Stickprovet är avslutat."), _("Dra ett nytt stickprov."))
    if is_own:
        return Verdict.no("own", _("Det är din egen läsning."),
                          _("En annan granskare bedömer den."))  # fmt: skip
    if verdict in {ReadingVerdict.ASKED, ReadingVerdict.BREACH} and not words.strip():
        return Verdict.no("no_words", _("Skriv vad du har frågat eller kommit fram till."),
                          _("En mening räcker, utan uppgifter om den enskilde."))  # fmt: skip
    return Verdict.yes()


def may_close(verdicts: Sequence[ReadingVerdict], *, is_closed: bool) -> Verdict:
    """Say whether a sample may be signed off: every reading is found right or wrong."""
    if is_closed:
        return Verdict.no("closed", _("Stickprovet är avslutat."), _("Dra ett nytt stickprov."))
    left = sum(one not in SETTLED for one in verdicts)
    if left:
        words = ngettext(
            "%d läsning är inte färdigbedömd.", "%d läsningar är inte färdigbedömda.", left
        )
        return Verdict.no("left", words % left, _("Bedöm alla läsningar först."))
    return Verdict.yes()
