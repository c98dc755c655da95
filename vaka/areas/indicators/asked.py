"""The answer to a question in words, as the page and the command line show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.indicators.words import GRAIN_LABELS
from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.metrics.asking import Answer, Match, Place, Surety, find
from vaka.metrics.dimensions import DIMENSIONS


@dataclass(frozen=True)
class Way:
    """A measure and the address of its page with all that was understood filled in."""

    name: str
    title: str
    url: str


@dataclass(frozen=True)
class Asked:
    """What a question was understood as. `best` is certain only where `is_sure`.

    Attributes:
        understood: pairs of what was asked about and how it was read.
        notes: what was not understood or cannot be had, one sentence each.
    """

    question: str
    surety: Surety
    sentence: str
    best: Way | None = None
    near: list[Way] = field(default_factory=list)
    understood: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_sure(self) -> bool:
        """Whether the best one is clearly what was meant."""
        return self.surety is Surety.SURE

    @property
    def meant(self) -> tuple[str, ...]:
        """The measures that may be meant; none where no measure answers."""
        return tuple(way.name for way in ([self.best, *self.near] if self.best else []))


def asked(question: str, units: Iterable[Unit], on: date) -> Asked | None:
    """Give the answer to a question about one of these units; None when nothing was asked."""
    if not question.strip():
        return None
    places = [Place(one.code, one.name, one.kind == UnitKind.PRINCIPAL) for one in units]
    found = find(question, places, today=on)
    ways = [_way(found, match) for match in found.matches]
    if found.surety is Surety.NOTHING:
        return Asked(question, found.surety, _sentence(found), near=ways, notes=[*_notes(found)])
    return Asked(
        question, found.surety, _sentence(found), ways[0], ways[1:], [*_understood(found)],
        [*_notes(found)],
    )  # fmt: skip


def _way(found: Answer, match: Match) -> Way:
    query = {
        "enhet": found.heard.place.code if found.heard.place else "",
        "period": str(found.period or ""),
        "steg": str(found.grain or ""),
        "indelning": match.by,
    }
    told = urlencode({name: value for name, value in query.items() if value})
    address = reverse("indicators:measure", args=[match.measure.name])
    return Way(match.measure.name, match.measure.title.sv, f"{address}?{told}" if told else address)


def _sentence(found: Answer) -> str:
    match found.surety:
        case Surety.SURE:
            return _("Det här måttet svarar på frågan.")
        case Surety.MAYBE:
            return _("Inget mått stämmer säkert. Det här ligger närmast.")
        case Surety.NOTHING:
            return _("Inget mått svarar på det.")


def _understood(found: Answer) -> Iterator[tuple[str, str]]:
    """What was read out of the question, in the words of the measure's page."""
    heard, best = found.heard, found.best
    assert best is not None
    yield _("Mått"), best.measure.title.sv
    if heard.place:
        yield _("Enhet"), heard.place.name
    if found.period:
        yield _("Period"), _("%(period)s (”%(said)s”)") % {
            "period": found.period.words(), "said": heard.period_said,
        }  # fmt: skip
    if found.grain:
        yield _("Per"), str(GRAIN_LABELS[found.grain])
    if best.by:
        yield _("Delat efter"), DIMENSIONS[best.by].title.sv.lower()


def _notes(found: Answer) -> Iterator[str]:
    """What was read otherwise than written, not understood, or is not to be had."""
    for said, known in found.respelled:
        yield _("”%(said)s” lästes som ”%(known)s”.") % {"said": said, "known": known}
    for said in found.unknown:
        yield _("”%(said)s” finns inte i något mått.") % {"said": said}
    for said in found.not_met:
        if said not in found.unknown:
            yield _("”%(said)s” är inte med i måttet.") % {"said": said}
    for cut in found.not_offered:
        yield _("Måttet kan inte delas efter %(cut)s.") % {"cut": DIMENSIONS[cut].title.sv.lower()}
    if len(found.heard.places) > 1:
        names = _(" eller ").join(place.name for place in found.heard.places)
        yield _("”%(said)s” kan vara %(names)s. Välj enhet på måttets sida.") % {
            "said": found.heard.place_said, "names": names,
        }  # fmt: skip
    if found.is_widened:
        yield _("Måttets sida visar hela månader.")
