"""The Swedish words that the area says outside its templates."""

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.competence.rules import NEXT_STEPS, STATE_LABELS, State
from vaka.areas.competence.summer_rules import SEASON_LABELS, SEASON_STEPS, SeasonState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "delegation.prepare": gettext_lazy("Påbörjad"),
    "delegation.give": gettext_lazy("Given"),
    "delegation.confirm_delegation": gettext_lazy("Bekräftad av mottagaren"),
    "delegation.follow_up": gettext_lazy("Uppföljd"),
    "delegation.put_under_review": gettext_lazy("Ska omprövas"),
    "delegation.uphold": gettext_lazy("Står fast efter omprövning"),
    "delegation.recall": gettext_lazy("Återkallad"),
    "delegation.expire": gettext_lazy("Tiden har gått ut"),
    "delegation.import": gettext_lazy("Inläst"),
    "season.start_season": gettext_lazy("Påbörjad"),
    "season.count_applicants": gettext_lazy("Sökande räknade"),
    "season.say": gettext_lazy("Läget till nämnden skrivet"),
    "season.learn": gettext_lazy("Lärdom %(number)s tillagd"),
    "season.evaluate": gettext_lazy("Utvärderad"),
    "season.reopen": gettext_lazy("Öppnad igen"),
    "season.import": gettext_lazy("Inläst"),
}


def state_label(state: str) -> Words:
    """Give the word for a delegation's state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what a delegation in a state waits for."""
    return NEXT_STEPS[State(state)]


def season_state_label(state: str) -> Words:
    """Give the word for a summer's state."""
    return SEASON_LABELS[SeasonState(state)]


def season_todo(state: str) -> Words:
    """Say what a summer in a state waits for."""
    return SEASON_STEPS[SeasonState(state)]


def sorts(cases: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Say what sort of case each is where no name may be said."""
    return {one: _("Delegering") for one in cases}


def searchable(case: "Case") -> str:
    """Give what search may find a delegation by: its heading, its tasks and places."""
    from vaka.areas.competence.lists import task_titles
    from vaka.areas.competence.models import Delegation

    row = Delegation.objects.filter(case=case).first()
    if row is None:
        return case.title
    tasks = " ".join(task_titles(row.tasks.values_list("code", flat=True)))
    return f"{case.title} {row.places} {tasks}"


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
