"""Each rule sees its contradiction and is silent at what only looks like one."""

from datetime import date

import pytest

from vaka.documents.figurecheck import check_text

TODAY = date(2024, 3, 27)


def table(caption, *rows):
    lines = ["| " + " | ".join(row.split(";")) + " |" for row in rows]
    return "\n".join(["", caption, "", lines[0], "|" + "---|" * rows[0].count(";") + "---|",
                      *lines[1:], ""])  # fmt: skip


WRONG = [
    ("sum", table("Antal", "Typ;2023", "Fall;12", "Trycksår;5", "Övrigt;3", "Totalt;21")),
    ("sum", "Under året kom 60 synpunkter: 20 klagomål, 25 beröm och 10 förslag."),
    ("sum", "Av 642 avvikelser gällde 300 fall, 200 läkemedel och 150 övrigt."),
    ("share", "Av 200 avvikelser gällde 50 läkemedel, vilket är 35 procent."),
    ("share", "Planerna var klara i 97 procent av fallen (250 av 320)."),
    ("change", "Fallen minskade från 85 till 152."),
    ("change", "Fallen ökade med 20 procent, från 80 till 120."),
    ("change", table("Utfall", "Typ;2022;2023;Förändring", "Fall;10;14;4", "Sår;5;3;-2",
                     "Smitta;7;9;3", "Annat;8;8;0")),
    ("more_than_all", "I år har 104 procent av de boende en plan."),
    ("more_than_all", "Kommunen har 12 enheter, varav 15 har gjort egenkontrollen."),
    ("text_table", table("Tabell 1. Fall", "Typ;2022;2023", "Fall med skada;85;152")
     + "\nUnder 2023 rapporterades 125 fall med skada."),
    ("twice", "År 2023 var 80 procent av de äldre nöjda med hemtjänsten.\n\nAv de äldre var "
     "85 procent nöjda med hemtjänsten år 2023."),
    ("unit", "Underskottet är 9,1 mnkr (910 tkr)."),
    ("date", "Planen gäller från den 31 juni 2023."),
    ("weekday", "Mötet hålls tisdagen den 27 mars 2024."),
    ("period", "Rapporten gäller perioderna januari–april, april–augusti och september–december."),
    ("numbering", "Tabell 1. Fall\n\nTabell 3. Sår\n"),
    ("due", "Datum: 2024-03-27\n\nRutinen ska vara klar senast den 1 februari 2024."),
    ("sexes", "Totalt är 90 procent nöjda, 80 procent av kvinnorna och 84 procent av männen."),
    ("numerator", "Risk fanns hos 396 av 387 bedömda."),
    ("chain", "Av 432 bedömningar visade 409 på risk. Plan fanns för 380 av 432 med risk."),
    ("hundred", "På frågan svarade 60 procent ja, 30 procent delvis och 25 procent nej."),
    ("answer_rate", "Av 400 tillfrågade svarade 200, en svarsfrekvens på 60 procent."),
    ("direction", "Målet på 88 procent nåddes: utfallet blev 80 procent."),
    ("direction", table("Trend", "Typ;2022;2023;Pil", "Fall;10;14;↓")),
    ("few", "Av 5 svarande var 80 procent nöjda."),
    ("name_units", "Olämpliga läkemedel är 9,8 procent.\n\nOlämpliga läkemedel är 9,8 läkemedel "
     "per patient."),
    ("names", "Vi jämför oss med Hernösands kommun."),
    ("contents", "# Innehåll\n\n1 Inledning    2\n\n2 Avvikelser    3\n\n# 1 Inledning\n\nText.\n"
     "\n# 2 Klagomål\n\nText.\n"),
    ("period", "Perioderna är 1 januari–30 april 2023, 1 maj–31 augusti 2023 och "
     "1 augusti–31 december 2023."),
    ("sexes", "Den genomsnittliga väntetiden var 60 dagar: 41 dagar för kvinnor och 51 dagar "
     "för män."),
    ("sum", "Underskottet är 9,7 mnkr. Det består av lägre intäkter, 2,3 mnkr, högre "
     "personalkostnader, 4,9 mnkr, och övriga kostnader, 0,7 mnkr."),
    ("share", "Av 207 planer hade 113 följts upp inom sex månader (71 procent)."),
    ("share", "Det fanns 280 inskrivna patienter. Av dem hade 70, det vill säga var tionde, fler "
     "än tio läkemedel."),
    ("answer_rate", "Enkäten skickades till 415 personer. 219 svarade, vilket ger en svarsfrekvens "
     "på 65,1 procent."),
    ("answer_rate", table("Enkät", "Uppgift;Värde", "Antal tillfrågade;186", "Antal svar;74",
                          "Svarsfrekvens;60 %")),
    ("chain", "Av 329 bedömningar visade 320 på risk. Av de 343 bedömningarna med risk fick 282 "
     "en plan."),
    ("few", "Fem av de boende på Hamnbo besvarade enkäten. 80 procent av dem är nöjda."),
    ("hundred", table("Svarsfördelning, procent", "Fråga;Positiva;Neutrala;Negativa",
                      "Maten;70;22;8", "Tiden;72;18;10", "Kontakten;78;23;9")),
]  # fmt: skip
SOUND = [
    "Perioderna är 1 januari–30 april 2023, 1 maj–31 augusti 2023 och "
    "1 september–31 december 2023.",
    "Den genomsnittliga väntetiden var 46 dagar: 41 dagar för kvinnor och 51 dagar för män.",
    table("Ackumulerat", "Månad;Antal", "Mars;9", "Juni;17", "September;22", "December;32"),
    table(
        "Nöjda",
        "Boende;Antal svar;Andel, %",
        "Furugården;44;75",
        "Strandhem;45;89",
        "Ekliden;56;80",
        "Hamnbo;53;74",
    )
    + "\nPå Strandhem är 89 procent av de svarande nöjda.\n",
    "Det fanns 280 inskrivna patienter. Av dem hade 70, det vill säga var fjärde, fler än tio "
    "läkemedel.",
    "Enkäten skickades till 415 personer. 219 svarade, vilket ger en svarsfrekvens på "
    "52,8 procent.",
    "Av 329 bedömningar visade 320 på risk. Av de 320 bedömningarna med risk fick 282 en plan.",
    table("Andel", "Svar;Andel", "Ja;33 %", "Delvis;33 %", "Nej;33 %"),
    table(
        "Kostnad i mnkr", "Post;2023", "Personal;10,4", "Lokaler;2,4", "Övrigt;1,4", "Summa;14,3"
    ),
    table("Medelvärde", "Boende;2023", "Säbo;7,4", "Ordinärt;9,1", "Korttid;8,0", "Totalt;8,2"),
    "Drygt 150 av 642 avvikelser, knappt var fjärde, gällde rutiner.",
    "Fall ökade från 85 till 152, medan läkemedel minskade från 49 till 35.",
    "Antalet ökade inte: 640 år 2022 och 642 år 2023.",
    "Underskottet är 9,1 mnkr, varav 3,0 mnkr beror på lägre intäkter.",
    "Målet på 88 procent nåddes inte: utfallet blev 80 procent.",
    "Av 5 svarande var 80 procent nöjda, men få svar gör siffran osäker.",
    "Åtgärden var klar den 15 januari 2024.",
    "Personalen får 200 procents ersättning, och kostnaden ökade med 120 procent av budgeten.",
    "Vi jämför oss med Härnösands kommun och Upplands-Bro kommun.",
    "År 2022 var 79 procent nöjda.\n\nÅr 2023 var 80 procent nöjda.",
    "I länet är 79 procent nöjda.\n\nI riket är 78 procent nöjda.",
]


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_a_contradiction_is_seen(rule, text):
    found = check_text(f"# Rapport\n\n{text}\n", TODAY)
    assert {one.rule for one in found} == {rule}
    assert 0 < found[0].confidence <= 1
    assert found[0].printed in f"{found[0].quote} {text}"


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_like_one_is_left_alone(text):
    assert check_text(f"# Rapport\n\n{text}\n", TODAY) == []


def test_a_table_begins_where_a_caption_and_a_heading_row_stand():
    """Slides and sheets part tables with no blank line."""
    text = ("Senior alert\nSteg\tAntal\tAv\tAndel, %\nRisk\t318\t333\t95\nPlan\t284\t318\t89\n"
            "Medel, tkr\nPost\tBudget 2023\tUtfall 2023\tAvvikelse\nKurser\t472\t479\t-7\n"
            "Stöd\t292\t234\t58\nSumma\t764\t713\t51\n")  # fmt: skip
    assert check_text(text, TODAY) == []
    assert [one.rule for one in check_text(text.replace("764", "774"), TODAY)][:1] == ["sum"]


def test_of_shares_that_are_not_hundred_all_are_quoted():
    text = table("Trygg hemma, procent", "Svar;Andel", "Ja;71", "Delvis;23", "Nej;12", "Vet inte;5")
    (one,) = check_text(text, TODAY)
    assert (one.rule, "Ja | 71" in one.quote, "Trygg hemma" in one.quote) == ("hundred", True, True)


def test_a_middle_horizon_is_no_mean_and_a_forecast_no_sum():
    rows = ["Tidshorisont;Rader", "Kort sikt;5", "Medellång sikt;3", "Lång sikt;1", "Summa;9"]
    money = ["Enhet;Utfall;Helårsprognos", "Almen;26;30", "Björken;18;21", "Linden;33;39"]
    assert check_text(table("Rader", *rows) + table("Prognos, tkr", *money), TODAY) == []


@pytest.mark.parametrize(("other", "found"), [("hemtjänst", 0), ("särskilt boende, kommunen", 1)])
def test_tables_of_two_branches_tell_of_two_things(other, found):
    same = ["Mått;2023", "Bemötandet är gott;81 %"]
    first = table("Tabell 1. Nöjda 2023, särskilt boende", *same, "Tryggheten är god;74 %")
    second = table(f"Tabell 2. Nöjda 2023, {other}", *same, "Tryggheten är god;79 %")
    assert [one.rule for one in check_text(first + second, TODAY)] == ["twice"] * found
