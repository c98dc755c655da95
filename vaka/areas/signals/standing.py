"""What the rules see today: every picture that meets a rule, from counts that name nobody."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaka.areas.deviations import queries as deviations
from vaka.areas.deviations.rules import Law
from vaka.areas.feedback import queries as feedback
from vaka.areas.signals import lists, rules
from vaka.areas.signals.lists import RuleWords
from vaka.areas.signals.rules import Base, Compared, Counted, FewLimits, SignalRule
from vaka.calc.intervals import compare_rates
from vaka.foundation.access.queries import people_by_unit
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit, UnitPath

REPORTS = "deviation.report"
Key = tuple[str, uuid.UUID, str]


@dataclass(frozen=True)
class Picture:
    """What a rule has seen at a unit in some days.

    Attributes:
        subject: what it is about beside the unit, such as a type of deviation.
        beside: how many of another kind came meanwhile, where the rule counts one kind.
        expected: what peers' rate gives, over `base` of `base_kind`, from `peers` units.
    """

    rule: SignalRule
    unit: Unit
    observed: int
    first_date: date
    last_date: date
    subject: str = ""
    beside: int | None = None
    expected: float | None = None
    base_kind: str = ""
    base: float | None = None
    peers: int | None = None

    @property
    def key(self) -> Key:
        """What makes two pictures the same signal."""
        return self.rule.value, self.unit.pk, self.subject


@dataclass(frozen=True)
class Look:
    """One rule on one day: the units that it looks at, and what lies below each."""

    rule: RuleWords
    first: date
    last: date
    units: list[Unit]
    tops: Mapping[uuid.UUID, list[uuid.UUID]]

    def summed(self, counts: Mapping[uuid.UUID, int]) -> Counter[uuid.UUID]:
        """Add what was counted at each unit to those looked at above it."""
        found: Counter[uuid.UUID] = Counter()
        for unit_id, count in counts.items():
            for top in self.tops.get(unit_id, ()):
                found[top] += count
        return found

    def picture(self, unit: Unit, observed: int, subject: str = "") -> Picture:
        """Give what was counted at a unit."""
        return Picture(self.rule.code, unit, observed, self.first, self.last, subject)


def pictures(today: date) -> list[Picture]:
    """Give everything that meets a rule in force today, wherever it is."""
    by, found = Viewer.system("signals"), list[Picture]()
    for words in lists.rule_words().values():
        if words.holds_on(today):
            found += SEERS[words.code](by, look(words, today))
    return found


def look(words: RuleWords, today: date) -> Look:
    """Give the units that a rule looks at: those of its kinds that have stood all its days."""
    first = rules.first_day(today, lists.days(words.code, today))
    kinds = Unit.objects.in_force(today).filter(kind__in=words.kinds, is_reference=False)
    units = list(kinds.filter(valid_from__lte=first).order_by("name"))
    paths = UnitPath.objects.current().filter(ancestor__in=units)
    tops = defaultdict(list)
    for below, above in paths.values_list("descendant_id", "ancestor_id"):
        tops[below].append(above)
    return Look(words, first, today, units, tops)


def compared(by: Viewer, one: Look) -> Iterator[tuple[Picture, Compared]]:
    """Set each unit's reports against those of units of its kind with the same base."""
    limits = lists.few_limits(one.last)
    found = one.summed(deviations.reports_by_unit(by, one.first, one.last))
    bases = _bases(one)
    counted = {unit.pk: Counted(found[unit.pk], bases[unit.pk][1]) for unit in one.units
               if unit.pk in bases}  # fmt: skip
    for unit in one.units:
        if unit.pk not in counted:
            continue
        alike = [counted[peer.pk] for peer in one.units if peer.pk in counted and peer != unit
                 and (peer.kind, bases[peer.pk][0]) == (unit.kind, bases[unit.pk][0])]  # fmt: skip
        result = against(counted[unit.pk], alike, limits)
        yield Picture(
            SignalRule.FEW_REPORTS, unit, found[unit.pk], one.first, one.last,
            expected=result.expected, base_kind=bases[unit.pk][0], base=bases[unit.pk][1],
            peers=len(alike),
        ), result  # fmt: skip


def against(own: Counted, peers: Sequence[Counted], limits: FewLimits) -> Compared:
    """Compare a unit's reports with its peers' taken together, exactly (two Poisson counts).

    Few peers or little expected says nothing: `is_known` is then false.
    """
    expected = rules.expected_of(own, peers)
    if not rules.may_compare(expected, len(peers), limits):
        return Compared(expected, is_known=False, is_few=False)
    events, base = sum(one.observed for one in peers), sum(one.base for one in peers)
    sure = 1 - 2 * limits.chance_percent / 100
    highest = compare_rates(own.observed, own.base, events, base, sure).high
    is_few = rules.is_few(own.observed, expected, highest, limits)
    return Compared(expected, is_known=True, is_few=is_few)


def _bases(one: Look) -> dict[uuid.UUID, tuple[Base, float]]:
    """What each unit is set against: resident places over the days, else its staff."""
    days = (one.last - one.first).days + 1
    staff: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for unit_id, people in people_by_unit(REPORTS, one.last).items():
        for top in one.tops.get(unit_id, ()):
            staff[top] |= people
    found = {}
    for unit in one.units:
        if unit.places:
            found[unit.pk] = Base.PLACE_DAYS, float(unit.places * days)
        elif staff[unit.pk]:
            found[unit.pk] = Base.STAFF, float(len(staff[unit.pk]))
    return found


def _few(by: Viewer, one: Look) -> list[Picture]:
    return [picture for picture, result in compared(by, one) if result.is_few]


def _no_complaint(by: Viewer, one: Look) -> list[Picture]:
    complaints, others = feedback.heard_by_unit(by, one.first, one.last)
    heard, beside = one.summed(complaints), one.summed(others)
    return [
        Picture(one.rule.code, unit, 0, one.first, one.last, beside=beside[unit.pk])
        for unit in one.units
        if rules.is_silent(heard[unit.pk])
    ]


def _no_work_report(by: Viewer, one: Look) -> list[Picture]:
    heard = one.summed(deviations.reports_by_unit(by, one.first, one.last, Law.AML))
    return [one.picture(unit, 0) for unit in one.units if rules.is_silent(heard[unit.pk])]


def _repeated(by: Viewer, one: Look) -> list[Picture]:
    least, found = lists.least(one.rule.code, one.last), []
    for type_name, counts in sorted(deviations.events_by_type(by, one.first, one.last).items()):
        times = one.summed(counts)
        found += [
            one.picture(unit, times[unit.pk], type_name)
            for unit in one.units
            if rules.is_repeated(times[unit.pk], least)
        ]
    return found


def _untracked(by: Viewer, one: Look) -> list[Picture]:
    least = lists.least(one.rule.code, one.last)
    falls = one.summed(deviations.untracked_falls(by, one.first, one.last))
    return [
        one.picture(unit, falls[unit.pk])
        for unit in one.units
        if rules.is_repeated(falls[unit.pk], least)
    ]


SEERS = {
    SignalRule.FEW_REPORTS: _few,
    SignalRule.NO_COMPLAINT: _no_complaint,
    SignalRule.NO_WORK_REPORT: _no_work_report,
    SignalRule.REPETITION: _repeated,
    SignalRule.UNTRACKED_FALLS: _untracked,
}
