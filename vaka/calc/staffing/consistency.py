"""What one field cannot tell: whether the parts of a scenario fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from vaka.calc.staffing.scenario import Check, Scenario, Staff

MOST_STAFF = 62  # as many as the bits of a whole number


def reasons(one: Scenario) -> list[str]:
    """Give every reason why a scenario cannot be simulated; none when it can."""
    return [*_counts(one), *_codes(one), *_staff(one), *_residents(one), *_rules(one)]


def _counts(one: Scenario) -> Iterator[str]:
    if not one.units:
        yield "units: minst en enhet behövs."
    if not one.residents:
        yield "residents: minst en boende behövs."
    if not 1 <= len(one.staff) <= MOST_STAFF:
        yield f"staff: mellan 1 och {MOST_STAFF} i personalen."


def _codes(one: Scenario) -> Iterator[str]:
    for name, codes in (("units", [u.code for u in one.units]),
                        ("residents", [r.code for r in one.residents]),
                        ("staff", [s.code for s in one.staff])):  # fmt: skip
        for code, times in Counter(codes).items():
            if times > 1:
                yield f"{name}: beteckningen ”{code}” finns {times} gånger; den ska vara unik."


def _known(path: str, codes: Iterable[str], units: set[str]) -> Iterator[str]:
    for code in codes:
        if code not in units:
            yield f"{path}: enheten ”{code}” finns inte bland units."


def _staff(one: Scenario) -> Iterator[str]:
    units = {u.code for u in one.units}
    for k, s in enumerate(one.staff):
        yield from _known(f"staff[{k}].unit", [s.unit], units)
        yield from _known(f"staff[{k}].bound", s.bound, units)
        yield from _shift(f"staff[{k}]", s, one.minutes)
    if all(s.start > 0 for s in one.staff):
        yield "staff: någon ska vara på plats när natten börjar (start 0)."
    if all(s.end is not None and s.end < one.minutes for s in one.staff):
        yield "staff: någon ska vara kvar till nattens slut (utan end)."


def _shift(path: str, s: Staff, minutes: float) -> Iterator[str]:
    end = minutes if s.end is None else s.end
    if not s.start < end <= minutes:
        yield f"{path}: passet ska sluta efter sin början och senast vid nattens slut."
    if s.rest and not s.start <= s.rest.start <= s.rest.latest <= s.rest.end <= end:
        yield f"{path}.rest: start, latest och end ska följa på varandra inom passet."


def _residents(one: Scenario) -> Iterator[str]:
    units = {u.code for u in one.units}
    for k, r in enumerate(one.residents):
        yield from _known(f"residents[{k}].unit", [r.unit], units)
        if r.undisturbed and not r.undisturbed[0] < r.undisturbed[1]:
            yield f"residents[{k}].undisturbed: från ska vara före till."
        for n, check in enumerate(r.checks):
            yield from _check(f"residents[{k}].checks[{n}]", check, one.minutes)


def _check(path: str, check: Check, minutes: float) -> Iterator[str]:
    if not check.start <= check.end or check.start >= minutes:
        yield f"{path}: start ska vara före end och inom natten."
    if check.form == "camera" and check.staff != 1:
        yield f"{path}: en tittning med kamera görs av en person (staff 1)."


def _rules(one: Scenario) -> Iterator[str]:
    if sorted(one.policy.order) != ["alarm", "check", "overdue", "urgent"]:
        yield "policy.order: urgent, alarm, overdue och check ska finnas en gång var."
    if not one.alarms.profile or sum(one.alarms.profile) <= 0 or min(one.alarms.profile) < 0:
        yield "alarms.profile: vikterna ska vara noll eller mer, och någon större än noll."
    size = len(one.residents) + len(one.units)
    rows = one.walking.matrix
    if rows and (len(rows) != size or any(len(row) != size for row in rows)):
        yield f"walking.matrix: ska ha {size} rader med {size} tal (boende och enheters baser)."
    if one.count_from >= one.minutes:
        yield "count_from: ska vara före nattens slut."
