"""Two invented terms of office of the demo's board, and its delegation order."""

from datetime import date

from vaka.areas.administration import actions
from vaka.areas.administration.rules import Point, Seat, read_limit
from vaka.foundation.access.viewer import Viewer

FIRST, SECOND, LAST = date(2019, 1, 1), date(2023, 1, 1), date(2026, 12, 31)
NEW_ACT_BEGAN = date(2025, 7, 1)
OLD = (
    Seat("Gunvor Ekström", "chair"), Seat("Nils Tallberg", "vice_chair"),
    Seat("Pia Högvall", "substitute"), Seat("Åke Sjödal", "member"),
    Seat("Ritva Lampinen", "member"), Seat("Bengt Alkvist", "substitute"),
    Seat("Lars Björnvik", "attester", "linden", "Boendets drift"),
)  # fmt: skip
NEW = (
    Seat("Nils Tallberg", "chair"), Seat("Ritva Lampinen", "vice_chair"),
    Seat("Pia Högvall", "member"), Seat("Åke Sjödal", "member"),
    Seat("Dalia Haddad", "member"), Seat("Signe Morelius", "substitute"),
    Seat("Bo Hallsten", "attester", "almen", "Boendets drift"),
    Seat("Lars Björnvik", "attester", "linden", "Boendets drift"),
)  # fmt: skip
COMMITTEE = (
    Seat("Ritva Lampinen", "chair"), Seat("Pia Högvall", "member"),
    Seat("Dalia Haddad", "substitute"),
)  # fmt: skip


def _points(
    assistance: str, report: str, purchase: tuple[str, str], limit: str = ""
) -> tuple[Point, ...]:
    """The order of ten points; what the acts call their sections has changed over the years."""
    officer = "Biståndshandläggare"
    return (
        Point("1.1", "Bistånd i form av hemtjänst", officer, assistance),
        Point("1.2", "Bistånd i form av särskilt boende", officer, assistance),
        Point("1.3", "Bistånd i form av korttidsplats", officer, assistance),
        Point("2.1", "Insatser enligt LSS", officer, "7 § LSS"),
        Point("3.1", "Anmälan enligt lex Sarah till IVO", "SAS", report),
        Point("3.2", "Anmälan enligt lex Maria till IVO", "MAS", "3 kap. 5 § PSL"),
        Point("4.1", "Yttrande till IVO", "Socialchef", "6 kap. 37 § KL"),
        Point("4.2", "Avslag på begäran om handling", "Nämndsekreterare", "6 kap. 3 § OSL"),
        Point("5.1", "Attest av fakturor inom enhetens budget", "Enhetschef", "6 kap. 37 § KL"),
        Point("5.2", "Direktupphandling", *purchase, read_limit(limit)),
    )


OLD_ACT = ("4 kap. 1 § SoL (2001:453)", "14 kap. 7 § SoL (2001:453)")
OLD_POINTS = _points(*OLD_ACT, ("Socialchef", "19 kap. 7 § LOU"))
NEW_POINTS = _points(*OLD_ACT, ("Enhetschef", "19 a kap. LOU"))
NEW_ACT = ("11 kap. 1 § SoL (2025:400)", "27 kap. 6 § SoL (2025:400)")
NEW_ACT_POINTS = _points(*NEW_ACT, ("Enhetschef", "19 a kap. LOU"), "2 prisbasbelopp")


def write(*, by: Viewer) -> None:
    """Write both terms by the same action as the page does."""
    board = actions.found_body(by=by, code="socialnamnden", name="Socialnämnden", kind="board")
    for start, seats, points in ((FIRST, OLD, OLD_POINTS), (SECOND, NEW, NEW_POINTS)):
        actions.change_term(
            by=by, body=board, on_date=start, mandates=seats, points=points,
            last_date=LAST if start == SECOND else None,
        )  # fmt: skip
    actions.change_term(
        by=by, body=board, on_date=NEW_ACT_BEGAN, mandates=(), points=NEW_ACT_POINTS,
        last_date=LAST,
    )  # fmt: skip
    committee = actions.found_body(
        by=by, code="arbetsutskottet", name="Arbetsutskottet", kind="committee"
    )
    actions.change_term(
        by=by, body=committee, on_date=SECOND, mandates=COMMITTEE, points=(), last_date=LAST
    )
