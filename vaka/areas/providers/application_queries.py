"""Reads of applications to a system of free choice: the list, and one contract's application."""

from dataclasses import dataclass

from vaka.areas.providers import actions, application_rules
from vaka.areas.providers.models import Application, ApplicationLine, Contract
from vaka.areas.providers.queries import ContractPage, note_shown, visible
from vaka.areas.providers.rules import State
from vaka.foundation.access.viewer import Viewer
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class ApplicationPart:
    """What a contract's page shows of its application.

    `may_approve` and `may_decline` say why not; they are asked while it waits for its decision.
    """

    application: Application
    lines: list[ApplicationLine]
    met: int
    is_open: bool
    may_judge: bool
    may_approve: Verdict
    may_decline: Verdict


def waiting(viewer: Viewer) -> list[Contract]:
    """Give the applications not approved, those that wait first; what was shown is logged."""
    found = visible(viewer).filter(case__state__in=(State.APPLIED, State.DECLINED))
    rows = list(found.select_related("application").order_by("case__state", "-case__opened_at"))
    note_shown(viewer, actions.KIND, [one.pk for one in rows])
    return rows


def part(viewer: Viewer, page: ContractPage) -> ApplicationPart | None:
    """Give the application of a contract that the viewer has opened, None when it has none."""
    found = Application.objects.filter(contract=page.contract).select_related("decided_by").first()
    if found is None:
        return None
    lines = list(found.lines.all())
    judged = [one.judged for one in lines]
    is_open = page.frame.state == State.APPLIED
    return ApplicationPart(
        application=found, lines=lines, met=sum(one.is_met is True for one in lines),
        is_open=is_open, may_judge=is_open and "contract.approve_application" in page.steps,
        may_approve=application_rules.may_approve(
            judged, end=page.contract.end_date, today=viewer.on
        ),
        may_decline=application_rules.may_decline(judged),
    )  # fmt: skip
