"""What holds for a night plan: whose yes it is, what technology needs, when it is current.

Values in, verdicts and values out. The view of a relative or a god man is never the person's
consent; without a dated local ground technology cannot be switched on for those who cannot say yes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class Assessor(StrEnum):
    """Who has assessed the needs."""

    CASE_OFFICER = "case_officer"
    REGISTERED = "registered"
    TEAM = "team"
    CONTACT = "contact"


ASSESSOR_LABELS = {
    Assessor.CASE_OFFICER: gettext_lazy("Biståndshandläggare"),
    Assessor.REGISTERED: gettext_lazy("Legitimerad personal"),
    Assessor.TEAM: gettext_lazy("Teamet runt personen"),
    Assessor.CONTACT: gettext_lazy("Kontaktperson"),
}


class PlanAct(StrEnum):
    """Under which act the needs were assessed."""

    SOL = "sol"
    HSL = "hsl"
    LSS = "lss"


ACT_LABELS = {PlanAct.SOL: "SoL", PlanAct.HSL: "HSL", PlanAct.LSS: "LSS"}


class Consent(StrEnum):
    """What the person has said of the supervision; nobody else's view is this."""

    GIVEN = "given"
    DECLINED = "declined"
    CANNOT = "cannot"
    WITHDRAWN = "withdrawn"


CONSENT_LABELS = {
    Consent.GIVEN: gettext_lazy("Personen har sagt ja"),
    Consent.DECLINED: gettext_lazy("Personen har sagt nej"),
    Consent.CANNOT: gettext_lazy("Personen kan inte ta ställning själv"),
    Consent.WITHDRAWN: gettext_lazy("Personen har tagit tillbaka sitt ja"),
}


class Cohabitant(StrEnum):
    """Whether somebody lives there too, whom technology would see."""

    NONE = "none"
    GIVEN = "given"
    DECLINED = "declined"


COHABITANT_LABELS = {
    Cohabitant.NONE: gettext_lazy("Bor ensam"),
    Cohabitant.GIVEN: gettext_lazy("Den som bor där har sagt ja"),
    Cohabitant.DECLINED: gettext_lazy("Den som bor där har sagt nej"),
}


class Supervision(StrEnum):
    """How the person is looked after at night; none is a valid choice."""

    NONE = "none"
    VISITS = "visits"
    CAMERA = "camera"
    SENSOR = "sensor"
    MIXED = "mixed"


SUPERVISION_LABELS = {
    Supervision.NONE: gettext_lazy("Ingen tillsyn"),
    Supervision.VISITS: gettext_lazy("Besök"),
    Supervision.CAMERA: gettext_lazy("Kamera"),
    Supervision.SENSOR: gettext_lazy("Sensor eller larm"),
    Supervision.MIXED: gettext_lazy("Besök och teknik"),
}


class CheckForm(StrEnum):
    """How one check is made; the names are the simulation's."""

    LOOK = "look"
    CAMERA = "camera"
    HELP = "help"


CHECK_LABELS = {
    CheckForm.LOOK: gettext_lazy("Titta in"),
    CheckForm.CAMERA: gettext_lazy("Titta med kamera"),
    CheckForm.HELP: gettext_lazy("Hjälpa"),
}


class PlanState(StrEnum):
    """Where a night plan stands."""

    DRAFT = "draft"
    AGREED = "agreed"
    ENDED = "ended"


PLAN_LABELS = {
    PlanState.DRAFT: gettext_lazy("Utkast"),
    PlanState.AGREED: gettext_lazy("Överenskommen"),
    PlanState.ENDED: gettext_lazy("Avslutad"),
}
PLAN_STEPS = {
    PlanState.DRAFT: gettext_lazy("Skriv klart och kom överens med personen"),
    PlanState.AGREED: gettext_lazy("Följ upp senast på sista dagen"),
    PlanState.ENDED: gettext_lazy("Inget mer att göra"),
}
SEE_PLAN, WRITE, SET_GROUND = "night_plan.see", "night_plan.handle", "legal_ground.set"
PLAN_TRANSITIONS = (
    Transition(
        "night_plan.agree", (PlanState.DRAFT,), PlanState.AGREED, gettext_lazy("Kom överens"), WRITE
    ),
    Transition(
        "night_plan.revise", (PlanState.AGREED,), PlanState.DRAFT, gettext_lazy("Ändra planen"),
        WRITE, Comment.REQUIRED,
    ),
    Transition(
        "night_plan.end_plan", (PlanState.DRAFT, PlanState.AGREED), PlanState.ENDED,
        gettext_lazy("Avsluta"), WRITE, Comment.REQUIRED,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """What the rules must know of a plan before it is agreed.

    Attributes:
        ground_holds: a dated local ground is chosen and in force.
        forms: how the plan's checks are made.
        review_until: the last day that a review may be set to.
    """

    needs: str
    assessor: str
    act: str
    assessed_date: date | None
    wish: str
    consent: str
    cohabitant: str
    will_sought: str
    heard: str
    ground_holds: bool
    supervision: str
    forms: Collection[str]
    not_seen: str
    failure: str
    review_date: date | None
    review_until: date
    today: date


def may_begin(*, has_plan: bool) -> Verdict:
    """A room has one plan at a time."""
    if has_plan:
        return Verdict.no("room", _("Rummet har redan en plan."), _("Öppna den i listan."))
    return Verdict.yes()


def may_write(state: str) -> Verdict:
    """Only a draft is written in; what is agreed is opened first."""
    if state == PlanState.DRAFT:
        return Verdict.yes()
    return Verdict.no("state", _("Planen är inte ett utkast."), _("Välj Ändra planen först."))


def may_protect(state: str) -> Verdict:
    """A protective measure is written in a plan that has not ended."""
    if state == PlanState.ENDED:
        return Verdict.no("state", _("Planen är avslutad."), _("Börja en ny plan."))
    return Verdict.yes()


def without_numbers(found_in: Collection[str]) -> Verdict:
    """A plan holds no identity numbers.

    Args:
        found_in: names of the texts in which one was found.
    """
    return Verdict.all_of(
        Verdict.no(name, _("Texten innehåller ett personnummer."), _("Ta bort personnumret."))
        for name in found_in
    )


def may_set_ground(words: str, source: str, valid_from: date, valid_until: date | None) -> Verdict:
    """A ground has its words, its source, and a last day after its first."""
    verdict = Verdict.yes()
    if not words.strip():
        verdict += Verdict.no("words", _("Stödet saknas."), _("Skriv vilket stödet är."))
    if not source.strip():
        verdict += Verdict.no("source", _("Källan saknas."), _("Skriv lagrum eller beslut."))
    if valid_until is not None and valid_until < valid_from:
        verdict += Verdict.no(
            "valid_until", _("Stödet slutar innan det börjar."), _("Välj en senare dag.")
        )
    return verdict


def uses_technology(supervision: str, forms: Collection[str]) -> bool:
    """Say whether a plan rests on technology."""
    technical = (Supervision.CAMERA, Supervision.SENSOR, Supervision.MIXED)
    return supervision in technical or CheckForm.CAMERA in forms


def may_use_technology(*, consent: str, cohabitant: str, ground_holds: bool) -> Verdict:
    """Technology needs the person's own yes, or a ground in force where they cannot say."""
    verdict = Verdict.yes()
    if consent == Consent.CANNOT and not ground_holds:
        verdict += Verdict.no(
            "ground", _("Tekniken kan inte slås på utan rättsligt stöd."),
            _("Välj ett stöd som gäller i dag, eller planera besök i stället."),
        )  # fmt: skip
    if consent not in (Consent.GIVEN, Consent.CANNOT):
        verdict += Verdict.no(
            "consent", _("Tekniken kan inte slås på utan personens ja."),
            _("Planera besök i stället."),
        )  # fmt: skip
    if cohabitant == Cohabitant.DECLINED:
        verdict += Verdict.no(
            "cohabitant", _("Den som bor där har sagt nej till tekniken."),
            _("Planera besök i stället."),
        )  # fmt: skip
    return verdict


def may_agree(one: Standing) -> Verdict:
    """A plan is agreed when needs, will and what happens otherwise stand in it."""
    verdict = _written(one) + _will(one) + _supervised(one)
    if uses_technology(one.supervision, one.forms):
        verdict += may_use_technology(
            consent=one.consent, cohabitant=one.cohabitant, ground_holds=one.ground_holds
        )
        if not (one.not_seen.strip() and one.failure.strip()):
            verdict += Verdict.no(
                "not_seen", _("Planen säger inte vad som görs när personen inte syns eller "
                              "tekniken inte fungerar."), _("Skriv in båda."),
            )  # fmt: skip
    return verdict


def _written(one: Standing) -> Verdict:
    verdict = Verdict.yes()
    if not (one.needs.strip() and one.assessor and one.act and one.assessed_date):
        verdict += Verdict.no(
            "needs", _("Behovet är inte bedömt."),
            _("Skriv behovet, vem som bedömt det, när och enligt vilken lag."),
        )  # fmt: skip
    if one.review_date is None or not one.today < one.review_date <= one.review_until:
        verdict += Verdict.no(
            "review_date", _("Uppföljningens dag saknas eller ligger för långt fram."),
            _("Välj en dag inom ett halvår."),
        )  # fmt: skip
    return verdict


def _will(one: Standing) -> Verdict:
    if one.consent == Consent.CANNOT:
        if one.will_sought.strip() and one.heard.strip():
            return Verdict.yes()
        return Verdict.no(
            "will_sought", _("Det framgår inte hur personens vilja söktes."),
            _("Skriv hur ni sökte viljan, vem som hördes och vad de sade."),
        )  # fmt: skip
    if not one.wish.strip() or not one.consent:
        return Verdict.no(
            "wish", _("Det framgår inte vad personen själv vill."),
            _("Fråga personen, och skriv svaret."),
        )  # fmt: skip
    return Verdict.yes()


def _supervised(one: Standing) -> Verdict:
    if not one.supervision:
        return Verdict.no("supervision", _("Tillsynen är inte vald."), _("Välj en sorts tillsyn."))
    if one.supervision == Supervision.NONE and one.forms:
        return Verdict.no(
            "checks", _("Planen säger ingen tillsyn, men har tider."), _("Ta bort tiderna.")
        )
    if one.supervision in (Supervision.VISITS, Supervision.CAMERA) and not one.forms:
        return Verdict.no("checks", _("Planen har inga tider."), _("Lägg till minst en tid."))
    return Verdict.yes()


def may_check(*, form: str, staff: int) -> Verdict:
    """One person looks by camera; one or two do the rest."""
    if form == CheckForm.CAMERA and staff != 1:
        return Verdict.no("staff", _("En person tittar med kamera."), _("Skriv 1."))
    return Verdict.yes()


def skill_of(text: str) -> str:
    """Give a skill as it is compared: in small letters, with one space between words."""
    return " ".join(text.split()).casefold()


def opens_deviation(*, is_agreed: bool, for_staffing: bool) -> bool:
    """Say whether a protective measure is a deviation: without a yes, or for want of staff."""
    return not is_agreed or for_staffing


def is_current(state: str, review_date: date | None, on: date) -> bool:
    """Say whether a plan holds on a day: agreed, and its review has not passed."""
    return state == PlanState.AGREED and review_date is not None and review_date >= on


def holds(valid_from: date, valid_until: date | None, on: date) -> bool:
    """Say whether a ground is in force on a day."""
    return valid_from <= on and (valid_until is None or on <= valid_until)


def fast_hours(last: time | None, first: time | None) -> float | None:
    """Give the hours from the last meal to the first; None when either is not told."""
    if last is None or first is None:
        return None
    minutes = (first.hour * 60 + first.minute) - (last.hour * 60 + last.minute)
    return round((minutes % 1440) / 60, 1)


def is_long_fast(hours: float | None, longest: float) -> bool:
    """Say whether the night fast is longer than the longest that the municipality accepts."""
    return hours is not None and hours > longest


def minute_of(clock: time, start_hour: int) -> float:
    """Give how many minutes into the night a time of day is."""
    return float((clock.hour * 60 + clock.minute - start_hour * 60) % 1440)
