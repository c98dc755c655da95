# ruff: noqa: E501
"""The second part kept apart, in sentences; see `apart2`."""

from random import Random

from tests.planted.apart2 import HOMES, KINDS, kind, opened
from tests.planted.cases import PROSE, Draft, H, P, T, percent, sv
from tests.planted.sources import Tables

__all__ = ["KINDS"]


@kind("sum")
def parts_told(r: Random, t: Tables, wrong: bool) -> Draft:
    a, b, c = r.randint(40, 90), r.randint(20, 39), r.randint(5, 19)
    whole = a + b + c + (r.randint(3, 15) if wrong else 0)
    text = r.choice([
        f"Sammanlagt {whole} synpunkter kom in, fördelade på {a} klagomål, {b} förslag och {c} beröm.",
        f"Vi tog emot {whole} synpunkter: {a} klagomål, {b} förslag samt {c} beröm.",
        f"{a} klagomål, {b} förslag och {c} beröm ger tillsammans {whole} synpunkter.",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [str(whole)])


@kind("share")
def in_brackets(r: Random, t: Tables, wrong: bool) -> Draft:
    whole = r.randint(120, 400)
    part = whole * r.randint(15, 60) // 100
    said = percent(part + (whole // 8 if wrong else 0), whole)
    text = r.choice([
        f"{part} av {whole} fall ({said} %) skedde nattetid.",
        f"Nattetid skedde {part} fall, {said} procent av årets {whole} fall.",
        f"Totalt {whole} fall. Nattetid: {part} ({said} %).",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [f"{said} %", f"{said} procent"])


@kind("share")
def fraction(r: Random, t: Tables, wrong: bool) -> Draft:
    whole = r.randint(20, 60) * 12
    word, by = r.choice([("en tredjedel", 3), ("en fjärdedel", 4), ("hälften", 2)])
    part = whole // by + (whole // 7 if wrong else 0)
    text = r.choice([f"Av de {whole} besöken var {part} oplanerade, det vill säga {word}.",
                     f"{part} av {whole} besök, alltså {word}, var oplanerade."])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [word, str(part)])


@kind("change")
def up_or_down(r: Random, t: Tables, wrong: bool) -> Draft:
    low, high = r.randint(20, 50), r.randint(55, 95)
    old, new = (low, high) if r.random() < 0.5 else (high, low)
    up = (new > old) is not wrong
    text = r.choice([
        f"Trycksåren blev {'fler' if up else 'färre'} i år, {new} jämfört med {old} i fjol.",
        f"Antalet fall {'gick upp' if up else 'gick ner'} till {new} mot {old} året före.",
        f"Väntetiden {'förlängdes' if up else 'kortades'} från {old} till {new} dagar.",
        f"Vi ser en {'uppgång' if up else 'nedgång'} från {old} till {new} rapporter.",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [str(new), str(old)], ["direction"])


@kind("change")
def times(r: Random, t: Tables, wrong: bool) -> Draft:
    base = r.randint(18, 45)
    up = r.random() < 0.5
    old, new = (base, base * 2) if up else (base * 2, base)
    if wrong:
        old, new = new, old
    verb = r.choice(["har fördubblats", "fördubblades"] if up else ["har halverats", "halverades"])
    text = r.choice([f"Inläggningarna {verb}, från {old} till {new}.",
                     f"Inläggningarna {verb} mellan åren: {old} år 2022, {new} år 2023."])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [verb, str(new), str(old)])


@kind("change")
def how_many_more(r: Random, t: Tables, wrong: bool) -> Draft:
    old, more = r.randint(40, 90), r.randint(8, 30)
    said = more + (r.randint(3, 9) if wrong else 0)
    text = r.choice([
        f"År 2023 var det {old + more} ärenden, {said} fler än de {old} ärendena 2022.",
        f"Ärendena växte med {said} stycken, från {old} till {old + more}.",
        f"Från {old} till {old + more} ärenden: plus {said}.",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [str(said)])


@kind("more_than_all")
def more_than_asked(r: Random, t: Tables, wrong: bool) -> Draft:
    whole = r.randint(11, 17)
    part = whole + r.randint(1, 3) if wrong else whole - r.randint(1, 3)
    text = r.choice([
        f"Bland de {whole} hemtjänstgrupperna har {part} infört den nya rutinen.",
        f"{part} av våra {whole} hemtjänstgrupper har infört den nya rutinen.",
        f"Kommunen har {whole} hemtjänstgrupper, varav {part} har infört rutinen.",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [str(part)], ["numerator", "sum"])


@kind("more_than_all")
def above_all(r: Random, t: Tables, wrong: bool) -> Draft:
    said = r.randint(102, 118) if wrong else r.randint(82, 99)
    text = r.choice([
        f"Hela {said} procent av patienterna har en omvårdnadsansvarig sjuksköterska.",
        f"Basala hygienrutiner: {said} % av medarbetarna följer dem.",
        f"Vid årsskiftet var {said} % av delegeringarna aktuella.",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [str(said)])


@kind("twice")
def again(r: Random, t: Tables, wrong: bool) -> Draft:
    first = r.randint(12, 30)
    second = first + r.randint(2, 6) if wrong else first
    one, two = r.choice([
        (f"Under 2023 inkom {first} rapporter enligt lex Sarah.",
         f"Det inkom {second} rapporter enligt lex Sarah under 2023."),
        (f"Vi har {first} legitimerade sjuksköterskor anställda.",
         f"I dag har vi {second} legitimerade sjuksköterskor anställda."),
        (f"Antal egenkontroller 2023: {first}", f"Antal egenkontroller 2023: {second}"),
    ])  # fmt: skip
    blocks = [*opened(r), P(one), H("Fördjupning", 2), P("Här beskrivs arbetet närmare."), P(two)]
    return Draft([blocks], [str(first), str(second)], ["text_table", "papers"])


@kind("unit")
def two_ways(r: Random, t: Tables, wrong: bool) -> Draft:
    tkr = r.randint(12, 97) * 100
    kr = tkr * (10000 if wrong else 1000)
    million = sv(tkr / 1000, 1)
    text = r.choice([
        f"Överskottet blev {million} miljoner kronor, det vill säga {sv(kr)} kronor.",
        f"Överskott: {million} Mkr ({sv(kr)} kr).",
        f"Resultatet är {sv(kr)} kronor, alltså {million} miljoner kronor.",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [sv(kr), f"{million} M", f"{million} m"], ["twice"])


@kind("date")
def day_said(r: Random, t: Tables, wrong: bool) -> Draft:
    said = r.choice(["31/6 2023", "31 nov 2023", "den 31:a september 2023", "30 februari 2024"]
                    if wrong else
                    ["30/6 2023", "30 nov 2023", "den 30:e september 2023", "29 februari 2024"])  # fmt: skip
    text = r.choice([f"Senaste brandövningen hölls {said}.", f"Avtalet skrevs under {said}."])
    return Draft([[*opened(r), P(text)]], [said.removeprefix("den ")[:4]])


@kind("weekday")
def meeting_day(r: Random, t: Tables, wrong: bool) -> Draft:
    right = r.randint(0, 4)
    at = (right + r.randint(1, 4)) % 5 if wrong else right
    long = ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen")[at]
    short = ("mån", "tis", "ons", "tors", "fre")[at]
    day = 20 + right
    text, named = r.choice([
        (f"Nästa möte: {long[:-2]} {day} maj 2024 kl. 13.", long[:-2]),
        (f"Vi ses {short} {day}/5 2024 i konferensrummet.", short),
        (f"Sammanträdet flyttas till {long} den {day} maj 2024.", long),
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [f"{named} {day}", named])


@kind("period", PROSE)
def from_to(r: Random, t: Tables, wrong: bool) -> Draft:
    year = 2022 if wrong else 2024
    text, said = r.choice([
        (f"Granskningen omfattar tiden från och med den 1 oktober 2023 till och med den 31 maj {year}.",
         f"31 maj {year}"),
        (f"Avtalstid: 2023-10-01 – {year}-05-31.", f"{year}-05-31"),
        (f"Mätningen pågick oktober 2023 till maj {year}.", f"maj {year}"),
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [said])


@kind("numbering", PROSE)
def points_to_nothing(r: Random, t: Tables, wrong: bool) -> Draft:
    number = r.randint(4, 8) if wrong else 2
    tables = [T(f"Tabell {n}. Läget i grupp {n}", ["Boende", f"Fall grupp {n}"],
                [[h, sv(r.randint(5, 40))] for h in r.sample(HOMES, 2)]) for n in (1, 2)]  # fmt: skip
    said = r.choice([f"Siffrorna finns samlade i tabell {number}.", f"Se även tabell {number}."])
    return Draft([[*opened(r), P(said), *tables]], [f"tabell {number}"])


@kind("due", PROSE)
def not_done(r: Random, t: Tables, wrong: bool) -> Draft:
    when = r.choice(["31 januari 2024", "15 februari 2024"]) if wrong else "31 oktober 2024"
    text = r.choice([
        f"Arbetet med ny larmrutin är inte slutfört. Det ska vara färdigt den {when}.",
        f"Översynen är ännu inte klar; slutdatum är den {when}.",
        f"Larmrutinen återstår. Klart senast {when}.",
    ])  # fmt: skip
    return Draft([[H("Återstående arbete"), P("Härnösand den 12 april 2024"), P(text)]], [when])


@kind("sexes")
def both_sexes(r: Random, t: Tables, wrong: bool) -> Draft:
    women, men = r.sample(range(58, 88), 2)
    both = max(women, men) + r.randint(3, 7) if wrong else (women + men) // 2
    text = r.choice([
        f"Trygga: kvinnor {women} %, män {men} %, totalt {both} %.",
        f"Bland kvinnor är andelen trygga {women} procent och bland män {men} procent, "
        f"sammantaget {both} procent.",
        f"{both} procent känner sig trygga ({women} procent av kvinnorna, {men} procent av männen).",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [f"{both} %", f"{both} procent"])


@kind("numerator")
def slashed(r: Random, t: Tables, wrong: bool) -> Draft:
    whole = r.randint(30, 80)
    part = whole + r.randint(2, 9) if wrong else whole - r.randint(2, 9)
    text, said = r.choice([
        (f"Vi har gått igenom {part} av de {whole} journalerna.", f"{part} av de {whole}"),
        (f"Genomförda samtal: {part} av {whole} planerade.", f"{part} av {whole}"),
        (f"Under våren hann {part} av totalt {whole} medarbetare utbildas.", f"{part} av totalt"),
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [said], ["more_than_all"])


@kind("chain")
def steps_told(r: Random, t: Tables, wrong: bool) -> Draft:
    seen = r.randint(150, 240)
    risk = seen - r.randint(30, 60)
    whole = risk + r.randint(7, 20) if wrong else risk
    plan = risk - r.randint(12, 40)
    text = r.choice([
        f"{seen} personer riskbedömdes och {risk} hade risk. En plan upprättades för {plan} av de "
        f"{whole} personerna med risk.",
        f"Bedömda: {seen}. Med risk: {risk}. Åtgärdsplan upprättad: {plan} av {whole} med risk.",
    ])  # fmt: skip
    return Draft(
        [[*opened(r), P(text)]], [f"{plan} av {whole}", f"{plan} av de {whole}", str(risk)]
    )


@kind("hundred")
def answers(r: Random, t: Tables, wrong: bool) -> Draft:
    a, b, c = r.randint(35, 50), r.randint(20, 28), r.randint(8, 15)
    d = 100 - a - b - c + (r.randint(6, 14) if wrong else 0)
    text = r.choice([
        f"Svaren fördelade sig så: mycket nöjd {a} %, ganska nöjd {b} %, missnöjd {c} % och "
        f"vet inte {d} %.",
        f"{a} procent är mycket nöjda, {b} procent ganska nöjda, {c} procent missnöjda och {d} "
        "procent har ingen åsikt.",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [f"{d} %", f"{d}", f"{a} %"], ["sum"])


@kind("answer_rate")
def came_back(r: Random, t: Tables, wrong: bool) -> Draft:
    sent = r.randint(240, 480)
    back = sent * r.randint(35, 60) // 100
    rate = percent(back + (sent // 8 if wrong else 0), sent)
    text = r.choice([
        f"Av {sent} utskickade enkäter kom {back} tillbaka, en svarsfrekvens på {rate} procent.",
        f"Svarsfrekvensen blev {rate} procent: {back} svar på {sent} utskick.",
        f"Enkät till {sent} anhöriga, {back} svar, svarsfrekvens {rate} %.",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [f"{rate} procent", f"{rate} %"], ["share"])


@kind("direction")
def goal_told(r: Random, t: Tables, wrong: bool) -> Draft:
    out = r.randint(58, 74)
    text, said = r.choice([
        (f"Målet var minst 80 procent och resultatet {out} procent. Målet är "
         f"{'uppfyllt' if wrong else 'inte uppfyllt'}.", f"{out} procent"),
        (f"Måltalet 80 procent {'uppnåddes' if wrong else 'uppnåddes inte'}, resultatet blev {out} "
         "procent.", f"{out} procent"),
        (f"Mål: 80 %. Resultat: {out} %. {'Målet nått' if wrong else 'Målet ej nått'}.", f"{out} %"),
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [said])


@kind("few")
def few_told(r: Random, t: Tables, wrong: bool) -> Draft:
    n = r.choice([3, 4, 5]) if wrong else r.randint(60, 140)
    share = percent(n - 1 if wrong else n * 3 // 4, n)
    text = r.choice([
        f"På Ekbacken svarade {n} personer, och {share} procent av dem var nöjda.",
        f"Antal svarande: {n}. Nöjda: {share} procent.",
        f"Av de {n} som svarade är {share} procent nöjda.",
    ])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [f"{share} procent"])


@kind("papers", PROSE)
def two_papers(r: Random, t: Tables, wrong: bool) -> Draft:
    count = r.randint(310, 390)
    other = count + r.randint(4, 12) if wrong else count
    words = r.choice(["personer hade trygghetslarm i Härnösand den 31 december 2023",
                      "timmar hälso- och sjukvård utfördes på delegering under december 2023"])  # fmt: skip
    one, two = f"Totalt {count} {words}.", f"{other} {words}."
    return Draft([[*opened(r), P(one)], [*opened(r), P(two)]], [str(count), str(other)],
                 ["twice"])  # fmt: skip


@kind("names", PROSE)
def neighbours(r: Random, t: Tables, wrong: bool) -> Draft:
    right, slip = r.choice([("Kramfors", "Kramfor"), ("Sollefteå", "Sollefta"),
                            ("Sundsvall", "Sunsvall")])  # fmt: skip
    name = slip if wrong else right
    text = r.choice([f"Samverkan sker med kommunerna {name} och Timrå.",
                     f"{name} kommun deltog i studiebesöket.",
                     f"I jämförelsen ingår {name} och Örnsköldsviks kommuner."])  # fmt: skip
    return Draft([[*opened(r), P(text)]], [slip])


@kind("contents", PROSE)
def dotted(r: Random, t: Tables, wrong: bool) -> Draft:
    names = ["Bakgrund", "Så arbetar vi", "Resultat", "Slutsatser", "Nästa steg"]
    listed = [P(f"{at}. {name} ................ {at + 1}") for at, name in enumerate(names, 1)]
    gone = r.randint(2, 4) if wrong else 0
    body = [one for at, name in enumerate(names, 1) if at != gone
            for one in (H(f"{at}. {name}"), P("Avsnittet är skrivet av gruppen."))]  # fmt: skip
    return Draft([[H("Innehållsförteckning"), *listed, *body]],
                 [names[gone - 1], f"{gone + 1}. "], ["numbering"])  # fmt: skip


@kind("contents", PROSE)
def unlisted(r: Random, t: Tables, wrong: bool) -> Draft:
    names = ["Inledning", "Trygghet", "Måltider", "Bemanning"]
    gone = r.randint(1, 2) if wrong else -1
    listed = [P(f"{name}\t{at + 2}") for at, name in enumerate(names) if at != gone]
    body = [one for name in names for one in (H(name), P("Det här avsnittet är kort."))]
    return Draft([[H("Innehåll"), *listed, *body]], [names[gone]])
