"""A task that hangs on one person, answers before Christmas, and what a stop cancelled."""

from tests.journeys.looking import settle


def sent(page):
    """Send the page's form."""
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    return page.inner_text("main")


def test_a_manager_lists_a_task_and_answers_before_a_season(visit):
    bo = visit("bo")
    page = bo.open("/beredskap/ensamuppgifter/")
    bo.look("readiness-sole_tasks")
    page.click("main a:has-text('Ny ensamuppgift')")
    settle(page)
    page.fill("#id_what", "Nycklar till läkemedelsrummet")
    assert "Sårbar" in sent(page)
    bo.look("readiness-sole_task")
    page.click("main a:has-text('Se över')")
    settle(page)
    page.fill("#id_stand_in", "Sjuksköterska i tjänst")
    assert "Sårbar" not in sent(page)
    page = bo.open("/beredskap/")
    page.click("main a:has-text('Värmebölja')")
    settle(page)
    bo.look("readiness-season")
    page.click("main tbody th + td a")
    settle(page)
    assert "Solskydd" in page.inner_text("main")
    bo.look("readiness-readiness")


def test_a_head_reads_what_a_stop_cancelled(visit):
    bo = visit("bo")
    page = bo.open("/beredskap/")
    page.click("main a:has-text('Inköpsstopp')")
    settle(page)
    bo.look("readiness-stop")
    page.click("main a:has-text('Utbildning i demensvård')")
    settle(page)
    assert "varken risk eller åtgärd" in page.inner_text("main")
    bo.look("readiness-cancellation")
