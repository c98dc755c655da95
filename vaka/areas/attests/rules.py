"""Who may attest what on a day, and what in a list of attesters does not hold.

Values in, values and verdicts out; no database and no clock. Money is öre.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict

SEE, HANDLE = "attest.see", "attest.handle"
ALL = "*"


class Cost(StrEnum):
    """What is attested: running costs or an investment; each has its limit."""

    OPERATING = "operating"
    INVESTMENT = "investment"


COST_LABELS = {
    Cost.OPERATING: gettext_lazy("Drift"),
    Cost.INVESTMENT: gettext_lazy("Investering"),
}


@dataclass(frozen=True)
class Line:
    """One line of the list: codes may end in `*`, which takes in all that begin so."""

    number: int
    responsibility: str
    activity: str
    name: str
    attester: str
    substitutes: tuple[str, ...]
    operating: int | None
    investment: int | None
    note: str = ""
    remark: str = ""

    def limit(self, cost: str) -> int | None:
        """Give the highest amount, None for no right at all."""
        return self.investment if cost == Cost.INVESTMENT else self.operating


@dataclass(frozen=True)
class Finding:
    """What does not hold of a line, in words; `code` names the check."""

    line: Line
    code: str
    words: str


@dataclass(frozen=True)
class May:
    """One who may attest, by which line, and whether in the attester's place."""

    name: str
    line: Line
    is_substitute: bool


def covers(pattern: str, code: str) -> bool:
    """Say whether a code of the list takes in another code, `742*` takes in `742010`."""
    return code.startswith(pattern[:-1]) if pattern.endswith(ALL) else pattern == code


def is_above(wide: Line, narrow: Line) -> bool:
    """Say whether a line takes in all of another and more."""
    return wide.responsibility != narrow.responsibility and covers(
        wide.responsibility, narrow.responsibility
    )


def who_may(
    lines: Iterable[Line], responsibility: str, amount: int, cost: str, activity: str = ""
) -> list[May]:
    """Give those who may attest an amount, the nearest line's people first.

    The line that names the responsibility most closely answers; above its limit the next wider
    line does. Substitutes stand after the attester they stand in for.
    """
    held = [
        line for line in lines
        if covers(line.responsibility, responsibility)
        and (not activity or covers(line.activity or ALL, activity))
        and (line.limit(cost) or -1) >= amount
    ]  # fmt: skip
    held.sort(key=lambda line: (-len(line.responsibility.rstrip(ALL)), line.number))
    found: list[May] = []
    for line in held:
        people = [(line.attester, False), *((name, True) for name in line.substitutes)]
        known = {one.name for one in found}
        found += [May(name, line, instead) for name, instead in people if name not in known]
    return found


def findings(lines: Sequence[Line]) -> list[Finding]:
    """Give what does not hold in a list, in its order."""
    checks = (_twice, _without_substitute, _own_substitute, _above_the_wider, _two_limits,
              _unlike_limits, _left_notes, _remarked)  # fmt: skip
    found = [one for check in checks for one in check(lines)]
    return sorted(found, key=lambda one: one.line.number)


def _twice(lines: Sequence[Line]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Line] = {}
    for line in lines:
        key = (line.responsibility, line.activity)
        if key in seen:
            words = _("Ansvaret står redan på rad %d.") % seen[key].number
            yield Finding(line, "twice", words)
        seen.setdefault(key, line)


def _without_substitute(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        if not line.substitutes:
            yield Finding(
                line, "substitute", _("Ingen ersättare. Ingen kan attestera vid frånvaro.")
            )


def _own_substitute(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        if line.attester in line.substitutes:
            yield Finding(line, "own", _("Attestanten är sin egen ersättare."))


def _above_the_wider(lines: Sequence[Line]) -> Iterator[Finding]:
    """A narrow line's limit is not above that of the nearest wider one."""
    for line in lines:
        wider = [one for one in lines if is_above(one, line)]
        if not wider:
            continue
        nearest = max(wider, key=lambda one: len(one.responsibility))
        for cost in Cost:
            mine, theirs = line.limit(cost) or 0, nearest.limit(cost) or 0
            if mine > theirs:
                told = {"kind": COST_LABELS[cost], "mine": kronor(mine), "theirs": kronor(theirs),
                        "wider": nearest.responsibility}  # fmt: skip
                words = _("%(kind)s: gränsen %(mine)s kr är högre än %(theirs)s kr för %(wider)s.")
                yield Finding(line, "above", words % told)
                break


def _two_limits(lines: Sequence[Line]) -> Iterator[Finding]:
    """One and the same attester has not less on a part than on the whole."""
    for line in lines:
        for wide in lines:
            if is_above(wide, line) and wide.attester == line.attester:
                mine, theirs = line.operating or 0, wide.operating or 0
                if mine < theirs:
                    told = {"mine": kronor(mine), "theirs": kronor(theirs),
                            "wide": wide.responsibility}  # fmt: skip
                    words = _("Samma attestant får %(theirs)s kr för %(wide)s men %(mine)s kr här.")
                    yield Finding(line, "two_limits", words % told)


def _unlike_limits(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        if line.operating is None or line.investment is None:
            yield Finding(line, "limit", _("Gränsen för drift eller investering saknas."))


def _left_notes(lines: Sequence[Line]) -> Iterator[Finding]:
    """A decided list holds no orders to whoever writes it."""
    for line in lines:
        words = line.note.casefold()
        if "ta bort" in words or "stängt" in words:
            yield Finding(line, "closed", _("Anteckningen säger att ansvaret är stängt. "
                                            "Avsluta raden."))  # fmt: skip
        elif "!" in words:
            yield Finding(line, "note", _("En arbetsanteckning står kvar: %s") % line.note)


def _remarked(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        if line.remark:
            yield Finding(line, "remark", _("Anmärkning i källan: %s.") % line.remark)


def kronor(ore: int) -> str:
    """Write öre as whole kronor with hard-spaced thousands."""
    return f"{ore // 100:,}".replace(",", "\u00a0")


def substitutes_in(text: str) -> tuple[str, ...]:
    """Read names with a semicolon or a new line between, each once."""
    parts = (" ".join(part.split()) for part in text.replace("\n", ";").split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def may_write(
    *, responsibility: str, attester: str, substitutes: Sequence[str], valid_from: date,
    before: date | None = None, taken: bool = False,
) -> Verdict:  # fmt: skip
    """Say whether a line may be written: it has a code and a name, and comes after what stood."""
    verdict = Verdict.yes()
    if not responsibility.rstrip(ALL).isalnum():
        verdict += Verdict.no("responsibility", _("Ansvaret är ingen kod."),
                              _("Skriv som 744550, eller 744* för alla under 744."))  # fmt: skip
    if taken:
        verdict += Verdict.no("responsibility", _("Ansvaret har redan en rad den dagen."),
                              _("Ändra den raden i stället."))  # fmt: skip
    if attester in substitutes:
        verdict += Verdict.no("substitutes", _("Attestanten kan inte vara sin egen ersättare."))
    if before is not None and valid_from <= before:
        verdict += Verdict.no("valid_from", _("Raden gäller redan från en senare dag."),
                              _("Skriv en dag efter %s.") % before.isoformat())  # fmt: skip
    return verdict


def may_end(valid_from: date, last: date) -> Verdict:
    """A line's last day is not before its first."""
    if last >= valid_from:
        return Verdict.yes()
    return Verdict.no("valid_until", _("Sista dagen är före den första."),
                      _("Skriv %s eller senare.") % valid_from.isoformat())  # fmt: skip
