"""Preventive measures and the five steps of KUBINOL: their order, what each must tell, and gaps.

Focus areas, levels and steps are dated data in `prevention.toml` (K-PRE-05, K-PRE-13, K-PRE-19 to
K-PRE-23, R-37). Values in, verdicts and values out; no database and no clock.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.clock import add_months
from vaka.law.values import Citation, history
from vaka.law.verdict import Verdict


class PreventionStepState(StrEnum):
    """Where a step stands: steps are done in order, so one at most is open."""

    WAITING = "waiting"
    OPEN = "open"
    DONE = "done"


class BenefitReached(StrEnum):
    """Whether the test showed the benefit that step one wanted."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class PreventionDecision(StrEnum):
    """What becomes of a measure after its test."""

    KEEP = "keep"
    CHANGE = "change"
    END = "end"


class PresentStanding(StrEnum):
    """How firm a way of working is in the mapping of the present state (K-PRE-24)."""

    ESTABLISHED = "established"
    TEMPORARY = "temporary"
    PLANNED = "planned"
    NONE = "none"


STANDING_LABELS = {
    PresentStanding.ESTABLISHED: gettext_lazy("Fast arbetssätt"),
    PresentStanding.TEMPORARY: gettext_lazy("Tillfälligt, till exempel projekt"),
    PresentStanding.PLANNED: gettext_lazy("Planerat, inte börjat"),
    PresentStanding.NONE: gettext_lazy("Inget görs"),
}
STEP_LABELS = {
    PreventionStepState.WAITING: gettext_lazy("Väntar på steget före"),
    PreventionStepState.OPEN: gettext_lazy("Att göra nu"),
    PreventionStepState.DONE: gettext_lazy("Gjort"),
}
REACHED_LABELS = {
    BenefitReached.YES: gettext_lazy("Nyttan är nådd"),
    BenefitReached.PARTLY: gettext_lazy("Nyttan är delvis nådd"),
    BenefitReached.NO: gettext_lazy("Nyttan är inte nådd"),
}
DECISION_LABELS = {
    PreventionDecision.KEEP: gettext_lazy("Behåll"),
    PreventionDecision.CHANGE: gettext_lazy("Ändra och pröva igen"),
    PreventionDecision.END: gettext_lazy("Avsluta"),
}


@dataclass(frozen=True)
class Ask:
    """One question of a step."""

    code: str
    label: str
    hint: str


@dataclass(frozen=True)
class KubinolStep:
    """One of the five steps; `again_months` is none for what a change does not take up again.

    `needs_mapping` where the present state is mapped for every focus area before it.
    """

    number: int
    code: str
    name: str
    lead: str
    months: int
    asks: tuple[Ask, ...]
    again_months: int | None = None
    decides: bool = False
    needs_mapping: bool = False


@dataclass(frozen=True)
class Frame:
    """What holds on a day: names by code, in order, the steps, and the duties as topics of law."""

    source: str
    focus_areas: Mapping[str, str]
    levels: Mapping[str, str]
    aims: Mapping[str, str]
    targets: Mapping[str, str]
    steps: tuple[KubinolStep, ...]
    duties: tuple[str, ...] = ()

    def step(self, code: str) -> KubinolStep:
        """Give a step. Raises KeyError when the frame has no such step."""
        return {one.code: one for one in self.steps}[code]


@dataclass(frozen=True)
class StepTold:
    """What is told of a step; `reached` and `decision` only where the step decides."""

    done_date: date
    told: Mapping[str, str]
    evidence: str
    reached: str = ""
    decision: str = ""


@dataclass(frozen=True)
class MeasureTold:
    """A preventive measure as somebody begins it; `target_size` in persons."""

    title: str
    focus_area: str
    level: str
    aim: str
    duty: str
    target: str
    target_size: int
    answers: str
    begun_date: date
    duty_topic: str = ""


@dataclass(frozen=True)
class PreventionDuty:
    """A duty in law with its paragraphs, the oldest first.

    Attributes:
        current: the paragraph in force on the day asked about; None when there is none.
        rows: every paragraph that has held, with its first and last days.
    """

    topic: str
    title: str
    current: Citation | None
    rows: tuple[Citation, ...]


@dataclass(frozen=True)
class PresentTold:
    """A way of working as it is now, in a focus area at a unit."""

    focus_area: str
    standing: str
    words: str
    resources: str


def frame(on: date) -> Frame:
    """Give the focus areas, levels and steps in force on a day, the first ones before that."""
    rows = _rows()
    held = [since for since in rows if since <= on]
    return rows[max(held) if held else min(rows)]


def due_steps(of: Frame, begun: date) -> list[tuple[KubinolStep, date]]:
    """Give every step with its last day, counted from the start."""
    return [(one, add_months(begun, one.months)) for one in of.steps]


def due_again(of: Frame, decided: date) -> list[tuple[KubinolStep, date]]:
    """Give the steps that a decision to change takes up again, with their last days."""
    again = [(one, one.again_months) for one in of.steps if one.again_months is not None]
    return [(one, add_months(decided, months)) for one, months in again]


def states(done: Sequence[bool]) -> list[PreventionStepState]:
    """Say where each step stands: done, then one open, then those that wait."""
    first = next((place for place, one in enumerate(done) if not one), len(done))
    return [
        PreventionStepState.DONE if place < first
        else PreventionStepState.OPEN if place == first
        else PreventionStepState.WAITING
        for place in range(len(done))
    ]  # fmt: skip


def is_late(state: PreventionStepState, due: date, today: date) -> bool:
    """Say whether a step's last day has passed; one that waits is late too."""
    return state is not PreventionStepState.DONE and today > due


def may_begin(new: MeasureTold, today: date) -> Verdict:
    """A measure has a place in the frame, a duty, somebody who answers and people it is for."""
    of, verdict = frame(new.begun_date), Verdict.yes()
    placed = (("focus_area", of.focus_areas), ("level", of.levels), ("aim", of.aims),
              ("target", of.targets))  # fmt: skip
    for name, known in placed:
        if getattr(new, name) not in known:
            verdict += Verdict.no(name, _("Valet finns inte i planen som gäller den dagen."),
                                  _("Välj ett av dem som visas."))  # fmt: skip
    for name in ("title", "answers"):
        if len(getattr(new, name).strip()) < 3:
            verdict += Verdict.no(name, _("Det här saknas."), _("Skriv några ord."))
    verdict += may_name_duty(new.duty_topic, new.duty, new.begun_date)
    if new.target_size < 1:
        verdict += Verdict.no("target_size", _("Målgruppen är tom."),
                              _("Skriv ungefär hur många den är."))  # fmt: skip
    if new.begun_date > today:
        verdict += Verdict.no("begun_date", _("Dagen har inte varit än."),
                              _("Skriv dagen då arbetet började."))  # fmt: skip
    return verdict


def may_name_duty(topic: str, words: str, on: date) -> Verdict:
    """A measure points to a duty in law that is in force, or to another in words (K-PRE-04)."""
    if not topic and len(words.strip()) < 3:
        return Verdict.no("duty", _("Skyldigheten saknas."),
                          _("Välj en skyldighet, eller skriv en annan."))  # fmt: skip
    if topic and topic not in {one.topic for one in duties(on) if one.current}:
        return Verdict.no("duty_topic", _("Skyldigheten gäller inte den dagen."),
                          _("Välj en som gäller."))  # fmt: skip
    return Verdict.yes()


def duties(on: date) -> list[PreventionDuty]:
    """Give the duties of the plan in force on a day, each with the paragraph of that day."""
    return [duty(topic, on) for topic in frame(on).duties]


def duty(topic: str, on: date) -> PreventionDuty:
    """Give one duty as it stands on a day. Raises UnknownTopic."""
    rows = history(topic)
    current = next((row for row in rows if _holds(row, on)), None)
    return PreventionDuty(topic, (current or rows[-1]).title, current, rows)


def _holds(row: Citation, on: date) -> bool:
    return (row.since or date.min) <= on <= (row.until or date.max)


def may_tell(
    step: KubinolStep, new: StepTold, *, state: PreventionStepState, first: date, today: date,
    unmapped: Sequence[str] = (),
) -> Verdict:  # fmt: skip
    """A step is told in its turn, answers each question, shows evidence and decides if it must.

    Args:
        first: the day of the step before, or of the start.
        unmapped: focus areas whose present state nobody has told.
    """
    verdict = Verdict.yes()
    if step.needs_mapping and unmapped:
        words = _("Nuläget är inte beskrivet för %s.") % ", ".join(unmapped)
        verdict += Verdict.no("mapping", words, _("Beskriv nuläget för alla fokusområden först."))
    if state is not PreventionStepState.OPEN:
        verdict += Verdict.no(
            "turn", _("Stegen görs i ordning, och det här står inte på tur."),
            _("Gå tillbaka till insatsen och gör steget som är öppet."),
        )  # fmt: skip
    for ask in step.asks:
        if len(new.told.get(ask.code, "").split()) < 2:
            verdict += Verdict.no(ask.code, _("Svaret säger inget."), _("Svara i hela ord."))
    if len(new.evidence.strip()) < 5:
        verdict += Verdict.no(
            "evidence", _("Underlaget saknas."),
            _("Skriv en länk, ett diarienummer eller vad som visar det."),
        )  # fmt: skip
    if not first <= new.done_date <= today:
        verdict += Verdict.no(
            "done_date", _("Dagen passar inte."),
            _("Skriv en dag från %(first)s till i dag.") % {"first": first},
        )  # fmt: skip
    return verdict + _may_decide(step, new)


def may_map(new: PresentTold, on: date) -> Verdict:
    """A way of working has a focus area, a standing and words; also where nothing is done."""
    verdict = Verdict.yes()
    if new.focus_area not in frame(on).focus_areas:
        verdict += Verdict.no("focus_area", _("Valet finns inte i planen som gäller den dagen."),
                              _("Välj ett av dem som visas."))  # fmt: skip
    if new.standing not in set(PresentStanding):
        verdict += Verdict.no("standing", _("Det saknas hur fast arbetssättet är."),
                              _("Välj ett av dem som visas."))  # fmt: skip
    if len(new.words.split()) < 2:
        verdict += Verdict.no("words", _("Svaret säger inget."), _("Svara i hela ord."))
    return verdict


def may_move(due: date, begun: date, state: PreventionStepState) -> Verdict:
    """The last day of a step that is not done may be moved, but not before the start."""
    verdict = Verdict.yes()
    if state is PreventionStepState.DONE:
        verdict += Verdict.no("due_date", _("Steget är redan gjort."),
                              _("Ta tillbaka steget först."))  # fmt: skip
    if due < begun:
        verdict += Verdict.no("due_date", _("Dagen är före starten."),
                              _("Skriv %s eller senare.") % begun.isoformat())  # fmt: skip
    return verdict


def may_remove(done: int) -> Verdict:
    """A measure begun by mistake may be taken away as long as no step is told."""
    if not done:
        return Verdict.yes()
    return Verdict.no("told", _("Insatsen har steg som är gjorda."),
                      _("Ta tillbaka dem först, eller besluta i steg 5 att avsluta."))  # fmt: skip


def gaps(known: Mapping[str, str], used: Iterable[str]) -> list[str]:
    """Name the focus areas or levels that no measure has (K-PRE-05, K-PRE-13)."""
    found = set(used)
    return [name for code, name in known.items() if code not in found]


def _may_decide(step: KubinolStep, new: StepTold) -> Verdict:
    if not step.decides:
        return Verdict.yes()
    verdict = Verdict.yes()
    if new.reached not in set(BenefitReached):
        verdict += Verdict.no("reached", _("Det saknas om nyttan är nådd."),
                              _("Jämför med nyttan i steg 1 och välj."))  # fmt: skip
    if new.decision not in set(PreventionDecision):
        verdict += Verdict.no("decision", _("Beslutet saknas."),
                              _("Välj om insatsen behålls, ändras eller avslutas."))  # fmt: skip
    return verdict


@cache
def _rows() -> dict[date, Frame]:
    text = Path(__file__).with_name("prevention.toml").read_text("utf-8")
    return {row["since"]: _frame(row) for row in tomllib.loads(text)["prevention"]}


def _frame(row: dict[str, Any]) -> Frame:
    steps = tuple(
        KubinolStep(
            number, one["code"], one["name"], one["lead"], one["months"],
            tuple(Ask(**ask) for ask in one["asks"]), one.get("again_months"),
            one.get("decides", False), one.get("needs_mapping", False),
        )
        for number, one in enumerate(row["steps"], 1)
    )  # fmt: skip
    return Frame(
        row["source"], _named(row["focus_areas"]), _named(row["levels"]), _named(row["aims"]),
        _named(row["targets"]), steps, tuple(row["duties"]),
    )  # fmt: skip


def _named(rows: list[dict[str, str]]) -> dict[str, str]:
    return {one["code"]: one["name"] for one in rows}
