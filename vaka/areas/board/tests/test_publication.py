"""The copy for everybody: searched, judged, made anew and read back; secret and masked words are
nowhere in its text, metadata or bookmarks."""

import pytest
from django.urls import reverse
from pypdf import PdfReader

from vaka.areas.board import document, minutes_document, publication_actions
from vaka.areas.board import publication_actions as actions
from vaka.areas.board import publication_queries as queries
from vaka.areas.board import publication_rules as rules
from vaka.areas.board.publication_models import BoardPublication, PublicationFinding
from vaka.areas.board.publication_rules import Choice, Judged, PublicationState
from vaka.areas.board.tests.acting import begin, step, step_meeting, write
from vaka.areas.board.tests.minuting import adjust, begun, numbered, say
from vaka.documents import masking
from vaka.documents.compile import compile_report
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.files import store
from vaka.law.verdict import RuleRefused

NUMBER, MAIL, WORD = "19811218-9876", "gosta.l@privat.se", "Gösta"
WORDS = f"Anmälan från {WORD} ({NUMBER}, {MAIL}) om Region Väst. Vi hörde även Göstas syster."
REASON = "Myndigheter och orter, ingen enskild."


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    for module in (document, minutes_document, publication_actions):
        monkeypatch.setattr(module, "compile_in_worker", compile_report)


@pytest.fixture
def adjusted(nora, units, planned):
    one = begun(nora, units["vaka"], planned, "Klagomål", "Hemligt larm", secret=("Hemligt larm",))
    say(nora, numbered(one, 1), words=WORDS)
    say(nora, numbered(one, 2), words="Om Tornseglaren")
    return adjust(nora, one)


def _begin(by, one, words=""):
    return actions.begin_publication(by=by, meeting_id=one.meeting_id, minutes_id=one.pk,
                                     words=words)  # fmt: skip


def _judge(by, row, keep=("Väst",), reason=REASON, more=()):
    mask = [found.pk for found in row.findings.all() if found.quote not in keep]
    return actions.judge_findings(by=by, publication_id=row.pk, mask=mask, reason=reason, more=more)


def _told(row):
    row.refresh_from_db()
    with PdfReader(store.path_of(row.file.digest)) as read:
        kept = [*map(str, (read.metadata or {}).values()), read.xmp_metadata and str(
            read.xmp_metadata.dc_title)]  # fmt: skip
        return " ".join([page.extract_text() for page in read.pages] + [str(one) for one in kept])


def test_numbers_addresses_and_likely_names_are_found_and_the_body_is_not(adjusted, nora):
    row = _begin(nora, adjusted)
    found = {(one.quote, one.trace, one.choice) for one in row.findings.all()}
    assert {(NUMBER, "number", "mask"), (MAIL, "mail", "mask"), (WORD, "word", "unjudged")} <= found
    quotes = {quote for quote, _trace, _choice in found}
    assert not quotes & {"Nils", "Tallberg", "Pia", "Högvall", "Tornseglaren"}
    assert WORDS[:20] in row.findings.get(quote=NUMBER).around


def test_the_copy_is_a_new_file_that_tells_nothing_of_what_was_masked(adjusted, nora, client):
    row = _begin(nora, adjusted)
    _judge(nora, row, more=["Klagomål"])
    actions.publish_copy(by=nora, publication_id=row.pk)
    told = _told(row)
    assert not [word for word in (NUMBER, "9876", MAIL, WORD, "Klagomål", "Tornseglaren",
                                  "Hemligt") if word in told]  # fmt: skip
    assert masking.MASK in told
    assert "Väst" in told
    answer = client.get(reverse("board:public_paper", args=[row.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "Protokoll" in client.get(reverse("board:public")).content.decode()
    assert row.published_by == nora.person
    assert NUMBER not in " ".join(PublicationFinding.objects.values_list("quote", flat=True))
    event = AuditRow.objects.filter(verb="board_publication.publish").get()
    assert NUMBER not in str(event.data)


def test_what_stands_has_a_reason_and_a_number_never_stands(adjusted, nora):
    row = _begin(nora, adjusted)
    with pytest.raises(RuleRefused, match="skäl"):
        _judge(nora, row, reason=" ")
    with pytest.raises(RuleRefused, match="personnummer"):
        _judge(nora, row, keep=(NUMBER,))
    assert row.findings.get(quote=WORD).choice == Choice.UNJUDGED
    with pytest.raises(RuleRefused, match="inte bedömt"):
        actions.publish_copy(by=nora, publication_id=row.pk)


def test_a_file_that_still_tells_is_never_published(adjusted, nora, monkeypatch):
    row = _begin(nora, adjusted)
    _judge(nora, row)
    monkeypatch.setattr(masking, "without", lambda content, _quotes: content)
    with pytest.raises(RuleRefused, match="talade fortfarande"):
        actions.publish_copy(by=nora, publication_id=row.pk)
    row.refresh_from_db()
    assert (row.state, row.file) == (PublicationState.CHECKING, None)


def test_a_paper_that_changed_is_searched_anew(adjusted, nora):
    row = _begin(nora, adjusted)
    _judge(nora, row)
    assert queries.may_publish(nora, queries.publication(nora, row.pk))
    adjusted.meeting.place = "Hemma hos Gösta"
    adjusted.meeting.save()
    assert queries.may_publish(nora, queries.publication(nora, row.pk)).codes == ("digest",)
    with pytest.raises(RuleRefused, match="har ändrats"):
        actions.publish_copy(by=nora, publication_id=row.pk)
    actions.drop_publication(by=nora, publication_id=row.pk)
    assert not BoardPublication.objects.exists()


def test_a_correction_replaces_the_copy_and_its_address_leads_on(adjusted, nora, client):
    first = _begin(nora, adjusted)
    _judge(nora, first)
    actions.publish_copy(by=nora, publication_id=first.pk)
    with pytest.raises(RuleRefused, match="redan en publicerad"):
        _begin(nora, adjusted)
    second = _begin(nora, adjusted, "Ett namn var kvar.")
    _judge(nora, second)
    actions.publish_copy(by=nora, publication_id=second.pk)
    answer = client.get(reverse("board:public_paper", args=[first.pk]))
    assert answer.status_code == 410
    assert reverse("board:public_paper", args=[second.pk]) in answer.content.decode()
    actions.withdraw_publication(by=nora, publication_id=second.pk, words="Fel fil.")
    answer = client.get(reverse("board:public_paper", args=[second.pk]))
    assert (answer.status_code, "Fel fil." in answer.content.decode()) == (410, True)


def test_a_notice_is_published_without_others_files(nora, maja, units, planned):
    meeting = planned()
    case = begin(maja, units["vaka"], meeting, "Rapport från Gösta")
    write(maja, case, description=WORDS)
    step(maja, case, "hand_over")
    with pytest.raises(RuleRefused, match="inte gått ut"):
        actions.begin_publication(by=nora, meeting_id=meeting.pk, minutes_id=None)
    step_meeting(nora, meeting, "call")
    row = actions.begin_publication(by=nora, meeting_id=meeting.pk, minutes_id=None)
    _judge(nora, row)
    actions.publish_copy(by=nora, publication_id=row.pk)
    told = _told(row)
    assert not [word for word in (NUMBER, MAIL, WORD) if word in told]
    assert "att godkänna rapporten" in told


def test_only_the_secretary_publishes_and_a_search_is_nobody_elses(
    adjusted, nora, pia, bo, client, client_as
):
    row = _begin(nora, adjusted)
    for by in (pia, bo):
        with pytest.raises(NotAllowed):
            _begin(by, adjusted)
        with pytest.raises((NotAllowed, NotVisible)):
            actions.publish_copy(by=by, publication_id=row.pk)
        for name in ("publication", "judge", "publish_copy", "drop_publication"):
            assert client_as(by).get(reverse(f"board:{name}", args=[row.pk])).status_code == 404
    assert client.get(reverse("board:public_paper", args=[row.pk])).status_code == 404


def test_the_secretary_judges_on_one_page(adjusted, nora, client_as):
    client, row = client_as(nora), _begin(nora, adjusted)
    page = client.get(reverse("board:judge", args=[row.pk])).content.decode()
    assert WORD in page
    mask = [str(one.pk) for one in row.findings.all() if one.quote != "Väst"]
    client.post(reverse("board:judge", args=[row.pk]), {"mask": mask, "reason": REASON})
    assert set(row.findings.values_list("quote", "choice")) >= {(WORD, "mask"), ("Väst", "keep")}
    page = client.get(reverse("board:publication", args=[row.pk])).content.decode()
    assert reverse("board:publish_copy", args=[row.pk]) in page


@pytest.mark.parametrize("state", list(PublicationState))
def test_only_what_is_being_checked_is_judged_published_or_dropped(state):
    ok = state is PublicationState.CHECKING
    masked = [Judged("number", Choice.MASK)]
    assert rules.may_judge(state=state, found=masked).ok is ok
    assert rules.may_publish(state=state, found=masked, is_same=True).ok is ok
    assert rules.may_drop(state).ok is ok
    assert rules.may_withdraw(state=state, words="Fel").ok is (state is PublicationState.PUBLISHED)
    assert queries.SHOWN.count(state) == (0 if ok else 1)
