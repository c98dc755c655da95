"""The fifth part: contents against the chapters, headings and appendices that follow."""

from random import Random
from typing import Any

from tests.planted.cases import PROSE, Block, Draft, H, P, kinds

KINDS, kind = kinds()
CHAPTERS = {
    "Inledning": "Berättelsen vänder sig till nämnden, medarbetare och invånare.",
    "Ledningssystem": "Ledningssystemet beskriver processer, ansvar och rutiner.",
    "Riskanalys": "Riskanalyser görs inför större förändringar i verksamheten.",
    "Egenkontroll": "Egenkontrollen omfattar dokumentation, hygien och läkemedel.",
    "Avvikelser": "Avvikelser utreds på enheten och återkopplas till den som rapporterat.",
    "Lex Sarah": "Alla medarbetare får information om skyldigheten att rapportera.",
    "Synpunkter och klagomål": "Synpunkter tas emot på webben, per telefon och vid besök.",
    "Samverkan": "Samverkan med regionen sker i lokala och länsvisa grupper.",
    "Kompetensutveckling": "Introduktionen av nya medarbetare har gjorts om under året.",
    "Välfärdsteknik": "Tekniken införs efter prövning av nytta, etik och säkerhet.",
    "Förbättringsområden": "Återkopplingen till den som rapporterat behöver bli bättre.",
}
Chapter = tuple[str, str]


def _chosen(r: Random, count: int) -> list[str]:
    """Give chapters in the order of a report, the first and the last always among them."""
    names = list(CHAPTERS)
    picked = set(r.sample(names[1:-1], count - 2))
    return [names[0], *[name for name in names[1:-1] if name in picked], names[-1]]


def _numbered(names: list[str]) -> list[Chapter]:
    return [(str(at), name) for at, name in enumerate(names, 1)]


def _pages(r: Random, count: int) -> list[int]:
    pages, at = [], 3
    for _ in range(count):
        pages.append(at)
        at += r.randint(1, 4)
    return pages


def _list(r: Random, entries: list[Chapter], pages: list[int]) -> list[Block]:
    """Write the contents with leaders of dots or a tab before the page."""
    gap = r.choice([" ........ ", "\t", " .................... "])
    lines = [P(f"{n} {name}{gap}{p}".strip())
             for (n, name), p in zip(entries, pages, strict=True)]  # fmt: skip
    return [H("Innehåll"), *lines]


def _body(chapters: list[Chapter]) -> list[Block]:
    found: list[Block] = []
    for number, name in chapters:
        text = CHAPTERS.get(name, "Avsnittet beskriver läget och det fortsatta arbetet.")
        found += [H(f"{number} {name}", 1 + number.count(".")), P(text)]
    return found


def _paper(contents: list[Block], body: list[Block]) -> list[list[Block]]:
    return [[P("Kvalitetsberättelse 2023, socialnämnden"), *contents, *body]]


@kind("contents", PROSE)
def chapter_not_listed(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A last chapter but one of the body that the contents do not list at all."""
    chapters = _numbered(_chosen(r, 6))
    pages = _pages(r, 6)
    kept = [at for at in range(6) if not (is_wrong and at == 3)]
    contents = _list(r, [chapters[at] for at in kept], [pages[at] for at in kept])
    number, name = chapters[3]
    return Draft(_paper(contents, _body(chapters)), (f"{number} {name}", name), ("numbering",))


@kind("contents", PROSE)
def listed_but_not_written(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The contents end with a chapter that the body does not have."""
    chapters = _numbered(_chosen(r, 6))
    contents = _list(r, chapters, _pages(r, 6))
    body = chapters[:-1] if is_wrong else chapters
    number, name = chapters[-1]
    return Draft(_paper(contents, _body(body)), (f"{number} {name}", name))


@kind("contents", PROSE)
def two_chapters_changed_places(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """Two chapters have each other's numbers in the contents."""
    names = _chosen(r, 6)
    listed = list(names)
    if is_wrong:
        listed[2], listed[3] = listed[3], listed[2]
    contents = _list(r, _numbered(listed), _pages(r, 6))
    return Draft(_paper(contents, _body(_numbered(names))), (names[2], names[3]))


@kind("contents", PROSE)
def another_title(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """One chapter is called something else entirely in the contents."""
    chapters = _numbered(_chosen(r, 5))
    number, name = chapters[2]
    other = r.choice(["Ekonomi och personal", "Lokaler och resor", "Natt och helg"])
    listed = [*chapters[:2], (number, other if is_wrong else name), *chapters[3:]]
    contents = _list(r, listed, _pages(r, 5))
    return Draft(_paper(contents, _body(chapters)), (listed[2][1], name))


@kind("contents", PROSE)
def pages_that_fall(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The page of one chapter lies before the page of the chapter before it."""
    chapters = _numbered(_chosen(r, 6))
    pages = _pages(r, 6)
    if is_wrong:
        pages[4] = pages[1] - 1
    contents = _list(r, chapters, pages)
    return Draft(_paper(contents, _body(chapters)), (chapters[4][1], chapters[3][1]))


@kind("contents", PROSE)
def appendix_not_enclosed(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """The contents list three appendices, and the paper holds two of them."""
    chapters = _numbered(_chosen(r, 4))
    names = ["Resultat per enhet", "Egenkontroller under året", "Begrepp"]
    extra = [(f"Bilaga {at}", name) for at, name in enumerate(names, 1)]
    contents = _list(r, [*chapters, *extra], _pages(r, 7))
    kept = extra[:2] if is_wrong else extra
    return Draft(_paper(contents, _body([*chapters, *kept])), ("Bilaga 3", "Begrepp"),
                 ("numbering",))  # fmt: skip


@kind("contents", PROSE)
def section_with_another_number(r: Random, _rows: Any, is_wrong: bool) -> Draft:
    """A section of the second level has another number in the contents than in the body."""
    chapters = _numbered(_chosen(r, 4))
    parts = [("2.1", "Hemtjänst"), ("2.2", "Särskilt boende"), ("2.3", "Korttidsboende")]
    body = [*chapters[:2], *parts, *chapters[2:]]
    listed = list(body)
    if is_wrong:
        listed[4] = ("2.4", "Korttidsboende")
    contents = _list(r, listed, _pages(r, 7))
    return Draft(_paper(contents, _body(body)), ("Korttidsboende",), ("numbering",))
