"""Care plans: the shares that are current, have a fixed care contact and, where two principals
help, a coordinated plan, on the period's last day."""

from vaka.metrics.definitions.asked import met_share
from vaka.metrics.facts import CARE_PLAN
from vaka.metrics.measure import Words

PLANS = "Genomförandeplaner i Vaka, periodens sista dag"

MEASURES = (
    met_share(
        "care_plan_current_share",
        Words("Andel med aktuell genomförandeplan", "Share with a current care plan"),
        fact=CARE_PLAN,
        sort="care_plan_current",
        by=("unit", "area"),
        source=f"{PLANS}; gränsen i månader efter Kolada U21452",
        owner="quality_developer",
    ),
    met_share(
        "care_contact_share",
        Words("Andel med fast omsorgskontakt", "Share with a fixed care contact"),
        fact=CARE_PLAN,
        sort="care_contact",
        by=("unit", "area"),
        source=f"{PLANS}; där lagen kräver en kontakt",
        owner="quality_developer",
    ),
    met_share(
        "sip_share",
        Words(
            "Andel med samordnad individuell plan, av dem med två huvudmän",
            "Share with a coordinated plan, of those with both principals",
        ),
        fact=CARE_PLAN,
        sort="sip",
        by=("unit", "area"),
        source=f"{PLANS}; samordnade individuella planer",
        owner="quality_developer",
    ),
)
