"""Operations plans as frozen revisions: what may be adopted, and how two revisions differ.

A revision holds the goals, indicators and key activities set at a unit for a year, as texts. Texts
in, verdicts and differences out; no database and no clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict


class PlanPart(StrEnum):
    """What an operations plan is made of."""

    GOAL = "goal"
    INDICATOR = "indicator"
    ACTIVITY = "activity"


PART_LABELS = {
    PlanPart.GOAL: gettext_lazy("Mål"),
    PlanPart.INDICATOR: gettext_lazy("Indikator"),
    PlanPart.ACTIVITY: gettext_lazy("Nyckelaktivitet"),
}
FIELD_LABELS = {
    "title": gettext_lazy("text"),
    "serves": gettext_lazy("bidrar till"),
    "words": gettext_lazy("varför"),
    "years": gettext_lazy("gäller"),
    "unit": gettext_lazy("enhet"),
    "measure": gettext_lazy("mått"),
    "good": gettext_lazy("riktning"),
    "target": gettext_lazy("målvärde"),
    "tolerance": gettext_lazy("nästan nått"),
    "responsible": gettext_lazy("ansvarig"),
    "start": gettext_lazy("börjar"),
    "due": gettext_lazy("klar senast"),
}


class PlanChange(StrEnum):
    """How a part of a plan differs between two revisions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


CHANGE_LABELS = {
    PlanChange.ADDED: gettext_lazy("Ny"),
    PlanChange.REMOVED: gettext_lazy("Borttagen"),
    PlanChange.CHANGED: gettext_lazy("Ändrad"),
    PlanChange.SAME: gettext_lazy("Oförändrad"),
}


@dataclass(frozen=True)
class PlanItem:
    """A goal, an indicator or an activity as it stood.

    Attributes:
        key: the same in every revision, whatever its texts became.
        goal: the key of the goal that it belongs to; a goal's is its own.
        fields: texts by the name of the field, in the order they are shown; the title first.
    """

    part: PlanPart
    key: str
    goal: str
    fields: Mapping[str, str]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.fields["title"]


@dataclass(frozen=True)
class Difference:
    """One part in two revisions; `fields` holds name, old and new text of what differs."""

    part: PlanPart
    change: PlanChange
    goal: str
    old: PlanItem | None
    new: PlanItem | None
    fields: Sequence[tuple[str, str, str]] = ()


def compare(old: Sequence[PlanItem], new: Sequence[PlanItem]) -> list[Difference]:
    """Give every part of either revision once: those of the new one in its order, each goal with
    its parts, and what was removed after what it stood with."""
    was, now = {one.key: one for one in old}, {one.key: one for one in new}
    goals = list(dict.fromkeys([one.goal for one in new] + [one.goal for one in old]))
    found = []
    for goal in goals:
        keys = [one.key for one in new if one.goal == goal]
        keys += [one.key for one in old if one.goal == goal and one.key not in now]
        found += [_difference(was.get(key), now.get(key)) for key in keys]
    return found


def counted(found: Sequence[Difference]) -> dict[PlanChange, int]:
    """Count the parts by how they differ."""
    return {kind: sum(one.change is kind for one in found) for kind in PlanChange}


def may_adopt(
    *, items: Sequence[PlanItem], before: Sequence[PlanItem] | None, words: str, decided: str,
    adopted: date, last: date | None, today: date,
) -> Verdict:  # fmt: skip
    """A revision says something, something else than the one before it, and who decided why.

    `before` is the content of the newest revision and `last` the day it was adopted; None when
    this is the first.
    """
    verdict = Verdict.yes()
    if not items:
        verdict += Verdict.no("year", _("Enheten har inga mål det året."),
                              _("Sätt mål, eller välj ett annat år."))  # fmt: skip
    elif before is not None and all(
        one.change is PlanChange.SAME for one in compare(before, items)
    ):
        verdict += Verdict.no("year", _("Inget är ändrat sedan den senaste revisionen."),
                              _("Ändra målen först."))  # fmt: skip
    if before is not None and len(words.strip()) < 10:
        verdict += Verdict.no("words", _("Det saknas varför planen revideras."),
                              _("Skriv det med några ord."))  # fmt: skip
    if not decided.strip():
        verdict += Verdict.no("decided_by", _("Det saknas vem som har beslutat."),
                              _("Skriv nämnd och paragraf, eller chefens titel."))  # fmt: skip
    if adopted > today or (last is not None and adopted < last):
        verdict += Verdict.no(
            "adopted_date", _("Dagen passar inte."),
            _("Skriv dagen för beslutet, inte före den senaste revisionen."),
        )  # fmt: skip
    return verdict


def may_withdraw_plan(*, is_newest: bool) -> Verdict:
    """Only the newest revision is taken back, so that numbers have no gaps."""
    if is_newest:
        return Verdict.yes()
    return Verdict.no("newest", _("Det finns en senare revision."),
                      _("Ta tillbaka den först."))  # fmt: skip


def may_change_text(title: str) -> Verdict:
    """A goal that is changed still says something."""
    if title.strip():
        return Verdict.yes()
    return Verdict.no("title", _("Målet har ingen text."), _("Skriv vad som ska uppnås."))


def as_kept(items: Sequence[PlanItem]) -> list[dict[str, Any]]:
    """Give a revision's content as it is kept."""
    return [
        {"part": one.part.value, "key": one.key, "goal": one.goal, "fields": dict(one.fields)}
        for one in items
    ]


def as_read(kept: Sequence[Mapping[str, Any]]) -> list[PlanItem]:
    """Give what is kept as parts."""
    return [PlanItem(PlanPart(one["part"]), one["key"], one["goal"], one["fields"]) for one in kept]


def _difference(old: PlanItem | None, new: PlanItem | None) -> Difference:
    some = new or old
    assert some is not None, "one of two revisions holds it"
    if old is None or new is None:
        change = PlanChange.ADDED if old is None else PlanChange.REMOVED
        return Difference(some.part, change, some.goal, old, new)
    names = [*new.fields, *(name for name in old.fields if name not in new.fields)]
    fields = [
        (name, old.fields.get(name, ""), new.fields.get(name, ""))
        for name in names
        if old.fields.get(name, "") != new.fields.get(name, "")
    ]
    change = PlanChange.CHANGED if fields else PlanChange.SAME
    return Difference(some.part, change, some.goal, old, new, fields)
