"""What may be done with a paper that is looked over, and how its findings are told."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict

MAKE = "proof.make"
LARGEST = 20_000_000
SUFFIXES = (".docx", ".pdf", ".md", ".csv", ".xlsx", ".txt")
LONGEST_REASON = 500
SURE, LIKELY = 0.9, 0.75

RULE_LABELS = {
    "sum": gettext_lazy("Summan stämmer inte"),
    "share": gettext_lazy("Andelen stämmer inte med antalen"),
    "change": gettext_lazy("Förändringen stämmer inte"),
    "more_than_all": gettext_lazy("Delen är större än helheten"),
    "text_table": gettext_lazy("Text och tabell säger olika"),
    "twice": gettext_lazy("Samma uppgift med olika värden"),
    "unit": gettext_lazy("Enheten stämmer inte"),
    "date": gettext_lazy("Datumet finns inte"),
    "weekday": gettext_lazy("Veckodagen stämmer inte med datumet"),
    "period": gettext_lazy("Perioden stämmer inte"),
    "numbering": gettext_lazy("Numreringen eller hänvisningen stämmer inte"),
    "due": gettext_lazy("Sista dagen har redan passerat"),
    "sexes": gettext_lazy("Totalen ligger utanför kvinnor och män"),
    "numerator": gettext_lazy("Täljaren är större än nämnaren"),
    "chain": gettext_lazy("Nämnaren bryter kedjan"),
    "hundred": gettext_lazy("Andelarna blir inte 100 procent"),
    "answer_rate": gettext_lazy("Svarsfrekvensen stämmer inte"),
    "direction": gettext_lazy("Pil, omdöme eller måluppfyllelse stämmer inte med talen"),
    "few": gettext_lazy("Procent av få svar är inte märkt"),
    "name_units": gettext_lazy("Samma namn med olika enheter"),
    "papers": gettext_lazy("Två papper säger olika"),
    "names": gettext_lazy("Namnet finns inte i den officiella listan"),
    "contents": gettext_lazy("Innehållsförteckningen stämmer inte"),
}
ADVICE_LABELS = {
    "hard": gettext_lazy("Svårläst text"),
    "long": gettext_lazy("Lång mening"),
    "person": gettext_lazy("Personuppgift"),
    "term": gettext_lazy("Ordval"),
    "alt": gettext_lazy("Alternativtext saknas"),
}


def may_read(name: str) -> Verdict:
    """Say whether a file of this name is of a sort that the check reads."""
    if PurePath(name).suffix.lower() in SUFFIXES:
        return Verdict.yes()
    words = _("Filen är av en sort som inte går att granska.")
    return Verdict.no("file", words, _("Använd DOCX, PDF, Markdown, CSV, XLSX eller text."))


def may_set_aside(*, reason: str, is_set_aside: bool) -> Verdict:
    """Say whether a remark may be marked as no error: once, with a reason."""
    if is_set_aside:
        return Verdict.no("words", _("Anmärkningen är redan märkt."), _("Ångra den först."))
    if not reason.strip():
        return Verdict.no("words", _("Skälet saknas."), _("Skriv varför uppgiften stämmer."))
    return Verdict.yes()


def may_take_back(*, is_set_aside: bool) -> Verdict:
    """Say whether a mark may be taken back: when there is one."""
    if is_set_aside:
        return Verdict.yes()
    return Verdict.no("mark", _("Anmärkningen är inte märkt."), _("Ladda om sidan."))


def due_deletion(made: date) -> date:
    """Give the day on which a paper made on a day is deleted. Raises ValueError before any rule."""
    holds = [row for row in _kept() if row["since"] <= made]
    if not holds:
        raise ValueError(f"no rule of deletion holds on {made}")
    return made + timedelta(days=max(holds, key=lambda row: row["since"])["days"])


def certainty(confidence: float) -> str:
    """Say in words how sure the check is."""
    if confidence >= SURE:
        return _("Säker")
    return _("Trolig") if confidence >= LIKELY else _("Möjlig")


@cache
def _kept() -> list[dict[str, Any]]:
    path = Path(__file__).with_name("kept.toml")
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["kept"]
    return rows
