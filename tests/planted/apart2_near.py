"""Sound sentences and tables of the second part kept apart."""

from tests.planted.cases import Block, P, T

SENTENCES = (
    "Sammanträdet öppnas klockan 13.15 och beräknas pågå till 16.30 i sal 214.",
    "Av 48 tillfrågade svarade 31, och av dem var 26 nöjda.",
    "Personalomsättningen gick från 14,2 till 11,8 procent och är nu lägre än rikets 13,0.",
    "Larmen besvaras inom 4 minuter; i fjol tog det 6.",
    "Budgeten räknas upp med 2,4 procent, från 318,0 till 325,6 Mkr.",
    "Vi var 12 i gruppen, 3 slutade och 5 började, så nu är vi 14.",
    "Nio av tio, 91 procent, skulle rekommendera oss.",
    "Sjukfrånvaron sjönk under våren men ökade under hösten, från 7,1 till 8,3 procent.",
    "Kostnaden blev 10,0 Mkr, 400 tkr lägre än budget.",
    "Antalet fall var 103 år 2021, 118 år 2022 och 97 år 2023.",
    "Fallen ökade först från 103 till 118 och minskade sedan till 97.",
    "Hälften av de 86 ansökningarna, 43 stycken, beviljades.",
    "Bemanningen är 0,82 årsarbetare per plats, mot 0,79 i riket.",
    "Ersättningen är 350 procent av grundbeloppet.",
    "Priserna har stigit med 112 procent sedan 2005.",
    "Vid 3 av 3 boenden finns ett inkontinensombud.",
    "Målet är högst 10 personer på 14 dagar; utfallet 9 personer uppfyller målet.",
    "Trots att målet på 90 procent inte nåddes steg resultatet till 87 procent.",
    "Avtalet gäller från den 1 april 2023 till den 31 mars 2025 med förlängning ett år.",
    "Tisdagen den 2 april 2024 var en vanlig arbetsdag; måndagen var annandag påsk.",
    "Punkten ska vara klar den 1 december 2024.",
    "Punkten skulle vara klar den 1 december 2023 och blev det.",
    "Kvinnor väntade 34 dagar, män 41 dagar, i medeltal 37 dagar.",
    "Resultatet för kvinnor är 71 procent. För män är det 77 procent. För alla 73 procent.",
    "Cirka 60 procent av de 204 patienterna, 124 personer, har fått läkemedelsgenomgång.",
    "Kommunen köpte 1 240 dygn i korttidsboende för 3,1 miljoner kronor, 2 500 kronor per dygn.",
    "Fler än 200 och färre än 250 ansökningar kom in, närmare bestämt 231.",
    "Antalet platser är oförändrat 64.",
    "Avvikelserna blev 15 fler under våren och 9 färre under hösten.",
    "Mer än var tredje medarbetare, 38 procent, har gått kursen.",
    "Region Västernorrland och Sollefteå kommun har tecknat avtalet.",
    "Se diagram 1 i bilaga 3 till delårsrapporten.",
    "Linje 12 kör förbi huset; ring 070-123 45 67 om du behöver hjälp.",
    "Kapitel 3 i handboken beskriver rutinen, version 2.4.",
)

GRIDS: tuple[Block, ...] = (
    T("Sjukfrånvaro, procent", ["Enhet", "2022", "2023"],
      [["Solgläntan", "8,1", "7,4"], ["Ekbacken", "6,9", "7,2"], ["Snitt", "7,5", "7,3"]]),
    T("Utfall i tkr", ["Post", "Budget", "Utfall", "Avvikelse"],
      [["Intäkter", "-4 210", "-4 385", "175"], ["Kostnader", "9 870", "10 120", "-250"],
       ["Netto", "5 660", "5 735", "-75"]]),
    T("Bemanning", ["Pass", "Tid", "Personal"],
      [["Dag", "07.00–16.00", "6"], ["Kväll", "14.00–21.30", "4"], ["Natt", "21.00–07.15", "2"]]),
    T("Nöjda 2023, andel (%)", ["Fråga", "Kvinnor", "Män", "Alla"],
      [["Maten", "71", "75", "72"], ["Bemötandet", "94", "94", "94"]]),
    T("Ärenden", ["Ärende", "Inkom", "Beslut"],
      [["SN 2024/17", "2024-01-08", "2024-02-14"], ["SN 2024/23", "2024-01-19", "2024-03-20"]]),
    T("Åtgärder", ["Åtgärd", "Klart senast", "Läge"],
      [["Rondschema", "2023-12-15", "Genomförd 2023-12-12"], ["Larmknappar", "Löpande", "Pågår"]]),
    T("Andelar", ["Svar", "Antal", "%"],
      [["Ja", "41", "67,2"], ["Nej", "20", "32,8"], ["Summa", "61", "100,0"]]),
    T("Fördelning i procent", ["Orsak", "2022", "2023"],
      [["Läkemedel", "31", "29"], ["Fall", "52", "55"], ["Annat", "17", "16"]]),
    T("Kö och inflyttning", ["Månad", "I kö", "Inflyttade"],
      [["Januari", "14", "3"], ["Februari", "12", "5"], ["Mars", "15", "2"]]),
    T("Lönekostnad, Mkr", ["Område", "2023", "2024"],
      [["Hemtjänst", "112,4", "118,9"], ["Särskilt boende", "1 204,5", "1 251,0"]]),
)  # fmt: skip


def papers() -> list[list[Block]]:
    """Give each sentence and each table as a paper of its own."""
    return [[P(text)] for text in SENTENCES] + [[grid] for grid in GRIDS]
