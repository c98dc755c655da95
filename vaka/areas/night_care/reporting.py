"""From a tap or a note to the night's case: the same whether from the page or a phone's queue."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.night_care import tonight_actions
from vaka.areas.night_care.models import PlannedCheck
from vaka.areas.night_care.plan_rules import CheckForm
from vaka.areas.night_care.tonight_actions import KIND, NewMark, NewNote
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case

FORM = KIND
CLOCK_SKEW = timedelta(minutes=10)
MOST_ATTEMPTS = 9


class Unclear(ValueError):
    """The answers are not enough; `errors` says why, by the name of the answer."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(errors)))
        self.errors = errors


def accept(
    *, by: Viewer, client_id: uuid.UUID, answers: dict[str, str], saved_at: datetime | None = None
) -> Case:
    """Take a mark or a note, once for each client id.

    Args:
        answers: `act` is `note` for a note; the rest are the columns of what is told.
        saved_at: when it was tapped, if it has waited in a phone.

    Raises:
        Unclear: the answers are not enough.
        NotVisible: the room is not at a unit where the viewer works.
        RuleRefused: a rule said no.
    """
    at = min(saved_at or timezone.now(), timezone.now() + CLOCK_SKEW)
    try:
        return _taken(by, client_id, answers, at)
    except IntegrityError:  # somebody else began the night, or sent the same, in that moment
        if (known := _known(client_id)) is not None:
            return known
        return _taken(by, client_id, answers, at)


def _taken(by: Viewer, client_id: uuid.UUID, answers: dict[str, str], at: datetime) -> Case:
    if answers.get("act") == "note":
        return tonight_actions.write_note(by=by, new=_note(client_id, answers, at))
    return tonight_actions.mark(by=by, new=_mark(client_id, answers, at))


def _known(client_id: uuid.UUID) -> Case | None:
    return Case.objects.filter(
        Q(nightround__checks__client_id=client_id) | Q(nightround__notes__client_id=client_id)
    ).first()


def _note(client_id: uuid.UUID, answers: dict[str, str], at: datetime) -> NewNote:
    return NewNote(
        client_id, _read(answers, "night", date.fromisoformat),
        _read(answers, "room", uuid.UUID), answers.get("text", ""),
        answers.get("deviation", "") not in ("", "no"), at,
    )  # fmt: skip


def _mark(client_id: uuid.UUID, answers: dict[str, str], at: datetime) -> NewMark:
    """Read a mark; the plan's time as it stands, or as the list showed it if it is no more."""
    check_id = _read(answers, "check", uuid.UUID)
    told = {"client_id": client_id, "check_id": check_id, "at": at,
            "night": _read(answers, "night", date.fromisoformat),
            "attempt": _read(answers, "attempt", _attempt),
            "outcome": answers.get("outcome", ""), "why": answers.get("why", "")}  # fmt: skip
    one = PlannedCheck.objects.filter(pk=check_id).select_related("plan").first()
    if one is not None:
        told |= {"room_id": one.plan.room_id, "from_time": one.from_time, "to_time": one.to_time}
    else:
        told |= {"room_id": _read(answers, "room", uuid.UUID),
                 "from_time": _read(answers, "from", time.fromisoformat),
                 "to_time": _read(answers, "to", time.fromisoformat)}  # fmt: skip
    return NewMark(**told, form=_read(answers, "form", _form))


def _attempt(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_ATTEMPTS:
        raise ValueError(text)
    return number


def _form(text: str) -> str:
    return str(CheckForm(text))


def _read(answers: dict[str, str], name: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(answers.get(name, ""))
    except ValueError:
        raise Unclear({name: _("Något i listan gick inte att läsa. Ladda om den.")}) from None
