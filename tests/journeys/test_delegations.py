"""From a decision by delegation to the board: written in, found without delegation, notified."""

from tests.journeys.looking import Visit, send


def _send(visit: Visit) -> str:
    send(visit.page)
    return visit.page.inner_text("main")


def test_a_decision_is_written_in_found_and_told_to_the_board(visit):
    beata = visit("beata")
    page = beata.open("/delegationsbeslut/")
    beata.look("delegations-list")
    beata.open("/delegationsbeslut/nytt/")
    page.fill("#id_decided_date", "2026-09-10")
    page.fill("#id_kind", "Bifall kontaktperson")
    page.fill("#id_point", "9.9")
    page.fill("#id_role", "Biståndshandläggare")
    beata.look("delegations-new")
    assert "Punkten 9.9 fanns inte" in _send(beata)
    beata.look("delegations-rows")
    beata.open("/delegationsbeslut/ordning/?dag=2026-09-10")
    beata.look("delegations-order")
    nora = visit("nora")
    nora.open("/delegationsbeslut/anmal/")
    nora.page.fill("#id_period", "2026-09")
    nora.page.fill("#id_meeting_date", "2026-11-20")
    nora.look("delegations-notify")
    assert "Besluten är anmälda" in _send(nora)


def test_published_lists_stand_with_their_sums(visit):
    page = visit("beata").open("/delegationsbeslut/?enhet=harnosand&period=2024-02")
    text = page.inner_text("main")
    assert "1\xa0402" in text
    assert "källans egna summor" in text
