"""Administration as Ada and Nora keep it: units, values, people and roles, a term of office."""

import pytest

from tests.journeys.looking import send, settle

PAGES = {
    "units": ("ada", "enheter/"),
    "units-then": ("ada", "enheter/?dag=2023-06-01"),
    "unit": ("ada", "enheter/haggslanet/"),
    "open": ("ada", "enheter/ny/"),
    "people": ("ada", "personer/?q=bj"),
    "person": ("ada", "personer/bo/"),
    "invite": ("ada", "personer/bjud-in/"),
    "who": ("ada", "personer/vem-kunde/?enhet=almen&vad=deviation.see&dag=2026-01-01"),
    "give": ("ada", "personer/astrid/ny-roll/"),
    "close-person": ("ada", "personer/oskar/avsluta/"),
    "values": ("kim", "varden/"),
    "value": ("kim", "varden/deviation.handling_limit_months/"),
    "types": ("kim", "typer/"),
    "translate": ("kim", "typer/ny/"),
    "break": ("kim", "typer/brott/"),
    "mandates": ("nora", "mandat/"),
    "term": ("nora", "mandat/byt/"),
}
SEATS = "Namn;Uppdrag;Enhet;Ansvar\nDalia Haddad;Ordförande;;\nNy Ledamot;Ledamot;;"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_in_every_light(visit, name):
    user, path = PAGES[name]
    one = visit(user)
    one.open(f"/forvaltning/{path}")
    one.look(f"administration-{name}")


def test_a_merger_is_planned_after_a_look_ahead_and_withdrawn(visit):
    ada = visit("ada")
    page = ada.open("/forvaltning/enheter/asken/sla-ihop/")
    ada.look("administration-step")
    page.select_option("#id_target", "eken")
    page.fill("#id_on_date", "2027-01-01")
    page.fill("#id_reason", "Nämnden 12 §")
    send(page)
    told = page.inner_text("main")
    assert "Inget är sparat än" in told
    assert "Yvonne Askmark" in told
    ada.look("administration-preview")
    page.click("main form[method=post]:not([action]) button[type=submit]")
    settle(page)
    assert "Asken slås ihop med Eken från 1 januari 2027." in page.inner_text("h1")
    ada.look("administration-reorganisation")
    page.click("main button:has-text('Ångra ändringen')")
    settle(page)
    assert "Ångrad" in page.inner_text("main")


def test_a_split_is_looked_ahead_at(visit):
    ada = visit("ada")
    page = ada.open("/forvaltning/enheter/hasseln/dela/")
    page.fill("#id_name1", "Hasseln norr")
    page.fill("#id_name2", "Hasseln söder")
    page.check("input[name=heir][value='1']", force=True)
    ada.complaints.clear()
    page.fill("#id_on_date", "2027-02-01")
    page.fill("#id_reason", "Nämnden 13 §")
    send(page)
    assert "hasseln-soder" in page.inner_text("main")
    ada.look("administration-preview-split")


def test_a_name_is_changed_and_changed_back(visit):
    ada = visit("ada")
    page = ada.open("/forvaltning/enheter/kallan/byt-namn/")
    page.fill("#id_name", "Källan")
    page.fill("#id_on_date", "2026-11-01")
    page.fill("#id_reason", "Chefens beslut")
    send(page)
    send(page)
    assert "Genomförd" in page.inner_text("main")
    page.click("main a:has-text('Återställ')")
    settle(page)
    ada.look("administration-reverse")
    page.fill("#id_on_date", "2026-11-15")
    page.fill("#id_reason", "Namnet fanns redan")
    send(page)
    assert "får tillbaka sitt namn" in page.inner_text("h1")
    ada.open("/forvaltning/omorganisation/")
    ada.look("administration-reorganisations")


def test_a_new_colleague_gets_a_link_and_a_role_that_ends(visit):
    ada = visit("ada")
    page = ada.open("/forvaltning/personer/bjud-in/")
    page.fill("#id_given_name", "Tove")
    page.fill("#id_family_name", "Alrot")
    page.fill("#id_username", "tove")
    send(page)
    assert "gäller en timme" in page.inner_text("main")
    page.click("main a:has-text('Till personen')")
    page.click("main a:has-text('Ge en roll')")
    page.select_option("#id_role", "unit_manager")
    page.select_option("#id_unit", "eken")
    send(page)
    page.click("main td a:has-text('Avsluta')")
    settle(page)
    ada.look("administration-end")
    page.fill("#id_reason", "Vikariatet är slut.")
    send(page)
    ada.look("administration-person-ended")


def test_a_new_term_says_who_leaves_and_who_joins(visit):
    nora = visit("nora")
    page = nora.open("/forvaltning/mandat/byt/")
    page.fill("#id_on_date", "2027-01-01")
    page.fill("#id_mandates_text", SEATS)
    send(page)
    assert "Lämnar (8)" in page.inner_text("main")
    nora.look("administration-term-preview")


def test_a_seat_is_bound_to_a_sign_in(visit):
    nora = visit("nora")
    page = nora.open("/forvaltning/mandat/?organ=socialnamnden&dag=2026-01-01")
    page.click("main tr:has-text('Dalia Haddad') a")
    settle(page)
    page.fill("#id_username", "finns-inte")
    send(page)
    assert "Kontrollera stavningen" in page.inner_text("main")
    nora.look("administration-bind")
    page.fill("#id_username", "pia")
    send(page)
    assert "redan kopplat" in page.inner_text("main")


def test_others_are_told_who_may(visit):
    page = visit("bo").page
    response = page.goto("/forvaltning/enheter/")
    assert response is not None
    assert response.status == 403
    assert "Systemförvaltare" in page.inner_text("main")
