"""The demo's contracts, visits, asked figures, sanctions and agreements; all invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from vaka.areas.providers import rules
from vaka.areas.providers.agreement_rules import BREACHES, AgreementState
from vaka.areas.providers.models import (
    Agreement,
    AgreementDuty,
    Application,
    ApplicationLine,
    AskedFigure,
    Breach,
    Contract,
    FollowUp,
    GivenFigure,
    ImposedSanction,
    ProviderVisit,
)
from vaka.areas.providers.rules import State, VisitState
from vaka.areas.self_checks import actions as self_checks
from vaka.areas.self_checks import ready
from vaka.areas.self_checks.models import (
    Answer,
    CheckPlan,
    Finding,
    Form,
    FormVersion,
    PlanTerms,
    Round,
)
from vaka.areas.self_checks.rules import FOUND_IN, FindingState, Frequency
from vaka.areas.self_checks.rules import State as RoundState
from vaka.config.demo.cast import owner_of
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.cases.models import Case, CaseLink
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.months import add_months

SINCE = date(2023, 1, 1)
APPLICANT = "Omsorg i Ådalen AB"
HOME, HOME_CARE = "krav-sarskilt-boende", "krav-hemtjanst"
PROGRAMME = "Fullmäktiges program för privata utförare, § 12"
OWN = "Nämndens uppdrag till egen regi"


@dataclass(frozen=True)
class Planned:
    """One contract: its unit, who runs it, and its visits as days from today and lines not met."""

    unit: str
    provider: str
    sort: str
    form: str
    visits: tuple[tuple[int, bool, str, tuple[str, ...]], ...]
    months: int | None = None


CONTRACTS = (
    Planned("ronnen", "Rönnens vård och omsorg AB", "procured", HOME, (
        (-210, True, VisitState.CLOSED, ("delegering",)),
        (-34, False, VisitState.MADE, ("nattbemanning", "larm", "genomforandeplan")),
        (24, False, VisitState.PLANNED, ()),
    ), 14),
    Planned("almen", "Almen, egen regi", "own", HOME, (
        (-75, True, VisitState.MADE, ("introduktion",)),
    )),
    Planned("bjorken", "Björken, egen regi", "own", HOME, (
        (-62, True, VisitState.CLOSED, ()),
    )),
    Planned("linden", "Linden, egen regi", "own", HOME, (
        (-120, True, VisitState.CLOSED, ("aktivitet", "larm")),
        (-4, True, VisitState.PLANNED, ()),
    )),
    Planned("hemtjanst-angen", "Hemtjänst Ängen, egen regi", "own", HOME_CARE, (
        (-48, True, VisitState.MADE, ("kontinuitet", "tider")),
    )),
    Planned("hemtjanst-asen", "Hemtjänst Åsen, egen regi", "own", HOME_CARE, (
        (-90, True, VisitState.CLOSED, ("tider",)),
    )),
)  # fmt: skip
SEEN = "Verksamheten är väl förberedd och öppen med vad som brister."
FIGURES = (
    ("ronnen", "Andel med aktuell genomförandeplan", 91),
    ("ronnen", "Andel pass med bemanning enligt avtal", 96),
    ("almen", "Andel med aktuell genomförandeplan", 88),
)
DOCTORS = (
    ("Regionen", "Varje boende har en namngiven läkare inom två veckor från inflyttning."),
    ("Regionen", "Läkare nås av sjuksköterska inom en timme, alla dagar och nätter."),
    ("Kommunen", "Sjuksköterska har gjort en bedömning innan läkare kontaktas."),
)
HOSPITAL = (
    ("Regionen", "Besked om utskrivning lämnas senast kl. 12 dagen innan."),
    ("Kommunen", "Hemgång är möjlig samma dag som den enskilde är utskrivningsklar."),
)
FRIENDS = (
    ("Föreningen", "En frivillig besöker varje boende som vill, en gång i veckan."),
    ("Kommunen", "En kontaktperson på varje boende tar emot de frivilliga."),
)
# unit, owner, title, party, parties, about, forum, began, next follow-up in days, promises
AGREEMENTS = (
    ("vaka", "maja", "Läkarmedverkan i kommunal vård", "doctors", "Regionen, vårdcentralerna, "
     "kommunen", "Läkarinsatser i särskilt boende och hemsjukvård.", "Lokal samverkansgrupp, fyra "
     "gånger om året", -800, 55, DOCTORS),
    ("vaka", "maja", "Trygg utskrivning från sjukhus", "region", "Regionen, kommunen",
     "Planering när någon skrivs ut från sluten vård.", "Utskrivningsmöte varje vecka", -700, -12,
     HOSPITAL),
    ("sarskilt-boende", "kim", "Frivilliga på boendena", "civil_society", "Väntjänstens förening, "
     "kommunen", "Sällskap och utflykter.", "", -300, 90, FRIENDS),
)  # fmt: skip


class _Writer:
    """Writes contract after contract, with identities of the demo's series."""

    def __init__(
        self, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
        seed: int, today: date,
    ) -> None:  # fmt: skip
        self.by, self.people, self.places = by, people, places
        self.identity, self.today = identity, today
        self.random = Random(f"providers-{seed}")  # noqa: S311 - invented answers
        self.plans = {code: self._plan(code) for code in (HOME, HOME_CARE)}

    def case(
        self, kind: str, unit: str, title: str, steps: list[Step], owner: str,
        due: date | None = None, closed: date | None = None,
    ) -> Case:  # fmt: skip
        """Write one case with its timeline."""
        row = incoming(self.places[unit], title, steps, self.people[owner],
                       self.identity(steps[0].at), due)  # fmt: skip
        row.closed_at = moment(closed) if closed else None
        intake.open_many(by=self.by, kind=kind, incoming=[row], source="demo")
        assert row.id is not None
        return Case.objects.get(pk=row.id)

    def day(self, offset: int) -> date:
        """Give the day so many days from today."""
        return self.today + timedelta(days=offset)

    def _plan(self, code: str) -> CheckPlan:
        one = ready.ready_form(code)
        form = Form.objects.create(
            pk=self.identity(moment(SINCE)), code=one.code, title=one.title, method=one.method,
            topic=one.topic, made_by=self.people["kim"],
        )  # fmt: skip
        FormVersion.objects.create(
            pk=self.identity(moment(SINCE)), form=form, number=1, since_date=SINCE,
            content=one.content,
        )  # fmt: skip
        plan = CheckPlan.objects.create(
            pk=self.identity(moment(SINCE)), form=form, title=f"Uppföljning: {one.title}",
            why=one.why, unit=self.places["vaka"],
        )  # fmt: skip
        PlanTerms.objects.create(plan=plan, since_date=SINCE, frequency=Frequency.ONCE)
        return plan

    def contract(self, wanted: Planned) -> None:
        """Write a contract with its visits."""
        began, kim = date(2024, 1, 1), self.people["kim"].name
        end = add_months(self.today, wanted.months) if wanted.months else None
        step = Step(moment(began), "contract.sign", State.RUNNING, by_name=kim,
                    data={"provider": wanted.provider})  # fmt: skip
        case = self.case("contract", wanted.unit, wanted.provider, [step], "kim", end)
        is_own = end is None
        row = Contract.objects.create(
            case=case, provider=wanted.provider, sort=wanted.sort, form_code=wanted.form,
            source=OWN if is_own else PROGRAMME, start_date=began, end_date=end,
            extend_by_date=None if end is None else add_months(end, -12),
            visits_a_year=1 if is_own else 3, unannounced_a_year=0 if is_own else 2,
            penalty_max=None if is_own else 200_000,
        )  # fmt: skip
        for days, announced, state, unmet in wanted.visits:
            self._visit(row, wanted, self.day(days), announced, VisitState(state), unmet)

    def application(self) -> None:
        """Write an application to run home care, judged but for its last two requirements."""
        kim, came = self.people["kim"], self.day(-11)
        step = Step(moment(came), "contract.apply_for_contract", State.APPLIED, by_name=kim.name)
        case = self.case("contract", "hemtjanst-angen", APPLICANT, [step], "kim")
        row = Contract.objects.create(
            case=case, provider=APPLICANT, sort="free_choice", form_code=HOME_CARE,
            source="Förfrågningsunderlag för hemtjänst", start_date=self.day(50), visits_a_year=2,
            unannounced_a_year=1, penalty_max=50_000,
        )  # fmt: skip
        application = Application.objects.create(contract=row, received_date=came)
        labels = [q.label.said() for q in ready.ready_form(HOME_CARE).questions.questions]
        ApplicationLine.objects.bulk_create(
            ApplicationLine(
                id=self.identity(moment(came)), application=application, number=number,
                label=label, is_met=True if number < len(labels) - 1 else None,
                judged_date=self.day(-4) if number < len(labels) - 1 else None,
                judged_by=kim if number < len(labels) - 1 else None,
            )
            for number, label in enumerate(labels, start=1)
        )  # fmt: skip

    def _visit(
        self, row: Contract, wanted: Planned, day: date, announced: bool, state: VisitState,
        unmet: tuple[str, ...],
    ) -> None:  # fmt: skip
        kim, planned = self.people["kim"].name, min(day, self.today) - timedelta(days=30)
        steps = [Step(moment(planned), "provider_visit.plan_visit", VisitState.PLANNED,
                      by_name=kim)]  # fmt: skip
        is_made = state is not VisitState.PLANNED
        asked = len(self._keys(wanted.form))
        if is_made:
            met = {"met": asked - len(unmet), "judged": asked}
            steps.append(Step(moment(day), "provider_visit.record_visit", VisitState.MADE,
                              VisitState.PLANNED, SEEN, kim, met))  # fmt: skip
        closed = day + timedelta(days=45) if state is VisitState.CLOSED else None
        closed = min(closed, self.today) if closed else None
        if closed:
            steps.append(Step(moment(closed), "provider_visit.close_visit", VisitState.CLOSED,
                              VisitState.MADE, "Bristerna är avhjälpta.", kim))  # fmt: skip
        case = self.case("provider_visit", wanted.unit, f"Uppföljning: {wanted.provider}", steps,
                         "kim", day, closed)  # fmt: skip
        visit = ProviderVisit(case=case, contract=row, is_announced=announced)
        if is_made:
            visit.protocol = self._protocol(wanted, day, unmet, closed)
            visit.made_date, visit.seen = day, SEEN
            visit.who_met = "Verksamhetschef, två undersköterskor, tre boende"
            visit.met, visit.judged = asked - len(unmet), asked
        visit.save(force_insert=True)

    def _keys(self, code: str) -> list[str]:
        return [one.key for one in ready.ready_form(code).questions.questions]

    def _protocol(
        self, wanted: Planned, day: date, unmet: tuple[str, ...], closed: date | None
    ) -> Case:
        plan, kim = self.plans[wanted.form], self.people["kim"]
        steps = [
            Step(moment(day), "self_check.open", RoundState.OPEN, by_name=kim.name),
            Step(moment(day), "self_check.close", RoundState.CLOSED, RoundState.OPEN, SEEN,
                 kim.name),
        ]  # fmt: skip
        case = self.case("self_check", wanted.unit, plan.title, steps, owner_of(wanted.unit),
                         day, day)  # fmt: skip
        Case.objects.filter(pk=case.pk).update(occurred_at=self_checks.begins_at(day))
        version = FormVersion.objects.get(form=plan.form)
        made = Round.objects.create(case=case, plan=plan, version=version, start_date=day,
                                    due_date=day)  # fmt: skip
        values = {key: "no" if key in unmet else "yes" for key in self._keys(wanted.form)}
        Answer.objects.create(pk=self.identity(moment(day)), round=made, values=values,
                              answered_date=day, person=kim)  # fmt: skip
        labels = {q.key: q.label.said() for q in ready.ready_form(wanted.form).questions.questions}
        for key in unmet:
            self._finding(wanted, made, key, labels[key], closed)
        return case

    def _finding(
        self, wanted: Planned, made: Round, key: str, label: str, closed: date | None
    ) -> None:
        kim, day = self.people["kim"].name, made.start_date
        steps = [Step(moment(day), "finding.find", FindingState.FOUND, by_name=kim)]
        if closed:
            steps.append(Step(moment(closed), "finding.settle", FindingState.SETTLED,
                              FindingState.FOUND, "Avhjälpt, se protokollet.", kim))  # fmt: skip
        text = f"Kravet är inte uppfyllt: {label}."
        case = self.case("finding", wanted.unit, text[:90], steps, owner_of(wanted.unit),
                         closed=closed)  # fmt: skip
        Finding.objects.create(case=case, round=made, question_key=key, text=text)
        CaseLink.objects.create(from_case=case, to_case=made.case, relation=FOUND_IN)

    def figures(self) -> None:
        """Ask for figures by quarter, given but for the latest that fell due."""
        first = self.today.replace(month=1, day=1)
        for unit, name, level in FIGURES:
            row = Contract.objects.get(case__unit=self.places[unit])
            asked = AskedFigure.objects.create(
                pk=self.identity(moment(first)), contract=row, name=name,
                frequency=Frequency.QUARTERLY, since_date=add_months(first, -6), answer_days=30,
            )  # fmt: skip
            over = [
                one for one in asked.periods(self.today)
                if one.due < self.today
            ]  # fmt: skip
            kept = over if unit == "almen" else over[:-1]
            GivenFigure.objects.bulk_create(
                GivenFigure(
                    id=self.identity(moment(one.end)), asked=asked, start_date=one.start,
                    value=level + self.random.randrange(-4, 5), given_date=one.end
                    + timedelta(days=18), given_by=self.people[owner_of(unit)],
                )
                for one in kept
            )  # fmt: skip

    def sanctions(self) -> None:
        """Let Rönnen have been told to correct its nights, and the day to have passed."""
        row = Contract.objects.get(case__unit=self.places["ronnen"])
        visit = row.visits.filter(case__state=VisitState.MADE).get()
        ImposedSanction.objects.create(
            pk=self.identity(moment(self.day(-30))), contract=row, visit=visit,
            sanction=rules.Sanction.CORRECTION, imposed_date=self.day(-30), due_date=self.day(-2),
            words="Bemanningen på natten var en person mindre än avtalet säger, sju av 28 nätter.",
        )  # fmt: skip

    def agreements(self) -> None:
        """Write the agreements, one late to follow up, one broken in an event at Almen."""
        for unit, owner, title, party, parties, about, forum, began, due, promises in AGREEMENTS:
            step = Step(moment(self.day(began)), "agreement.agree", AgreementState.IN_FORCE,
                        by_name=self.people[owner].name)  # fmt: skip
            case = self.case("agreement", unit, title, [step], owner, self.day(due))
            row = Agreement.objects.create(
                case=case, party=party, parties=parties, about=about, forum=forum,
                start_date=self.day(began),
            )  # fmt: skip
            for number, (who, text) in enumerate(promises, start=1):
                AgreementDuty.objects.create(
                    pk=self.identity(moment(self.day(began))), agreement=row, number=number,
                    who=who, text=text,
                )  # fmt: skip
            if promises is DOCTORS:
                self._broken(row)

    def _broken(self, row: Agreement) -> None:
        FollowUp.objects.create(
            pk=self.identity(moment(self.day(-310))), agreement=row, due_date=self.day(-310),
            made_date=self.day(-310),
            words="Namngiven läkare finns på alla boenden. Tiden till svar på natten är för lång.",
        )  # fmt: skip
        events = Case.objects.filter(
            kind="deviation", unit__code__startswith="almen", opened_at__gte=moment(self.day(-300))
        )
        event = events.order_by("reference").first()
        if event is None:
            return
        duty = row.duties.get(number=2)
        Breach.objects.create(
            pk=self.identity(moment(self.day(-1))), duty=duty, event=event,
            words="Läkaren svarade efter tre timmar.",
        )  # fmt: skip
        CaseLink.objects.create(from_case=event, to_case=row.case, relation=BREACHES)


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    seed: int, today: date,
) -> None:  # fmt: skip
    """Write contracts with visits and figures, a sanction, and agreements with others."""
    writer = _Writer(by, people, places, identity, seed, today)
    for wanted in CONTRACTS:
        writer.contract(wanted)
    writer.figures()
    writer.sanctions()
    writer.application()
    writer.agreements()
