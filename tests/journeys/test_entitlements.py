"""A decision on a service from waiting to executed, interrupted, resumed, ended and corrected."""

from playwright.sync_api import Page

from tests.journeys.looking import Visit, follow, send, settle

WAITING, TOLD = "/beslut/?lage=waiting", "/beslut/kvartal/2026Q4/ivo/"


def _first(beata: Visit) -> Page:
    page = beata.open(WAITING)
    page.click("main ol.q a.go >> nth=0")
    settle(page)
    return page


def test_executed_interrupted_and_resumed(visit):
    beata = visit("beata")
    page = _first(beata)
    beata.look("entitlements-case")
    follow(page, "Verkställt")
    beata.look("entitlements-execute")
    page.fill("#id_on", "2026-11-20")
    send(page)
    assert "Beslutet är verkställt" in page.inner_text("main")
    follow(page, "Avbrott")
    page.fill("#id_on", "2026-11-21")
    page.fill("#id_words", "Sjukhusvistelse.")
    send(page)
    follow(page, "Återuppta")
    page.fill("#id_on", "2026-11-25")
    send(page)
    assert "Insatsen är återupptagen" in page.inner_text("main")
    page.click("main a:text-is('Ta tillbaka')")
    settle(page)
    assert "Återupptaget 25 november 2026" in page.inner_text("main")
    beata.look("entitlements-take-back")
    page.fill("#id_words", "Det gällde någon annan.")
    send(page)
    assert "Steget är taget tillbaka" in page.inner_text("main")
    assert page.locator("main .tag:has-text('Avbrott')").count() == 1


def test_interrupted_twice_with_a_reason_each_and_corrected(visit):
    beata = visit("beata")
    page = _first(beata)
    follow(page, "Verkställt")
    page.fill("#id_on", "2026-11-10")
    send(page)
    for first, code in (("2026-11-12", "R6"), ("2026-11-20", "R2")):
        follow(page, "Avbrott")
        page.fill("#id_on", first)
        page.fill("#id_words", "Sjukhusvistelse.")
        page.check(f"input[name=code][value={code}]", force=True)
        send(page)
        if code == "R6":
            follow(page, "Återuppta")
            page.fill("#id_on", "2026-11-15")
            send(page)
    beata.look("entitlements-interrupted-twice")
    assert "Skäl till avbrottet" in page.inner_text("main")
    follow(page, "Rätta datum")
    beata.look("entitlements-correct-interruption")
    page.fill("input[name^=from_]", "2026-11-11")
    page.fill("#id_words", "Fel dag.")
    send(page)
    assert "Från 11 november 2026, återupptaget 15 november 2026" in page.inner_text("main")
    follow(page, "Skäl till dröjsmål")
    beata.look("entitlements-delay-of-which")


def test_what_the_wait_means_for_the_person_is_noted_and_told_to_ivo(visit):
    beata = visit("beata")
    page = _first(beata)
    reference = page.inner_text(".crumbs").split("/")[-1].strip()
    follow(page, "Anteckna om väntan")
    beata.look("entitlements-note-wait")
    page.check("input[name=kind][value=consequence]", force=True)
    page.fill("#id_on", "2026-11-20")
    page.fill("#id_words", "Sover dåligt och går inte ut ensam.")
    send(page)
    assert "Anteckningen är sparad" in page.inner_text("main")
    follow(page, "Anteckna om väntan")
    page.check("input[name=kind][value=follow_up]", force=True)
    page.fill("#id_on", "2026-11-24")
    page.fill("#id_words", "Ringde. Hemtjänsten räcker inte till kvällarna.")
    send(page)
    beata.look("entitlements-noted")
    address = page.url
    follow(page, "Ta tillbaka en anteckning")
    beata.look("entitlements-take-back-note")
    beata.open(f"{address}omrade/")
    beata.look("entitlements-field")
    beata.open(TOLD)
    beata.look("entitlements-ivo-noted")
    told = page.locator(f"section.card:has-text('{reference}')").first.inner_text()
    assert "Sover dåligt" in told
    assert "Hemtjänsten räcker inte" in told


def test_interrupt_and_resume_as_pages(visit):
    beata = visit("beata")
    page = _first(beata)
    address = page.url
    beata.open(f"{address}avbrott/")
    beata.look("entitlements-interrupt")
    beata.open(f"{address}aterupptaget/")
    beata.look("entitlements-resume")


def test_written_in_offered_and_declined(visit):
    beata = visit("beata")
    page = beata.open("/beslut/nytt/")
    page.fill("#id_service", "Växelvård")
    page.fill("#id_applied_date", "2026-08-03")
    page.fill("#id_decided_date", "2026-09-01")
    page.fill("#id_valid_to_date", "2026-10-31")
    page.fill("#id_number", "811218-9875")
    send(page)
    assert "Det är inget personnummer" in page.inner_text("main")
    page.fill("#id_number", "811218-9876")
    send(page)
    assert "Beslutet är inskrivet" in page.inner_text("main")
    assert "811218" not in page.content()
    assert "Giltighetstiden har gått ut" in page.inner_text("main")
    follow(page, "Vem beslutade?")
    page.fill("#id_maker_role", "Undersköterska")
    page.fill("#id_point", "1.3")
    beata.look("entitlements-maker")
    send(page)
    assert "Utan delegation: Punkten 1.3 ger biståndshandläggare" in page.inner_text("main")
    beata.look("entitlements-without-delegation")
    follow(page, "Delvis verkställt")
    beata.look("entitlements-execute-partly")
    page.fill("#id_on", "2026-09-20")
    page.fill("#id_words", "En vecka av två, den andra återstår.")
    page.fill("#id_percent", "50")
    send(page)
    assert "Delvis verkställt, resten väntar" in page.inner_text("main")
    beata.look("entitlements-partly")
    follow(page, "Skäl till dröjsmål")
    beata.look("entitlements-delay")
    page.check("input[name=code] >> nth=0", force=True)
    send(page)
    follow(page, "Nytt erbjudande")
    beata.look("entitlements-offer")
    page.fill("#id_place", "Björken, lägenhet 4")
    page.fill("#id_offered", "2026-10-01")
    send(page)
    follow(page, "Svar på erbjudandet")
    beata.look("entitlements-answer")
    page.check("input[name=answer][value=declined]", force=True)
    page.fill("#id_on", "2026-10-05")
    page.fill("#id_words", "Vill bo närmare sin syster.")
    send(page)
    assert "Beslutet väntar fortfarande" in page.inner_text("main")
    beata.look("entitlements-offered")


def test_a_ruling_another_municipality_and_a_reserve_number(visit):
    beata = visit("beata")
    page = beata.open("/beslut/nytt/")
    page.fill("#id_service", "Ledsagning")
    page.fill("#id_decided_date", "2026-10-01")
    send(page)
    follow(page, "Reservnummer")
    beata.look("entitlements-number")
    page.fill("#id_number", "19390412-T123")
    send(page)
    assert "Numret är förseglat" in page.inner_text("main")
    follow(page, "Annan kommun")
    beata.look("entitlements-transfer")
    page.check("input[name=kind][value=taken_over]", force=True)
    page.fill("#id_other", "Grannkommunen")
    page.fill("#id_on", "2026-11-02")
    send(page)
    follow(page, "Skriv in en dom")
    beata.look("entitlements-ruling")
    page.check("input[name=ruled][value=granted]", force=True)
    page.fill("#id_on", "2026-11-20")
    send(page)
    assert "Domstolen gav rätt till insatsen" in page.inner_text("main")
    assert "T123" not in page.content()


def test_a_quarter_is_handed_over(visit):
    beata = visit("beata")
    page = beata.open("/beslut/kvartal/2025Q1/lamna/")
    beata.look("entitlements-workspace")
    beata.open("/beslut/kvartal/2025Q1/ivo/")
    beata.look("entitlements-ivo")
    beata.open("/beslut/kvartal/2025Q1/lamna/council/")
    beata.look("entitlements-deliver")
    page.fill("#id_receipt", "KS 2025/117")
    page.fill("#id_words", "Med statistiken efter kön.")  # asked for when it is handed over again
    send(page)
    assert "Kvittens: KS 2025/117" in page.inner_text("main")


def test_the_secretary_writes_the_letter_and_hands_over_what_names_nobody(visit):
    nora = visit("nora")
    page = nora.open("/beslut/kvartal/2025Q1/lamna/")
    nora.look("entitlements-workspace-secretary")
    assert page.locator("main a[href*='/ivo/']").count() == 0
    follow(page, "Gör tjänsteskrivelsen")
    assert "Tjänsteskrivelse: ej verkställda beslut" in page.inner_text("main")
    nora.open("/beslut/kvartal/2025Q1/lamna/auditors/")
    page.fill("#id_receipt", "REV 2025/12")
    page.fill("#id_words", "Med alla skäl.")
    send(page)
    assert "Kvittens: REV 2025/12" in page.inner_text("main")


def test_ended_and_corrected(visit):
    beata = visit("beata")
    page = _first(beata)
    address = page.url
    beata.open(f"{address}ratta/")
    beata.look("entitlements-correct")
    beata.open(f"{address}avsluta/")
    beata.look("entitlements-end")
    page.check("input[name=end_code] >> nth=0", force=True)
    page.fill("#id_on", "2026-11-22")
    page.fill("#id_words", "Flyttat till annan kommun.")
    send(page)
    assert "Beslutet är avslutat" in page.inner_text("main")


def test_a_unit_manager_elsewhere_meets_no_decision(visit):
    address = _first(visit("beata")).url
    response = visit("cecilia").page.goto(address)
    assert response is not None
    assert response.status in {403, 404}
