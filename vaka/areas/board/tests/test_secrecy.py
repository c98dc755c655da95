"""Secret and internal matter tried as every member of the cast: page, search, pack, feed, figure.

Nora leads and Maja prepares; Pia sits in the board but not in the committee. Nobody else may meet
the words. The last test takes the filter out and must find leaks.
"""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader, PdfWriter

from tests.cast import MEMBERS
from tests.guards.test_every_url import NAMES, _address, _body
from vaka.areas.board import (
    actions,
    calendar_actions,
    document,
    immediate_actions,
    incoming_actions,
    minutes_actions,
    minutes_document,
    minutes_pages,
    models,
    paragraph_actions,
    queries,
)
from vaka.areas.board.actions import NewPaper
from vaka.areas.board.immediate_actions import NewImmediate
from vaka.areas.board.immediate_rules import CareLaw
from vaka.areas.board.incoming_actions import ToldLetter
from vaka.areas.board.incoming_rules import LetterSort, SenderKind
from vaka.areas.board.minutes_models import (
    BoardAttendance,
    BoardMinutes,
    BoardParagraph,
    BoardVote,
    MinutesSignature,
    ParagraphMark,
)
from vaka.areas.board.minutes_rules import MarkKind
from vaka.areas.board.models import BoardMeeting, BoardPaper
from vaka.areas.board.roll_rules import Choice
from vaka.areas.board.rules import SEE, Openness
from vaka.areas.board.tests.acting import begin, step, step_meeting, version, write
from vaka.areas.board.tests.minuting import adjust, say
from vaka.areas.open_data.actions import NewKey, issue_feed_key
from vaka.documents.compile import compile_report
from vaka.foundation.cases import search
from vaka.foundation.files.models import StoredFile
from vaka.foundation.snapshot import writer
from vaka.metrics.facts import FACTS

TITLE, LETTER, PAPER, HELD, INSIDE = (
    "Gråsparvsvägen", "tornseglarbeslut", "Domherrebilaga", "sidensvansfilen", "Bergfinkslistan"
)  # fmt: skip
SECRET = (TITLE, LETTER, PAPER, HELD)
OUTSIDERS = sorted(set(MEMBERS) - {"nora", "maja"})
INNER = {"bo", "cecilia", "rut", "sven", "kim", "eva", "pia"}  # who may read what is internal
EVERYWHERE = ("web:search", "cases:worklist", "cases:meeting", "indicators:today", "plans:wheel",
              "notices:list", "jobs:list", "oversight:log", "oversight:days", "reports:start",
              "reports:public", "open_data:public", "open_data:catalogue", "intake:start",
              "routines:coverage")  # fmt: skip


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    """Compile in this process: a worker takes seconds to start and is tested where it stands."""
    for module in (document, minutes_document):
        monkeypatch.setattr(module, "compile_in_worker", compile_report)


def _pdf(words):
    paper = PdfWriter()
    paper.add_blank_page(200, 200)
    paper.add_metadata({"/Title": words})
    made = BytesIO()
    paper.write(made)
    made.seek(0)
    return made


@pytest.fixture
def planted(planned, everybody, units):
    """A called meeting of the committee: a secret item, and a common one with other papers."""
    nora, maja, meeting = everybody["nora"], everybody["maja"], planned("utskottet", standing=True)
    secret = begin(maja, units["vaka"], meeting, TITLE, Openness.SECRET)
    write(maja, secret, description=LETTER)
    common = begin(maja, units["vaka"], meeting, "Öppen rapport")
    write(maja, common)
    for case, title, openness in ((secret, PAPER, Openness.SECRET),
                                  (common, PAPER, Openness.SECRET),
                                  (common, INSIDE, Openness.INTERNAL)):  # fmt: skip
        new = NewPaper(title, LETTER if openness is Openness.SECRET else "", openness=openness,
                       ground="26 kap. 1 § OSL")  # fmt: skip
        actions.attach(by=maja, case_id=case.pk, version=version(case), new=new,
                       content=_pdf(HELD if openness is Openness.SECRET else INSIDE),
                       name=f"{title}.pdf")  # fmt: skip
    for case in (secret, common):
        step(maja, case, "hand_over")
    letters = [_came_in(nora, TITLE, Openness.SECRET), _came_in(nora, INSIDE, Openness.INTERNAL)]
    telling = meeting.items.get(case__title="Skrivelser, meddelanden och beslut")
    incoming_actions.take_in_letters(by=nora, case_id=telling.pk, version=telling.case.version,
                                     until=timezone.localdate())  # fmt: skip
    decision = _at_once(nora)
    chairs = meeting.items.get(case__title="Anmälan av ordförandebeslut")
    immediate_actions.take_in_immediates(by=nora, case_id=chairs.pk, version=chairs.case.version,
                                         until=timezone.localdate())  # fmt: skip
    step_meeting(nora, meeting, "call")
    writer.bring_up()
    return {"meeting": meeting, "secret": secret, "common": common, "letters": letters,
            "telling": telling.case, "chairs": chairs.case, "decision": decision}  # fmt: skip


def _at_once(nora):
    """An immediate decision of the committee, whose next step stands in the wheel."""
    today = timezone.localdate()
    order = immediate_actions.set_order(by=nora, body="utskottet", names=("Ritva Lampinen",),
                                        first=today, paragraph="§ 1")  # fmt: skip
    new = NewImmediate(CareLaw.LVU, TITLE, today, order[0].pk)
    return immediate_actions.record_immediate(by=nora, new=new)


def _came_in(nora, words, openness):
    """Something that came to the committee, of the words that must not be met."""
    told = ToldLetter(
        "utskottet", "VO-2026-00007", LetterSort.LETTER, SenderKind.PERSON,
        LETTER if openness is Openness.SECRET else INSIDE, words, timezone.localdate(),
        openness=openness, ground="26 kap. 1 § OSL",
    )  # fmt: skip
    return incoming_actions.register_letter(by=nora, told=told)


@pytest.fixture
def minuted(planted, everybody):
    """The same meeting held, its minutes adjusted: the secret item's paragraph tells the words."""
    nora, meeting = everybody["nora"], planted["meeting"]
    BoardMeeting.objects.filter(pk=meeting.pk).update(date=timezone.localdate())
    step_meeting(nora, meeting, "hold")
    one = minutes_actions.begin_minutes(by=nora, meeting_id=meeting.pk)
    names = [row.name for row in one.roll.all()]
    minutes_actions.call_roll(by=nora, minutes_id=one.pk, here=names, adjusters=names,
                              presides=names[0])  # fmt: skip
    for row in one.paragraphs.select_related("item"):
        is_secret = row.item_id == planted["secret"].pk
        words = LETTER if is_secret else "att godkänna"
        say(nora, row, decision=words, words=words, proposals=words, recipients=words)
        if is_secret:
            paragraph_actions.mark_person(by=nora, paragraph_id=row.pk, name=names[0], words=PAPER,
                                          kind=MarkKind.RESERVATION)  # fmt: skip
            paragraph_actions.record_vote(
                by=nora, paragraph_id=row.pk, yes_means=HELD, no_means=HELD,
                ballots=dict.fromkeys(names, Choice.YES),
            )  # fmt: skip
    return planted | {"minutes": adjust(nora, one)}


def _values(planted):
    """Every way to fill an address in: of the secret item and of the common one."""
    papers = list(BoardPaper.objects.all())
    of_minutes = {
        f"{key}_id": str(model.objects.values_list("pk", flat=True).first())
        for key, model in (("minutes", BoardMinutes), ("attendance", BoardAttendance),
                           ("signature", MinutesSignature), ("mark", ParagraphMark),
                           ("vote", BoardVote))
    }  # fmt: skip
    of_letters = [{"letter_id": str(one.pk)} for one in planted["letters"]]
    yield from ({"case_id": str(planted["telling"].pk)} | one for one in of_letters)
    for case in (planted["secret"], planted["common"], planted["chairs"]):
        paragraph = BoardParagraph.objects.filter(item=case.pk).first()
        for paper in papers:
            yield of_minutes | {
                "case_id": str(case.pk), "meeting_id": str(planted["meeting"].pk),
                "paper_id": str(paper.pk), "file_id": str(paper.file_id), "step": "utgar",
                "paragraph_id": str(paragraph.pk if paragraph else case.pk),
                "letter_id": str(planted["letters"][0].pk),
                "decision_id": str(planted["decision"].pk),
            }  # fmt: skip


def _asked(client, planted):
    """Ask for every address of the board, of files and of what shows cases of every kind."""
    names = {name for name in NAMES if name.startswith(("board:", "files:"))} | set(EVERYWHERE)
    asked = {_address(name, values) for name in sorted(names) for values in _values(planted)}
    for path in sorted(asked):
        for query in ("", "?q=rapport", "?q=NAM") if "sok" in path else ("",):
            answer = client.get(path + query)
            yield path + query, _body(answer)
            _shut(answer)


def _shut(answer):
    """Shut a file that was sent; to close the answer would close PostgreSQL's connection too."""
    for shut in answer._resource_closers:
        shut()


def leaks(client, planted, words):
    """Give a line for each place that tells one of the words."""
    return [f"{path} tells {word}" for path, body in _asked(client, planted)
            for word in words if word in body]  # fmt: skip


@pytest.mark.parametrize("user", OUTSIDERS)
def test_no_page_search_or_file_tells_of_it(user, minuted, everybody, client_as):
    planted = minuted
    viewer = everybody[user]
    words = SECRET if user in INNER else (*SECRET, INSIDE)
    assert leaks(client_as(viewer), planted, words) == []
    assert not search.find(viewer, LETTER).exists()
    assert not search.find(viewer, TITLE).exists()
    reference = planted["secret"].reference
    assert planted["secret"].pk not in search.find(viewer, reference).values_list("pk", flat=True)


def test_nobody_meets_it_without_signing_in(minuted, client):
    assert leaks(client, minuted, (*SECRET, INSIDE)) == []


def test_those_it_is_for_do_meet_it(minuted, everybody, client_as):
    for user in ("nora", "maja"):
        told = "\n".join(leaks(client_as(everybody[user]), minuted, SECRET))
        assert f"/protokoll/{minuted['minutes'].pk}/ tells {LETTER}" in told
        decision = f"/omedelbara/{minuted['decision'].pk}/ tells {TITLE}"
        assert (decision in told) == (user == "nora")
        letter = f"/skrivelser/{minuted['letters'][0].pk}/ tells {TITLE}"
        assert (letter in told) == (user == "nora")  # who prepares reads no secret letter
        assert all(f"tells {word}" in told for word in (TITLE, LETTER, PAPER))


def test_a_member_of_the_body_meets_it_from_the_notice_on(planned, maja, nora, pia, units):
    meeting = planned("namnden")
    case = begin(maja, units["vaka"], meeting, TITLE, Openness.SECRET)
    write(maja, case)
    step(maja, case, "hand_over")
    assert not queries.items(pia).filter(pk=case.pk).exists()
    step_meeting(nora, meeting, "call")
    assert queries.item(pia, case.pk).case.title == TITLE


def _texts(pack):
    for file in pack.files.all():
        with PdfReader(document.store.path_of(file.digest)) as reader:
            yield "".join(page.extract_text() for page in reader.pages)


def test_the_public_pack_tells_only_that_it_is_there(planted, nora, pia, client_as):
    meeting = planted["meeting"]
    pack = document.make_pack(by=nora, meeting_id=meeting.pk, public=True)
    assert pack.files.count() == 1  # no file is common, so there is no second volume
    text = next(_texts(pack))
    assert [word for word in (*SECRET, INSIDE) if word in text] == []
    assert "Sekretessärende" in text
    assert "Öppen rapport" in text
    content, bound = document.pack(nora, meeting, public=True)
    assert (bound, [word for word in (*SECRET, INSIDE) if word in repr(content)]) == ([], [])
    answer = client_as(pia).get(_file(pack))
    assert answer.status_code == 200
    _shut(answer)


def _file(pack):
    return reverse("files:download", args=[pack.files.all()[0].pk])


def test_the_members_pack_is_for_the_body_alone(planted, everybody, client_as):
    nora = everybody["nora"]
    pack = document.make_pack(by=nora, meeting_id=planted["meeting"].pk, public=False)
    own, volume = sorted(_texts(pack), key=len, reverse=True)
    assert all(word in own for word in (TITLE, LETTER, PAPER, INSIDE))
    assert volume.strip() == ""  # three blank pages of others
    for user in sorted(set(MEMBERS) - {"nora"}):
        client = client_as(everybody[user])
        for file in pack.files.all():
            path = reverse("files:download", args=[file.pk])
            assert client.get(path).status_code in (403, 404), user


def test_feed_figures_and_exports_hold_nothing_of_it(planted, eva, units):
    kept = [path for path in (Path(settings.DATA_DIR) / "snapshot").rglob("*") if path.is_file()]
    assert kept  # what figures are counted of, and all that is exported as open data
    told = {str(path): path.read_bytes() for path in kept}
    today = timezone.localdate()
    new = NewKey("Verktyget", units["socialforvaltningen"], today, today + timedelta(days=9), True)
    client = Client(headers={"Authorization": f"Bearer {issue_feed_key(by=eva, new=new)[1]}"})
    paths = ["/api/v1/measures", "/api/v1/measures/falls?year=2026"]
    paths += [f"/api/v1/facts/{fact}/file.csv?year={today.year}" for fact in FACTS]
    for path in paths:
        answer = client.get(path)
        told[path] = b"".join(answer.streaming_content) if answer.streaming else answer.content
    words = [word.encode() for word in (*SECRET, INSIDE)]
    assert [path for path, raw in told.items() if any(word in raw for word in words)] == []


def test_nobodys_calendar_tells_of_it_not_even_the_bodys(planted, everybody, client):
    told = {}
    for user in MEMBERS:
        if everybody[user].may(SEE):
            secret = calendar_actions.make_calendar_key(by=everybody[user])
            answer = client.get(reverse("board:calendar_feed", args=[secret]))
            told[user] = answer.content.decode().replace("\r\n ", "")
    assert {"nora", "maja", "pia"} <= told.keys()
    assert all("Öppen rapport" in text for text in told.values())
    assert [user for user, text in told.items() for word in (*SECRET, INSIDE) if word in text] == []


def test_the_public_minutes_tell_only_its_number(minuted, nora):
    pack = minutes_document.make_minutes(by=nora, minutes_id=minuted["minutes"].pk, public=True)
    text = next(_texts(pack))
    assert [word for word in (*SECRET, INSIDE) if word in text] == []
    assert "Sekretessärende" in text
    assert "Öppen rapport" in text
    rows = minutes_pages.paragraph_rows(nora, minuted["minutes"], public=True)
    content = minutes_document.content(minuted["minutes"], rows)
    assert [word for word in (*SECRET, INSIDE) if word in repr(content)] == []


def test_papers_of_secret_paragraphs_are_for_the_body_alone(minuted, everybody, client_as):
    nora = everybody["nora"]
    row = BoardParagraph.objects.get(item=minuted["secret"].pk)
    made = (
        minutes_document.make_extract(by=nora, paragraph_id=row.pk),
        minutes_document.make_minutes(by=nora, minutes_id=row.minutes_id, public=False),
    )
    for pack in made:
        assert LETTER in next(_texts(pack))
        for user in sorted(set(MEMBERS) - {"nora"}):
            assert client_as(everybody[user]).get(_file(pack)).status_code in (403, 404), user


def test_without_the_filter_the_words_are_met(minuted, astrid, cecilia, client_as, monkeypatch):
    for name in ("open_items", "open_papers"):
        monkeypatch.setattr(models, name, lambda _viewer: Q())
        monkeypatch.setattr(queries, name, lambda _viewer: Q())
    told = "\n".join(leaks(client_as(cecilia), minuted, SECRET))
    assert f"/protokoll/{minuted['minutes'].pk}/ tells {LETTER}" in told
    assert all(f"tells {word}" in told for word in (TITLE, LETTER, PAPER, HELD))
    assert "/sok/" in told


def test_a_file_taken_off_is_closed_to_all(planted, nora, maja, client_as):
    paper = BoardPaper.objects.filter(item=planted["common"].pk, openness=Openness.INTERNAL).get()
    file = StoredFile.objects.get(pk=paper.file_id)
    step_meeting(nora, planted["meeting"], "recall")
    step(nora, planted["common"], "hand_back")
    actions.detach(by=maja, case_id=planted["common"].pk, version=version(planted["common"]),
                   paper_id=paper.pk)  # fmt: skip
    path = reverse("files:download", args=[file.pk])
    assert client_as(maja).get(path).status_code == 404
