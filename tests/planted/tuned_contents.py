"""Lists of contents and numbers as papers lay them; whoever tunes rules may read these."""

from collections.abc import Sequence
from random import Random

from tests.planted.cases import PROSE, Block, Draft, H, P, T, kinds
from tests.planted.sources import Tables

KINDS, kind = kinds()
CHAPTERS = (
    "Inledning", "Organisation och ansvar", "Lex Sarah", "Synpunkter och klagomål", "Egenkontroll",
    "Kompetens och utbildning", "Samverkan – intern och extern", "Hälso- och sjukvård", "Bemanning",
    "Hur mår våra brukare?", "Mål 2024", "Välfärdsteknik (trygghetslarm)", "Slutsatser",
)  # fmt: skip
OTHERS = ("Riskbedömningar", "Vård i livets slut", "Avtalsuppföljning", "Kontinuitet")
TEXTS = (
    "Under året har verksamheten arbetat efter den plan som nämnden antog i december.",
    "Arbetet leds av verksamhetschefen, som rapporterar till nämnden två gånger om året.",
    "Resultatet ligger i nivå med föregående år och följs upp i den interna kontrollen.",
    "Personalen har deltagit i analysen, och förbättringarna beskrivs per område.",
    "Samverkan har skett med regionen i vårdkedjans alla led, även på sommaren.",
)


def body(heads: Sequence[str]) -> list[Block]:
    """Give each heading with a sentence under it."""
    return [one for at, head in enumerate(heads)
            for one in (H(head), P(TEXTS[at % len(TEXTS)]))]  # fmt: skip


def listed(r: Random, names: Sequence[str], how: str = "") -> list[Block]:
    """Give the list of names in one of the ways that papers have."""
    pages = sorted(r.sample(range(3, 40), len(names)))
    how = how or r.choice(["dots", "tab", "spaced", "bare", "bullets"])
    dots = "." * r.randint(8, 30)
    tails = {"dots": f" {dots} {{}}", "tab": "\t{}", "spaced": " . . . . . {}"}
    if how in ("bare", "bullets"):
        return [P(("• " if how == "bullets" else "") + name) for name in names]
    return [P(name + tails[how].format(page)) for name, page in zip(names, pages, strict=True)]


def front(r: Random) -> list[Block]:
    """Give a title and the heading of the list."""
    return [H("Kvalitetsberättelse 2023"), H(r.choice(["Innehåll", "Innehållsförteckning"]))]


def numbered(names: Sequence[str], dot: str = "") -> list[str]:
    """Give names with their chapter numbers."""
    return [f"{at}{dot} {name}" for at, name in enumerate(names, 1)]


def some(r: Random, count: int) -> list[str]:
    """Give chapters, the introduction first."""
    return ["Inledning", *r.sample(CHAPTERS[1:-1], count - 2), "Slutsatser"]


def without(names: Sequence[str], gone: int, wrong: bool) -> list[str]:
    """Leave one name out when the paper is to be wrong."""
    return [name for at, name in enumerate(names) if not (wrong and at == gone)]


@kind("contents", PROSE)
def chapter_lacks(r: Random, t: Tables, wrong: bool) -> Draft:
    names, gone = some(r, 6), r.randint(1, 4)
    heads = without(names, gone, wrong)
    heads = [one.upper() for one in heads] if r.random() < 0.3 else heads
    return Draft([[*front(r), *listed(r, names), *body(heads)]], [names[gone]])


@kind("contents", PROSE)
def numbered_chapter_lacks(r: Random, t: Tables, wrong: bool) -> Draft:
    names, gone = numbered(some(r, 6), r.choice(["", "."])), r.randint(1, 5)
    return Draft([[*front(r), *listed(r, names), *body(without(names, gone, wrong))]],
                 [names[gone], names[gone].split(" ", 1)[1]])  # fmt: skip


@kind("contents", PROSE)
def chapter_unlisted(r: Random, t: Tables, wrong: bool) -> Draft:
    names, gone = some(r, 7), r.randint(2, 5)
    names = numbered(names) if r.random() < 0.5 else names
    return Draft([[*front(r), *listed(r, without(names, gone, wrong)), *body(names)]],
                 [names[gone]])  # fmt: skip


@kind("contents", PROSE)
def chapter_renamed(r: Random, t: Tables, wrong: bool) -> Draft:
    names, at = some(r, 6), r.randint(1, 4)
    heads = list(names)
    heads[at] = r.choice(OTHERS) if wrong else names[at].replace("–", "-").replace("?", "")
    return Draft([[*front(r), *listed(r, names), *body(heads)]], [names[at], heads[at]])


@kind("contents", PROSE)
def list_as_a_table(r: Random, t: Tables, wrong: bool) -> Draft:
    names, gone = numbered(some(r, 5)), r.randint(1, 4)
    pages = [str(page) for page in sorted(r.sample(range(3, 30), 5))]
    rows = [[name, page] for name, page in zip(names, pages, strict=True)]
    columns = r.choice([["Avsnitt", "Sida"], ["Rubrik", "Sidnr"], ["Kapitel", "Sid."]])
    if r.random() < 0.4:
        rows, columns = (
            [[*name.split(" ", 1), page] for name, page in rows],
            ["Nr", "Rubrik", "Sida"],
        )
    heads = without(names, gone, wrong)
    return Draft([[H("Innehåll"), T("", columns, rows), *body(heads)]],
                 [names[gone], names[gone].split(" ", 1)[1]])  # fmt: skip


@kind("contents", PROSE)
def appendix_lacks(r: Random, t: Tables, wrong: bool) -> Draft:
    sign = r.choice([".", ":", " –", ""])
    added = [f"Bilaga {at}{sign} {name}" for at, name in enumerate(r.sample(OTHERS, 3), 1)]
    names = [*some(r, 4), *added]
    there = [one.replace(":", ".") for one in without(names, 6, wrong)]
    return Draft([[*front(r), *listed(r, names), *body(there)]], [added[2], "Bilaga 3"])


@kind("contents", PROSE)
def over_two_lines(r: Random, t: Tables, wrong: bool) -> Draft:
    names = numbered(some(r, 5))
    first, second = r.choice([
        ("Rutin för att följa upp och återkoppla avvikelser som", "rör flera vårdgivare"),
        ("Åtgärder med anledning av Inspektionen för vård och", "omsorgs beslut om tillsyn"),
        ("Plan för införande av elektronisk signering", "(MCSS) i hemsjukvården"),
    ])  # fmt: skip
    lines = listed(r, [*names[:2], second, *names[3:]], r.choice(["dots", "tab"]))
    heads = without([*names[:2], f"3 {first} {second}", *names[3:]], 4, wrong)
    return Draft(
        [[*front(r), *lines[:2], P(f"3 {first}"), *lines[2:], *body(heads)]], ["Slutsatser"]
    )


@kind("contents", PROSE)
def pages_that_fall(r: Random, t: Tables, wrong: bool) -> Draft:
    names, pages = some(r, 6), sorted(r.sample(range(5, 40), 6))
    at = r.randint(1, 4)
    if wrong:
        pages[at], pages[at + 1] = pages[at + 1], pages[at]
    lines = [P(f"{name}{' ' * 2}{'.' * 9} {page}") for name, page in zip(names, pages, strict=True)]
    return Draft([[*front(r), *lines, *body(names)]], [names[at], names[at + 1]])


@kind("contents", PROSE)
def places_changed(r: Random, t: Tables, wrong: bool) -> Draft:
    names, at = some(r, 6), r.randint(1, 3)
    entries = list(names)
    if wrong:
        entries[at], entries[at + 1] = entries[at + 1], entries[at]
    return Draft([[*front(r), *listed(r, entries), *body(names)]], [names[at], names[at + 1]])


@kind("contents", PROSE)
def table_of_another_name(r: Random, t: Tables, wrong: bool) -> Draft:
    names = r.sample(
        ["Fall per enhet", "Personal per yrke", "Ärenden per månad", "Kö per område"], 4
    )
    said = list(names)
    if wrong:
        said[1], said[2] = said[2], said[1]
    lines = [P(f"Tabell {at}. {name} ........ {2 * at + 3}") for at, name in enumerate(said, 1)]
    blocks: list[Block] = [H(r.choice(["Tabellförteckning", "Förteckning över tabeller"])), *lines]
    for at, name in enumerate(names, 1):
        rows = [["Norr", str(r.randint(11, 40))], ["Söder", str(r.randint(41, 90))]]
        blocks += [
            H(OTHERS[at - 1]),
            P(TEXTS[at]),
            T(f"Tabell {at}. {name}", ["Del", "Värde"], rows),
        ]
    return Draft([blocks], [said[1], said[2]])


@kind("numbering", PROSE)
def chapter_skipped(r: Random, t: Tables, wrong: bool) -> Draft:
    names, at = some(r, 6), r.randint(2, 4)
    heads = [f"{n + (wrong and n > at)} {name}" for n, name in enumerate(names, 1)]
    return Draft([[H("Kvalitetsberättelse"), *body(heads)]], [heads[at], str(at + 2)])


@kind("numbering", PROSE)
def number_twice(r: Random, t: Tables, wrong: bool) -> Draft:
    names, at = some(r, 6), r.randint(2, 4)
    heads = [f"{n - (wrong and n > at)}. {name}" for n, name in enumerate(names, 1)]
    return Draft([[H("Kvalitetsberättelse"), *body(heads)]], [heads[at]])


@kind("numbering", PROSE)
def section_that_lacks(r: Random, t: Tables, wrong: bool) -> Draft:
    names, called = some(r, 6), r.randint(7, 9) if wrong else r.randint(1, 6)
    word = r.choice(["kapitel", "avsnitt"])
    text = P(f"Hur arbetet går till beskrivs närmare i {word} {called} och följs upp varje år.")
    return Draft([[H("Kvalitetsberättelse"), *body(numbered(names)), text]], [f"{word} {called}"])


@kind("numbering", PROSE)
def table_that_lacks(r: Random, t: Tables, wrong: bool) -> Draft:
    called = r.randint(4, 8) if wrong else r.randint(1, 3)
    blocks: list[Block] = [H("Resultat"), P(r.choice([
        f"Tabell {called} visar hur resultatet fördelar sig mellan områdena.",
        f"Resultatet framgår av tabell {called} nedan.",
        f"Skillnaderna mellan områdena är små (se tabell {called}).",
    ]))]  # fmt: skip
    for at in range(1, 4):
        rows = [["Norr", str(r.randint(11, 40))], ["Söder", str(r.randint(41, 90))]]
        blocks += [P(TEXTS[at]), T(f"Tabell {at}. {OTHERS[at]}", ["Del", "Värde"], rows)]
    return Draft([blocks], [f"abell {called}"])


@kind("numbering", PROSE)
def caption_gap(r: Random, t: Tables, wrong: bool) -> Draft:
    blocks: list[Block] = [H("Resultat")]
    chapter = r.choice(["", "3."])
    for at, number in enumerate([1, 2, 4 if wrong else 3]):
        rows = [["Norr", str(r.randint(11, 40))], ["Söder", str(r.randint(41, 90))]]
        caption = f"Tabell {chapter}{number}. {OTHERS[at]}"
        blocks += [P(TEXTS[at]), T(caption, ["Del", f"Värde {OTHERS[at]}"], rows)]
    return Draft([blocks], [f"Tabell {chapter}4"])


def papers() -> list[list[Block]]:
    """Give whole papers that only look wrong."""
    table = [["Norr", "12"], ["Söder", "41"]]
    steps = [P("1. Ring larmet."), P("2. Stanna kvar."), P("3. Skriv avvikelse.")]
    return [
        [H("1 Inledning"), P(TEXTS[0]), H("2 Rutin"), *steps, H("3 Slutsatser"), P(TEXTS[1])],
        [H("Innehåll"), P("Inledning 3"), P("Del 2"), P("Bemanning 5"), P("Avslut 7"),
         H("Inledning"), P(TEXTS[0]), H("Bemanning"), P(TEXTS[1]), H("Avslut"), P(TEXTS[2])],
        [H("Innehåll"), P("Inledning\t3"), P("Egenkontroll\t4"), P("Bilaga 1 Enkäten"),
         H("Inledning"), P(TEXTS[0]), H("Egenkontroll"), P(TEXTS[1])],
        [H("2 Resultat"), T("Tabell 2.1. Fall", ["Del", "Fall"], table), P(TEXTS[1]),
         T("Tabell 2.2. Kö", ["Del", "Kö"], table), H("3 Mål"), P(TEXTS[2]),
         T("Tabell 3.1. Besök", ["Del", "Besök"], table)],
        [H("1 Lag"), P("Enligt kapitel 9 i lagen och avsnitt 12 i riktlinjen ställs krav."),
         H("2 Ansvar"), P("Se kapitel 14 i patientsäkerhetsberättelsen."), H("3 Mål"), P(TEXTS[0])],
        [H("Resultat"), T("Figur 1. Fall", ["Del", "Fall"], table), P(TEXTS[0]),
         T("Diagram 2. Kö", ["Del", "Kö"], table), P(TEXTS[1]),
         T("Figur 3. Besök", ["Del", "Besök"], table)],
        [H("Innehåll"), P("1 Inledning\t3"), P("1.1 Syfte\t3"), P("2 Mål\t4"), H("1 Inledning"),
         P(TEXTS[0]), H("1.1 Syfte", 2), P(TEXTS[1]), H("1.1.1 Avgränsning", 3), P(TEXTS[2]),
         H("2 Mål"), P(TEXTS[3])],
        [H("Innehåll"), P("Inledning\t2"), P("Mål\t3"), P("Avslut\t4"), H("INLEDNING"), P(TEXTS[0]),
         P("Vård- och omsorgsförvaltningen 2024-03-12 3(14)"), H("MÅL"), P(TEXTS[1]), H("AVSLUT"),
         P(TEXTS[2]), P("Anna Andersson"), P("verksamhetschef")],
    ]  # fmt: skip
