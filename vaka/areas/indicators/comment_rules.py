"""What a head's comment says of a figure, and when it is pointed out that the figure differs.

Values in, verdicts and values out; no database and no clock.
"""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict

COMMENT = "measure.comment"
FEWEST_WORDS = 4
OPPOSITE = {"better": "worse", "worse": "better", "up": "down", "down": "up"}


def contradicted(
    text: str, way: int, bearing: str, terms: Mapping[str, Sequence[str]]
) -> list[tuple[str, str]]:
    """Give the words of a comment that say the opposite of its figure, each with what they say.

    Args:
        way: 1 when the figure went up, -1 when down, 0 when it stood still or is not known.
        bearing: `better` or `worse` where the measure has a good direction.
        terms: beginnings of words by what they say; those under `not` deny what follows.
    """
    is_so = {"up" if way > 0 else "down", bearing} if way else set()
    return [(word, says) for says, word in _said(text, terms) if OPPOSITE[says] in is_so]


def may_comment(text: str, against: Sequence[tuple[str, str]], *, is_sure: bool) -> Verdict:
    """A comment says something; one against its figure is saved only by who has been told so."""
    verdict = Verdict.yes()
    if len(text.split()) < FEWEST_WORDS:
        verdict += Verdict.no(
            "words", _("Kommentaren är för kort."),
            _("Skriv orsaken och vad ni gör, med en mening eller två."),
        )  # fmt: skip
    if against and not is_sure:
        quoted = ", ".join(f"”{word}”" for word, _says in against)
        verdict += Verdict.no(
            "is_sure", _("Du skriver %(words)s, men talen säger tvärtom.") % {"words": quoted},
            _("Ändra texten, eller kryssa i att du vill spara den ändå."),
        )  # fmt: skip
    return verdict


def may_follow(*, seen: int, standing: int, is_over: bool) -> Verdict:
    """A comment is about a period that is over, and written on what stands."""
    verdict = Verdict.yes()
    if not is_over:
        verdict += Verdict.no("period", _("Perioden är inte slut."), _("Välj en hel period."))
    if seen != standing:
        verdict += Verdict.no(
            "words", _("Någon annan har sparat en kommentar medan du skrev."),
            _("Läs den på måttets sida, och skriv sedan din på nytt."),
        )  # fmt: skip
    return verdict


def way_of(now: float | None, before: float | None) -> int:
    """Say which way a figure went from one period to the next; 0 when either is not known."""
    if now is None or before is None or now == before:
        return 0
    return 1 if now > before else -1


def _said(text: str, terms: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Each word or pair of words that says a direction, with it, but for those denied."""
    words = re.findall(r"\w+", text.casefold())
    denied = set(terms.get("not", ()))
    found = []
    for place, word in enumerate(words):
        if denied & set(words[max(0, place - 2) : place]):
            continue
        pair = " ".join(words[place : place + 2])
        for says in OPPOSITE:
            for start in terms.get(says, ()):
                if (pair if " " in start else word).startswith(start):
                    found.append((says, pair if " " in start else word))
    return list(dict.fromkeys(found))
