"""What prose claims of tables: most, counts of rows, ranges, times, parts, sums and trends."""

from random import Random

from tests.planted.cases import Draft, P, T, kinds, percent, sv
from tests.planted.sources import Tables
from tests.planted.tuned_tables import head

KINDS, kind = kinds()
HOMES = ("Almen", "Björken", "Cedern", "Eken", "Granen", "Häggen")
WORDS = "ingen en två tre fyra fem sex".split()
ALSO = ["twice", "direction", "change", "share", "sum"]


def homes(r: Random, count: int = 5) -> tuple[list[str], list[int], list[int], T]:
    """Give homes with their falls in two years, all counts unlike."""
    names = r.sample(HOMES, count)
    before, now = r.sample(range(20, 60), count), r.sample(range(61, 99), count)
    rows = [[n, sv(a), sv(b)] for n, a, b in zip(names, before, now, strict=True)]
    return names, before, now, T("Tabell 1. Fall per boende", ["Boende", "2022", "2023"], rows)


@kind("text_table")
def most_by_name(r: Random, t: Tables, wrong: bool) -> Draft:
    names, _, now, table = homes(r)
    order = [name for _, name in sorted(zip(now, names, strict=True), reverse=True)]
    said = order[2 if wrong else 0]
    text = r.choice([f"Flest fall under 2023 rapporterades på {said}.",
                     f"{said} är det boende som hade flest fall 2023.",
                     f"I topp under 2023 ligger {said}."])  # fmt: skip
    return Draft([[*head(r), table, P(text)]], [said], ALSO)


@kind("text_table")
def next_after_the_most(r: Random, t: Tables, wrong: bool) -> Draft:
    names, _, now, table = homes(r)
    order = [name for _, name in sorted(zip(now, names, strict=True), reverse=True)]
    said = order[3 if wrong else 1]
    text = r.choice([f"Näst flest fall 2023 hade {said}.",
                     f"Flest fall 2023 hade {order[0]}, följt av {said}."])  # fmt: skip
    return Draft([[*head(r), P(text), table]], [said], ALSO)


@kind("text_table")
def so_many_above(r: Random, t: Tables, wrong: bool) -> Draft:
    _, _, now, table = homes(r)
    bound = sorted(now)[2]
    many = WORDS[sum(one > bound for one in now) + (2 if wrong else 0)]
    text = r.choice([f"{many.title()} av fem boenden hade över {bound} fall 2023.",
                     f"Av fem boenden hade {many} fler än {bound} fall under 2023."])  # fmt: skip
    return Draft([[*head(r), table, P(text)]], [many], ALSO)


@kind("text_table")
def all_rose(r: Random, t: Tables, wrong: bool) -> Draft:
    _, _, _, table = homes(r)
    rows = [list(row) for row in table.rows]
    if wrong:
        rows[1][1], rows[1][2] = rows[1][2], rows[1][1]
    text = r.choice(["Antalet fall har ökat på samtliga boenden sedan 2022.",
                     "På alla boenden ökade antalet fall mellan 2022 och 2023."])  # fmt: skip
    turned = T(table.caption, table.columns, rows)
    return Draft([[*head(r), turned, P(text)]], [text, rows[1][2]], ALSO)


@kind("text_table")
def between_two_ends(r: Random, t: Tables, wrong: bool) -> Draft:
    _, _, now, table = homes(r)
    most = max(now) + (r.randint(6, 15) if wrong else 0)
    text = r.choice([f"Antalet fall varierade mellan {min(now)} och {most} under 2023.",
                     f"Boendena hade mellan {min(now)} och {most} fall 2023."])  # fmt: skip
    return Draft([[*head(r), P(text), table]], [str(most)], ALSO)


@kind("text_table")
def more_than_another(r: Random, t: Tables, wrong: bool) -> Draft:
    names, _, now, table = homes(r)
    low, high = (name for _, name in sorted(zip(now, names, strict=True))[1:4:2])
    one, two = (low, high) if wrong else (high, low)
    text = r.choice([f"{one} hade fler fall än {two} under 2023.",
                     f"Fler fall rapporterades på {one} än på {two} 2023."])  # fmt: skip
    return Draft([[*head(r), table, P(text)]], [one], ALSO)


@kind("text_table")
def so_much_more(r: Random, t: Tables, wrong: bool) -> Draft:
    names, before, now, table = homes(r)
    rise = now[2] - before[2] + (r.randint(4, 9) if wrong else 0)
    text = r.choice([f"På {names[2]} ökade antalet fall med {rise} mellan 2022 och 2023.",
                     f"{names[2]} hade {rise} fler fall 2023 än året innan."])  # fmt: skip
    return Draft([[*head(r), table, P(text)]], [str(rise)], ALSO)


@kind("text_table")
def part_of_the_whole(r: Random, t: Tables, wrong: bool) -> Draft:
    names, _, now, table = homes(r)
    share = int(percent(now[0], sum(now))) + (r.randint(7, 15) if wrong else 0)
    text = r.choice([f"{names[0]} står för {share} procent av fallen 2023.",
                     f"Av fallen 2023 inträffade {share} procent på {names[0]}."])  # fmt: skip
    return Draft([[*head(r), table, P(text)]], [f"{share} procent"], ALSO)


@kind("text_table")
def two_together(r: Random, t: Tables, wrong: bool) -> Draft:
    names, _, now, table = homes(r)
    said = now[0] + now[3] + (r.randint(7, 15) if wrong else 0)
    text = f"{names[0]} och {names[3]} hade tillsammans {said} fall 2023."
    return Draft([[*head(r), table, P(text)]], [str(said)], ALSO)


@kind("text_table")
def every_year(r: Random, t: Tables, wrong: bool) -> Draft:
    falls = sorted(r.sample(range(20, 90), 4), reverse=True)
    if wrong:
        falls[2] = falls[1] + r.randint(5, 9)
    rows = [["Trycksår", *map(sv, falls)], ["Vårdskador", "31", "24", "35", "29"]]
    table = T("Tabell 1. Händelser", ["Händelse", "2020", "2021", "2022", "2023"], rows)
    text = r.choice(["Antalet trycksår har minskat varje år sedan 2020.",
                     "Trycksåren har minskat tre år i rad."])  # fmt: skip
    return Draft([[*head(r), table, P(text)]], ["minskat"], ALSO)


@kind("text_table")
def reach_the_goal(r: Random, t: Tables, wrong: bool) -> Draft:
    names, reached = r.sample(HOMES, 6), r.randint(2, 3)
    shares = [*r.sample(range(86, 97), reached), *r.sample(range(60, 84), 6 - reached)]
    r.shuffle(shares)
    rows = [[name, f"{share} %"] for name, share in zip(names, shares, strict=True)]
    said = WORDS[reached + (2 if wrong else 0)]
    text = r.choice([
        f"Målet är att 85 procent ska vara trygga. Det nås av {said} av sex boenden.",
        f"{said.title()} av sex boenden når målet att 85 procent ska vara trygga."])  # fmt: skip
    table = T("Tabell 1. Andel trygga 2023", ["Boende", "Andel trygga"], rows)
    return Draft([[*head(r), table, P(text)]], [said], ALSO)
