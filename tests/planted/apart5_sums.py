"""The fifth part: sums, shares, changes, more than all, units."""

from random import Random
from typing import Any

from tests.planted.apart5_scenes import BUDGET, alike, one
from tests.planted.cases import PROSE, Block, Draft, H, P, T, kinds, percent, sv

KINDS, kind = kinds()
HOMES = ["Solgården", "Björkbacken", "Ekliden", "Hamnbo", "Strandhem", "Furugården"]


@kind("sum", may_turn=True)
def types_total(r: Random, rows: Any, is_wrong: bool) -> Draft:
    """Kinds of deviation over two years with a total row."""
    some = rows.some(r, 5)
    before, after = sum(row[1] for row in some), sum(row[2] for row in some)
    off = r.choice([-20, -10, 10, 30]) if after > 60 else 10
    total = sv(after + off) if is_wrong else sv(after)
    lines = [[name, str(a), str(b)] for name, a, b in some]
    table = T("Avvikelser per typ", ["Typ av avvikelse", "2022", "2023"],
              [*lines, ["Totalt", sv(before), total]])  # fmt: skip
    core: list[Block] = [
        H("Avvikelser", 2),
        P("Rapporterade avvikelser följs varje månad på enheten."),
        table,
    ]
    return one(r, core, [total])


@kind("sum", PROSE)
def kinds_of_opinion(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A total in a sentence that then counts up its parts."""
    bad, good, ideas = r.randint(24, 48), r.randint(11, 22), r.randint(5, 10)
    whole = bad + good + ideas + (9 if is_wrong else 0)
    text = (f"Förvaltningen tog under 2023 emot totalt {whole} synpunkter: {bad} klagomål, {good} "
            f"beröm och {ideas} förslag. De flesta kom via e-tjänsten.")  # fmt: skip
    return one(r, [H("Synpunkter och klagomål", 2), P(text)], [str(whole)])


@kind("sum")
def two_levels(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Two subtotals and a total of the board's costs."""
    old = [("Hemtjänst", r.randint(90, 120)), ("Särskilt boende", r.randint(150, 190)),
           ("Korttidsboende", r.randint(18, 30))]  # fmt: skip
    young = [
        ("Bostad med särskild service", r.randint(60, 85)),
        ("Personlig assistans", r.randint(30, 45)),
        ("Daglig verksamhet", r.randint(15, 25)),
    ]
    first, second = sum(v for _, v in old), sum(v for _, v in young)
    shown = second + (20 if is_wrong else 0)
    body = [*old, ("Summa äldreomsorg", first), *young, ("Summa funktionsstöd", shown),
            ("Totalt socialnämnden", first + second)]  # fmt: skip
    table = T("Kostnader 2023, mnkr", ["Verksamhet", "Utfall"], [[a, str(b)] for a, b in body])
    return one(r, [H("Ekonomi", 2), table], [str(shown), str(first + second)])


@kind("sum", may_turn=True)
def budget_less_outcome(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Budget, outcome and deviation, of which one line is reckoned wrong."""
    lines, printed = [], ""
    wrong_at = r.randrange(4)
    for at, name in enumerate(["Hemtjänst", "Särskilt boende", "Hemsjukvård", "Myndighet"]):
        budget = r.randint(20, 90) * 1000 + r.randint(100, 900)
        outcome = budget + r.randint(200, 1900)
        off = 1000 if is_wrong and at == wrong_at else 0
        shown = sv(budget - outcome - off)
        printed = shown if at == wrong_at else printed
        lines.append([name, sv(budget), sv(outcome), shown])
    table = T("Utfall mot budget januari–december 2023, tkr",
              ["Verksamhet", "Budget", "Utfall", "Avvikelse"], lines,
              ["Avvikelse är budget minus utfall."])  # fmt: skip
    return one(r, [H("Budgetuppföljning", 2), table], [printed])


@kind("sum")
def tertials_make_the_year(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Three tertials and the whole year, of which one row does not add up."""
    homes, lines, printed = r.sample(HOMES, 4), [], ""
    for at, home in enumerate(homes):
        parts = [r.randint(8, 40) for _ in range(3)]
        year = sum(parts) + (7 if is_wrong and at == 2 else 0)
        printed = str(year) if at == 2 else printed
        lines.append([home, *map(str, parts), str(year)])
    table = T("Fallolyckor per tertial 2023",
              ["Boende", "Tertial 1", "Tertial 2", "Tertial 3", "Helår"], lines)  # fmt: skip
    return one(r, [P("Fall registreras av den som först ser händelsen."), table], [printed])


@kind("sum", PROSE)
def deficit_and_its_causes(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A deficit in mnkr and the amounts that it is said to consist of."""
    income, staff, other = r.randint(21, 39), r.randint(40, 59), r.randint(4, 12)
    whole = sv((income + staff + other + (18 if is_wrong else 0)) / 10, 1)
    text = (f"Nämndens underskott efter februari är {whole} mnkr. Det består av lägre externa "
            f"intäkter, {sv(income / 10, 1)} mnkr, högre personalkostnader, {sv(staff / 10, 1)} "
            f"mnkr, och övriga kostnader, {sv(other / 10, 1)} mnkr.")  # fmt: skip
    return one(r, [H("Ekonomiskt läge", 2), P(text)], [whole], title=BUDGET)


@kind("share", PROSE)
def plans_followed_up(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A count of a count, with the share in brackets."""
    whole = r.randint(140, 320)
    part = whole * r.randint(55, 72) // 100
    shown = percent(part + (whole // 6 if is_wrong else 0), whole)
    text = (
        f"Av {whole} genomförandeplaner hade {part} följts upp inom sex månader "
        f"({shown} procent). Målet för nästa år är att alla planer följs upp i tid."
    )
    return one(r, [H("Genomförandeplaner", 2), P(text)], [shown + " procent"])


@kind("share")
def approved_of_reviewed(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A table of counts and shares with one share that does not fit."""
    lines, printed = [], ""
    for at, home in enumerate(r.sample(HOMES, 4)):
        whole = r.randint(50, 130)
        part = whole - r.randint(9, 30)
        shown = percent(part - (whole // 7 if is_wrong and at == 1 else 0), whole, 1)
        printed = shown if at == 1 else printed
        lines.append([home, str(whole), str(part), shown])
    table = T("Egenkontroll av läkemedelslistor 2023",
              ["Enhet", "Granskade", "Varav utan anmärkning", "Andel, %"], lines)  # fmt: skip
    return one(r, [H("Egenkontroll", 2), table], alike(printed))


@kind("share", PROSE)
def one_in_four(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A share said as one in so many."""
    part = r.randint(41, 96)
    said = "var tionde" if is_wrong else "var fjärde"
    text = (f"I hemsjukvården fanns {part * 4} inskrivna patienter. Av dem hade {part}, det vill "
            f"säga {said}, fler än tio läkemedel i stående ordination.")  # fmt: skip
    return one(r, [H("Läkemedel", 2), P(text)], [said])


@kind("change", PROSE)
def fell_or_rose(r: Random, rows: Any, is_wrong: bool) -> Draft:
    """A rise that is called a fall, or the other way round."""
    name, before, after = rows.some(r, 1)[0]
    rose = (after > before) is not is_wrong
    verb = "ökade" if rose else "minskade"
    text = (f"Antalet avvikelser av typen ”{name}” {verb} från {before} år 2022 till {after} år "
            "2023. Utvecklingen har diskuterats på arbetsplatsträffarna.")  # fmt: skip
    return one(r, [H("Avvikelser", 2), P(text)], [verb], ["direction"])


@kind("change")
def change_in_percent(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Two years and the change in percent, one line of which is far off."""
    lines, printed = [], ""
    names = ["Beviljade hemtjänsttimmar", "Trygghetslarm", "Matlådor", "Ledsagning"]
    for at, name in enumerate(names):
        before = r.randint(110, 480)
        after = before + r.choice([-1, 1]) * before * r.randint(8, 24) // 100
        change = (after - before) * 100 / before
        shown = sv(change + (33 if is_wrong and at == 2 else 0), 1)
        printed = shown if at == 2 else printed
        lines.append([name, str(before), str(after), shown])
    table = T("Insatser i december", ["Insats", "2022", "2023", "Förändring, %"], lines)
    return one(r, [H("Beviljade insatser", 2), table], alike(printed), ["direction"])


@kind("change", PROSE)
def risen_by_percent(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A rise in percent beside the counts that it is reckoned from."""
    before = r.randint(150, 260)
    after = before + before * r.randint(11, 17) // 100
    grown = percent(after - before + (before // 5 if is_wrong else 0), before)
    text = (f"Antalet ansökningar om särskilt boende ökade från {before} under 2022 till {after} "
            f"under 2023, en ökning med {grown} procent.")  # fmt: skip
    return one(r, [H("Handläggning", 2), P(text)], [f"{grown} procent"], ["share"])


@kind("more_than_all", PROSE)
def more_plans_than_people(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """More residents with a plan than there are residents."""
    all_of = r.randint(36, 60)
    some = all_of + 5 if is_wrong else all_of - 5
    text = (f"Av de {all_of} boende på {r.choice(HOMES)} har {some} en munhälsobedömning som är "
            "gjord under året.")  # fmt: skip
    return one(r, [H("Munhälsa", 2), P(text)], [str(some)], ["numerator", "share"])


@kind("more_than_all", PROSE)
def above_a_hundred_percent(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """More than every employee has taken the course."""
    shown = r.randint(108, 119) if is_wrong else r.randint(82, 96)
    text = (f"Vid årets slut hade {shown} procent av medarbetarna i hemtjänsten genomgått "
            "utbildningen i basala hygienrutiner.")  # fmt: skip
    return one(r, [H("Basala hygienrutiner", 2), P(text)], [f"{shown} procent"])


@kind("more_than_all")
def of_whom_more_than_all(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A column "of whom" that in one row is above its whole."""
    lines, printed = [], ""
    for at, home in enumerate(r.sample(HOMES, 4)):
        places = r.randint(28, 54)
        fewer = r.randint(6, 15)
        some = places + 6 if is_wrong and at == 3 else places - fewer
        printed = str(some) if at == 3 else printed
        lines.append([home, str(places), str(some)])
    table = T("Boende den 31 december 2023",
              ["Boende", "Antal boende", "varav med demensdiagnos"], lines)  # fmt: skip
    return one(r, [H("Särskilt boende", 2), table], [printed], ["numerator", "share"])


@kind("unit")
def thousands_under_millions(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """One line in tkr in a table headed mnkr."""
    lines, printed = [], ""
    for at, name in enumerate(["Hemtjänst", "Särskilt boende", "Korttids", "Hemsjukvård"]):
        before = r.randint(310, 960)
        after = before + r.randint(5, 25)
        shown = sv(after * 100) if is_wrong and at == 2 else sv(after / 10, 1)
        printed = shown if at == 2 else printed
        lines.append([name, sv(before / 10, 1), shown])
    table = T("Nettokostnad per verksamhet, mnkr", ["Verksamhet", "2022", "2023"], lines)
    return one(r, [H("Kostnader", 2), table], alike(printed))


@kind("unit")
def text_in_tkr_table_in_mnkr(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The text names tkr for what the table has in mnkr."""
    costs = [r.randint(700, 1900) for _ in range(3)]
    rows = [[name, sv(cost / 10, 1)] for name, cost in
            zip(["Hemtjänst", "Särskilt boende", "Funktionsstöd"], costs, strict=True)]  # fmt: skip
    said = f"{rows[0][1]} {'tkr' if is_wrong else 'mnkr'}"
    core: list[Block] = [H("Ekonomi i sammandrag", 2), P(f"Hemtjänst kostade {said} under 2023."),
            T("Kostnad 2023, mnkr", ["Verksamhet", "Utfall 2023"], rows)]  # fmt: skip
    return one(r, core, alike(said, rows[0][1]), ["text_table", "twice"])


@kind("unit", PROSE)
def the_same_sum_in_two_units(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A sum in tkr with the same sum in mnkr in brackets."""
    tkr = r.randint(13, 89) * 100
    mnkr = sv(tkr / (100 if is_wrong else 1000), 0 if is_wrong else 1)
    text = (f"Statsbidraget uppgick till {sv(tkr)} tkr ({mnkr} mnkr) och har använts till "
            "språkombud och handledning.")  # fmt: skip
    return one(r, [H("Statsbidrag", 2), P(text)], [f"{mnkr} mnkr", sv(tkr)], ["twice", "sum"])
