"""The proposed sentence: level, change with its certainty, target, others."""

import pytest

from vaka.areas.reports import sentences
from vaka.areas.reports.sentences import Certainty, Line, Reading
from vaka.documents.swedish import HARD_SPACE
from vaka.metrics.measure import Good, Unit


def _line(*values, unit=Unit.PERCENT, good=Good.HIGHER, whole=None, **more):
    readings = tuple(
        Reading(2024 - len(values) + i, value, None, whole) for i, value in enumerate(values)
    )
    return Line("Andelen nöjda", "m", unit, good, readings, **more)


def _text(parts):
    words = "".join(part if isinstance(part, str) else part.text for part in parts)
    return words.replace(HARD_SPACE, " ")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (_line(79, 80), "Andelen nöjda 2023: 80 %. Det är högre än 2022, då värdet var 79 %, "
                        "alltså bättre."),
        (_line(85, 80), "lägre än 2022, då värdet var 85 %, alltså sämre."),
        (_line(85, 80, good=Good.LOWER), "alltså bättre."),
        (_line(85, 80, good=Good.NEITHER), "då värdet var 85 %."),
        (_line(80, 80), "Det är samma som 2022."),
        (_line(80), "Värde för året före saknas."),
        (_line(79, 80, target=88), "Målet 88 % är inte nått, det skiljer 8 procentenheter."),
        (_line(79, 88, target=88), "Målet 88 % är nått."),
        (_line(9, 7, good=Good.LOWER, unit=Unit.COUNT, target=8), "Målet 8 är nått."),
        (_line(79, 80, peers={"riket": 78}), "Det är högre än riket, som har 78 %."),
        (_line(79, 80, peers={"länet": 80}), "Det är lika med länet."),
        (_line(1.22, 1.0), "Andelen nöjda 2023: 1 %. Det är lägre än 2022, då värdet var 1,22 %"),
        (_line(94, 99, unit=Unit.DAYS, good=Good.LOWER), "2023: 99 dagar."),
    ],
)  # fmt: skip
def test_what_one_measure_says(line, words):
    assert words in _text(sentences.about(line))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (_line(85, 152, unit=Unit.COUNT), Certainty.SURE),
        (_line(1, 3, unit=Unit.COUNT), Certainty.CHANCE),
        (_line(0, 0, unit=Unit.COUNT), Certainty.CHANCE),
        (_line(79, 80), Certainty.UNKNOWN),
        (_line(79, 80, whole=228), Certainty.CHANCE),
        (_line(60, 80, whole=228), Certainty.SURE),
        (_line(20, 30, unit=Unit.DAYS), Certainty.UNKNOWN),
    ],
)
def test_how_sure_a_difference_is(line, wanted):
    assert sentences.certainty(line.last, line.before, line.unit) is wanted


def test_a_gap_of_a_year_is_not_compared():
    line = Line("A", "m", Unit.PERCENT, Good.HIGHER, (Reading(2021, 11), Reading(2023, 50)))
    assert line.before is None
    assert line.turn == 0


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([_line(79, 80), _line(50, 60), _line(9, 8)],
         "Av 3 värden är 2 bättre och 1 sämre jämfört med året före. Störst är skillnaden för "
         "”andelen nöjda”, från 50 % till 60 %."),
        ([_line(79, 80, good=Good.NEITHER), _line(50, 40, good=Good.NEITHER)],
         "Av 2 värden är 1 högre och 1 lägre jämfört med året före."),
        ([_line(79, 80), _line(50, 60)], "Båda värdena är bättre än året före. Störst"),
        ([_line(79, 70), _line(50, 50), _line(50, 40)],
         "Av 3 värden är 2 sämre och 1 oförändrat jämfört med året före."),
        ([_line(5, 5), _line(6, 6), _line(7, 7)], "Alla 3 värden är oförändrade sedan året före."),
        ([_line(79, 90, target=88), _line(50, 60, target=88)], "1 av 2 mål är nått."),
        ([_line(79, 80, target=88), _line(50, 60, target=88)], "Inget av 2 mål är nått."),
        ([_line(79, 90, target=88), _line(50, 90, target=88)], "Båda målen är nådda."),
        ([_line(79, 80), _line(60)], "Andelen nöjda 2023: 80 %."),
        ([_line(79), _line(60)],
         "X: högst är ”andelen nöjda” med 79 % och lägst är ”andelen nöjda” med "
         "60 %."),
        ([_line(79), _line(60, unit=Unit.DAYS)], ""),
    ],
)  # fmt: skip
def test_what_several_measures_say(lines, words):
    told = _text(sentences.about_many(lines, "X"))
    assert words in told
    assert bool(words) == bool(told)


def test_many_questions_are_counted_against_the_country():
    lines = [_line(value, peers={"riket": 80}) for value in (79, 81, 90)]
    assert _text(sentences.beside(lines, "riket")) == (
        "Av 3 frågor ligger 2 högre och 1 lägre än riket."
    )
    assert sentences.beside([_line(79)], "riket") == []


def test_each_number_of_a_sentence_knows_its_place():
    said = [part for part in sentences.about(_line(79, 80)) if not isinstance(part, str)]
    assert [(one.value, one.measure, one.year) for one in said] == [
        (80, "m", 2023),
        (79, "m", 2022),
    ]
