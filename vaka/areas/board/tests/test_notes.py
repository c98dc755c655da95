"""A reader's own note: kept, changed, taken away, and nobody else's."""

import pytest
from django.urls import reverse

from vaka.areas.board import actions, queries
from vaka.areas.board.models import MemberNote
from vaka.areas.board.rules import Openness
from vaka.areas.board.tests.acting import begin, step, step_meeting, write
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.audit.models import AuditRow

OWN = "Fråga om gråsparven"


@pytest.fixture
def called(planned, kim, nora, units):
    """A common item of a called meeting."""
    meeting = planned()
    case = begin(kim, units["socialforvaltningen"], meeting)
    write(kim, case)
    step(kim, case, "hand_over")
    step_meeting(nora, meeting, "call")
    return case


def test_only_the_one_who_wrote_it_reads_it(called, pia, nora, kim, client_as):
    address = reverse("board:own_note", args=[called.pk])
    client = client_as(pia)
    assert client.post(address, {"words": OWN}).status_code == 302
    item = reverse("board:item", args=[called.pk])
    assert OWN in client.get(item).content.decode()
    for other in (nora, kim):
        for path in (item, address):
            assert OWN not in client_as(other).get(path).content.decode()
        assert queries.item_page(other, called.pk).own_note == ""
    rows = AuditRow.objects.filter(verb="board_item.write_own_note")
    assert [(row.actor_name, OWN in str(row.data)) for row in rows] == [(pia.name, False)]


def test_it_is_changed_and_taken_away(called, pia, nora):
    for words in (OWN, "Annat"):
        actions.write_own_note(by=pia, case_id=called.pk, words=words)
    actions.write_own_note(by=nora, case_id=called.pk, words="Noras")
    assert MemberNote.objects.get(person=pia.person).words == "Annat"
    actions.write_own_note(by=pia, case_id=called.pk, words=" ")
    assert [one.words for one in MemberNote.objects.all()] == ["Noras"]


def test_nobody_writes_of_what_they_may_not_read(planned, maja, kim, units):
    case = begin(maja, units["vaka"], planned(), "Dold", Openness.SECRET)
    with pytest.raises(NotVisible):
        actions.write_own_note(by=kim, case_id=case.pk, words=OWN)
    assert not MemberNote.objects.exists()
