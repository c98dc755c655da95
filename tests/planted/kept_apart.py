"""The third that is kept apart: kinds, wordings and near-misses of its own.

WHOEVER TUNES RULES MUST NOT READ THIS FILE, nor look at what single cases of it gave. It was
written before the first rule and is scored once: `python -m tests.planted --kept-apart`.
"""

from random import Random

from tests.planted.cases import PROSE, Block, Draft, H, P, T, kinds, percent, sv
from tests.planted.sources import Tables

KINDS, kind = kinds()
SEED = 90417
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"


def begin(title: str, *words: str) -> list[Block]:
    """Open a paper in another way than the tuned ones."""
    return [H("Patientsäkerhetsberättelse"), H(title, 2), *[P(one) for one in words]]


@kind("sum", may_turn=True)
def sexes_sum(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = []
    for name, women, men in t.some(r, 3):
        rows.append([name, sv(women), sv(men), sv(women + men)])
    true = int(rows[1][3].replace(" ", ""))
    if wrong:
        rows[1][3] = sv(true + r.randint(4, 25))
    table = T("Händelser fördelade på kön", ["Händelse", "Kvinnor", "Män", "Samtliga"], rows)
    return Draft([[*begin("Utfall"), table]], [rows[1][3]])


@kind("sum")
def frame_parts(r: Random, t: Tables, wrong: bool) -> Draft:
    parts = [r.randint(20, 146) / 10 for _ in range(3)]
    total = sum(parts) + (r.randint(6, 20) / 10 if wrong else 0)
    a, b, c = (sv(one, 1) for one in parts)
    text = (
        f"Kostnadsramen är {sv(total, 1)} miljoner kronor per år, varav {a} miljoner går till "
        f"kvalitetsregister, {b} miljoner till uppföljning och {c} miljoner till samordning."
    )
    return Draft([begin("Finansiering", text)], [f"{sv(total, 1)} miljoner", sv(total, 1)])


@kind("share")
def so_many_of(r: Random, t: Tables, wrong: bool) -> Draft:
    whole = r.randint(320, 720)
    part = whole * r.randint(20, 80) // 100
    said = percent(part - (whole // 8 if wrong else 0), whole)
    text = f"Totalt {part} av {whole} ({said} %) delegerade hade gått webbutbildningen."
    return Draft([begin("Delegering", text)], [f"{said} %", said])


@kind("change")
def compared_with(r: Random, t: Tables, wrong: bool) -> Draft:
    name, before, after = t.some(r, 1)[0]
    word = "en ökning" if (after > before) is not wrong else "en minskning"
    text = (
        f"Under 2023 inkom {sv(after)} rapporter om {name.lower()}, {word} jämfört med "
        f"{sv(before)} under 2022."
    )
    return Draft(
        [begin("Rapporterade händelser", text)], [word, sv(before), sv(after)], ["direction"]
    )


@kind("change")
def by_so_many(r: Random, t: Tables, wrong: bool) -> Draft:
    name, before, after = t.some(r, 1)[0]
    by = abs(after - before) + (r.randint(4, 12) if wrong else 0)
    verb = "fler" if after > before else "färre"
    text = f"{name}: {sv(after)} händelser mot {sv(before)} året innan, alltså {sv(by)} {verb}."
    return Draft([begin("Utveckling", text)], [f"{sv(by)} {verb}", sv(by)])


@kind("more_than_all")
def part_of_rooms(r: Random, t: Tables, wrong: bool) -> Draft:
    places = r.randint(30, 60)
    taken = places + r.randint(2, 8) if wrong else places - r.randint(1, 5)
    text = f"Boendet har {places} lägenheter. Av dessa var {taken} uthyrda vid årsskiftet."
    return Draft([begin("Boendet", text)], [str(taken)], ["numerator"])


@kind("text_table")
def said_before(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 4)
    name, before, _ = rows[2]
    said = before + (r.randint(4, 20) if wrong else 0)
    lines = [[n, sv(a), sv(b)] for n, a, b in rows]
    text = f"{name} stod för {sv(said)} händelser år 2022."
    table = T("Händelser i antal, 2022 och 2023", ["Händelse", "2022", "2023"], lines)
    return Draft([[*begin("Händelser", text), table]], [sv(said)], ["twice"])


@kind("twice")
def summary_differs(r: Random, t: Tables, wrong: bool) -> Draft:
    first = r.randint(210, 330)
    second = first - r.randint(3, 15) if wrong else first
    one = f"Antalet unika personer i Senior alert var {first} under 2023."
    two = f"Under 2023 var antalet unika personer i Senior alert {second}."
    blocks = [*begin("Senior alert", one), H("Slutsats", 2), P(two)]
    return Draft([blocks], [str(first), str(second)], ["text_table"])


@kind("unit")
def big_money(r: Random, t: Tables, wrong: bool) -> Draft:
    tkr = r.randint(120, 980) * 10
    unit = "mnkr" if wrong else "tkr"
    rows = [["Hemtjänst", sv(tkr)], ["Nattpatrull", sv(tkr // 6)]]
    table = T("Avvikelse mot budget, tkr", ["Verksamhet", "Avvikelse tkr"], rows)
    text = f"Hemtjänst avviker med {sv(tkr)} {unit} mot budget."
    return Draft([[*begin("Ekonomiskt läge"), table, P(text)]], [f"{sv(tkr)} {unit}"],
                 ["text_table", "twice"])  # fmt: skip


@kind("date")
def written_day(r: Random, t: Tables, wrong: bool) -> Draft:
    said = r.choice(["30/2 2023", "31.4.2023", "30 febr. 2023"]) if wrong else "28/2 2023"
    return Draft(
        [begin("Mätning", f"Punktprevalensmätningen gjordes {said} på alla enheter.")], [said]
    )


@kind("weekday")
def day_in_brackets(r: Random, t: Tables, wrong: bool) -> Draft:
    days = ["tisdag", "onsdag", "torsdag", "fredag"]
    at = r.randint(0, 3)
    named = days[(at + 1) % 4] if wrong else days[at]
    text = f"Nästa träff är 2024-05-{14 + at} ({named}) i stora salen."
    return Draft([begin("Tider", text)], [named, f"2024-05-{14 + at}"])


@kind("period")
def months_of_quarter(r: Random, t: Tables, wrong: bool) -> Draft:
    right, off = r.choice([("januari–mars", "januari–april"), ("april–juni", "april–juli")])
    number = "första" if right.startswith("jan") else "andra"
    said = off if wrong else right
    text = f"Rapporten gäller {number} kvartalet ({said}) 2024."
    return Draft([begin("Redovisning", text)], [said, f"{number} kvartalet"])


@kind("numbering", PROSE)
def chapter_gap(r: Random, t: Tables, wrong: bool) -> Draft:
    numbers = [1, 2, 4, 5] if wrong else [1, 2, 3, 4]
    names = ["Bakgrund", "Metod", "Utfall", "Slutsats"]
    blocks: list[Block] = []
    for number, name in zip(numbers, names, strict=True):
        blocks += [H(f"{number} {name}", 1), P("Här beskrivs arbetet.")]
    return Draft([blocks], ["4 Utfall", "4", "2 Metod"])


@kind("numbering", PROSE)
def figure_pointed(r: Random, t: Tables, wrong: bool) -> Draft:
    number = r.randint(4, 9) if wrong else 2
    blocks = [*begin("Diagram", f"Utvecklingen visas i figur {number}."),
              P("Figur 1. Fall per månad"), P("Figur 2. Trycksår per månad")]  # fmt: skip
    return Draft([blocks], [f"figur {number}"])


@kind("due")
def late_promise(r: Random, t: Tables, wrong: bool) -> Draft:
    day = "2023-05-30" if wrong else "2024-10-31"
    rows = [["Riktlinje för natt", day, "Ej påbörjad"], ["Översyn av larm", "2024-12-01", "Pågår"]]
    table = T("Uppdragslista", ["Uppdrag", "Slutdatum", "Läge"], rows)
    return Draft([[H("Planering"), P("Härnösand den 26 april 2024"), table]], [day])


@kind("sexes", may_turn=True)
def sexes_columns(r: Random, t: Tables, wrong: bool) -> Draft:
    women, men = r.sample(range(20, 60), 2)
    total = min(women, men) - r.randint(2, 6) if wrong else (women + men + 1) // 2
    rows = [["Utredningstid i dagar, medelvärde", str(women), str(men), str(total)]]
    table = T("Nyckeltal 2023", ["Nyckeltal", "Kvinnor", "Män", "Alla"], rows)
    return Draft([[*begin("Individ- och familjeomsorg"), table]], [str(total)], ["sum"])


@kind("numerator")
def pair_cells(r: Random, t: Tables, wrong: bool) -> Draft:
    _, steps = r.choice(t.chains)
    cells = [f"{a} av {b}" for a, b in steps]
    if wrong:
        part, whole = steps[0]
        cells[0] = f"{whole} av {part}"
    rows = [[str(2021 + at), cell] for at, cell in enumerate(cells)]
    table = T("Genomförda bedömningar", ["År", "Utförda"], rows)
    return Draft([[*begin("Vårdprevention"), table]], [cells[0]], ["more_than_all"])


@kind("chain")
def funnel(r: Random, t: Tables, wrong: bool) -> Draft:
    _, (risk, causes, plan) = r.choice(t.chains)
    whole = plan[1] + (r.randint(7, 22) if wrong else 0)
    text = (f"Riskbedömningar med risk var {risk[0]} av {risk[1]}. Åtgärdsplan vid risk fanns i "
            f"{plan[0]} av {whole}. Bakomliggande orsaker vid risk bedömdes i {causes[0]} av "
            f"{causes[1]}.")  # fmt: skip
    return Draft([begin("Kedjan", text)], [f"{plan[0]} av {whole}", str(risk[0])])


@kind("hundred", may_turn=True)
def grades(r: Random, t: Tables, wrong: bool) -> Draft:
    shares = [r.randint(30, 40), r.randint(25, 30), r.randint(10, 15), r.randint(4, 8)]
    shares.append(100 - sum(shares) - (r.randint(6, 9) if wrong else 0))
    names = ["Mycket nöjd", "Ganska nöjd", "Varken eller", "Ganska missnöjd", "Mycket missnöjd"]
    rows = [["Samtliga", *(f"{one} %" for one in shares)]]
    table = T("Hur nöjd är du? Svarsfördelning i procent", ["Grupp", *names], rows)
    return Draft([[*begin("Enkät"), table]], list(rows[0][1:]), ["sum"])


@kind("answer_rate")
def took_part(r: Random, t: Tables, wrong: bool) -> Draft:
    asked, answered = r.randint(180, 260), r.randint(80, 120)
    rate = percent(answered + (30 if wrong else 0), asked)
    text = (
        f"Svarsfrekvensen var {rate} procent: {answered} av {asked} tillfrågade besvarade enkäten."
    )
    return Draft([begin("Enkät", text)], [f"{rate} procent", rate], ["share"])


@kind("direction")
def highest(r: Random, t: Tables, wrong: bool) -> Draft:
    values = [r.randint(20, 60) for _ in range(5)]
    values[-1] = max(values[:-1]) - 5 if wrong else max(values[:-1]) + 7
    rows = [[str(2019 + at), str(one)] for at, one in enumerate(values)]
    table = T("Registreringar i palliativregistret", ["År", "Registreringar"], rows)
    text = f"Antalet registreringar, {values[-1]} år 2023, är det högsta sedan 2019."
    return Draft([[*begin("Palliativ vård"), table, P(text)]], ["högsta", str(values[-1])])


@kind("direction")
def goal_low(r: Random, t: Tables, wrong: bool) -> Draft:
    out = r.randint(12, 15) if wrong else r.randint(7, 10)
    text = ("Målet är att en brukare möter högst 10 personer under 14 dagar. Utfallet blev "
            f"{out} personer och målet är uppnått.")  # fmt: skip
    return Draft([begin("Kontinuitet", text)], ["uppnått", f"{out} personer"])


@kind("few")
def few_answered(r: Random, t: Tables, wrong: bool) -> Draft:
    count = r.choice([2, 4, 5])
    share = percent(count // 2, count)
    words = "" if wrong else " Underlaget är litet och ska tolkas försiktigt."
    text = f"Enkäten besvarades av {count} personer, varav {share} procent var nöjda.{words}"
    return Draft([begin("Närståendeenkät", text)], [f"{share} procent"])


@kind("name_units")
def name_in_two(r: Random, t: Tables, wrong: bool) -> Draft:
    value = sv(r.randint(71, 99) / 10, 1)
    unit = f"{value} %" if wrong else f"{value} läkemedel per patient"
    one = f"Stående läkemedel i särskilt boende: {unit}."
    two = f"Stående läkemedel i särskilt boende: {value} läkemedel per patient."
    return Draft(
        [[*begin("Resultat", one), H("Bilaga", 2), P(two)]], [unit, value], ["unit", "twice"]
    )


@kind("papers", PROSE)
def letter_and_report(r: Random, t: Tables, wrong: bool) -> Draft:
    count = r.randint(1100, 1300)
    other = count + (r.randint(3, 30) if wrong else 0)
    one = f"Under 2023 rapporterades {sv(count)} avvikelser enligt HSL."
    two = f"Enligt HSL rapporterades {sv(other)} avvikelser under 2023."
    return Draft([begin("Avvikelser", one), [H("Tjänsteskrivelse"), P(two)]],
                 [sv(count), sv(other)], ["twice"])  # fmt: skip


@kind("names")
def list_of_places(r: Random, t: Tables, wrong: bool) -> Draft:
    slip = r.choice(["Örnskjöldsvik", "Solefteå", "Ånge kommun X", "Strömsunds"]) if wrong else ""
    name = {"Örnskjöldsvik": "Örnsköldvik", "Solefteå": "Solefteå", "Ånge kommun X": "Ånga",
            "Strömsunds": "Strömsundh", "": "Sollefteå"}[slip]  # fmt: skip
    rows = [["Timrå", "17 902"], [name, "18 404"], ["Ånge", "9 120"]]
    table = T("Jämförelsekommuner", ["Kommun", "Invånare"], rows)
    return Draft([[*begin("Jämförelse"), table]], [name])


@kind("contents", PROSE)
def wrong_number(r: Random, t: Tables, wrong: bool) -> Draft:
    names = ["Bakgrund", "Struktur", "Resultat", "Analys"]
    listed = [P(f"{at}. {name} {'.' * 12} {at * 3}") for at, name in enumerate(names, 1)]
    order = [0, 2, 1, 3] if wrong else [0, 1, 2, 3]
    body: list[Block] = []
    for at, which in enumerate(order, 1):
        body += [H(f"{at}. {names[which]}"), P("Avsnittet beskriver läget.")]
    return Draft(
        [[H("Innehållsförteckning"), *listed, *body]], ["Struktur", "Resultat"], ["numbering"]
    )


SENTENCES = (
    "Telefontid är 9.00–11.30 på 070-612 34 56, måndag till torsdag.",
    "Lagen (2003:460) och 7 kap. 3 § patientsäkerhetslagen (2010:659) gäller.",
    "Knappt två av tre chefer, 13 av 20 eller 65 procent, svarade.",
    "Ungefär en tredjedel, 81 av 247, hade en trycksårsrisk.",
    "Talet var 1 189 och delas av 365 dagar, alltså drygt 3 om dagen.",
    "Medelvärdet gick från 7,4 till 7,7 och är fortfarande lägre än länets 8,1.",
    "Av 840 ärenden i urvalet besvarades 228 enkäter av 424 utskickade, 53,8 procent.",
    "Frågan ställdes till 80 personer; 79 procent är nöjda, en procentenhet lägre än 2022.",
    "Mål: minst 90 procent. Utfall: 88,9 procent. Målet nåddes nästan.",
    "Vecka 9 börjar måndagen den 26 februari 2024.",
    "Under 2022 registrerades 108 personer, under 2023 registrerades 114 personer.",
    "Medarbetare per 1 000 invånare: 41; kostnad per brukare 312 tkr.",
)

GRIDS = (
    T("Andelar i procent, avrundade", ["Läge", "Andel"],
      [["Avslutade", "61 %"], ["Pågående", "25 %"], ["Ej bedömda", "15 %"]]),
    T("Poster i tkr", ["Post", "Jan", "Feb", "Förändring"],
      [["Natt", "-269", "-516", "-247"], ["Dag", "-1 828", "-3 270", "-1 442"]]),
    T("Behov och kö", ["Mått", "Jan", "Feb", "Mar"],
      [["Behov", "6", "5", "7"], ["varav väntat mer än tre månader", "2", "2", "3"]]),
    T("Kvinnor och män, antal", ["Grupp", "Kvinnor", "Män", "Totalt"],
      [["Hemtjänst", "310", "190", "500"], ["Boende", "140", "75", "215"]]),
)  # fmt: skip


def papers() -> list[list[Block]]:
    """Give the near-misses that are kept apart, each a paper of its own."""
    return [[P(text)] for text in SENTENCES] + [[grid] for grid in GRIDS]
