"""The risk matrix as a page shows it: four by four, a word in every cell, radios or counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.web import words

Words = str | Promise
SOFT_HYPHEN = "\u00ad"  # long words in narrow columns break where we say
LIKELIHOODS: dict[int, tuple[Words, Words]] = {
    4: (gettext_lazy("Mycket stor"), gettext_lazy("varje dag")),
    3: (gettext_lazy("Stor"), gettext_lazy("varje vecka")),
    2: (gettext_lazy("Liten"), gettext_lazy("varje månad")),
    1: (gettext_lazy("Mycket liten"), gettext_lazy("högst en gång om året")),
}
SEVERITIES: dict[int, Words] = {
    1: gettext_lazy("Mindre"),
    2: gettext_lazy("Måttlig"),
    3: gettext_lazy("Bety\u00addande"),
    4: gettext_lazy("Kata\u00adstrofal"),
}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One square: its value `likelihood-severity`, level 1 to 3, word, and what it shows."""

    value: str
    product: int
    level: int
    word: Words
    name: str
    shown: str = ""
    url: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Row:
    """One likelihood with its four cells."""

    label: Words
    hint: Words
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """What `web/parts/risk.html` draws; with `name` a group of radios, without one a table."""

    title: str
    caption: str
    columns: list[dict[str, object]]
    rows: list[Row]
    name: str = ""


Grade = Callable[[int, int], tuple[int, Words]]


def choice(name: str, grade: Grade, chosen: str = "") -> Matrix:
    """Build the form: `grade(likelihood, severity)` gives a cell's level and word."""
    caption = _(
        "Risk: sannolikhet för upprepning gånger allvarlighetsgrad. "
        "Välj en ruta med piltangenterna."
    )
    return Matrix(
        _("Riskmatris"), caption, _columns(), _rows(grade, lambda *_at: ("", ""), chosen), name
    )


def counts(
    of: Mapping[tuple[int, int], int | None],
    grade: Grade,
    address: Callable[[int, int], str] = lambda *_at: "",
) -> Matrix:
    """Build the table of how many fall in each cell; a suppressed count (None) says so."""

    def shown(likelihood: int, severity: int) -> tuple[str, str]:
        count = of.get((likelihood, severity), 0)
        if count is None:
            return _("< 5"), ""
        return words.number(count), address(likelihood, severity) if count else ""

    caption = _("Antal i varje ruta av riskmatrisen.")
    return Matrix(_("Antal i riskmatrisen"), caption, _columns(), _rows(grade, shown, ""))


def _columns() -> list[dict[str, object]]:
    return [{"value": value, "label": label} for value, label in SEVERITIES.items()]


def _rows(grade: Grade, shown: Callable[[int, int], tuple[str, str]], chosen: str) -> list[Row]:
    return [
        Row(label, hint, [_cell(grade, shown, chosen, (likelihood, s)) for s in SEVERITIES])
        for likelihood, (label, hint) in LIKELIHOODS.items()
    ]


def _cell(
    grade: Grade,
    shown: Callable[[int, int], tuple[str, str]],
    chosen: str,
    at: tuple[int, int],
) -> Cell:
    likelihood, severity = at
    level, word = grade(likelihood, severity)
    text, url = shown(likelihood, severity)
    value = f"{likelihood}-{severity}"
    said = _("%(likelihood)s sannolikhet, %(severity)s: %(product)s, %(word)s") % {
        "likelihood": LIKELIHOODS[likelihood][0],
        "severity": str(SEVERITIES[severity]).lower().replace(SOFT_HYPHEN, ""),
        "product": likelihood * severity,
        "word": word,
    }
    return Cell(
        value=value,
        product=likelihood * severity,
        level=level,
        word=word,
        name=f"{said}. {_('Antal')}: {text}" if text else said,
        shown=text,
        url=url,
        is_chosen=value == chosen,
    )
