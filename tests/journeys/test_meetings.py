"""A staff meeting held with its figures ready, a decision that becomes a remedy, a wish answered, a
visit report."""

from datetime import date, timedelta

from tests.journeys.looking import Visit


def _go(one: Visit, selector: str) -> None:
    one.page.click(selector)
    one.page.wait_for_load_state("networkidle")


def _send(one: Visit) -> None:
    _go(one, "main form[method=post] button[type=submit]")


def _plan(one: Visit, sort: str, leader: str) -> str:
    one.open(f"/moten/nytt/?slag={sort}&enhet=almen")
    if sort == "workplace":
        one.look("meetings-new")
    one.page.fill("#id_first", date.today().isoformat())
    one.page.select_option("#id_leader", label=leader)
    _send(one)
    return one.page.url


def _follow(one: Visit, words: str) -> None:
    _go(one, f"main a:has-text('{words}') >> nth=0")


def test_a_staff_meeting_decides_and_the_decision_becomes_a_remedy(visit):
    bo, cecilia = visit("bo"), visit("cecilia")
    address = _plan(bo, "workplace", "Bo Hallsten")
    page = bo.page.inner_text("main")
    assert "Vad blev det av förra mötets beslut?" in page
    assert "Siffrorna just nu" in page
    bo.look("meetings-case")
    _follow(bo, "Skriv")
    bo.look("meetings-notes")
    bo.page.fill("#id_notes", "Tre av fyra beslut är gjorda.")
    _send(bo)
    _follow(bo, "Nytt beslut")
    bo.page.fill("#id_text", "Prova tyst timme före middagen.")
    _send(bo)
    _follow(bo, "Gör det till en åtgärd")
    assert "Prova tyst timme" in bo.page.inner_text("main")
    bo.open(address)
    _follow(bo, "Mötet är hållet")
    bo.look("meetings-step")
    _send(bo)
    assert "Siffrorna vid mötet" in bo.page.inner_text("main")
    _follow(bo, "Lämna för kontroll")
    _send(bo)
    assert "Väntar på kontroll" in bo.page.inner_text("main")
    _follow(bo, "Protokoll att skriva ut")
    bo.look("meetings-minutes")
    bo.open(address)
    _go(bo, "main button:has-text('Hämta som PDF')")
    bo.page.wait_for_selector("a:has-text('Hämta filen')", timeout=60_000)
    with bo.page.expect_download() as got:
        bo.page.click("a:has-text('Hämta filen')")
    assert got.value.suggested_filename.endswith(".pdf")
    response = cecilia.page.goto(address)
    assert response is not None
    assert response.status == 404


def test_a_council_words_its_wish_anew_and_is_answered(visit):
    bo, astrid = visit("bo"), visit("astrid")
    address = _plan(bo, "user_council", "Bo Hallsten")
    _follow(bo, "Mötet är hållet")
    bo.page.fill("#id_people", "9")
    _send(bo)
    _follow(bo, "Nytt önskemål")
    bo.page.fill("#id_text", "Kaffe klockan åtta.")
    _send(bo)
    _go(bo, "#beslut-1 a:has-text('Ändra')")
    bo.look("meetings-amend")
    bo.page.fill("#id_text", "Kaffe klockan sju.")
    _send(bo)
    _go(bo, "#beslut-1 a:has-text('Svara')")
    bo.look("meetings-answer")
    bo.page.fill("#id_answer", "Från måndag.")
    _send(bo)
    wish = astrid.open(address).inner_text("#beslut-1")
    assert "Kaffe klockan sju." in wish
    assert "Från måndag." in wish
    assert visit("cecilia").page.goto(address).status == 404


def test_a_member_of_the_board_leaves_a_report_that_names_nobody(visit):
    nora, pia = visit("nora"), visit("pia")
    address = _plan(nora, "board_visit", "Pia Högvall")
    pia.open(address)
    _follow(pia, "Mötet är hållet")
    pia.page.click("label:has-text('Nej')")
    _send(pia)
    _follow(pia, "Skriv")
    pia.page.fill("#id_notes", "Jag talade med Sven i rum 12. Han trivs.")
    _send(pia)
    _follow(pia, "Lämna för kontroll")
    _send(pia)
    assert "Det här kan peka ut någon" in pia.page.inner_text("main")


def test_a_member_of_the_board_visits_only_homes_where_somebody_wants_it(visit):
    nora, pia, bo = visit("nora"), visit("pia"), visit("bo")
    address = _plan(nora, "board_home_visit", "Nora Westerlind")
    assert "Besöket kan inte göras än" in nora.page.inner_text("main")
    bo.open(address)
    _follow(bo, "Skriv hur många")
    bo.page.fill("#id_asked", "3")
    bo.page.fill("#id_willing", "2")
    bo.page.click("label:has-text('Alla vet')")
    bo.page.fill("#id_note", "I blå pärm hos mig")
    _send(bo)
    _follow(bo, "Någon har tagit tillbaka sitt ja")
    _send(bo)
    bo.look("meetings-homes")
    seen = pia.open(address).inner_text("main")
    assert "1 av 3 tillfrågade vill ta emot" in seen
    assert "pärm" not in seen
    nora.open(address)
    _follow(nora, "Mötet är hållet")
    nora.page.fill("#id_people", "2")
    nora.page.click("label:has-text('Nej')")
    _send(nora)
    assert "Fler besöktes än de 1" in nora.page.inner_text("main")
    nora.page.fill("#id_people", "1")
    _send(nora)
    assert "Hållet, ska skrivas klart" in nora.page.inner_text("main")
    assert visit("cecilia").page.goto(address).status == 404


def test_the_secretary_sees_whom_a_visit_report_has_not_reached(visit):
    nora = visit("nora")
    year = (date.today() - timedelta(days=120)).year
    page = nora.open(f"/moten/ar/?ar={year}")
    page.click("section:has(h2:has-text('Förtroendevaldas besök')) a:has-text('Björken')")
    page.wait_for_load_state()
    assert "Nämnden" in page.inner_text("#sprid")
    nora.look("meetings-spread-page")
    _follow(nora, "Lämna rapporten")
    nora.look("meetings-spread")
