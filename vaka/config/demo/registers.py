"""The demo's quality registers: which homes use which, since when, and what took their place."""

from datetime import date

from vaka.areas.registers.lists import OWN
from vaka.areas.registers.models import RegisterUse
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit

FIRST = date(2019, 1, 1)
LAST_NATIONAL = date(2023, 12, 31)
ENDED = date(2024, 12, 31)
BEGUN = "Beslut i ledningsgruppen: vårdprevention följs i registret."
CLOSED = "Den nationella mätningen har upphört. Vi mäter själva vidare."
TOO_MUCH = "Registret tog för mycket tid. Riskerna följs i en egen mätning."
# register, unit, from, until, replaced by, why it ended
USES = (
    ("senior_alert", "almen", FIRST, None, "", ""),
    ("senior_alert", "bjorken", FIRST, ENDED, OWN, TOO_MUCH),
    ("senior_alert", "linden", FIRST, None, "", ""),
    ("senior_alert", "ronnen", date(2021, 1, 1), None, "", ""),
    ("palliative", "sarskilt-boende", FIRST, None, "", ""),
    ("palliative", "hsl-hemsjukvard", date(2020, 1, 1), None, "", ""),
    ("bpsd", "linden", date(2020, 1, 1), None, "", ""),
    ("bpsd_test", "almen", date(2022, 1, 1), None, "", ""),
    ("ppm_bhk", "vaka", FIRST, LAST_NATIONAL, OWN, CLOSED),
    ("ppm_vri", "vaka", FIRST, LAST_NATIONAL, OWN, CLOSED),
)  # fmt: skip


@action
def write(*, by: Viewer, places: dict[str, Unit], identity: Identity) -> None:
    """Write the rows."""
    RegisterUse.objects.bulk_create(
        RegisterUse(
            id=identity(moment(first)), register=code, unit=places[unit], from_date=first,
            until_date=until, replaced_by=new, begin_words=BEGUN, begun_by="Maja Tallroth",
            end_words=why, ended_by="Maja Tallroth" if until else "",
        )
        for code, unit, first, until, new, why in USES
    )  # fmt: skip
    note(by=by, verb="registers.begin_use", object_kind="register_use", data={"rows": len(USES)})
