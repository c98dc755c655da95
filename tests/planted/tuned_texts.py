"""Kinds of contradiction that stand in sentences; whoever tunes rules may read these."""

from random import Random

from tests.planted.cases import PROSE, Draft, H, P, T, kinds, percent, sv
from tests.planted.sources import Tables
from tests.planted.tuned_tables import head

KINDS, kind = kinds()
DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag")


@kind("sum")
def listed_parts(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = t.some(r, 3)
    total = sum(row[2] for row in rows) + (r.randint(3, 20) if wrong else 0)
    parts = [f"{sv(b)} {n.lower()}" for n, _, b in rows]
    text = f"Under 2023 rapporterades {sv(total)} händelser: {parts[0]}, {parts[1]} och {parts[2]}."
    return Draft([[*head(r), P(text)]], [sv(total)])


@kind("share")
def share_said(r: Random, t: Tables, wrong: bool) -> Draft:
    whole = r.randint(400, 900)
    part = whole * r.randint(12, 45) // 100
    said = percent(part + (whole // 9 if wrong else 0), whole)
    text = f"Av {whole} avvikelser gällde {part} läkemedel, vilket motsvarar {said} procent."
    return Draft([[*head(r), P(text)]], [f"{said} procent", said])


@kind("change")
def rise_that_fell(r: Random, t: Tables, wrong: bool) -> Draft:
    name, before, after = t.some(r, 1)[0]
    verb = "ökade" if (after > before) is not wrong else "minskade"
    text = f"{name} {verb} från {sv(before)} år 2022 till {sv(after)} år 2023."
    return Draft([[*head(r), P(text)]], [verb, sv(after), sv(before)], ["direction"])


@kind("change")
def change_in_percent(r: Random, t: Tables, wrong: bool) -> Draft:
    name, before, after = t.some(r, 1)[0]
    true = percent(abs(after - before), before)
    said = percent(abs(after - before) + before // 4 + 2, before) if wrong else true
    verb = "ökat" if after > before else "minskat"
    text = f"{name} har {verb} med {said} procent, från {sv(before)} till {sv(after)}."
    return Draft([[*head(r), P(text)]], [said, f"{said} procent"])


@kind("change")
def percent_points(r: Random, t: Tables, wrong: bool) -> Draft:
    before = r.randint(50, 70)
    after = before + r.randint(5, 18)
    said = after - before + (r.randint(3, 8) if wrong else 0)
    text = (f"Följsamheten till hygienrutinerna steg från {before} procent till {after} procent, "
            f"en ökning med {said} procentenheter.")  # fmt: skip
    return Draft([[*head(r, "Hygien"), P(text)]], [str(said)])


@kind("more_than_all")
def above_hundred(r: Random, t: Tables, wrong: bool) -> Draft:
    said = r.randint(103, 140) if wrong else r.randint(88, 100)
    text = f"Vid årets slut hade {said} procent av de boende en aktuell genomförandeplan."
    return Draft([[*head(r, "Genomförandeplaner"), P(text)]], [f"{said} procent", str(said)])


@kind("more_than_all")
def more_units(r: Random, t: Tables, wrong: bool) -> Draft:
    whole = r.randint(9, 14)
    part = whole + 2 if wrong else whole - 2
    text = f"Av kommunens {whole} särskilda boenden har {part} genomfört egenkontrollen."
    return Draft([[*head(r, "Egenkontroll"), P(text)]], [str(part)], ["numerator"])


@kind("text_table")
def goal_and_text(r: Random, t: Tables, wrong: bool) -> Draft:
    out = r.randint(70, 84)
    said = out - r.randint(3, 9) if wrong else out
    rows = [["Nöjda med sin hemtjänst", "88 %", f"{out} %"]]
    table = T("Tabell 1. Mål och utfall 2023", ["Mått", "Måltal", "Utfall"], rows)
    text = P(f"Utfallet visar att {said} procent är nöjda med sin hemtjänst.")
    return Draft([[*head(r, "Mål"), table, text]], [f"{said} procent", str(said)], ["twice"])


@kind("twice")
def said_twice(r: Random, t: Tables, wrong: bool) -> Draft:
    first = r.randint(75, 85)
    second = first + r.randint(3, 8) if wrong else first
    one = P(f"År 2023 var {first} procent av de äldre nöjda med sin hemtjänst.")
    two = P(f"År 2023 var {second} procent av de äldre nöjda med sin hemtjänst.")
    blocks = [*head(r, "Brukarnas röst"), one, H("Sammanfattning"), two]
    return Draft([blocks], [f"{first} procent", f"{second} procent"], ["text_table", "papers"])


@kind("unit")
def both_units(r: Random, t: Tables, wrong: bool) -> Draft:
    tkr = r.randint(21, 180) * 100
    said = tkr // 10 if wrong else tkr
    text = f"Underskottet uppgår till {sv(tkr / 1000, 1)} mnkr ({sv(said)} tkr) efter februari."
    return Draft([[*head(r, "Ekonomi"), P(text)]], [sv(said), f"{sv(tkr / 1000, 1)} mnkr"],
                 ["twice"])  # fmt: skip


@kind("date")
def no_such_day(r: Random, t: Tables, wrong: bool) -> Draft:
    month = r.choice(["april", "juni", "september", "november"])
    said = f"{31 if wrong else 30} {month} 2023"
    text = f"Egenkontrollen genomfördes den {said} vid alla enheter."
    return Draft([[*head(r, "Egenkontroll"), P(text)]], [said])


@kind("date")
def no_leap_day(r: Random, t: Tables, wrong: bool) -> Draft:
    said = r.choice(["2023-02-29", "2023-02-30", "2023-13-05"]) if wrong else "2024-02-29"
    return Draft([[*head(r), P(f"Uppgifterna hämtades {said} ur verksamhetssystemet.")]], [said])


@kind("weekday")
def day_of_week(r: Random, t: Tables, wrong: bool) -> Draft:
    right = r.randint(0, 4)
    named = DAYS[(right + r.randint(1, 4)) % 5] if wrong else DAYS[right]
    text = f"Nämnden sammanträder {named}en den {25 + right} mars 2024 klockan 08.15."
    return Draft([[*head(r, "Kallelse"), P(text)]], [named])


@kind("period", PROSE)
def ends_before(r: Random, t: Tables, wrong: bool) -> Draft:
    end = "2022" if wrong else "2024"
    said = f"1 september 2023–31 mars {end}"
    return Draft([[*head(r), P(f"Uppföljningen avser perioden {said}.")]], [said, f"mars {end}"])


@kind("numbering", PROSE)
def table_gap(r: Random, t: Tables, wrong: bool) -> Draft:
    blocks: list[H | P | T] = [*head(r)]
    for at, number in enumerate([1, 2, 4 if wrong else 3]):
        rows = [[n, sv(b)] for n, _, b in t.some(r, 2)]
        blocks.append(
            T(f"Tabell {number}. Händelser, del {at + 1}", ["Typ", f"Del {at + 1}"], rows)
        )
    return Draft([blocks], ["Tabell 4", "Tabell 3", "4"])


@kind("numbering", PROSE)
def no_such_table(r: Random, t: Tables, wrong: bool) -> Draft:
    number = r.randint(3, 7) if wrong else 1
    rows = [[n, sv(b)] for n, _, b in t.some(r, 3)]
    text = P(f"Fördelningen redovisas i tabell {number}.")
    table = T("Tabell 1. Händelser 2023", ["Typ", "Antal"], rows)
    return Draft([[*head(r), text, table]], [f"tabell {number}"])


@kind("due", PROSE)
def due_said(r: Random, t: Tables, wrong: bool) -> Draft:
    day = r.choice(["15 januari", "1 februari"]) if wrong else "15 september"
    text = f"Åtgärden pågår och ska vara klar senast den {day} 2024."
    return Draft([[H("Tjänsteskrivelse"), P("Datum: 2024-03-27"), P(text)]], [f"{day} 2024"])


@kind("sexes")
def sexes_said(r: Random, t: Tables, wrong: bool) -> Draft:
    women, men = r.sample(range(60, 88), 2)
    total = max(women, men) + r.randint(2, 6) if wrong else (women + men) // 2
    text = (f"Totalt är {total} procent nöjda, {women} procent av kvinnorna och {men} procent "
            "av männen.")  # fmt: skip
    return Draft([[*head(r, "Brukarnas röst"), P(text)]], [f"{total} procent", str(total)])


@kind("numerator")
def n_of_m(r: Random, t: Tables, wrong: bool) -> Draft:
    _, ((part, whole), *_) = r.choice(t.chains)
    if wrong:
        part, whole = whole + r.randint(1, 5), part
    text = f"Under året visade {part} av {whole} riskbedömningar på risk."
    return Draft([[*head(r, "Senior alert"), P(text)]], [f"{part} av {whole}"], ["more_than_all"])


@kind("chain")
def chain_said(r: Random, t: Tables, wrong: bool) -> Draft:
    _, ((risk, all_), (causes, _), _) = r.choice(t.chains)
    whole = risk + r.randint(6, 20) if wrong else risk
    text = (f"Av {all_} riskbedömningar visade {risk} på risk. Bakomliggande orsaker bedömdes i "
            f"{causes} av {whole} bedömningar med risk.")  # fmt: skip
    return Draft([[*head(r, "Senior alert"), P(text)]], [f"{causes} av {whole}", str(risk)])


@kind("hundred")
def answers_said(r: Random, t: Tables, wrong: bool) -> Draft:
    yes, part = r.randint(40, 55), r.randint(20, 30)
    no = 100 - yes - part + (r.randint(5, 15) if wrong else r.choice([-1, 0, 1]))
    text = (f"På frågan om maten svarade {yes} procent ja, {part} procent delvis och "
            f"{no} procent nej.")  # fmt: skip
    return Draft([[*head(r, "Brukarnas röst"), P(text)]], [f"{no} procent", f"{yes} procent"])


@kind("answer_rate")
def rate_said(r: Random, t: Tables, wrong: bool) -> Draft:
    asked, answered = r.randint(300, 500), r.randint(120, 220)
    rate = percent(answered + (asked // 9 if wrong else 0), asked, 1)
    text = (f"Enkäten skickades till {asked} personer och {answered} svarade, vilket ger en "
            f"svarsfrekvens på {rate} procent.")  # fmt: skip
    return Draft([[*head(r, "Brukarnas röst"), P(text)]], [f"{rate} procent", rate], ["share"])


@kind("direction")
def goal_said(r: Random, t: Tables, wrong: bool) -> Draft:
    out = r.randint(70, 84)
    words = "nåddes" if wrong else "nåddes inte"
    text = f"Målet på 88 procent {words}: utfallet blev {out} procent."
    return Draft([[*head(r, "Mål"), P(text)]], [words, f"{out} procent"])


@kind("few")
def few_said(r: Random, t: Tables, wrong: bool) -> Draft:
    answers = r.choice([3, 4, 5]) if wrong else r.randint(80, 200)
    share = percent(answers * 4 // 5, answers)
    text = f"Av {answers} svarande uppgav {share} procent att de är nöjda."
    return Draft([[*head(r, "Brukarnas röst"), P(text)]], [f"{share} procent"])


@kind("papers", PROSE)
def two_counts(r: Random, t: Tables, wrong: bool) -> Draft:
    count = r.randint(190, 210)
    other = count + r.randint(2, 6) if wrong else count
    words = "kommuner deltog i brukarundersökningarna 2023"
    one, two = f"Sammanlagt {count} {words}.", f"Sammanlagt {other} {words}."
    return Draft([[*head(r, "Underlag"), P(one)], [*head(r, "Rapport"), P(two)]],
                 [f"{count} kommuner", f"{other} kommuner"], ["twice"])  # fmt: skip


@kind("names", PROSE)
def of_municipality(r: Random, t: Tables, wrong: bool) -> Draft:
    right, slip = r.choice([("Härnösands", "Hernösands"), ("Kungsbacka", "Kungsbaka"),
                            ("Sundsvalls", "Sundsvals")])  # fmt: skip
    name = slip if wrong else right
    text = f"Jämförelsen gjordes med {name} kommun under hösten."
    return Draft([[*head(r, "Jämförelse"), P(text)]], [f"{name} kommun", slip])


@kind("contents", PROSE)
def missing_chapter(r: Random, t: Tables, wrong: bool) -> Draft:
    chapters = ["Inledning", "Avvikelser", "Egenkontroll", "Riskanalyser"]
    listed = [P(f"{at} {name}\t{at + 2}") for at, name in enumerate(chapters, 1)]
    gone = r.randint(2, 3) if wrong else -1
    written = ["Klagomål" if at == gone else name for at, name in enumerate(chapters, 1)]
    body = [one for at, name in enumerate(written, 1)
            for one in (H(f"{at} {name}"), P("Kapitlet beskriver årets arbete."))]  # fmt: skip
    return Draft([[H("Innehåll"), *listed, *body]], [chapters[gone - 1], "Klagomål"], ["numbering"])
