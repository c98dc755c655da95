"""The demo's deliveries of statistics: the yearly one of LSS, made, handed over and answered."""

from datetime import date, timedelta

from vaka.areas.submissions import actions, layouts
from vaka.areas.submissions.actions import NewSubmission
from vaka.areas.submissions.models import Submission
from vaka.areas.submissions.rules import Answer
from vaka.config.demo.plans import moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation import actions as organisation
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

CODE = "9999"
"""No municipality has this code."""
SINCE = date(2020, 1, 1)


def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], today: date
) -> None:  # fmt: skip
    """Write the municipality's code and one delivery that the receiver has taken."""
    organisation.set_local_value(by=by, key="submission.municipality_code", text=CODE,
                                 valid_from=SINCE, reason="Påhittad")  # fmt: skip
    layout = next(one for one in layouts.current(today) if one.code == "lss_in_force")
    period = layout.newest(today)
    new = NewSubmission(
        places["bistand"], layout, period, leave_out=True,
        why="Numren eller skyddet utreds, raderna lämnas med nästa fil.",
    )  # fmt: skip
    made = actions.make_submission(by=by, new=new)
    day = layout.span(period)[1] + timedelta(days=12)
    who = people["beata"]
    Submission.objects.filter(pk=made.pk).update(
        made_at=moment(day), made_by=who, sent_date=day, sent_by=who, answer=Answer.ACCEPTED,
        receipt=f"Mottagen {day:%Y%m%d}-01",
    )  # fmt: skip
