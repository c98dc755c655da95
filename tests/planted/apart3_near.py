# ruff: noqa: E501
"""Sound papers of the third part kept apart, that look wrong at a glance; see `apart3`."""

from collections.abc import Sequence

from tests.planted.apart3 import AREAS, HSL, SOL, Proof, Proved
from tests.planted.cases import Block, H, P, T, percent, sv

Near = tuple[str, Proved]


def _near(rule: str, blocks: Sequence[Block], proof: Proof | None = None) -> Near:
    return rule, Proved([list(blocks)], proof=proof)


def _open(*blocks: Block) -> list[Block]:
    return [H("Uppföljning"), P("Avsnittet beskriver verksamheten i korthet."), *blocks]


def _sums_in_tables() -> list[Near]:
    top = sorted(HSL, key=lambda one: -HSL[one][1])[:3]
    help_rows = [("Hemtjänst", 412), ("Trygghetslarm", 618), ("Matdistribution", 97)]
    shares = [percent(1, 3) for _ in range(3)]
    nurses, others, few = 40, [7, 7], [12, 9, 21]
    staff = sv(nurses + sum(others))
    rates = ["4,1", "6,2", "5,3"]
    years = [("2021", 52), ("2022", 61), ("2023", 58)]
    return [
        _near("sum", _open(T(f"De tre vanligaste av totalt {sv(sum(b for _, b in HSL.values()))} avvikelser", ["Typ", "2023"],
              [[name, sv(HSL[name][1])] for name in top]))),
        _near("sum", _open(T("Beviljade insatser, antal personer", ["Insats", "Personer"],
              [*[[a, sv(b)] for a, b in help_rows], ["Totalt antal unika personer", "731"]],
              ["En person kan ha flera insatser."]))),
        _near("sum", _open(T("Svar på frågan om maten", ["Svar", "Andel (%)"],
              [[a, b] for a, b in zip(("Bra", "Varken eller", "Dålig"), shares, strict=True)] + [["Summa", "100"]],
              ["Andelarna är avrundade."])), Proof("sum", shares, "100", 1.5)),
        _near("sum", _open(T("Legitimerad personal", ["Yrke", "Antal"],
              [["Sjuksköterskor", sv(nurses)], ["varav i resursgrupp", "6"], ["Fysioterapeuter", "7"], ["Arbetsterapeuter", "7"], ["Totalt", staff]])),
              Proof("sum", [sv(nurses), *map(sv, others)], staff)),
        _near("sum", _open(T("Fall per 1 000 vårddygn", ["Enhet", "Frekvens"],
              [[a, b] for a, b in zip(("Gullvivan", "Linåkern", "Kvarnbacken"), rates, strict=True)] + [["Samtliga enheter", "5,0"]]))),
        _near("sum", _open(T("Personer som har bytt boende", ["År", "Personer"],
              [*[[a, sv(b)] for a, b in years], ["Unika personer 2021–2023", "149"]], ["Några har flyttat mer än en gång."]))),
        _near("sum", _open(T("Lex Sarah-rapporter", ["Enhet", "Antal"],
              [["Norra", sv(few[0])], ["Södra", sv(few[1])], ["Kusten", ".."], ["Inlandet", ".."], ["Totalt", sv(sum(few[:2]) + 5)]],
              [".. betyder färre än fem, redovisas inte av sekretesskäl."]))),
        _near("sum", _open(T("Medelvärde på en skala 1–10", ["Område", "2022", "2023"],
              [["Bemötande", "8,4", "8,6"], ["Trygghet", "7,9", "8,2"], ["Måltider", "6,8", "7,2"], ["Totalt", "7,7", "8,0"]]))),
    ]  # fmt: skip


def _sums_real() -> list[Near]:
    level1 = [("Socialnämnden", -14), *AREAS.items(), ("Stöd och förebyggande", 127)]
    whole = "-9 131"  # as published: 1 tkr from the sum of rounded rows
    some = sorted(SOL.items(), key=lambda one: -one[1])[:2]
    tkr = [6_249, 4_249]
    parts = [sv(one / 1000, 1) for one in tkr]
    cost = sv(sum(tkr) / 1000, 1)
    return [
        _near("sum", _open(T("Budgetavvikelse, ackumulerat februari, tkr", ["Verksamhet", "Avvikelse"],
              [*[[a, sv(b)] for a, b in level1], ["Summa", whole]])),
              Proof("sum", [sv(b) for _, b in level1], whole, 5.5)),
        _near("sum", _open(P(f"Av årets {sv(sum(SOL.values()))} avvikelser gällde bland annat {some[0][1]} {some[0][0].lower()} och {some[1][1]} {some[1][0].lower()}."))),
        _near("sum", _open(P(f"Projektet kostade {cost} mnkr, varav lön {parts[0]} mnkr och övrigt {parts[1]} mnkr; beloppen är avrundade var för sig.")),
              Proof("sum", parts, cost, 0.15)),
        _near("sum", _open(P("I uppföljningen intervjuades 14 personer: 9 anhöriga, 6 gode män och 4 medarbetare; fem av dem hör till två av grupperna."))),
        _near("sum", _open(T("Timmar i hemtjänsten", ["Period", "Utförda", "Prognos helår"],
              [["Januari", "8 412", "–"], ["Februari", "7 968", "–"], ["Mars", "8 377", "–"], ["Summa", sv(8412 + 7968 + 8377), "101 200"]])),
              Proof("sum", ["8 412", "7 968", "8 377"], sv(8412 + 7968 + 8377))),
    ]  # fmt: skip


def _types() -> T:
    names = ["Fall utan skada", "Fall med skada", "Läkemedel utebliven dos", "Information"]
    return T("Avvikelser, antal", ["Typ", "2022", "2023"], [[a, *map(sv, HSL[a])] for a in names])


def _goals() -> T:
    return T("Andel nöjda, procent", ["Verksamhet", "Kvinnor", "Män", "Totalt"],
             [["Hemtjänst", "84", "79", "82"], ["Särskilt boende", "77", "83", "79"]])  # fmt: skip


def _tellings() -> list[Near]:
    fall, hurt = HSL["Fall utan skada"], HSL["Fall med skada"]
    rise = percent(hurt[1] - hurt[0], hurt[0])
    both = sv(fall[1] + hurt[1])
    mean = sv((82 + 79) / 2, 1)
    money = T(
        "Avvikelse, tkr",
        ["Verksamhet", "Avvikelse"],
        [[a, sv(AREAS[a])] for a in ("Hemtjänst", "Särskilt boende", "Internt stöd")],
    )
    return [
        _near("text_table", _open(_types(), P("Av fall utan skada 2023 inträffade 211 nattetid."))),
        _near("text_table", _open(_types(), P(f"Fallen med och utan skada var sammanlagt {both} under 2023.")),
              Proof("sum", [sv(fall[1]), sv(hurt[1])], both)),
        _near("text_table", _open(_types(), P("Under första halvåret 2023 rapporterades 71 fall med skada."))),
        _near("text_table", _open(_types(), P("År 2021 fanns 98 fall med skada, en siffra som inte redovisas i tabellen."))),
        _near("text_table", _open(P(f"Fall med skada har ökat med {rise} procent sedan 2022."), _types()),
              Proof("sum", [percent(hurt[1], hurt[0]), "-100"], rise, 0.5)),
        _near("text_table", _open(P("Näst vanligast är läkemedel utebliven dos."), _types())),
        _near("text_table", _open(_goals(), P("Målet för hemtjänsten är att 88 procent ska vara nöjda."))),
        _near("text_table", _open(_goals(), P("I riket är 86 procent nöjda med sin hemtjänst."))),
        _near("text_table", _open(_goals(), P(f"Skillnaden mellan könen i hemtjänsten är {84 - 79} procentenheter.")),
              Proof("sum", ["84", "-79"], "5")),
        _near("text_table", _open(_goals(), P("Drygt åtta av tio är nöjda med hemtjänsten och knappt åtta av tio med sitt särskilda boende.")),
              Proof("within", ["82"], (80, 85))),
        _near("text_table", _open(P(f"Det ovägda medelvärdet av de två verksamheterna är {mean} procent."), _goals()),
              Proof("sum", ["41", "39,5"], mean)),
        _near("text_table", _open(money, P("Hemtjänsten visar ett underskott på cirka 7 mnkr och särskilt boende ett på 1,3 mnkr.")),
              Proof("within", ["6 949"], (6_500, 7_500))),
        _near("text_table", _open(money, P("För helåret räknar hemtjänsten med ett underskott på 31 mnkr."))),
    ]  # fmt: skip


def _body(*names: str, level: int = 1) -> list[Block]:
    return [one for name in names for one in (H(name, level), P("Arbetet har fortsatt enligt planen för året."))]  # fmt: skip


def _list(*lines: str, word: str = "Innehåll") -> list[Block]:
    return [H(word), *[P(line) for line in lines]]


def _contents() -> list[Near]:
    three = ("Inledning", "Egenkontroll", "Avvikelser")
    deep = [
        H("Egenkontroll"),
        P("Kontrollerna följer planen."),
        *_body("Hygienronder", "Loggkontroll", level=2),
    ]
    return [
        _near("contents", [*_list("Inledning\t3", "Egenkontroll\t5", "Avvikelser\t9"), *_body("Inledning"), *deep, *_body("Avvikelser")]),
        _near("contents", [*_list("Inledning\t3", "Lex Sarah\t3", "Lex Maria\t3", "Synpunkter\t4"), *_body("Inledning", "Lex Sarah", "Lex Maria", "Synpunkter")]),
        _near("contents", [*_list("1. Inledning ........ 3", "2. Egenkontroll ........ 4", "3. Avvikelser ........ 8"), *_body("1 Inledning", "2 Egenkontroll", "3 Avvikelser")]),
        _near("contents", [*_list("Inledning", "Lex Sarah", "Nära vård", word="INNEHÅLL"), *_body("INLEDNING", "LEX SARAH", "NÄRA VÅRD")]),
        _near("contents", [*_list("Inledning, s. 3", "Egenkontroll, s. 4", "Avvikelser, s. 7"), *_body(*three)]),
        _near("contents", [H("Förord"), P("Det här är den tionde berättelsen i ordningen."), *_list("Inledning\t4", "Egenkontroll\t5", "Avvikelser\t7"), *_body(*three)]),
        _near("contents", [*_list("Inledning\t3", "Nära vård – projekt och resultat\t4", "Avvikelser\t7"), *_body("Inledning", "Nära vård - projekt och resultat", "Avvikelser")]),
        _near("contents", [*_list("Inledning\t3", "Egenkontroll\t4", "Avvikelser\t7", "Bilaga 1 Enkäten (separat dokument)"), *_body(*three)]),
        _near("contents", [*_list("1 Inledning\t3", "2 Uppdatering av rutiner för hantering av elektronisk", "identitetshandling (SITHS-kort)\t4", "3 Avvikelser\t7"),
              *_body("1 Inledning", "2 Uppdatering av rutiner för hantering av elektronisk identitetshandling (SITHS-kort)", "3 Avvikelser")]),
        _near("contents", [H("Insatsen"), P("Biståndshandläggaren beslutar."), *_list("Städning varannan vecka", "Inköp en gång i veckan", word="Innehåll i insatsen"), *_body("Uppföljning")]),
        _near("contents", [*_list("1 Inledning\t3", "2 Resultat\t4", "2.1 Hemtjänst\t4", "2.2 Särskilt boende\t6", "3 Analys\t9"),
              *_body("1 Inledning", "2 Resultat"), *_body("2.1 Hemtjänst", "2.2 Särskilt boende", level=2), *_body("3 Analys")]),
        _near("contents", [*_list("Inledning\t3", "Hemtjänst\t4", "Resultat\t4", "Särskilt boende\t6", "Resultat\t7"),
              *_body("Inledning", "Hemtjänst"), *_body("Resultat", level=2), *_body("Särskilt boende"), *_body("Resultat", level=2)]),
        _near("contents", [*_list("Inledning 3", "Vad tycker de äldre? 4", "Mål 2024 6"), *_body("Inledning", "Vad tycker de äldre?", "Mål 2024")]),
    ]  # fmt: skip


def papers() -> list[Near]:
    """Give each with the rule that it tempts."""
    return [*_sums_in_tables(), *_sums_real(), *_tellings(), *_contents()]
