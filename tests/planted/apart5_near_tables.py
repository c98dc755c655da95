"""The fifth part's sound tables that tempt: rounding, means, parts, signs and years."""

from tests.planted.cases import Block, P, T

TABLES: dict[str, list[Block]] = {
    "Avrundade delar": [
        T("Kostnad 2023, mnkr", ["Verksamhet", "Utfall"],
          [["Hemtjänst", "104,3"], ["Särskilt boende", "168,4"], ["Hemsjukvård", "41,4"],
           ["Totalt", "314,2"]],
          ["Beloppen är avrundade var för sig, därför kan summan avvika."]),
    ],
    "Andelar som avrundats": [
        T("Svar på frågan om trygghet, procent (n = 231)", ["Svar", "Andel"],
          [["Mycket trygg", "33"], ["Ganska trygg", "33"], ["Otrygg", "33"]],
          ["Andelarna är avrundade."]),
    ],
    "Medelvärde sist": [
        T("Hemtjänstbesök per person och dygn 2023", ["Område", "Besök"],
          [["Norra", "3,5"], ["Södra", "4,5"], ["Kusten", "4,0"], ["Medelvärde", "4,0"]]),
    ],
    "Alla enheter, inte bara de tre": [
        T("Fallolyckor i urval 2023", ["Enhet", "Antal"],
          [["Solgården", "41"], ["Ekliden", "37"], ["Hamnbo", "29"],
           ["Kommunens samtliga boenden", "213"]]),
        P("De tre enheterna har valts för att de deltog i pilotprojektet."),
    ],
    "Varav i rader": [
        T("Personal den 1 november 2023", ["Grupp", "Antal"],
          [["Undersköterskor", "212"], ["varav nattpersonal", "38"], ["Vårdbiträden", "64"],
           ["Totalt", "276"]]),
    ],
    "Personer i flera rader": [
        T("Personer med risk i Senior alert 2023", ["Riskområde", "Personer"],
          [["Fall", "271"], ["Undernäring", "114"], ["Trycksår", "96"],
           ["Unika personer", "302"]],
          ["En person kan ha risk inom flera områden."]),
    ],
    "Avvikelse med tecken": [
        T("Budgetavvikelse januari–mars 2024, tkr", ["Verksamhet", "Avvikelse"],
          [["Hemtjänst", "-2 410"], ["Särskilt boende", "630"], ["Myndighet", "-120"],
           ["Summa", "-1 900"]]),
    ],
    "Ackumulerat": [
        T("Inkomna synpunkter 2023, ackumulerat", ["Månad", "Antal"],
          [["Mars", "9"], ["Juni", "17"], ["September", "22"], ["December", "32"]]),
        P("Under hela 2023 inkom 32 synpunkter."),
    ],
    "Flera mått i en tabell": [
        T("Nyckeltal hemtjänst", ["Nyckeltal", "2022", "2023"],
          [["Personer med hemtjänst", "398", "386"], ["Utförda timmar", "98 400", "101 250"],
           ["Personalkontinuitet, personer under 14 dagar", "13", "12"]]),
    ],
    "Saknade värden": [
        T("Väntetid i dagar", ["Boende", "2022", "2023"],
          [["Solgården", "44", "52"], ["Ekliden", "–", "38"], ["Hamnbo", "37", "uppgift saknas"]],
          ["– betyder att boendet inte var öppet."]),
    ],
    "Handlingsplan med klara delar": [
        T("Handlingsplan 2023–2024", ["Åtgärd", "Klart senast", "Status"],
          [["Ny rutin för larm", "2023-05-31", "Klar"],
           ["Utbildning i bemötande", "2023-11-30", "Genomförd"],
           ["Översyn av schema", "2024-12-15", "Pågår"]]),
    ],
    "Kön med lika": [
        T("Andel nöjda 2023, procent", ["Fråga", "Kvinnor", "Män", "Totalt"],
          [["Bemötande", "94", "94", "94"], ["Trygghet", "86", "82", "85"],
           ["Inflytande", "61", "66", "63"]]),
    ],
    "Tabell i tusental och text i miljoner": [
        T("Nettokostnad 2023, tkr", ["Verksamhet", "Utfall"],
          [["Hemtjänst", "104 312"], ["Särskilt boende", "168 436"]]),
        P("Särskilt boende kostade 168,4 miljoner kronor 2023."),
    ],
    "Pilar åt rätt håll": [
        T("Utveckling", ["Mått", "2022", "2023", "Trend"],
          [["Trycksår", "27", "30", "↑"], ["Läkemedel per patient", "8,7", "8,7", "→"],
           ["Följsamhet till hygienrutiner, %", "75", "66", "↓"]]),
    ],
    "Fall per plats": [
        T("Fall per boendeplats 2023", ["Boende", "Platser", "Fall", "Fall per plats"],
          [["Solgården", "40", "58", "1,45"], ["Ekliden", "32", "24", "0,75"]]),
        P("Ett boende kan ha fler fall än platser."),
    ],
}  # fmt: skip
