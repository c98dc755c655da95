"""The night: the share of residents with a night plan that holds, on the period's last day."""

from vaka.metrics.definitions.asked import met_share
from vaka.metrics.facts import NIGHT_PLAN
from vaka.metrics.measure import Words

MEASURES = (
    met_share(
        "night_plan_share",
        Words(
            "Andel boende med aktuell nattplan",
            "Share of residents with a night plan that holds",
        ),
        fact=NIGHT_PLAN,
        sort="night_plan",
        by=("unit", "area"),
        source="Nattplaner och rum i Vaka, periodens sista dag",
        owner="quality_developer",
    ),
)
