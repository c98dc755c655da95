"""More printed forms of text against table, of contents and of names with units."""

from random import Random

from tests.planted.cases import PROSE, Draft, H, P, T, kinds, sv
from tests.planted.sources import Tables
from tests.planted.tuned_tables import head

KINDS, kind = kinds()


def off(r: Random, wrong: bool) -> int:
    """Give how much a figure is wrong."""
    return r.randint(4, 12) if wrong else 0


def counted(t: Tables, r: Random) -> tuple[T, list[tuple[str, int, int]]]:
    """Give a table of two years with its rows and a sum."""
    rows = t.some(r, 4)
    lines = [[n, sv(a), sv(b)] for n, a, b in rows]
    lines.append(["Totalt", sv(sum(x[1] for x in rows)), sv(sum(x[2] for x in rows))])
    return T("Tabell 1. Antal avvikelser per typ", ["Typ", "2022", "2023"], lines), rows


@kind("text_table", may_turn=True)
def whole_of_table(r: Random, t: Tables, wrong: bool) -> Draft:
    table, rows = counted(t, r)
    said = sum(x[2] for x in rows) + off(r, wrong)
    text = r.choice([f"Totalt rapporterades {sv(said)} avvikelser under 2023.",
                     f"Sammanlagt registrerades {sv(said)} avvikelser år 2023."])  # fmt: skip
    return Draft([[*head(r), P(text), table]], [sv(said)], ["twice"])


@kind("text_table", may_turn=True)
def from_to_of_table(r: Random, t: Tables, wrong: bool) -> Draft:
    table, rows = counted(t, r)
    name, before, after = rows[1]
    said = after + (off(r, wrong) if after > before else 0)
    first = before + (0 if after > before else off(r, wrong))
    verb = "ökade" if after > before else "minskade"
    text = f"{name} {verb} från {sv(first)} till {sv(said)} mellan åren."
    return Draft([[*head(r), table, P(text)]], [sv(said), sv(first)], ["twice"])


@kind("text_table")
def several_of_table(r: Random, t: Tables, wrong: bool) -> Draft:
    table, rows = counted(t, r)
    (one, _, a), (two, _, b), *_ = rows
    said = b + off(r, wrong)
    text = (f"Under 2023 rapporterades {one.lower()} {sv(a)} gånger och {two.lower()} {sv(said)} "
            "gånger.")  # fmt: skip
    return Draft([[*head(r), table, P(text)]], [sv(said)], ["twice"])


@kind("text_table")
def in_brackets_of_table(r: Random, t: Tables, wrong: bool) -> Draft:
    table, rows = counted(t, r)
    (one, _, a), (two, _, b), *_ = sorted(rows, key=lambda row: -row[2])
    said = a + off(r, wrong)
    text = f"Vanligast under 2023 var {one.lower()} ({sv(said)}) och {two.lower()} ({sv(b)})."
    return Draft([[*head(r), table, P(text)]], [sv(said)], ["twice"])


@kind("text_table")
def millions_of_thousands(r: Random, t: Tables, wrong: bool) -> Draft:
    lines = [["Hemtjänst i egen regi", "24 310", "26 480"],
             ["Särskilt boende för äldre", "61 200", "60 140"],
             ["Korttidsplatser", "9 870", "10 020"]]  # fmt: skip
    said = 26.5 + (r.randint(5, 30) / 10 if wrong else 0)
    table = T("Tabell 1. Nettokostnad, tkr", ["Verksamhet", "2022", "2023"], lines)
    text = f"Hemtjänst i egen regi kostade {sv(said, 1)} mnkr år 2023."
    return Draft([[*head(r, "Ekonomi"), table, P(text)]], [f"{sv(said, 1)} mnkr"])


@kind("text_table", may_turn=True)
def share_of_unit(r: Random, t: Tables, wrong: bool) -> Draft:
    shares = [r.randint(60, 95) for _ in range(3)]
    lines = [[n, f"{s} %"] for n, s in zip(("Almen", "Björken", "Cedern"), shares, strict=True)]
    said = shares[1] - off(r, wrong)
    table = T("Tabell 1. Andel nöjda per enhet 2023", ["Enhet", "Andel nöjda"], lines)
    text = f"På Björken är {said} procent nöjda."
    return Draft([[*head(r, "Brukarnas röst"), table, P(text)]], [f"{said} procent"])


@kind("text_table")
def most_of_table(r: Random, t: Tables, wrong: bool) -> Draft:
    shares = [r.randint(60, 79), r.randint(85, 95), r.randint(60, 79)]
    lines = [[n, f"{s} %"] for n, s in zip(("Almen", "Björken", "Cedern"), shares, strict=True)]
    said = shares[1] - (r.randint(2, 5) if wrong else 0)
    table = T("Tabell 1. Andel nöjda per enhet 2023", ["Enhet", "Andel nöjda"], lines)
    text = f"Högst andel nöjda har Björken med {said} procent."
    return Draft([[*head(r, "Brukarnas röst"), table, P(text)]], [f"{said} procent"])


@kind("text_table")
def thing_counted(r: Random, t: Tables, wrong: bool) -> Draft:
    rows = [["Trycksår", "31", "44"], ["Fallskador", "85", "90"], ["Vårdskador", "12", "9"]]
    said = 44 + off(r, wrong)
    table = T("Tabell 1. Antal händelser", ["Händelse", "2022", "2023"], rows)
    text = r.choice([f"Under 2023 rapporterades {said} trycksår.",
                     f"År 2023 uppgick antalet trycksår till {said}."])  # fmt: skip
    return Draft([[*head(r), table, P(text)]], [str(said)], ["twice"])


@kind("text_table")
def two_years_of_table(r: Random, t: Tables, wrong: bool) -> Draft:
    table, rows = counted(t, r)
    name, before, after = rows[2]
    said = before + off(r, wrong)
    text = f"{name} var {sv(said)} år 2022 och {sv(after)} år 2023."
    return Draft([[*head(r), table, P(text)]], [sv(said)], ["twice"])


CHAPTERS = ("Sammanfattning", "Avvikelser", "Egenkontroll", "Klagomål", "Mål framåt")


def body(names: list[str], *, numbered: bool) -> list[H | P]:
    """Give the chapters with some text."""
    return [one for at, name in enumerate(names, 1)
            for one in (H(f"{at} {name}" if numbered else name),
                        P("Kapitlet beskriver årets arbete och vad det har gett."))]  # fmt: skip


@kind("contents", PROSE)
def no_pages(r: Random, t: Tables, wrong: bool) -> Draft:
    names = list(CHAPTERS)
    gone = r.randint(1, 3)
    listed = [P(f"- {name}") for name in names]
    written = ["Riskanalyser" if wrong and at == gone else n for at, n in enumerate(names)]
    return Draft([[H("Innehåll"), *listed, *body(written, numbered=False)]],
                 [names[gone], "Riskanalyser"])  # fmt: skip


@kind("contents", PROSE)
def not_listed(r: Random, t: Tables, wrong: bool) -> Draft:
    names = list(CHAPTERS)
    gone = r.randint(1, 3)
    listed = [P(f"{name} {'.' * 20} {at + 2}") for at, name in enumerate(names)
              if not (wrong and at == gone)]  # fmt: skip
    return Draft(
        [[H("Innehållsförteckning"), *listed, *body(names, numbered=False)]], [names[gone]]
    )


@kind("contents", PROSE)
def pages_fall(r: Random, t: Tables, wrong: bool) -> Draft:
    pages = [3, 5, 9, 14, 18]
    if wrong:
        at = r.randint(1, 3)
        pages[at] = pages[at - 1] - r.randint(1, 2)
    listed = [P(f"{name}\t{page}") for name, page in zip(CHAPTERS, pages, strict=True)]
    texts = [f"{name}\t{page}" for name, page in zip(CHAPTERS, pages, strict=True)]
    return Draft([[H("Innehåll"), *listed, *body(list(CHAPTERS), numbered=False)]],
                 [text.replace("\t", " ") for text in texts])  # fmt: skip


@kind("contents", PROSE)
def other_number(r: Random, t: Tables, wrong: bool) -> Draft:
    order = [1, 2, 3, 4, 5]
    if wrong:
        order[2], order[3] = 4, 3
    listed = [P(f"{number} {name} {'.' * 12} {at * 2 + 3}")
              for at, (number, name) in enumerate(zip(order, CHAPTERS, strict=True))]  # fmt: skip
    return Draft([[H("Innehåll"), *listed, *body(list(CHAPTERS), numbered=True)]],
                 [CHAPTERS[2], CHAPTERS[3]], ["numbering"])  # fmt: skip


@kind("contents", PROSE)
def another_order(r: Random, t: Tables, wrong: bool) -> Draft:
    names = list(CHAPTERS)
    listed = [P(f"{name}\t{at + 3}") for at, name in enumerate(names)]
    if wrong:
        names[2], names[3] = names[3], names[2]
    return Draft([[H("Innehåll"), *listed, *body(names, numbered=False)]],
                 [CHAPTERS[2], CHAPTERS[3]])  # fmt: skip


@kind("name_units")
def said_in_two_units(r: Random, t: Tables, wrong: bool) -> Draft:
    value = sv(r.randint(60, 98) / 10, 1)
    first = f"{value} procent" if wrong else f"{value} läkemedel per patient"
    one = P(f"Användningen av olämpliga läkemedel uppgår till {first}.")
    two = P(f"Användningen av olämpliga läkemedel är {value} läkemedel per patient.")
    return Draft([[*head(r, "Läkemedel"), one, H("Sammanfattning"), two]], [value], ["unit"])


@kind("name_units")
def heads_of_two_units(r: Random, t: Tables, wrong: bool) -> Draft:
    value = sv(r.randint(60, 98) / 10, 1)
    unit = "Andel (%)" if wrong else "Antal per patient"
    one = T("Tabell 1. Läkemedel 2023", ["Mått", unit],
            [["Olämpliga läkemedel", value], ["Psykofarmaka", "1,9"]])  # fmt: skip
    two = T("Tabell 2. Uppföljning 2023", ["Mått", "Antal per patient"],
            [["Olämpliga läkemedel", value]])  # fmt: skip
    return Draft(
        [[*head(r, "Läkemedel"), one, P("Se även bilagan."), two]], [unit, value], ["unit"]
    )
