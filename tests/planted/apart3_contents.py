"""The third part kept apart: a contents list against the headings; see `apart3`."""

from collections.abc import Sequence
from random import Random

from tests.planted.apart3 import Proof, Proved
from tests.planted.cases import PROSE, Block, H, P, T, kinds
from tests.planted.sources import Tables

KINDS, kind = kinds()

CHAPTERS = (
    "Ledningssystem för systematiskt kvalitetsarbete",
    "Organisatoriskt ansvar",
    "Processer och rutiner",
    "Egenkontroll",
    "Lex Sarah",
    "Synpunktshantering",
    "Kvalitetsråd",
    "Fast omsorgskontakt inom hemtjänsten",
    "Dokumentation",
    "Årlig självskattning",
    "Öppna jämförelser",
    "Kontinuitetsplaner",
    "Välfärdsteknik",
    "Nära vård",
    "Utbildningar",
)
SUBJECTS = (
    "Engagerad ledning och tydlig styrning",
    "Samverkan för att förebygga vårdskador",
    "En god säkerhetskultur",
    "Adekvat kunskap och kompetens",
    "Patienten som medskapare",
    "Tillförlitliga och säkra system och processer",
    "Säker vård här och nu",
    "Öka riskmedvetenhet och beredskap",
)
APPENDICES = (
    "Resultat efter verksamhetsbesök",
    "Resultat från palliativregistret",
    "Olämpliga läkemedel",
    "Trycksår och fallrisk",
    "Ordlista",
)
BODY = (
    "Arbetet har följt den plan som nämnden beslutade om inför året.",
    "Verksamheterna har arbetat vidare med det som påbörjades tidigare.",
    "Här redogörs för de viktigaste iakttagelserna och för det fortsatta arbetet.",
    "Enhetscheferna ansvarar för att rutinerna är kända i arbetsgrupperna.",
    "Uppföljningen visar att samverkan mellan professionerna har stärkts.",
)
TITLES = ("Kvalitetsberättelse", "Patientsäkerhetsberättelse", "Årsberättelse för äldreomsorgen")
WORDS = ("Innehåll", "Innehållsförteckning")


def listed(r: Random, titles: Sequence[str], how: str) -> list[P]:
    """Print a list of contents: with dots and pages, with tabs and pages, or bare."""
    page, lines = 3, []
    for title in titles:
        tail = {"dots": " " + "." * 12 + f" {page}", "tab": f"\t{page}", "bare": ""}[how]
        lines.append(P(title + tail))
        page += r.randint(1, 3)
    return lines


def body(titles: Sequence[str], levels: Sequence[int] = ()) -> list[Block]:
    """Give each title as a heading with a paragraph below."""
    blocks: list[Block] = []
    for at, title in enumerate(titles):
        blocks += [H(title, levels[at] if levels else 1), P(BODY[at % len(BODY)])]
    return blocks


def _numbered(names: Sequence[str], dot: str = "") -> list[str]:
    return [f"{at}{dot} {name}" for at, name in enumerate(names, 1)]


def _paper(r: Random, entries: Sequence[str], heads: Sequence[str], how: str, printed: list[str],
           also: Sequence[str] = (), levels: Sequence[int] = ()) -> Proved:  # fmt: skip
    front = [H(r.choice(TITLES)), H(r.choice(WORDS), 2 if levels else 1), *listed(r, entries, how)]
    proof = Proof("same", [one.casefold() for one in entries], [one.casefold() for one in heads])
    return Proved([[*front, *body(heads, levels)]], printed, also, proof)


@kind("contents", PROSE)
def chapter_without_text(r: Random, t: Tables, wrong: bool) -> Proved:
    names, gone = ["Inledning", *r.sample(CHAPTERS, 5)], r.randint(2, 4)
    how = r.choice(["dots", "tab"])
    heads = [one for at, one in enumerate(names) if not (wrong and at == gone)]
    return _paper(r, names, heads, how, [names[gone]])


@kind("contents", PROSE)
def last_numbered_chapter_gone(r: Random, t: Tables, wrong: bool) -> Proved:
    names = _numbered(["Inledning", *r.sample(CHAPTERS, 5)])
    how = r.choice(["dots", "tab", "bare"])
    return _paper(r, names, names[:-1] if wrong else names, how, [names[-1], names[-1][2:]])


@kind("contents", PROSE)
def chapter_not_listed(r: Random, t: Tables, wrong: bool) -> Proved:
    names, gone = ["Sammanfattning", *r.sample(SUBJECTS, 5)], r.randint(2, 4)
    how = r.choice(["dots", "tab", "bare"])
    entries = [one for at, one in enumerate(names) if not (wrong and at == gone)]
    return _paper(r, entries, names, how, [names[gone]])


@kind("contents", PROSE)
def numbered_chapter_not_listed(r: Random, t: Tables, wrong: bool) -> Proved:
    names = _numbered(["Bakgrund", *r.sample(CHAPTERS, 4)], ".")
    how = r.choice(["dots", "tab"])
    return _paper(r, names[:-1] if wrong else names, names, how, [names[-1], names[-1][3:]])


@kind("contents", PROSE)
def another_name(r: Random, t: Tables, wrong: bool) -> Proved:
    names, at = _numbered(r.sample(CHAPTERS, 6)), r.randint(1, 4)
    other = r.choice(SUBJECTS)
    heads = list(names)
    if wrong:
        heads[at] = f"{at + 1} {other}"
    return _paper(r, names, heads, r.choice(["dots", "tab"]), [names[at][2:], other])


@kind("contents", PROSE)
def two_have_changed_places(r: Random, t: Tables, wrong: bool) -> Proved:
    names, at = r.sample(CHAPTERS, 6), r.randint(1, 3)
    entries = list(names)
    if wrong:
        entries[at], entries[at + 1] = entries[at + 1], entries[at]
    return _paper(r, entries, names, r.choice(["dots", "tab", "bare"]), [names[at], names[at + 1]])


@kind("contents", PROSE)
def another_number(r: Random, t: Tables, wrong: bool) -> Proved:
    bare = r.sample(CHAPTERS, 5)
    names, heads = _numbered(bare), _numbered(bare)
    if wrong:
        heads[4] = f"6 {bare[4]}"
    return _paper(r, names, heads, r.choice(["dots", "tab"]), [bare[4]], ["numbering"])


@kind("contents", PROSE)
def pages_go_back(r: Random, t: Tables, wrong: bool) -> Proved:
    names = r.sample(CHAPTERS, 6)
    pages = [4, 6, 9, 13, 17, 22]
    at, drop, how = r.randint(2, 4), r.randint(6, 7), r.choice([" .......... ", "\t"])
    if wrong:
        pages[at] -= drop
    lines = [P(f"{name}{how}{page}") for name, page in zip(names, pages, strict=True)]
    proof = Proof("same", pages, sorted(pages))
    papers = [[H(r.choice(WORDS)), *lines, *body(names)]]
    return Proved(papers, [names[at], names[at - 1]], proof=proof)


@kind("contents", PROSE)
def appendix_gone(r: Random, t: Tables, wrong: bool) -> Proved:
    first = ["Sammanfattning", *r.sample(SUBJECTS, 3)]
    added = [f"Bilaga {at}. {name}" for at, name in enumerate(r.sample(APPENDICES, 3), 1)]
    entries = [*first, *added]
    heads = entries[:-1] if wrong else entries
    return _paper(r, entries, heads, r.choice(["dots", "tab", "bare"]), [added[-1], "Bilaga 3"])


@kind("contents", PROSE)
def appendix_of_another_name(r: Random, t: Tables, wrong: bool) -> Proved:
    some = r.sample(APPENDICES, 4)
    entries = [
        "Inledning",
        "Resultat",
        "Analys",
        *[f"Bilaga {at} {name}" for at, name in enumerate(some[:3], 1)],
    ]
    heads = list(entries)
    if wrong:
        heads[4] = f"Bilaga 2 {some[3]}"
    return _paper(r, entries, heads, r.choice(["dots", "tab"]), ["Bilaga 2", some[3], some[1]])


@kind("contents", PROSE)
def subchapter_gone(r: Random, t: Tables, wrong: bool) -> Proved:
    areas = ["Hemtjänst", "Särskilt boende", "Funktionsstöd"]
    r.shuffle(areas)
    main = r.sample(CHAPTERS, 2)
    entries = [
        f"1 {main[0]}",
        "2 Förbättringsområden",
        *[f"2.{at} {one}" for at, one in enumerate(areas, 1)],
        f"3 {main[1]}",
    ]
    levels = [1, 1, 2, 2, 2, 1]
    keep = [at for at in range(6) if not (wrong and at == 4)]
    heads = [entries[at] for at in keep]
    how = r.choice(["dots", "tab"])
    return _paper(
        r, entries, heads, how, [entries[4], areas[2]], levels=[levels[at] for at in keep]
    )


@kind("contents", PROSE)
def year_of_the_chapter(r: Random, t: Tables, wrong: bool) -> Proved:
    some = r.sample(CHAPTERS, 3)
    entries = [
        "Inledning",
        some[0],
        "Resultat för år 2023",
        some[1],
        "Mål och strategier 2024",
        some[2],
    ]
    heads = list(entries)
    if wrong:
        heads[2] = "Resultat för år 2022"
    return _paper(
        r,
        entries,
        heads,
        r.choice(["dots", "tab"]),
        ["Resultat för år 2023", "Resultat för år 2022"],
    )


@kind("contents", PROSE)
def list_laid_as_a_table(r: Random, t: Tables, wrong: bool) -> Proved:
    names, gone = _numbered(r.sample(CHAPTERS, 5)), 4
    pages = [3, 5, 8, 11, 12]
    table = T(
        "",
        ["Avsnitt", "Sida"],
        [[name, str(page)] for name, page in zip(names, pages, strict=True)],
    )
    heads = names[:gone] if wrong else names
    proof = Proof("same", names, heads)
    return Proved(
        [[H("Innehåll"), table, *body(heads)]], [names[gone], names[gone][2:]], proof=proof
    )


@kind("contents", PROSE)
def capitals_in_the_text(r: Random, t: Tables, wrong: bool) -> Proved:
    names, gone = (
        ["Grundläggande förutsättningar", *r.sample(SUBJECTS, 4), "Agera för säker vård"],
        r.randint(2, 4),
    )
    heads = [one.upper() for at, one in enumerate(names) if not (wrong and at == gone)]
    return _paper(r, names, heads, r.choice(["dots", "tab", "bare"]), [names[gone]])
