"""Approved, signed, checked, published, corrected and withdrawn; each refusal."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.urls import reverse

from tests.judging import PROFILES, complaints
from vaka.areas.reports import actions, packing, release_actions, release_queries, rules
from vaka.areas.reports.models import Report
from vaka.areas.reports.rules import REPORT_LABELS, TRANSITIONS, ReportState
from vaka.config import checks
from vaka.config.cli import run
from vaka.foundation.access.roles import all_roles, roles_that_can
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases import transitions
from vaka.foundation.files import store
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

DAY = date(2026, 1, 15)
ALLOWED = {
    ("report.approve_report", "made"), ("report.publish_report", "approved"),
    ("report.publish_report", "withdrawn"), ("report.withdraw_report", "published"),
}  # fmt: skip
WHO = {
    "report.approve": {"mas", "mar", "sas", "board_secretary"},
    "report.publish": {"mas", "quality_developer", "board_secretary"},
}


@pytest.fixture
def kept(units, kim, tmp_path):
    """Keep a report of the whole principal for 2025, made to be published."""
    made = actions.make(by=kim, name="avvikelser", unit=units["almen"], period=Period.parse("2025"),
                        as_of=DAY, out_dir=tmp_path, is_public=True)  # fmt: skip

    def keep():
        return actions.keep(by=kim, made=made, name="avvikelser", unit_code="almen",
                            period="2025", as_of=DAY)  # fmt: skip

    return keep


@pytest.mark.parametrize("state", list(ReportState))
@pytest.mark.parametrize("verb", [one.verb for one in TRANSITIONS])
def test_each_step_from_each_state(verb, state):
    verdict = transitions.fits_in(TRANSITIONS, verb, state, "skäl", REPORT_LABELS)
    assert verdict.ok == ((verb, str(state)) in ALLOWED)


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("capability", sorted(WHO))
def test_which_roles_may(role, capability):
    able = {one.code for one in roles_that_can(capability)}
    assert (role in able) == (role in WHO[capability])


def test_what_may_be_published():
    sound = {"is_public": True, "is_reference": False, "identity_numbers": 0, "is_intact": True}
    assert rules.may_publish(**sound).ok
    assert rules.may_publish(**sound | {"is_public": False, "is_reference": True}).ok
    for wrong, code in (({"is_public": False}, "public"), ({"identity_numbers": 1}, "identity"),
                        ({"is_intact": False}, "intact")):  # fmt: skip
        assert rules.may_publish(**sound | wrong).codes == (code,)


def test_a_correction_says_what_it_corrects():
    assert rules.may_approve(corrects=False, correction="").ok
    assert not rules.may_approve(corrects=True, correction=" ").ok


def test_from_approval_to_withdrawal(kept, kim, maja, bo, client, client_as):
    row = kept()
    with pytest.raises(NotAllowed):
        release_actions.approve_report(by=kim, report_id=row.pk, version=1)
    row = release_actions.approve_report(by=maja, report_id=row.pk, version=1, decision="§ 45")
    assert (row.state, row.number, row.version) == (ReportState.APPROVED, 1, 2)
    assert AuditRow.objects.get(verb="report.approve_report").data["digest"] == row.digest

    found = release_queries.checked(row)
    assert found.is_intact
    assert [(one.is_whole, one.is_ours, one.is_own_made) for one in found.signatures] == [
        (True, True, True)
    ]
    pdf = release_queries.content(row, ".pdf")
    assert [complaints(pdf, profile) for profile in PROFILES] == [[], []]
    assert "som godkändes" in client_as(kim).get(_address("check", row)).content.decode()

    with pytest.raises(RuleRefused):  # somebody else was first
        release_actions.publish_report(by=kim, report_id=row.pk, version=1)
    one = release_actions.publish_report(by=kim, report_id=row.pk, version=2)
    shown = client.get(reverse("reports:public_report", args=[one.slug]))
    assert "vaka-report" in shown.content.decode()
    assert shown["Cache-Control"].startswith("public")
    for name in ("rapport.pdf", "rapport.docx", "data.json", "data.csv", "sha256.txt"):
        assert client.get(reverse("reports:public_file", args=[one.slug, name])).content

    later = kept()
    with pytest.raises(RuleRefused):
        release_actions.approve_report(by=maja, report_id=later.pk, version=1)
    later = release_actions.approve_report(by=maja, report_id=later.pk, version=1,
                                           correction="Mars var dubblerad.")  # fmt: skip
    assert (later.number, later.corrects_id) == (2, row.pk)
    release_actions.publish_report(by=kim, report_id=later.pk, version=2)
    assert (
        "rättad" in client.get(reverse("reports:public_report", args=[one.slug])).content.decode()
    )

    release_actions.withdraw_report(by=kim, report_id=row.pk, version=3, words="Fel månad")
    gone = client.get(reverse("reports:public_report", args=[one.slug]))
    assert (gone.status_code, "Fel månad" in gone.content.decode()) == (410, True)
    name = reverse("reports:public_file", args=[one.slug, "rapport.pdf"])
    assert client.get(name).status_code == 404


def test_a_changed_file_is_found(kept, maja, kim):
    row = release_actions.approve_report(by=maja, report_id=kept().pk, version=1)
    assert checks.approved_reports().ok
    path = store.path_of(row.files.get(name__endswith=".data.json").digest)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"2025", b"2024"))
    assert not release_queries.checked(row).is_intact
    assert not checks.approved_reports().ok
    with pytest.raises(RuleRefused):
        release_actions.publish_report(by=kim, report_id=row.pk, version=2)
    with pytest.raises(RuleRefused):
        packing.package_of(maja, row.pk)


def test_an_approved_report_is_packed_for_the_archive(kept, client_as, cecilia, maja):
    row = kept()
    assert client_as(maja).get(_address("archive_package", row)).status_code == 404
    row = release_actions.approve_report(by=maja, report_id=row.pk, version=1, decision="§ 45")
    given = client_as(maja).get(_address("archive_package", row))
    assert given["Content-Disposition"] == 'attachment; filename="avvikelser-almen-2025-1.zip"'
    with ZipFile(BytesIO(given.content)) as package:
        top = "avvikelser-almen-2025-1"
        for file in row.files.all():
            kept_bytes = store.path_of(file.digest).read_bytes()
            assert package.read(f"{top}/representations/rep1/data/{file.name}") == kept_bytes
        assert "§ 45" in package.read(f"{top}/metadata/preservation/premis.xml").decode()
        assert row.manifest[0]["sha256"] in package.read(f"{top}/documentation/sha256.txt").decode()
    assert AuditRow.objects.filter(object_kind="archive_package", object_id=row.pk).count() == 1
    assert client_as(cecilia).get(_address("archive_package", row)).status_code == 404


def test_the_command_packs_every_approved_report_and_tells_of_a_changed_one(
    kept, maja, monkeypatch, capsys, tmp_path
):
    monkeypatch.setattr("vaka.config.product.start", lambda _session: None)
    command = ["--json", "export", "archive", str(tmp_path / "ut")]
    assert run(command) == 1  # nothing is approved yet
    row = release_actions.approve_report(by=maja, report_id=kept().pk, version=1)
    capsys.readouterr()
    assert run(command) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert is_zipfile(file)
    store.path_of(row.files.get(name__endswith=".data.json").digest).unlink()
    assert run(command) == 1
    assert json.loads(capsys.readouterr().out)["refused"][0]["report"] == "avvikelser-almen-2025-1"


def test_another_units_report_does_not_exist(units, cecilia, maja):
    row = Report.objects.create(name="avvikelser", title="A", unit=units["almen"], period="2025",
                                as_of=DAY)  # fmt: skip
    with pytest.raises(NotVisible):
        release_actions.approve_report(by=cecilia, report_id=row.pk, version=1)


def test_outsiders_meet_only_what_is_published(client, client_as, cecilia, units):
    row = Report.objects.create(name="avvikelser", title="Hemlig", unit=units["almen"],
                                period="2025", as_of=DAY)  # fmt: skip
    assert "Hemlig" not in client.get(reverse("reports:public")).content.decode()
    for name in ("approve", "publish", "withdraw", "check"):
        assert client.get(_address(name, row)).status_code == 302
        assert client_as(cecilia).get(_address(name, row)).status_code == 404
        assert client_as(cecilia).post(_address(name, row)).status_code == 404


def _address(name, row):
    return reverse(f"reports:{name}", args=[row.pk])
