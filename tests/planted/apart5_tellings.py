"""The fifth part: text against table, the same thing twice, two papers, directions, two units."""

from random import Random
from typing import Any

from tests.planted.apart5_scenes import BUDGET, MONTHS, alike, one, two
from tests.planted.apart5_sums import HOMES
from tests.planted.cases import PROSE, Block, Draft, H, P, T, kinds, percent, sv

KINDS, kind = kinds()


@kind("text_table")
def one_type_in_the_text(r: Random, rows: Any, is_wrong: bool) -> Draft:
    """The text gives another count for a type than the table does."""
    some = rows.some(r, 5)
    name, before, after = some[2]
    said = after + 11 if is_wrong else after
    table = T("Avvikelser enligt hälso- och sjukvårdslagen", ["Typ", "2022", "2023"],
              [[n, str(a), str(b)] for n, a, b in some])  # fmt: skip
    text = f"Under 2023 rapporterades {said} avvikelser av typen ”{name}” (2022: {before})."
    core: list[Block] = [H("Avvikelsehantering", 2), table, P(text)]
    return one(r, core, [str(said), str(after)], ["twice"])


@kind("text_table")
def total_in_the_text(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The text gives another total than the table's last row."""
    homes = r.sample(HOMES, 4)
    counts = [r.randint(21, 76) for _ in homes]
    whole = sum(counts)
    said = whole + 18 if is_wrong else whole
    table = T(
        "Läkemedelsavvikelser 2023 per boende",
        ["Boende", "Antal"],
        [*[[h, str(c)] for h, c in zip(homes, counts, strict=True)], ["Totalt", str(whole)]],
    )
    text = (f"De fyra boendena rapporterade totalt {said} läkemedelsavvikelser under 2023. "
            "Vanligast är att en dos har glömts.")  # fmt: skip
    core: list[Block] = [H("Läkemedel", 2), P(text), table]
    return one(r, core, [str(said), str(whole)], ["twice", "sum"])


@kind("text_table")
def satisfied_at_one_home(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The share of one home in the text is another than in the table."""
    homes = r.sample(HOMES, 4)
    counts = [r.randint(42, 60) for _ in homes]
    shares = [int(percent(count - r.randint(4, 15), count)) for count in counts]
    said = shares[1] - 9 if is_wrong else shares[1]
    table = T(
        "Andel nöjda enligt brukarundersökningen 2023",
        ["Boende", "Antal svar", "Andel, %"],
        [[h, str(c), str(s)] for h, c, s in zip(homes, counts, shares, strict=True)],
    )
    text = (f"På {homes[1]} är {said} procent av de svarande nöjda, vilket har glatt "
            "medarbetarna.")  # fmt: skip
    core: list[Block] = [H("Brukarundersökning", 2), table, P(text)]
    return one(r, core, [f"{said} procent", str(shares[1])], ["twice"])


@kind("text_table")
def deficit_of_home_care(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The deficit in mnkr in the text is not the table's in tkr."""
    tkr = r.randint(52, 83) * 100 + r.randint(2, 40)
    said = sv((tkr + (2400 if is_wrong else 0)) / 1000, 1)
    others = [r.randint(300, 1900) for _ in range(2)]
    lines = [["Hemtjänst", "-" + sv(tkr)], ["Särskilt boende", "-" + sv(others[0])],
             ["Biståndsenheten", sv(others[1])]]  # fmt: skip
    table = T("Budgetavvikelse januari–februari 2024, tkr", ["Verksamhet", "Avvikelse"], lines)
    text = (f"Hemtjänst redovisar ett underskott på {said} mnkr för januari–februari 2024. "
            "Orsaken är främst högre personalkostnader.")  # fmt: skip
    return one(r, [H("Ekonomi", 2), P(text), table], alike(said, sv(tkr)), ["twice"],
               title=BUDGET)  # fmt: skip


@kind("text_table")
def waiting_in_a_month(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The number waiting in a month is not the table's of that month."""
    counts = r.sample(range(3, 19), 6)
    table = T(
        "Personer i kö till särskilt boende 2023",
        ["Månad", "I kö"],
        [[m.capitalize(), str(c)] for m, c in zip(MONTHS, counts, strict=False)],
    )
    said = counts[2] + 20 if is_wrong else counts[2]
    text = f"I mars 2023 stod {said} personer i kö till särskilt boende."
    return one(r, [H("Kö", 2), table, P(text)], [f"{said} personer", "Mars"], ["twice"])


@kind("text_table")
def points_of_change(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Percentage points in the text that the table does not bear out."""
    before, more = r.randint(55, 64), r.randint(6, 11)
    said = more + 8 if is_wrong else more
    lines = [["Följsamhet till basala hygienrutiner", str(before), str(before + more)],
             ["Munbedömning utförd", "71", "73"]]  # fmt: skip
    table = T("Resultat av punktprevalensmätning, procent", ["Mått", "2022", "2023"], lines)
    text = (f"Följsamhet till basala hygienrutiner ökade med {said} procentenheter mellan 2022 "
            "och 2023.")  # fmt: skip
    core: list[Block] = [H("Vårdhygien", 2), table, P(text)]
    return one(r, core, [f"{said} procentenheter"], ["change"])


@kind("twice", PROSE)
def deviations_said_twice(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The summary's count is not the chapter's."""
    count = r.randint(58, 79) * 10 + 3
    again = count + 27 if is_wrong else count
    core: list[Block] = [H("Sammanfattning", 2),
            P(f"Under 2023 rapporterades {count} avvikelser enligt SoL och LSS."),
            P("Ledningen har prioriterat utredning och återkoppling till den som rapporterat."),
            H("Avvikelser", 2),
            P(f"Under 2023 rapporterades {again} avvikelser enligt SoL och LSS. Varje enhet "
              "går igenom sina avvikelser en gång i månaden.")]  # fmt: skip
    return one(r, core, [str(count), str(again)])


@kind("twice", PROSE)
def satisfaction_said_twice(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The same indicator of the same year has two values."""
    share = r.randint(82, 90)
    again = share - 5 if is_wrong else share
    core: list[Block] = [H("Nämndens mål", 2),
            P(f"Andelen nöjda med hemtjänsten var {share} procent 2023."),
            H("Verksamhetschefens kommentar", 2),
            P(f"Andelen nöjda med hemtjänsten var {again} procent 2023. Det är resultatet av ett "
              "långsiktigt arbete med bemötande.")]  # fmt: skip
    return one(r, core, [f"{share} procent", f"{again} procent"])


@kind("twice")
def ulcers_in_two_tables(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The same register figure of the same year stands in two tables."""
    first, now = r.randint(60, 75), r.randint(101, 115)
    again = now + 5 if is_wrong else now
    falls, ill = r.randint(140, 160), r.randint(70, 90)
    core: list[Block] = [H("Resultat", 2),
            T("Resultat per riskområde", ["Område", "2022", "2023"],
              [["Personer med BMI under 22", str(first), str(now)],
               ["Fall med skada", str(falls - 9), str(falls)]]),
            H("Kvalitetsregister", 2),
            T("Uppgifter ur Senior alert", ["Område", "2022", "2023"],
              [["Personer med BMI under 22", str(first), str(again)],
               ["Personer med ohälsa i munnen", str(ill - 6), str(ill)]])]  # fmt: skip
    return one(r, core, [str(now), str(again)], ["text_table"])


@kind("papers")
def opinions_in_two_papers(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Two papers give the number of opinions of the same year."""
    count = r.randint(31, 58)
    again = count + 12 if is_wrong else count
    first: list[Block] = [
        H("Synpunkter", 2),
        P(f"Under 2023 inkom {count} synpunkter och klagomål till socialförvaltningen."),
    ]
    second: list[Block] = [H("Klagomål", 2), P(
        f"Under 2023 inkom {again} synpunkter och klagomål till socialförvaltningen. Ingen av "
        "dem ledde till anmälan.")]  # fmt: skip
    return two(r, first, second, [str(count), str(again)], ["twice"])


@kind("papers")
def injuries_in_two_papers(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A table of one paper and a sentence of the other."""
    count = r.randint(120, 180)
    again = count - 25 if is_wrong else count
    first: list[Block] = [
        H("Avvikelser", 2),
        T(
            "Avvikelser 2023",
            ["Typ", "Antal 2023"],
            [["Fall med skada", str(count)], ["Utebliven dos", str(r.randint(190, 260))]],
        ),
    ]
    second: list[Block] = [H("Fall", 2), P(
        f"Antalet avvikelser av typen fall med skada var {again} under 2023.")]  # fmt: skip
    return two(r, first, second, [str(count), str(again)], ["twice", "text_table"])


@kind("papers")
def residents_in_two_tables(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Two papers print the same table, with one number that differs."""
    homes = r.sample(HOMES, 3)
    counts = [r.randint(24, 58) for _ in homes]
    again = [*counts[:2], counts[2] + (14 if is_wrong else 0)]
    drawn = [T("Antal boende den 31 december 2023", ["Boende", "Antal boende"],
               [[h, str(c)] for h, c in zip(homes, row, strict=True)])
             for row in (counts, again)]  # fmt: skip
    return two(r, [H("Boendena", 2), drawn[0]], [H("Våra boenden", 2), drawn[1]],
               [str(counts[2]), str(again[2])], ["twice", "text_table"])  # fmt: skip


@kind("direction")
def arrow_against_numbers(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A column of arrows, one of which points the wrong way."""
    lines, printed = [], ""
    names = ["Trycksår", "Undernäring", "Ohälsa i munnen", "Fall med skada"]
    for at, name in enumerate(names):
        before = r.randint(30, 90)
        after = before + r.choice([-1, 1]) * r.randint(7, 22)
        up = (after > before) is not (is_wrong and at == 1)
        printed = "↑" if at == 1 and up else "↓" if at == 1 else printed
        lines.append([name, str(before), str(after), "↑" if up else "↓"])
    table = T("Antal personer per riskområde", ["Område", "2022", "2023", "Förändring"], lines,
              ["Pilen visar om antalet har ökat (↑) eller minskat (↓)."])  # fmt: skip
    return one(r, [H("Riskområden", 2), table], [printed, names[1]], ["change"])


@kind("direction", PROSE)
def goal_said_to_be_reached(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A goal is called reached though the outcome lies below it."""
    goal = r.randint(84, 88)
    outcome = goal - 6 if is_wrong else goal + 2
    text = (f"Målet är att minst {goal} procent ska vara nöjda med sitt särskilda boende. "
            f"Utfallet 2023 blev {outcome} procent. Målet är därmed uppnått.")  # fmt: skip
    return one(r, [H("Måluppfyllelse", 2), P(text)], [f"{goal} procent", f"{outcome} procent",
                                                     "uppnått"])  # fmt: skip


@kind("direction")
def goals_in_a_table(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A table of goals and outcomes, with one verdict that cannot be right."""
    outcome = 79 if is_wrong else 93
    lines = [["Andel nöjda med bemötandet", "minst 90 %", "94 %", "Uppnått"],
             ["Andel med genomförandeplan", "minst 90 %", f"{outcome} %", "Uppnått"],
             ["Andel med fast omsorgskontakt", "minst 80 %", f"{r.randint(61, 74)} %",
              "Ej uppnått"]]  # fmt: skip
    table = T("Mål och utfall 2023", ["Indikator", "Mål", "Utfall", "Bedömning"], lines)
    return one(r, [H("Mål", 2), table], [f"{outcome} %", lines[1][0]])


@kind("direction")
def most_of_them(r: Random, rows: Any, is_wrong: bool) -> Draft:
    """The type called most common is not the table's largest."""
    some = sorted(rows.some(r, 4), key=lambda row: -row[2])
    named = some[2 if is_wrong else 0]
    shuffled = r.sample(some, 4)
    table = T("Avvikelser per typ 2023", ["Typ", "Antal"], [[n, str(b)] for n, _, b in shuffled])
    text = (f"Den vanligaste typen av avvikelse under 2023 var ”{named[0]}”. Den har valts som "
            "förbättringsområde för nästa år.")  # fmt: skip
    core: list[Block] = [H("Avvikelser i urval", 2), table, P(text)]
    return one(r, core, [named[0], "vanligaste"], ["text_table"])


@kind("name_units")
def percent_or_count_of_medicines(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """One measure in percent in one table and in numbers in the other."""
    at_home, in_home = sv(r.randint(71, 79) / 10, 1), sv(r.randint(88, 99) / 10, 1)
    mark = " %" if is_wrong else " st"
    core: list[Block] = [H("Resultat", 2),
            T("Resultat 2023", ["Mått", "Utfall"],
              [["Läkemedel per patient i särskilt boende", in_home + mark],
               ["Läkemedel per patient i hemsjukvård", at_home + mark]]),
            H("Bilaga om läkemedel", 2),
            T("Läkemedelsanvändning 2023", ["Mått", "Utfall"],
              [["Läkemedel per patient i särskilt boende", in_home + " st"],
               ["Läkemedel per patient i hemsjukvård", at_home + " st"]])]  # fmt: skip
    return one(r, core, [in_home + mark, at_home + mark], ["twice", "unit"])


@kind("name_units", PROSE)
def continuity_in_persons(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Continuity is first persons and then percent."""
    met = r.randint(11, 16)
    unit = "procent" if is_wrong else "personer"
    core: list[Block] = [
        H("Kontinuitet", 2),
        P(f"Personalkontinuiteten i hemtjänsten var {met} personer under 14 dagar 2023."),
        P("Målet är att den enskilde ska möta så få som möjligt."),
        H("Nyckeltal", 2),
        P(f"Personalkontinuiteten i hemtjänsten var {met} {unit} under 14 dagar 2023."),
    ]
    return one(r, core, [f"{met} {unit}"], ["twice", "unit"])


@kind("name_units")
def waiting_in_days_or_months(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A waiting time is days in the table and months in the text."""
    days, short = r.randint(41, 76), r.randint(15, 29)
    unit = "månader" if is_wrong else "dagar"
    core: list[Block] = [H("Väntetider", 2),
            T("Genomsnittlig väntetid 2023", ["Insats", "Väntetid"],
              [["Särskilt boende", f"{days} dagar"], ["Korttidsboende", f"{short} dagar"]]),
            P(f"Den genomsnittliga väntetiden till särskilt boende var {days} {unit} 2023. Den "
              "räknas från ansökan till erbjudande.")]  # fmt: skip
    return one(r, core, [f"{days} {unit}"], ["twice", "text_table", "unit"])


@kind("answer_rate", PROSE)
def asked_and_answered(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Asked, answered and a rate that does not fit."""
    asked = r.randint(310, 480)
    answered = asked * r.randint(48, 61) // 100
    rate = percent(answered + (asked // 8 if is_wrong else 0), asked, 1)
    text = (f"Enkäten skickades till {asked} personer med hemtjänst. {answered} svarade, vilket "
            f"ger en svarsfrekvens på {rate} procent.")  # fmt: skip
    return one(r, [H("Enkät om hemtjänsten", 2), P(text)], [f"{rate} procent"], ["share"])


@kind("answer_rate")
def rates_by_home(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A table of sent, answered and rate, one line of which is wrong."""
    lines, printed = [], ""
    for at, home in enumerate(r.sample(HOMES, 4)):
        asked = r.randint(60, 95)
        answered = asked - r.randint(14, 30)
        rate = percent(answered - (asked // 6 if is_wrong and at == 2 else 0), asked)
        printed = rate if at == 2 else printed
        lines.append([home, str(asked), str(answered), rate])
    table = T("Deltagande i enkäten 2023",
              ["Enhet", "Utskickade", "Besvarade", "Svarsfrekvens, %"], lines)  # fmt: skip
    return one(r, [H("Enkät till närstående", 2), table], [printed], ["share"])


@kind("answer_rate")
def rate_in_rows(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A small table whose rows are asked, answered and rate."""
    asked = r.randint(180, 260)
    answered = asked * r.randint(40, 70) // 100
    rate = percent(answered + (asked // 5 if is_wrong else 0), asked)
    table = T("Medarbetarenkät 2023", ["Uppgift", "Värde"],
              [["Antal tillfrågade", str(asked)], ["Antal svar", str(answered)],
               ["Svarsfrekvens", f"{rate} %"]])  # fmt: skip
    return one(r, [H("Medarbetarnas syn", 2), table], [f"{rate} %"], ["share"])
