"""`vaka rounds`: plan rounds, check a plan of anybody's, make problems by chance."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from vaka.config.outcome import DONE, REFUSED, Outcome, Refusal, Session

HINT = "Se docs/how-to/plan-rounds.md."
FILE = click.Path(path_type=Path)


@click.group(help="Planera rundor, granska en plan, gör problem att öva på.")
def command() -> None:
    """Hold the three."""


@command.command(help="Planera ett problem. Svaret har gått genom granskningen.")
@click.argument("problem", type=FILE)
@click.option("--seconds", type=click.FloatRange(0.1, 3600), help="Hur länge, förvalt 10.")
@click.option("--evaluations", type=click.IntRange(100, 10**12),
              help="Hur mycket, i stället: samma antal och frö ger samma plan.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**62), default=1, show_default=True,
              help="Slumpens frö.")  # fmt: skip
@click.option("--exact", is_flag=True, help="Bevisa att planen är bäst; för få patienter.")
@click.option("--out", type=FILE, help="Skriv planen hit, i problemets eget format.")
@click.pass_obj
def solve(session: Session, problem: Path, seconds: float | None, evaluations: int | None,
          seed: int, exact: bool, out: Path | None) -> Outcome:  # fmt: skip
    """Answer with a plan, what it costs and what it breaks."""
    from vaka.calc.rounds import plans
    from vaka.calc.rounds import solve as solving

    if seconds and evaluations:
        raise click.UsageError("Ange antingen --seconds eller --evaluations.")
    if exact and evaluations:
        raise click.UsageError("Ange --seconds för --exact; ett bevis räknas inte i försök.")
    asked = _problem(problem)
    session.say("Planerar" if evaluations else f"Planerar i {seconds or solving.SECONDS:g} s")
    try:
        if exact:
            answer = solving.prove(asked, seconds=seconds, seed=seed)
        else:
            answer = solving.solve(asked, seconds=seconds, evaluations=evaluations, seed=seed)
    except solving.CannotPlan as error:
        raise Refusal("cannot_plan", str(error), HINT) from error
    if out is not None:
        _write(out, plans.as_file(asked, answer.plan, answer.verdict.cost))
    found = solving.told(answer)
    return Outcome(found, _words(found), DONE if answer.verdict.feasible else REFUSED)


@command.command(help="Granska en plan: räkna om kostnaden och allt som bryts.")
@click.argument("problem", type=FILE)
@click.argument("solution", type=FILE)
def check(problem: Path, solution: Path) -> Outcome:
    """Answer what a plan costs and breaks, whoever made it."""
    from vaka.calc.rounds import check as checking
    from vaka.calc.rounds import plans, reading
    from vaka.calc.rounds.solve import judged

    asked = _problem(problem)
    plan = _read(solution, lambda: plans.plan(reading.content(solution), asked))
    verdict = checking.judge(asked, plan)
    found = {**judged(verdict), "stated": plan.stated, "problem": asked.name}
    return Outcome(found, _words(found), DONE if verdict.feasible else REFUSED)


@command.command(
    help="""Planera om resten av natten när ett larm kommer eller någon går hem.

Det som har börjat, eller som någon är på väg till, står kvar."""
)
@click.argument("problem", type=FILE)
@click.argument("solution", type=FILE)
@click.option("--at", type=click.FloatRange(0), required=True, help="Minuten det händer.")
@click.option("--absent", multiple=True, help="Medarbetare som går; kan anges flera gånger.")
@click.option("--alarm", multiple=True, metavar="PATIENT:INSATS:MINUTER:INOM",
              help="Larm hos en patient, hur länge det tar, inom vilken tid.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**62), default=1, show_default=True,
              help="Slumpens frö.")  # fmt: skip
@click.option("--out", type=FILE, help="Skriv planen hit, i problemets eget format.")
def replan(problem: Path, solution: Path, at: float, absent: tuple[str, ...],
           alarm: tuple[str, ...], seed: int, out: Path | None) -> Outcome:  # fmt: skip
    """Answer with the new plan of the whole night; the same news and seed give the same."""
    from vaka.calc.rounds import plans, reading
    from vaka.calc.rounds import solve as solving

    asked = _problem(problem)
    plan = _read(solution, lambda: plans.plan(reading.content(solution), asked))
    alarms = [_alarm(asked, told, at, number) for number, told in enumerate(alarm, 1)]
    try:
        answer = solving.anew(asked, plan, now=at, absent=absent, alarms=alarms, seed=seed)
    except solving.CannotPlan as error:
        raise Refusal("cannot_plan", str(error), HINT) from error
    if out is not None:
        _write(out, plans.as_file(answer.problem, answer.plan, answer.verdict.cost))
    found = solving.told(answer)
    return Outcome(found, _words(found), DONE if answer.verdict.feasible else REFUSED)


@command.command(help="Gör ett problem genom slump, likt de publicerade.")
@click.option("--like", type=click.Choice(["hhcrsp"]), default="hhcrsp", show_default=True,
              help="Vilka publicerade problem det ska likna.")  # fmt: skip
@click.option("--patients", type=click.IntRange(5, 500), required=True, help="Antal.")
@click.option("--seed", type=click.IntRange(0, 2**62), default=1, show_default=True,
              help="Slumpens frö.")  # fmt: skip
@click.option("--out", type=FILE, help="Skriv problemet hit i stället för på skärmen.")
def generate(like: str, patients: int, seed: int, out: Path | None) -> Outcome:
    """Give a problem; the same numbers give the same."""
    from vaka.calc.rounds import generate as generating

    found = getattr(generating, like)(patients, seed)
    words = json.dumps(found, ensure_ascii=False)
    if out is None:
        return Outcome(found, words)
    _write(out, words + "\n")
    return Outcome({"file": str(out)}, f"Problemet står i {out}.")


def _alarm(asked: Any, told: str, at: float, number: int) -> Any:
    """An alarm as a patient of its own, at the home of the one that it comes from."""
    from vaka.calc.rounds.problem import Need, Patient

    try:
        who, service, minutes, within = told.split(":")
        window = (at, at + float(within))
        needs = (Need(service, float(minutes)),)
        return Patient(f"larm {number}", asked.patient[who].place, (window,), needs)
    except (ValueError, KeyError) as error:
        raise click.BadParameter(f"{told}: skriv patient:insats:minuter:inom, till exempel "
                                 "p3:s2:10:15, med en patient ur problemet") from error  # fmt: skip


def _problem(path: Path) -> Any:
    from vaka.calc.rounds import reading

    return _read(path, lambda: reading.problem(path))


def _read(path: Path, how: Callable[[], Any]) -> Any:
    """Read, or refuse in words."""
    from vaka.calc.rounds.problem import UnreadableRounds

    try:
        return how()
    except OSError as error:
        raise Refusal("missing", f"Filen går inte att läsa: {path}.", HINT) from error
    except UnreadableRounds as error:
        raise Refusal("not_rounds", str(error), HINT) from error


def _write(path: Path, words: str) -> None:
    try:
        path.write_text(words, "utf-8")
    except OSError as error:
        raise Refusal("not_written", f"Filen går inte att skriva: {path}.",
                      "Välj en katalog som finns och går att skriva i.") from error  # fmt: skip


def _words(found: dict[str, Any]) -> str:
    """What people read: the cost, then each thing that is broken."""
    broken = found["violations"]
    lines = [f"Kostnad {found['cost']:g}.",
             f"{len(broken)} krav bryts:" if broken else "Inga krav bryts."]  # fmt: skip
    return "\n".join([*lines, *(f"- {one['who']}: {one['words']}" for one in broken)])
