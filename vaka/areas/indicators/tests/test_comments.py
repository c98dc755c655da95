"""What heads say of figures: words against the figure, versions, access, the page."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.indicators import actions, comment_rules, lists
from vaka.areas.indicators.actions import NewComment
from vaka.areas.indicators.models import MeasureComment
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Grain, Period
from vaka.law.verdict import RuleRefused

WORDS = "Fallen har minskat sedan vi bytte till larmmattor på plan ett."


@pytest.mark.parametrize(
    ("text", "way", "bearing", "found"),
    [
        ("Resultatet har förbättrats", -1, "worse", [("förbättrats", "better")]),
        ("Resultatet har förbättrats", 1, "better", []),
        ("Resultatet har inte förbättrats", -1, "worse", []),
        ("Det har inte riktigt blivit bättre", -1, "worse", [("bättre", "better")]),
        ("Fallen har ÖKAT igen", -1, "better", [("ökat", "up")]),
        ("En minskning, alltså en försämring", 1, "better",
         [("minskning", "down"), ("försämring", "worse")]),
        ("Gått framåt i år", -1, "worse", [("gått framåt", "better")]),
        ("Har ökat", 0, "", []),  # not known, or as before
        ("Har minskat och förbättrats", 1, "signal", [("minskat", "down")]),
        ("Larmmattor på plan ett", -1, "worse", []),
    ],
)  # fmt: skip
def test_words_against_the_figure_are_found(text, way, bearing, found) -> None:
    terms = lists.terms(datetime(2026, 1, 1, tzinfo=timezone.get_current_timezone()).date())
    assert sorted(comment_rules.contradicted(text, way, bearing, terms)) == sorted(found)


@pytest.mark.parametrize(
    ("text", "against", "sure", "codes"),
    [
        (WORDS, [], False, ()),
        (WORDS, [("minskat", "down")], False, ("is_sure",)),
        (WORDS, [("minskat", "down")], True, ()),
        ("Bättre nu", [], True, ("words",)),
    ],
)
def test_a_comment_against_its_figure_is_a_warning(text, against, sure, codes) -> None:
    assert comment_rules.may_comment(text, against, is_sure=sure).codes == codes


def test_a_comment_is_of_a_whole_period_and_on_what_stands() -> None:
    assert comment_rules.may_follow(seen=1, standing=1, is_over=True).ok
    assert comment_rules.may_follow(seen=0, standing=1, is_over=False).codes == ("period", "words")
    pairs = ((2, 1), (1, 2), (1, 1), (None, 1), (1, None))
    assert [comment_rules.way_of(*pair) for pair in pairs] == [1, -1, 0, 0, 0]


@pytest.fixture
def last_year(units, astrid) -> Period:
    """Report more falls at Almen in the last whole year than in the one before."""
    year = Period.of(timezone.localdate(), Grain.YEAR).previous()
    for back in (0, 0, 0, 1):
        moment = timezone.make_aware(datetime(year.first_date.year - back, 5, 3, 12))
        told = NewDeviation(units["almen"], "HSL", "Fall utan skada", "Planterad", moment)
        deviations.report(by=astrid, new=told)
    return year


def test_a_comment_is_warned_of_saved_and_kept_in_versions(bo, units, last_year, client_as):
    client, page = client_as(bo), reverse("indicators:measure", args=["falls"]) + "?enhet=almen"
    path = reverse("indicators:comment", args=["falls"]) + "?enhet=almen"
    sent = {"period": str(last_year), "words": WORDS, "version": 0}
    assert "talen säger tvärtom" in client.post(path, sent).content.decode()
    assert not MeasureComment.objects.exists()
    assert client.post(path, sent | {"is_sure": "on"}).status_code == 302
    row = MeasureComment.objects.get()
    assert (row.value, row.before, row.is_against, row.version) == (3, 1, True, 1)
    shown = client.get(page).content.decode()
    assert "Texten säger något annat än talen" in shown
    assert f"{bo.name}, enhetschef" in shown
    better = sent | {"words": "Fallen har ökat. Vi söker orsaken.", "version": 0}
    assert "medan du skrev" in client.post(path, better).content.decode()
    assert client.post(path, better | {"version": 1}).status_code == 302
    assert [one.version for one in MeasureComment.objects.order_by("version")] == [1, 2]
    shown = client.get(page).content.decode()
    assert "1 tidigare version" in shown
    assert WORDS in shown
    assert AuditRow.objects.filter(verb="indicators.comment").count() == 2


def test_only_the_head_of_the_unit_comments(bo, everybody, units, client_as):
    year = Period.of(timezone.localdate(), Grain.YEAR).previous()
    new = NewComment("falls", units["almen"], year, "Orsaken är inte känd än", 0)
    path = reverse("indicators:comment", args=["falls"]) + "?enhet=almen"
    for user, status in (("cecilia", 404), ("kim", 403), ("eva", 403), ("astrid", 403)):
        with pytest.raises(NotAllowed):
            actions.comment(by=everybody[user], new=new)
        assert client_as(everybody[user]).get(path).status_code == status
    with pytest.raises(RuleRefused):
        actions.comment(by=bo, new=replace(new, period=Period.of(bo.on, Grain.YEAR)))
    assert not MeasureComment.objects.exists()
