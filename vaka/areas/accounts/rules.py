"""What holds for the annual accounts: who may write, when a section is ready, what stops a freeze.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict

SEE, WRITE, LEAD = "edition.see", "edition.write", "edition.lead"
HERE = timedelta(seconds=20)
"""Whoever has been heard of within this time is at the text."""
BOUT = timedelta(minutes=2)
"""What one person saves without a longer pause is one version of the history."""
ANSWER_DAYS, CORRECT_DAYS = "edition.answer_days", "edition.correct_days"
REPORTABLE_FROM = 2016
"""The first year that an edition is opened for."""


class EditionState(StrEnum):
    """Where a year's report stands."""

    WRITING = "writing"
    FROZEN = "frozen"


EDITION_LABELS = {
    EditionState.WRITING: gettext_lazy("Skrivs"),
    EditionState.FROZEN: gettext_lazy("Fryst"),
}
EDITION_STEPS = {
    EditionState.WRITING: gettext_lazy("Skriv klart och frys"),
    EditionState.FROZEN: gettext_lazy("Inget mer att göra"),
}


class SectionState(StrEnum):
    """How far a section has come."""

    NOT_BEGUN = "not_begun"
    ASKED = "asked"
    WRITTEN = "written"
    CHECKED = "checked"
    READY = "ready"


SECTION_LABELS = {
    SectionState.NOT_BEGUN: gettext_lazy("Inte påbörjat"),
    SectionState.ASKED: gettext_lazy("Begärt"),
    SectionState.WRITTEN: gettext_lazy("Skrivet"),
    SectionState.CHECKED: gettext_lazy("Kontrollerat"),
    SectionState.READY: gettext_lazy("Klart"),
}


class RequestState(StrEnum):
    """Where a request for words stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    TAKEN_IN = "taken_in"
    WITHDRAWN = "withdrawn"


REQUEST_LABELS = {
    RequestState.ASKED: gettext_lazy("Väntar på svar"),
    RequestState.ANSWERED: gettext_lazy("Besvarad"),
    RequestState.TAKEN_IN: gettext_lazy("Intagen"),
    RequestState.WITHDRAWN: gettext_lazy("Tillbakadragen"),
}
REQUEST_STEPS = {
    RequestState.ASKED: gettext_lazy("Skriv och svara"),
    RequestState.ANSWERED: gettext_lazy("Läs och ta in"),
    RequestState.TAKEN_IN: gettext_lazy("Inget mer att göra"),
    RequestState.WITHDRAWN: gettext_lazy("Inget mer att göra"),
}


class RequestKind(StrEnum):
    """What is asked for."""

    WRITE = "write"
    PART = "part"
    REPORT = "report"


REQUEST_KIND_LABELS = {
    RequestKind.WRITE: gettext_lazy("Skriva i avsnittet"),
    RequestKind.PART: gettext_lazy("Ett eget bidrag, som bara ni ser"),
    RequestKind.REPORT: gettext_lazy("Utförarens egen patientsäkerhetsberättelse"),
}


class RemarkKind(StrEnum):
    """What stands in the margin of a section."""

    COMMENT = "comment"
    SUGGESTION = "suggestion"
    PROPOSAL = "proposal"
    TWICE = "twice"


REMARK_LABELS = {
    RemarkKind.COMMENT: gettext_lazy("Kommentar"),
    RemarkKind.SUGGESTION: gettext_lazy("Ändringsförslag"),
    RemarkKind.PROPOSAL: gettext_lazy("Förslag från Vaka"),
    RemarkKind.TWICE: gettext_lazy("Samma stycke, två versioner"),
}


class RemarkEnd(StrEnum):
    """What became of a remark; open until somebody has settled it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    BOTH = "both"


TRANSITIONS = (
    Transition("edition.freeze", (EditionState.WRITING,), EditionState.FROZEN,
               gettext_lazy("Frys"), LEAD),
)  # fmt: skip
SECTION_TRANSITIONS = (
    Transition(
        "section.ask",
        (SectionState.NOT_BEGUN, SectionState.ASKED, SectionState.WRITTEN, SectionState.CHECKED),
        SectionState.ASKED, gettext_lazy("Begär text"), LEAD,
    ),
    Transition(
        "section.write",
        (SectionState.NOT_BEGUN, SectionState.ASKED, SectionState.WRITTEN, SectionState.CHECKED),
        SectionState.WRITTEN, gettext_lazy("Skriv"), WRITE,
    ),
    Transition("section.check", (SectionState.WRITTEN,), SectionState.CHECKED,
               gettext_lazy("Kontrollerat"), LEAD),
    Transition("section.finish", (SectionState.CHECKED,), SectionState.READY,
               gettext_lazy("Klart"), LEAD),
    Transition("section.reopen", (SectionState.CHECKED, SectionState.READY), SectionState.WRITTEN,
               gettext_lazy("Öppna igen"), LEAD, Comment.REQUIRED),
)  # fmt: skip
REQUEST_TRANSITIONS = (
    Transition("section_request.answer", (RequestState.ASKED,), RequestState.ANSWERED,
               gettext_lazy("Svara"), WRITE),
    Transition("section_request.take_in", (RequestState.ANSWERED,), RequestState.TAKEN_IN,
               gettext_lazy("Ta in"), LEAD),
    Transition("section_request.ask_again", (RequestState.ANSWERED,), RequestState.ASKED,
               gettext_lazy("Be om mer"), LEAD, Comment.REQUIRED),
    Transition("section_request.withdraw", (RequestState.ASKED,), RequestState.WITHDRAWN,
               gettext_lazy("Dra tillbaka"), LEAD, Comment.REQUIRED),
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """How a section stands before a freeze; `link` is its page."""

    title: str
    required: bool
    has_text: bool
    state: SectionState
    proposals: int = 0
    twice: int = 0
    findings: int = 0
    link: str = ""


def may_open(*, taken: bool, year: int, due: date, today: date) -> Verdict:
    """Say whether a report may be opened for a year: once, for a year that has been or is."""
    verdict = Verdict.yes()
    if taken:
        verdict += Verdict.no(
            "year", _("Den berättelsen är redan öppnad för det året."),
            _("Skriv vidare i den, eller gör en rättelse av den som är fryst."),
        )  # fmt: skip
    if not REPORTABLE_FROM <= year <= today.year:
        verdict += Verdict.no(
            "year", _("Det året går inte att berätta om."), _("Välj i år eller ett tidigare år.")
        )
    if due <= today:
        verdict += Verdict.no("due_date", _("Dagen har varit."), _("Välj en dag framåt."))
    return verdict


def may_write(*, is_frozen: bool, state: SectionState) -> Verdict:
    """Say whether a section may be written in now."""
    if is_frozen:
        return Verdict.no("state", _("Berättelsen är fryst."),
                          _("Gör en rättelse, som blir en ny version."))  # fmt: skip
    if state is SectionState.READY:
        return Verdict.no("state", _("Avsnittet är klart."), _("Be den som leder öppna det igen."))
    return Verdict.yes()


def may_check(one: Standing) -> Verdict:
    """A section is checked when it has text, and nothing in its margin is left unanswered."""
    verdict = Verdict.yes()
    if not one.has_text:
        verdict += Verdict.no("text", _("Avsnittet saknar text."), _("Skriv det först."), one.link)
    return verdict + _left(one)


def may_freeze(sections: Iterable[Standing], *, open_requests: int, requests: str = "") -> Verdict:
    """Say what is left before a report is frozen: text, answers, proposals, findings, readiness.

    Args:
        requests: the address where open requests are listed.
    """
    verdict = Verdict.yes()
    for one in sections:
        if one.required and not one.has_text:
            verdict += Verdict.no(
                "text", _("Rubriken ”%s” saknar text.") % one.title, _("Skriv den"), one.link
            )
        elif one.has_text and one.state is not SectionState.READY:
            verdict += Verdict.no(
                "state", _("”%s” är inte klart.") % one.title, _("Gå till avsnittet"), one.link
            )
        verdict += _left(one)
    if open_requests:
        verdict += Verdict.no(
            "requests", _("Begäranden utan svar eller inte intagna: %s.") % open_requests,
            _("Ta in svaren eller dra tillbaka dem"), requests,
        )  # fmt: skip
    return verdict


def _left(one: Standing) -> Verdict:
    verdict = Verdict.yes()
    if one.proposals:
        verdict += Verdict.no(
            "proposals", _("Förslag i ”%s” är varken tagna eller avvisade.") % one.title,
            _("Ta ställning till dem"), one.link,
        )  # fmt: skip
    if one.twice:
        verdict += Verdict.no(
            "twice", _("I ”%s” står samma stycke i två versioner.") % one.title,
            _("Välj en eller behåll båda"), one.link,
        )  # fmt: skip
    if one.findings:
        verdict += Verdict.no(
            "findings", _("Siffergranskningen har frågor om ”%s”.") % one.title,
            _("Rätta eller svara"), one.link,
        )  # fmt: skip
    return verdict


def may_ask(*, writes: bool, due: date, today: date, last: date, kind: RequestKind,
            is_private: bool) -> Verdict:  # fmt: skip
    """Say whether a person may be asked for words by a day.

    Args:
        last: the day when the whole report is due.
        is_private: the unit is run by somebody else than the municipality.
    """
    verdict = Verdict.yes()
    if not writes:
        verdict += Verdict.no(
            "person", _("Den personen kan inte skriva i berättelser."),
            _("Välj en chef eller en annan med ett uppdrag."),
        )  # fmt: skip
    if not today < due <= last:
        verdict += Verdict.no(
            "due_date", _("Dagen ligger inte mellan i dag och berättelsens sista dag."),
            _("Välj en dag däremellan."),
        )  # fmt: skip
    if kind is RequestKind.REPORT and not is_private:
        verdict += Verdict.no(
            "kind", _("Enheten drivs av kommunen och har ingen egen berättelse."),
            _("Välj ett eget bidrag, eller en enhet på entreprenad."),
        )  # fmt: skip
    return verdict


def may_answer(*, kind: RequestKind, has_text: bool, has_file: bool) -> Verdict:
    """An answer holds words; a provider's own report may instead be a file."""
    if has_text or (kind is RequestKind.REPORT and has_file):
        return Verdict.yes()
    return Verdict.no("text", _("Svaret är tomt."), _("Skriv först, och svara sedan."))


def may_correct(*, state: EditionState, is_newest: bool, words: str) -> Verdict:
    """What is frozen is corrected by a new version that says what it corrects."""
    verdict = Verdict.yes()
    if state is not EditionState.FROZEN:
        verdict += Verdict.no("state", _("Berättelsen är inte fryst."), _("Ändra direkt i den."))
    if not is_newest:
        verdict += Verdict.no("state", _("Det finns en senare version."), _("Rätta den i stället."))
    if len(words.split()) < 3:
        verdict += Verdict.no("words", _("Det står inte vad som rättas."),
                              _("Skriv det, det står först i rättelsen."))  # fmt: skip
    return verdict


def is_new_bout(*, same_person: bool, saved: timedelta, merged: bool) -> bool:
    """Say whether the text as it stands becomes a version of its own before it is changed."""
    return merged or not same_person or saved > BOUT


def due_in(year: int, month_day: str) -> date:
    """Give the day of the year after by which a year's report is due, from `MM-DD`."""
    month, day = month_day.split("-")
    return date(year + 1, int(month), int(day))


def was_written_meanwhile() -> Verdict:
    """A report that was made before the last words is not what is frozen."""
    return Verdict.no("state", _("Någon skrev medan filerna gjordes."), _("Frys en gång till."))


def state_when_copied(has_text: bool) -> SectionState:
    """Give the state of a section that a correction takes over."""
    return SectionState.CHECKED if has_text else SectionState.NOT_BEGUN


def proposed(title: str, year: int, now: str, before: str, change: str) -> str:
    """Give a sentence about a figure, from its numbers as they are written.

    Args:
        change: `more`, `less`, `same`, or nothing when the year before is not known.
    """
    sentence = {
        "more": _("%(title)s: %(now)s %(year)s, en ökning från %(before)s året före."),
        "less": _("%(title)s: %(now)s %(year)s, en minskning från %(before)s året före."),
        "same": _("%(title)s: %(now)s %(year)s, lika som året före."),
        "": _("%(title)s: %(now)s %(year)s. Året före är inte känt."),
    }[change]
    return sentence % {"title": title, "now": now, "year": year, "before": before}


def change_of(now: float | None, before: float | None) -> str:
    """Say which way a figure went, or nothing when one of the two is not known."""
    if now is None or before is None:
        return ""
    return "same" if now == before else "more" if now > before else "less"


def reached(now: float | None, target: float | None, *, higher_is_better: bool | None) -> str:
    """Say how a result stands against its target: `yes`, `no`, or nothing without one."""
    if now is None or target is None or higher_is_better is None:
        return ""
    return "yes" if (now >= target if higher_is_better else now <= target) else "no"


def may_remark(*, kind: RemarkKind, words: str, is_frozen: bool, stands: bool) -> Verdict:
    """Say whether a remark may be put in a margin: it has words, about what stands there."""
    verdict = Verdict.yes()
    if is_frozen:
        verdict += Verdict.no("state", _("Berättelsen är fryst."), _("Gör en rättelse."))
    if not words.strip():
        verdict += Verdict.no("words", _("Anmärkningen är tom."), _("Skriv några ord."))
    if kind is RemarkKind.SUGGESTION and not stands:
        verdict += Verdict.no("old", _("Stycket står inte så i texten."),
                              _("Kopiera hela stycket som det står nu."))  # fmt: skip
    return verdict


def may_settle(*, is_open: bool, stands: bool) -> Verdict:
    """Say whether a remark may be settled: once, and about a paragraph that still stands."""
    if not is_open:
        return Verdict.no("end", _("Någon har redan tagit ställning."), _("Ladda om sidan."))
    if not stands:
        return Verdict.no("old", _("Stycket har ändrats sedan dess."),
                          _("Ändra i texten och avvisa sedan förslaget."))  # fmt: skip
    return Verdict.yes()


def may_answer_finding(*, is_asked: bool, words: str) -> Verdict:
    """A question of the figure check that still stands is answered with a reason."""
    verdict = Verdict.yes()
    if not is_asked:
        verdict += Verdict.no("key", _("Frågan gäller inte längre."), _("Ladda om sidan."))
    if len(words.split()) < 2:
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför siffran stämmer."))
    return verdict


def due_proposed(today: date, days: int, last: date | None = None) -> date:
    """Give the day that is proposed for an answer or a correction, within the report's own day."""
    return min(filter(None, (today + timedelta(days=days), last)))
