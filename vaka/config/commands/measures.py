"""`vaka measures`: the catalogue, and the measure that a question in words means."""

from datetime import datetime

import click

from vaka.config.outcome import REFUSED, Outcome, Session


@click.command(help="Visa alla mått som går att fråga efter, eller hitta ett med egna ord.")
@click.option("--find", "question", default="",
              help="Vad du vill veta, som ”andel fall med skada i fjol”.")  # fmt: skip
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Dagen som ”i fjol” räknas från.")
@click.pass_obj
def command(session: Session, question: str, today: datetime | None) -> Outcome:
    """Tell every measure, which needs no data directory, or find the one that is meant."""
    return _found(session, question, today) if question.strip() else _all()


def _all() -> Outcome:
    from vaka.metrics.catalogue import measures

    found = measures()
    how = {True: "räknas", False: "uppgift"}
    words = "\n".join(f"{row['name']:44} {how[row['computed']]:8} {row['title']}" for row in found)
    return Outcome({"measures": found}, words)


def _found(session: Session, question: str, today: datetime | None) -> Outcome:
    """The measure meant; exit code 1 when none is."""
    from vaka.config import product

    product.start(session)
    from dataclasses import asdict

    from django.utils import timezone

    from vaka.areas.indicators.asked import asked
    from vaka.foundation.organisation.models import Unit

    answer = asked(question, Unit.objects.all(), today.date() if today else timezone.localdate())
    assert answer is not None
    ways = [way for way in (answer.best, *answer.near) if way]
    lines = [answer.sentence, *(f"  {way.title} ({way.name}): {way.url}" for way in ways)]
    lines += [f"  {label}: {words}" for label, words in answer.understood]
    lines += [f"  {words}" for words in answer.notes]
    data = asdict(answer) | {"understood": dict(answer.understood)}
    return Outcome(data, "\n".join(lines), REFUSED if answer.best is None else 0)
