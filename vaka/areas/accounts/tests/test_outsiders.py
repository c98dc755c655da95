"""Every address of the area to other units, to nobody, and to whoever only gives a part."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.accounts import actions, request_actions, urls, writing
from vaka.areas.accounts.actions import NewEdition
from vaka.areas.accounts.models import Edition, Remark, ResultRow, Section, SectionRequest
from vaka.areas.accounts.request_actions import NewRequest
from vaka.areas.accounts.rules import RemarkKind, RequestKind

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (Edition, Section, SectionRequest, Remark, ResultRow)
PLANTED = "Klockstapelrummet"
OWN = {"edition", "section", "state", "margin", "history", "request", "answer"}
"""What a manager who has been asked for a part opens of it."""


@pytest.fixture
def ids(kim, bo, units):
    """Plant a part that Almen gives, and words in the section above it."""
    today = timezone.localdate()
    new = NewEdition("patientsakerhetsberattelse", units["socialforvaltningen"], today.year - 1,
                     today + timedelta(days=60))  # fmt: skip
    case = actions.open_edition(by=kim, new=new)
    above, second = Section.objects.filter(edition=case.pk)[:2]
    Section.objects.exclude(pk__in=[above.pk, second.pk]).delete()  # two are as good as all
    writing.write_section(by=kim, section_id=above.pk, base="", text="Rubrikens ord")
    part = NewRequest(RequestKind.PART, bo.person, units["almen"], today + timedelta(days=9),
                      PLANTED)  # fmt: skip
    asked = request_actions.ask(by=kim, section_id=above.pk, new=part)
    own = Section.objects.get(above=above)
    writing.write_section(by=bo, section_id=own.pk, base="", text=PLANTED)
    remark = writing.say_remark(by=bo, section_id=own.pk, kind=RemarkKind.COMMENT, words=PLANTED)
    row = ResultRow.objects.filter(edition=case.pk).first()
    return {"case_id": {"edition": case.pk, "request": asked.pk}, "section_id": own.pk,
            "row_id": row.pk, "remark_id": remark.pk, "verb": "check",
            "told": {PLANTED, asked.reference}}  # fmt: skip


def responses(client, name, ids):
    """Ask for an address, and send it what every form of the area would take."""
    of_request = {"request", "answer", "take_in", "ask_again", "withdraw"}
    case = ids["case_id"]["request" if name in of_request else "edition"]
    values = {key: case if key == "case_id" else ids[key] for key in NAMES[name]}
    path = reverse(f"accounts:{name}", kwargs=values)
    day = timezone.localdate() + timedelta(days=8)
    sent = {"base": "", "text": "Nej", "kind": "comment", "old": "", "words": "Nej tack du",
            "end": "both", "key": "x", "version": 1, "goal": "Nej", "due_date": day,
            "name": "kvalitetsberattelse", "unit": "almen", "year": day.year - 1}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer, answer.content.decode(errors="ignore")


@pytest.mark.parametrize(("user", "opens"), [("cecilia", {"list"}), ("astrid", set())])
def test_another_home_is_shut(user, opens, ids, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        allowed = (200, 405) if name in opens else SHUT
        told += told_to_outsiders(responses(client, name, ids), allowed, ids["told"])
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before


def test_whoever_gives_a_part_opens_that_part_only(ids, bo, client_as):
    client = client_as(bo)
    for name in NAMES:
        path, answer, body = next(responses(client, name, ids))
        if name in OWN | {"list"}:
            assert answer.status_code == 200, path
            assert "Rubrikens ord" not in body, path
        elif name not in {"remark", "settle", "finding", "save"}:  # these lead back to the part
            assert answer.status_code in SHUT, path


def test_every_page_opens_to_who_leads(ids, kim, client_as):
    client = client_as(kim)
    client.raise_request_exception = True
    for name in sorted(set(NAMES) - {"new", "lay_out"}):
        path, answer, _body = next(responses(client, name, ids))
        assert answer.status_code in (200, 302, 400), path
