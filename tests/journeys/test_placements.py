"""A placed child's continued care is considered, the end planned, a ban on moving asked first."""

from tests.journeys.looking import follow, send, settle


def test_what_is_owed_is_considered(visit):
    frida = visit("frida")
    page = frida.open("/placeringar/")
    page.click("main ol.q li:has-text('BU-0114') a.go")
    settle(page)
    frida.look("placements-placement")
    follow(page, "Anteckna vad som gjorts")
    frida.look("placements-consider")
    page.select_option("#id_what", "custody")
    page.fill("#id_words", "Utskottet avstår nu, kontakten är god.")
    send(page)
    assert "Utskottet avstår nu" in page.inner_text("main")
    follow(page, "Avsluta vården")
    page.fill("#id_words", "Hemmet har förändrats varaktigt.")
    send(page)
    assert "Flyttningsförbud är inte övervägt" in page.inner_text("main")
    frida.look("placements-end")
    frida.open("/placeringar/ny/")
    frida.look("placements-new")
