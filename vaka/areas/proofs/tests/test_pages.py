"""A paper handed in, read, marked, taken as CSV and deleted; nobody else opens it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.proofs import actions, jobs, urls
from vaka.areas.proofs.actions import NewRemark
from vaka.areas.proofs.models import Proof, ProofRemark
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.files.models import StoredFile
from vaka.foundation.jobs import running
from vaka.law.verdict import RuleRefused

TABLE = "| Typ | Antal |\n|---|---|\n| A | 7 |\n"
TEXT = f"# Bokslut\n\nHemlige Karlsson, 19121212-1212, har ringt.\n\n{TABLE}"
NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
FOUND = [NewRemark("sum", 3, "=Totalt 12", "12", "11", 0.95),
         NewRemark("person", 3, "19…", "", "Ta bort det.", is_advice=True)]  # fmt: skip


@pytest.fixture
def proof(bo, client_as) -> Proof:
    """Hand in a small paper by the page and let the worker look it over."""
    file = SimpleUploadedFile("bokslut.md", TEXT.encode())
    answer = client_as(bo).post(reverse("proofs:start"), {"file": file})
    made = Proof.objects.get()
    assert answer.headers["Location"] == reverse("jobs:show", args=[made.job_id])
    running.run(made.job_id)
    return made


def test_the_worker_reads_the_paper_and_says_what_it_read(proof, bo, client_as):
    page = client_as(bo).get(reverse("proofs:proof", args=[proof.pk])).content.decode()
    assert "Läst: 1 tabell" in page
    assert "Personuppgift" in page
    assert "19121212" not in page
    assert AuditRow.objects.filter(verb="proof.read", object_id=str(proof.pk)).exists()
    assert "bokslut.md" in client_as(bo).get(reverse("proofs:start")).content.decode()


def test_a_remark_is_marked_taken_back_and_goes_with_the_csv(proof, bo, client_as):
    actions.record_proof(by=bo, proof_id=proof.pk, read={"tables": 1}, remarks=FOUND)
    one, client = ProofRemark.objects.get(rule="sum"), client_as(bo)
    right = reverse("proofs:right", args=[one.pk])
    assert client.post(right, {"words": " "}).status_code == 200
    assert client.post(right, {"words": "Avser hela året"}).status_code == 302
    with pytest.raises(RuleRefused):
        actions.set_aside(by=bo, remark_id=one.pk, words="Igen")
    page = client.get(reverse("proofs:proof", args=[proof.pk])).content.decode()
    assert "Avser hela året" in page
    assert "Inga motsägelser" in page
    table = client.get(reverse("proofs:findings", args=[proof.pk])).content.decode("utf-8-sig")
    assert "'=Totalt 12;12;11;Säker;Avser hela året" in table
    assert client.post(reverse("proofs:take_back", args=[one.pk])).status_code == 302
    assert ProofRemark.objects.get(pk=one.pk).reason == ""


def test_the_file_goes_on_its_day_or_at_once(proof, bo, client_as):
    assert actions.forget_old(proof.delete_date - timedelta(days=1)) == 0
    assert actions.forget_old(proof.delete_date) == 1
    assert not Proof.objects.exists()
    assert not StoredFile.objects.filter(kind=actions.KIND).exists()
    again = actions.send_proof(by=bo, content=SimpleUploadedFile("b.md", b"Text."), name="b.md")
    assert client_as(bo).post(reverse("proofs:delete", args=[again.pk])).status_code == 302
    assert not Proof.objects.exists()


def test_a_wrong_sort_is_refused_in_the_form(bo, client_as):
    file = SimpleUploadedFile("bild.png", b"\x89PNG\r\n\x1a\n")
    answer = client_as(bo).post(reverse("proofs:start"), {"file": file})
    assert "Använd DOCX" in answer.content.decode()
    assert not Proof.objects.exists()


def _answers(client, ids):
    for name, keys in NAMES.items():
        path = reverse(f"proofs:{name}", kwargs={key: ids[key] for key in keys})
        for answer in (client.get(path), client.post(path, {"words": "Nej"})):
            yield name, path, answer


def test_nobody_else_opens_marks_or_deletes(proof, kim, cecilia, pia, bo, client_as):
    actions.record_proof(by=bo, proof_id=proof.pk, read={}, remarks=FOUND)
    one = ProofRemark.objects.get(rule="sum")
    ids, before = {"proof_id": proof.pk, "remark_id": one.pk}, standing(Proof, ProofRemark)
    for viewer in (kim, cecilia, pia):
        told = [(path, answer, answer.content.decode())
                for name, path, answer in _answers(client_as(viewer), ids)
                if viewer is pia or name != "start"]  # fmt: skip
        allowed = {*SHUT, 405}
        assert not list(told_to_outsiders(told, allowed, ["bokslut.md", "Totalt 12"]))
    assert_sign_in((path, answer) for _name, path, answer in _answers(Client(), ids))
    assert standing(Proof, ProofRemark) == before
    for refused, by in ((NotVisible, kim), (NotAllowed, pia)):
        with pytest.raises(refused):
            actions.delete_proof(by=by, proof_id=proof.pk)
        with pytest.raises(refused):
            actions.set_aside(by=by, remark_id=one.pk, words="Nej")


def test_advice_stands_at_the_papers_own_line():
    (found,) = jobs.advised("Två dementa personer.\n", [7, 7])
    assert (found.line, found.rule, found.is_advice) == (7, "term", True)
