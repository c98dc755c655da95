"""Follow-up of contracts: visits with the requirements they judged, and figures asked for."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Column, Fact, date, flag, text

_COLUMNS: tuple[Column, ...] = (
    text("case_id", "Ärende", "Case"),
    text("row_id", "Rad", "Row"),
    text("reference", "Ärendenummer", "Reference"),
    text("unit_code", "Enhet", "Unit"),
    text("type", "Slag av rad: visit requirement figure", "Kind of row"),
    text("operator", "Drivs av: own contracted", "Run by"),
    date("due_date", "Senast", "Due by"),
    *CALENDAR,
    date("done_date", "Gjord", "Done", required=False),
    flag("is_met", "Kravet är uppfyllt", "The requirement is met", required=False),
    date("valid_from_date", "Raden gäller från", "Valid from"),
    date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
)

PROVIDER_VISIT = Fact(
    name="provider_visit",
    version="1",
    sv="Uppföljningsbesök, en rad före och en efter att besöket gjorts, och en per bedömt krav",
    en="Follow-up visits, one row before and one after the visit, and one per judged requirement",
    key=("row_id", "valid_from_date"),
    partition=None,
    counted_by="due_date",
    versioned=True,
    columns=_COLUMNS,
)
PROVIDER_FIGURE = Fact(
    name="provider_figure",
    version="1",
    sv="Uppgifter begärda av utförare, en rad för tiden innan svaret och en för tiden efter",
    en="Figures asked of providers, one row for the time before the answer and one after",
    key=("row_id", "valid_from_date"),
    partition=None,
    counted_by="due_date",
    versioned=True,
    columns=_COLUMNS,
)
