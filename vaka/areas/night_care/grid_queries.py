"""Reads of the grid behind an answer's sliders: nothing is worked out here, a cell is looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.night_care import grid_rules, rules, scenes
from vaka.areas.night_care.grid_models import AnswerGrid
from vaka.areas.night_care.grid_rules import Chosen
from vaka.areas.night_care.models import NightHome, StaffingAnswer
from vaka.calc.staffing.example import with_staff
from vaka.calc.staffing.schema import read
from vaka.web.words import number


@dataclass(frozen=True)
class Slider:
    """A slider with its places in words; `at` is where it stands, `now` the words of that."""

    name: str
    label: str
    least: int
    most: int
    step: int
    at: int
    places: list[str]
    now: str


@dataclass(frozen=True)
class GridCell:
    """A cell in the table: percent in time at a place, and whether it is the chosen one."""

    percent: float | None
    is_chosen: bool
    is_met: bool
    cannot: bool


@dataclass(frozen=True)
class GridRow:
    """A row of the table: a share by camera, in words, and each level of staffing."""

    words: str
    cells: list[GridCell]


@dataclass(frozen=True)
class GridPage:
    """An answer's sliders with the cell they stand at, and the cell of the night as it is."""

    row: AnswerGrid
    sliders: list[Slider]
    chosen: Chosen
    cell: dict[str, Any]
    tonight: dict[str, Any]
    sure: rules.Sure
    levels: list[int]
    table: list[GridRow]
    looks: int
    cameras: int
    limit: float
    urgent_limit: float
    target: float
    known: int
    draws: int
    is_unskilled: bool

    @property
    def is_tonight(self) -> bool:
        """Say whether the sliders stand at the night as it is."""
        return self.cell is self.tonight


def page_of(answer: StaffingAnswer, said: Mapping[str, str]) -> GridPage | None:
    """Give the sliders of an answer where an address says; None where no grid is kept.

    Whoever has read the answer may read its grid: it is asked for with the answer.
    """
    row = AnswerGrid.objects.filter(answer=answer).first()
    if row is None:
        return None
    own, home = answer.found["tonight"]["staff"], answer.home
    night = read(answer.scenario)
    looks = scenes.looks(night)
    levels, shares, shifts = (sorted({one[name] for one in row.cells})
                              for name in ("staff", "share", "shift"))  # fmt: skip
    chosen = Chosen(
        grid_rules.nearest(levels, said.get("personal"), own),
        grid_rules.nearest(shares, said.get("kamera"), 0),
        grid_rules.nearest(shifts, said.get("grans"), 0),
    )
    cells = {Chosen(one["staff"], one["share"], one["shift"]): one for one in row.cells}
    cell, known = cells[chosen], len(answer.measured)
    sure = rules.sure_of(cell, home.target_percent, len(rules.Figure) - known)
    return GridPage(
        row=row, sliders=_sliders(chosen, levels, shares, shifts, looks, home), chosen=chosen,
        cell=cell, tonight=cells[Chosen(own, 0, 0)], sure=sure, levels=levels,
        table=[GridRow(_share(looks, share), [
            _cell(cells, Chosen(staff, share, chosen.shift), chosen, home.target_percent)
            for staff in levels]) for share in shares],
        looks=looks, cameras=grid_rules.by_camera(looks, chosen.share),
        limit=grid_rules.moved(home.limit_minutes, chosen.shift),
        urgent_limit=grid_rules.moved(home.urgent_limit_minutes, chosen.shift),
        target=home.target_percent, known=known,
        draws=answer.found["inputs"]["draws"] if cell["inputs"] else 0,
        is_unskilled=scenes.is_unskilled(with_staff(night, chosen.staff)),
    )  # fmt: skip


def _cell(cells: Mapping[Chosen, dict[str, Any]], place: Chosen, chosen: Chosen,
          target: float) -> GridCell:  # fmt: skip
    one = cells[place]
    return GridCell(one["percent"], place == chosen, grid_rules.is_met(one, target),
                    any(one["cannot_be_given"].values()))  # fmt: skip


def _sliders(chosen: Chosen, levels: Sequence[int], shares: Sequence[int], shifts: Sequence[int],
             looks: int, home: NightHome) -> list[Slider]:  # fmt: skip
    told = (
        ("personal", _("Personal i natt"), levels, chosen.staff, [_staff(one) for one in levels]),
        ("kamera", _("Tittningar med kamera"), shares, chosen.share,
         [_share(looks, one) for one in shares]),
        ("grans", _("Hjälp ska vara på plats inom"), shifts, chosen.shift,
         [_limit(home, one) for one in shifts]),
    )  # fmt: skip
    return [
        Slider(name, label, options[0], options[-1], options[1] - options[0], at, words,
               words[list(options).index(at)])
        for name, label, options, at, words in told if len(options) > 1
    ]  # fmt: skip


def _staff(many: int) -> str:
    return ngettext("%(many)d person", "%(many)d personer", many) % {"many": many}


def _share(looks: int, share: int) -> str:
    many = grid_rules.by_camera(looks, share)
    return _("%(many)d av %(looks)d") % {"many": many, "looks": looks}


def _limit(home: NightHome, shift: int) -> str:
    limits = [grid_rules.moved(one, shift)
              for one in (home.urgent_limit_minutes, home.limit_minutes)]  # fmt: skip
    said = {"urgent": number(limits[0], 0), "limit": number(limits[1], 0)}
    if limits[0] == limits[1]:
        return _("%(limit)s minuter") % said
    return _("%(limit)s minuter, brådskande %(urgent)s") % said
