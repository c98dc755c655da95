"""Competence: shares of employees who hold a valid delegation and the courses asked of them.

Looked at on the last day of the period: whoever works then, by what holds then.
"""

from vaka.metrics.definitions.asked import met_share
from vaka.metrics.facts import COMPETENCE, UNIT_POST
from vaka.metrics.measure import Measure, Words

SOURCE = "Delegeringar, utbildningar och anställda i Vaka, periodens sista dag"


def _share(
    name: str, sv: str, en: str, sort: str, by: tuple[str, ...] = ("type", "unit", "area"),
    owner: str = "quality_developer",
) -> Measure:  # fmt: skip
    return met_share(
        name, Words(sv, en), fact=COMPETENCE, sort=sort, by=by, source=SOURCE, owner=owner
    )


MEASURES = (
    _share(
        "delegation_valid_share",
        "Andel omsorgspersonal med giltig delegering",
        "Share of care staff with a valid delegation",
        "delegation",
        ("unit", "area"),
        "mas",
    ),
    _share(
        "compulsory_courses_share",
        "Andel anställda med alla obligatoriska utbildningar",
        "Share of employees with every compulsory course",
        "all_courses",
        ("unit", "area"),
    ),
    _share(
        "course_valid_share",
        "Andel gällande utbildningar av dem som krävs",
        "Share of the courses asked for that hold",
        "course",
    ),
    _share(
        "proof_shown_share",
        "Andel visade bevis av dem som krävs",
        "Share of the proofs asked for that are shown",
        "proof",
    ),
    met_share(
        "language_post_share",
        Words("Andel enheter med språkombud", "Share of units with a language representative"),
        fact=UNIT_POST,
        sort="sprakombud",
        by=("unit", "area"),
        source="Uppdrag på enheter i Vaka, periodens sista dag",
        owner="quality_developer",
    ),
)
