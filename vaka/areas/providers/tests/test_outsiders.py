"""Every address of the area to those of other units, to nobody, and to whoever only sees."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from tests.outsiders import assert_sign_in, standing
from vaka.areas.deviations.actions import NewDeviation, report
from vaka.areas.providers import actions, agreement_actions, urls, visit_actions
from vaka.areas.providers.actions import NewFigure, NewSanction
from vaka.areas.providers.agreement_actions import NewAgreement
from vaka.areas.providers.agreement_rules import Party
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
from vaka.areas.providers.rules import Sanction
from vaka.areas.providers.tests.conftest import FORM, applied, judged, visited
from vaka.areas.self_checks.rules import Frequency
from vaka.foundation.cases.models import Case
from vaka.law.months import add_months

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
OWN = {"list", "new", "apply", "matrix", "visits", "agreements", "new_agreement"}
SHOWN = {"contract", "visit", "agreement", "list", "matrix", "visits", "agreements"}
PLANTED = "Klockstapelrummet"
ROWS = (Agreement, AgreementDuty, Application, ApplicationLine, AskedFigure, Breach, Contract,
        FollowUp, GivenFigure, ImposedSanction, ProviderVisit)  # fmt: skip
STEPS = {"step": ("villkor", "begar", "avsluta", "oppna"), "agreement_step": ("atagande",
         "folj-upp", "avsluta", "oppna"), "visit_step": ("avsluta", "stall-in", "oppna",
         "planera")}  # fmt: skip
TRIED = ("villkor", "godkann", "avsla", "prova-igen")


@pytest.fixture
def ids(kim, mina, contract, ronnen):
    """Plant at Rönnen what each address is about: gives the ids and what nobody else may read."""
    today = timezone.localdate()
    since = add_months(today.replace(day=1), -2)
    new = NewFigure(PLANTED, "%", Frequency.MONTHLY, since, 1)
    actions.ask_figure(by=kim, case_id=contract.pk, version=1, new=new)
    demand = NewSanction(Sanction.CORRECTION, PLANTED, today + timedelta(days=9))
    actions.impose(by=kim, case_id=contract.pk, version=2, new=demand)
    made = visited(kim, contract, "larm")
    hidden = visit_actions.plan_visit(by=kim, contract_id=contract.pk, day=today,
                                      is_announced=False)  # fmt: skip
    agreement = agreement_actions.agree(by=kim, new=NewAgreement(
        ronnen, PLANTED, Party.DOCTORS, "Regionen", PLANTED, today, None, today))  # fmt: skip
    agreement_actions.promise(by=kim, case_id=agreement.pk, version=1, who="Läkare", text=PLANTED)
    event = report(by=mina, new=NewDeviation(ronnen, "HSL", "Fall utan skada", PLANTED,
                                             timezone.now()))  # fmt: skip
    application = judged(kim, applied(kim, ronnen, "Väntbolaget"), unmet=1)
    return {
        "application": application.pk, "contract": contract.pk, "made": made.pk,
        "hidden": hidden.pk, "agreement": agreement.pk,
        "event": event.pk, "figure_id": AskedFigure.objects.get().pk, "start": str(since),
        "sanction_id": ImposedSanction.objects.get().pk, "code": FORM,
        "told": {PLANTED, "Utföraren AB", "Väntbolaget", application.reference,
                 contract.reference, made.reference, hidden.reference,
                 agreement.reference, event.reference},
    }  # fmt: skip


def addresses(name, ids):
    """Give an address for each case and step that it may be about."""
    about = ["contract"]
    if name in ("contract", "step", "judge", "plan_visit", "impose"):
        about = ["contract", "application"]
    if name in ("visit", "record", "visit_step"):
        about = ["made", "hidden"]
    if name in ("agreement", "agreement_step"):
        about = ["agreement"]
    for one in about:
        steps = TRIED if (name, one) == ("step", "application") else STEPS.get(name, ("",))
        for step in steps:
            values = ids | {"case_id": ids[one], "name": step}
            path = reverse(f"providers:{name}", kwargs={key: values[key] for key in NAMES[name]})
            yield f"{path}?case={ids['event']}" if name == "breach" else path


def sent(ids):
    """Give fields that every form of the area would take."""
    day = timezone.localdate() + timedelta(days=20)
    return {
        "unit": "ronnen", "provider": "Nej", "sort": "own", "form_code": FORM, "start_date": day,
        "visits_a_year": 1, "unannounced_a_year": 0, "name": "Nej", "unit_words": "%",
        "frequency": "monthly", "since_date": day, "answer_days": 9, "value": "1", "words": "Nej",
        "sanction": "remark", "day": day, "is_announced": "yes", "made_date": timezone.localdate(),
        "seen": "Nej", "title": "Nej", "party": "doctors", "parties": "Nej", "about": "Nej",
        "review_date": day, "who": "Nej", "text": "Nej", "next_date": day,
        "received_date": timezone.localdate(), "line-1": "yes",
        "duty_id": AgreementDuty.objects.get().pk,
        "version": Case.objects.get(pk=ids["contract"]).version,
    }  # fmt: skip


def responses(client, name, ids):
    for path in addresses(name, ids):
        for answer in (client.get(path), client.post(path, sent(ids))):
            yield path, answer, answer.content.decode()


@pytest.mark.parametrize("user", ["cecilia", "astrid"])
def test_another_home_is_shut(user, ids, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        for path, answer, body in responses(client, name, ids):
            if name not in OWN and answer.status_code not in (403, 404):
                told.append(f"{path}: {answer.status_code}")
            told += [f"{path} tells {word}" for word in ids["told"] if word in body]
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before


def test_who_is_followed_up_reads_answers_and_changes_nothing_else(ids, mina, client_as):
    client, before, told = client_as(mina), standing(*ROWS), []
    hidden = Case.objects.get(pk=ids["hidden"]).reference
    for name in set(NAMES) - {"give", "breach"}:
        for path, answer, body in responses(client, name, ids):
            opens = name in SHOWN and str(ids["hidden"]) not in path
            if answer.status_code not in ((200,) if opens else (403, 404)):
                told.append(f"{path}: {answer.status_code}")
            told += [f"{path} warns of {hidden}"] if hidden in body else []
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before
    for path in [*addresses("give", ids), *addresses("breach", ids)]:
        assert client.get(path).status_code == 200, path
