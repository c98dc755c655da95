"""What surveys have shown by unit: the national ones as published, one's own as answered."""

import uuid
from collections.abc import Iterable

from vaka.areas.figures import queries as figures
from vaka.areas.self_checks import queries as self_checks
from vaka.areas.self_checks.queries import Item
from vaka.areas.survey_plans import lists
from vaka.areas.survey_plans.rules import Answered
from vaka.law.period import Period
from vaka.metrics.measure import Good

OWN = "form:"
ByUnit = dict[uuid.UUID, list[Answered]]


def title_of(survey: str) -> str:
    """Give what a survey is called; an own one by its form."""
    if survey in lists.nationals():
        return lists.nationals()[survey].title
    forms = dict(self_checks.surveys())
    return forms.get(survey.removeprefix(OWN), survey)


def told() -> list[tuple[str, str]]:
    """Give every survey with the periods that any unit has results of, the newest first."""
    found = [(code, row.period) for code, one in lists.nationals().items()
             for row in figures.unit_numbers(one.questions())]  # fmt: skip
    found += [(f"{OWN}{code}", str(year)) for code, _title in self_checks.surveys()
              for year in self_checks.survey_years(code)]  # fmt: skip
    return sorted(dict.fromkeys(found), key=lambda one: (one[1], one[0]), reverse=True)


def by_unit(survey: str, period: str) -> ByUnit:
    """Give each unit's answered questions of a survey in a period."""
    if survey.startswith(OWN):
        return _own(survey.removeprefix(OWN), int(period))
    one = lists.nationals().get(survey)
    return _national(one, period) if one else {}


def after(survey: str, unit_id: uuid.UUID, period: str) -> tuple[str, list[Answered]]:
    """Give the unit's results of the next time that the survey was made; nothing before that."""
    stands = Period.parse(period).last_date
    later = [when for code, when in told() if code == survey
             and Period.parse(when).first_date > stands]  # fmt: skip
    for when in sorted(later, key=lambda text: Period.parse(text).first_date):
        if found := by_unit(survey, when).get(unit_id):
            return when, found
    return "", []


def _national(one: lists.National, period: str) -> ByUnit:
    questions, found = one.questions(), ByUnit()
    for row in figures.unit_numbers(questions, period):
        measure = questions[row.measure]
        if row.value is None or (row.n is not None and row.n < measure.min_n):
            continue
        value = 100 - row.value if measure.good is Good.LOWER else row.value
        n = None if row.n is None else int(row.n)
        found.setdefault(row.unit_id, []).append(
            Answered(measure.name, measure.title.sv, value, n)
        )  # fmt: skip
    return found


def _own(form: str, year: int) -> ByUnit:
    return {
        unit: list(_good(items)) for unit, items in self_checks.survey_items(form, year).items()
    }  # fmt: skip


def _good(items: Iterable[Item]) -> Iterable[Answered]:
    """The share of good answers: yes of yes and no, or the upper half of a scale."""
    for one in items:
        if one.share is None or one.share.value is None:
            continue
        value = 100 - one.share.value if one.mean is not None else one.share.value
        yield Answered(one.key, one.label, value, one.share.whole)
