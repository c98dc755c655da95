"""What can be sent from a phone: each kind of report with the area's own door for it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vaka.foundation.cases.kinds import kind_of as case_kind

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.cases.models import Case

OWN_PAGE = "ko"
FormPage = Callable[[HttpRequest], HttpResponse]


def _told(_case: "Case") -> bool:
    return False


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
    """One kind: its code, the door, the page that draws its form, and that page's address.

    The phone keeps an empty copy of the form; it is drawn by the same page for a viewer who is
    nobody, with a reporter's role at the phone's unit. `is_anonymous` says of a taken report that
    nothing may tie it to whom the phone's one-time code was given.
    """

    code: str
    accept: Accept
    form: FormPage | None = None
    url_name: str = ""
    receipt_name: str = ""
    is_anonymous: Callable[["Case"], bool] = _told


_kinds: dict[str, ReportKind] = {}


def register(
    code: str, accept: Accept, form: FormPage | None = None, url_name: str = "",
    receipt_name: str = "", is_anonymous: Callable[["Case"], bool] = _told,
) -> None:  # fmt: skip
    """Add a kind; the same code again replaces it."""
    _kinds[code] = ReportKind(code, accept, form, url_name, receipt_name, is_anonymous)


def receipt_url(case: "Case") -> str:
    """Give the page that thanks for a report: the kind's receipt, else the case's own page."""
    kind = _kinds.get(case.kind)
    own = kind.receipt_name if kind else ""
    return reverse(own or case_kind(case.kind).url_name, args=[case.pk])


def kind_of(code: str) -> ReportKind:
    """Give one kind. Raises UnknownReport."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownReport(code) from None


def form_address() -> str:
    """Give the address of the first form that a phone can keep, or the start page."""
    forms = [kind.url_name for kind in _kinds.values() if kind.form and kind.url_name]
    return reverse(forms[0]) if forms else "/"


def pages() -> dict[str, str]:
    """Give the addresses that open without a network, with the name of the copy of each."""
    forms = {reverse(k.url_name): k.code for k in _kinds.values() if k.form and k.url_name}
    return {reverse("offline:queue"): OWN_PAGE, **forms}
