"""Sentences and tables that look wrong and are right; whoever tunes rules may read these."""

from tests.planted.cases import Block, P, T

SENTENCES = (
    "Ring 0611-34 80 00 vardagar 8–16, eller lämna synpunkten i rum 214.",
    "Beslutet fattas enligt 4 kap. 1 § SoL (2001:453) och 9 § 2 p. LSS (1993:387).",
    "SOSFS 2011:9 gäller sedan den 1 januari 2012.",
    "Drygt 150 av 642 avvikelser, knappt var fjärde, gällde rutiner.",
    "Nästan hälften, 317 av 642, avslutades inom en månad.",
    "Var tionde svarande, 20 av 200, gjorde provet någon annanstans.",
    "Andelen steg från 52 till 66 procent, det vill säga med 14 procentenheter eller 27 procent.",
    "Kostnaden minskade från 12,4 mnkr till 11,9 mnkr, en minskning med 0,5 mnkr.",
    "Ärendet har diarienummer SN 2024-000114 och handlades 2024-02-29.",
    "Mellan 10 och 15 procent av besöken sker på natten, i snitt 12 procent.",
    "Av 228 svarande är 85 procent nöjda, 194 personer.",
    "Fall med skada ökade från 85 till 152, medan läkemedel saknas minskade från 49 till 35.",
    "Två av tre enheter, 8 av 12, har gjort egenkontrollen.",
    "År 2022 var 79 procent nöjda och år 2023 var 80 procent nöjda.",
    "I länet är 79 procent nöjda, i riket 78 procent och i kommunen 80 procent.",
    "Personalen arbetar heltid, 37 timmar, med 200 procents ersättning på storhelg.",
    "Underskottet är 9,1 mnkr, varav 3,0 mnkr beror på lägre intäkter.",
    "Enligt rutinen ska larm besvaras inom 3 minuter, vilket skedde i 97 procent av fallen.",
    "Läs mer på sidan 12 i kvalitetsberättelsen 2022.",
    "Antalet avvikelser ökade inte: 640 år 2022 och 642 år 2023.",
    "Onsdagen den 27 mars 2024 och fredagen den 26 april 2024 sammanträder nämnden.",
    "Vi arbetar dygnet runt alla 365 dagar, 24 timmar om dygnet.",
    "Åtgärden var klar redan den 15 januari 2024, före den sista dagen.",
    "Enheten har 1 230 m² fördelade på 4 plan och 40 lägenheter.",
    "Kvinnor står för 61 procent av besluten och män för 39 procent.",
    "Av 642 avvikelser gällde bland annat 300 fall, 200 läkemedel och 90 dokumentation.",
    "Enheten har 60 anställda, varav 40 undersköterskor, 8 vårdbiträden och 4 sjuksköterskor.",
    "Vid årets början hade 120 hemtjänst. Under året tillkom 30. Vid årets slut var det 135.",
    "I januari väntade 41 i kön. 69 nya kom till, 18 fick plats och 6 tackade nej, vilket ger 86.",
    "Under året flyttade 30 in och 5 ut, vilket innebär 25 fler boende.",
    "Av 84 avvikelser gällde 50 läkemedel, 40 fall och 6 båda delarna.",
    "Kommunen har 12 boenden, 4 i norr, 3 i söder och flera i centrum, med 240 platser.",
    "Kurserna hade 24, 18 och 31 deltagare. Totalt 64 personer deltog, några i flera kurser.",
    "Underskottet på 9,1 mnkr beror på personal 5,2 mnkr, lokaler 2,6 mnkr och övrigt 1,4 mnkr.",
    "Grundbemanningen höjs med 5 procent, motsvarande 2,5 årsarbetare av 50.",
)

GRIDS: tuple[Block, ...] = (
    T("Tabell 1. Svar i procent", ["Svar", "Andel"],
      [["Ja", "33 %"], ["Delvis", "33 %"], ["Nej", "33 %"], ["Summa", "100 %"]]),
    T("Tabell 1. Kostnader i mnkr", ["Post", "2023"],
      [["Personal", "10,4"], ["Lokaler", "2,4"], ["Övrigt", "1,4"], ["Summa", "14,3"]]),
    T("Tabell 1. Beslut", ["Typ", "Antal"],
      [["Beslut totalt", "120"], ["varav bifall", "95"], ["varav avslag", "25"]]),
    T("Tabell 1. Flera val möjliga", ["Vem hjälpte till?", "Andel"],
      [["Personal", "70 %"], ["Anhörig", "45 %"], ["Ingen", "12 %"]],
      ["Flera svar kunde anges, därför blir summan mer än 100 procent."]),
    T("Tabell 1. Personer i kö", ["Månad", "Antal"],
      [["Januari", "6"], ["Februari", "5"], ["Mars", "–"], ["April", "4"]]),
    T("Tabell 1. Kontakter", ["Enhet", "Telefon", "Postnummer"],
      [["Almen", "0611-34 80 01", "871 30"], ["Björken", "0611-34 80 02", "871 31"]]),
    T("Tabell 1. Utveckling 2020–2023", ["År", "Antal"],
      [["2020", "2021"], ["2021", "2023"], ["2022", "1998"], ["2023", "2011"]]),
    T("Tabell 1. Läkemedel per patient", ["Boende", "2022", "2023"],
      [["Säbo", "7,4", "7,7"], ["Ordinärt", "9,1", "9,8"], ["Medelvärde", "8,3", "8,8"]]),
)  # fmt: skip


LISTS: tuple[list[Block], ...] = (
    [P("Under 2023 hölls 34 utbildningar. De vanligaste var:"), P("– Brandskydd: 12 tillfällen"),
     P("– Förflyttning: 10 tillfällen"), P("– Hygien: 8 tillfällen")],
    [P("De 143 platserna finns på:"), P("• Almen: 40 platser, varav 12 för demens"),
     P("• Björken: 55 platser"), P("• Cedern: 48 platser")],
    [P("Vi hade 200 besök. Så här nåddes vi:"), P("1. Telefon: 45 gånger om dagen"),
     P("2. E-post: 20 gånger om dagen"), P("3. Besök: 30 gånger om dagen")],
    [P("Personalen, 55 personer, har gått:"), P("– Hygien: 30 personer"), P("– Larm: 20 personer"),
     P("– Brand: 12 personer"), P("En person kan ha gått flera utbildningar.")],
    [T("Tabell 1. Synpunkter från 120 brukare efter område", ["Område", "Antal"],
       [["Mat", "60"], ["Städ", "40"], ["Larm", "35"]])],
    [T("Tabell 1. Brukare per insats", ["Insats", "Antal"],
       [["Städ", "60"], ["Inköp", "40"], ["Larm", "35"], ["Totalt", "118"]],
       ["En brukare kan ha flera insatser."])],
    [T("Tabell 1. Kö", ["Område", "Kö 1 januari", "Nya", "Kö 31 december"],
       [["Norr", "40", "12", "45"], ["Söder", "30", "9", "31"], ["Centrum", "22", "3", "20"]])],
)  # fmt: skip


def papers() -> list[list[Block]]:
    """Give each sentence and each table as a paper of its own."""
    return [[P(text)] for text in SENTENCES] + [[grid] for grid in GRIDS] + [*LISTS]
