"""The demo's preventive measures: invented, one at each of some of KUBINOL's steps."""

from datetime import date, timedelta

from vaka.areas.roadmaps import prevention_rules as rules
from vaka.areas.roadmaps.models import (
    PresentState,
    PreventionMeasure,
    PreventionReach,
    PreventionStep,
)
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months

DECIDED = "Plan för förebyggande arbete, nämndens beslut"
MEASURES = (
    # title, focus area, level, aim, target, size, who answers, begun days ago, steps done, duty
    ("Träffpunkt med gemensam lunch", "loneliness", "group", "promote", "over_67", 420,
     "Samordnare för träffpunkter", 330, 5, "values.older_people"),
    ("Hembesök till alla som fyller 80", "outreach", "individual", "prevent", "over_67", 210,
     "Anhörigkonsulent", 100, 2, "prevention.levels"),
    ("Läkemedelsrobot innan hemtjänst utökas", "digital", "individual", "prevent",
     "with_services", 95, "Samordnare för välfärdsteknik", 20, 0, ""),
)  # fmt: skip
PRESENT = (
    # focus area, how firm, way of working, resources
    ("partnership", "established", "Överenskommelse med sex föreningar om träffar och stöd.",
     "Samordnare, halvtid."),
    ("digital", "temporary", "Digital tillsyn prövas i två hemtjänstgrupper.",
     "Två undersköterskor är handledare."),
    ("close_care", "established", "Gemensam vårdplanering med vårdcentralen varje vecka.", ""),
    ("outreach", "planned", "Hembesök till alla som fyller 80 börjar i höst.",
     "Anhörigkonsulent, en dag i veckan."),
    ("loneliness", "temporary", "Träffpunkter drivs med statsbidrag till årets slut.", ""),
    ("method", "none", "Insatser väljs utan genomgång av kunskapsläget.", ""),
    ("competence", "established", "Alla nya medarbetare går en halv dag om fall.", ""),
    ("planning", "none", "Förvaltningen är inte med i planeringen av bostäder.", ""),
    ("communication", "established", "Broschyr och webbsida, gås igenom varje år.", ""),
    ("evaluation", "planned", "Mätning av ensamhet före och efter träffar är beslutad.", ""),
)  # fmt: skip
ANSWERS = {
    "present": "Frivilliga ordnar något då och då. Kommunen har inget fast.",
    "benefit": "Var tredje deltagare ska känna sig mindre ensam efter ett halvår.",
    "change": "Utveckla fasta tider. Avsluta enstaka utflykter som få kan följa med på.",
    "needs": "Sällskap på vardagar och ett skäl att gå hemifrån.",
    "context": "Lokalen ligger nära buss och har hiss. Föreningen håller i köket.",
    "hard_to_reach": "De som inte läser brev. Hemtjänsten och distriktssköterskan frågar.",
    "research": "Kunskapsöversikter talar för återkommande grupper med ledare.",
    "experience": "Personalen har sett att samma tid varje vecka gör att fler kommer.",
    "group_says": "Pensionärsrådet vill ha lunch, inte kaffe.",
    "core": "Samma dag, samma ledare och mat.",
    "what": "Lunch varje tisdag med en ledare.",
    "how": "Två stadsdelar, tio tillfällen, tillsammans med föreningen.",
    "alternatives": "Enskilda samtal vägdes och valdes bort, de når för få.",
    "result": "Av 64 deltagare svarade 52, och 21 känner sig mindre ensamma.",
    "against": "Fyra av tio, mer än den tredjedel som nyttan i steg 1 begärde.",
}  # fmt: skip


def write(*, by: Viewer, unit: Unit, identity: Identity, today: date) -> None:
    """Write the present state, and the measures with their steps and what they reach."""
    _write_present(by, unit, identity, today)
    for title, focus, level, aim, target, size, answers, ago, done, topic in MEASURES:
        begun = today - timedelta(days=ago)
        one = PreventionMeasure.objects.create(
            id=identity(moment(begun)), unit=unit, title=title, focus_area=focus, level=level,
            aim=aim, duty="" if topic else DECIDED, duty_topic=topic, target=target,
            target_size=size, answers=answers, begun_date=begun,
        )  # fmt: skip
        steps = rules.due_steps(rules.frame(begun), begun)
        PreventionStep.objects.bulk_create(
            _step(one, kind, due, kind.number <= done, identity) for kind, due in steps
        )
        PreventionReach.objects.bulk_create(_reach(one, identity, today))
        note(by=by, verb="prevention.begin_measure", object_kind="prevention_measure",
             object_id=one.pk, unit_id=unit.pk, data={"title": title})  # fmt: skip


def _write_present(by: Viewer, unit: Unit, identity: Identity, today: date) -> None:
    told = today - timedelta(days=340)
    for focus, standing, words, resources in PRESENT:
        row = PresentState.objects.create(
            id=identity(moment(told)), unit=unit, focus_area=focus, standing=standing, words=words,
            resources=resources, told_date=told,
        )  # fmt: skip
        note(by=by, verb="prevention.map_present", object_kind="present_state", object_id=row.pk,
             unit_id=unit.pk, data={"focus_area": focus})  # fmt: skip


def _reach(one: PreventionMeasure, identity: Identity, today: date) -> list[PreventionReach]:
    """Whole months since the start; more come as word spreads."""
    first = add_months(one.begun_date.replace(day=1), 1)
    found: list[PreventionReach] = []
    while add_months(first, 1) <= today:
        n = len(found) + 1
        found.append(PreventionReach(
            id=identity(moment(first)), measure=one, month=first, contacts=18 + 6 * n,
            persons=11 + 2 * n, needs=n % 3, result="Fler kommer tillbaka." if n > 3 else "",
        ))  # fmt: skip
        first = add_months(first, 1)
    return found


def _step(
    one: PreventionMeasure, kind: rules.KubinolStep, due: date, done: bool, identity: Identity
) -> PreventionStep:
    step = PreventionStep(id=identity(moment(one.begun_date)), measure=one, number=kind.number,
                          code=kind.code, due_date=due)  # fmt: skip
    if done:
        step.done_date = due - timedelta(days=5)
        step.told = {ask.code: ANSWERS[ask.code] for ask in kind.asks}
        step.evidence = f"Anteckning från steg {kind.number}, i ärendets mapp"
        if kind.decides:
            step.reached = rules.BenefitReached.YES
            step.decision = rules.PreventionDecision.KEEP
    return step
