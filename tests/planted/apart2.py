# ruff: noqa: E501
"""The second part kept apart: written before the rules were made general, then never tuned on.

Kinds that stand in tables; those of sentences are in `apart2_texts`. Voices, tables, seeds and
layouts are its own. Whoever changes a rule reads neither this module nor what it scores wrong.
"""

from random import Random

from tests.planted.cases import Draft, H, P, T, kinds, percent, sv
from tests.planted.sources import Tables

SEED = 1931
KINDS, kind = kinds()
HOMES = ("Solgläntan", "Älvgården", "Ekbacken", "Tallhöjden", "Strandlyckan", "Furuborg")
COSTS = ("Löner", "Köp av vård", "Hyror", "Livsmedel", "Bemanningsföretag", "Hjälpmedel")
TOPICS = (
    "Bemötande",
    "Information",
    "Måltider",
    "Tider för insatser",
    "Delaktighet",
    "Utevistelse",
)
OPENINGS = (
    ("Till nämnden", "Förvaltningen lägger härmed fram sin redovisning för det gångna året."),
    ("Läget just nu", "Kort avstämning inför ledningsgruppen."),
    ("Ekonomisk uppföljning", "Controllerns kommentar till periodens siffror följer nedan."),
    ("Från sjuksköterskorna", "Så här har det varit hos oss under året."),
)


def opened(r: Random) -> list[H | P]:
    """Open a paper in one of four voices."""
    title, text = r.choice(OPENINGS)
    return [H(title), P(text)]


@kind("sum")
def cost_table(r: Random, t: Tables, wrong: bool) -> Draft:
    names = r.sample(COSTS, 4)
    rows = [(n, r.randint(220, 990) / 10, r.randint(220, 990) / 10) for n in names]
    plan, out = (round(sum(row[at] for row in rows), 1) for at in (1, 2))
    shown = round(out + (r.randint(15, 60) / 10 if wrong else 0), 1)
    word = r.choice(["Summa kostnader", "Nämnden totalt", "SAMTLIGA"])
    lines = [[n, sv(a, 1), sv(b, 1)] for n, a, b in rows] + [[word, sv(plan, 1), sv(shown, 1)]]
    table = T("Kostnader i Mkr, helår", ["Kostnadsslag", "Plan", "Bokslut"], lines)
    return Draft([[*opened(r), table]], [sv(shown, 1)])


@kind("sum", may_turn=True)
def quarters(r: Random, t: Tables, wrong: bool) -> Draft:
    lines = []
    for at, home in enumerate(r.sample(HOMES, 3)):
        parts = [r.randint(8, 60) for _ in range(4)]
        whole = sum(parts) + (r.randint(4, 19) if wrong and at == 1 else 0)
        lines.append([home, *map(sv, parts), sv(whole)])
    table = T("Inrapporterade händelser kvartalsvis", ["Boende", "Kv 1", "Kv 2", "Kv 3", "Kv 4",
              "Helår"], lines)  # fmt: skip
    return Draft([[*opened(r), table]], [lines[1][5]])


@kind("share")
def share_of_all(r: Random, t: Tables, wrong: bool) -> Draft:
    names, counts = r.sample(TOPICS, 4), r.sample(range(12, 90), 4)
    whole = sum(counts)
    shares = [percent(n, whole) for n in counts]
    if wrong:
        shares[2] = percent(counts[2] + whole // 6, whole)
    lines = [[n, sv(c), f"{s}%"] for n, c, s in zip(names, counts, shares, strict=True)]
    lines.append(["Samtliga", sv(whole), "100%"])
    table = T(
        "Vad synpunkterna handlar om", ["Område", "Antal synpunkter", "Procent av alla"], lines
    )
    return Draft([[*opened(r), table]], [f"{shares[2]}%"], ["hundred", "sum"])


@kind("change")
def difference(r: Random, t: Tables, wrong: bool) -> Draft:
    lines = []
    for at, home in enumerate(r.sample(HOMES, 4)):
        old, new = r.sample(range(20, 95), 2)
        diff = new - old + (r.choice([-1, 1]) * r.randint(4, 12) if wrong and at == 2 else 0)
        lines.append([home, sv(old), sv(new), f"{'+' if diff > 0 else '−'}{abs(diff)}"])
    columns = ["Enhet", "Föregående år", "Detta år", r.choice(["Skillnad", "Förändring", "+/−"])]
    table = T("Fallolyckor, antal", columns, lines)
    return Draft([[*opened(r), table]], [lines[2][3], lines[2][2]])


@kind("change")
def difference_in_percent(r: Random, t: Tables, wrong: bool) -> Draft:
    lines = []
    for at, home in enumerate(r.sample(HOMES, 4)):
        old, new = r.sample(range(60, 240), 2)
        true = round((new - old) * 100 / old, 1)
        said = true + (r.randint(9, 20) if wrong and at == 1 else 0)
        lines.append([home, sv(old), sv(new), sv(said, 1)])
    table = T("Beviljade timmar", ["Område", "2022", "2023", "Förändring i procent"], lines)
    return Draft([[*opened(r), table]], [lines[1][3]])


@kind("more_than_all")
def coverage(r: Random, t: Tables, wrong: bool) -> Draft:
    shares = [r.randint(61, 99) for _ in range(4)]
    if wrong:
        shares[1] = r.randint(104, 131)
    lines = [[h, str(s)] for h, s in zip(r.sample(HOMES, 4), shares, strict=True)]
    column = r.choice(
        ["Andel boende med kontaktman (%)", "Andel som fått munhälsobedömning, procent"]
    )
    table = T("Läget den 31 december", ["Boende", column], lines)
    return Draft([[*opened(r), table]], [str(shares[1])])


@kind("text_table")
def home_said(r: Random, t: Tables, wrong: bool) -> Draft:
    homes, counts = r.sample(HOMES, 3), r.sample(range(11, 70), 3)
    said = counts[1] + (r.randint(3, 9) if wrong else 0)
    table = T("Tabell 1. Läkemedelshändelser under 2023", ["Boende", "Antal händelser"],
              [[h, sv(c)] for h, c in zip(homes, counts, strict=True)])  # fmt: skip
    text = r.choice([f"{homes[1]} hade {said} läkemedelshändelser under 2023.",
                     f"Vid {homes[1]} noterades {said} händelser 2023, se tabell 1.",
                     f"Hos oss på {homes[1]} blev det {said} läkemedelshändelser 2023."])  # fmt: skip
    return Draft([[*opened(r), table, P(text)]], [str(said)], ["twice"])


@kind("text_table")
def topic_share(r: Random, t: Tables, wrong: bool) -> Draft:
    names, shares = r.sample(TOPICS, 3), r.sample(range(52, 94), 3)
    said = shares[0] - (r.randint(4, 11) if wrong else 0)
    table = T("Tabell 1. Andel som är ganska eller mycket nöjda 2023", ["Frågeområde", "Andel, %"],
              [[n, str(s)] for n, s in zip(names, shares, strict=True)])  # fmt: skip
    text = r.choice([f"Som tabell 1 visar är {said} procent nöjda med {names[0].lower()}.",
                     f"När det gäller {names[0].lower()} ligger nöjdheten på {said} procent."])  # fmt: skip
    return Draft([[*opened(r), table, P(text)]], [f"{said} procent"], ["twice"])


@kind("twice")
def home_in_two_tables(r: Random, t: Tables, wrong: bool) -> Draft:
    homes, counts = r.sample(HOMES, 3), r.sample(range(14, 80), 3)
    again = counts[2] + (r.randint(3, 8) if wrong else 0)
    columns = ["Boende", "Antal fall 2023"]
    one = T(
        "Tabell 1. Fall 2023", columns, [[h, sv(c)] for h, c in zip(homes, counts, strict=True)]
    )
    two = T("Tabell 2. Fall 2023, de största enheterna", columns,
            [[homes[2], sv(again)], [homes[0], sv(counts[0])]])  # fmt: skip
    return Draft([[*opened(r), one, P("Vi återkommer till de största enheterna."), two]],
                 [sv(again), sv(counts[2])], ["text_table"])  # fmt: skip


@kind("unit")
def kronor_under_million(r: Random, t: Tables, wrong: bool) -> Draft:
    names = r.sample(COSTS, 4)
    values = [r.randint(15, 480) / 10 for _ in names]
    cells = [sv(v, 1) for v in values]
    if wrong:
        cells[2] = sv(values[2] * 1000)
    header = r.choice(["Utfall, Mkr", "Utfall i miljoner kronor", "Utfall (MSEK)"])
    table = T("Periodens kostnader", ["Kostnadsslag", header],
              [[n, c] for n, c in zip(names, cells, strict=True)])  # fmt: skip
    return Draft([[*opened(r), table]], [cells[2]])


@kind("date")
def date_column(r: Random, t: Tables, wrong: bool) -> Draft:
    days = ["2023-03-31", "2023-06-30", "2023-09-30"]
    if wrong:
        days[r.randint(1, 2)] = r.choice(["2023-06-31", "2023-09-31", "2023-11-31"])
    lines = [[h, d, "Utan anmärkning"] for h, d in zip(HOMES, days, strict=False)]
    bad = [d for d in days if d.endswith(("06-31", "09-31", "11-31"))]
    table = T("Genomförda hygienronder", ["Boende", "Datum", "Resultat"], lines)
    return Draft([[*opened(r), table]], bad)


@kind("weekday")
def day_column(r: Random, t: Tables, wrong: bool) -> Draft:
    lines = [["Måndag", "2024-05-13", "Almgården"], ["Onsdag", "2024-05-15", "Ekbacken"],
             ["Torsdag", "2024-05-23", "Furuborg"]]  # fmt: skip
    if wrong:
        lines[1][0] = r.choice(["Tisdag", "Torsdag", "Fredag"])
    table = T("Vårens besök", ["Veckodag", "Datum", "Plats"], lines)
    return Draft([[*opened(r), table]], [lines[1][0], lines[1][1]])


@kind("period")
def month_spans(r: Random, t: Tables, wrong: bool) -> Draft:
    spans = ["januari–mars", "april–juni", "juli–september", "oktober–december"]
    if wrong:
        spans[2] = r.choice(["juni–september", "augusti–september"])
    lines = [[f"{s} 2023", sv(r.randint(10, 70))] for s in spans]
    table = T("Inkomna ärenden", ["Tid", "Ärenden"], lines)
    return Draft([[*opened(r), table]], [spans[2], spans[1]])


@kind("numbering", "prose")
def diagram_gap(r: Random, t: Tables, wrong: bool) -> Draft:
    word = r.choice(["Figur", "Diagram"])
    last = 4 if wrong else 3
    blocks: list[H | P | T] = [*opened(r)]
    for number, what in ((1, "Fall per månad"), (2, "Fall per enhet"), (last, "Fall per timme")):
        blocks += [P(f"{word} {number}: {what}"), P("Bilden visar en lugn utveckling.")]
    return Draft([blocks], [f"{word} {last}", f"{word} 3", "3"])


@kind("due")
def plan_table(r: Random, t: Tables, wrong: bool) -> Draft:
    when = r.choice(["2023-12-01", "2024-02-15"])
    state = r.choice(["Ej påbörjad", "Påbörjad", "Pågående"]) if wrong else r.choice(
        ["Avslutad", "Genomförd", "Klart"])  # fmt: skip
    lines = [["Ny rutin för nyckelhantering", when, state],
             ["Inköp av lyftar", "2024-11-30", "Pågående"]]  # fmt: skip
    table = T(
        "Handlingsplan", ["Aktivitet", r.choice(["Slutdatum", "Färdig senast"]), "Läge"], lines
    )
    return Draft([[H("Handlingsplan"), P("Upprättad 2024-04-10"), table]], [when])


@kind("sexes")
def sexes_rows(r: Random, t: Tables, wrong: bool) -> Draft:
    women, men = r.sample(range(55, 90), 2)
    both = min(women, men) - r.randint(2, 7) if wrong else (women + men + 1) // 2
    lines = [["Kvinnor", f"{women} %"], ["Män", f"{men} %"], [r.choice(["Samtliga", "Totalt"]),
             f"{both} %"]]  # fmt: skip
    table = T("Känner sig trygga hemma", ["Grupp", "Andel"], lines)
    return Draft([[*opened(r), table]], [f"{both} %"])


@kind("numerator")
def invited(r: Random, t: Tables, wrong: bool) -> Draft:
    pairs = [(r.randint(10, 30), r.randint(31, 60)) for _ in range(3)]
    if wrong:
        pairs[0] = (pairs[0][1] + r.randint(2, 9), pairs[0][1])
    lines = [[h, sv(a), sv(b)] for h, (a, b) in zip(r.sample(HOMES, 3), pairs, strict=True)]
    columns = r.choice([["Boende", "Med genomförandeplan", "Antal boende"],
                        ["Enhet", "Varav besvarade", "Utskickade enkäter"],
                        ["Enhet", "Antal med risk", "Antal bedömda"]])  # fmt: skip
    return Draft([[*opened(r), T("Läget per enhet", columns, lines)]], [lines[0][1]],
                 ["more_than_all"])  # fmt: skip


@kind("chain")
def steps_table(r: Random, t: Tables, wrong: bool) -> Draft:
    bedomda = r.randint(150, 260)
    risk = bedomda - r.randint(20, 60)
    whole = risk + r.randint(8, 20) if wrong else risk
    planned = risk - r.randint(10, 40)
    lines = [["Bedömda med risk", sv(risk), sv(bedomda)],
             ["Planerade åtgärder vid risk", sv(planned), sv(whole)]]  # fmt: skip
    table = T("Förebyggande arbete", ["Steg i kedjan", "Antal", "Av"], lines)
    return Draft([[*opened(r), table]], [sv(whole), sv(risk)])


@kind("hundred")
def ages(r: Random, t: Tables, wrong: bool) -> Draft:
    a, b, c = r.randint(10, 25), r.randint(25, 35), r.randint(20, 28)
    d = 100 - a - b - c + (r.randint(6, 13) if wrong else r.choice([0, 1, -1]))
    groups = ["65–74 år", "75–84 år", "85–94 år", "95 år och äldre"]
    lines = [[g, f"{v} %"] for g, v in zip(groups, (a, b, c, d), strict=True)]
    table = T("Åldersfördelning bland dem som har hemtjänst", ["Ålder", "Fördelning"], lines)
    return Draft([[*opened(r), table]], [row[1] for row in lines], ["sum"])


@kind("answer_rate")
def rate_per_home(r: Random, t: Tables, wrong: bool) -> Draft:
    lines = []
    for at, home in enumerate(r.sample(HOMES, 3)):
        sent = r.randint(60, 160)
        back = sent * r.randint(35, 70) // 100
        rate = percent(back + (sent // 7 if wrong and at == 0 else 0), sent)
        lines.append([home, sv(sent), sv(back), f"{rate} %"])
    columns = ["Boende", r.choice(["Utskick", "Utskickade"]), r.choice(["Inkomna svar", "Svar"]),
               r.choice(["Svarsandel", "Svarsfrekvens"])]  # fmt: skip
    return Draft([[*opened(r), T("Enkäten i höstas", columns, lines)]], [lines[0][3]],
                 ["share"])  # fmt: skip


@kind("direction")
def triangles(r: Random, t: Tables, wrong: bool) -> Draft:
    lines = []
    for home in r.sample(HOMES, 4):
        old, new = r.sample(range(15, 90), 2)
        lines.append([home, sv(old), sv(new), "▲" if new > old else "▼"])
    if wrong:
        lines[2][3] = "▼" if lines[2][3] == "▲" else "▲"
    table = T("Antal fall", ["Boende", "2022", "2023", r.choice(["Riktning", "Utveckling"])], lines)
    return Draft([[*opened(r), table]], [lines[2][3], lines[2][2]], ["change"])


@kind("direction")
def goals_met(r: Random, t: Tables, wrong: bool) -> Draft:
    bad, good = ("Uppfyllt", "Uppfyllt") if wrong else ("Inte uppfyllt", "Uppfyllt")
    low = r.randint(55, 70)
    lines = [["Andel som upplever trygghet, minst", "80 %", f"{low} %", bad],
             ["Personalkontinuitet, högst antal personer", "15", "14", good]]  # fmt: skip
    table = T("Nämndens mål", ["Indikator", "Målvärde", "Resultat", "Status"], lines)
    return Draft([[*opened(r), table]], [bad, f"{low} %"])


@kind("few")
def small_n(r: Random, t: Tables, wrong: bool) -> Draft:
    few = r.choice([2, 3, 5])
    share = percent(few - 1, few)
    homes = r.sample(HOMES, 3)
    lines = [[homes[0], "38", "79"], [homes[1], str(few), share], [homes[2], "64", "83"]]
    if not wrong:
        lines[1][2] = r.choice(["..", "för få svar", "–"])
    columns = ["Boende", r.choice(["n", "Antal svarande", "Svar"]), "Nöjda, procent"]
    return Draft([[*opened(r), T("Brukarundersökningen", columns, lines)]], [share])


@kind("name_units")
def waiting(r: Random, t: Tables, wrong: bool) -> Draft:
    value = sv(r.randint(31, 95) + 0.5, 1)
    one, two = ("dagar", "veckor") if wrong else ("dagar", "dagar")
    columns = ["Indikator", "Måttenhet", "Värde"]
    tables = [T(f"Tabell {at}. {title}", columns, [["Väntetid till särskilt boende", unit, value]])
              for at, title, unit in ((1, "Nyckeltal", one), (2, "Jämförelse", two))]  # fmt: skip
    return Draft([[*opened(r), tables[0], P("Samma nyckeltal i jämförelsen."), tables[1]]],
                 [two, value], ["unit"])  # fmt: skip


@kind("papers")
def home_in_two_papers(r: Random, t: Tables, wrong: bool) -> Draft:
    homes, counts = r.sample(HOMES, 3), r.sample(range(20, 90), 3)
    other = counts[0] + (r.randint(3, 9) if wrong else 0)
    columns = ["Boende", "Antal platser"]
    one = T("Platser 2023", columns, [[h, sv(c)] for h, c in zip(homes, counts, strict=True)])
    two = T("Platser 2023", columns, [[homes[0], sv(other)], [homes[1], sv(counts[1])]])
    return Draft([[*opened(r), one], [*opened(r), two]], [sv(other), sv(counts[0])],
                 ["twice"])  # fmt: skip


@kind("names")
def compared_with(r: Random, t: Tables, wrong: bool) -> Draft:
    pairs = [("Timrå", "Timmrå"), ("Sollefteå", "Solefteå"), ("Ånge", "Ånge"),
             ("Örnsköldsvik", "Örnsköldvik"), ("Östersund", "Östersund")]  # fmt: skip
    at = r.choice([0, 1, 3])
    names = [slip if wrong and n == at else right for n, (right, slip) in enumerate(pairs)]
    table = T("Kostnad per brukare", ["Kommun", "Kronor"],
              [[n, sv(r.randint(200000, 400000))] for n in names])  # fmt: skip
    return Draft([[*opened(r), table]], [pairs[at][1]])
