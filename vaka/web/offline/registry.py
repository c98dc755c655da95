"""What can be sent from a phone: each kind of report with the area's own door for it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.cases.models import Case

FormPage = Callable[[HttpRequest], HttpResponse]


class UnknownReport(LookupError):
    """No area has registered this kind of report."""


class Accept(Protocol):
    """Opens a case from answers, exactly once for a client id.

    What it cannot take it refuses by an exception; one with `errors: dict[str, str]` says what is
    wrong with which answer.
    """

    def __call__(
        self, *, by: "Viewer", client_id: uuid.UUID, answers: dict[str, str],
        saved_at: datetime | None = None,
    ) -> "Case": ...  # fmt: skip


@dataclass(frozen=True)
class ReportKind:
    """One kind: its code, the door, and the page that draws its form.

    The phone keeps an empty copy of the form; it is drawn by the same page for a viewer who is
    nobody, with a reporter's role at the phone's unit.
    """

    code: str
    accept: Accept
    form: FormPage | None = None


_kinds: dict[str, ReportKind] = {}


def register(code: str, accept: Accept, form: FormPage | None = None) -> None:
    """Add a kind; the same code again replaces it."""
    _kinds[code] = ReportKind(code, accept, form)


def kind_of(code: str) -> ReportKind:
    """Give one kind. Raises UnknownReport."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownReport(code) from None


def codes() -> list[str]:
    """Give the codes of the kinds whose form a phone can keep."""
    return sorted(code for code, kind in _kinds.items() if kind.form is not None)
