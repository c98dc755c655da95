"""The fifth part: dates, periods, numbers of tables, due dates, registers, answers, names."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.planted.apart5_scenes import WEEKDAYS, one, weekday, workday, written
from tests.planted.apart5_sums import HOMES
from tests.planted.cases import PROSE, Block, Draft, H, P, T, kinds, percent

KINDS, kind = kinds()
LETTER = ("Tjänsteskrivelse 2024-04-18", "Ärendet gäller läget i nämndens uppdrag.")


@kind("date", PROSE)
def thirty_first_of_june(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A day that its month does not have."""
    month = r.choice(["april", "juni", "september", "november"])
    day = 31 if is_wrong else 30
    text = f"Uppgifterna är hämtade ur verksamhetssystemet den {day} {month} 2023."
    return one(r, [H("Underlag", 2), P(text)], [f"{day} {month}"])


@kind("date")
def no_leap_day(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The 29th of February in a year without one, in a table."""
    shown = "2023-02-29" if is_wrong else "2023-02-28"
    homes = r.sample(HOMES, 3)
    lines = [[homes[0], "2023-01-18", "Utan anmärkning"], [homes[1], shown, "Utan anmärkning"],
             [homes[2], "2023-03-15", "Två anmärkningar"]]  # fmt: skip
    table = T("Genomförda egenkontroller", ["Enhet", "Datum", "Resultat"], lines)
    return one(r, [H("Egenkontroll", 2), table], [shown])


@kind("date")
def month_thirteen(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A month that no year has."""
    day = r.randint(10, 27)
    shown = f"2023-{'13' if is_wrong else '11'}-{day}"
    lines = [["Lex Sarah-rapport 1", "2023-04-12"], ["Lex Sarah-rapport 2", "2023-09-06"],
             ["Lex Sarah-rapport 3", shown]]  # fmt: skip
    table = T("Rapporter enligt lex Sarah", ["Rapport", "Inkom"], lines)
    core: list[Block] = [H("Lex Sarah", 2), P("Tre rapporter togs emot under året."), table]
    return one(r, core, [shown])


@kind("weekday", PROSE)
def notice_of_meeting(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A notice with the wrong weekday."""
    day = workday(r, 2024, r.randint(5, 6))
    said = WEEKDAYS[(day.weekday() + (2 if is_wrong else 0)) % 7]
    text = f"Ärendet behandlas av socialnämnden {said} den {written(day)}, klockan 08.15."
    return one(r, [H("Beslutsgång", 2), P(text)], [said])


@kind("weekday")
def visits_in_a_table(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A table of dates and weekdays, one pair of which does not fit."""
    lines, printed = [], ""
    for at, home in enumerate(r.sample(HOMES, 4)):
        day = workday(r, 2023, 2 + 2 * at)
        said = WEEKDAYS[(day.weekday() + (3 if is_wrong and at == 1 else 0)) % 7]
        printed = day.isoformat() if at == 1 else printed
        lines.append([home, said, day.isoformat()])
    table = T("Förtroendevaldas besök 2023", ["Enhet", "Veckodag", "Datum"], lines)
    return one(r, [H("Verksamhetsbesök", 2), table], [printed])


@kind("weekday", PROSE)
def the_day_it_happened(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A looking back with the wrong weekday."""
    day = workday(r, 2023, 10)
    said = weekday(day + timedelta(days=4 if is_wrong else 0))
    text = (f"Driftstoppet började {said}en den {written(day)} och pågick i tre timmar. "
            "Trygghetslarmen fungerade under hela tiden.")  # fmt: skip
    return one(r, [H("Händelser", 2), P(text)], [said + "en", written(day)])


@kind("period", PROSE)
def tertials_that_overlap(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Three parts of a year, of which two share a month."""
    begins = "1 augusti" if is_wrong else "1 september"
    text = ("Året delas i tre uppföljningsperioder: 1 januari–30 april 2023, 1 maj–31 augusti "
            f"2023 och {begins}–31 december 2023. Efter varje period lämnas en rapport till "
            f"{r.choice(['nämnden', 'ledningsgruppen'])}.")  # fmt: skip
    return one(r, [H("Uppföljning", 2), P(text)], [begins])


@kind("period")
def quarters_with_a_gap(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Four quarters in a table, one of which begins a month late."""
    begins = "2023-08-01" if is_wrong else "2023-07-01"
    spans = [("2023-01-01", "2023-03-31"), ("2023-04-01", "2023-06-30"), (begins, "2023-09-30"),
             ("2023-10-01", "2023-12-31")]  # fmt: skip
    lines = [[f"Kvartal {at}", a, b, str(r.randint(190, 290))]
             for at, (a, b) in enumerate(spans, 1)]  # fmt: skip
    table = T("Egenskattningar per mätperiod", ["Period", "Från", "Till", "Antal"], lines)
    core: list[Block] = [
        H("Självskattning", 2),
        P("Skattningen pågår hela året utan uppehåll."),
        table,
    ]
    return one(r, core, [begins])


@kind("period", PROSE)
def ends_before_it_begins(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A project that ended before it began."""
    first, last = f"2023-03-{r.randint(10, 28)}", f"2023-10-{r.randint(10, 28)}"
    if is_wrong:
        first, last = last, first
    text = (f"Projektet om trygg utskrivning pågick {first}–{last} och har nu gått över i den "
            "ordinarie verksamheten.")  # fmt: skip
    return one(r, [H("Avslutade projekt", 2), P(text)], [first, last], ["date"])


@kind("numbering")
def a_table_is_skipped(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Numbered tables of which one number is missing."""
    numbers = [1, 2, 4 if is_wrong else 3]
    names = ["Personer med larm", "Personer med matlåda", "Personer med ledsagning"]
    drawn = [T(f"Tabell {n}. {name}", ["Område", "December 2023"],
               [["Norra", str(r.randint(40, 90))], ["Södra", str(r.randint(40, 90))]])
             for n, name in zip(numbers, names, strict=True)]  # fmt: skip
    core: list[Block] = [H("Insatser i siffror", 2), *drawn]
    return one(r, core, [f"Tabell {numbers[2]}"])


@kind("numbering")
def points_to_no_table(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A reference to a table that the paper does not have."""
    named = 6 if is_wrong else 2
    drawn = [T(f"Tabell {n}. {name}", ["Enhet", "Antal"],
               [[h, str(r.randint(20, 70))] for h in r.sample(HOMES, 3)])
             for n, name in ((1, "Nattliga tillsyner"), (2, "Digitala tillsyner"))]  # fmt: skip
    text = f"Fördelningen av de digitala tillsynerna framgår av tabell {named}."
    return one(r, [H("Tillsyn", 2), P(text), *drawn], [f"tabell {named}"])


@kind("numbering", PROSE)
def a_chapter_is_skipped(_r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Numbered chapters of which one number is missing."""
    heads = ["Inledning", "Egenkontroll", "Avvikelser", "Lex Sarah", "Förbättringsområden"]
    texts = ["Berättelsen följer samma upplägg som tidigare år.",
             "Egenkontrollen omfattar dokumentation, hygien och läkemedel.",
             "Avvikelser rapporteras, utreds och återkopplas på enheten.",
             "Alla medarbetare får information om rapporteringsskyldigheten.",
             "Fortsatt arbete behövs med återkoppling till den som rapporterat."]  # fmt: skip
    numbers = [1, 2, 3, 5, 6] if is_wrong else [1, 2, 3, 4, 5]
    core: list[Block] = [block for n, head, text in zip(numbers, heads, texts, strict=True)
            for block in (H(f"{n} {head}"), P(text))]  # fmt: skip
    paper = [P("Kvalitetsberättelse 2023 för vård och omsorg"), *core]
    return Draft([paper], (f"{numbers[3]} Lex Sarah", f"{numbers[3]}Lex Sarah"), ("contents",))


@kind("due")
def action_past_due(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """An action that is not begun though its date has passed."""
    due = f"2023-{r.randint(10, 12)}-15" if is_wrong else f"2024-{r.randint(10, 12)}-15"
    lines = [
        ["Ny rutin för nattfasta", "Enhetschef", "2024-09-30", "Pågår"],
        ["Översyn av läkemedelsskåp", "MAS", due, "Ej påbörjad"],
        ["Stöd till dokumentation", "Verksamhetsutvecklare", "2023-06-30", "Klar"],
    ]
    table = T("Handlingsplan per den 15 april 2024",
              ["Åtgärd", "Ansvarig", "Klart senast", "Status"], lines)  # fmt: skip
    return one(r, [H("Åtgärder", 2), table], [due])


@kind("due", PROSE)
def mandate_past_due(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A mandate that is still to be reported by a date that has passed."""
    due = written(date(2024, 1 if is_wrong else 9, r.randint(12, 26)))
    core: list[Block] = [
        P("Förvaltningen har ännu inte kunnat slutföra utredningen om delade turer."),
        P(f"Utredningen ska redovisas för nämnden senast den {due}."),
    ]
    return one(r, core, [due], title=LETTER)


@kind("due", PROSE)
def guideline_past_due(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A guideline that is to be decided by a date that has passed."""
    due = f"{2023 if is_wrong else 2024}-11-{r.randint(12, 28)}"
    text = (f"Arbetet med den nya riktlinjen pågår och riktlinjen ska vara beslutad senast {due}. "
            "Till dess gäller den tidigare rutinen.")  # fmt: skip
    core: list[Block] = [
        H("Kommande arbete", 2),
        P("Läget beskrivs per den 22 april 2024."),
        P(text),
    ]
    return one(r, core, [due])


@kind("sexes")
def total_outside_the_sexes(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A table by sex with one total outside of women and men."""
    lines, printed = [], ""
    for at, name in enumerate(["Nöjda med bemötandet", "Känner sig trygga", "Kan påverka tiden"]):
        women, men = r.randint(82, 90), r.randint(70, 78)
        both = women + 4 if is_wrong and at == 1 else (2 * women + men) // 3
        printed = str(both) if at == 1 else printed
        lines.append([name, str(women), str(men), str(both)])
    table = T("Brukarundersökning 2023, andel i procent",
              ["Fråga", "Kvinnor", "Män", "Totalt"], lines)  # fmt: skip
    return one(r, [H("Kön", 2), table], [printed])


@kind("sexes", PROSE)
def total_below_both(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A total in a sentence that is below women and men."""
    women, men = r.randint(86, 90), r.randint(76, 80)
    both = men - 4 if is_wrong else (women + men) // 2
    text = (f"Totalt var {both} procent nöjda med hemtjänsten 2023. Bland kvinnor var andelen "
            f"{women} procent och bland män {men} procent.")  # fmt: skip
    return one(r, [H("Nöjdhet", 2), P(text)], [f"{both} procent"])


@kind("sexes", PROSE)
def days_of_waiting_by_sex(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A mean of all that lies outside the means of women and men."""
    women, men = r.randint(38, 44), r.randint(51, 58)
    both = men + 9 if is_wrong else (women + men) // 2
    text = (f"Den genomsnittliga väntetiden till särskilt boende var {both} dagar 2023: {women} "
            f"dagar för kvinnor och {men} dagar för män.")  # fmt: skip
    return one(r, [H("Väntetid", 2), P(text)], [f"{both} dagar"])


@kind("numerator")
def assessed_of_fewer(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Cells that say so many of so many, one with more than its whole."""
    lines, printed = [], ""
    for at, year in enumerate((2020, 2021, 2022, 2023)):
        whole = r.randint(280, 390)
        fewer = r.randint(9, 40)
        part = whole + 9 if is_wrong and at == 2 else whole - fewer
        printed = f"{part} av {whole}" if at == 2 else printed
        lines.append([f"År {year}", f"{part} av {whole}"])
    table = T("Riskbedömningar som följts upp", ["År", "Uppföljda"], lines)
    return one(r, [H("Senior alert", 2), table], [printed], ["more_than_all"])


@kind("numerator")
def numerator_column(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Columns of numerator and denominator, one numerator of which is too large."""
    lines, printed = [], ""
    for at, name in enumerate(["Munhälsa bedömd", "Smärta skattad", "Brytpunktssamtal"]):
        whole = r.randint(60, 95)
        fewer = r.randint(7, 20)
        part = whole + 8 if is_wrong and at == 1 else whole - fewer
        printed = str(part) if at == 1 else printed
        lines.append([name, str(part), str(whole)])
    table = T("Palliativregistret 2023", ["Indikator", "Täljare", "Nämnare"], lines)
    return one(r, [H("Vård i livets slut", 2), table], [printed], ["more_than_all"])


@kind("numerator", PROSE)
def so_many_of_so_many(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A sentence with more assessments than there were patients."""
    whole = r.randint(120, 190)
    part = whole + 7 if is_wrong else whole - 17
    text = (f"Läkemedelsgenomgång med symtomskattning gjordes för {part} av {whole} patienter i "
            "särskilt boende.")  # fmt: skip
    return one(r, [H("Läkemedelsgenomgångar", 2), P(text)], [f"{part} av {whole}"],
               ["more_than_all", "share"])  # fmt: skip


@kind("chain")
def register_chain(r: Random, rows: Any, is_wrong: bool) -> Draft:
    """Those at risk are the whole of causes and plans, but not in one row."""
    year, steps = r.choice(rows.chains)
    (at_risk, every), (causes, _), (plans, _) = steps
    whole = at_risk + 14 if is_wrong else at_risk
    lines = [["Riskbedömningar med risk", str(at_risk), str(every), percent(at_risk, every)],
             ["Bakomliggande orsaker vid risk", str(causes), str(at_risk),
              percent(causes, at_risk)],
             ["Åtgärdsplan vid risk", str(plans), str(whole), percent(plans, whole)]]  # fmt: skip
    table = T(f"Senior alert {year}", ["Steg", "Antal", "Av", "Andel, %"], lines)
    return one(r, [H("Vårdprevention", 2), table], [str(whole), str(at_risk)])


@kind("chain", PROSE)
def chain_in_a_sentence(r: Random, rows: Any, is_wrong: bool) -> Draft:
    """A sentence whose second whole is not the first part."""
    year, steps = r.choice(rows.chains)
    (at_risk, every), _, (plans, _) = steps
    whole = at_risk + 23 if is_wrong else at_risk
    text = (f"Av {every} riskbedömningar {year} visade {at_risk} på risk. Av de {whole} "
            f"bedömningarna med risk fick {plans} en åtgärdsplan.")  # fmt: skip
    return one(r, [H("Senior alert", 2), P(text)], [str(whole), str(at_risk)], ["twice"])


@kind("chain")
def chain_in_cells(r: Random, rows: Any, is_wrong: bool) -> Draft:
    """Cells that say so many of so many, in the steps of the register."""
    year, steps = r.choice(rows.chains)
    (at_risk, every), (causes, _), (plans, _) = steps
    whole = at_risk - 11 if is_wrong else at_risk
    causes = min(causes, whole)
    lines = [["Riskbedömningar med risk", f"{at_risk} av {every}"],
             ["Bakomliggande orsaker vid risk", f"{causes} av {whole}"],
             ["Åtgärdsplan vid risk", f"{plans} av {at_risk}"]]  # fmt: skip
    table = T(f"Registrerade steg i Senior alert {year}", ["Steg", "Antal"], lines)
    return one(r, [H("Senior alert", 2), table], [f"{causes} av {whole}", str(at_risk)])
