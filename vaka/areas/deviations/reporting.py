"""A report from answers to a case: the same whether it comes from the page or from a phone's queue.

`accept` is what both call. It opens the deviation once for each `client_id`.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vaka.areas.deviations import actions, proposals
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.deviations.proposals import Proposal
from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases.models import Case
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.foundation.people.numbers import find_numbers
from vaka.foundation.questions import actions as questions
from vaka.foundation.questions.forms import QuestionsForm
from vaka.foundation.questions.sets import Kind, UnknownSet, family
from vaka.law.local_time import moment_from_local, swedish

FORM = "deviation"
REPORT = "deviation.report"
CLOCK_SKEW = timedelta(minutes=10)


class Unclear(ValueError):
    """The answers are not enough for a report; `errors` says why, by the name of the answer."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(errors)))
        self.errors = errors


@dataclass(frozen=True)
class Received:
    """What a valid form holds, ready to become a case."""

    new: NewDeviation
    proposal: Proposal


class ReportForm(QuestionsForm):
    """The questions of a report, and the unit it is about.

    Args:
        units: those at which the viewer may report.
        asked_on: the day the page was shown; its question sets are those of that day.
    """

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, units: list[Unit], asked_on: date,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, sets=family(FORM, asked_on), **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.fields["unit"] = forms.ChoiceField(
            label=_("Enhet"),
            choices=[(unit.code, unit.name) for unit in units],
            error_messages={
                "required": _("Välj enhet."),
                "invalid_choice": _("Du kan inte rapportera för den enheten. Välj en annan."),
            },
        )

    def clean(self) -> dict[str, Any]:
        """Refuse an event that has not happened yet, and identity numbers in free text."""
        data = super().clean() or {}
        moment = self._moment(data)
        if moment and moment > timezone.now() + CLOCK_SKEW:
            self.add_error("day", _("Tiden har inte varit än. Ändra dag eller tid."))
        for question in self.questions:
            text = str(data.get(question.key) or "")
            if question.kind is Kind.TEXT and find_numbers(text):
                self.add_error(question.key, ValidationError(_("Ta bort personnumret.")))
        data["occurred_at"] = moment
        return data

    def _moment(self, data: dict[str, Any]) -> datetime | None:
        """Give the moment of day and time; without a time the day's first minute stands."""
        day, clock = data.get("day"), data.get("time") or "00:00"
        if not day:
            return None
        return moment_from_local(datetime.fromisoformat(f"{day.isoformat()}T{clock}")).moment

    def received(self, client_id: uuid.UUID) -> Received:
        """Give the report and what is proposed for it. The form has been found valid."""
        answers, unit = self.answers(), self.units[self.cleaned_data["unit"]]
        occurred_at = self.cleaned_data["occurred_at"]
        proposal = proposals.propose(answers, unit.kind, swedish(occurred_at).date())
        new = NewDeviation(
            unit=unit,
            law=proposal.law,
            type=proposal.type,
            text=answers.get("text") or self.summary(),
            occurred_at=occurred_at,
            place=answers.get("place", ""),
            immediate_measure=answers.get("done", ""),
            has_time=bool(answers.get("time")),
            source_key=source_key(client_id),
            to_role=proposal.to,
        )
        return Received(new, proposal)

    def summary(self) -> str:
        """Say the chosen answers in Swedish, where the reporter chose and did not write."""
        answers = self.answers()
        chosen = [q for q in self.questions if q.choices and q.key in answers]
        return " ".join(f"{q.label.said()} {q.spoken(answers[q.key])}." for q in chosen)


def source_key(client_id: uuid.UUID) -> str:
    """Give the key that makes a report one case, however often it is sent."""
    return f"client:{client_id}"


def form_for(
    by: Viewer, data: Mapping[str, Any] | None = None, *, asked_on: date, **kwargs: Any
) -> ReportForm:
    """Give the form with the units at which a viewer may report. Raises NotAllowed."""
    demand(by, REPORT)
    units = visible_units(by, REPORT, on=by.on)
    return ReportForm(data, units=units, asked_on=asked_on, **kwargs)


def accept(
    *, by: Viewer, client_id: uuid.UUID, answers: dict[str, str], saved_at: datetime | None = None
) -> Case:
    """Open a deviation from answers, once for each client id; again gives the same case.

    Args:
        answers: by the names of the page's inputs; `asked_on` (a day) tells which sets were asked.
        saved_at: when the reporter finished, if the report has waited in a phone.

    Raises:
        Unclear: the answers are not enough.
        NotAllowed: the viewer may not report.
        NotVisible: the client id has been used by somebody else.
    """
    if known := _known(by, client_id):
        return known
    form = _valid(by, answers)
    try:
        return receive(by=by, client_id=client_id, form=form, saved_at=saved_at or timezone.now())
    except IntegrityError:  # the same report came twice at once, and the other was first
        if known := _known(by, client_id):
            return known
        raise


def _known(by: Viewer, client_id: uuid.UUID) -> Case | None:
    found = Case.objects.filter(kind=FORM, source_key=source_key(client_id)).first()
    if found is not None and found.reporter_id != (by.person and by.person.pk):
        raise NotVisible(str(client_id))
    return found


def _valid(by: Viewer, answers: dict[str, str]) -> ReportForm:
    try:
        form = form_for(by, answers, asked_on=asked_on(answers.get("asked_on", "")))
    except UnknownSet:
        raise Unclear({"asked_on": _("Formuläret är för gammalt. Öppna det igen.")}) from None
    if not form.is_valid():
        raise Unclear(form.words_of_errors())
    return form


def asked_on(text: str) -> date:
    """Give the day a page says it was shown; today for one that says nothing readable."""
    try:
        return min(date.fromisoformat(text), timezone.localdate())
    except ValueError:
        return timezone.localdate()


@action
def receive(*, by: Viewer, client_id: uuid.UUID, form: ReportForm, saved_at: datetime) -> Case:
    with override("sv"):
        received = form.received(client_id)
    case = actions.report(by=by, new=received.new)
    questions.keep(by=by, case=case, answers=form.by_set(), at=saved_at)
    questions.sent(by=by, form=FORM, client_id=client_id)
    _tell(by, case, received.proposal)
    return case


def _tell(by: Viewer, case: Case, proposal: Proposal) -> None:
    """Tell those who are to know at once; a manager who is part of the event is not told."""
    told = (proposal.to, *proposal.tells) if proposal.misconduct else proposal.tells
    for role in told:
        if (person := holder(role, case.unit)) and person != by.person:
            notices.tell(
                by=by, to=person, kind="deviation.reported", case=case, state=case.state,
                words=_("En ny rapport gäller dig: %s.") % case.reference,
                url_name="deviations:case", object_id=case.pk,
            )  # fmt: skip
