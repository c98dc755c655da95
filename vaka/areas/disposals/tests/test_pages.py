"""The pages: who meets them, what they say, and that no content stands there."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from vaka.areas.disposals import actions, packing
from vaka.areas.disposals.actions import NewHold
from vaka.areas.disposals.models import Disposal, RetentionPolicy
from vaka.areas.disposals.rules import HoldGround, State
from vaka.areas.disposals.tests.test_actions import OLD, approved, carried_out, case
from vaka.areas.disposals.tests.test_actions import plan as plan
from vaka.areas.disposals.tests.test_actions import take_in as take_in
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.jobs.models import Job

WORDS = "Slog"


def test_only_those_who_keep_it_get_in(nora, bo, cecilia, ada, client_as):
    for name in ("start", "plans", "holds", "new_policy", "propose", "new_hold"):
        address = reverse(f"disposals:{name}")
        assert client_as(nora).get(address).status_code == 200
        for who in (bo, cecilia, ada):
            assert client_as(who).get(address).status_code == 403


def test_without_a_plan_the_page_says_that_all_is_preserved(nora, client_as):
    html = client_as(nora).get(reverse("disposals:start")).content.decode()
    assert "Allt bevaras" in html


def test_the_plan_is_written_in_and_the_law_holds(nora, client_as):
    client, address = client_as(nora), reverse("disposals:new_policy")
    sent = {"decided_on": nora.on - timedelta(days=2), "paragraph": "SN § 9", "from_date": nora.on,
            "years_deviation": "5", "years_decision": "6", "years_read_log": "5"}  # fmt: skip
    assert "Lagen säger 5 år" in client.post(address, sent).content.decode()
    sent["years_decision"] = "5"
    assert client.post(address, sent).status_code == 302
    lines = dict(RetentionPolicy.objects.get().lines.values_list("kind", "years"))
    assert (lines["deviation"], lines["remedy"]) == (5, None)
    assert "Bevaras" in client.get(reverse("disposals:plans")).content.decode()


def test_from_due_to_protocol_by_the_pages(take_in, plan, nora, maja, client_as):
    take_in(OLD)
    reference = case("A1").reference
    first = client_as(nora)
    for name, args in (("start", []), ("due", ["deviation"])):
        html = first.get(reverse(f"disposals:{name}", args=args)).content.decode()
        assert WORDS not in html
    assert reference in html
    sent = first.post(reverse("disposals:propose"), {"kind": "deviation", "words": "x"})
    made = Disposal.objects.get()
    page = reverse("disposals:disposal", args=[made.pk])
    assert sent["Location"] == page
    assert "Någon annan ska godkänna" in first.get(page).content.decode()
    assert first.post(reverse("disposals:approve", args=[made.pk])).status_code == 403
    client_as(maja).post(reverse("disposals:approve", args=[made.pk]))
    went = first.post(reverse("disposals:carry_out", args=[made.pk]))
    assert went["Location"] == reverse("jobs:show", args=[Job.objects.get().pk])
    carried_out(nora, made)
    html = first.get(page).content.decode()
    assert "Gallrat" in html
    rows = first.get(reverse("disposals:protocol", args=[made.pk])).content.decode("utf-8-sig")
    assert reference in rows
    assert WORDS not in rows


def test_holds_are_shown_and_lifted(take_in, nora, maja, client_as):
    take_in(OLD)
    new = NewHold(case("A1").reference, HoldGround.DISPUTE)
    held = actions.hold_case(by=maja, new=new)
    assert new.reference in client_as(nora).get(reverse("disposals:holds")).content.decode()
    client_as(nora).post(reverse("disposals:lift", args=[held.pk]))
    assert "Inget ärende är undantaget" in client_as(nora).get(
        reverse("disposals:holds")).content.decode()  # fmt: skip
    sent = {"reference": "AVV-1900-1", "ground": "dispute"}
    html = client_as(nora).post(reverse("disposals:new_hold"), sent).content.decode()
    assert "Inget ärende har det numret" in html


def test_the_archive_gets_every_row_and_the_reading_is_logged(take_in, plan, nora, maja):
    take_in(OLD)
    made, one = approved(nora, maja), case("A1")
    assert packing.waiting(made) == [one]
    with pytest.raises(NotAllowed):
        packing.pack_case(by=nora, case=one)
    content = packing.pack_case(by=Viewer.system("export"), case=one)
    with ZipFile(BytesIO(content)) as package:
        name = next(n for n in package.namelist() if n.endswith("arende.json"))
        text = package.read(name).decode()
    assert WORDS in text
    assert {"cases.case", "cases.caseevent", "deviations.deviation"} <= packing.rows_of(one).keys()
    assert AuditRow.objects.filter(verb="deviation.read", data={"archive": True}).exists()


def test_the_receipt_is_written_in(take_in, plan, nora, maja, client_as):
    take_in(OLD)
    plan.lines.filter(kind="deviation").update(archive_first=True)
    made = approved(nora, maja)
    page = reverse("disposals:disposal", args=[made.pk])
    assert "vaka export disposal" in client_as(nora).get(page).content.decode()
    actions.note_package(by=Viewer.system("export"), disposal_id=made.pk, digest="ab")
    client_as(nora).post(reverse("disposals:hand_over", args=[made.pk]), {"receipt": "K-1"})
    assert "K-1" in client_as(nora).get(page).content.decode()
    client_as(nora).post(reverse("disposals:withdraw", args=[made.pk]), {"words": "Nej"})
    made.refresh_from_db()
    assert made.state == State.WITHDRAWN


@pytest.mark.parametrize("code", ["read_log", "routine", "x"])
def test_what_has_no_list_of_cases_is_404(nora, client_as, code):
    assert client_as(nora).get(reverse("disposals:due", args=[code])).status_code == 404
