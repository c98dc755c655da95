"""Programmes, projects and initiatives: what hangs together, what may be done, what an effect is.

An effect goal is judged by the rule of goals (`goals.rules.judge`). Values in, verdicts and values
out; no database and no clock. How often a closed project is followed up is dated data beside.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.goals.rules import ActivityState
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.clock import add_months
from vaka.law.period import Grain, Period
from vaka.law.verdict import Verdict

SEE, EDIT = "project.see", "project.edit"
FEWEST_LETTERS = 20
"""A lesson shorter than this says nothing to who reads it in a year."""


class ProjectKind(StrEnum):
    """What kind of work it is; only a programme holds others."""

    PROGRAMME = "programme"
    PROJECT = "project"
    INITIATIVE = "initiative"


KIND_LABELS = {
    ProjectKind.PROGRAMME: gettext_lazy("Program"),
    ProjectKind.PROJECT: gettext_lazy("Projekt"),
    ProjectKind.INITIATIVE: gettext_lazy("Initiativ"),
}


class ProjectState(StrEnum):
    """Where it stands."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    CLOSED = "closed"
    STOPPED = "stopped"


STATE_LABELS = {
    ProjectState.PLANNED: gettext_lazy("Planerat"),
    ProjectState.UNDER_WAY: gettext_lazy("Pågår"),
    ProjectState.CLOSED: gettext_lazy("Avslutat"),
    ProjectState.STOPPED: gettext_lazy("Avbrutet"),
}
OPEN = (ProjectState.PLANNED, ProjectState.UNDER_WAY)
ENDED = (ProjectState.CLOSED, ProjectState.STOPPED)


class EffectUnit(StrEnum):
    """What an effect is counted in; freed hours are hours a week that are there for others."""

    PERCENT = "percent"
    COUNT = "count"
    DAYS = "days"
    HOURS = "hours"


EFFECT_UNIT_LABELS = {
    EffectUnit.PERCENT: gettext_lazy("procent"),
    EffectUnit.COUNT: gettext_lazy("antal"),
    EffectUnit.DAYS: gettext_lazy("dagar"),
    EffectUnit.HOURS: gettext_lazy("frigjorda timmar i veckan"),
}
GRAINS = {
    Grain.MONTH: gettext_lazy("månad"),
    Grain.QUARTER: gettext_lazy("kvartal"),
    Grain.TERTIAL: gettext_lazy("tertial"),
    Grain.YEAR: gettext_lazy("år"),
}
"""The lengths over which a measure is compared before and after."""

TRANSITIONS = (
    Transition("project.start_project", (ProjectState.PLANNED,), ProjectState.UNDER_WAY,
               gettext_lazy("Starta"), EDIT),
    Transition("project.close_project", (ProjectState.UNDER_WAY,), ProjectState.CLOSED,
               gettext_lazy("Avsluta med lärdomar"), EDIT),
    Transition("project.stop_project", OPEN, ProjectState.STOPPED,
               gettext_lazy("Avbryt"), EDIT),
    Transition("project.reopen_project", ENDED, ProjectState.UNDER_WAY,
               gettext_lazy("Ta upp igen"), EDIT, Comment.REQUIRED),
)  # fmt: skip
PHASE_TRANSITIONS = (
    Transition("project.begin_phase", (ActivityState.PLANNED,), ActivityState.UNDER_WAY,
               gettext_lazy("Påbörja"), EDIT),
    Transition("project.finish_phase", (ActivityState.PLANNED, ActivityState.UNDER_WAY),
               ActivityState.DONE, gettext_lazy("Klar"), EDIT),
    Transition("project.drop_phase", (ActivityState.PLANNED, ActivityState.UNDER_WAY),
               ActivityState.STOPPED, gettext_lazy("Avbryt"), EDIT, Comment.REQUIRED),
    Transition("project.resume_phase", (ActivityState.DONE, ActivityState.STOPPED),
               ActivityState.UNDER_WAY, gettext_lazy("Ta upp igen"), EDIT),
)  # fmt: skip


@dataclass(frozen=True)
class ProjectTold:
    """What is told of a project by who sets it up or changes it."""

    kind: ProjectKind
    title: str
    purpose: str
    start_date: date
    end_date: date


@dataclass(frozen=True)
class EffectTold:
    """An effect goal as told; `baseline` is what a series of one's own was before the start."""

    title: str
    measure: str
    counted_in: EffectUnit
    target: float
    grain: Grain = Grain.QUARTER
    tolerance: float | None = None
    baseline: float | None = None


@dataclass(frozen=True)
class Left:
    """What is left before a project can close: names of phases, effect goals and projects, and how
    many projects there are that who asks may not see."""

    phases: Sequence[str] = ()
    unvalued: Sequence[str] = ()
    children: Sequence[str] = ()
    hidden: int = 0


def may_set_up(new: ProjectTold, above: ProjectKind | None) -> Verdict:
    """A project has a name and a purpose, ends after it starts, and may be in a programme."""
    verdict = Verdict.yes()
    if not new.title.strip():
        verdict += Verdict.no("title", _("Namnet saknas."), _("Skriv vad det heter."))
    if len(new.purpose.strip()) < FEWEST_LETTERS:
        verdict += Verdict.no("purpose", _("Syftet är för kort för att förstås."),
                              _("Skriv vad som ska bli bättre, och för vem."))  # fmt: skip
    if above is not None and above is not ProjectKind.PROGRAMME:
        verdict += Verdict.no("parent", _("Bara ett program kan hålla projekt."),
                              _("Välj ett program."))  # fmt: skip
    if above is not None and new.kind is ProjectKind.PROGRAMME:
        verdict += Verdict.no("parent", _("Ett program hör inte till ett annat program."),
                              _("Välj inget program."))  # fmt: skip
    return verdict + _in_order(new.start_date, new.end_date)


def may_keep_kind(kind: ProjectKind, children: int) -> Verdict:
    """A programme that holds projects stays a programme."""
    if kind is ProjectKind.PROGRAMME or not children:
        return Verdict.yes()
    return Verdict.no("kind", _("Programmet håller projekt."),
                      _("Flytta projekten till ett annat program först."))  # fmt: skip


def may_work_on(state: str) -> Verdict:
    """Phases, effect goals and facts are changed as long as the project is open."""
    if state in OPEN:
        return Verdict.yes()
    return Verdict.no("state", _("Projektet är slut."), _("Ta upp det igen först."))


def may_start(kind: ProjectKind, effects: int) -> Verdict:
    """An effect is set before the start, else nobody can say afterwards whether it came."""
    if kind is ProjectKind.PROGRAMME or effects:
        return Verdict.yes()
    return Verdict.no("effects", _("Det finns inget effektmål."),
                      _("Lägg till minst ett, med ett värde före start."))  # fmt: skip


def may_close(left: Left, lessons: str) -> Verdict:
    """A project closes with its lessons, when nothing in it is open and each effect has a value."""
    verdict = may_stop(lessons)
    for code, names, words, way in (
        ("phases", left.phases, _("Faser är öppna: %s."), _("Gör dem klara eller avbryt dem.")),
        ("unvalued", left.unvalued, _("Effektmål saknar värde: %s."),
         _("Skriv in ett värde, eller ta bort effektmålet.")),
        ("children", left.children, _("Programmets projekt är öppna: %s."),
         _("Avsluta dem först.")),
    ):  # fmt: skip
        if names:
            verdict += Verdict.no(code, words % ", ".join(names), way)
    if left.hidden:
        verdict += Verdict.no(
            "hidden", _("Programmet håller öppna projekt som du inte får se: %d.") % left.hidden,
            _("Be den som ser dem avsluta dem först."),
        )  # fmt: skip
    return verdict


def may_own(*, sees: bool) -> Verdict:
    """Who owns a project can open it."""
    if sees:
        return Verdict.yes()
    return Verdict.no("owner", _("Personen får inte se projektet."),
                      _("Välj någon som får se enhetens projekt."))  # fmt: skip


def may_stop(lessons: str) -> Verdict:
    """Also who stops leaves lessons."""
    if len(lessons.strip()) >= FEWEST_LETTERS:
        return Verdict.yes()
    return Verdict.no("lessons", _("Lärdomarna är för korta för att hjälpa någon annan."),
                      _("Skriv vad som fungerade och vad ni skulle göra annorlunda."))  # fmt: skip


def may_set_phase(title: str, start: date, end: date) -> Verdict:
    """A phase has a name and ends after it starts."""
    verdict = Verdict.yes()
    if not title.strip():
        verdict += Verdict.no("title", _("Fasen har inget namn."), _("Skriv vad som görs i den."))
    return verdict + _in_order(start, end)


def may_add_effect(new: EffectTold, is_known: bool) -> Verdict:
    """An effect is a measure of the catalogue or a series of one's own, with a target."""
    verdict = Verdict.yes()
    if new.measure and not is_known:
        verdict += Verdict.no("measure", _("Det finns inget sådant mått."))
    if not new.measure and not new.title.strip():
        verdict += Verdict.no("title", _("Effektmålet har inget namn."),
                              _("Välj ett mått, eller skriv vad som räknas."))  # fmt: skip
    if new.measure and new.counted_in is EffectUnit.HOURS:
        verdict += Verdict.no("counted_in", _("Frigjorda timmar räknas inte av något mått."),
                              _("Skriv vad som frigör tiden i stället för ett mått."))  # fmt: skip
    return verdict


def may_tell_value(*, measure: str, day: date, today: date, source: str) -> Verdict:
    """A value is told where Vaka counts none, for a day that has been, with its source."""
    verdict = Verdict.yes()
    if measure:
        verdict += Verdict.no("value", _("Vaka räknar det måttet; det skrivs inte in för hand."))
    if day > today:
        verdict += Verdict.no("day", _("Dagen har inte varit än."), _("Välj en tidigare dag."))
    if not source.strip():
        verdict += Verdict.no("source", _("Källan saknas."), _("Skriv var siffran står."))
    return verdict


def may_follow_up(
    *, state: str, words: str, day: date, closed: date | None, today: date
) -> Verdict:
    """A follow-up says what is left of the effect, on a day since the project closed."""
    verdict = Verdict.yes()
    if state != ProjectState.CLOSED or closed is None:
        return Verdict.no("state", _("Bara ett avslutat projekt följs upp."))
    if len(words.strip()) < FEWEST_LETTERS:
        verdict += Verdict.no("words", _("Svaret är för kort för att förstås om ett år."),
                              _("Skriv vad som står kvar av effekten."))  # fmt: skip
    if not closed <= day <= today:
        verdict += Verdict.no("done_date", _("Dagen passar inte."),
                              _("Skriv en dag från avslutet till i dag."))  # fmt: skip
    return verdict


def due_follow_ups(closed: date) -> list[date]:
    """Give the days by which a project that closed on a day is looked at again."""
    rows = _rows()
    held = [since for since in rows if since <= closed]
    return [add_months(closed, months) for months in rows[max(held) if held else min(rows)]]


def compared(start: date, today: date, grain: Grain) -> tuple[Period, Period | None]:
    """Give the last whole period before the start, and the last one since; none yet is None.

    A period that the project began within counts to neither.
    """
    before, now = Period.of(start, grain).previous(), Period.of(today, grain).previous()
    return before, now if now.first_date >= start else None


def is_late(state: str, end: date, today: date) -> bool:
    """Say whether a project should have ended."""
    return state in OPEN and end < today


def is_phase_late(state: str, end: date, today: date) -> bool:
    """Say whether a phase should have been done."""
    return state in (ActivityState.PLANNED, ActivityState.UNDER_WAY) and end < today


def along(first: date, last: date, start: date, end: date, width: int = 1000) -> tuple[int, int]:
    """Give where a stretch of days lies on a line from first to last: its place and its length."""
    days = max((last - first).days + 1, 1)
    begins = min(max((start - first).days, 0), days)
    ends = min(max((end - first).days + 1, begins), days)
    place = round(width * begins / days)
    return place, max(round(width * ends / days) - place, 8)


def _in_order(start: date, end: date) -> Verdict:
    if end >= start:
        return Verdict.yes()
    return Verdict.no("end_date", _("Det slutar före det börjar."), _("Rätta dagarna."))


@cache
def _rows() -> dict[date, list[int]]:
    text = Path(__file__).with_name("follow_up.toml").read_text("utf-8")
    return {row["since"]: row["months"] for row in tomllib.loads(text)["follow_up"]}
