"""What holds for made reports: approved and frozen, corrected by new ones, published, withdrawn.

Values in, verdicts out; no database and no clock.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict

MAKE, SEE, TEMPLATE = "report.make", "report.see", "report.template"
APPROVE, PUBLISH = "report.approve", "report.publish"


class ReportState(StrEnum):
    """Where a made report stands."""

    MADE = "made"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


LARGEST_WORD = 10 * 1024**2
"""Bytes of the Word document that lends reports their look."""
REPORT_LABELS = {
    ReportState.MADE: gettext_lazy("Gjord, inte godkänd"),
    ReportState.APPROVED: gettext_lazy("Godkänd"),
    ReportState.PUBLISHED: gettext_lazy("Publicerad"),
    ReportState.WITHDRAWN: gettext_lazy("Avpublicerad"),
}
TRANSITIONS = (
    Transition(
        "report.approve_report", (ReportState.MADE,), ReportState.APPROVED,
        gettext_lazy("Godkänn"), APPROVE,
    ),
    Transition(
        "report.publish_report", (ReportState.APPROVED, ReportState.WITHDRAWN),
        ReportState.PUBLISHED, gettext_lazy("Publicera"), PUBLISH, Comment.NEVER,
    ),
    Transition(
        "report.withdraw_report", (ReportState.PUBLISHED,), ReportState.WITHDRAWN,
        gettext_lazy("Avpublicera"), PUBLISH, Comment.REQUIRED,
    ),
)  # fmt: skip


def may_approve(*, corrects: bool, correction: str) -> Verdict:
    """A report that takes another's place says what it corrects."""
    if corrects and not correction.strip():
        return Verdict.no(
            "correction", _("Det står inte vad som rättas."),
            _("Skriv vad som är annorlunda mot den förra versionen."),
        )  # fmt: skip
    return Verdict.yes()


def may_publish(
    *, is_public: bool, is_reference: bool, identity_numbers: int, is_intact: bool
) -> Verdict:
    """Published is what was made without small numbers, names nobody, and is as approved."""
    verdict = Verdict.yes()
    if not (is_public or is_reference):
        verdict += Verdict.no(
            "public", _("Rapporten är gjord med alla tal, även de små."),
            _("Gör den på nytt och kryssa för att den ska publiceras."),
        )  # fmt: skip
    if identity_numbers:
        verdict += Verdict.no(
            "identity", _("Texten har något som liknar ett personnummer."),
            _("Ta bort det och gör rapporten på nytt."),
        )  # fmt: skip
    return verdict + may_archive(is_intact=is_intact)


def may_archive(*, is_intact: bool) -> Verdict:
    """Handed to an archive is only what is as it was approved."""
    if not is_intact:
        return Verdict.no(
            "intact", _("Filerna är inte de som godkändes."),
            _("Gör rapporten på nytt och låt den godkännas."),
        )  # fmt: skip
    return Verdict.yes()


def manifest_text(files: Iterable[Mapping[str, str]]) -> str:
    """Give the list of files with digests, as `sha256sum --check` reads it."""
    lines = sorted(f"{one['sha256']}  {one['name']}\n" for one in files)
    return "".join(lines)


def digest_of(files: Sequence[Mapping[str, str]], snapshot: str) -> str:
    """Give the one digest of a frozen report: its files and the data it was counted from."""
    text = f"{manifest_text(files)}uttag {snapshot}\n"
    return hashlib.sha256(text.encode()).hexdigest()


def may_save_template(*, valid_from: date, valid_to: date | None, today: date) -> Verdict:
    """A template holds from today or later: what has been reported can be made again alike."""
    verdict = Verdict.yes()
    if valid_from < today:
        verdict += Verdict.no(
            "valid_from", _("Dagen har varit."),
            _("Välj i dag eller senare, så kan äldre rapporter göras om likadant."),
        )  # fmt: skip
    if valid_to is not None and valid_to < valid_from:
        verdict += Verdict.no(
            "valid_to", _("Den sista dagen ligger före den första."), _("Välj en senare dag.")
        )
    return verdict


def may_be_reference(*, fault: str, missing_headings: Sequence[str]) -> Verdict:
    """A Word document lends its look when it can be read, runs nothing and has headings.

    Args:
        fault: why it cannot be read, "unreadable" or "active", or nothing.
    """
    if fault == "active":
        return Verdict.no(
            "file", _("Dokumentet har ett makro eller hämtar något från en annan plats."),
            _("Spara det i Word som ett dokument (.docx) utan länkad mall och försök igen."),
        )  # fmt: skip
    if fault:
        return Verdict.no(
            "file", _("Filen är inget Word-dokument (.docx) som går att läsa."),
            _("Öppna den i Word, välj Spara som och formatet Word-dokument."),
        )  # fmt: skip
    if missing_headings:
        return Verdict.no(
            "file", _("Formaten %(names)s saknas, så rubrikerna skulle bli vanlig text.")
            % {"names": ", ".join(missing_headings)},
            _("Skriv en rad i vart och ett av rubrikformaten i Word och spara igen."),
        )  # fmt: skip
    return Verdict.yes()


def may_follow(*, seen: int, newest: int) -> Verdict:
    """Somebody else's version is never written over unseen."""
    if seen == newest:
        return Verdict.yes()
    return Verdict.no(
        "text", _("Någon annan har sparat version %(n)s medan du skrev.") % {"n": newest},
        _("Din text står kvar här. Jämför med den nya versionen och spara igen."),
    )  # fmt: skip


def holds(valid_from: date, valid_to: date | None, on: date) -> bool:
    """Say whether a template or a Word document is in force on a day."""
    return valid_from <= on and (valid_to is None or on <= valid_to)


@dataclass(frozen=True)
class Fault:
    """Something about a template's text; 0 is the whole of it. What stops it cannot be saved."""

    line: int
    words: str
    stops: bool = True


def template_faults(
    text: str, *, known: Mapping[str, frozenset[str]], sections: Sequence[tuple[str, str, str]]
) -> list[Fault]:
    """Give what is wrong with a template, by line.

    Args:
        known: names that a template may ask for, by verb.
        sections: key, title and law of each section that the report has on the day.
    """
    found = [] if _begins_with_title(text) else [
        Fault(1, _("Mallen ska börja med en rubrik: # och rapportens namn."))
    ]  # fmt: skip
    for number, line in enumerate(text.splitlines(), 1):
        for verb, name in VERB.findall(line):
            if name not in known.get(verb, frozenset()):
                found.append(Fault(number, _unknown(name, known.get(verb, frozenset()))))
    asked = {name for verb, name in VERB.findall(text) if verb == "comment"}
    for key, title, law in sections:
        if key not in asked:
            found.append(_lacking(key, title, law))
    return found


VERB = re.compile(r"""\b(figure|table|chart|exhibit|comment)\(\s*["']([^"']+)["']""")


def _begins_with_title(text: str) -> bool:
    return text.lstrip().startswith("# ")


def _unknown(name: str, known: frozenset[str]) -> str:
    near = get_close_matches(name, known, 1)
    if near:
        return _("”%(name)s” finns inte i rapporten. Menas ”%(near)s”?") % {
            "name": name, "near": near[0],
        }  # fmt: skip
    return _("”%s” finns inte i rapporten.") % name


def _lacking(key: str, title: str, law: str) -> Fault:
    told = {"title": title, "key": key, "law": law}
    if law:
        words = _('Avsnittet %(title)s saknas: {{ comment("%(key)s") }}. Grund: %(law)s.')
        return Fault(0, words % told)
    words = _('Avsnittet %(title)s är inte med: {{ comment("%(key)s") }}.')
    return Fault(0, words % told, stops=False)


def may_use(faults: Iterable[Fault]) -> Verdict:
    """A template is saved when a report can be made with it and no section of the law is lost."""
    stopping = [one for one in faults if one.stops]
    if not stopping:
        return Verdict.yes()
    first = stopping[0]
    where = _("Rad %s: ") % first.line if first.line else ""
    return Verdict.no("text", f"{where}{first.words}", _("Rätta och spara igen."))
