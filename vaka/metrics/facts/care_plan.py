"""Who has help by a care plan: a row for each span of days on which something was met or not.

`sort` is `care_plan_current`, `care_contact` or `sip`. A row stands for a plan and names nobody.
"""

from vaka.metrics.facts.fact import Fact
from vaka.metrics.facts.spans import SPANS

CARE_PLAN = Fact(
    name="care_plan",
    version="1",
    sv="Genomförandeplaner, en rad per plan, krav och tid då kravet var uppfyllt eller inte",
    en="Care plans, one row per plan, requirement and span in which it was met or not",
    key=("row_id", "sort", "from_date"),
    partition=None,
    versioned=True,
    columns=SPANS,
)
