"""What holds for an item on its way from the board to the executive board and the council.

The board prepares what the council decides (KL 2017:725 5:26, 5:28): the executive board takes the
board's proposal as its own or another one, and the council decides by it or otherwise.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board.rules import ItemState
from vaka.law.verdict import Verdict


class Level(StrEnum):
    """Which body above, or beside, an item goes on to; in the order of the way up."""

    EXECUTIVE = "executive"
    COUNCIL = "council"
    OTHER = "other"


LEVEL_LABELS = {
    Level.EXECUTIVE: gettext_lazy("Kommunstyrelsen"),
    Level.COUNCIL: gettext_lazy("Kommunfullmäktige"),
    Level.OTHER: gettext_lazy("Annat organ"),
}


class PassageState(StrEnum):
    """How an item stands with a body that it was sent to."""

    SENT = "sent"
    ADOPTED = "adopted"
    CHANGED = "changed"
    REFUSED = "refused"
    RETURNED = "returned"


PASSAGE_LABELS = {
    PassageState.SENT: gettext_lazy("Skickat, inte avgjort"),
    PassageState.ADOPTED: gettext_lazy("Som föreslaget"),
    PassageState.CHANGED: gettext_lazy("Med andra ord"),
    PassageState.REFUSED: gettext_lazy("Avslaget"),
    PassageState.RETURNED: gettext_lazy("Återremitterat"),
}
ANSWERS = tuple(state for state in PassageState if state is not PassageState.SENT)
GOES_ON = (PassageState.ADOPTED, PassageState.CHANGED)


@dataclass(frozen=True)
class Sent:
    """A passage as the rules see it."""

    level: Level
    name: str
    state: PassageState
    sent: date


@dataclass(frozen=True)
class Pair:
    """One att-clause before and after; empty where there is none."""

    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """True when both say the same."""
        return self.before == self.after


def may_send_on(
    *, state: str, passed: Sequence[Sent], level: Level, name: str, clauses: Collection[str],
    sent: date, today: date,
) -> Verdict:  # fmt: skip
    """Say whether an item may go on: once its own body has treated it and each body before has
    let it through, with a proposal, to a body that has not had it."""
    verdict = Verdict.yes()
    if state != ItemState.TREATED:
        verdict += Verdict.no("state", _("Ärendet är inte behandlat än."),
                              _("Håll sammanträdet först."))  # fmt: skip
    if passed and passed[-1].state not in GOES_ON:
        words = _("%s har inte släppt ärendet vidare.") % passed[-1].name
        verdict += Verdict.no("level", words, _("Skriv in vad som beslutades där först."))
    if any(one.name == name for one in passed):
        verdict += Verdict.no("level", _("Ärendet har redan skickats dit."), _("Välj ett annat."))
    if level is Level.EXECUTIVE and any(one.level is Level.COUNCIL for one in passed):
        verdict += Verdict.no("level", _("Fullmäktige har redan avgjort ärendet."))
    if level is Level.OTHER and not name.strip():
        verdict += Verdict.no("name", _("Organet saknar namn."), _("Skriv vilket det är."))
    if not clauses:
        verdict += Verdict.no("proposal", _("Förslaget har ingen att-sats."),
                              _("Skriv en rad för varje att-sats."))  # fmt: skip
    if sent > today or (passed and sent < passed[-1].sent):
        verdict += Verdict.no("sent", _("Dagen ligger fel i ordningen."),
                              _("Skriv dagen då ärendet skickades."))  # fmt: skip
    return verdict


def next_level(passed: Collection[Sent]) -> Level:
    """Give where an item goes on to if nothing else is said: the executive board, then the
    council."""
    had_it = any(one.level is Level.EXECUTIVE for one in passed)
    return Level.COUNCIL if had_it else Level.EXECUTIVE


def may_answer(
    *, is_last: bool, state: PassageState, decided: date, sent: date, today: date, paragraph: str,
    proposal: Sequence[str], decision: Sequence[str],
) -> Verdict:  # fmt: skip
    """Say whether a body's decision may be written in: of the last passage, with day and
    paragraph, and with words that fit what it is said to be."""
    verdict = Verdict.yes()
    if not is_last:
        verdict += Verdict.no("state", _("Ärendet har gått vidare därifrån."),
                              _("Ta bort det senare steget först."))  # fmt: skip
    if not sent <= decided <= today:
        verdict += Verdict.no("decided", _("Dagen ligger före utskicket eller i framtiden."),
                              _("Skriv dagen då organet beslutade."))  # fmt: skip
    if not paragraph.strip():
        verdict += Verdict.no("paragraph", _("Paragrafen saknas."), _("Skriv till exempel § 41."))
    if state is PassageState.ADOPTED and list(decision) != list(proposal):
        verdict += Verdict.no("decision", _("Beslutet är inte ordagrant som förslaget."),
                              _("Välj Med andra ord, eller rätta orden."))  # fmt: skip
    if state is PassageState.CHANGED and list(decision) == list(proposal):
        verdict += Verdict.no("decision", _("Beslutet är ordagrant som förslaget."),
                              _("Välj Som föreslaget."))  # fmt: skip
    if state in GOES_ON and not decision:
        verdict += Verdict.no("decision", _("Beslutet har ingen att-sats."),
                              _("Skriv beslutet, en rad för varje att-sats."))  # fmt: skip
    return verdict


def may_undo(*, is_last: bool, came_back: bool) -> Verdict:
    """The last passage may be taken away, unless it has sent an item back."""
    if came_back:
        return Verdict.no("state", _("Ärendet har tagits upp igen efter återremissen."),
                          _("Låt det nya ärendet utgå."))  # fmt: skip
    if is_last:
        return Verdict.yes()
    return Verdict.no("state", _("Ärendet har gått vidare därifrån."),
                      _("Ta bort det senare steget först."))  # fmt: skip


def may_take_up(*, state: str, came_back: bool) -> Verdict:
    """An item is taken up again once, when a body has returned it."""
    if state != PassageState.RETURNED:
        return Verdict.no("state", _("Ärendet är inte återremitterat."))
    if came_back:
        return Verdict.no("state", _("Ärendet har redan tagits upp igen."))
    return Verdict.yes()


def beside(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Give the clauses of two bodies beside each other, those that say the same on one row."""
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _tag, left, left_end, right, right_end in matcher.get_opcodes():
        rows = max(left_end - left, right_end - right)
        old = [*before[left:left_end], *[""] * rows][:rows]
        new = [*after[right:right_end], *[""] * rows][:rows]
        pairs += [Pair(*pair) for pair in zip(old, new, strict=True)]
    return pairs
