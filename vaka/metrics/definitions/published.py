"""Measures whose cases only others hold: every value is an observation with its source."""

from vaka.metrics.measure import Chart, Good, Measure, Unit, Words

_PUBLISHED = "Publicerad uppgift; källan står vid varje värde"
_BY = ("law", "sex", "area", "type")


def _published(name: str, sv: str, en: str, good: Good, owner: str, subject: str = "") -> Measure:
    return Measure(
        name=name,
        title=Words(sv, en),
        source=_PUBLISHED,
        unit=Unit.COUNT,
        good=good,
        owner=owner,
        subject=subject,
        by=_BY,
        chart=Chart.TABLE,
    )


MEASURES = (
    _published(
        "opinions_received",
        "Inkomna synpunkter och klagomål",
        "Opinions and complaints received",
        Good.NEITHER,
        "quality_developer",
    ),
    _published(
        "opinions_increase",
        "Ökning av synpunkter från året före",
        "Increase of opinions from the year before",
        Good.NEITHER,
        "quality_developer",
    ),
    _published(
        "opinions_health_care",
        "Synpunkter och klagomål om hälso- och sjukvård",
        "Opinions about health care",
        Good.NEITHER,
        "mas",
    ),
    _published(
        "lex_sarah_reported",
        "Allvarliga missförhållanden anmälda till IVO",
        "Serious misconditions reported under lex Sarah",
        Good.LOWER,
        "sas",
        "investigations",
    ),
    _published(
        "accidents_probably_falls",
        "Olycksfall under SoL som troligen är fall",
        "Accidents under SoL that are probably falls",
        Good.LOWER,
        "mas",
        "deviations",
    ),
)
