"""The demo's money with a purpose: grants of this year and the last, a fund, a reserve."""

from datetime import date

from vaka.areas.earmarks.models import Earmark, EarmarkEntry
from vaka.areas.earmarks.rules import EarmarkSort, EarmarkState, EntryKind
from vaka.areas.economy.rules import ORE, Money
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months

KR = ORE[Money.KR]
PLAN = (
    # sort, name, giver, conditions, kronor, state, months to apply, use, report, entries
    (EarmarkSort.GRANT, "Utbildning till undersköterska", "Socialstyrelsen",
     "Lön för den tid som medarbetare är borta för att utbilda sig.", 1_840_000,
     EarmarkState.HELD, -8, 1, 3,
     ((EntryKind.RECEIVED, -6, 1_840_000, "Utbetalning"),
      (EntryKind.USED, -3, 910_000, "Vårens studerande"),
      (EntryKind.USED, -1, 402_500, "Höstens studerande"))),
    (EarmarkSort.GRANT, "Minskad ensamhet bland äldre", "Socialstyrelsen",
     "Åtgärder som bryter ensamhet bland personer över 65 år.", 620_000,
     EarmarkState.REPORTED, -20, -11, -9,
     ((EntryKind.RECEIVED, -18, 620_000, "Utbetalning"),
      (EntryKind.USED, -12, 571_300, "Träffpunkter"),
      (EntryKind.RETURNED, -10, 48_700, "Återbetalt"))),
    (EarmarkSort.GRANT, "Omställning till en förebyggande socialtjänst", "Socialstyrelsen",
     "Utveckling av arbetssätt som förebygger, i samarbete med regionen.", 900_000,
     EarmarkState.PLANNED, 1, 13, 15, ()),
    (EarmarkSort.FUND, "Resultatfond för digitala arbetssätt", "Nämnden",
     "Högst tre miljoner kronor under tre år till att pröva digitala verktyg.", 3_000_000,
     EarmarkState.HELD, None, 14, None,
     ((EntryKind.USED, -16, 840_000, "Förstudie och införandeledare"),
      (EntryKind.USED, -4, 655_000, "Prov med läkemedelsrobotar"))),
    (EarmarkSort.RESERVE, "Förvaltningens reserv", "Nämnden",
     "Oförutsedda behov under året. Förvaltningschefen beslutar.", 2_400_000,
     EarmarkState.HELD, None, 1, None,
     ((EntryKind.USED, -5, 730_000, "Extra bemanning vid utbrott"),)),
)  # fmt: skip


@action
def write(*, by: Viewer, places: dict[str, Unit], identity: Identity, today: date) -> None:
    """Write each with its entries, told in months from the first of this one."""
    first = today.replace(day=1)

    def day(months: int | None) -> date | None:
        return None if months is None else add_months(first, months)

    for sort, name, giver, conditions, kronor, state, apply_by, use_by, report_by, told in PLAN:
        moved = add_months(first, -1)
        row = Earmark(
            id=identity(moment(moved)), unit=places["socialforvaltningen"], sort=sort, name=name,
            giver=giver, conditions=conditions, amount=kronor * KR, state=state,
            apply_by=day(apply_by), use_by=day(use_by), report_by=day(report_by),
            moved_date=moved,
        )  # fmt: skip
        row.save(force_insert=True)
        EarmarkEntry.objects.bulk_create(
            EarmarkEntry(id=identity(moment(add_months(first, at))), earmark=row, kind=kind,
                         day=add_months(first, at), amount=money * KR, words=words)
            for kind, at, money, words in told
        )  # fmt: skip
        note(by=by, verb="earmark.add_earmark", object_kind="earmark", object_id=row.pk,
             unit_id=row.unit_id, data={"name": name, "amount": row.amount})  # fmt: skip
