# ruff: noqa: E501
"""The third part kept apart: prose against a table; see `apart3`."""

from random import Random

from tests.planted.apart3 import (
    AREAS,
    HOMES,
    HSL,
    MEDICINES,
    SOL,
    Proof,
    Proved,
    opened,
    slip,
)  # fmt: skip
from tests.planted.cases import P, T, kinds, sv
from tests.planted.sources import Tables

KINDS, kind = kinds()

YEARS = ("2019", "2020", "2021", "2022", "2023")


def _types(r: Random, sure: str) -> T:
    names = [sure, *r.sample([name for name in sorted(HSL) if name != sure], 4)]
    r.shuffle(names)
    lines = [[name, *map(sv, HSL[name])] for name in names]
    return T("Avvikelser enligt HSL, antal", ["Avvikelsetyp", "2022", "2023"], lines)


def _big(r: Random) -> str:
    return r.choice(["Fall utan skada", "Läkemedel utebliven dos", "Fall med skada"])


@kind("text_table")
def a_little_more_than(r: Random, t: Tables, wrong: bool) -> Proved:
    name = _big(r)
    true, error = HSL[name][1], r.choice([70, 90, 120])
    said = true // 10 * 10 + (error if wrong else 0)
    text = r.choice([
        f"{name} står för drygt {said} av avvikelserna 2023.",
        f"Under 2023 rapporterades drygt {said} avvikelser av typen {name.lower()}.",
    ])  # fmt: skip
    proof = Proof("within", [sv(true)], (said, said + 10))
    return Proved([[*opened(r), P(text), _types(r, name)]], [str(said)], proof=proof)


@kind("text_table")
def an_exact_count(r: Random, t: Tables, wrong: bool) -> Proved:
    name, error = r.choice(sorted(HSL)), r.randint(7, 19)
    true = HSL[name][1]
    said = sv(true + (error if wrong else 0))
    text = r.choice([
        f"År 2023 registrerades {said} avvikelser inom {name.lower()}, vilket framgår av tabellen.",
        f"Som tabellen visar uppgick {name.lower()} till {said} under 2023.",
    ])  # fmt: skip
    proof = Proof("sum", [sv(true)], said)
    return Proved([[*opened(r), _types(r, name), P(text)]], [said], proof=proof)


@kind("text_table")
def from_one_year_to_another(r: Random, t: Tables, wrong: bool) -> Proved:
    name = r.choice(
        [
            "Fall med skada",
            "Fall utan skada",
            "Läkemedel utebliven dos",
            "Läkemedel fel dos",
            "Information",
        ]
    )
    before, after = HSL[name]
    error = slip(r, 8, 12)
    said = before + (error if wrong else 0)
    text = r.choice([
        f"{name} har ökat från {said} år 2022 till {after} år 2023.",
        f"Antalet {name.lower()} steg från {said} till {after} mellan 2022 och 2023.",
    ])  # fmt: skip
    proof = Proof("sum", [sv(before)], sv(said))
    return Proved([[*opened(r), _types(r, name), P(text)]], [str(said)], ["change"], proof=proof)


def _money(r: Random, sure: str) -> T:
    names = [sure, *r.sample([name for name in sorted(AREAS) if name != sure], 4)]
    return T(
        "Avvikelse mot budget per februari, tkr",
        ["Verksamhet", "Avvikelse"],
        [[name, sv(AREAS[name])] for name in names],
    )


@kind("text_table")
def nearly_so_many_millions(r: Random, t: Tables, wrong: bool) -> Proved:
    name, words = r.choice(
        [
            ("Hemtjänst", (7, 5, 9)),
            ("Individ- och familjeomsorg", (1.8, 2.8, 3.4)),
            ("Särskilt boende", (1.3, 2.3, 2.9)),
        ]
    )
    true, at = -AREAS[name], r.choice([1, 2])
    said = words[at if wrong else 0]
    shown = sv(said, 0 if said == int(said) else 1)
    text = r.choice([
        f"{name} redovisar ett underskott på knappt {shown} mnkr.",
        f"Underskottet inom {name.lower()} är knappt {shown} miljoner kronor.",
    ])  # fmt: skip
    proof = Proof("within", [sv(true)], (said * 930, said * 1000))
    return Proved([[*opened(r), P(text), _money(r, name)]], [shown], ["unit"], proof=proof)


@kind("text_table")
def a_share_in_words(r: Random, t: Tables, wrong: bool) -> Proved:
    words, true, other = r.choice([("Hälften", (50, 51), (68, 81)), ("Var tionde", (10, 10), (23, 31)), ("Var fjärde", (25, 26), (44, 58)), ("Två av tre", (66, 67), (38, 49)), ("Nio av tio", (90, 91), (61, 74))])  # fmt: skip
    sound, bad = r.randint(*true), r.randint(*other)
    cell = bad if wrong else sound
    homes = r.sample(HOMES, 4)
    lines = [[home, f"{r.randint(33, 88)} %"] for home in homes]
    lines[2][1] = f"{cell} %"
    text = f"{words} av de boende på {homes[2]} har deltagit i utevistelse minst en gång i veckan."
    table = T("Andel boende med utevistelse varje vecka", ["Boende", "Andel"], lines)
    low, high = {"H": (48, 52), "Var t": (9, 11), "Var f": (23, 27), "T": (64, 69), "N": (88, 92)}[
        next(k for k in ("Var t", "Var f", "H", "T", "N") if words.startswith(k))
    ]
    proof = Proof("within", [sv(cell)], (low, high))
    return Proved([[*opened(r), table, P(text)]], [words + " av", f"{cell} %"], proof=proof)


@kind("text_table")
def three_in_one_sentence(r: Random, t: Tables, wrong: bool) -> Proved:
    homes, counts, error = (
        r.sample(HOMES, 4),
        [r.randint(12, 64) for _ in range(4)],
        r.randint(7, 15),
    )
    a, b, c = counts[:3]
    said = b + (error if wrong else 0)
    text = r.choice([
        f"{homes[0]} rapporterade {a} fall, {homes[1]} {said} och {homes[2]} {c}.",
        f"Fallen var {a} på {homes[0]}, {said} på {homes[1]} och {c} på {homes[2]}.",
    ])  # fmt: skip
    lines = [[home, sv(count)] for home, count in zip(homes, counts, strict=True)]
    table = T("Fallhändelser per boende 2023", ["Boende", "Antal fall"], lines)
    proof = Proof("sum", [sv(b)], sv(said))
    return Proved([[*opened(r), table, P(text)]], [str(said)], proof=proof)


@kind("text_table")
def the_most_of_all(r: Random, t: Tables, wrong: bool) -> Proved:
    names = r.sample(sorted(SOL), 5)
    values = r.sample(range(9, 96), 5)
    order = sorted(zip(names, values, strict=True), key=lambda one: -one[1])
    said = order[2 if wrong else 0][0]
    lines = [[name, sv(value)] for name, value in zip(names, values, strict=True)]
    text = r.choice([
        f"Den vanligaste avvikelsen var {said.lower()}.",
        f"Flest avvikelser rapporterades inom {said.lower()}.",
        f"{said} är den typ som har rapporterats oftast.",
    ])  # fmt: skip
    table = T("Avvikelser enligt SoL och LSS 2023", ["Typ", "Antal"], lines)
    proof = Proof("most", [(line[0], line[1]) for line in lines], said)
    return Proved([[*opened(r), P(text), table]], [said], ["direction"], proof=proof)


@kind("text_table")
def all_of_them_told(r: Random, t: Tables, wrong: bool) -> Proved:
    rows = [(name, HSL[name][1]) for name in r.sample(sorted(HSL), 6)]
    whole, error = sum(value for _, value in rows), r.randint(60, 140)
    said = sv(whole + (error if wrong else 0))
    text = r.choice([
        f"Totalt rapporterades {said} avvikelser under 2023, se tabellen nedan.",
        f"Sammanlagt har det under 2023 kommit in {said} avvikelser.",
    ])  # fmt: skip
    lines = [*[[name, sv(value)] for name, value in rows], ["Totalt", sv(whole)]]
    table = T("Inkomna avvikelser 2023", ["Typ", "Antal"], lines)
    proof = Proof("sum", [line[1] for line in lines[:-1]], said)
    return Proved([[*opened(r), P(text), table]], [said], ["sum"], proof=proof)


@kind("text_table")
def women_and_men_told(r: Random, t: Tables, wrong: bool) -> Proved:
    topics = r.sample(["Bemötande", "Trygghet", "Måltider", "Aktiviteter", "Utevistelse"], 4)
    women, men, error = (
        [r.randint(60, 92) for _ in topics],
        [r.randint(60, 92) for _ in topics],
        r.choice([-13, -11, -9]),
    )
    said = men[1] + (error if wrong else 0)
    lines = [[a, f"{b} %", f"{c} %"] for a, b, c in zip(topics, women, men, strict=True)]
    text = r.choice([
        f"När det gäller {topics[1].lower()} är {women[1]} procent av kvinnorna och {said} procent av männen nöjda.",
        f"{topics[1]}: bland kvinnorna är {women[1]} procent positiva, bland männen {said} procent.",
    ])  # fmt: skip
    table = T("Andel nöjda i årets brukarundersökning", ["Område", "Kvinnor", "Män"], lines)
    proof = Proof("sum", [sv(men[1])], sv(said))
    return Proved([[*opened(r), table, P(text)]], [f"{said} procent"], ["sexes"], proof=proof)


@kind("text_table")
def a_mean_with_decimals(r: Random, t: Tables, wrong: bool) -> Proved:
    name, at, error = r.choice(sorted(MEDICINES)), r.choice([0, 2, 4]), r.choice([11, 14, 21])
    true = MEDICINES[name][at]
    said = sv(float(true.replace(",", ".")) + (error / 10 if wrong else 0), 1)
    text = r.choice([
        f"Inom {name.lower()} hade patienterna i genomsnitt {said} läkemedel år {YEARS[at]}.",
        f"Genomsnittet i {name.lower()} var {said} läkemedel per patient {YEARS[at]}.",
    ])  # fmt: skip
    lines = [[one, *values] for one, values in MEDICINES.items()]
    table = T("Antal läkemedel per patient, genomsnitt", ["Verksamhet", *YEARS], lines)
    proof = Proof("sum", [true], said)
    return Proved([[*opened(r), P(text), table]], [said], proof=proof)


@kind("text_table")
def years_as_rows(r: Random, t: Tables, wrong: bool) -> Proved:
    shares, at, error = r.sample(range(48, 79), 5), r.randint(1, 3), r.choice([9, 12, 15])
    said = shares[at] + (error if wrong else 0)
    text = r.choice([
        f"År {YEARS[at]} var följsamheten till basala hygienrutiner {said} procent.",
        f"Följsamheten mättes {YEARS[at]} till {said} procent.",
    ])  # fmt: skip
    lines = [[year, f"{share} %"] for year, share in zip(YEARS, shares, strict=True)]
    table = T("Följsamhet till basala hygienrutiner", ["År", "Följsamhet"], lines)
    proof = Proof("sum", [sv(shares[at])], sv(said))
    return Proved([[*opened(r), table, P(text)]], [f"{said} procent"], ["twice"], proof=proof)


@kind("text_table")
def so_many_more(r: Random, t: Tables, wrong: bool) -> Proved:
    name = r.choice(
        [
            "Fall med skada",
            "Fall utan skada",
            "Läkemedel utebliven dos",
            "Avvikelser i vårdkedjan utgående",
        ]
    )
    before, after = HSL[name]
    error = r.randint(12, 30)
    said = after - before + (error if wrong else 0)
    text = r.choice([
        f"{name} är {said} fler än året innan.",
        f"Jämfört med 2022 har {name.lower()} blivit {said} fler.",
    ])  # fmt: skip
    proof = Proof("sum", [sv(after), sv(-before)], sv(said))
    return Proved([[*opened(r), _types(r, name), P(text)]], [str(said)], ["change"], proof=proof)


@kind("text_table")
def twice_as_many(r: Random, t: Tables, wrong: bool) -> Proved:
    name, before, error = r.choice(sorted(SOL)), r.randint(18, 44), -1
    after = before * (13 if wrong else 20) // 10 + (0 if wrong else error)
    others = r.sample([one for one in sorted(SOL) if one != name], 3)
    lines = [[one, sv(r.randint(11, 90)), sv(r.randint(11, 90))] for one in others]
    lines.insert(1, [name, sv(before), sv(after)])
    text = r.choice([
        f"{name} har i det närmaste fördubblats sedan 2022.",
        f"Det är omkring dubbelt så många inom {name.lower()} 2023 som 2022.",
    ])  # fmt: skip
    table = T("Avvikelser inom socialtjänsten", ["Typ", "2022", "2023"], lines)
    proof = Proof("within", [sv(after)], (before * 1.9, before * 2.1))
    return Proved(
        [[*opened(r), table, P(text)]], [text, sv(after)], ["change", "direction"], proof=proof
    )


@kind("text_table")
def how_many_reach_the_goal(r: Random, t: Tables, wrong: bool) -> Proved:
    above, homes = r.choice([2, 4]), r.sample(HOMES, 6)
    values = [r.randint(91, 99) for _ in range(above)] + [
        r.randint(70, 88) for _ in range(6 - above)
    ]
    r.shuffle(values)
    words = {2: "två", 4: "fyra"}
    said = words[6 - above if wrong else above]
    text = r.choice([
        f"Av sex boenden når {said} målet att minst 90 procent ska ha en aktuell genomförandeplan.",
        f"Målet är 90 procent. Det uppnås av {said} av de sex boendena.",
    ])  # fmt: skip
    lines = [[home, f"{value} %"] for home, value in zip(homes, values, strict=True)]
    table = T("Aktuell genomförandeplan, andel", ["Boende", "Andel"], lines)
    count = sum(value >= 90 for value in values)
    told = {"två": 2, "fyra": 4}[said]
    proof = Proof("sum", [sv(count)], sv(told))
    return Proved([[*opened(r), table, P(text)]], [said], ["direction"], proof=proof)


@kind("text_table")
def more_than_half_of_all(r: Random, t: Tables, wrong: bool) -> Proved:
    name = "Fall utan skada"
    others = r.sample([one for one in sorted(HSL) if one not in (name, "Fall med skada")], 3)
    big, small = r.randint(55, 65), r.randint(29, 38)
    rest = sum(HSL[one][1] for one in others)
    count = rest * (small if wrong else big) // (100 - (small if wrong else big))
    lines = [[one, sv(HSL[one][1])] for one in others]
    at = r.randint(0, 2)
    lines.insert(at, [name, sv(count)])
    text = r.choice([
        f"{name} utgör mer än hälften av avvikelserna i tabellen.",
        f"Över hälften av de redovisade avvikelserna är {name.lower()}.",
    ])  # fmt: skip
    table = T("Avvikelser under 2023, antal", ["Typ", "Antal"], lines)
    share = count * 100 / (count + rest)
    proof = Proof("within", [sv(share, 1)], (50.1, 100))
    return Proved([[*opened(r), P(text), table]], [text, sv(count)], ["share"], proof=proof)
