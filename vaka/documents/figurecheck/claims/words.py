"""The words by which claims are known, and those that say nothing of what is counted."""

from __future__ import annotations

import re

from vaka.documents.figurecheck.changes import WAY
from vaka.documents.figurecheck.grammar.sentences import keys, stem

# `De flesta åtgärder hade effekt` says how many of the row it names, not which row has most.
HIGH = (
    r"flesta(?!\s(?:av\s)?‹n)|flest|mest|högsta?|störst[ae]?|vanligast[ae]?|vanligaste|oftast|längsta?|längst"
    r"|i topp|toppar|toppade|överst|i täten|talrikast"
)
LOW = (
    r"minsta?|lägsta?|färst|ovanligast[ae]?|kortasta?|kortast|minst vanliga?|i botten|underst"
    r"|mest sällan|mest sällsynta?"
)
EITHER = r"bästa?|sämsta?"
_RANK = r"(?P<rank>näst\s?|tredje\s|fjärde\s)?"
MOST = re.compile(
    rf"(?<!som )(?<!till )(?<!åtminstone )\b{_RANK}(?:allra\s)?"
    rf"(?:(?P<low>{LOW})|(?P<high>{HIGH})|(?P<either>{EITHER}))\b(?!\s(?:‹f|en\b|ett\b|någon))",
    re.IGNORECASE,
)
MORE = r"fler|mer|högre|större|längre|vanligare|oftare|nöjdare|dyrare|tryggare|bättre"
LESS = r"färre|mindre|lägre|kortare|ovanligare|mer sällan|billigare"
THAN = re.compile(rf"\b(?:(?P<more>{MORE})|(?P<less>{LESS}))\b", re.IGNORECASE)
MOVE = re.compile(
    rf"{WAY.pattern}|\b(?:(?P<better>förbättr(?:a|ing)\w*)|(?P<worse>försämr(?:a|ing)\w*))\b",
    re.IGNORECASE,
)
BAD = re.compile(
    r"missnöj|avvik|brist|\bfall|frånvaro|väntetid|skad|trycksår|klagomål|smitt|dödsfall|kostnad"
    r"|underskott|vakan|sjukskriv|personalomsättning",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:totalt|sammanlagt|i allt|(?:det|den|de) totala|totala antalet|summan|för samtliga"
    r"|som helhet|i sin helhet)\b",
    re.IGNORECASE,
)
NOT = re.compile(
    r"\b(?:inte|ej|varken|aldrig|icke|knappast|utom|förutom|undantaget|exklusive|bortsett"
    r"|undantag\w*|oavsett|om\s)\b",
    re.IGNORECASE,
)
SHALL = re.compile(
    r"\b(?:ska|skall|skulle|bör|borde|förvänta\w*|beräkna\w*|prognos\w*|räknar|planera\w*|bedöms"
    r"|siktar|uppskatta\w*|väntas|kommer att|troligen|sannolikt|mål(?:et|värdet|sättningen)?"
    r"|riktvärdet?|kan|kunde|kräver|krävs|måste)\b",
    re.IGNORECASE,
)
TABLE = re.compile(r"\b(?:tabell\w*|diagram\w*|figur\w*|sammanställningen|uppställningen)\b",
                   re.IGNORECASE)  # fmt: skip
TAIL = re.compile(
    r"(?:,\s(?:vilket|vilka|då|där|men|medan|samtidigt som|även om|så att|något som"
    r"|och\s(?:det|detta|där|här)|och(?=\s\w+\s(?:har|är|ska|kommer|fick|får|var)\b))"
    r"|,?\s(?:eftersom|på grund av|beroende på|till följd av|tack vare|trots(?: att)?|sedan dess"
    r"|som en följd|för att|i och med|varför|efter att|genom att))\b[^.!?]*",
    re.IGNORECASE,
)
APART = re.compile(
    r"\b(?:rapportering|registrering|redovisning|uppföljning|mätning|benägenhet|kunskap|medvetenhet"
    r"|förekomst|risk)\w*\s(?:av|om|att|för)\b",
    re.IGNORECASE,
)
SUMS = re.compile(r"\b(?:tillsammans|sammanlagt|sammantaget|sammanräknat|ihop|totalt)\b", re.I)
# Verbs, adverbs and nouns of telling: they never say that only some are counted.
_NEUTRAL = """
nås uppnås bor bodde årsskiftet fattas fattades fattats emot tog tar tagit
betalar betalade utgången slutet känner sig helt saknar
framgå framgår framgick visa visar visas visade syns synes ses stå står stod svara svarar svarade
svarat hade haft har är var varit blivit blev bli utgöra utgör utgjorde uppgå uppgår uppgick nå
når nådde ligga ligger låg hamna hamnar hamnade landa landar landade sticka sticker stack toppa
toppar toppade inträffa inträffade inträffar inträffat ske sker skedde skett förekomma förekommer
förekom förekommit drabba drabbade drabbas redovisa redovisar redovisade redovisats redovisas
anmäla anmäldes anmälts anmälda inkomma inkomna inkommit inkom inkommer registrera registrerade
registrerats registreras rapportera rapporterade rapporterat rapporterats rapporteras upprättades
upprättats lämnades lämnats lämnade in notera noterade noterades noterats mäta mätte mättes
uppmätte uppmättes uppmätt uppmätta följa följs följt följde jämföra jämför jämförs jämfört
jämförelse tycker upplever upplevde känner kände anser ansåg uppger uppgav fick får fått gör
gjorde gjort gjorts gjordes genomfördes utfördes skrevs skrivits skickades fattades hölls
dokumenterades dokumenterats tabell tabellen tabellens diagram diagrammet figur figuren siffra
siffran siffror siffrorna statistik statistiken resultat resultatet antal antalet andel andelen
del delen nivå nivån värde värdet värden totalt summa procent år året åren period perioden månad
månaden typ typen typer slag kategori kategorin område området enhet enheten enheter verksamhet
verksamheten verksamheter grupp gruppen fråga frågan stycken styck gång gånger tillfällen mätning
mätningen avdelning orsak kön fördelning fördelade fördelat uppdelat översikt sammanställning
utveckling gällande avseende avser avsåg gäller gällde rör rörde handlar handlade kopplat kopplade
hänförliga dock emellertid däremot samtidigt därmed alltså också nu här nedan ovan ovanstående
nedanstående följande både båda bägge respektive fortfarande fortsatt relativt något lite
betydligt klart tydligt tydlig markant kraftigt kraftig svagt svag marginellt marginell därefter
tätt sedan liksom precis exakt allra stadigt successivt kontinuerligt gradvis vardera rad hela
varje skillnad skillnaden skillnaderna differens differensen gap gapet spridning spridningen spann
spannet intervall bland inom mellan varierar varierade varierat varierande sig spänner sträcker
ihop sammantaget blir fler flera många stor stort stora hög högt höga lågt låga vanlig
vanliga ofta oftast mest minst sin sina så lika hos inklusive vidare vilken då dubbelt tredubbla
fördubblades halverades störst andelarna noterbart ser tittar man kan konstatera konstateras
konstaterar avläsas utläsas läsas noteras fanns finns lever höll håller följd uppvisar uppvisade
uppvisat redogörs presenteras presenterar innehåller omfattar omfattade genomsnitt genomsnittet
genomsnittlig genomsnittliga medel medelvärde medelvärdet snitt snittet median medianen
procentenhet procentenheter hälft hälften tredjedel fjärdedel femtedel halva samtliga inget ingen
inga alla utav tillsammans i fjol fjolåret fjolårets förra förrgående innan föregående näst tredje
fjärde årets kalenderåret än mål målet målen målnivå målnivån målvärdet ska skall kommit kom
kommer deltagit deltog deltar använt använder gått går genomfört genomgått upplevt uppgett känt
tyckt redogör åskådliggör sammanfattar jämförelsevis närmast sist först överst underst högre lägre
dels ena andra sidan mellanskillnaden skiljer skilde skiljde förekommande rapporterad registrerad
anmälningar uppdelad fördelad ovannämnda nämnda aktuella uppgifter uppgifterna data underlag
underlaget sammanställda redovisningen rapporteringstillfällen tillhör hör toppen botten listan
rankningen plats förhållande relation gentemot kontra mot sett över lag överlag generellt samlat
samlade samlad utfall utfallet boendena boendet boenden områdena områden enheterna verksamheterna
avdelningarna avdelningen distrikten distriktet kommunerna kommuner typerna kategorierna frågorna
grupperna
"""
NEUTRAL = frozenset(stem(word) for word in _NEUTRAL.split()) | keys(_NEUTRAL)
OF_MONEY = keys(
    "underskott underskottet överskott överskottet minus plus kostade kostnad kostnaden kostnader"
    " kostnaderna kostar ekonomi ekonomiskt negativ positiv avvikelse avvikelsen budget budgeten"
    " nettokostnad nettokostnaden förbrukade förbrukat"
)
OF_PEOPLE = keys(
    "boende boenden brukare brukarna kunder kunderna äldre personer personerna svarande svaranden"
    " deltagare patienter patienterna tillfrågade respondenter medborgare omsorgstagare hyresgäster"
    " bor nöjda positiva"
)


def cueless(text: str) -> str:
    """Give a text without the words that only compare or tell of a change."""
    for sign in (MOST, MOVE, THAN, SUMS, TABLE):
        text = sign.sub(" ", text)
    return text
