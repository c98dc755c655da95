"""The answer in sentences, first of all on the page: what, how sure, and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.night_care import alarm_rules, rules
from vaka.areas.night_care.rules import Figure, Sure
from vaka.web.words import number

if TYPE_CHECKING:
    from vaka.areas.night_care.exhibits import CorrectedRow
    from vaka.areas.night_care.grid_queries import GridPage
    from vaka.areas.night_care.municipality_queries import Municipality
    from vaka.areas.night_care.shared_queries import SharedPage

FEWEST = 0.05
"""A change by night that one decimal does not show."""


@dataclass(frozen=True)
class Fact:
    """One of the facts under an answer: the figure, what it is, and its certainty."""

    value: str
    words: str
    more: str


def municipality(page: "Municipality") -> str:
    """Say which homes somebody looks at before tonight, of those that are known."""
    of = len(page.rows)
    if not of:
        return _("Inget boende har skrivit in sina uppgifter om natten än.")
    if not page.thin:
        return _("Inget boende har färre än beslutat eller ett svar som inte når målet. "
                 "%(holds)d av %(of)d har en bemanning som beslutat.") % {
            "holds": page.holds, "of": of}  # fmt: skip
    said = {"many": len(page.thin), "of": of, "names": ", ".join(page.thin)}
    return ngettext(
        "%(many)d av %(of)d boenden behöver en blick före natten: %(names)s.",
        "%(many)d av %(of)d boenden behöver en blick före natten: %(names)s.", len(page.thin),
    ) % said  # fmt: skip


def sharing(page: "SharedPage") -> str:
    """Say what shared staff give all homes together, and which homes do not surely meet theirs."""
    level = next(one for one in page.levels if one["shared"] == page.count)
    said = {"count": page.count, "share": number(level["percent"] or 0.0, 0),
            "limit": number(page.limit, 0)}  # fmt: skip
    words = ngettext(
        "Med %(count)d som delas får %(share)s av 100 larm hjälp inom %(limit)s minuter.",
        "Med %(count)d som delas får %(share)s av 100 larm hjälp inom %(limit)s minuter.",
        page.count,
    )
    parts = [words % said]
    if page.levels[0]["shared"] == 0:
        before = {"share": number(page.levels[0]["percent"] or 0.0, 0)}
        parts.append(_("Som i natt, utan delning, är det %(share)s.") % before)
        parts += _impossible(page.levels[0], level)
    short = [
        row.name for row in page.rows
        if not next(cell for cell in row.cells if cell.count == page.count).is_met
    ]  # fmt: skip
    parts.append(_("Når inte säkert sitt mål: %s.") % ", ".join(short) if short
                 else _("Alla når säkert sina mål."))  # fmt: skip
    return " ".join(parts)


def _impossible(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Say how often help cannot be given, where it is so without or with the shared."""
    many = [sum(each or 0.0 for each in one["cannot_be_given"].values()) for one in (before, after)]
    if not any(many):
        return []
    said = {"before": number(many[0], 1), "after": number(many[1], 1)}
    return [_("Hjälp som kräver två eller en viss kompetens kan inte ges %(before)s gånger per "
              "natt som i natt och %(after)s gånger med delning.") % said]  # fmt: skip


def headline(sure: Sure) -> str:
    """Give the answer in a word or two."""
    return {
        Sure.YES: _("Ja."), Sure.LIKELY: _("Ja, troligen."), Sure.UNSURE: _("Det är osäkert."),
        Sure.NO: _("Nej."), Sure.CANNOT: _("Nej, all hjälp kan inte ges."),
    }[sure]  # fmt: skip


def lead(level: Mapping[str, Any], limit: float, target: float, *, unskilled: bool) -> str:
    """Say what happens with the night's staff, beside the target.

    Args:
        unskilled: a check asks for a skill that too few at work have.
    """
    said = {
        "staff": level["staff"], "share": number(level["percent"], 0), "limit": number(limit, 0),
        "target": number(target, 0),
    }  # fmt: skip
    words = ngettext(
        "Med %(staff)s person får %(share)s av 100 larm hjälp inom %(limit)s minuter. "
        "Målet är %(target)s.",
        "Med %(staff)s personer får %(share)s av 100 larm hjälp inom %(limit)s minuter. "
        "Målet är %(target)s.",
        level["staff"],
    )
    never = level["cannot_be_given"]
    if not any(never.values()):
        return words % said
    return f"{words % said} {not_given(never, unskilled=unskilled)}"


def not_given(never: Mapping[str, float | None], *, unskilled: bool) -> str:
    """Say how often a night help cannot be given at all, and why."""
    many = {"many": number(sum(each or 0.0 for each in never.values()), 1)}
    if not unskilled:
        return _("Hjälp som kräver två kan inte ges: %(many)s gånger per natt.") % many
    return _("Hjälp som kräver två, eller en kompetens som för få har, kan inte ges: %(many)s "
             "gånger per natt.") % many  # fmt: skip


def skilled(rows: Sequence[tuple[str, int, int]], staff: int) -> list[str]:
    """Say of each skill that checks ask for how many of tonight's staff have it."""
    found = []
    for name, checks, able in rows:
        said = {"able": able, "staff": staff, "skill": name, "checks": checks}
        if able:
            words = ngettext(
                "%(able)d av %(staff)d i natt har kompetensen %(skill)s, som %(checks)d tillsyn "
                "kräver. Bara de gör den.",
                "%(able)d av %(staff)d i natt har kompetensen %(skill)s, som %(checks)d tillsyner "
                "kräver. Bara de gör dem.", checks,
            )  # fmt: skip
        else:
            words = ngettext(
                "Ingen i natt är inskriven med kompetensen %(skill)s: %(checks)d tillsyn kan inte "
                "ges.",
                "Ingen i natt är inskriven med kompetensen %(skill)s: %(checks)d tillsyner kan "
                "inte ges.", checks,
            )  # fmt: skip
        found.append(words % said)
    return found


def certainty(known: int) -> str:
    """Say what the answer rests on."""
    of = len(Figure)
    if known == of:
        return _("Alla uppgifter är uppmätta på boendet.")
    said = {"known": known, "of": of}
    return _("%(known)d av %(of)d uppgifter är uppmätta. Resten är antaganden.") % said


def facts(found: Mapping[str, Any], names: Mapping[str, str],
          level: Mapping[str, Any]) -> list[Fact]:  # fmt: skip
    """Give the three facts of an answer: alarms in time, an empty unit, checks that are late."""
    every, worst = found["within"]["all"], _emptiest(found)
    late = found["checks"]["late"]["mean"] + found["checks"]["missed"]["mean"]
    sure = level["inputs"] or every
    spread = {"low": number(sure["low"], 0), "high": number(sure["high"], 0)}
    return [
        Fact(f"{number(every['percent'], 0)} %", _("larm med hjälp i tid"),
             _("osäkerhet %(low)s till %(high)s") % spread),
        Fact(_("%s min") % number(worst["longest_empty_mean"], 0),
             _("längsta tid som %s är utan personal") % names.get(worst["unit"], worst["unit"]),
             _("i en vanlig natt; tillsammans %s min") % number(worst["empty_minutes"], 0)),
        Fact(number(late, 1), _("tillsyner per natt blir sena eller inte av"),
             _("av %s planerade") % number(found["checks"]["planned"]["mean"], 0)),
    ]  # fmt: skip


def worst(found: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Say for whom and where it goes worst; an average hides them."""
    lines = []
    if one := found["worst_unit"]:
        said = {"unit": names.get(one["unit"], one["unit"]), "share": number(one["percent"], 0)}
        lines.append(_("Sämst går det på %(unit)s: %(share)s av 100 larm får hjälp i tid.") % said)
    if one := found["worst_resident"]:
        unit, _colon, room = one["resident"].partition(":")
        said = {"unit": names.get(unit, unit), "room": room, "share": number(one["percent"], 0)}
        lines.append(_("För den boende som väntar oftast, rum %(room)s på %(unit)s, är det "
                       "%(share)s av 100.") % said)  # fmt: skip
    return lines


def change(changed: Mapping[str, Any]) -> str:
    """Say what something else would change, over the same nights, with its certainty."""
    one, each = changed["within"]["all"], changed["per_night"]
    if one["points"] is None:
        return _("Skillnaden kan inte räknas: inga larm.")
    said = {
        "points": number(abs(one["points"]), 1), "low": number(one["low"], 1),
        "high": number(one["high"], 1), "visits": number(abs(each["visits"]["mean"]), 0),
        "wakings": number(abs(each["wakings"]["mean"]), 0),
    }  # fmt: skip
    if one["low"] <= 0 <= one["high"]:
        first = _("Ingen säker skillnad i hur många larm som får hjälp i tid "
                  "(%(low)s till %(high)s procentenheter).")  # fmt: skip
    elif one["points"] > 0:
        first = _("Larm med hjälp i tid ökar med %(points)s procentenheter "
                  "(%(low)s till %(high)s).")  # fmt: skip
    else:
        first = _("Larm med hjälp i tid minskar med %(points)s procentenheter "
                  "(%(low)s till %(high)s).")  # fmt: skip
    fewer = each["visits"]["mean"] < 0
    rooms = (_("%(visits)s färre besök på rummen och %(wakings)s färre väckta per natt.")
             if fewer else _("Besöken på rummen är lika många."))  # fmt: skip
    return f"{first % said} {rooms % said}"


def walks(found: Mapping[str, Any] | None, changed: Mapping[str, Any]) -> str:
    """Say what suggested rounds come to by themselves, and what is left of it with alarms."""
    if found is None:
        return ""
    one, late = changed["per_night"]["walking"], changed["per_night"]["late"]["mean"]
    ends = sorted((abs(one["low"]), abs(one["high"])))
    said = {"walk": number(found["walk"], 0), "low": number(ends[0], 1),
            "high": number(ends[1], 1), "late": number(abs(late), 1)}  # fmt: skip
    alone = _("Utan larm är vägen %(walk)s minuter per natt.") % said
    if one["low"] <= 0 <= one["high"]:
        way = _("Med larm ger rundorna ingen säker skillnad i väg.")
    elif one["high"] < 0:
        way = (
            _("Med larm blir vägen %(low)s till %(high)s minuter kortare än utan rundorna.") % said
        )
    else:
        way = _("Med larm blir vägen %(low)s till %(high)s minuter längre än utan rundorna.") % said
    if abs(late) < FEWEST:
        return f"{alone} {way} {_('Sena tillsyner blir lika många.')}"
    more = _("Sena tillsyner blir %(late)s fler per natt.") % said
    fewer = _("Sena tillsyner blir %(late)s färre per natt.") % said
    return f"{alone} {way} {more if late > 0 else fewer}"


def least(found: Mapping[str, Any]) -> str:
    """Say the least staffing that passed, with the guarantee that stands behind it."""
    enough, inputs = found["enough"], found.get("inputs")
    if enough["least"] is None:
        return _("Ingen av nivåerna når målet.")
    said = {"least": enough["least"], "error": number(100 * enough["error"], 0)}
    words = _("Minst %(least)s behövs för målet. Risken att det är för få är högst %(error)s "
              "procent, om uppgifterna stämmer.") % said  # fmt: skip
    if inputs is None:
        return words
    sure = inputs["least"]
    if sure is None:
        return words + " " + _("Så osäkra som uppgifterna är når ingen av nivåerna målet säkert.")
    if sure <= enough["least"]:
        return words + " " + _("Det håller även så osäkra som uppgifterna är.")
    more = _("Så osäkra som uppgifterna är behövs %(least)s för att vara lika säker.")
    return f"{words} {more % {'least': sure}}"


def ignorance(inputs: Mapping[str, Any] | None) -> str:
    """Say what an answer's uncertainty holds; nothing where an older model had chance alone."""
    if inputs is None:
        return ""
    held, parts = inputs["rests_on"], []
    if held["nights"]:
        parts.append(_("larmloggens %s nätter är få") % number(held["nights"], 0))
    if any(held[name] is not None for name in ("alarms", "urgent", "double", "minutes")):
        parts.append(_("det antagna kan vara annorlunda"))
    if not parts:
        return _("Osäkerheten är slumpens: uppgifterna räknas som kända.")
    why = _(" och att ").join(parts)
    said = {"draws": number(inputs["draws"], 0), "why": why}
    return _("Osäkerheten räknar med slumpen och med att %(why)s: %(draws)s tänkbara boenden "
             "är räknade.") % said  # fmt: skip


@dataclass(frozen=True)
class CellWords:
    """A place of the sliders in words: the answer, what it costs, and what it rests on."""

    headline: str
    lead: str
    beside: str
    more: str
    rests: str


def cell(page: "GridPage") -> CellWords:
    """Say what the cell that the sliders stand at gives, beside the night as it is."""
    one, draws = page.cell, page.draws
    share, low, high = _share_of(one)
    said = {"staff": page.chosen.staff, "limit": number(page.limit, 0), "share": share,
            "low": low, "high": high, "target": number(page.target, 0)}  # fmt: skip
    lead = ngettext(
        "Med %(staff)s person får %(share)s av 100 larm hjälp inom %(limit)s minuter "
        "(osäkerhet %(low)s till %(high)s). Målet är %(target)s.",
        "Med %(staff)s personer får %(share)s av 100 larm hjälp inom %(limit)s minuter "
        "(osäkerhet %(low)s till %(high)s). Målet är %(target)s.", page.chosen.staff,
    ) % said  # fmt: skip
    if any(one["cannot_be_given"].values()):
        lead += " " + not_given(one["cannot_be_given"], unskilled=page.is_unskilled)
    if page.cameras:
        lead += " " + _("Kamera förutsätter att var och en har sagt ja.")
    beside = "" if page.is_tonight else _(
        "Som natten är: %(share)s av 100, osäkerhet %(low)s till %(high)s."
    ) % dict(zip(("share", "low", "high"), _share_of(page.tonight), strict=True))  # fmt: skip
    more = _("Per natt: %(late)s tillsyner sena eller inte av, %(visits)s besök på rummen, "
             "%(wakings)s väckta.") % {"late": number(one["late"], 1),
             "visits": number(one["visits"], 0), "wakings": number(one["wakings"], 1)}  # fmt: skip
    return CellWords(headline(page.sure), lead, beside, more,
                     f"{certainty(page.known)} {_chance_of(draws)}")  # fmt: skip


def _share_of(one: Mapping[str, Any]) -> tuple[str, str, str]:
    sure = one["inputs"] or one
    return tuple(  # type: ignore[return-value]
        "–" if each is None else number(each, 0)
        for each in (one["percent"], sure["low"], sure["high"])
    )


def _chance_of(draws: int) -> str:
    if not draws:
        return _("Osäkerheten är slumpens: uppgifterna räknas som kända.")
    return _("Osäkerheten räknar med slumpen och med %(draws)s tänkbara boenden.") % {
        "draws": number(draws, 0)}  # fmt: skip


def curve(found: Mapping[str, Any], clock: Mapping[float, str]) -> str:
    """Say when most hands are needed."""
    top = max(found["half_hours"], key=lambda one: one["work"] + one["walking"])
    said = {"time": clock[top["from_minute"]],
            "minutes": number(top["work"] + top["walking"], 0)}  # fmt: skip
    return _("Mest arbete väntas halvtimmen från kl. %(time)s: %(minutes)s minuter.") % said


def corrected(held: Mapping[str, Any], rows: Sequence["CorrectedRow"],
              before: Mapping[str, Any]) -> list[str]:  # fmt: skip
    """Say what the home's log corrects: where it differs surely, what that gives, when it is most.

    Args:
        held: an answer's correction.
        before: the share in time as it was expected.
    """
    nights = held["rests_on"]["nights"]
    first = ngettext("Loggen har %(nights)s natt.", "Loggen har %(nights)s nätter.", nights)
    lines = [first % {"nights": number(nights, 0)}]
    if nights < alarm_rules.LEAST_NIGHTS:
        lines[0] += " " + _("Så få nätter rättar bara lite, och osäkerheten är stor.")
    more = [one for one in rows if one.is_sure and one.alarms > one.expected]
    fewer = [one for one in rows if one.is_sure and one.alarms < one.expected]
    if more:
        lines.append(_("Säkert fler larm än väntat i halvtimmarna från kl. %s.") % _clocks(more))
    if fewer:
        lines.append(_("Säkert färre larm än väntat i halvtimmarna från kl. %s.") % _clocks(fewer))
    if not more and not fewer:
        lines.append(_("Ingen halvtimme har säkert fler eller färre larm än väntat."))
    top, share = max(rows, key=lambda one: one.work), held["within"]
    lines.append(_("Mest arbete, rättat, är halvtimmen från kl. %(time)s: %(minutes)s minuter, "
                   "osäkerhet %(low)s till %(high)s.") % {
        "time": top.clock, "minutes": number(top.work, 0), "low": number(top.work_low, 0),
        "high": number(top.work_high, 0)})  # fmt: skip
    if share["percent"] is not None and before["percent"] is not None:
        said = {"after": number(share["percent"], 1), "before": number(before["percent"], 1)}
        lines.append(_("Med det rättade behovet får %(after)s av 100 larm hjälp i tid, med det "
                       "väntade %(before)s.") % said)  # fmt: skip
    return lines


def _clocks(rows: Sequence["CorrectedRow"]) -> str:
    return ", ".join(one.clock for one in rows)


def _emptiest(found: Mapping[str, Any]) -> dict[str, Any]:
    return max(found["units"], key=lambda one: float(one["empty_minutes"]))


def figure_labels(known: list[str]) -> list[tuple[str, bool]]:
    """Give each figure that an answer rests on, and whether it is measured."""
    return [(str(rules.FIGURE_LABELS[one]), one.value in known) for one in Figure]
