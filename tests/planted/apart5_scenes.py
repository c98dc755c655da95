"""The fifth part's surroundings: sound sentences and tables that a planted thing lies among."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from tests.planted.cases import Block, Draft, H, P, T, percent, sv

MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december"
).split()
WEEKDAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()
TITLES = (
    ("Kvalitetsberättelse 2023", "Berättelsen sammanfattar socialnämndens kvalitetsarbete och "
     "vänder sig till nämnd, medarbetare och allmänhet."),
    ("Patientsäkerhetsberättelse 2023", "Vårdgivaren ska varje år beskriva hur arbetet för en "
     "säker vård har bedrivits och vilka resultat det har gett."),
    ("Verksamhetsberättelse för vård och omsorg 2023", "Här redovisas året som gått, vad som har "
     "prövats och vad som tas vidare."),
    ("Uppföljning av äldreomsorgen 2023", "Uppföljningen bygger på verksamhetens egna system och "
     "på samtal med enhetscheferna."),
)  # fmt: skip
BUDGET = ("Budgetuppföljning februari 2024", "Rapporten beskriver det ekonomiska läget efter två "
          "månader samt några händelser från året som gick.")  # fmt: skip


def written(day: date) -> str:
    """Write a date as `14 mars 2024`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Give the Swedish weekday of a date."""
    return WEEKDAYS[day.weekday()]


def workday(r: Random, year: int, month: int) -> date:
    """Give a day of a month that is no Saturday or Sunday."""
    day = date(year, month, r.randint(5, 24))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _courses(r: Random) -> list[Block]:
    before, more = r.randint(70, 110), r.randint(12, 30)
    return [
        H("Utbildning i förflyttning", 2),
        P(f"Under 2023 gick {before + more} medarbetare kursen i förflyttningsteknik, jämfört "
          f"med {before} året före. Det är {more} fler, och kursen fortsätter."),
    ]  # fmt: skip


def _contacts(r: Random) -> list[Block]:
    areas = r.sample(["Norra", "Södra", "Centrala", "Västra", "Kusten"], 3)
    users = [r.randint(60, 140) for _ in areas]
    contacts = [value // 4 for value in users]
    rows = [[a, str(u), str(c)] for a, u, c in zip(areas, users, contacts, strict=True)]
    rows.append(["Summa", str(sum(users)), str(sum(contacts))])
    return [
        P("Alla med hemtjänst erbjuds en fast omsorgskontakt med titeln undersköterska."),
        T("Fast omsorgskontakt i tre försöksområden den 1 december 2023",
          ["Område", "Omsorgstagare", "Omsorgskontakter"], rows),
    ]  # fmt: skip


def _rounds(r: Random) -> list[Block]:
    planned = r.randint(9, 14)
    return [
        P(f"Av {planned} planerade hygienronder genomfördes {planned - 1} under året. Den sista "
          "sköts upp på grund av sjukdom och gjordes i januari 2024."),
    ]  # fmt: skip


def _system(_r: Random) -> list[Block]:
    return [
        H("Ledningssystem", 2),
        P("Ledningssystemet följer Socialstyrelsens föreskrifter, SOSFS 2011:9, och omfattar "
          "processer, egenkontroll, riskanalys och hantering av avvikelser. Ansvaret är fördelat "
          "på nämnd, förvaltningschef, verksamhetschefer och enhetschefer."),
    ]  # fmt: skip


def _councils(r: Random) -> list[Block]:
    day = workday(r, 2023, 11)
    return [
        H("Kvalitetsråd", 2),
        P(f"Kvalitetsrådet samlades senast {weekday(day)}en den {written(day)}. Rådet består av "
          "verksamhetschefer, medicinskt ansvarig sjuksköterska och verksamhetsutvecklare."),
    ]  # fmt: skip


def _training_money(r: Random) -> list[Block]:
    lines = ["Handledning", "Digitala kurser", "Språkstöd"]
    planned = [r.randint(120, 480) for _ in lines]
    spent = [value - r.randint(-40, 60) for value in planned]
    rows = [[a, str(b), str(c), str(b - c)] for a, b, c in zip(lines, planned, spent, strict=True)]
    rows.append(["Summa", sv(sum(planned)), sv(sum(spent)), str(sum(planned) - sum(spent))])
    return [
        T("Kompetensmedel, tkr", ["Post", "Budget 2023", "Utfall 2023", "Avvikelse"], rows),
        P("Medlen söks av enheterna två gånger om året."),
    ]


def _journals(r: Random) -> list[Block]:
    read = r.randint(60, 120)
    good = read - r.randint(8, 25)
    return [
        H("Granskning av dokumentation", 2),
        P(f"Dokumentationsstödjarna läste {read} journaler. I {good} av dem "
          f"({percent(good, read)} procent) fanns en uppdaterad levnadsberättelse."),
    ]  # fmt: skip


def _technology(r: Random) -> list[Block]:
    names = ["Digital tillsyn på natten", "Läkemedelsrobot", "Digital inköpsrunda"]
    before = [r.randint(20, 60) for _ in names]
    after = [value + r.randint(2, 25) for value in before]
    rows = [[a, str(b), str(c)] for a, b, c in zip(names, before, after, strict=True)]
    return [
        H("Välfärdsteknik", 2),
        T("Användare av välfärdsteknik i december", ["Teknik", "2022", "2023"], rows),
        P("All välfärdsteknik prövas mot den enskildes samtycke och behov."),
    ]


def _staff(r: Random) -> list[Block]:
    nurses, physio, occupational = r.randint(32, 44), r.randint(5, 9), r.randint(5, 9)
    return [
        P(f"Hälso- och sjukvårdsenheten hade vid årsskiftet {nurses} sjuksköterskor, {physio} "
          f"fysioterapeuter och {occupational} arbetsterapeuter, sammanlagt "
          f"{nurses + physio + occupational} legitimerade."),
    ]  # fmt: skip


def _crisis(_r: Random) -> list[Block]:
    return [
        H("Kontinuitetsplaner", 2),
        P("Varje enhet har en plan för bortfall av el, vatten och it. Planerna övades under "
          "hösten och erfarenheterna har förts in i enheternas pärmar."),
    ]  # fmt: skip


def _food(r: Random) -> list[Block]:
    hours = r.choice(["11 timmar", "knappt 11 timmar", "10 timmar och 40 minuter"])
    return [
        P(f"Nattfastan var i genomsnitt {hours} vid höstens mätning. Verksamheten har infört en "
          "sen kvällsmacka och en tidig frukostbricka för den som vill."),
    ]  # fmt: skip


def _near_care(_r: Random) -> list[Block]:
    return [
        H("Nära vård", 2),
        P("Samverkan med regionen har handlat om trygg utskrivning, samordnad individuell plan "
          "och gemensamma rutiner för egenvård. Arbetet leds av en gemensam styrgrupp."),
    ]  # fmt: skip


SCENES: tuple[Callable[[Random], list[Block]], ...] = (
    _courses, _contacts, _rounds, _system, _councils, _training_money, _journals, _technology,
    _staff, _crisis, _food, _near_care,
)  # fmt: skip


def paper(r: Random, core: Sequence[Block], title: tuple[str, str] | None = None) -> list[Block]:
    """Lay what is planted among three or four scenes, under a title."""
    head, opening = title or r.choice(TITLES)
    scenes = [scene(r) for scene in r.sample(SCENES, r.randint(3, 4))]
    cut = r.randint(1, 2)
    before = [block for scene in scenes[:cut] for block in scene]
    after = [block for scene in scenes[cut:] for block in scene]
    return [H(head), P(opening), *before, *core, *after]


def one(
    r: Random,
    core: Sequence[Block],
    printed: Sequence[str],
    also: Sequence[str] = (),
    *,
    title: tuple[str, str] | None = None,
) -> Draft:
    """Give a draft of one paper with its scenes around the core."""
    return Draft([paper(r, core, title)], tuple(printed), tuple(also))


def two(
    r: Random,
    first: Sequence[Block],
    second: Sequence[Block],
    printed: Sequence[str],
    also: Sequence[str] = (),
) -> Draft:
    """Give a draft of two papers whose scenes are of different subjects."""
    scenes = [scene(r) for scene in r.sample(SCENES, 5)]
    papers = []
    for (head, opening), core, part in zip(
        TITLES[:2], (first, second), (scenes[:3], scenes[3:]), strict=True
    ):
        papers.append([H(head), P(opening), *part[0], *core, *[b for s in part[1:] for b in s]])
    return Draft(papers, tuple(printed), tuple(also))


def alike(*texts: str) -> tuple[str, ...]:
    """Give each printed number with a comma, and as a sheet shows it with a point."""
    return (*texts, *[text.replace(",", ".") for text in texts if "," in text])
