"""A lex Sarah from the deviation to IVO's answer, several people writing; others see nothing."""

import re

from tests.journeys.looking import Visit, settle


def _save(one: Visit) -> None:
    one.page.click("main form button[type=submit].ds-button")
    settle(one.page)


def _expected(one: Visit) -> None:
    """The browser complains of a refusal's status, which is what was asked for."""
    one.complaints = [told for told in one.complaints if "409" not in told]


def _begin(sven: Visit) -> str:
    page = sven.open("/avvikelser/lista/?enhet=almen&lag=SoL")
    page.click("main ol.q a.go >> nth=0")
    settle(page)
    page.click("main a:has-text('Inled lex Sarah')")
    settle(page)
    sven.look("investigations-new-from")
    _save(sven)
    assert "kap." in page.inner_text("main")
    return str(page.url)


def _part(one: Visit, address: str, name: str, part: str) -> None:
    page = one.open(f"{address}personer/")
    page.select_option("#id_person", label=name)
    page.check(f"input[name=part][value={part}]", force=True)
    page.click("main form:has(#id_person) button[type=submit]")
    settle(page)


def _appoint(one: Visit, address: str) -> None:
    page = one.open(f"{address}utse/")
    one.look("investigations-appoint")
    page.select_option("#id_investigator", label="Kim Fältvik")
    page.select_option("#id_decision_maker", label="Sven Åsbrink")
    page.fill("#id_delegation_point", "4.12")
    _save(one)


def _write(one: Visit, address: str) -> None:
    codes = re.findall(r"avsnitt/(\w+)/\"", one.open(address).content())
    for code in dict.fromkeys(codes):
        page = one.open(f"{address}avsnitt/{code}/")
        page.fill("#id_text", page.input_value("#id_text") + "\nLarmet var av i sex timmar.")
        _save(one)


def test_several_people_write_one_investigation(visit):
    sven, kim, bo, cecilia = visit("sven"), visit("kim"), visit("bo"), visit("cecilia")
    address = _begin(sven)
    _part(sven, address, "Bo Hallsten", "named")
    _part(sven, address, "Bo Hallsten", "contributor")
    assert "Bo Hallsten pekas ut i händelsen" in sven.page.inner_text("main")
    _expected(sven)
    _appoint(sven, address)
    sven.open(f"{address}personer/")
    sven.look("investigations-people")
    assert "Du har fått en del i utredningen" in kim.open("/aviseringar/").inner_text("main")

    mine, theirs = sven.open(f"{address}avsnitt/facts/"), kim.open(f"{address}avsnitt/facts/")
    kim.look("investigations-section")
    theirs.fill("#id_text", "Larmet stängdes av vid service kl. 22.")
    _save(kim)
    mine.fill("#id_text", "Larmet slogs på igen kl. 04.")
    _save(sven)
    text = mine.inner_text("main")
    assert "Någon annan sparade före dig." in text
    assert "Larmet stängdes av vid service" in text
    assert mine.input_value("#id_text") == "Larmet slogs på igen kl. 04."
    _expected(sven)
    sven.shoot("investigations-conflict-desk-light")
    sven.page.set_viewport_size({"width": 390, "height": 844})
    sven.shoot("investigations-conflict-phone-light")
    assert not list(sven._axe_finds("conflict"))
    _save(sven)
    sven.open(f"{address}avsnitt/facts/historik/")
    sven.look("investigations-history")

    for stranger in (bo, cecilia):
        response = stranger.page.goto(address)
        assert response is not None
        assert response.status == 404


def test_from_decision_to_ivos_answer(visit):
    sven, kim = visit("sven"), visit("kim")
    address = _begin(sven)
    _appoint(sven, address)
    _write(kim, address)
    kim.open(address)
    kim.look("investigations-written")
    kim.open(f"{address}lamna/")
    _save(kim)
    page = sven.open(f"{address}beslut/")
    sven.look("investigations-decide")
    page.check("input[name=classification][value=serious]", force=True)
    page.fill("#id_words", "Personen kunde inte kalla på hjälp. Det är allvarligt.")
    _save(sven)
    page = sven.open(f"{address}information/")
    sven.look("investigations-inform")
    page.fill("#id_informed_date", "2026-11-20")
    page.fill("#id_informed_by", "Enhetschefen")
    page.fill("#id_informed_how", "Samtal i hemmet")
    _save(sven)

    page = sven.open(f"{address}ivo/")
    page.click("text=Gör dokumentet >> nth=-1")
    page.wait_for_selector("a:has-text('Öppna utredningens dokument')", timeout=60_000)
    page.click("a:has-text('Öppna utredningens dokument')")
    settle(page)
    with page.expect_download() as got:
        page.click("main a:has-text('.docx')")
    assert got.value.suggested_filename.endswith(".docx")
    sven.look("investigations-ivo")

    page = sven.open(f"{address}ivo/anmald/")
    sven.look("investigations-notify")
    page.fill("#id_sent", "2026-11-21")
    _save(sven)
    page = sven.open(f"{address}ivo/svar/")
    page.fill("#id_answered", "2026-11-25")
    page.check("input[name=answer][value=right]", force=True)
    page.fill("#id_reference", "3.1.1-11217/2026")
    page.fill("#id_words", "IVO avslutar ärendet.")
    _save(sven)
    page = sven.open(f"{address}avsluta/")
    page.fill("#id_words", "Tack. Larmen prövas nu vid varje passbyte.")
    _save(sven)
    assert "Avslutad" in page.inner_text("main")
    sven.look("investigations-case")
