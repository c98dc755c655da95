"""The Swedish words that the area says outside its templates."""

from datetime import date, time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.entitlements import step_rules
from vaka.areas.entitlements.rules import END_LABELS, NEXT_STEPS, STATE_LABELS, End, State
from vaka.foundation.cases.kinds import Words
from vaka.law.local_time import swedish
from vaka.web.words import day, number

if TYPE_CHECKING:
    from vaka.areas.entitlements.models import Decision
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "decision.decide": gettext_lazy("Beslutat"),
    "decision.execute": gettext_lazy("Verkställt"),
    "decision.execute_partly": gettext_lazy("Delvis verkställt från"),
    "decision.interrupt": gettext_lazy("Avbrott"),
    "decision.resume": gettext_lazy("Återupptaget"),
    "decision.end": gettext_lazy("Avslutat"),
    "decision.correct": gettext_lazy("Datum rättade"),
    "decision.take_back": gettext_lazy("Taget tillbaka"),
    "decision.tell_delay": gettext_lazy("Skäl till dröjsmål"),
    "decision.record_offer": gettext_lazy("Erbjudande"),
    "decision.answer_offer": gettext_lazy("Svar på erbjudande"),
    "decision.write_need": gettext_lazy("Behov och önskemål"),
    "decision.note_situation": gettext_lazy("Vistas från"),
    "decision.record_ruling": gettext_lazy("Dom"),
    "decision.record_transfer": gettext_lazy("Annan kommun"),
    "decision.tell_maker": gettext_lazy("Beslutsfattare"),
    "decision.note_wait": gettext_lazy("Anteckning om väntan"),
    "decision.take_back_wait_note": gettext_lazy("Anteckning tagen tillbaka"),
    "decision.tell_field": gettext_lazy("Verksamhetsområde"),
    "decision.give_number": gettext_lazy("Reservnummer förseglat"),
}


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what a decision in a state waits for."""
    return NEXT_STEPS[State(state)]


def searchable(case: "Case") -> str:
    """Give what search may find a decision by."""
    return case.title


def partly(one: "Decision") -> str:
    """Say from when a part is given, how much and which; empty where none has been."""
    if one.partly_date is None:
        return ""
    said = [_("Delvis verkställt från %s") % day(one.partly_date)]
    if one.partly_percent:
        said.append(_("%d procent") % one.partly_percent)
    if one.partly_hours:
        said.append(_("%s timmar i veckan") % number(one.partly_hours, 1))
    return f"{', '.join(said)}: {one.partly_words}" if one.partly_words else ", ".join(said)


def validity(one: "Decision", state: str, today: date) -> str:
    """Say to which day a decision holds, and that it stands on after it; empty without a day."""
    if one.valid_to_date is None:
        return ""
    if step_rules.has_run_out(one.valid_to_date, state, today):
        return _("Gällde till %s och är inte avslutat") % day(one.valid_to_date)
    return _("Giltigt till %s") % day(one.valid_to_date)


def outcome(code: str, on: date | None, *, is_break: bool) -> str:
    """Say how a wait or an interruption ended, and on which day where that is known."""
    if not code:
        return ""
    is_back = is_break and code == End.EXECUTED
    label = _("Återupptaget") if is_back else str(END_LABELS[End(code)])
    return f"{label} {on.isoformat()}" if on else label


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline."""
    said = str(VERBS.get(line.verb, line.verb))
    if code := line.data.get("end_code"):
        said = f"{said}: {END_LABELS[End(str(code))]}"
    if answer := line.data.get("answer"):
        said = f"{said}: {answer}"
    if label := line.data.get("label"):
        said = f"{said}: {label}"
    if on := line.data.get("on"):
        said = f"{said} {day(date.fromisoformat(str(on)))}"
    by = f", {_('av')} {line.by_name}" if line.by_name and ":" not in line.by_name else ""
    return f"{said}{by}. {line.words}".strip()


def when(line: "TimelineLine") -> dict[str, object]:
    """Say when a line happened; a source's day came without a time and stands at noon."""
    local = swedish(line.at)
    return {"when": day(local)} if local.time() == time(12) else {"at": line.at}
