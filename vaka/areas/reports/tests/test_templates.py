"""Templates: checked by line, saved as versions, never lost, only by who may change them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.reports import rules, template_actions, template_queries
from vaka.areas.reports.kinds import named
from vaka.areas.reports.models import TemplateVersion
from vaka.areas.reports.template_actions import NewTemplate
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

KNOWN = {"figure": frozenset({"deviations"}), "comment": frozenset({"inledning", "mal"})}
SECTIONS = [("inledning", "Inledning", "SOSFS 2011:9 7 kap."), ("mal", "Mål", "")]


@pytest.mark.parametrize(
    ("text", "line", "words", "stops"),
    [
        ("Utan rubrik", 1, "börja med en rubrik", True),
        ('# A\n{{ figure("deviatons") }}', 2, "Menas ”deviations”?", True),
        ('# A\n\n{{ table("deviations") }}', 3, "finns inte i rapporten", True),
        ('# A\n{{ comment("mal") }}', 0, "Inledning saknas", True),
        ('# A\n{{ comment("inledning") }}', 0, "Mål är inte med", False),
    ],
)
def test_what_is_wrong_is_said_by_line(text, line, words, stops):
    found = rules.template_faults(text, known=KNOWN, sections=SECTIONS)
    assert any((one.line, one.stops) == (line, stops) and words in one.words for one in found)


def test_nothing_is_wrong_with_a_whole_template():
    text = '# A\n{{ comment("inledning") }}\n{{ comment(\'mal\') }} {{ figure("deviations") }}'
    found = rules.template_faults(text, known=KNOWN, sections=SECTIONS)
    assert not found
    assert rules.may_use(found).ok


def _new(text, **more):
    told = {"name": "uppfoljning", "text": text, "words": "Tydligare rubrik.",
            "valid_from": timezone.localdate(), "seen": 0} | more  # fmt: skip
    return NewTemplate(**told)


@pytest.fixture
def text():
    return template_queries.shipped(named("uppfoljning")).text


@pytest.mark.django_db
def test_a_version_holds_from_its_day_and_the_one_before_is_kept(kim, units, text):
    first = template_actions.save_template(by=kim, new=_new(text + "\nEtt."))
    later = timezone.localdate() + timedelta(days=9)
    template_actions.save_template(by=kim, new=_new(text, valid_from=later, seen=1))
    kind = named("uppfoljning")
    today = template_queries.in_force(kind, timezone.localdate())
    assert (today.number, today.text) == (1, first.text)
    assert template_queries.in_force(kind, later).number == 2
    before = first.made_at - timedelta(seconds=1)
    assert template_queries.begun(kind, before).number == template_queries.SHIPPED
    row = AuditRow.objects.filter(verb="report.save_template").first()
    assert row.data["words"] == "Tydligare rubrik."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"valid_from": date(2020, 1, 1)}, "Dagen har varit"),
        ({"seen": 4}, "medan du skrev"),
        ({"text": '# A\n{{ exhibit("finns-ej") }}'}, "finns inte"),
        ({"text": "# A\n{{ ''.__class__ }}"}, "spara igen"),
    ],
)
def test_what_cannot_be_used_is_not_saved(kim, units, text, more, words):
    with pytest.raises(RuleRefused) as refused:
        template_actions.save_template(by=kim, new=_new(**{"text": text} | more))
    told = " ".join(f"{one.words} {one.way_out}" for one in refused.value.verdict.refusals)
    assert words in told
    assert not TemplateVersion.objects.exists()


@pytest.mark.django_db
def test_others_neither_see_nor_change(bo, units, text, client_as):
    with pytest.raises(NotAllowed):
        template_actions.save_template(by=bo, new=_new(text))
    client = client_as(bo)
    for name, more in (("templates", ()), ("template", ("uppfoljning",)),
                       ("template_version", ("uppfoljning", 0))):  # fmt: skip
        assert client.get(reverse(f"reports:{name}", args=more)).status_code == 403
    address = reverse("reports:template_preview", args=["uppfoljning"])
    assert client.post(address, {"text": text}).status_code == 403


@pytest.mark.django_db
def test_the_editor_previews_saves_and_goes_back(kim, units, text, client_as):
    client = client_as(kim)
    address = reverse("reports:template", args=["uppfoljning"])
    assert "Alla namn finns" in client.get(address).content.decode()
    shown = client.post(reverse("reports:template_preview", args=["uppfoljning"]),
                        {"text": '# Ny\n\n{{ table("x") }}'}).content.decode()  # fmt: skip
    assert "Rad 3:" in shown
    assert "<script" not in shown
    answer = {"text": text + "\nNytt.", "words": "Prov", "version": 0,
              "valid_from": timezone.localdate().isoformat()}  # fmt: skip
    assert client.post(address, answer).status_code == 302
    version = client.get(reverse("reports:template_version", args=["uppfoljning", 1]))
    assert "<ins>Nytt.</ins>" in version.content.decode()
    back = client.get(f"{address}?fran=0").content.decode()
    assert "Tillbaka till version 0." in back
    assert client.get(reverse("reports:template", args=["nej"])).status_code == 404
