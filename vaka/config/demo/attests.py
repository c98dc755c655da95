"""The demo's list of attesters, with a few things in it that do not hold."""

from datetime import date

from vaka.areas.attests.models import AttestLine
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit

KRONA = 100
LINES = (
    # responsibility, name, attester, substitutes, limit in kronor, note
    ("74*", "Socialnämnden", "Förvaltningschef", "Biträdande förvaltningschef", 5_000_000, ""),
    ("741010", "Nämndens presidium", "Nämndens ordförande", "Nämndens vice ordförande", 50_000, ""),
    ("744*", "Ordinärt boende", "Verksamhetschef ordinärt boende", "Enhetschef Ängen", 500_000, ""),
    ("744510", "Hemtjänst Ängen", "Enhetschef Ängen", "Enhetschef Eken", 300_000, ""),
    ("744550", "Hemtjänst Eken", "Enhetschef Eken", "Enhetschef Ängen", 300_000, "Ny attestant!"),
    ("744900", "Hemtjänstpeng", "Controller", "Förvaltningschef", 1_300_000, ""),
    ("746*", "Särskilt boende", "Verksamhetschef särskilt boende", "Enhetschef Almen", 500_000, ""),
    ("746020", "Almen", "Enhetschef Almen", "Enhetschef Björken; Enhetschef Linden", 300_000, ""),
    ("746030", "Björken", "Enhetschef Björken", "Enhetschef Almen", 300_000, ""),
    ("746040", "Linden", "Enhetschef Linden", "", 300_000, ""),
)


@action
def write(*, by: Viewer, places: dict[str, Unit], identity: Identity, today: date) -> None:
    """Write the list as it holds from the turn of last year."""
    first = date(today.year - 1, 1, 1)
    AttestLine.objects.bulk_create(
        AttestLine(
            id=identity(moment(first)), unit=places["socialforvaltningen"], number=number,
            responsibility=code, name=name, attester=attester, substitutes=substitutes,
            operating=limit * KRONA, investment=limit * KRONA, note=words, valid_from=first,
        )
        for number, (code, name, attester, substitutes, limit, words) in enumerate(LINES, 1)
    )  # fmt: skip
    note(by=by, verb="attest.take_in_lines", object_kind="attest_line",
         unit_id=places["socialforvaltningen"].pk, data={"rows": len(LINES)})  # fmt: skip
