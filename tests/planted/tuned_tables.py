"""Kinds of contradiction that stand in tables; whoever tunes rules may read these."""

from random import Random

from tests.planted.cases import Draft, H, P, T, kinds, percent, sv
from tests.planted.sources import Tables

KINDS, kind = kinds()
OTHER = (
    "Nämnden följer utvecklingen under året.",
    "Arbetet fortsätter enligt planen för 2023–2026.",
    "Enhetscheferna har gått igenom resultatet med personalen.",
)


def head(r: Random, title: str = "Avvikelser") -> list[H | P]:
    """Open a paper."""
    return [H(title), P(r.choice(OTHER))]


@kind("sum", may_turn=True)
def total_row(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 4)
    first, last = sum(row[1] for row in rows), sum(row[2] for row in rows)
    shown = last + (r.randint(3, 40) if wrong else 0)
    lines = [[n, sv(a), sv(b)] for n, a, b in rows] + [["Totalt", sv(first), sv(shown)]]
    table = T("Tabell 1. Antal avvikelser per typ", ["Typ", "2022", "2023"], lines)
    return Draft([[*head(r), table]], [sv(shown)])


@kind("sum")
def money_total(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = r.sample(t.money, 4)
    true = sum(value for _, value in rows)
    shown = true + (r.randint(200, 900) if wrong else r.choice([-1, 0, 1]))
    lines = [[name, sv(value)] for name, value in rows] + [["Summa", sv(shown)]]
    table = T("Tabell 1. Budgetavvikelse, belopp i tkr", ["Verksamhet", "Utfall"], lines)
    return Draft([[*head(r, "Ekonomi"), table]], [sv(shown)])


@kind("sum")
def subtotal(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 5)
    true = sum(row[2] for row in rows[:2])
    shown = true + (r.randint(3, 30) if wrong else 0)
    part = sum(row[2] for row in rows[2:])
    lines = [[n, sv(b)] for n, _, b in rows[:2]] + [["Delsumma särskilt boende", sv(shown)]]
    lines += [[n, sv(b)] for n, _, b in rows[2:]] + [["Delsumma hemtjänst", sv(part)]]
    lines += [["Totalt", sv(true + part)]]
    table = T("Tabell 1. Antal händelser 2023", ["Typ", "Antal"], lines)
    return Draft([[*head(r), table]], [sv(shown), sv(true + part)])


@kind("share")
def share_column(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = sorted(t.some(r, 4), key=lambda row: -row[2])
    whole = sum(row[2] for row in rows)
    shares = [percent(row[2], whole, 1) for row in rows]
    if wrong:
        shares[0], shares[-1] = shares[-1], shares[0]
    lines = [[n, sv(b), s] for (n, _, b), s in zip(rows, shares, strict=True)]
    lines.append(["Totalt", sv(whole), "100"])
    table = T("Tabell 1. Avvikelser 2023", ["Typ", "Antal", "Andel (%)"], lines)
    return Draft([[*head(r), table]], [shares[0], shares[-1]])


@kind("more_than_all")
def of_which(r: Random, t: Tables, wrong: bool) -> Draft:
    name, _, whole = r.choice(t.some(r, 6))
    part = whole + r.randint(2, 20) if wrong else whole // 2
    rows = [[name, sv(whole)], ["varav kvinnor", sv(part)]]
    table = T("Tabell 1. Händelser under 2023", ["Händelse", "Antal"], rows)
    return Draft([[*head(r), table]], [sv(part)], ["sum", "numerator"])


@kind("twice")
def two_tables(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 3)
    again = rows[0][2] + (r.randint(2, 9) if wrong else 0)
    first = T("Tabell 1. Avvikelser 2023", ["Typ", "Antal 2023"], [[n, sv(b)] for n, _, b in rows])
    more = T("Tabell 2. Uppföljning 2023", ["Typ", "Antal 2023"], [[rows[0][0], sv(again)]])
    return Draft([[*head(r), first, P(r.choice(OTHER)), more]], [sv(again), sv(rows[0][2])],
                 ["text_table"])  # fmt: skip


@kind("unit")
def thousands_under_millions(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = [(name, value / 1000) for name, value in r.sample(t.money, 4)]
    cells = [sv(value, 1) for _, value in rows]
    if wrong:
        cells[1] = sv(max(1200, abs(rows[1][1]) * 1000))
    lines = [[name, cell] for (name, _), cell in zip(rows, cells, strict=True)]
    table = T("Tabell 1. Kostnader 2023, mnkr", ["Verksamhet", "Utfall (mnkr)"], lines)
    return Draft([[*head(r, "Ekonomi"), table]], [cells[1]])


@kind("period")
def periods_in_rows(r: Random, t: Tables, wrong: bool) -> Draft:
    starts = ["2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01"]
    ends = ["2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31"]
    if wrong:
        starts[2] = r.choice(["2023-06-15", "2023-05-01", "2023-07-15"])
    rows = [[f"{a}–{b}", sv(row[2])] for a, b, row in zip(starts, ends, t.some(r, 4), strict=True)]
    table = T("Tabell 1. Händelser per period", ["Period", "Antal"], rows)
    return Draft([[*head(r), table]], [rows[2][0], rows[1][0], starts[2]])


@kind("period")
def months_in_rows(r: Random, t: Tables, wrong: bool) -> Draft:
    months = ["Januari", "Februari", "Mars", "April", "Maj", "Juni"]
    kept = [m for m in months if not (wrong and m == "Mars")]
    rows = [[m, sv(r.randint(20, 60))] for m in kept]
    table = T("Tabell 1. Händelser januari–juni 2023", ["Månad", "Antal"], rows)
    return Draft([[*head(r), table]], ["April", "Februari", "Mars", "mars", "januari–juni"])


@kind("due")
def actions_past(r: Random, t: Tables, wrong: bool) -> Draft:
    day = r.choice(["2023-11-30", "2023-12-15", "2024-01-31"])
    state = "Pågår" if wrong else "Klar"
    rows = [["Rutin för larm", "Enhetschef", day, state],
            ["Utbildning i dokumentation", "MAS", "2024-09-30", "Pågår"]]  # fmt: skip
    table = T("Tabell 1. Åtgärder", ["Åtgärd", "Ansvarig", "Klart senast", "Status"], rows)
    return Draft([[H("Uppföljning"), P("Datum: 2024-03-27"), table]], [day])


@kind("sexes", may_turn=True)
def sexes_table(r: Random, t: Tables, wrong: bool) -> Draft:
    women, men = r.sample(range(60, 90), 2)
    total = max(women, men) + r.randint(2, 6) if wrong else (women + men) // 2
    rows = [["Nöjda med sin hemtjänst", *(f"{n} %" for n in (total, women, men))]]
    table = T("Tabell 1. Brukarundersökning 2023", ["Fråga", "Totalt", "Kvinnor", "Män"], rows)
    return Draft([[*head(r, "Brukarnas röst"), table]], [f"{total} %", str(total)])


@kind("numerator")
def numerator_column(r: Random, t: Tables, wrong: bool) -> Draft:
    _, steps = r.choice(t.chains)
    rows = [[str(2019 + at), sv(a), sv(b)] for at, (a, b) in enumerate(steps)]
    if wrong:
        rows[1] = [rows[1][0], sv(steps[1][1] + r.randint(3, 15)), rows[1][2]]
    table = T("Tabell 1. Genomförda riskbedömningar", ["År", "Täljare", "Nämnare"], rows)
    return Draft([[*head(r, "Riskbedömningar"), table]], [rows[1][1]], ["more_than_all"])


@kind("chain")
def chain_table(r: Random, t: Tables, wrong: bool) -> Draft:
    year, steps = r.choice(t.chains)
    risk, (a, b), (c, d) = steps
    if wrong:
        b += r.randint(6, 25)
    names = ("Riskbedömningar med risk", "Bakomliggande orsaker vid risk", "Åtgärdsplan vid risk")
    pairs = [risk, (a, b), (c, d)]
    rows = [[n, f"{percent(*p)} %", f"{p[0]} av {p[1]}"] for n, p in zip(names, pairs, strict=True)]
    table = T(f"Tabell 1. Vårdprevention {year}", ["Steg", "Andel", "Antal"], rows)
    return Draft([[*head(r, "Senior alert"), table]], [rows[1][2], rows[0][2], rows[2][2]])


@kind("hundred")
def answers_table(r: Random, t: Tables, wrong: bool) -> Draft:
    first, second = r.randint(40, 60), r.randint(15, 25)
    third = 100 - first - second + (r.randint(5, 14) if wrong else r.choice([-1, 0, 1]))
    rows = [["Ja, alltid", f"{first} %"], ["Ibland", f"{second} %"], ["Nej", f"{third} %"]]
    caption = "Tabell 1. Får du den hjälp du behöver? Svar i procent"
    table = T(caption, ["Svar", "Andel"], rows)
    return Draft([[*head(r, "Brukarnas röst"), table]], [row[1] for row in rows], ["sum"])


@kind("answer_rate")
def rate_table(r: Random, t: Tables, wrong: bool) -> Draft:
    asked, answered = r.randint(300, 500), r.randint(120, 220)
    rate = percent(answered, asked, 1)
    if wrong:
        rate = percent(answered + r.randint(25, 60), asked, 1)
    rows = [["Hemtjänst", sv(asked), sv(answered), rate]]
    columns = ["Enkät", "Tillfrågade", "Svarande", "Svarsfrekvens (%)"]
    table = T("Tabell 1. Deltagande 2023", columns, rows)
    return Draft([[*head(r, "Brukarnas röst"), table]], [rate], ["share"])


@kind("direction")
def reached(r: Random, t: Tables, wrong: bool) -> Draft:
    goal, out = 88, r.randint(70, 85)
    word = "Uppnått" if wrong else "Ej uppnått"
    rows = [["Andel nöjda med sin hemtjänst ska öka", f"{goal} %", f"{out} %", word],
            ["Andel nöjda med särskilt boende ska öka", "75 %", "79 %", "Uppnått"]]  # fmt: skip
    table = T("Tabell 1. Måluppfyllelse 2023", ["Mål", "Måltal", "Utfall", "Bedömning"], rows)
    return Draft([[*head(r, "Mål"), table]], [word, f"{out} %"])


@kind("direction")
def arrows(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = [[n, sv(a), sv(b), "↑" if b > a else "↓"] for n, a, b in t.some(r, 4)]
    if wrong:
        rows[1][3] = "↓" if rows[1][3] == "↑" else "↑"
    table = T("Tabell 1. Utveckling", ["Typ", "2022", "2023", "Trend"], rows)
    return Draft([[*head(r), table]], [rows[1][3], rows[1][2]], ["change"])


@kind("few")
def few_in_table(r: Random, t: Tables, wrong: bool) -> Draft:
    few = r.choice([3, 4, 5])
    share = percent(few - 1, few) + (" %" if wrong else " % *")
    rows = [["Almen", "42", "83 %"], ["Björken", str(few), share], ["Norr", "57", "79 %"]]
    notes = () if wrong else ("* Få svar, tolkas med försiktighet.",)
    table = T("Tabell 1. Nöjda per enhet", ["Enhet", "Antal svar", "Andel nöjda"], rows, notes)
    return Draft([[*head(r, "Brukarnas röst"), table]], [share])


@kind("name_units")
def two_units(r: Random, t: Tables, wrong: bool) -> Draft:
    value = sv(r.randint(60, 98) / 10, 1)
    unit = "%" if wrong else "antal per patient"
    one = T("Tabell 1. Resultat 2023", ["Mått", "Enhet", "2023"],
            [["Olämpliga läkemedel", unit, value]])  # fmt: skip
    two = T("Tabell 2. Läkemedel 2023", ["Mått", "Enhet", "2023"],
            [["Olämpliga läkemedel", "antal per patient", value]])  # fmt: skip
    return Draft([[*head(r, "Läkemedel"), one, P(r.choice(OTHER)), two]], [unit, value], ["unit"])


@kind("papers")
def same_row(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 3)
    shown = rows[1][2] + (r.randint(2, 12) if wrong else 0)
    lines = [[n, sv(b)] for n, _, b in rows]
    one = T("Tabell 1. Antal avvikelser 2023", ["Typ", "2023"], lines)
    two = T("Tabell 1. Antal avvikelser 2023", ["Typ", "2023"], [[rows[1][0], sv(shown)]])
    return Draft([[*head(r), one], [*head(r, "Sammanfattning"), two]],
                 [sv(shown), sv(rows[1][2])], ["twice"])  # fmt: skip


@kind("names")
def municipalities(r: Random, t: Tables, wrong: bool) -> Draft:
    right = ["Härnösand", "Kramfors", "Upplands-Bro", "Malung-Sälen"]
    slips = {"Härnösand": "Hernösand", "Kramfors": "Kramfårs", "Malung-Sälen": "Malung-Sälens"}
    at = r.choice(list(slips))
    names = [slips[n] if wrong and n == at else n for n in right]
    table = T("Tabell 1. Avgift per kommun", ["Kommun", "Avgift (kr)"],
              [[n, sv(r.randint(20000, 90000))] for n in names])  # fmt: skip
    return Draft([[*head(r, "Avgifter"), table]], [slips[at]])


@kind("text_table")
def said_of_table(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 3)
    name, _, true = rows[0]
    said = true + (r.randint(5, 30) if wrong else 0)
    lines = [[n, sv(a), sv(b)] for n, a, b in rows]
    table = T("Tabell 1. Antal avvikelser", ["Typ", "2022", "2023"], lines)
    text = P(f"Av tabell 1 framgår att {name.lower()} rapporterades {sv(said)} gånger under 2023.")
    return Draft([[*head(r), table, text]], [sv(said)], ["twice"])
