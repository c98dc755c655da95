"""Adjusted minutes, an extract and a notice as packages for the diary."""

import hashlib
import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from tests.cast import MEMBERS
from vaka.areas.board import document, minutes_document, minutes_packing, notice_packing
from vaka.areas.board import minutes_actions as actions
from vaka.areas.board.minutes_models import BoardParagraph
from vaka.areas.board.minutes_rules import SETTLED, MinutesState, may_pack
from vaka.areas.board.rules import Openness
from vaka.areas.board.tests.acting import begin, step, step_meeting, write
from vaka.areas.board.tests.minuting import adjust, begun, numbered, step_minutes
from vaka.documents.compile import compile_report
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.files import store
from vaka.law.verdict import RuleRefused

NUMBERS = {"Budget": "VO-2026-00011", "Gråsparven": "VO-2026-00012"}


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    monkeypatch.setattr(minutes_document, "compile_in_worker", compile_report)


@pytest.fixture
def adjusted(planned, nora, units):
    """Adjusted minutes with an open and a secret paragraph, and papers for all and for members."""
    one = begun(nora, units["vaka"], planned, "Budget", "Gråsparven", secret=("Gråsparven",))
    one = adjust(nora, one)
    made = [minutes_document.make_minutes(by=nora, minutes_id=one.pk, public=public)
            for public in (True, False)]  # fmt: skip
    return one, *made


@pytest.mark.parametrize("state", list(MinutesState))
def test_only_adjusted_minutes_as_they_were_signed_are_packed(state):
    assert may_pack(state=state, is_whole=True, is_intact=True).ok == (state in SETTLED)
    assert not may_pack(state=state, is_whole=False, is_intact=True).ok
    assert not may_pack(state=state, is_whole=True, is_intact=False).ok


def test_the_secretary_fetches_the_package_from_the_page(adjusted, nora, client_as):
    one, public, members = adjusted
    client = client_as(nora)
    page = client.get(reverse("board:minutes", args=[one.pk])).content.decode()
    for made in (public, members):
        address = reverse("board:package", args=[one.pk, made.pk])
        assert address in page
        given = client.get(address)
        assert given.status_code == 200, given.content.decode()[-3000:]
        assert given["Content-Type"] == "application/zip"
        file = made.files.get()
        top = file.name.removesuffix(".pdf")
        with ZipFile(BytesIO(given.content)) as package:
            kept = package.read(f"{top}/representations/rep1/data/{file.name}")
            listed = package.read(f"{top}/documentation/sha256.txt").decode()
            signed = json.loads(package.read(f"{top}/documentation/underskrifter.json"))
            told = package.read(f"{top}/metadata/descriptive/dc.xml").decode()
        assert listed == f"{hashlib.sha256(kept).hexdigest()}  {file.name}\n"
        assert kept == store.path_of(file.digest).read_bytes()
        assert {row["file_sha256"] for row in signed} == {"a" * 64}
        assert len({row["text_sha256"] for row in signed}) == 1
        assert ("sekretess" in told) == (made is members)
    assert AuditRow.objects.filter(object_kind="archive_package").count() == 2


def test_nobody_else_fetches_it(adjusted, everybody, client_as):
    one, public, members = adjusted
    for user in sorted(set(MEMBERS) - {"nora"}):
        client = client_as(everybody[user])
        for made in (public, members):
            address = reverse("board:package", args=[one.pk, made.pk])
            assert client.get(address).status_code in (403, 404), user
        page = client.get(reverse("board:minutes", args=[one.pk])).content.decode()
        assert "Paket för diariet" not in page


def test_what_was_made_before_the_last_signature_is_gone(planned, nora, units):
    one = begun(nora, units["vaka"], planned, "Budget")
    step_minutes(nora, one, "hand_over")
    minutes_document.make_minutes(by=nora, minutes_id=one.pk, public=True)
    for row in one.signatures.all():
        told = actions.Elsewhere("T-1", "b" * 64, one.meeting.date)
        actions.sign_elsewhere(by=nora, signature_id=row.pk, elsewhere=told)
    assert not one.packs.exists()


def test_an_extract_is_a_package_of_its_own_paragraph(adjusted, nora, client_as):
    one, _public, _members = adjusted
    for row in one.paragraphs.select_related("item__case"):
        extract = minutes_document.make_extract(by=nora, paragraph_id=row.pk)
        address = reverse("board:package", args=[one.pk, extract.pk])
        assert address in client_as(nora).get(
            reverse("board:minutes", args=[one.pk])).content.decode()  # fmt: skip
        _name, content = minutes_packing.package_of(nora, one.pk, extract.pk)
        top = extract.files.get().name.removesuffix(".pdf")
        with ZipFile(BytesIO(content)) as package:
            told = package.read(f"{top}/metadata/descriptive/dc.xml").decode()
        assert f"§ {row.number}" in told
        assert ("sekretess" in told) == (row.item.openness == "secret")


def test_a_notice_that_is_out_is_a_package_of_what_its_readers_see(
    planned, maja, nora, everybody, units, client_as, monkeypatch
):
    monkeypatch.setattr(document, "compile_in_worker", compile_report)
    meeting = planned()
    for title, openness in (("Budget", Openness.COMMON), ("Gråsparven", Openness.SECRET)):
        case = begin(maja, units["vaka"], meeting, title, openness, diary_number=NUMBERS[title])
        write(maja, case)
        step(maja, case, "hand_over")
    early = document.make_pack(by=nora, meeting_id=meeting.pk, public=True)
    with pytest.raises(RuleRefused, match="inte skickad"):
        notice_packing.package_of(nora, meeting.pk, early.pk)
    step_meeting(nora, meeting, "call")
    for public in (True, False):
        made = document.make_pack(by=nora, meeting_id=meeting.pk, public=public)
        address = reverse("board:pack_package", args=[meeting.pk, made.pk])
        page = reverse("board:meeting", args=[meeting.pk])
        assert address in client_as(nora).get(page).content.decode()
        with ZipFile(BytesIO(client_as(nora).get(address).content)) as package:
            told = "".join(package.read(name).decode() for name in package.namelist()
                           if name.endswith((".xml", ".json")))  # fmt: skip
        assert NUMBERS["Budget"] in told
        assert (NUMBERS["Gråsparven"] in told, "Gråsparven" in told) == (not public, not public)
        for user in sorted(set(MEMBERS) - {"nora"}):
            assert client_as(everybody[user]).get(address).status_code in (403, 404), user


def test_changed_words_and_a_changed_file_are_refused(adjusted, nora):
    one, public, members = adjusted
    row = numbered(one, 1)
    path = store.path_of(members.files.get().digest)
    path.chmod(0o600)
    whole = path.read_bytes()
    path.write_bytes(whole + b"%")
    with pytest.raises(RuleRefused, match="inte den som gjordes"):
        minutes_packing.package_of(nora, one.pk, members.pk)
    path.write_bytes(whole)  # another test makes the same file, which is kept once
    BoardParagraph.objects.filter(pk=row.pk).update(decision="att avslå")
    with pytest.raises(RuleRefused, match="stämmer inte"):
        minutes_packing.package_of(nora, one.pk, public.pk)
