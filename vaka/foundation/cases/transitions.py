"""Transitions as data: one table gives buttons, permission checks, the diagram and the tests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.cases.kinds import Words
from vaka.law.verdict import Verdict


class Comment(StrEnum):
    """Whether words go with a transition."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NEVER = "never"


@dataclass(frozen=True)
class Transition:
    """One way from states to a state.

    Attributes:
        verb: the action's name, also the timeline's.
        label: what the button says.
        capability: who may, through the roles that hold it at the case's unit.
    """

    verb: str
    from_states: tuple[str, ...]
    to_state: str
    label: Words
    capability: str
    comment: Comment = Comment.OPTIONAL


def find(table: Sequence[Transition], verb: str) -> Transition:
    """Give the transition of a verb. Raises StopIteration never: the table's tests name each."""
    return {one.verb: one for one in table}[verb]


def offered(table: Iterable[Transition], state: str) -> list[Transition]:
    """Give the transitions that leave a state."""
    return [one for one in table if state in one.from_states]


def fits(transition: Transition, state: str, words: str, state_label: Words) -> Verdict:
    """Say whether a transition fits the state and the words given."""
    if state not in transition.from_states:
        return Verdict.no(
            "state",
            _("Ärendet är i läget %(state)s och kan inte ändras så.") % {"state": state_label},
            _("Ladda om sidan och se vad som har hänt med ärendet."),
        )
    if transition.comment is Comment.REQUIRED and not words.strip():
        return Verdict.no("words", _("Skäl saknas."), _("Skriv varför med några ord."))
    return Verdict.yes()


def fits_in(
    table: Sequence[Transition], verb: str, state: str, words: str, labels: Mapping[Any, Words]
) -> Verdict:  # fmt: skip
    """Say whether a table's verb fits the state and the words given; labels name the states."""
    return fits(find(table, verb), state, words, labels[state])


def diagram(table: Iterable[Transition]) -> str:
    """Give the table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2"]
    for one in table:
        lines += [f"    {state} --> {one.to_state}: {one.label}" for state in one.from_states]
    return "\n".join(lines)


def role_labels(transition: Transition) -> list[str]:
    """Give the Swedish labels of the roles that may."""
    return [role.label for role in roles_that_can(transition.capability)]
