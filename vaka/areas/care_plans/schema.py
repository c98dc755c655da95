"""The columns that the imports of care plans and of visits fill."""

from vaka.areas.care_plans.continuity_rules import VisitKind
from vaka.areas.care_plans.rules import Participation
from vaka.exchange.schema import Field, Kind, TargetSchema

PARTS = {
    "Ja": Participation.TOOK_PART, "Deltog": Participation.TOOK_PART,
    "Företräddes": Participation.REPRESENTED, "Företrädare": Participation.REPRESENTED,
    "Nej": Participation.DECLINED, "Ville inte": Participation.DECLINED,
}  # fmt: skip
KINDS = {
    "Omsorg": VisitKind.CARE, "Larm": VisitKind.ALARM, "Trygghetslarm": VisitKind.ALARM,
    "Matleverans": VisitKind.MEALS, "Matdistribution": VisitKind.MEALS,
    "HSL": VisitKind.HEALTH_CARE, "Hälso- och sjukvård": VisitKind.HEALTH_CARE,
}  # fmt: skip
PLANS = TargetSchema(
    kind="care_plans",
    label_sv="Genomförandeplaner",
    key_fields=("source_id",),
    fields=(
        Field("source_id", Kind.TEXT, "Planens id", ("plan-id", "planid"), required=True),
        Field("unit", Kind.TEXT, "Enhet", ("utförare",), required=True),
        Field("decision", Kind.TEXT, "Beslut", ("beslutsnummer", "beslutets nummer"),
              required=True),
        Field("mark", Kind.TEXT, "Lägenhet", ("rum", "känns igen på"), max_length=80),
        Field("begun_date", Kind.DATE, "Insatsen började", ("startdatum",)),
        Field("made_date", Kind.DATE, "Gjord", ("upprättad", "plandatum"), required=True),
        Field("valid_from", Kind.DATE, "Gäller från", ("giltig från",)),
        Field("next_review", Kind.DATE, "Följs upp senast", ("nästa uppföljning",)),
        Field("participation", Kind.CODE, "Delaktighet", ("deltog", "delaktig"),
              values=PARTS | {one.value: one.value for one in Participation}),
        Field("areas", Kind.TEXT, "Livsområden", ("livsområde",)),
        Field("night", Kind.BOOL, "Avsnitt om natten", ("natt",)),
    ),
)  # fmt: skip
VISITS = TargetSchema(
    kind="care_visits",
    label_sv="Besök i hemtjänsten",
    fields=(
        Field("unit", Kind.TEXT, "Enhet", ("grupp", "utförare"), required=True),
        Field("person", Kind.TEXT, "Person", ("brukare", "kund", "omsorgstagare"), required=True),
        Field("staff", Kind.TEXT, "Personal", ("medarbetare", "utförd av"), required=True),
        Field("began_at", Kind.MOMENT, "Tid", ("starttid", "började", "besökstid"), required=True,
              time_headings=("klockslag", "start kl")),
        Field("kind", Kind.CODE, "Slag", ("besökstyp",),
              values=KINDS | {one.value: one.value for one in VisitKind}),
        Field("age", Kind.INTEGER, "Ålder"),
    ),
)  # fmt: skip
