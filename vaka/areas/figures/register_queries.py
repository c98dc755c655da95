"""Reads of registers beside measures: when a measure's register was not used at a unit."""

from datetime import date

from vaka.areas.figures.rules import Break
from vaka.areas.registers.queries import Modules
from vaka.areas.registers.rules import Use
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period
from vaka.metrics.measure import Measure


class RegistersInUse:
    """What is told of registers, read once for a page and asked for each of its measures."""

    def __init__(self) -> None:
        self._modules = Modules()

    def is_outside(self, measure: Measure, unit: Unit, period: Period) -> bool:
        """Say whether a measure's register was used at no time of a period at a unit."""
        return self._is_unused(measure, unit, period.first_date, period.last_date)

    def is_outside_on(self, measure: Measure, unit: Unit, day: date) -> bool:
        """Say whether a measure's register is not used at a unit on a day."""
        return self._is_unused(measure, unit, day, day)

    def breaks(self, measure: Measure, unit: Unit, period: Period) -> list[Break]:
        """Give the days within a period on which a unit began or ceased to use the register."""
        if not measure.register:
            return []
        turns = self._modules.turns(measure.register, unit, period.first_date, period.last_date)
        return [Break(day, words) for day, words in turns]

    def _is_unused(self, measure: Measure, unit: Unit, first: date, last: date) -> bool:
        if not measure.register:
            return False
        return self._modules.use(measure.register, unit, first, last) is Use.UNUSED
