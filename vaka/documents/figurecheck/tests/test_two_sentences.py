"""What a second sentence, line or cell says of figures that were told before it; each once wrong
and once right in the same words."""

from datetime import date

import pytest

from vaka.documents.figurecheck import check_text
from vaka.documents.figurecheck.grammar.numbers import scan
from vaka.documents.figurecheck.tests.test_rules import table

TODAY = date(2024, 3, 27)
PAIRS = [
    ("share", "Av 240 personer har 48 bytt till kamera. Det är var {femte|tredje} person."),
    ("share", "Det planerades 1 850 besök. 222 av besöken, eller {12|22} procent, krävde två."),
    ("share", "{Nio|Sju} av tio hade gått kursen (211 av 236 personer)."),
    ("share", "Orten hade 12 006 invånare. 264 hade hemtjänst, vilket ger {22|32} "
     "per 1 000 invånare."),
    ("share", "Nettokostnaden blev 536,3 mnkr. Lönerna var 412,0 mnkr, det vill säga {77|87} "
     "procent av nettokostnaden."),
    ("chain", "Bland 160 hade 95 nedsatt munhälsa. Av de {95|99} med nedsatt munhälsa fick "
     "71 en plan."),
    ("chain", table("Processens steg", "Steg;Täljare;Nämnare", "Funnen;301;412",
                    "Utredd;240;{301|321}", "Planerad;205;240")),
    ("answer_rate", "96 av 160 anhöriga fyllde i formuläret. Svarsfrekvensen blev "
     "{60|66} procent."),
    ("hundred", "46 procent kom från hemtjänsten, 42 procent från boenden och resterande {12|22} "
     "procent från funktionsstöd."),
    ("hundred", "# Vem utför hemtjänsten?\n\n- Egen regi: 71 %\n- Privata: 24 %\n"
     "- Anhöriga: {5|15} %\n"),
    ("hundred", table("Skäl", "Skäl;Andel, %", "Platsbrist;{60|80}", "Tackat nej;30", "Övrigt;10")),
    ("change", "Först fanns 40 beslut, vid den andra rapporten 30. Minskningen är {10|15} beslut."),
    ("direction", "Väntetiden har blivit {längre|kortare}. Medelvärdet var 52 dagar 2022 och 67 "
     "dagar 2023."),
    ("direction", "Frånvaron visar en {nedåtgående|uppåtgående} trend: 9,4 procent 2021, 8,1 "
     "procent 2022 och 7,2 procent 2023."),
    ("name_units", "Sjukfrånvaron i hemtjänsten var 7,2 procent.\n\nSjukfrånvaron i hemtjänsten "
     "var 7,2 {procent|dagar}."),
    ("twice", "Avtalet med utföraren löper ut den 4 mars 2024.\n\nEftersom avtalet med utföraren "
     "löper ut den {4|14} mars 2024 behövs ett beslut."),
    ("twice", "Årshyran för Solbacken är 2 366 630 kronor.\n\nÅrshyran för Solbacken är "
     "{2 366 630|2 636 630} kronor."),
    ("period", "Mätningen gjordes vecka 10–{12|8} 2024."),
    ("sum", "Här finns elva boenden. Sju av dem drivs av kommunen och {fyra|fem} av privata."),
    ("sum", table("Timmar per dag", "Dag;Timmar", "Måndag;16", "Tisdag;16", "Onsdag;14",
                  "Torsdag;16", "Fredag;12") + "\nSammanlagt {74|84} timmar i veckan.\n"),
    ("text_table", table("Budgetavvikelse januari–februari 2024, tkr", "Verksamhet;Avvikelse",
                         "Hemtjänst;-8 225", "Särskilt boende;-1 775", "Bistånd;1 082")
     + "\nHemtjänst redovisar ett underskott på {8,2|10,6} mnkr för januari–februari 2024.\n"),
]  # fmt: skip


def side(text, at):
    """Give one side of what is written `{right|wrong}`."""
    head, _, tail = text.partition("{")
    inner, _, rest = tail.partition("}")
    return f"# Rapport\n\n{head}{inner.split('|')[at]}{rest}\n"


@pytest.mark.parametrize(("rule", "text"), PAIRS)
def test_only_the_wrong_side_is_told(rule, text):
    assert check_text(side(text, 0), TODAY) == []
    assert {one.rule for one in check_text(side(text, 1), TODAY)} == {rule}


def test_a_column_of_units_may_say_what_no_cell_of_it_is():
    rows = ["Mått;Enhet;2023", "Sjukfrånvaro;antal;12 %", "Väntetid;kalenderdagar;41 dagar"]
    assert check_text(table("Nyckeltal", *rows), TODAY) == []


@pytest.mark.parametrize(
    ("share", "part", "whole", "may"),
    [("47 %", "113", "240", True), ("48 %", "113", "240", False), ("48 %", "0", "0", True)],
)
def test_a_share_is_what_rounding_makes_of_part_and_whole(share, part, whole, may):
    percent, n, of = (next(scan(text)) for text in (share, part, whole))
    assert percent.may_be_share(n, of) is may
    assert percent.may_be_share(n, of, loose=1.0)
