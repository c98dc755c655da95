"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.board.models import LetterText
from vaka.areas.board.rules import ITEM_LABELS, ITEM_STEPS, ItemState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "board_item.begin_item": gettext_lazy("Ärendet påbörjat"),
    "board_item.place_item": gettext_lazy("Planerat till sammanträde %(day)s"),
    "board_item.change_item": gettext_lazy("Uppgifterna ändrade"),
    "board_item.write_letter": gettext_lazy("Tjänsteskrivelsen skriven"),
    "board_item.attach": gettext_lazy("Handling tillagd"),
    "board_item.detach": gettext_lazy("Handling borttagen"),
    "board_item.bind_figure": gettext_lazy("Siffra knuten"),
    "board_item.drop_figure": gettext_lazy("Siffra borttagen"),
    "board_item.send_on": gettext_lazy("Skickat vidare till %(to)s"),
    "board_item.answer_passage": gettext_lazy("Beslut i %(to)s inskrivet"),
    "board_item.drop_passage": gettext_lazy("Steget till %(to)s borttaget"),
    "board_item.take_back_up": gettext_lazy("Taget upp igen efter återremiss från %(to)s"),
    "board_item.register_referral": gettext_lazy("Inskrivet som remiss eller motion"),
    "board_item.propose_chair": gettext_lazy("Ordförandebeslut föreslaget"),
    "board_item.answer_referral": gettext_lazy("Svaret skickat"),
    "board_item.take_back_answer": gettext_lazy("Svaret taget tillbaka"),
    "board_item.write_reply": gettext_lazy("Svaret skrivet"),
    "board_item.consult": gettext_lazy("%(n)s remissinstanser inskrivna"),
    "board_item.tell_consulted": gettext_lazy("%(name)s har svarat"),
    "board_item.drop_consulted": gettext_lazy("%(name)s borttagen ur remissinstanserna"),
    "board_item.take_in_letters": gettext_lazy("Skrivelser till och med %(until)s intagna"),
    "board_item.put_back_letters": gettext_lazy("Listan med skrivelser tömd"),
    "board_item.take_in_immediates": gettext_lazy(
        "Omedelbara beslut till och med %(until)s intagna"
    ),
    "board_item.put_back_immediates": gettext_lazy("Listan med omedelbara beslut tömd"),
    "board_item.hand_over": gettext_lazy("Lämnat till nämndsekreteraren"),
    "board_item.hand_back": gettext_lazy("Lämnat tillbaka"),
    "board_item.withdraw": gettext_lazy("Utgår"),
    "board_item.resume": gettext_lazy("Taget upp igen"),
    "board_item.treat": gettext_lazy("Behandlat på sammanträdet"),
    "board_item.untreat": gettext_lazy("Väntar på sammanträdet igen"),
}


def state_label(state: str) -> Words:
    """Give the word for an item's state."""
    return ITEM_LABELS[ItemState(state)]


def todo(state: str) -> Words:
    """Say what an item waits for."""
    return ITEM_STEPS[ItemState(state)]


def searchable(case: Case) -> str:
    """Give what search may find an item by: the words of its letter."""
    texts = LetterText.objects.filter(item_id=case.pk).values_list("words", flat=True)
    return " ".join(texts)


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
