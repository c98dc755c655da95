"""A project is set up, started, told of and closed with its lessons; then it is looked at."""

from secrets import token_hex

from tests.journeys.looking import follow, settle

MAIN = "main form[method=post]"


def test_a_project_goes_from_start_to_lessons(visit):
    bo, name = visit("bo"), f"Skriv där du är {token_hex(3)}"
    page = bo.open("/projekt/")
    bo.look("projects-list")
    page.click("main a:has-text('Nytt projekt')")
    settle(page)
    page.fill("#id_title", name)
    page.fill("#id_purpose", "Mer av tiden ska gå till den som bor här.")
    page.fill("#id_start_date", "2026-01-15")
    page.fill("#id_end_date", "2027-01-15")
    bo.look("projects-new")
    _send(page, "Projektet är sparat")
    follow(page, "Nytt effektmål")
    page.fill("#id_title", "Timmar som blir över")
    page.select_option("#id_counted_in", "hours")
    page.fill("#id_target", "20")
    bo.look("projects-effect")
    _send(page, "Effektmålet är sparat")
    follow(page, "Ny fas")
    page.fill("#id_title", "Pröva på plan 1")
    page.fill("#id_end_date", "2026-03-31")
    _send(page, "Fasen är sparad")
    follow(page, "Starta")
    _send(page, "Sparat")
    follow(page, "Nytt värde")
    page.fill("#id_value", "21,5")
    page.fill("#id_source", "Tidmätning")
    _send(page, "Värdet är sparat")
    page.click("main table a:has-text('Klar')")
    settle(page)
    _send(page, "Sparat")
    follow(page, "Avsluta med lärdomar")
    page.fill("#id_lessons", "Kort")
    _send(page, "Lärdomarna är för korta")
    page.fill("#id_lessons", "Fråga nattpersonalen först. Dela ut telefonerna samma vecka.")
    bo.look("projects-close")
    _send(page, "Sparat")
    assert "21,5 tim/vecka" in page.inner_text("main")
    bo.look("projects-closed")
    page.click("main aside a:has-text('Följ upp') >> nth=0")
    settle(page)
    bo.look("projects-follow-up")
    page = bo.open("/projekt/lardomar/")
    assert name in page.inner_text("main")
    bo.look("projects-lessons")


def test_a_programme_and_its_phases_are_read(visit):
    kim = visit("kim")
    page = kim.open("/projekt/?slag=programme")
    page.click("main table a:has-text('Tid till omsorg')")
    settle(page)
    kim.look("projects-programme")
    page.click("main table a:has-text('Skriv där du är') >> nth=0")
    settle(page)
    kim.look("projects-project")
    assert "Strecket är i dag" in page.inner_text("main")


def _send(page, told):
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert told in page.inner_text("body")
