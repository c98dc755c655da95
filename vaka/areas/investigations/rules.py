"""What holds for an investigation: forms, states, who may, when it may be decided or closed.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law import values as law_values
from vaka.law.values import Citation
from vaka.law.verdict import Verdict


class Form(StrEnum):
    """The forms of investigation."""

    LEX_SARAH = "lex_sarah"
    LEX_MARIA = "lex_maria"
    EVENT_ANALYSIS = "event_analysis"


FORM_LABELS = {
    Form.LEX_SARAH: gettext_lazy("Lex Sarah"),
    Form.LEX_MARIA: gettext_lazy("Lex Maria"),
    Form.EVENT_ANALYSIS: gettext_lazy("Händelseanalys"),
}


class State(StrEnum):
    """Where an investigation stands."""

    OPENED = "opened"
    INVESTIGATING = "investigating"
    READY = "ready"
    DECIDED = "decided"
    NOTIFIED = "notified"
    ANSWERED = "answered"
    CLOSED = "closed"


STATE_LABELS = {
    State.OPENED: gettext_lazy("Inledd"),
    State.INVESTIGATING: gettext_lazy("Utreds"),
    State.READY: gettext_lazy("Klar för beslut"),
    State.DECIDED: gettext_lazy("Beslutad"),
    State.NOTIFIED: gettext_lazy("Anmäld till IVO"),
    State.ANSWERED: gettext_lazy("IVO har svarat"),
    State.CLOSED: gettext_lazy("Avslutad"),
}
NEXT_STEPS = {
    State.OPENED: gettext_lazy("Utse utredare och beslutsfattare"),
    State.INVESTIGATING: gettext_lazy("Skriv klart utredningen"),
    State.READY: gettext_lazy("Fatta beslut"),
    State.DECIDED: gettext_lazy("Anmäl till IVO eller avsluta"),
    State.NOTIFIED: gettext_lazy("Vänta på IVO:s svar"),
    State.ANSWERED: gettext_lazy("Avsluta med svar till den som rapporterade"),
    State.CLOSED: gettext_lazy("Inget mer att göra"),
}
OPEN_STATES = tuple(state for state in State if state is not State.CLOSED)
BEFORE_DECISION = (State.OPENED, State.INVESTIGATING, State.READY)
AFTER_DECISION = (State.DECIDED, State.NOTIFIED, State.ANSWERED)


def see(form: Form | str) -> str:
    """Give the capability that opens investigations of a form."""
    return f"{form}.see"


def handle(form: Form | str) -> str:
    """Give the capability of those who lead investigations of a form."""
    return f"{form}.handle"


def _transitions(form: Form) -> tuple[Transition, ...]:
    can, need = handle(form), Comment.REQUIRED
    flow = (
        Transition("investigation.appoint", (State.OPENED, State.INVESTIGATING),
                   State.INVESTIGATING, gettext_lazy("Utse utredare och beslutsfattare"), can),
        Transition("investigation.submit", (State.INVESTIGATING,), State.READY,
                   gettext_lazy("Lämna till beslut"), can),
        Transition("investigation.send_back", (State.READY,), State.INVESTIGATING,
                   gettext_lazy("Lämna tillbaka"), can, need),
        Transition("investigation.decide", (State.INVESTIGATING, State.READY), State.DECIDED,
                   gettext_lazy("Besluta"), can, need),
    )  # fmt: skip
    ivo = (
        Transition("investigation.notify", (State.DECIDED,), State.NOTIFIED,
                   gettext_lazy("Anmäl till IVO"), can),
        Transition("investigation.file_answer", (State.NOTIFIED, State.ANSWERED), State.ANSWERED,
                   gettext_lazy("För in IVO:s svar"), can),
    )  # fmt: skip
    end = (
        Transition("investigation.close", AFTER_DECISION, State.CLOSED,
                   gettext_lazy("Avsluta"), can, need),
        Transition("investigation.reopen", (State.CLOSED,), State.INVESTIGATING,
                   gettext_lazy("Öppna igen"), can, need),
    )  # fmt: skip
    return flow + (() if form is Form.EVENT_ANALYSIS else ivo) + end


TRANSITIONS: Mapping[Form, tuple[Transition, ...]] = {form: _transitions(form) for form in Form}

# Law and its topics -----------------------------------------------------------------------------
LAWS = {Form.LEX_SARAH: ("SoL", "LSS"), Form.LEX_MARIA: ("HSL",),
        Form.EVENT_ANALYSIS: ("SoL", "LSS", "HSL")}  # fmt: skip
_BASIS = {
    (Form.LEX_SARAH, "SoL"): ("lex_sarah.investigate", "lex_sarah.notify"),
    (Form.LEX_SARAH, "LSS"): ("lex_sarah.investigate_lss", "lex_sarah.notify_lss"),
    (Form.LEX_MARIA, "HSL"): ("lex_maria.investigate", "lex_maria.notify"),
    (Form.EVENT_ANALYSIS, "HSL"): ("lex_maria.investigate", ""),
}
TARGETS = {
    Form.LEX_SARAH: "investigation.lex_sarah_days",
    Form.LEX_MARIA: "investigation.lex_maria_days",
    Form.EVENT_ANALYSIS: "investigation.event_analysis_days",
}


def law_basis(form: Form, law: str, on: date, *, by_provider: bool = False) -> Citation:
    """Give the paragraph that the investigation rests on, by the date of the event.

    Raises:
        NotInForce: no paragraph was in force on the date.
    """
    topic = _BASIS.get((form, law), ("complaint.compile", ""))[0]
    if by_provider and on >= date(2025, 7, 1):
        topic = "lex_sarah.provider_investigates"
    return law_values.cite(topic, on=on)


def notify_basis(form: Form, law: str, on: date) -> Citation:
    """Give the paragraph on notifying IVO, by the date of the event. Raises NotInForce."""
    return law_values.cite(_BASIS[form, law][1], on=on)


def classifications(form: Form, on: date) -> dict[str, str]:
    """Give the options that law or practice has for the decision, by code, on a date."""
    return law_values.codes(f"{form}.class", on=on)


SERIOUS = ("serious", "serious_risk")


def must_notify(form: Form, classification: str) -> bool:
    """A serious misconduct or care injury, or the risk of one, goes to IVO.

    SoL 2025:400 27:6, LSS 24 f, PSL 2010:659 3:5.
    """
    return form is not Form.EVENT_ANALYSIS and classification in SERIOUS


# Who may ----------------------------------------------------------------------------------------
def may_start(
    *, form: Form, law: str, named: bool, contracted: bool, provides: bool
) -> Verdict:  # fmt: skip
    """Say whether somebody may begin an investigation of a form at a unit.

    A private operation investigates its own lex Sarah reports (SoL 2025:400 17:10, 27:4).
    """
    verdict = Verdict.yes()
    if named:
        verdict += Verdict.no(
            "named",
            _("Du pekas ut i händelsen och kan inte inleda utredningen."),
            _("Be en annan SAS, MAS eller din chef att ta över ärendet."),
        )
    if law not in LAWS[form]:
        verdict += Verdict.no(
            "law", _("Lagrummet passar inte formen."),
            _("Lex Sarah gäller SoL och LSS. Lex Maria gäller hälso- och sjukvård."),
        )  # fmt: skip
    if form is Form.LEX_SARAH and contracted and not provides:
        verdict += Verdict.no(
            "provider",
            _("Enheten drivs på entreprenad. Utföraren utreder sina egna lex Sarah-rapporter."),
            _("Vänta på utförarens underrättelse till nämnden, eller påminn utföraren."),
        )
    return verdict


def may_lead(
    *, name: str, named: bool, manages: str, by_provider: bool = False
) -> Verdict:  # fmt: skip
    """Say whether a person may investigate: independent of the unit and not named in the event.

    Args:
        manages: the unit that the person manages at, above or below the case's unit, or "".
        by_provider: a private provider investigates at its own operation (SoL 2025:400 17:10),
            so its manager may, unless named.

    Source: SOSFS 2011:5 chapter 5; FL 2017:900 16 and 17 §§ on impartiality.
    """
    verdict = _not_named(name, named)
    if manages and not by_provider:
        verdict += Verdict.no(
            "dependent",
            _("%(name)s är chef för %(unit)s och är inte oberoende av enheten.")
            % {"name": name, "unit": manages},
            _("Välj en utredare som inte har chefsansvar för enheten."),
        )
    return verdict


def may_decide_as(*, name: str, named: bool) -> Verdict:
    """Say whether a person may be the decision-maker: never who is named in the event."""
    return _not_named(name, named)


def may_contribute(*, name: str, named: bool) -> Verdict:
    """Say whether a person may work on the investigation; who is named tells but never writes."""
    return _not_named(name, named)


def _not_named(name: str, named: bool) -> Verdict:
    if not named:
        return Verdict.yes()
    return Verdict.no(
        "named",
        _("%(name)s pekas ut i händelsen och kan inte utreda eller besluta i ärendet.")
        % {"name": name},
        _("Välj någon annan. Den som pekas ut hörs i utredningen i stället."),
    )


def may_decide(*, is_decision_maker: bool, decision_maker: str) -> Verdict:
    """Say whether the viewer may take the decision: only the one it was given to."""
    if is_decision_maker:
        return Verdict.yes()
    if not decision_maker:
        return Verdict.no("no_decision_maker", _("Ingen beslutsfattare är utsedd."),
                          _("Utse utredare och beslutsfattare först."))  # fmt: skip
    return Verdict.no(
        "decision_maker",
        _("%(name)s fattar beslutet enligt delegationen.") % {"name": decision_maker},
        _("Be %(name)s besluta, eller utse någon annan.") % {"name": decision_maker},
    )


def may_write(*, state: State, sent_later: bool, sent: bool) -> Verdict:
    """Say whether sections are open: until the decision, or until what was sent later has gone."""
    if state in BEFORE_DECISION or (state in AFTER_DECISION and sent_later and not sent):
        return Verdict.yes()
    return Verdict.no(
        "decided",
        _("Beslutet är fattat och utredningens text är låst."),
        _("Öppna utredningen igen om något ska ändras."),
    )


# What must be there -----------------------------------------------------------------------------
def may_submit(missing: list[str]) -> Verdict:
    """Say whether the investigation is written: every required section holds text."""
    if not missing:
        return Verdict.yes()
    return Verdict.no(
        "sections",
        _("Utredningen är inte klar. Det saknas text under: %(missing)s.")
        % {"missing": ", ".join(missing)},
        _("Skriv klart avsnitten först."),
    )


def may_settle(
    *, form: Form, classification: str, missing: list[str], sent_later: bool
) -> Verdict:  # fmt: skip
    """Say whether the decision may be taken: on a whole investigation, or at once when it is
    serious and the investigation is sent afterwards ("snarast", then "snarast därefter")."""
    if sent_later and must_notify(form, classification):
        return Verdict.yes()
    if sent_later:
        return Verdict.no(
            "not_serious",
            _("Bara det som ska anmälas till IVO kan beslutas innan utredningen är klar."),
            _("Skriv klart utredningen och besluta sedan."),
        )
    return may_submit(missing)


def may_notify(*, form: Form, classification: str) -> Verdict:
    """Say whether there is something to notify."""
    if must_notify(form, classification):
        return Verdict.yes()
    return Verdict.no(
        "not_serious",
        _("Beslutet är inte allvarligt och ska inte anmälas till IVO."),
        _("Avsluta utredningen, eller öppna den och besluta på nytt."),
    )


@dataclass(frozen=True)
class Closing:
    """What is asked before an investigation closes.

    Attributes:
        undecided: remedies that nobody has decided yet.
        told: the person has been told, or a reason why not is written.
        investigation_sent: IVO has the whole investigation, or was never notified.
        supplement: IVO's latest answer asks for more.
    """

    form: Form
    state: State
    classification: str
    missing: list[str]
    told: bool
    investigation_sent: bool = True
    supplement: bool = False
    undecided: int = 0


def may_close(at: Closing) -> Verdict:
    """Say whether an investigation may close, and if not all that is missing."""
    verdict = may_submit(at.missing)
    if must_notify(at.form, at.classification):
        verdict += _ivo_is_done(at)
    if not at.told:
        verdict += Verdict.no(
            "inform",
            _("Den som händelsen gäller är inte informerad."),
            _("Skriv när och hur personen fick veta, eller varför inte."),
        )
    if at.undecided:
        verdict += Verdict.no(
            "remedies",
            _("Det finns åtgärder som ingen har beslutat om."),
            _("Besluta eller avböj dem först."),
        )
    return verdict


def _ivo_is_done(at: Closing) -> Verdict:
    if at.state is State.DECIDED:
        return Verdict.no(
            "notify", _("Beslutet ska anmälas till IVO."), _("Anmäl till IVO snarast.")
        )
    verdict = Verdict.yes()
    if at.state is State.NOTIFIED or at.supplement:
        verdict += Verdict.no("answer", _("IVO har inte gett sitt slutliga svar."),
                              _("För in IVO:s svar först."))  # fmt: skip
    if not at.investigation_sent:
        verdict += Verdict.no(
            "investigation_sent",
            _("Utredningen är inte skickad till IVO."),
            _("Skriv klart den och skicka den."),
        )
    return verdict
