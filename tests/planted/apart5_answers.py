"""The fifth part: shares of answers, few answers, and names of municipalities."""

from random import Random
from typing import Any

from tests.planted.apart5_scenes import alike, one
from tests.planted.apart5_sums import HOMES
from tests.planted.cases import PROSE, Draft, H, P, T, kinds, percent, sv

KINDS, kind = kinds()
TOWNS = {"Härnösand": "Härnösund", "Sundsvall": "Sunsvall", "Kramfors": "Kramnfors",
         "Sollefteå": "Solefteå", "Timrå": "Timmrå", "Örnsköldsvik": "Örnskiöldsvik",
         "Östersund": "Östersunnd", "Söderhamn": "Söderhammn"}  # fmt: skip


@kind("hundred")
def answers_to_one_question(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The shares of a question's answers, which make more than all."""
    parts, no, unsure = r.randint(18, 27), r.randint(9, 14), r.randint(3, 7)
    yes = 100 - parts - no - unsure + (8 if is_wrong else 0)
    lines = [["Ja, helt och hållet", str(yes)], ["Delvis", str(parts)], ["Nej", str(no)],
             ["Vet inte", str(unsure)]]  # fmt: skip
    table = T("Känner du dig trygg hemma? Andel av 214 svar, procent", ["Svar", "Andel"], lines)
    return one(r, [H("Trygghet", 2), table], [str(yes), "Ja, helt och hållet", "Känner du dig"],
               ["sum"])  # fmt: skip


@kind("hundred", PROSE)
def answers_in_a_sentence(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The answers of all in a sentence, which make less than all."""
    no, unsure = r.randint(17, 26), r.randint(6, 12)
    yes = 100 - no - unsure - (9 if is_wrong else 0)
    text = (
        f"På frågan om delegeringen känns säker svarade {yes} procent ja, {no} procent nej "
        f"och resterande {unsure} procent vet inte. Alla 186 medarbetare svarade."
    )
    return one(r, [H("Delegering", 2), P(text)], [f"{yes} procent", f"{unsure} procent"], ["sum"])


@kind("hundred")
def answers_to_three_questions(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Three questions with their answers' shares, one of which makes more than all."""
    lines, printed = [], ""
    for at, name in enumerate(["Maten smakar bra", "Tiden räcker", "Lätt att få kontakt"]):
        middling, bad = r.randint(15, 25), r.randint(4, 12)
        good = 100 - middling - bad + (10 if is_wrong and at == 2 else 0)
        printed = str(good) if at == 2 else printed
        lines.append([name, str(good), str(middling), str(bad)])
    table = T("Svarsfördelning per fråga 2023, procent",
              ["Fråga", "Positiva", "Neutrala", "Negativa"], lines)  # fmt: skip
    return one(r, [H("Svar", 2), table], [printed, "Lätt att få kontakt"], ["sum"])


@kind("few", PROSE)
def percent_of_four(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A share of four answers without a word about it."""
    many = 4 * r.randint(14, 22)
    answers = 4 if is_wrong else many
    text = (f"På {r.choice(HOMES)} svarade {answers} personer på enkäten. Av dem var 75 procent "
            "nöjda med måltiderna.")  # fmt: skip
    return one(r, [H("Måltider", 2), P(text)], ["75 procent", f"{answers} personer"])


@kind("few")
def a_unit_with_three_answers(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A unit's share is printed though three answered."""
    homes = r.sample(HOMES, 4)
    counts = [r.randint(42, 70) for _ in homes]
    shares = [percent(c - r.randint(6, 15), c) for c in counts]
    counts[2], shares[2] = (3, "67") if is_wrong else (66, "67")
    lines = [[h, str(c), s] for h, c, s in zip(homes, counts, shares, strict=True)]
    table = T("Nöjda närstående 2023", ["Enhet", "Antal svar", "Andel nöjda, %"], lines)
    return one(r, [H("Närstående", 2), table], ["67", homes[2]])


@kind("few", PROSE)
def few_answers_with_a_word(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A share of five answers, with and without a word of care."""
    word = ("Resultatet är glädjande och sprids till andra enheter." if is_wrong
            else "Svaren är få och resultatet ska tolkas med försiktighet.")  # fmt: skip
    text = (f"Fem av de boende på {r.choice(HOMES)} besvarade enkäten. 80 procent av dem svarade "
            f"att de är nöjda med boendet. {word}")  # fmt: skip
    return one(r, [H("Enhetens enkät", 2), P(text)], ["80 procent", "Fem av de boende"])


@kind("names")
def towns_in_a_table(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A table by municipality, one name of which is misspelt."""
    towns = r.sample(sorted(TOWNS), 5)
    shown = [TOWNS[t] if is_wrong and at == 3 else t for at, t in enumerate(towns)]
    lines = [[name, sv(r.randint(71, 93))] for name in shown]
    table = T("Andel nöjda med hemtjänsten 2023, procent", ["Kommun", "Andel"], lines)
    return one(r, [H("Jämförelse", 2), table], [shown[3]])


@kind("names", PROSE)
def towns_in_a_sentence(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A sentence that counts up municipalities, one misspelt."""
    towns = r.sample(sorted(TOWNS), 3)
    last = TOWNS[towns[2]] if is_wrong else towns[2]
    text = (f"Jämförelsen omfattar kommunerna {towns[0]}, {towns[1]} och {last}, som har liknande "
            "förutsättningar.")  # fmt: skip
    return one(r, [H("Jämförande kommuner", 2), P(text)], [last])


@kind("names")
def fees_by_town(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A table of fees by municipality, one name of which is misspelt."""
    towns = r.sample(sorted(TOWNS), 4)
    shown = [TOWNS[t] if is_wrong and at == 0 else t for at, t in enumerate(towns)]
    lines = [[name, str(r.randint(17, 98)), sv(r.randint(310, 990) / 10, 1)]
             for name in shown]  # fmt: skip
    table = T("Avgift per kommun 2025", ["Kommun", "Antal deltagare", "Avgift, tkr"], lines)
    return one(r, [H("Rekommendation om gemensam avgift", 2), table], alike(shown[0]))
