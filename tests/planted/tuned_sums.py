"""Sums as lists, passages, flows and captions print them; whoever tunes rules may read these."""

from random import Random

from tests.planted.cases import PROSE, Draft, P, T, kinds, sv
from tests.planted.sources import Tables
from tests.planted.tuned_forms import off
from tests.planted.tuned_tables import head

KINDS, kind = kinds()
HOMES = ("Solbacken", "Ängsgården", "Bergets äldreboende", "Hasseludden", "Tallåsen")
OPENINGS = (
    "De {all} platserna i särskilt boende finns på:",
    "Kommunen har {all} platser i särskilt boende, fördelade på fyra boenden:",
    "Platserna, totalt {all}, fördelas enligt nedan.",
    "Vid årets slut fanns {all} lägenheter i drift. De ligger på följande boenden:",
    "Antalet platser är {all} och de finns här:",
)
LINES = (
    "{name}: {n} platser", "{name} – {n} platser", "{name}, {n} platser", "{name} har {n} platser",
    "{name} ({n} platser)", "{n} platser på {name}", "{name}: {n} platser, varav 8 för demens",
    "{name}: {n} platser ({share} %)",
)  # fmt: skip
BULLETS = ("– ", "• ", "- ", "a) ", "")


def _places(r: Random) -> list[tuple[str, int]]:
    return list(zip(r.sample(HOMES, 4), r.sample(range(19, 58), 4), strict=True))


def _lines(r: Random, places: list[tuple[str, int]]) -> list[P]:
    line, bullet, every = r.choice(LINES), r.choice(BULLETS), sum(n for _, n in places)
    return [P(bullet + line.format(name=name, n=n, share=round(100 * n / every)))
            for name, n in places]  # fmt: skip


@kind("sum", PROSE)
def places_in_lines(r: Random, t: Tables, wrong: bool) -> Draft:
    places = _places(r)
    shown = sum(n for _, n in places) + off(r, wrong)
    first = P(r.choice(OPENINGS).format(all=shown))
    end = P("Alla boenden har personal dygnet runt.")
    return Draft([[*head(r, "Boenden"), first, *_lines(r, places), end]], [str(shown)])


@kind("sum", PROSE)
def places_with_a_last_line(r: Random, t: Tables, wrong: bool) -> Draft:
    places = _places(r)
    shown = sum(n for _, n in places) + off(r, wrong)
    last = P(r.choice(["– Totalt: {} platser", "Summa: {} platser", "• Sammanlagt {} platser"])
             .format(shown))  # fmt: skip
    first = P("Kommunens särskilda boenden har så här många platser:")
    return Draft([[*head(r, "Boenden"), first, *_lines(r, places), last]], [str(shown)])


@kind("sum", PROSE)
def places_in_one_sentence(r: Random, t: Tables, wrong: bool) -> Draft:
    places = _places(r)
    shown = sum(n for _, n in places) + off(r, wrong)
    named = [f"{name} ({n} platser)" for name, n in places]
    told = f"{', '.join(named[:-1])} och {named[-1]}"
    text = r.choice([
        f"Kommunen driver fyra boenden med tillsammans {shown} platser: {told}.",
        f"Det finns {shown} platser, fördelade på {told}.",
        f"{told} utgör kommunens boenden, totalt {shown} platser.",
    ])  # fmt: skip
    return Draft([[*head(r, "Boenden"), P(text)]], [str(shown)])


@kind("sum", PROSE)
def parts_in_the_next_sentence(r: Random, t: Tables, wrong: bool) -> Draft:
    a, b, c, d = r.sample(range(12, 180), 4)
    shown = a + b + c + d + off(r, wrong)
    text = r.choice([
        f"Under året inkom {shown} synpunkter. De fördelar sig på {a} klagomål inom vård och "
        f"omsorg, {b} förslag, {c} beröm och {d} övriga.",
        f"Förvaltningen har {shown} medarbetare. Av dessa är {a} undersköterskor, {b} "
        f"vårdbiträden, {c} stödassistenter och {d} övriga.",
        f"{a} händelser gällde fall, {b} läkemedel, {c} omvårdnad och {d} bemötande. Det blir "
        f"alltså {shown} händelser.",
        f"Kön består av {shown} personer: {a} väntar på boende, {b} på växelvård, {c} på daglig "
        f"verksamhet och {d} på annat.",
    ])  # fmt: skip
    return Draft([[*head(r), P(text)]], [str(shown)])


@kind("sum", PROSE)
def flow_in_prose(r: Random, t: Tables, wrong: bool) -> Draft:
    begun, came, went, gone = r.sample(range(18, 60), 4)
    begun += went + gone
    left = begun + came - went - gone + off(r, wrong)
    text = r.choice([
        f"Vid årets början väntade {begun} personer på boende. Under året tillkom {came}, {went} "
        f"fick plats och {gone} avböjde. Vid årets slut väntade {left} personer.",
        f"I januari var {begun} personer inskrivna. {came} nya skrevs in, {went} avslutades och "
        f"{gone} avled, vilket ger {left} i december.",
        f"Ingående antal ärenden var {begun}. Det kom in {came} nya, {went} avgjordes och {gone} "
        f"återkallades. Utgående antal är {left}.",
        f"När året började hade enheten {begun} anställda. {came} rekryterades, {went} slutade "
        f"och {gone} gick i pension, så att {left} var kvar när året var slut.",
    ])  # fmt: skip
    return Draft([[*head(r), P(text)]], [str(left)])


@kind("sum", may_turn=True)
def flow_in_a_table(r: Random, t: Tables, wrong: bool) -> Draft:
    names = r.choice([
        ("Kö 1 januari", "Nya beslut", "Fått plats", "Återtagna", "Kö 31 december"),
        ("Ingående balans", "Inkomna", "Avslutade", "Avskrivna", "Utgående balans"),
        ("Antal vid årets början", "Tillkomna", "Verkställda", "Avlidna", "Kvar vid årets slut"),
    ])  # fmt: skip
    rows = []
    for unit in ("Norr", "Söder", "Centrum", "Landsbygd"):
        came, went, gone = r.sample(range(4, 20), 3)
        begun = r.randint(40, 90)
        rows.append([unit, begun, came, went, gone, begun + came - went - gone])
    rows[2][5] += off(r, wrong)
    lines = [[str(cell) for cell in row] for row in rows]
    table = T("Tabell 1. Kö till boende", ["Område", *names], lines)
    return Draft([[*head(r, "Kö"), table]], [lines[2][5]])


@kind("sum", may_turn=True)
def all_in_the_caption(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 4)
    shown = sum(row[2] for row in rows) + off(r, wrong)
    caption = r.choice(
        [
            "Tabell 1. Avvikelser efter typ (n = {})",
            "Tabell 1. Samtliga {} händelser",
            "Tabell 1. De {} avvikelserna fördelade på typ",
            "Avvikelser, totalt {}",
        ]
    )
    table = T(caption.format(sv(shown)), ["Typ", "Antal"], [[n, sv(b)] for n, _, b in rows])
    return Draft([[*head(r), table]], [sv(shown)])


@kind("sum")
def only_the_subtotal_is_wrong(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 6)
    one, two = sum(row[2] for row in rows[:3]), sum(row[2] for row in rows[3:])
    shown = one + off(r, wrong)
    lines = [[n, sv(b)] for n, _, b in rows[:3]] + [["Summa särskilt boende", sv(shown)]]
    lines += [[n, sv(b)] for n, _, b in rows[3:]] + [["Summa hemtjänst", sv(two)]]
    table = T("Tabell 1. Händelser 2023", ["Typ", "Antal"], [*lines, ["Totalt", sv(one + two)]])
    return Draft([[*head(r), table]], [sv(shown)])


@kind("sum")
def result_of_plus_and_minus(r: Random, t: Tables, wrong: bool) -> Draft:
    income, grants, staff, rooms = (r.randint(2101, 9099) for _ in range(4))
    shown = income + grants - staff - rooms + (r.choice([-300, 400]) if wrong else 0)
    name = r.choice(["Årets resultat", "Verksamhetens resultat", "Netto", "Nettokostnad"])
    rows = [["Avgifter", income], ["Statsbidrag", grants], ["Personal", -staff],
            ["Lokaler", -rooms], [name, shown]]  # fmt: skip
    lines = [[label, sv(value)] for label, value in rows]
    table = T("Tabell 1. Resultaträkning, tkr", ["Post", "Utfall"], lines)
    return Draft([[*head(r, "Ekonomi"), table]], [sv(shown)])
