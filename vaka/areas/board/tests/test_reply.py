"""The text of an answer in its two versions, and who was asked of the same matter."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.cast import MEMBERS, join
from vaka.areas.board import referral_actions, reply_actions, reply_document
from vaka.areas.board import referral_rules as rules
from vaka.areas.board import reply_queries as queries
from vaka.areas.board.actions import NewItem
from vaka.areas.board.referral_actions import NewReferral
from vaka.areas.board.referral_models import BoardReferral, ConsultedBody
from vaka.areas.board.referral_rules import Answering, ReferralSort
from vaka.areas.board.rules import Openness
from vaka.areas.board.tests.acting import version
from vaka.documents.compile import Format, compile_report
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

TITLE, NUMBER = "Vidareanvändning av hälsodata", "S2023/03288"
WORDS = "Nämnden är positiv.\n\nUppgifter skrivs in två gånger i dag."
NAMES = st.lists(st.text("abcåäö ", min_size=1).map(lambda name: " ".join(name.split()))
                 .filter(bool), unique=True)  # fmt: skip
PAGES = ("reply", "write_reply", "consult", "reply_pdf", "reply_docx")
OF_ONE = ("tell_consulted", "drop_consulted")


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    monkeypatch.setattr(reply_document, "compile_in_worker", compile_report)


@pytest.fixture
def case(maja, units, bodies):
    """A consultation that Maja's unit prepares, due in forty days."""
    return registered(maja, units)


def registered(maja, units, openness=Openness.COMMON):
    """Write a consultation in."""
    ground = "26 kap. 1 § OSL" if openness is Openness.SECRET else ""
    item = NewItem(units["vaka"], "namnden", TITLE, openness=openness, ground=ground)
    new = NewReferral(item, ReferralSort.CONSULTATION, "Socialdepartementet",
                      maja.on - timedelta(days=9), maja.on + timedelta(days=40),
                      NUMBER)  # fmt: skip
    return referral_actions.register_referral(by=maja, new=new)


def written(by, case, words=WORDS, voice=Answering.BODY):
    """Write the answer."""
    return reply_actions.write_reply(by=by, case_id=case.pk, version=version(case), voice=voice,
                                     answer=words)  # fmt: skip


def asked(by, case, *names, is_inside=False, days=2):
    """Write in who was asked."""
    return reply_actions.consult(by=by, case_id=case.pk, version=version(case), names=names,
                                 is_inside=is_inside,
                                 asked=by.on - timedelta(days=days))  # fmt: skip


def answered(by, case, one, words="Tillstyrker.", days=1):
    """Write in what one of them answered."""
    return reply_actions.tell_consulted(
        by=by, case_id=case.pk, version=version(case), consulted_id=one.pk,
        answered=by.on - timedelta(days=days), words=words,
    )  # fmt: skip


@given(NAMES)
def test_a_numbered_list_gives_its_names(names):
    text = "\n".join(f"{n}. {name}" for n, name in enumerate(names, 1))
    assert rules.names_in(text) == names
    assert rules.names_in("\r\n".join(f"{n}\t{name}" for n, name in enumerate(names, 1))) == names


def test_the_ministrys_list_is_read_whole(shared):
    lines = (shared / "facts/harnosand/consultation_recipients_sou_2023_76.csv").read_text("utf-8")
    printed = lines.splitlines()[1:]
    names = rules.names_in("\n".join(line.replace(",", ". ", 1) for line in printed))
    assert len(names) == len(printed) == 130
    assert names[0] == "AI Sweden"


def test_the_answer_is_written_in_whose_name_and_fetched_in_two_versions(maja, case, client_as):
    with pytest.raises(RuleRefused, match="ingen text"):
        reply_document.made(maja, case.pk, Format.PDF)
    with pytest.raises(RuleRefused, match="ingen text"):
        written(maja, case, " ")
    written(maja, case, voice=Answering.OFFICE)
    page = queries.reply_page(maja, case.pk)
    assert (page.subject, page.answer) == (f"{NUMBER} {TITLE}", WORDS)
    assert page.voice_label == "Förvaltningen, på delegation"
    client = client_as(maja)
    got = client.get(reverse("board:reply_pdf", args=[case.pk]))
    paper = PdfReader(BytesIO(got.content))
    assert got["Content-Type"] == "application/pdf"
    assert paper.root_object["/MarkInfo"]["/Marked"]
    text = " ".join(paper.pages[0].extract_text().split())
    assert f"{NUMBER} {TITLE}" in text
    assert "Förvaltningen, på delegation" in text
    word = client.get(reverse("board:reply_docx", args=[case.pk])).content
    told = ZipFile(BytesIO(word)).read("word/document.xml").decode()
    assert "Uppgifter skrivs in två gånger i dag." in told
    fetched = AuditRow.objects.filter(verb="referral_answer.read", object_id=str(case.pk))
    assert fetched.count() == 2


def test_an_answer_that_is_sent_is_not_rewritten(maja, case):
    written(maja, case)
    BoardReferral.objects.update(answered_date=maja.on, how=Answering.BODY)
    with pytest.raises(RuleRefused, match="Svaret är skickat"):
        written(maja, case, "Annat")
    assert BoardReferral.objects.get().answer == WORDS


def test_who_was_asked_who_answered_and_who_has_not(maja, case):
    asked(maja, case, "Hemtjänsten", is_inside=True)
    asked(maja, case, "Region Norr", "SKR")
    with pytest.raises(RuleRefused, match="Redan tillfrågade: SKR"):
        asked(maja, case, "SKR", "PRO")
    with pytest.raises(RuleRefused, match="inget namn"):
        asked(maja, case)
    with pytest.raises(RuleRefused, match="i framtiden"):
        asked(maja, case, "PRO", days=-1)
    skr = ConsultedBody.objects.get(name="SKR")
    with pytest.raises(RuleRefused, match="vad de svarade"):
        answered(maja, case, skr, " ")
    with pytest.raises(RuleRefused, match="före frågan"):
        answered(maja, case, skr, days=3)
    answered(maja, case, skr)
    page = queries.reply_page(maja, case.pk)
    assert [one.name for one in page.inside] == ["Hemtjänsten"]
    assert [(one.name, one.words) for one in page.outside] == [
        ("Region Norr", ""), ("SKR", "Tillstyrker.")]  # fmt: skip
    assert (page.asked, page.waiting) == (3, 2)
    reply_actions.drop_consulted(by=maja, case_id=case.pk, version=version(case),
                                 consulted_id=skr.pk)  # fmt: skip
    row = AuditRow.objects.get(verb="board_item.drop_consulted")
    assert row.data["name"] == "SKR"
    assert queries.reply_page(maja, case.pk).asked == 2


def test_one_asked_in_another_matter_is_not_reached_through_this(maja, units, case):
    other = registered(maja, units)
    asked(maja, other, "SKR")
    one = ConsultedBody.objects.get()
    with pytest.raises(NotVisible):
        answered(maja, case, one)
    assert ConsultedBody.objects.get().answered_date is None


@pytest.mark.parametrize("user", sorted(set(MEMBERS) - {"nora", "maja"}))
def test_a_secret_answer_is_for_who_reads_the_item_alone(user, maja, units, bodies, client_as):
    """As every other member of the cast, Pia among them, who sits there but before the notice."""
    case = registered(maja, units, Openness.SECRET)
    written(maja, case)
    asked(maja, case, "SKR")
    one, viewer = ConsultedBody.objects.get(), join(user, units)
    client = client_as(viewer)
    for name, more in [(each, []) for each in PAGES] + [(each, [one.pk]) for each in OF_ONE]:
        address = reverse(f"board:{name}", args=[case.pk, *more])
        for got in (client.get(address), client.post(address, {"answer": "Annat"})):
            assert got.status_code in (403, 404), address
            assert "Nämnden är positiv" not in got.content.decode()
    with pytest.raises((NotVisible, NotAllowed)):
        written(viewer, case, "Annat")
    with pytest.raises((NotVisible, NotAllowed)):
        asked(viewer, case, "PRO")
    with pytest.raises((NotVisible, NotAllowed)):
        answered(viewer, case, one)
    assert (BoardReferral.objects.get().answer, ConsultedBody.objects.count()) == (WORDS, 1)


def test_a_member_reads_what_is_out_and_writes_nothing(
    maja, nora, pia, units, planned, case, client_as
):
    from vaka.areas.board import actions as board
    from vaka.areas.board.tests.acting import step, step_meeting, write

    written(maja, case)
    meeting = planned(days=9)
    board.place_item(by=nora, case_id=case.pk, version=version(case), meeting_id=meeting.pk,
                     number=None)  # fmt: skip
    write(maja, case)
    step(maja, case, "hand_over")
    step_meeting(nora, meeting, "call")
    client = client_as(pia)
    body = client.get(reverse("board:reply", args=[case.pk])).content.decode()
    assert "Nämnden är positiv." in body
    assert "Ändra svaret" not in body
    for name in ("write_reply", "consult"):
        assert client.get(reverse(f"board:{name}", args=[case.pk])).status_code == 403
    with pytest.raises(NotAllowed):
        written(pia, case, "Annat")


def test_the_pages_write_the_answer_and_the_list(maja, case, client_as):
    client = client_as(maja)
    page = reverse("board:reply", args=[case.pk])
    assert "Svaret är inte skrivet än" in client.get(page).content.decode()
    client.post(reverse("board:write_reply", args=[case.pk]),
                {"version": version(case), "voice": "chair", "answer": WORDS})  # fmt: skip
    client.post(reverse("board:consult", args=[case.pk]), {
        "version": version(case), "names": "1. SKR\n2. PRO", "side": "outside",
        "asked_date": str(date.today()),
    })  # fmt: skip
    one = ConsultedBody.objects.get(name="PRO")
    client.post(reverse("board:tell_consulted", args=[case.pk, one.pk]), {
        "version": version(case), "answered_date": str(date.today()), "words": "Avstod.",
    })  # fmt: skip
    body = client.get(page).content.decode()
    assert "1 av 2 har inte svarat" in body
    assert "Avstod." in body
    item = client.get(reverse("board:item", args=[case.pk])).content.decode()
    assert page in item
