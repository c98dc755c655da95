"""More printed forms of sums; whoever tunes rules may read these."""

from random import Random

from tests.planted.cases import Draft, H, P, T, kinds, sv
from tests.planted.sources import Tables
from tests.planted.tuned_tables import head

KINDS, kind = kinds()
UNITS = ("Almen", "Björken", "Cedern", "Dalen", "Eken")


def off(r: Random, wrong: bool) -> int:
    """Give how much a total is wrong."""
    return r.choice([-1, 1]) * r.randint(3, 9) if wrong else 0


@kind("sum", may_turn=True)
def total_first(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 4)
    shown = sum(row[2] for row in rows) + off(r, wrong)
    lines = [["Samtliga", sv(sum(row[1] for row in rows)), sv(shown)]]
    lines += [[n, sv(a), sv(b)] for n, a, b in rows]
    table = T("Tabell 1. Antal avvikelser", ["Typ", "2022", "2023"], lines)
    return Draft([[*head(r), table]], [sv(shown)])


@kind("sum", may_turn=True)
def grand_total_word(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 4)
    shown = sum(row[2] for row in rows) + off(r, wrong)
    word = r.choice(["Totalsumma", "Slutsumma", "S:a", "Totala antalet", "TOTALT", "Σ"])
    lines = [[n, sv(b)] for n, _, b in rows] + [[word, sv(shown)]]
    table = T("Tabell 1. Händelser 2023", ["Typ", "Antal"], lines)
    return Draft([[*head(r), table]], [sv(shown)])


@kind("sum")
def groups_with_sums(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 5)
    one, two = sum(row[2] for row in rows[:3]), sum(row[2] for row in rows[3:])
    shown = one + two + off(r, wrong)
    lines = [[n, sv(b)] for n, _, b in rows[:3]] + [["Summa särskilt boende", sv(one)]]
    lines += [[n, sv(b)] for n, _, b in rows[3:]] + [["Summa hemtjänst", sv(two)]]
    lines += [["Totalt", sv(shown)]]
    table = T("Tabell 1. Händelser 2023", ["Typ", "Antal"], lines)
    return Draft([[*head(r), table]], [sv(shown)])


@kind("sum")
def small_group_sum(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 4)
    true = [sum(row[2] for row in rows[:2]), sum(row[2] for row in rows[2:])]
    shown = true[1] + off(r, wrong)
    lines = [[n, sv(b)] for n, _, b in rows[:2]] + [["Summa särskilt boende", sv(true[0])]]
    lines += [[n, sv(b)] for n, _, b in rows[2:]] + [["Summa hemtjänst", sv(shown)]]
    lines += [["Totalt", sv(sum(true))]]
    table = T("Tabell 1. Händelser 2023", ["Typ", "Antal"], lines)
    return Draft([[*head(r), table]], [sv(shown), sv(sum(true))])


@kind("sum")
def women_and_men_first(r: Random, t: Tables, wrong: bool) -> Draft:
    lines = []
    for unit in UNITS[:4]:
        women, men = r.randint(20, 60), r.randint(10, 40)
        lines.append([unit, str(women + men), str(women), str(men)])
    shown = int(lines[2][1]) + off(r, wrong)
    lines[2][1] = str(shown)
    table = T("Tabell 1. Personer med insats", ["Enhet", "Totalt", "Kvinnor", "Män"], lines)
    return Draft([[*head(r, "Insatser"), table]], [str(shown)], ["sexes"])


@kind("sum")
def quarters(r: Random, t: Tables, wrong: bool) -> Draft:
    lines = []
    for unit in UNITS[:3]:
        parts = [r.randint(12, 60) for _ in range(4)]
        lines.append([unit, *map(str, parts), str(sum(parts))])
    shown = int(lines[1][-1]) + off(r, wrong)
    lines[1][-1] = str(shown)
    columns = ["Enhet", "Kvartal 1", "Kvartal 2", "Kvartal 3", "Kvartal 4",
               r.choice(["Året", "Helår", "Jan–dec", "Summa"])]  # fmt: skip
    table = T("Tabell 1. Avvikelser 2023", columns, lines)
    return Draft([[*head(r), table]], [str(shown)])


@kind("sum")
def deviation_column(r: Random, t: Tables, wrong: bool) -> Draft:
    lines, at = [], r.randint(0, 3)
    for row, (name, value) in enumerate(r.sample(t.money, 4)):
        budget, out = value, value + r.choice([-1, 1]) * r.randint(30, 400)
        gap = budget - out + (r.randint(40, 90) if wrong and row == at else 0)
        lines.append([name, sv(budget), sv(out), sv(gap)])
    columns = ["Verksamhet", "Budget", "Utfall", r.choice(["Avvikelse", "Budgetavvikelse", "Diff"])]
    table = T("Tabell 1. Driftredovisning, tkr", columns, lines)
    return Draft([[*head(r, "Ekonomi"), table]], [lines[at][3]], ["change"])


@kind("sum")
def varav_of_both(r: Random, t: Tables, wrong: bool) -> Draft:
    women, men = r.randint(120, 300), r.randint(60, 110)
    shown = women + men + off(r, wrong)
    rows = [["Personer med hemtjänst", sv(shown)], ["varav kvinnor", sv(women)],
            ["varav män", sv(men)], ["Personer med nattinsats", "41"]]  # fmt: skip
    table = T("Tabell 1. Insatser 2023", ["Insats", "Antal"], rows)
    return Draft([[*head(r, "Insatser"), table]], [sv(shown), sv(men)])


@kind("sum")
def bullets(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 3)
    shown = sum(row[2] for row in rows) + off(r, wrong)
    first = P(f"Under 2023 rapporterades {sv(shown)} avvikelser, fördelade så här:")
    items = [P(f"- {n}: {sv(b)}") if r.random() < 0.5 else P(f"- {sv(b)} {n.lower()}")
             for n, _, b in rows]  # fmt: skip
    return Draft([[*head(r), first, *items, P("Arbetet följs upp i augusti.")]], [sv(shown)])


@kind("sum")
def together_after(r: Random, t: Tables, wrong: bool) -> Draft:
    one, two = r.randint(80, 180), r.randint(190, 320)
    shown = one + two + off(r, wrong)
    word = r.choice(["tillsammans", "totalt", "sammanlagt"])
    text = (f"Hemtjänsten rapporterade {one} avvikelser och särskilt boende {two}, det vill säga "
            f"{shown} {word}.")  # fmt: skip
    return Draft([[*head(r), P(text)]], [str(shown)])


@kind("sum")
def in_brackets(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 3)
    shown = sum(row[2] for row in rows) + off(r, wrong)
    parts = [f"{sv(b)} {n.lower()}" for n, _, b in rows]
    text = f"I år skrevs {sv(shown)} avvikelser ({parts[0]}, {parts[1]} och {parts[2]})."
    return Draft([[*head(r), P(text)]], [sv(shown)])


@kind("sum")
def made_up_of(r: Random, t: Tables, wrong: bool) -> Draft:
    parts = [r.randint(11, 60) / 10 for _ in range(3)]
    shown = sum(parts) + (r.randint(4, 9) / 10 if wrong else 0)
    verb = r.choice(["utgörs av", "består av", "fördelas på"])
    text = (f"Underskottet på {sv(shown, 1)} mnkr {verb} {sv(parts[0], 1)} mnkr för hemtjänst, "
            f"{sv(parts[1], 1)} mnkr för larm och {sv(parts[2], 1)} mnkr för övrigt.")  # fmt: skip
    return Draft([[*head(r, "Ekonomi"), P(text)]], [f"{sv(shown, 1)} mnkr"])


@kind("sum")
def of_these_were(r: Random, t: Tables, wrong: bool) -> Draft:
    a, b, c = r.randint(40, 70), r.randint(20, 39), r.randint(10, 19)
    shown = a + b + c - (r.randint(3, 9) if wrong else 0)
    text = f"Av de {shown} synpunkterna var {a} klagomål, {b} förslag och {c} beröm."
    return Draft([[*head(r, "Synpunkter"), P(text)]], [str(shown)])


@kind("sum")
def caption_total(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 4)
    shown = sum(row[2] for row in rows) + off(r, wrong)
    lines = [[n, sv(b)] for n, _, b in rows]
    table = T(f"Tabell 1. Avvikelser 2023, totalt {sv(shown)}", ["Typ", "Antal"], lines)
    return Draft([[*head(r), table]], [sv(shown)])


@kind("sum")
def nameless_total(r: Random, t: Tables, wrong: bool) -> Draft:
    lines = []
    for unit in UNITS[:4]:
        lines.append([unit, *(str(r.randint(5, 40)) for _ in range(3))])
    sums = [sum(int(line[at]) for line in lines) for at in (1, 2, 3)]
    sums[1] += off(r, wrong)
    table = T("Tabell 1. Händelser per enhet", ["Enhet", "Fall", "Läkemedel", "Övrigt"],
              [*lines, ["", *map(str, sums)]])  # fmt: skip
    return Draft([[*head(r), table]], [str(sums[1])])


@kind("sum")
def dashed_parts(r: Random, t: Tables, wrong: bool) -> Draft:
    lines: list[list[str]] = []
    for unit in UNITS[:3]:
        day, night = r.randint(20, 60), r.randint(5, 19)
        lines += [[unit, str(day + night)], ["– dag", str(day)], ["– natt", str(night)]]
    shown = int(lines[3][1]) + off(r, wrong)
    lines[3][1] = str(shown)
    table = T("Tabell 1. Fall 2023", ["Enhet", "Antal"], lines)
    return Draft([[H("Fall"), table]], [str(shown)])


@kind("sum")
def women_and_men_said(r: Random, t: Tables, wrong: bool) -> Draft:
    women, men = r.randint(120, 300), r.randint(60, 110)
    shown = women + men + off(r, wrong)
    text = r.choice([
        f"Under 2023 hade {shown} personer hemtjänst, varav {women} kvinnor och {men} män.",
        f"Av de {shown} som fick beslut var {women} kvinnor och {men} män.",
        f"Insatsen gavs till {shown} personer ({women} kvinnor och {men} män).",
    ])  # fmt: skip
    return Draft([[*head(r, "Insatser"), P(text)]], [str(shown)])


@kind("sum")
def plus_and_equals(r: Random, t: Tables, wrong: bool) -> Draft:
    parts = [r.randint(11, 60) for _ in range(3)]
    shown = sum(parts) + off(r, wrong)
    text = f"Antalet platser är {parts[0]} + {parts[1]} + {parts[2]} = {shown}."
    return Draft([[*head(r, "Platser"), P(text)]], [str(shown)])


@kind("sum")
def deficit_said(r: Random, t: Tables, wrong: bool) -> Draft:
    budget, gap = r.randint(100, 400) / 10, r.randint(6, 40) / 10
    shown = gap + (r.randint(3, 5) / 10 if wrong else 0)
    text = (f"Utfallet blev {sv(budget + gap, 1)} mnkr mot en budget på {sv(budget, 1)} mnkr, "
            f"ett underskott på {sv(shown, 1)} mnkr.")  # fmt: skip
    return Draft([[*head(r, "Ekonomi"), P(text)]], [f"{sv(shown, 1)} mnkr"], ["change"])


@kind("sum")
def running_sum(r: Random, t: Tables, wrong: bool) -> Draft:
    months = ("Januari", "Februari", "Mars", "April", "Maj", "Juni")
    counts = [r.randint(20, 60) for _ in months]
    lines = [[m, str(n), str(sum(counts[: at + 1]))]
             for at, (m, n) in enumerate(zip(months, counts, strict=True))]  # fmt: skip
    shown = int(lines[3][2]) + off(r, wrong)
    lines[3][2] = str(shown)
    table = T("Tabell 1. Avvikelser 2023", ["Månad", "Antal", "Ackumulerat"], lines)
    return Draft([[*head(r), table]], [str(shown)])


@kind("sum")
def in_and_out(r: Random, t: Tables, wrong: bool) -> Draft:
    lines, at = [], r.randint(0, 3)
    for row, unit in enumerate(UNITS[:4]):
        opening, new, gone = r.randint(40, 80), r.randint(5, 20), r.randint(5, 20)
        closing = opening + new - gone + (off(r, wrong) if row == at else 0)
        lines.append([unit, *map(str, (opening, new, gone, closing))])
    columns = ["Enhet", "Ingående", "Nya", "Avslutade", "Utgående"]
    table = T("Tabell 1. Ärenden 2023", columns, lines)
    return Draft([[*head(r, "Ärenden"), table]], [lines[at][4]])
