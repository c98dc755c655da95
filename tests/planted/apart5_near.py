"""The fifth part's sound near-misses: what a hasty reader would call wrong, and is not."""

from random import Random

from tests.planted.apart5_near_tables import TABLES
from tests.planted.apart5_scenes import paper, two
from tests.planted.cases import Block, Draft, H, P

SENTENCES: dict[str, tuple[str, ...]] = {
    "Varav som inte är allt": (
        "Under året inkom 47 synpunkter, varav 19 rörde hemtjänsten och 11 särskilt boende.",
    ),
    "Flera skäl per ärende": (
        "I de 38 klagomålen nämns bemötande 21 gånger, information 17 gånger och väntetid 14 "
        "gånger. Ett klagomål kan gälla flera saker.",
    ),
    "Olika år": (
        "Under 2022 rapporterades 418 fallolyckor. Under 2023 rapporterades 452 fallolyckor.",
    ),
    "Olika grupper": (
        "Andelen nöjda med hemtjänsten var 85 procent 2023.",
        "Andelen nöjda med särskilt boende var 79 procent 2023.",
    ),
    "Kommun och rike": (
        "I kommunen var 84 procent nöjda med hemtjänsten 2023. I riket var andelen 86 procent.",
    ),
    "Nästan och drygt": (
        "Drygt 50 procent, 212 av 418, av fallen skedde nattetid. Nästan hälften, 206, skedde "
        "under dagen eller kvällen.",
    ),
    "Avrundad andel": (
        "Av 87 avvikelser bedömdes 29 som allvarliga, det vill säga omkring en tredjedel eller "
        "33 procent.",
    ),
    "Ungefärligt antal": (
        "Cirka 1 200 avvikelser rapporterades 2023. Det exakta antalet var 1 189.",
    ),
    "Avrundat belopp": (
        "Underskottet är 9,1 mnkr. I bokslutet anges det till 9 134 tkr.",
    ),
    "Ökade andelar av minskat antal": (
        "Antalet fall minskade från 120 till 100, men andelen fall med skada ökade från 20 till "
        "25 procent.",
    ),
    "Målet nästan nått": (
        "Målet är 88 procent. Utfallet 2023 blev 87 procent, och målet är därmed nästan uppnått.",
    ),
    "Mål som inte nås": (
        "Målet för andelen nöjda är 90 procent. Utfallet blev 83 procent, så målet nåddes inte.",
    ),
    "Lägre är bättre": (
        "Målet är högst 14 personer under 14 dagar. Utfallet blev 12 personer, så målet är "
        "uppnått.",
    ),
    "Prognos och utfall": (
        "I april var prognosen för helåret ett underskott på 12,4 mnkr. Utfallet för helåret "
        "blev ett underskott på 9,8 mnkr.",
    ),
    "Budget i två versioner": (
        "Nämndens ram var 612,0 mnkr i den ursprungliga budgeten. Efter tilläggsanslaget på 8,5 "
        "mnkr var ramen 620,5 mnkr.",
    ),
    "Procent och procentenheter": (
        "Andelen med genomförandeplan ökade från 40 till 50 procent. Det är en ökning med 10 "
        "procentenheter, eller 25 procent.",
    ),
    "Över hundra procent": (
        "Kostnaden uppgick till 104 procent av budget.",
        "Beläggningen på korttidsboendet var 107 procent under juli, eftersom rum delades.",
    ),
    "Mer än fördubblat": (
        "Antalet registreringar i palliativregistret ökade från 27 år 2021 till 80 år 2023, "
        "alltså nästan en tredubbling och en ökning med 196 procent.",
    ),
    "Plan som är gammal men klar": (
        "Den nya rutinen skulle vara klar senast 2023-10-31. Den beslutades 2023-10-17 och "
        "gäller sedan dess.",
    ),
    "Försenad och sagd så": (
        "Enligt förra årets plan skulle utbildningen ha hållits senast den 30 november 2023. Den "
        "ställdes in och hölls i stället den 24 januari 2024.",
    ),
    "Skottdagen": (
        "Uppgifterna för det nya året hämtades torsdagen den 29 februari 2024.",
    ),
    "Två veckodagar i en mening": (
        "Ansökan kom in måndagen den 2 oktober 2023 och beslutet fattades fredagen därpå, den 6 "
        "oktober 2023.",
    ),
    "Annan bilaga i annan rapport": (
        "Resultaten per enhet finns i tabell 14 i regionens årsrapport och i bilaga 9 till "
        "kommunens årsredovisning.",
    ),
    "Perioder som ska överlappa": (
        "Läkemedel mättes 1 januari–31 december 2023. Hygien mättes under mars och under "
        "oktober 2023.",
    ),
    "Mätperiod över årsskifte": (
        "Vaccinationskampanjen pågick 2023-10-17–2024-01-31.",
    ),
    "Få svar med förbehåll": (
        "På enheten svarade fyra personer. Eftersom svaren är så få redovisas inga andelar.",
    ),
    "Svar ur två utskick": (
        "Enkäten skickades till 240 personer. Efter en påminnelse hade 156 svarat, en "
        "svarsfrekvens på 65 procent. Av de svarande var 78 män, alltså hälften.",
    ),
    "Delsvar av en fråga": (
        "På frågan om maten svarade 61 procent mycket bra och 24 procent ganska bra. De som "
        "svarat dåligt redovisas inte här.",
    ),
    "Flera svar fick väljas": (
        "Medarbetarna fick välja flera svar: 64 procent valde tidsbrist, 51 procent rutiner och "
        "38 procent teknik.",
    ),
    "Andelar av olika helheter": (
        "Av kvinnorna hade 62 procent larm och av männen 48 procent.",
    ),
    "Beslut och verkställighet": (
        "Under året fattades 96 beslut om särskilt boende. 103 beslut verkställdes, eftersom "
        "några hade fattats redan under 2022.",
    ),
    "Fler insatser än personer": (
        "De 214 personerna med hemtjänst hade sammanlagt 371 beviljade insatser.",
    ),
    "Större deltagande än personal": (
        "De 84 medarbetarna gick sammanlagt 131 kurser.",
    ),
    "Personer på en dag och under ett år": (
        "Den 31 december 2023 hade 386 personer hemtjänst. Någon gång under 2023 hade 512 "
        "personer hemtjänst.",
    ),
    "Minskning som är avsedd": (
        "Sömnläkemedel ska minska. Andelen sjönk från 26,7 till 22,9 procent, vilket är en "
        "förbättring.",
    ),
    "Var femte ungefär": (
        "Ungefär var femte boende, 31 av 152, åt sin frukost efter klockan tio.",
    ),
}  # fmt: skip
YEARS = ("2022", "2023")


def papers() -> list[Draft]:
    """Give sound drafts: sentences, tables and pairs of papers, always the same ones."""
    cores: list[list[Block]] = [
        [H(head, 2), *[P(text) for text in texts]] for head, texts in SENTENCES.items()
    ]
    cores += [[H(head, 2), *blocks] for head, blocks in TABLES.items()]
    found = [Draft([paper(Random(f"near {at}"), core)]) for at, core in enumerate(cores)]
    return [*found, *_pairs()]


def _pairs() -> list[Draft]:
    """Two papers whose counts differ with the year, and with what is counted."""
    texts = [
        ("Under 2022 inkom 18 synpunkter och klagomål.", "Under 2023 inkom 32 synpunkter och "
         "klagomål."),
        ("Socialförvaltningen rapporterade 642 avvikelser enligt SoL och LSS under 2023.",
         "Hälso- och sjukvården rapporterade 1 189 avvikelser enligt HSL under 2023."),
        ("Per den 31 augusti 2023 stod nio personer i kö till särskilt boende.",
         "Per den 31 december 2023 stod fyra personer i kö till särskilt boende."),
    ]  # fmt: skip
    return [two(Random(f"pair {at}"), [P(first)], [P(second)], ())
            for at, (first, second) in enumerate(texts)]  # fmt: skip
