"""The chain of goals, one goal, and a light judged otherwise with a reason and a name."""

from tests.journeys.looking import settle


def test_a_goal_is_judged_otherwise(visit):
    kim = visit("kim")
    page = kim.open("/mal/?ar=2023")
    assert "Källorna säger olika" in page.inner_text("main")
    kim.look("goals-tree")
    page = kim.open("/mal/")
    page.click("main a:has-text('Fler är nöjda med sin hemtjänst')")
    settle(page)
    kim.look("goals-goal")
    page.click("main a:has-text('Bedöm annorlunda')")
    settle(page)
    page.check("input[name=light][value=reached]", force=True)
    page.fill("#id_reason", "Fler svarade än förra året, och de nya är nöjdare.")
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    text = page.inner_text("main")
    assert "Bedömt som Nått av Kim Fältvik" in text
    page.click("main a:has-text('Ta tillbaka')")
    settle(page)
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    assert "Regelns bedömning gäller igen" in page.inner_text("body")
