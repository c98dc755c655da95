"""Decisions on services: one row for each case and span of days with nothing changed.

Two waits stand beside each other, since a decision may be late, be executed, and later be
interrupted: the wait for execution (`last_day_within_date`, `left_date`) and the wait for
resumption (`interrupted_last_day_date`, `resumed_date`). A decision of which a part is given counts
as interrupted from that day until the rest is given (IVO).
"""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, text, whole

DECISION = Fact(
    name="decision",
    version="1",
    sv="Beslut om insatser, en rad per beslut och tid med oförändrat läge",
    en="Decisions on services, one row per decision and span of unchanged state",
    key=("case_id", "valid_from_date"),
    counted_by="decision_date",
    versioned=True,
    columns=(
        text("case_id", "Ärende", "Case"),
        text("reference", "Ärendenummer", "Reference"),
        text("unit_code", "Enhet", "Unit"),
        text("area", "Verksamhetsområde", "Area of work", required=False),
        text("law", "Lagrum: SoL, LSS", "Law"),
        text("service", "Insats", "Service"),
        text("state", "Läge i ärendet", "State"),
        text("sex", "Kön: K, M eller tomt", "Sex", required=False),
        date("decision_date", "Beslutsdag", "Day of the decision"),
        whole("decision_day", "Beslutsdag, dagar sedan 1970-01-01", "Decision as day number"),
        *CALENDAR,
        date("last_day_within_date", "Sista dag inom tre månader", "Last day within three months"),
        date("executed_date", "Verkställt", "Executed", required=False),
        date("ended_date", "Avslutat av annat skäl", "Ended otherwise", required=False),
        text("end_code", "Slut: V Å B A X", "End code", required=False),
        date(
            "left_date",
            "Dag då beslutet slutade vänta: verkställt eller avslutat; saknas dagen i "
            "avsändarens lista gäller kvartalets sista dag",
            "Day on which the wait for execution ended, by whichever came first",
            required=False,
        ),
        date("interrupted_date", "Avbrott från", "Interrupted from", required=False),
        date(
            "interrupted_last_day_date",
            "Sista dag inom tre månader från avbrottet",
            "Last day within three months of the interruption",
            required=False,
        ),
        date(
            "resumed_date",
            "Dag då avbrottet tog slut: återupptaget eller avslutat",
            "Day on which the interruption ended",
            required=False,
        ),
        text("reason_code", "Skäl till dröjsmål", "Reason for delay", required=False),
        whole("offers_declined", "Avböjda erbjudanden", "Offers declined", required=False),
        text("stated_quarter", "Kvartal som avsändaren redovisat", "Stated for", required=False),
        text(
            "stated_kind",
            "Redovisat som: reported, reported_earlier, interrupted",
            "Stated as",
            required=False,
        ),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)
