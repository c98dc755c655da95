"""The search page: finds what the viewer may see, and writes in the log that it did."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases import actions, kinds
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitPath

ADDRESS = "/sok/"


@pytest.fixture(autouse=True)
def _found_by_title(monkeypatch) -> None:
    """These cases are of no area, so only their heading can be searched."""
    plain = replace(kinds.kind_of("deviation"), searchable=lambda case: case.title)
    monkeypatch.setitem(kinds._kinds, "deviation", plain)


@pytest.fixture
def bjorken(almen) -> Unit:
    """A home that Bo has nothing to do with."""
    unit = Unit.objects.create(
        code="bjorken", name="Björken", kind="special_housing", valid_from=almen.valid_from
    )
    UnitPath.objects.create(ancestor=unit, descendant=unit, depth=0, valid_from=unit.valid_from)
    return unit


@action
def _open(unit: Unit, title: str) -> Case:
    case = Case(
        kind="deviation", unit=unit, title=title, state="reported", opened_at=timezone.now()
    )
    by = Viewer.system("test")
    return actions.start(by=by, case=case, told=Told("deviation.report", to_state="reported"))


def _html(client, words: str) -> str:
    return client.get(ADDRESS, {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["rullstolen", "RULLSTOL", "rullstolen matsal"])
def test_a_case_is_found_by_its_words_in_any_form(as_bo, almen, words) -> None:
    case = _open(almen, "Rullstolen välte i matsalen")
    html = _html(as_bo, words)
    assert reverse("deviations:case", args=[case.pk]) in html
    for shown in ("1 träff", case.reference, "avvikelse", "Almen", "Rapporterad"):
        assert shown in html


def test_a_case_is_found_by_its_number(as_bo, almen) -> None:
    case = _open(almen, "Rullstolen välte")
    _open(almen, "Något annat")
    html = _html(as_bo, case.reference)
    assert "1 träff" in html


def test_what_stands_at_another_unit_does_not_exist(as_bo, bjorken) -> None:
    case = _open(bjorken, "Rullstolen välte")
    for words in ("rullstolen", case.reference):
        html = _html(as_bo, words)
        assert "0 träffar" in html
        assert "Inget ärende som du får se" in html


def test_the_search_and_what_it_showed_are_logged(as_bo, almen) -> None:
    case = _open(almen, "Rullstolen välte")
    _html(as_bo, "rullstolen")
    row = AuditRow.objects.get(verb="search.read")
    assert row.data == {"words": "rullstolen", "shown": [str(case.pk)]}


def test_without_words_nothing_is_shown_and_nothing_logged(as_bo, almen) -> None:
    _open(almen, "Rullstolen välte")
    html = as_bo.get(ADDRESS).content.decode()
    assert "Sök ärenden" in html
    assert "Rullstolen" not in html
    assert not AuditRow.objects.filter(verb="search.read").exists()


def test_many_hits_are_paged_and_keep_the_words(as_bo, almen) -> None:
    for _ in range(26):
        _open(almen, "Rullstolen välte")
    html = _html(as_bo, "rullstolen")
    assert html.count('class="card"') == 25
    assert "?q=rullstolen&amp;sida=2" in html


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, almen) -> None:
    assert client.get(ADDRESS, {"q": "rullstolen"}).status_code == 302
