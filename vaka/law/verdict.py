"""What a rule answers: a verdict with the reasons why not, in Swedish, and the way out.

A rule is asked by the page (why is the button off), enforced by the action
(`require(verdict)`) and tabled by the test; all three read the same object.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why not: a stable code, Swedish words, what to do instead and where."""

    code: str
    words: str
    way_out: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes when there are no refusals; verdicts are joined with `+` and keep every reason."""

    refusals: tuple[Refusal, ...] = ()

    @classmethod
    def yes(cls) -> Verdict:
        return cls()

    @classmethod
    def no(cls, code: str, words: str, way_out: str = "", link: str = "") -> Verdict:
        return cls((Refusal(code, words, way_out, link),))

    @classmethod
    def all_of(cls, verdicts: Iterable[Verdict]) -> Verdict:
        """The verdict that is yes only when each one is."""
        return cls(tuple(refusal for verdict in verdicts for refusal in verdict.refusals))

    @property
    def ok(self) -> bool:
        return not self.refusals

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(refusal.code for refusal in self.refusals)

    def __bool__(self) -> bool:
        return self.ok

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(self.refusals + other.refusals)


class RuleRefused(Exception):
    """An action was tried that a rule refuses; `verdict` holds the reasons."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict)
        self.verdict = verdict

    def __str__(self) -> str:
        # Made on demand: the words may be lazily translated.
        return " ".join(str(refusal.words) for refusal in self.verdict.refusals)


def require(verdict: Verdict) -> None:
    """Raise `RuleRefused` unless the verdict is yes."""
    if not verdict.ok:
        raise RuleRefused(verdict)
