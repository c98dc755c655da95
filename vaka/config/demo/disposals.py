"""The demo's retention plan, a case that is held, a disposal that waits for approval."""

from datetime import date, timedelta

from vaka.areas.disposals import actions, queries
from vaka.areas.disposals.actions import NewHold, NewPolicy
from vaka.areas.disposals.rules import HoldGround, Line
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.people.models import Person


def write(*, people: dict[str, Person], today: date) -> None:
    """Let the secretary write the board's plan in, and propose what is due of one class."""
    nora, maja = (Viewer.of(people[name], today) for name in ("nora", "maja"))
    decided = date(today.year - 1, 11, 20)
    lines = [Line(one.code, one.years, one.archive_first) for one in queries.choices(today)]
    lines = [Line(one.code, 3) if one.code == "self_check" else one for one in lines]
    actions.keep_policy(by=nora, new=NewPolicy(
        decided, f"SN {decided} § 112", date(today.year, 1, 1), lines))  # fmt: skip
    due = queries.due_cases("deviation", 5, today).order_by("closed_at")
    if first := due.first():
        actions.hold_case(by=maja, new=NewHold(first.reference, HoldGround.DISPUTE, "Mål 1204-26",
                                               today + timedelta(days=300)))  # fmt: skip
    if queries.due_cases("self_check", 3, today).exists():
        actions.propose_disposal(by=nora, kind="self_check", words="Årets gallring")
