# ruff: noqa: E501
"""The third part kept apart: sums and subtotals that do not add up; see `apart3`."""

from random import Random

from tests.planted.apart3 import (
    AREAS,
    HOMES,
    HSL,
    SOL,
    UNITS,
    Proof,
    Proved,
    opened,
    slip,
    split,
)  # fmt: skip
from tests.planted.cases import PROSE, P, T, kinds, sv
from tests.planted.sources import Tables

KINDS, kind = kinds()


@kind("sum")
def two_years_of_types(r: Random, t: Tables, wrong: bool) -> Proved:
    rows = [(name, *HSL[name]) for name in r.sample(sorted(HSL), 5)]
    at, error = r.choice([1, 2]), slip(r, 11, 40)
    totals = [sv(sum(row[c] for row in rows) + (error if wrong and c == at else 0)) for c in (1, 2)]
    word = r.choice(["Totalt", "Summa", "Totalt antal avvikelser"])
    lines = [[name, sv(a), sv(b)] for name, a, b in rows] + [[word, *totals]]
    table = T("Rapporterade avvikelser efter typ, antal", ["Typ", "2022", "2023"], lines)
    proof = Proof("sum", [line[at] for line in lines[:-1]], totals[at - 1])
    return Proved([[*opened(r), table]], [totals[at - 1]], proof=proof)


@kind("sum")
def total_on_top(r: Random, t: Tables, wrong: bool) -> Proved:
    rows = [(name, AREAS[name]) for name in r.sample(sorted(AREAS), 6)]
    error = slip(r, 180, 900)
    shown = sv(sum(value for _, value in rows) + (error if wrong else 0))
    word = r.choice(["Socialnämnden totalt", "Summa nämnden", "Hela förvaltningen"])
    lines = [[word, shown], *[[name, sv(value)] for name, value in rows]]
    table = T("Budgetavvikelse januari–februari, tkr", ["Verksamhet", "Avvikelse"], lines)
    return Proved(
        [[*opened(r), table]], [shown], proof=Proof("sum", [x[1] for x in lines[1:]], shown)
    )


@kind("sum")
def subtotal_of_units(r: Random, t: Tables, wrong: bool) -> Proved:
    groups, error = r.sample(sorted(UNITS), 2), slip(r, 90, 400)
    lines, shown, parts = [], "", []
    for at, area in enumerate(groups):
        units = [[f"  {name}", sv(value)] for name, value in UNITS[area].items()]
        whole = sum(UNITS[area].values()) + (error if wrong and at == 0 else 0)
        lines += [*units, [f"Summa {area.lower()}", sv(whole)]]
        if at == 0:
            shown, parts = sv(whole), [unit[1] for unit in units]
    grand = sv(sum(sum(UNITS[area].values()) for area in groups))
    table = T("Resultat mot budget, belopp i tkr", ["Enhet", "Utfall mot budget"],
              [*[[a.strip(), b] for a, b in lines], ["Totalt", grand]])  # fmt: skip
    return Proved([[*opened(r), table]], [shown, grand], proof=Proof("sum", parts, shown))


@kind("sum", may_turn=True)
def women_men_all(r: Random, t: Tables, wrong: bool) -> Proved:
    lines, at, error = [], r.randint(0, 3), slip(r, 5, 19)
    for down, home in enumerate(r.sample(HOMES, 4)):
        women, men = r.randint(30, 75), r.randint(21, 48)
        lines.append(
            [home, sv(women), sv(men), sv(women + men + (error if wrong and down == at else 0))]
        )
    last = r.choice(["Totalt", "Båda könen", "Samtliga"])
    table = T("Boende den 31 december efter kön", ["Boende", "Kvinnor", "Män", last], lines)
    row = lines[at]
    return Proved([[*opened(r), table]], [row[3]], ["sexes"], proof=Proof("sum", row[1:3], row[3]))


@kind("sum", may_turn=True)
def quarters_with_a_gap(r: Random, t: Tables, wrong: bool) -> Proved:
    lines, error = [], r.randint(4, 15)
    for down, name in enumerate(r.sample(sorted(SOL), 4)):
        parts = split(r, SOL[name], 4) if SOL[name] > 30 else [r.randint(2, 9) for _ in range(4)]
        cells = [sv(part) for part in parts]
        if down in (1, 2):
            cells[down], parts[down] = "–", 0
        lines.append([name, *cells, sv(sum(parts) + (error if wrong and down == 2 else 0))])
    columns = ["Typ av avvikelse", "Kvartal 1", "Kvartal 2", "Kvartal 3", "Kvartal 4", "Helår"]
    table = T(
        "Avvikelser enligt SoL och LSS per kvartal",
        columns,
        lines,
        ["– betyder att inget har rapporterats."],
    )
    return Proved(
        [[*opened(r), table]], [lines[2][5]], proof=Proof("sum", lines[2][1:5], lines[2][5])
    )


@kind("sum")
def budget_less_outcome(r: Random, t: Tables, wrong: bool) -> Proved:
    lines, error = [], slip(r, 300, 900)
    for down, area in enumerate(r.sample(sorted(AREAS), 4)):
        budget = r.randint(9_000, 48_000)
        outcome = budget - AREAS[area]
        lines.append(
            [area, sv(budget), sv(outcome), sv(AREAS[area] + (error if wrong and down == 1 else 0))]
        )
    table = T("Driftredovisning, tkr", ["Verksamhet", "Budget", "Utfall", "Avvikelse"], lines)
    row = lines[1]
    proof = Proof("sum", [row[1], "-" + row[2]], row[3])
    return Proved([[*opened(r), table]], [row[3]], ["change"], proof=proof)


@kind("sum")
def income_cost_net(r: Random, t: Tables, wrong: bool) -> Proved:
    income, staff, rent, other = r.randint(21_000, 64_000), r.randint(190_000, 320_000), r.randint(18_000, 41_000), r.randint(30_000, 62_000)  # fmt: skip
    error = slip(r, 2_000, 9_000)
    net = sv(income - staff - rent - other + (error if wrong else 0))
    lines = [["Verksamhetens intäkter", sv(income)], ["Personalkostnader", sv(-staff)], ["Lokalkostnader", sv(-rent)],
             ["Övriga kostnader", sv(-other)], [r.choice(["Nettokostnad", "Verksamhetens nettokostnad", "Netto"]), net]]  # fmt: skip
    table = T("Resultaträkning, tkr", ["Post", "Bokslut 2023"], lines)
    return Proved([[*opened(r), table]], [net], proof=Proof("sum", [x[1] for x in lines[:-1]], net))


@kind("sum")
def millions_fairly_rounded(r: Random, t: Tables, wrong: bool) -> Proved:
    exact = [r.randint(11_040, 148_960) for _ in range(5)]
    error = slip(r, 14, 60)
    names = r.sample(
        [
            "Hemtjänst",
            "Särskilt boende",
            "Korttidsboende",
            "Dagverksamhet",
            "Hemsjukvård",
            "Anhörigstöd",
        ],
        5,
    )
    parts = [sv(value / 1000, 1) for value in exact]
    shown = sv(sum(exact) / 1000 + (error / 10 if wrong else 0), 1)
    lines = [
        *[[a, b] for a, b in zip(names, parts, strict=True)],
        [r.choice(["Äldreomsorg totalt", "Summa", "Totalt"]), shown],
    ]
    table = T(
        "Nettokostnader 2023, mnkr",
        ["Verksamhet", "Mnkr"],
        lines,
        ["Avrundning kan göra att delarna inte summerar exakt."],
    )
    return Proved([[*opened(r), table]], [shown], proof=Proof("sum", parts, shown, 0.3))


@kind("sum", PROSE)
def reports_by_area_told(r: Random, t: Tables, wrong: bool) -> Proved:
    whole, error = r.choice([642, 723, 1189]), slip(r, 14, 60)
    a, b, c = split(r, whole, 3)
    shown = sv(whole + (error if wrong else 0))
    text = r.choice([
        f"Under året skrevs {shown} avvikelser, varav {a} inom särskilt boende, {b} inom hemtjänsten och {c} inom funktionsstöd, som är de tre områden som rapporterar.",
        f"De {shown} rapporterna fördelar sig på särskilt boende ({a}), hemtjänst ({b}) och funktionsstöd ({c}).",
        f"Särskilt boende svarade för {a} rapporter, hemtjänsten för {b} och funktionsstöd för {c}. Sammantaget blir det {shown} rapporter.",
    ])  # fmt: skip
    return Proved(
        [[*opened(r), P(text)]],
        [shown],
        ["more_than_all"],
        proof=Proof("sum", [sv(a), sv(b), sv(c)], shown),
    )


@kind("sum", PROSE)
def deficit_explained(r: Random, t: Tables, wrong: bool) -> Proved:
    parts = [r.randint(21, 39), r.randint(40, 64), r.randint(6, 12), r.randint(3, 5)]
    error = slip(r, 12, 30)
    shown = sv((sum(parts) + (error if wrong else 0)) / 10, 1)
    a, b, c, d = (sv(part / 10, 1) for part in parts)
    text = r.choice([
        f"Underskottet på {shown} mnkr förklaras av lägre externa intäkter ({a} mnkr), högre personalkostnader ({b} mnkr), försörjningsstöd ({c} mnkr) och övriga kostnader ({d} mnkr).",
        f"Nämndens budgetavvikelse är {shown} mnkr. Den består av externa intäkter {a} mnkr, personalkostnader {b} mnkr, försörjningsstöd {c} mnkr samt övrigt {d} mnkr.",
        f"Intäkterna blev {a} mnkr lägre, personalen kostade {b} mnkr mer, försörjningsstödet {c} mnkr mer och övrigt {d} mnkr mer, tillsammans {shown} mnkr sämre än budget.",
    ])  # fmt: skip
    return Proved([[*opened(r), P(text)]], [shown], proof=Proof("sum", [a, b, c, d], shown, 0.25))


@kind("sum", PROSE)
def queue_told(r: Random, t: Tables, wrong: bool) -> Proved:
    start, new, moved, withdrew = (
        r.randint(18, 46),
        r.randint(34, 71),
        r.randint(15, 28),
        r.randint(3, 9),
    )
    error = r.randint(5, 12)
    end = sv(start + new - moved - withdrew + (error if wrong else 0))
    text = r.choice([
        f"Vid årets början väntade {start} personer på plats i särskilt boende. {new} personer tillkom, {moved} flyttade in och {withdrew} återtog sin ansökan. Vid årets slut väntade {end} personer.",
        f"I januari fanns {start} personer i kön. Under året beviljades {new} nya, {moved} fick plats och {withdrew} tog tillbaka ansökan, vilket ger {end} i kön vid årsskiftet.",
    ])  # fmt: skip
    proof = Proof("sum", [sv(start), sv(new), sv(-moved), sv(-withdrew)], end)
    return Proved([[*opened(r), P(text)]], [end], ["change"], proof=proof)


@kind("sum")
def queue_in_a_table(r: Random, t: Tables, wrong: bool) -> Proved:
    lines, error = [], r.randint(4, 11)
    for down, place in enumerate(r.sample(["Norra", "Södra", "Kusten", "Inlandet"], 3)):
        start, new, gone = r.randint(24, 46), r.randint(31, 66), r.randint(12, 23)
        lines.append(
            [
                place,
                sv(start),
                sv(new),
                sv(gone),
                sv(start + new - gone + (error if wrong and down == 1 else 0)),
            ]
        )
    columns = ["Område", "I kö 1 januari", "Tillkomna", "Avslutade", "I kö 31 december"]
    table = T("Kö till dagverksamhet under 2023, antal personer", columns, lines)
    row = lines[1]
    return Proved(
        [[*opened(r), table]], [row[4]], proof=Proof("sum", [row[1], row[2], "-" + row[3]], row[4])
    )


@kind("sum")
def corner_of_a_matrix(r: Random, t: Tables, wrong: bool) -> Proved:
    grid = [[r.randint(3, 64) for _ in range(3)] for _ in range(3)]
    names = ["Biståndsenheten", "LSS-enheten", "Vuxenenheten"]
    error = slip(r, 6, 24)
    lines = [[name, *map(sv, row), sv(sum(row))] for name, row in zip(names, grid, strict=True)]
    downs = [sum(row[c] for row in grid) for c in range(3)]
    corner = sv(sum(downs) + (error if wrong else 0))
    lines.append(["Totalt", *map(sv, downs), corner])
    table = T(
        "Delegationsbeslut februari, antal",
        ["Enhet", "Bifall", "Avslag", "Avskrivna", "Totalt"],
        lines,
    )
    return Proved(
        [[*opened(r), table]],
        [corner],
        proof=Proof("sum", [line[4] for line in lines[:-1]], corner),
    )


@kind("sum")
def whole_in_the_caption(r: Random, t: Tables, wrong: bool) -> Proved:
    staff = [r.randint(36, 44), r.randint(6, 9), r.randint(6, 9), r.randint(3, 5), r.randint(2, 4)]
    names = [
        "Sjuksköterskor",
        "Fysioterapeuter",
        "Arbetsterapeuter",
        "Undersköterskor",
        "Enhetschefer",
    ]
    error = r.randint(6, 14)
    shown = sv(sum(staff) + (error if wrong else 0))
    caption = r.choice(
        [
            f"Personal i hälso- och sjukvården, totalt {shown} personer",
            f"Hälso- och sjukvårdens {shown} medarbetare efter yrke",
            f"Medarbetare efter yrke (n = {shown})",
        ]
    )
    lines = [[a, sv(b)] for a, b in zip(names, staff, strict=True)]
    proof = Proof("sum", [line[1] for line in lines], shown)
    return Proved([[*opened(r), T(caption, ["Yrke", "Antal"], lines)]], [shown], proof=proof)


@kind("sum")
def running_sum(r: Random, t: Tables, wrong: bool) -> Proved:
    months, error = ["Januari", "Februari", "Mars", "April"], slip(r, 90, 400)
    values = [r.choice([-1, -1, 1]) * r.randint(110, 2_400) for _ in months]
    lines = [
        [m, sv(v), sv(sum(values[: at + 1]))]
        for at, (m, v) in enumerate(zip(months, values, strict=True))
    ]
    lines[3][2] = sv(sum(values) + (error if wrong else 0))
    table = T("Resultat per månad, tkr", ["Månad", "Resultat", "Ackumulerat"], lines)
    proof = Proof("sum", [line[1] for line in lines], lines[3][2])
    return Proved([[*opened(r), table]], [lines[3][2]], ["change"], proof=proof)


@kind("sum")
def women_and_men_as_rows(r: Random, t: Tables, wrong: bool) -> Proved:
    women = [r.randint(140, 320) for _ in range(3)]
    men = [r.randint(90, 210) for _ in range(3)]
    at, error = r.randint(0, 2), slip(r, 14, 45)
    all_of = [a + b + (error if wrong and down == at else 0)
              for down, (a, b) in enumerate(zip(women, men, strict=True))]  # fmt: skip
    lines = [["Kvinnor", *map(sv, women)], ["Män", *map(sv, men)], ["Totalt", *map(sv, all_of)]]
    table = T("Personer med hemtjänst i december", ["Kön", "2021", "2022", "2023"], lines)
    proof = Proof("sum", [sv(women[at]), sv(men[at])], sv(all_of[at]))
    return Proved([[*opened(r), table]], [sv(all_of[at])], ["sexes"], proof=proof)


@kind("sum", PROSE)
def parts_as_bullets(r: Random, t: Tables, wrong: bool) -> Proved:
    homes, places, error = r.sample(HOMES, 4), [r.randint(18, 48) for _ in range(4)], slip(r, 6, 15)
    shown = sv(sum(places) + (error if wrong else 0))
    first = r.choice([
        f"Kommunen har {shown} platser i särskilt boende, fördelade på fyra boenden:",
        f"De {shown} platserna i särskilt boende finns på:",
    ])  # fmt: skip
    lines = [P(f"– {home}: {place} platser") for home, place in zip(homes, places, strict=True)]
    proof = Proof("sum", [sv(place) for place in places], shown)
    return Proved([[*opened(r), P(first), *lines]], [shown], proof=proof)
