"""The register over time: a list read in, a line changed and ended, who sees it."""

from datetime import date

import pytest
from django.urls import reverse

from vaka.areas.attests import actions, queries
from vaka.areas.attests.imports import IMPORTS
from vaka.areas.attests.models import AttestLine
from vaka.areas.attests.tests.test_rules import K, line
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

FIRST, LATER = date(2024, 3, 11), date(2024, 9, 1)
HEAD = "Ansvar;Ansvarets namn;Attestant;Ersättare;Gräns drift (kr);Gräns investering (kr)\n"


def read(path, by, day="2024-03-11"):
    """Import a list."""
    options = ImportOptions(path.name, "socialforvaltningen", Period.parse(day))
    return IMPORTS[0].run(by=by, file=read_typed(path, IMPORTS[0].schema), options=options)


def test_a_new_list_changes_ends_and_leaves(eva, units, tmp_path):
    path = tmp_path / "lista.csv"
    rows = ("744*;Hemtjänst;A;B;500 000;500000", "744550;Eken;C;A;300000;300000",
            "744510;Ängen;D;C;1;1", "744510;Ängen;E;C;1;1", ";;;;;", "x y!;;F;G;1;1")  # fmt: skip
    path.write_text(HEAD + "\n".join(rows))
    receipt = read(path, eva)
    assert (receipt.imported, receipt.unchanged) == (3, 0)
    assert receipt.read == receipt.imported + receipt.rejected
    assert read(path, eva).unchanged == 3
    path.write_text(HEAD + "744*;Hemtjänst;A;B;500000;500000\n744550;Eken;H;A;300000;300000\n")
    assert read(path, eva, "2024-09-01").imported == 1
    then, now = (queries.list_page(eva, day) for day in (date(2024, 8, 31), LATER))
    assert [one.attester for one in then.lines] == ["A", "C", "D"]
    assert [one.attester for one in now.lines] == ["A", "H"]
    assert AuditRow.objects.filter(verb="attest.take_in_lines").count() == 3


@pytest.fixture
def almen(eva, units):
    """One line that holds from March."""
    unit = units["socialforvaltningen"]
    return actions.add_line(by=eva, unit=unit, new=line(0, "746020", "Bo", "Cecilia"),
                            valid_from=FIRST)  # fmt: skip


def test_a_line_changes_and_ends(almen, eva, client_as):
    client, change = client_as(eva), reverse("attests:change", args=[almen.pk])
    sent = {"name": "Almen", "attester": "Ny", "substitutes": "Bo\nCecilia", "operating": "300000",
            "investment": "100000", "valid_from": "2024-03-11"}  # fmt: skip
    assert "en senare dag" in client.post(change, sent).content.decode()
    assert client.post(change, sent | {"valid_from": "2024-09-01"}).status_code == 302
    old, new = AttestLine.objects.order_by("valid_from")
    assert (old.valid_until, new.substitutes) == (date(2024, 8, 31), "Bo; Cecilia")
    end = reverse("attests:end", args=[new.pk])
    assert "före den första" in client.post(end, {"valid_until": "2024-08-01"}).content.decode()
    assert client.post(end, {"valid_until": "2024-10-01"}).status_code == 302
    assert queries.list_page(eva, date(2024, 10, 2)).rows == []
    verbs = ["attest.add_line", "attest.change_line", "attest.end_line"]
    assert AuditRow.objects.filter(verb__in=verbs).count() == 3


def test_the_page_answers_who_may(almen, bo, client_as):
    client, address = client_as(bo), reverse("attests:list")
    asked = {"ansvar": "746020", "belopp": "300000", "dag": "2024-04-01"}
    body = client.get(address, asked).content.decode()
    assert "Rad 1, 746020" in body
    assert "Ändra" not in body  # a head reads
    body = client.get(address, asked | {"belopp": "300001"}).content.decode()
    assert "Ingen i listan får attestera" in body
    assert "Ingen attestlista" in client.get(address, {"dag": "2020-01-01"}).content.decode()


def test_others_are_shut(almen, eva, bo, nora, astrid, units, client_as):
    assert client_as(astrid).get(reverse("attests:list")).status_code == 403
    for one in (bo, nora):
        assert client_as(one).get(reverse("attests:change", args=[almen.pk])).status_code == 403
        with pytest.raises(NotAllowed):
            actions.end_line(by=one, line_id=almen.pk, last=LATER)
    before = AuditRow.objects.count()
    with pytest.raises(RuleRefused, match="redan en rad"):
        actions.add_line(by=eva, unit=units["socialforvaltningen"], valid_from=LATER,
                         new=line(0, "746020", "X"))  # fmt: skip
    assert AuditRow.objects.count() == before
    file = client_as(eva).get(reverse("attests:file")).content.decode("utf-8-sig")
    assert f";{300_000 * K // 100};" in file


def test_a_line_of_a_unit_that_is_not_ones_own_has_no_steps(almen, eva, units, client_as):
    other = AttestLine.objects.create(
        unit=units["vaka"], number=9, responsibility="700000", name="Hela", attester="Nora",
        operating=K, investment=K, valid_from=FIRST,
    )  # fmt: skip
    page = client_as(eva).get(reverse("attests:list") + "?dag=2024-04-01").content.decode()
    assert reverse("attests:change", args=[almen.pk]) in page
    assert reverse("attests:change", args=[other.pk]) not in page
