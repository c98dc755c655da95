"""A line of the roadmap is gone through and taken back; so is a preventive measure."""

from secrets import token_hex

from tests.journeys.looking import settle

MAIN = "main form[method=post]"


def test_a_line_is_gone_through(visit):
    kim = visit("kim")
    page = kim.open("/fardplan/")
    kim.look("roadmaps-list")
    page.click("main table a:has-text('Bygga ett boende')")
    settle(page)
    page.click("main a:has-text('Gå igenom raden')")
    settle(page)
    kim.look("roadmaps-review")
    page.check("input[name=state][value=under_way]", force=True)
    page.fill("#id_words", "Tomten är vald och planen är ute på samråd.")
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert "Genomgången är sparad" in page.inner_text("body")
    kim.look("roadmaps-line")
    page.click("main a:has-text('Ta tillbaka')")
    settle(page)
    kim.look("roadmaps-withdraw")
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert "Genomgången är borttagen" in page.inner_text("body")


def test_a_preventive_measure_takes_its_first_step(visit):
    kim, name = visit("kim"), f"Balansgrupp {token_hex(3)}"
    page = kim.open("/fardplan/forebygga/")
    kim.look("roadmaps-prevention")
    page.click("main a:has-text('Ny insats')")
    settle(page)
    page.fill("#id_title", name)
    for chosen in ("level][value=group", "aim][value=prevent", "target][value=both"):
        page.check(f"input[name={chosen}]", force=True)
    page.select_option("#id_duty_topic", "values.older_people")
    page.fill("#id_target_size", "60")
    page.fill("#id_answers", "Rehabsamordnare")
    kim.look("roadmaps-begin")
    _send(page, "Insatsen har börjat")
    assert "SoL (2025:400) 8 kap. 2 §" in page.inner_text("main")
    page.click("main a:has-text('Byt')")
    settle(page)
    page.select_option("#id_duty_topic", "prevention.levels")
    kim.look("roadmaps-change-duty")
    _send(page, "Skyldigheten är ändrad")
    page.click("main a:has-text('Ändra dagen') >> nth=0")
    settle(page)
    kim.look("roadmaps-move")
    _send(page, "Dagen är ändrad")
    page.click("main a:has-text('Gör steg 1')")
    settle(page)
    page.fill("#id_present", "Ingen grupp finns i dag.")
    page.fill("#id_benefit", "Hälften så många fall.")
    page.fill("#id_change", "Utveckla träning i grupp.")
    page.fill("#id_evidence", "Kartläggning av nuläget")
    kim.look("roadmaps-tell")
    _send(page, "Steget är sparat")
    assert "Gör steg 2" in page.inner_text("main")
    assert page.is_visible("button[data-print]")
    kim.look("roadmaps-measure")
    page.click("main a:has-text('Ta tillbaka senaste steget')")
    settle(page)
    kim.look("roadmaps-take-back")
    _send(page, "Steget är taget tillbaka")
    page.click("main a:has-text('Ta bort insatsen')")
    settle(page)
    kim.look("roadmaps-remove")
    _send(page, "Insatsen är borttagen")
    assert name not in page.inner_text("main")


def _send(page, told):
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert told in page.inner_text("body")


def test_the_present_state_is_told_and_a_month_counted(visit):
    kim, words = visit("kim"), f"Vi ringer alla som bor ensamma {token_hex(3)}"
    page = kim.open("/fardplan/forebygga/nulage/")
    kim.look("roadmaps-present")
    page.click("main a:has-text('Beskriv nuläget')")
    settle(page)
    page.select_option("#id_focus_area", "outreach")
    page.check("input[name=standing][value=temporary]", force=True)
    page.fill("#id_words", words)
    kim.look("roadmaps-map-present")
    _send(page, "Nuläget är sparat")
    page.click(f"main tr:has-text('{words}') a")
    settle(page)
    kim.look("roadmaps-unmap-present")
    _send(page, "Raden är borttagen")
    page = kim.open("/fardplan/forebygga/")
    page.click("main a:has-text('Träffpunkt med gemensam lunch')")
    settle(page)
    kim.look("roadmaps-measure-reach")
    page.click("main a:has-text('Räkna en månad')")
    settle(page)
    for name, number in (("contacts", 31), ("persons", 17), ("needs", 2)):
        page.fill(f"#id_{name}", str(number))
    kim.look("roadmaps-count-reach")
    _send(page, "Månaden är sparad")
    page.click("main tbody tr:first-child a")
    settle(page)
    kim.look("roadmaps-remove-reach")
    _send(page, "Månaden är borttagen")
