"""A fall filed under SoL: the manager assesses and answers, MAS takes its track; nobody else."""

from tests.journeys.looking import Visit, settle
from tests.journeys.test_deviation import _report

WORDS = "Golvet i hallen är utbytt. Tack för att du berättade."


def _fall(bo: Visit) -> str:
    """Give the address of the newest open fall under SoL at Almen."""
    page = bo.open("/avvikelser/lista/?lage=open&lag=SoL&enhet=almen")
    page.click("ol.q a.go >> nth=0")
    settle(page)
    return page.url


def _save(page, press: str = "main button[type=submit]") -> None:
    page.click(press)
    settle(page)


def _assess(bo: Visit, address: str, box: str) -> None:
    page = bo.open(f"{address}bedom/")
    page.check(f"input[name=risk][value='{box}']", force=True)
    page.check("input[name=causes][value=technique]", force=True)
    _save(page)


def test_the_manager_assesses_and_answers_and_the_neighbour_sees_nothing(visit):
    bo, cecilia = visit("bo"), visit("cecilia")
    address = _fall(bo)
    _assess(bo, address, "2-2")
    _assess(bo, address, "3-4")
    page = bo.open(address)
    assert "bedömningar, den senaste gäller" in page.inner_text("main")
    for name in ("svara", "typ", "pekas-ut", "produkt", "utanfor", "information", "spar"):
        bo.open(f"{address}{name}/")
        bo.look(f"deviations-{name}")
    page = bo.open(f"{address}svara/")
    page.fill("#id_words", WORDS)
    _save(page)
    assert WORDS in page.inner_text("main")
    bo.look("deviations-case-open")
    assert cecilia.page.goto(address).status == 404
    assert WORDS not in cecilia.page.content()


def test_mas_takes_the_track_of_a_fall_under_sol(visit):
    maja, bo = visit("maja"), visit("bo")
    page = maja.open("/avvikelser/spar/?lag=HSL")
    maja.look("deviations-tracks-hsl")
    page.click("ol.q li:has-text('Föreslaget') a.go >> nth=0")
    settle(page)
    address = page.url
    maja.look("deviations-track-proposed")
    _save(page, "main a:has-text('Avböj')")
    maja.look("deviations-track-decline")
    page = maja.open(f"{address}ta-over/")
    page.select_option("#id_type_name", "Fall utan skada")
    maja.look("deviations-track-take")
    page.select_option("#id_type_name", "Fall utan skada")
    _save(page)
    assert "Övertaget" in page.inner_text("main")
    page = maja.open(f"{address}avsluta/")
    maja.look("deviations-track-close")
    page.fill("#id_words", "Ingen vårdskada. Fallriskbedömning gjord.")
    _save(page)
    assert "Avslutat" in page.inner_text("main")
    maja.open(f"{address}oppna/")
    maja.look("deviations-track-reopen")
    assert bo.page.goto(address).status == 404


def test_likely_duplicates_are_joined_by_a_person(visit):
    astrid, bo = visit("astrid"), visit("bo")
    first, second = _report(astrid), _report(astrid)
    page = bo.open(second)
    assert "Kan vara samma händelse" in page.inner_text("main")
    bo.look("deviations-case-duplicate")
    page = bo.open(f"{second}for-samman/")
    bo.look("deviations-join")
    page.check("input[name=into_id] >> nth=0", force=True)
    _save(page)
    assert "följs ihop med en annan" in page.inner_text("main")
    bo.look("deviations-case-joined")
    bo.open(f"{second}skilj/")
    bo.look("deviations-separate")
    assert first != second
